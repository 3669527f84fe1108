"""Tonight's figures in an editor's sentence. Owns when that is safe; refuses to guess: a person decides the rest.

Nothing is poured where our own words changed, where a figure changed sides, where one of the editor's could be two of
ours, or where he says in his own way what we can no longer find ("half of it", "on Monday").
"""

import re
from collections import Counter
from collections.abc import Sequence

from brief.desk.merge.spelling import Figure, figures, respelled, same_value, step_of

REFERENCE = re.compile(r"(?<!\\)\[\^([^\]\s\\]+)\](?!:)")
_DAY_WORDS = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|\b(?:yesterday|today|tonight|tomorrow|overnight)\b",
    re.IGNORECASE,
)
_AMOUNT_WORDS = re.compile(
    r"\b(?:half|halves|halved|third|thirds|quarters?|doubled?|twice|tripled?|dozens?|tenfold|nil|none|unchanged|flat)\b",
    re.IGNORECASE,
)


def pour(before: str, mine: str, theirs: str) -> str | None:
    """The editor's sentence with the figures that moved from `before` to `theirs`; None where a person must decide.

    >>> pour("Funds lost $186.5 million.", "Funds bled about $187 million!", "Funds lost $190.2 million.")
    'Funds bled about $190 million!'
    """
    ours, new = figures(before), figures(theirs)
    if _words(before, ours) != _words(theirs, new):
        return None
    moved = {i for i, (a, b) in enumerate(zip(ours, new, strict=True)) if a.text != b.text}
    if any(_changed_sides(ours[i], new[i]) for i in moved):
        return None
    typed = figures(mine)
    meant = [_meant(figure, ours) for figure in typed]
    if not _unambiguous(meant, moved, ours, new) or _says_it_otherwise(before, mine, ours, typed, meant, moved):
        return None
    poured = mine
    for figure, one_of in reversed(list(zip(typed, meant, strict=True))):
        if one_of and one_of[0] in moved:
            text = respelled(figure, ours[one_of[0]], new[one_of[0]])
            if text is None:
                return None
            poured = poured[: figure.start] + text + poured[figure.end :]
    return _with_references(before, poured, theirs)


def _words(text: str, found: Sequence[Figure]) -> list[str]:
    """The words between the figures, and what kinds of figures; footnote marks aside."""
    for figure in reversed(found):
        text = f"{text[: figure.start]} \0{figure.kind}\0 {text[figure.end :]}"
    return REFERENCE.sub("", text).split()


def _changed_sides(old: Figure, new: Figure) -> bool:
    """From a loss to a gain, or to nothing: the words around it can no longer be right."""
    if not old.number or not new.number:
        return False
    a, b = old.number.value, new.number.value
    return (a > 0) != (b > 0) or (a < 0) != (b < 0)


def _meant(typed: Figure, ours: Sequence[Figure]) -> tuple[int, ...]:
    """Which of our figures the editor's can be: the same, else those it is, rounded."""
    same = tuple(i for i, figure in enumerate(ours) if same_value(typed, figure))
    return same or tuple(i for i, figure in enumerate(ours) if step_of(typed, figure) is not None)


def _unambiguous(
    meant: Sequence[tuple[int, ...]], moved: set[int], ours: Sequence[Figure], new: Sequence[Figure]
) -> bool:
    """Whether each figure that moved has one place in the editor's sentence, or none."""
    for one_of, times in Counter(meant).items():
        if not moved.intersection(one_of):
            continue
        outcomes = {(i in moved, new[i].text) for i in one_of}
        if len(outcomes) > 1 or times > len(one_of) or len({ours[i].text for i in one_of}) > 1:
            return False
    return True


def _says_it_otherwise(
    before: str,
    mine: str,
    ours: Sequence[Figure],
    typed: Sequence[Figure],
    meant: Sequence[tuple[int, ...]],
    moved: set[int],
) -> bool:
    """Whether the editor may say what moved in a way that cannot be poured into."""
    found = {i for one_of in meant for i in one_of}
    lost = [ours[i] for i in moved - found]
    own = [figure for figure, one_of in zip(typed, meant, strict=True) if not one_of]
    if any(_alike(figure, other) for figure in lost for other in own):
        return True
    a_day_moved = any(ours[i].kind == "day" for i in moved)
    if a_day_moved and _new_words(_DAY_WORDS, before, mine):
        return True
    return any(figure.number for figure in lost) and _new_words(_AMOUNT_WORDS, before, mine)


def _alike(ours: Figure, typed: Figure) -> bool:
    """Whether the editor's figure could be what he made of ours."""
    return ours.kind == typed.kind or (bool(ours.number and typed.number) and "count" in (ours.kind, typed.kind))


def _new_words(pattern: re.Pattern[str], before: str, mine: str) -> bool:
    return bool(Counter(pattern.findall(mine.lower())) - Counter(pattern.findall(before.lower())))


def _with_references(before: str, mine: str, theirs: str) -> str:
    """The editor's sentence with the footnote marks that we added, without those we took away."""
    ours, new = REFERENCE.findall(before), REFERENCE.findall(theirs)
    gone, fresh = set(ours) - set(new), [label for label in dict.fromkeys(new) if label not in ours]
    mine = REFERENCE.sub(lambda mark: "" if mark[1] in gone else mark[0], mine)
    return mine + "".join(f"[^{label}]" for label in fresh if label not in REFERENCE.findall(mine))
