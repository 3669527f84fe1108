"""What readers are told of a correction in the post itself.

Owns the post's section `### Corrections`. Refuses to touch another character of the post.
"""

import re
from collections.abc import Sequence
from datetime import datetime

from brief import style
from brief.desk.substance import Change
from brief.models import Reworded
from brief.prose import units
from brief.prose.units import Unit
from brief.write import escape

ITEM = "corrections"
_HEADING = "Corrections"
_PLACES = {
    "title": "The headline said",
    "description": "The summary said",
    "excerpt": "The summary said",
    "row": "The table said",
    "footnote": "The footnote said",
}
_QUOTED = 160
"""A statement of so many characters is quoted whole, of a longer one what stands around the change."""
_AROUND = 6
"""Words on each side of the change."""
_STOPS = (".", "!", "?", "…")
_KEPT = re.compile(r"(\{\{|\{%|(?<!\\)\[\^[^\]\s\\]+\]|[\r\n])|.")
_CELLS = re.compile(r"\s*\|\s*")


def reworded(changes: Sequence[Change]) -> tuple[Reworded, ...]:
    """Changes as readers are told of them: each once, wherever else it was repeated; a row's cells with commas."""
    told: dict[tuple[str, str], str] = {}
    for change in changes:
        wording = _prose(change.was), _prose(change.now)
        told[wording] = change.place if change.place == "text" else told.get(wording, change.place)
    return tuple(Reworded(place=place, was=was, now=now) for (was, now), place in told.items())


def noted(text: str, body: str, *, at: datetime, reason: str, changes: Sequence[Reworded]) -> str:
    """The text with the correction as the last bullet of its section; `body` is the text behind its front matter."""
    found = units.cut(body)
    last = _last_of_section(found)
    if last is None:
        place = _end_of_story(body, found)
        bullet = _bullet(at, reason, changes)
        lines = [*_blank_before(body[:place]), f"### {_HEADING}", "", f"<!-- item: {ITEM} -->", "", *bullet, "", ""]
        lines = lines[:-1] if place == len(body) else lines
    else:
        place = last.end
        lines = ["", *([] if last.nest else [""]), *_bullet(at, reason, changes, mark=_mark(body, last))]
    line_end = "\r\n" if "\r\n" in text else "\n"
    cut = len(text) - len(body) + place
    return text[:cut] + line_end.join(lines) + text[cut:]


def unquoted(text: str, body: str) -> str:
    """The text with its corrections blanked, line for line: what was wrong, and is told so, is no claim of the post.

    Footnote marks and what Jekyll would run stay.
    """
    start = len(text) - len(body)
    for unit in units.cut(body):
        if unit.nest and (unit.item == ITEM or unit.section == _HEADING):
            blank = _KEPT.sub(lambda found: found[1] or " ", unit.text)
            text = text[: start + unit.start] + blank + text[start + unit.end :]
    return text


def _last_of_section(found: list[Unit]) -> Unit | None:
    """The last thing in the section's list, or what opens the section; None where there is no such section."""
    own = [unit for unit in found if unit.item == ITEM] or [unit for unit in found if unit.section == _HEADING]
    listed = [unit for unit in own if unit.nest]
    return listed[-1] if listed else next(iter(own), None)


def _mark(body: str, last: Unit) -> str:
    """How the list's bullets are marked: another mark would begin another list."""
    mark = body[last.nest[-1].item] if last.nest else "-"
    return mark if mark in "-*+" else "-"


def _end_of_story(body: str, found: list[Unit]) -> int:
    """Where the closing lines begin: the last rule with no heading or list below it, or the footnotes, or the end."""
    closing, in_notes = len(body), True
    for unit in reversed(found):
        in_notes = in_notes and unit.kind in ("footnote", "other")
        if in_notes:
            closing = _line_start(body, unit.start)
        elif unit.kind == "rule":
            return _line_start(body, unit.start)
        elif unit.kind in ("heading", "label", "row") or unit.nest:
            break
    return closing


def _line_start(body: str, position: int) -> int:
    return body.rfind("\n", 0, position) + 1


def _blank_before(body: str) -> list[str]:
    """What makes the next line begin behind a blank one."""
    ends = len(body) - len(body.rstrip("\r\n"))
    line_ends = body[len(body) - ends :].count("\n")
    return [""] * (2 - min(2, line_ends)) if body.strip() else []


def _bullet(at: datetime, reason: str, changes: Sequence[Reworded], *, mark: str = "-") -> list[str]:
    """The bullet's lines: when and why, and what it said where one statement tells it."""
    when = f"{style.full_day(at)}, {style.clock(at)}"
    said = _said(changes)
    return [f"{mark} **{when}**: {escape.text(sentence(reason))}", *([f"  {said}"] if said else [])]


def sentence(reason: str) -> str:
    """A reason as a sentence."""
    told = escape.clean(reason)
    return told if told.endswith((*_STOPS, "”")) else f"{told}."


def _said(changes: Sequence[Reworded]) -> str:
    """What the post said before, where one change in its text, or else one change in all, tells it."""
    in_text = [change for change in changes if change.place in ("text", "row")]
    if len(in_text or changes) != 1 or not (in_text or changes)[0].was:
        return ""
    change = (in_text or changes)[0]
    before = _quoted(change.was, change.now)
    lead = _PLACES.get(change.place, "It said") if change.now else "Taken out"
    return f"{lead}: “{escape.text(before)}”{'' if before.endswith(_STOPS) else '.'}"


def _prose(words: str) -> str:
    """A statement as one would read it out: a row's cells with commas."""
    return ", ".join(filter(None, _CELLS.split(words))) if words.startswith("|") else words


def _quoted(was: str, now: str) -> str:
    """What was said, whole where it is short, else the words around the change."""
    if len(was) <= _QUOTED:
        return was
    old, new = was.split(), now.split()
    same = _common(old, new)
    rest = _common(old[same:][::-1], new[same:][::-1])
    first, last = max(0, same - _AROUND), min(len(old), len(old) - rest + _AROUND)
    return f"{'… ' if first else ''}{' '.join(old[first:last])}{' …' if last < len(old) else ''}"


def _common(old: Sequence[str], new: Sequence[str]) -> int:
    """How many words both begin with."""
    return next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
