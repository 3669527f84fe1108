"""What all pages of a site folder have in common, put together: its settings, its look, its templates.

Owns which files those are. Refuses a mistake in one of them, with its line.
"""

import jinja2

from brief.desk import overrides
from brief.desk.compiling import KeptCompiled
from brief.desk.look import site_look
from brief.models import SiteSettings
from brief.site.frame import Frame
from brief.site.settings import read_settings
from brief.site.templates import environment
from brief.store import Store


def site_settings(store: Store) -> SiteSettings:
    """What `content/_config.yml` says."""
    return read_settings(store.read_text(store.content / "_config.yml", "site configuration"))


def site_frame(store: Store, last: Frame | None = None) -> Frame:
    """The frame that the pages of this site are made in: the `last` one, where no file that it is made of changed."""
    texts = overrides.templates(store, "site")
    settings, look, program = site_settings(store), site_look(store), store.program()
    if last and last.is_made_of(settings, look, texts, made_by=program):
        return last
    made = environment(jinja2.DictLoader(texts), KeptCompiled(store))
    return Frame(settings, made, look, made_by=program)
