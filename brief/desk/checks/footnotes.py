"""Footnotes lead somewhere and are seen. Owns references and definitions; refuses to judge the pages they name."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from brief.desk.checks.case import Case
from brief.desk.checks.finding import Found

_MARK = re.compile(r"(?<!\\)\[\^([^\]\s\\]+)\]")
_HEAD = re.compile(r"(?<!\\)\[\^([^\]\s\\]+)\]:[ \t]*")
_INLINE_CODE = re.compile(r"`[^`\n]+`")
_UNSEEN_STYLE = r"(?:display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d]*[1-9]))"
_UNSEEN = re.compile(
    rf"<!--.*?(?:-->|\Z)|<(?P<tag>[a-z][a-z0-9]*)\b(?=[^>]*(?:{_UNSEEN_STYLE}|\shidden\b))[^>]*>.*?</(?P=tag)\s*>",
    re.DOTALL | re.IGNORECASE,
)
_SHOWN_LABELS = 5


class Definition(NamedTuple):
    label: str
    line: int
    text: str
    """What stands behind the label, as written."""


class Reference(NamedTuple):
    label: str
    line: int
    hidden: bool
    """Whether it stands where no reader sees it."""


def definitions(case: Case) -> list[Definition]:
    """Every footnote's text, in order, with its line in the file."""
    heads = [(unit, _HEAD.match(unit.text)) for unit in case.units if unit.kind == "footnote"]
    return [Definition(head[1], case.line(unit), unit.text[head.end() :].strip()) for unit, head in heads if head]


def references(case: Case) -> list[Reference]:
    """Every footnote mark in the text, in order; what is code is no mark."""
    body = case.body
    unseen = [found.span() for found in _UNSEEN.finditer(body)]
    found = []
    for unit in case.units:
        if unit.kind == "code":
            continue
        text = _INLINE_CODE.sub(lambda code: " " * len(code[0]), unit.text)
        head = _HEAD.match(text) if unit.kind == "footnote" else None
        for mark in _MARK.finditer(text, head.end() if head else 0):
            at = unit.start + mark.start()
            line = case.line(unit) + unit.text.count("\n", 0, mark.start())
            hidden = unit.kind == "comment" or any(start < at < end for start, end in unseen)
            found.append(Reference(mark[1], line, hidden))
    return found


def cited(case: Case) -> list[Definition]:
    """The footnotes that a reader is led to."""
    seen = {mark.label for mark in references(case) if not mark.hidden}
    return [definition for definition in definitions(case) if definition.label in seen]


def footnote_undefined(case: Case) -> Iterator[Found]:
    """A sentence cites a footnote that is not there.

    Example: "Bitcoin fell.[^coingeko]" in a text whose footnotes are `[^coingecko]` and `[^farside-btc]`.
    """
    defined = {definition.label for definition in definitions(case)}
    told = set[str]()
    for mark in references(case):
        if mark.label not in defined | told:
            told.add(mark.label)
            yield Found(mark.line, f"The footnote {mark.label} is not defined.", "Define it at the end, or correct it.")


def footnote_unused(case: Case) -> Iterator[Found]:
    """A footnote stands at the end and no sentence cites it.

    Example: `[^kraken]: Kraken, last price` below a text in which no sentence ends with `[^kraken]`.
    """
    used = {mark.label for mark in references(case)}
    for definition in definitions(case):
        if definition.label not in used:
            message = f"The footnote {definition.label} is defined and never used."
            yield Found(definition.line, message, "Cite it where it belongs, or remove it.")


def footnote_twice(case: Case) -> Iterator[Found]:
    """A footnote is defined twice, and builders take different ones of the two.

    Example: `[^farside-btc]: Farside Investors` and, further down, `[^farside-btc]: SoSoValue`.
    """
    first: dict[str, int] = {}
    for definition in definitions(case):
        if definition.label in first:
            message = f"The footnote {definition.label} is defined twice, first in line {first[definition.label]}."
            yield Found(definition.line, message, "Keep one of the two.")
        first.setdefault(definition.label, definition.line)


def footnote_empty(case: Case) -> Iterator[Found]:
    """A footnote says nothing.

    Example: `[^coinglass]:` and nothing behind it.
    """
    for definition in definitions(case):
        if not definition.text:
            message = f"The footnote {definition.label} is empty."
            yield Found(definition.line, message, "Say whose figure it is, and name the page.")


def footnote_hidden(case: Case) -> Iterator[Found]:
    """Footnotes are cited only where no reader sees it: they pad the list of sources.

    Example: `<span style="display:none">[^32][^33]</span>` at the end of a text that cites neither anywhere else.
    """
    seen = {mark.label for mark in references(case) if not mark.hidden}
    hidden = {mark.label: mark.line for mark in reversed(references(case)) if mark.hidden and mark.label not in seen}
    if hidden:
        labels = list(reversed(hidden))
        told = f"{len(labels)} footnotes ({listed(labels)}) are" if labels[1:] else f"The footnote {labels[0]} is"
        fix = "Cite them in the sentences that rest on them, or remove them."
        yield Found(min(hidden.values()), f"{told} cited only where no reader sees it.", fix)


def listed(labels: list[str]) -> str:
    """A few labels, and how many there are besides.

    >>> listed(["1", "2"]), listed(["1", "2", "3", "4", "5", "6", "7"])
    ('1 and 2', '1, 2, 3, 4, 5 and 2 more')
    """
    if len(labels) > _SHOWN_LABELS + 1:
        return f"{', '.join(labels[:_SHOWN_LABELS])} and {len(labels) - _SHOWN_LABELS} more"
    return " and ".join([*([", ".join(labels[:-1])] if labels[1:] else []), *labels[-1:]])
