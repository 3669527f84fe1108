"""The glossary: what the brief's words mean, taken out of the page that explains them.

Owns how that page is read: a heading of the third level is a term, with other words for it in brackets behind it
(`### Relative strength index (RSI)`), and the paragraph below says what it is. Refuses to change the page.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from markdown_it.token import Token

from brief.models.text import Text
from brief.site.dressing import plain
from brief.site.markdown import parsed

NAME = "glossary"
"""The stem of the page's file."""
_HEADING = re.compile(r"(?P<term>[^()]+?)\s*(?:\((?P<others>[^()]+)\))?")


class Term(NamedTuple):
    """A word of the brief's."""

    anchor: str
    """The id of its heading."""
    name: str
    forms: tuple[str, ...]
    """Every word for it, lower case, without plurals."""
    meaning: str
    """Plain text."""


class Glossary(NamedTuple):
    """The terms, and the page that has them."""

    path: str = ""
    terms: tuple[Term, ...] = ()


def glossary_of(texts: Sequence[Text]) -> Text | None:
    """The page with the terms, among the hand-written ones."""
    return next((text for text in texts if text.name == NAME), None)


def glossary(text: Text | None) -> Glossary:
    """The terms of the page; a heading without a paragraph right below it is none."""
    return Glossary(text.path, tuple(_terms(parsed(text.body)))) if text else Glossary()


def _terms(tokens: list[Token]) -> Iterator[Term]:
    for i, token in enumerate(tokens[:-4]):
        if token.type != "heading_open" or token.tag != "h3" or tokens[i + 3].type != "paragraph_open":
            continue
        found = _HEADING.fullmatch(plain(tokens[i + 1]))
        meaning = plain(tokens[i + 4])
        if found and meaning:
            others = (found["others"] or "").split(",")
            forms = tuple(dict.fromkeys(form for one in (found["term"], *others) if (form := one.strip().lower())))
            yield Term(str(token.attrGet("id")), found["term"], forms, meaning)
