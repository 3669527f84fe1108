"""What all pages of a site folder have in common, put together.

Owns which files those are: settings, look, templates, hand-written pages. Refuses a mistake in one of them, with its
line.
"""

from collections.abc import Sequence

import jinja2

from brief.desk import overrides
from brief.desk.compiling import KeptCompiled
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


def site_frame(store: Store, texts: Sequence[Text] | None = None, last: Frame | None = None) -> Frame:
    """The frame that the pages of this site are made in: the `last` one, where no file that it is made of changed.

    `texts` are its hand-written pages, where they are at hand.
    """
    templates = overrides.templates(store, "site")
    known = found_texts(store).texts if texts is None else texts
    settings, look, program = site_settings(store), site_look(store), store.program()
    if last and last.is_made_of(settings, look, templates, known, made_by=program):
        return last
    made = environment(jinja2.DictLoader(templates), KeptCompiled(store))
    return Frame(settings, made, look, made_by=program, texts=known)
