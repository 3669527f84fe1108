"""What all pages of a site folder have in common, put together.

Owns which files those are: settings, look, templates, hand-written pages. Refuses a mistake in one of them, with its
line.
"""

from collections.abc import Sequence

import jinja2

from brief.desk import overrides
from brief.desk.look import site_look
from brief.desk.texts import found_texts
from brief.models import SiteSettings
from brief.models.text import Text
from brief.site.frame import Frame
from brief.site.settings import read_settings
from brief.site.templates import environment
from brief.store import Store


def site_settings(store: Store) -> SiteSettings:
    """What `content/_config.yml` says."""
    return read_settings(store.read_text(store.content / "_config.yml", "site configuration"))


def site_frame(store: Store, texts: Sequence[Text] | None = None) -> Frame:
    """The frame that the pages of this site are made in; `texts` are its hand-written pages, where they are at hand."""
    templates = environment(jinja2.DictLoader(overrides.templates(store, "site")))
    known = found_texts(store).texts if texts is None else texts
    return Frame(site_settings(store), templates, site_look(store), made_by=store.program(), texts=known)
