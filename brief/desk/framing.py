"""What all pages of a site folder have in common, put together: its settings, its look, its templates.

Owns which files those are. Refuses a mistake in one of them, with its line.
"""

import jinja2

from brief.desk import overrides
from brief.desk.look import site_look
from brief.models import SiteSettings
from brief.site.frame import Frame
from brief.site.settings import read_settings
from brief.site.templates import environment
from brief.store import Store


def site_settings(store: Store) -> SiteSettings:
    """What `content/_config.yml` says."""
    return read_settings(store.read_text(store.content / "_config.yml", "site configuration"))


def site_frame(store: Store) -> Frame:
    """The frame that the pages of this site are made in."""
    templates = environment(jinja2.DictLoader(overrides.templates(store, "site")))
    return Frame(site_settings(store), templates, site_look(store), made_by=store.program())
