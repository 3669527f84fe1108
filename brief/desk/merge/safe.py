"""When an editor's file is left as it is, and what a merge must never do. Owns the sentences that say so.

A file that is broken, or looks half written, is not merged: what is missing from it may be a save cut off, and what
would be written over it may be the editor's only copy.
"""

import re
from collections import Counter

from brief.desk.merge.front import Front, read, why_unreadable
from brief.errors import Unmerged
from brief.prose.units import cut
from brief.style import CARDINALS, ORDINALS

_CONFLICT = re.compile(r"^(?:<{7}|>{7}|\|{7})(?:\s|$)", re.MULTILINE)
_REFERENCE = re.compile(r"(?<!\\)\[\^([^\]\s\\]+)\](?!:)")
_DEFINITION = re.compile(r"^[ ]{0,3}\[\^([^\]\s\\]+)\]:", re.MULTILINE)
_CODE = re.compile(r"^(```|~~~).*?^\1|`[^`\n]+`", re.MULTILINE | re.DOTALL)
_WORD = re.compile(r"(?<![\w.])[^\W\d_]{2,}(?!\w)")
_LABEL = re.compile(r"(?<!\\)\[\^[^\]\s\\]+\]:?")
_FIGURE_WORDS = frozenset(
    [
        *("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november"),
        *(
            "december",
            "jan",
            "feb",
            "mar",
            "apr",
            "jun",
            "jul",
            "aug",
            "sep",
            "sept",
            "oct",
            "nov",
            "dec",
            "utc",
            "gmt",
        ),
        *("thousand", "million", "billion", "trillion", "mn", "bn", "tn"),
        *(*CARDINALS, *ORDINALS, "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
        *("eighteen", "nineteen", "twenty"),
    ]
)


def readable(base: str, mine: str) -> Front:
    """The editor's file, if it is whole enough to merge; raises Unmerged with the reason otherwise."""
    if not mine.strip():
        raise _unmerged("is empty", "Write it anew, or remove it and the next run writes tonight's")
    if "\0" in mine:
        raise _unmerged("holds NUL bytes, as a damaged disk or a crashed editor leaves them", "Restore it")
    if found := _CONFLICT.search(mine):
        line = mine.count("\n", 0, found.start()) + 1
        raise _unmerged(f"has a conflict marker in line {line}", "Choose one of the two texts there")
    front = read(mine)
    if front is None:
        raise _unmerged("has no front matter that is closed", "Begin the file with a line ---, and end it so")
    if why := _why_unreadable(base, front):
        raise _unmerged(f"has a front matter that cannot be read: {why}", "Correct it")
    if why := _why_hidden(front.body):
        raise _unmerged(f"has {why}, which hides all that comes after it", "End it with -->")
    if why := _why_torn(base, mine):
        raise _unmerged(f"looks half written: {why}", "Complete it; if that is all of it, end its last line")
    if not front.body.strip():
        raise _unmerged("has no text below the front matter", "Complete it, or remove it for tonight's")
    return front


def _unmerged(what: str, then: str) -> Unmerged:
    return Unmerged(f"The post {what}, so nothing was merged into it. {then}.")


def _why_unreadable(base: str, front: Front) -> str:
    ours = read(base)
    return "" if ours and ours.entries == front.entries else why_unreadable(front)


def _why_torn(base: str, mine: str) -> str:
    """Why a file may be one whose saving was cut off."""
    if not mine.endswith("\n") and base.endswith("\n"):
        last = mine.rpartition("\n")[2]
        lines = base.split("\n")
        if last.strip() and last not in lines and any(line.startswith(last) for line in lines):
            return f"it ends in mid-line, at “{last[-40:].strip()}”"
    defined, ours = _DEFINITION.findall(mine), _DEFINITION.findall(base)
    missing = [label for label in ours if label not in defined]
    if missing and ours[-len(missing) :] == missing and undefined(mine).intersection(missing):
        return f"its last footnotes are missing, from {missing[0]} on, though they are cited"
    return ""


def _why_hidden(body: str) -> str:
    """The comment that never ends; empty where each does."""
    last = next(reversed(cut(body, by_line=False)), None)
    if last and last.kind == "comment" and "-->" not in last.text:
        return f"a comment without an end, “{last.text[:40].splitlines()[0]}”"
    return ""


def undefined(text: str) -> set[str]:
    """The footnotes that a text cites and does not define."""
    shown = _CODE.sub("", text)
    return set(_REFERENCE.findall(shown)) - set(_DEFINITION.findall(shown))


def assure(base: str, mine: str, theirs: str, merged: str) -> None:
    """Raise Unmerged where a merged text would be worse than the two it comes from, or lack what the editor wrote."""
    front = read(merged)
    if front is None or _why_unreadable(base, front):
        raise _unmerged("would have got a front matter that cannot be read", "Merge it by hand")
    if _CONFLICT.search(merged):
        raise _unmerged("would have got a conflict marker", "Merge it by hand")
    if hanging := undefined(merged) - undefined(mine) - undefined(theirs):
        raise _unmerged(f"would have cited {', '.join(sorted(hanging))} without a footnote", "Merge it by hand")
    if lost := (_words(mine) - _words(base)) - _words(merged):
        raise _unmerged(f"would have lost “{' '.join(sorted(lost)[:5])}”", "Merge it by hand")


def _words(text: str) -> Counter[str]:
    """The words of a text that no merge may take away: those that spell figures are poured."""
    found = Counter(_WORD.findall(_LABEL.sub("", text).lower()))
    return Counter({word: count for word, count in found.items() if word not in _FIGURE_WORDS})
