"""What every page of one build has in common: settings, look, templates, addresses; and what a page is known again by.

Owns the key of a page: a digest of all that it is made from, so that a build makes only the pages whose key is another.
Refuses to make a page before somebody asks for its bytes.
"""

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

import jinja2

from brief.models import SiteSettings
from brief.models.look import Look
from brief.models.text import Text
from brief.site.addresses import Addresses, file_of
from brief.site.navigation import Navigation, navigation

_REFERENCE = re.compile(r"{%-?\s*(?:extends|include|import|from)\s+(\"[^\"]+\"|'[^']+'|\S)")


DEFAULT = Look()
_IN_EXPRESSIONS = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""What Python raises for an expression that cannot be; Jinja has no word for it of its own."""


class Page(NamedTuple):
    """One file of the site: where it lies inside `_site`, what it is known again by, and how its bytes are made."""

    file: str
    key: str
    make: Callable[[], bytes]
    found: str = ""
    """The path under which search engines are to find it; empty where they are not."""
    changed: datetime | None = None
    """When it last told something new, where that is known."""


def digest(*shows: object) -> str:
    """What a page that shows this is known by. Texts, numbers, days and tuples of them; nothing with an address."""
    return hashlib.sha256(repr(shows).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def text_digest(text: str) -> str:
    """What a long text is known by."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _ground(settings: SiteSettings, look: Look, ways: Navigation, made_by: str) -> str:
    return digest(made_by, settings, look.model_dump_json(), ways)


class Frame:
    """The pages' common ground.

    `made_by` names the program that makes them: another one, and every page is made again. `texts` are the hand-written
    pages, to which the others lead.
    """

    def __init__(
        self,
        settings: SiteSettings,
        templates: jinja2.Environment,
        look: Look = DEFAULT,
        *,
        made_by: str = "",
        texts: Sequence[Text] = (),
    ) -> None:
        self.settings, self.to, self.look = settings, Addresses(settings), look
        self.templates = templates
        self.navigation = navigation(look.words, texts, feed=self.to.has_url)
        self.ground = _ground(settings, look, self.navigation, made_by)
        self._sources: dict[str, str] = {}

    def is_made_of(
        self,
        settings: SiteSettings,
        look: Look,
        templates: Mapping[str, str],
        texts: Sequence[Text],
        *,
        made_by: str,
    ) -> bool:
        """Whether all of it is the same."""
        loader = self.templates.loader
        same = isinstance(loader, jinja2.DictLoader) and loader.mapping == templates
        ways = navigation(look.words, texts, feed=bool(settings.url))
        return same and self.ground == _ground(settings, look, ways, made_by)

    def page(
        self,
        template: str,
        path: str,
        shows: object,
        values: Callable[[], Mapping[str, Any]],
        *,
        file: str = "",
        listed: bool = True,
        changed: datetime | None = None,
    ) -> Page:
        """The page at `path` by a template; `shows` is all it depends on, `values` what the template is given.

        It is in the sitemap, unless `listed` says otherwise.
        """

        def make() -> bytes:
            return self.render(template, path, values()).encode("utf-8")

        return Page(file or file_of(path), self.key(template, path, shows), make, path if listed else "", changed)

    def digest(self, *shows: object) -> str:
        """The key of a file that is made without a template."""
        return digest(self.ground, shows)

    def key(self, template: str, *shows: object) -> str:
        """The key of a file made by a template of things that are shown in it."""
        return digest(self.ground, self._source(template), shows)

    def render(self, template: str, path: str, values: Mapping[str, Any]) -> str:
        """A page's text. One without a place of its own (404) has links from the root.

        What an expression of a template raises is a mistake in the template: `TemplateRuntimeError` with its name.
        """
        to = self.to if path == LOST else self.to.seen_from(path)
        common = {"site": self.settings, "look": self.look, "to": to, "path": path, "ways": self.navigation}
        found = self.templates.get_template(template)
        try:
            return found.render(**common, **values)
        except _IN_EXPRESSIONS as wrong:
            told = f"in {template} or what it calls for: {wrong}"
            raise jinja2.TemplateRuntimeError(told) from wrong

    def macro(self, template: str, name: str, *given: object) -> str:
        """What a macro of a template makes of something."""
        return str(getattr(self.templates.get_template(template).module, name)(*given))

    def _source(self, name: str) -> str:
        """A digest of a template with all it is put together from; of every template, where one is named by a value."""
        if name not in self._sources:
            texts: dict[str, str] = {}
            due = [name]
            while due:
                one = due.pop()
                if one in texts:
                    continue
                texts[one] = self._text(one)
                for found in _REFERENCE.findall(texts[one]):
                    due += [found[1:-1]] if len(found) > 1 else self.templates.list_templates()
            self._sources[name] = digest(sorted(texts.items()))
        return self._sources[name]

    def _text(self, name: str) -> str:
        loader = self.templates.loader
        try:
            return loader.get_source(self.templates, name)[0] if loader else ""
        except jinja2.TemplateNotFound:  # it may be one that need not be there; if it must, making the page says so
            return ""


LOST = "/404.html"
