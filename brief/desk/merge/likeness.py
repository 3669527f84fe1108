"""How alike two units are. Owns the keys they are compared by; refuses to decide who is whom, which is `match`'s."""

import re
from collections import Counter

from brief.desk.merge.outline import NOTHING, Outline, cells, footnote_label, is_delimiters
from brief.prose.units import Unit, item_id, plain
from brief.style import CARDINALS, ORDINALS

_FIGURE = re.compile(rf"\\?[$+−-]*\d[\d,.:]*|\b(?:{'|'.join((*CARDINALS, *ORDINALS))})\b", re.IGNORECASE)
_DIGITS = re.compile(r"\d[\d,.]*\d|\d")
_REFERENCE = re.compile(r"(?<!\\)\[\^[^\]\s\\]+\]")
_WORD = re.compile(r"#|[^\W\d_]+(?:['’.-][^\W\d_]+)*")
_FEW_OF_A_PART = 6
_FEW = 3  # words that are too few to know a sentence by, away from its place


def words(text: str) -> Counter[str]:
    """A text's words as they are compared: lower case, figures all alike, footnote marks left out."""
    return Counter(_WORD.findall(_FIGURE.sub("#", _REFERENCE.sub("", text)).lower()))


def likeness(ours: Counter[str], theirs: Counter[str]) -> float:
    """The share of their words that two texts have in common.

    >>> likeness(words("Bitcoin fell by 3%"), words("Bitcoin rose by 5%"))
    0.75
    """
    size = ours.total() + theirs.total()
    return 2 * (ours & theirs).total() / size if size else 0.0


def shared_figures(ours: Unit, theirs: Unit) -> float:
    """The share of our figures that are in the other unit, too: the same thing in other words, not another thing."""
    figures, others = (set(_DIGITS.findall(_REFERENCE.sub("", unit.text))) for unit in (ours, theirs))
    return len(figures & others) / len(figures) if figures else 0.0


def contained(ours: Counter[str], theirs: Counter[str]) -> float:
    """The share of the shorter text's words that the longer has: what was joined to others, or cut out of one."""
    shorter = min(ours.total(), theirs.total())
    return (ours & theirs).total() / shorter if shorter >= _FEW_OF_A_PART else 0.0


def name(outline: Outline, i: int) -> str:
    """What names a unit whatever its text: a footnote's label, an item's id."""
    unit = outline.units[i]
    if unit.kind == "footnote":
        return f"[^{footnote_label(unit)}]"
    return item_id(unit.text) if unit.kind == "comment" else ""


def tells(unit: Unit) -> bool:
    """Whether a unit can be known by its text; rules and the lines below a table's header are all alike."""
    return unit.kind != "rule" and not is_delimiters(unit)


def tells_far(unit: Unit) -> bool:
    """Whether a unit can be known by most of its text, away from its place."""
    return unit.kind in ("sentence", "label", "heading") and words(unit.text).total() >= _FEW


def same(outline: Outline, i: int) -> str:
    """The unit but for its layout."""
    return f"{outline.units[i].kind} {outline.norms[i]}"


def masked(outline: Outline, i: int) -> str:
    """The unit but for its layout and figures; nothing for rows, which are little else."""
    unit = outline.units[i]
    return _FIGURE.sub("#", same(outline, i)) if unit.kind not in ("row", "rule", "comment", "footnote") else ""


def first_cell(outline: Outline, i: int) -> str:
    """What a table's row is about; a count in it may change."""
    unit = outline.units[i]
    if unit.kind != "row":
        return ""
    return "---" if is_delimiters(unit) else _FIGURE.sub("#", plain(cells(unit.text)[0])).lower()


def other_cells(outline: Outline, i: int) -> str:
    """What a row says; a person may have renamed what it is about."""
    unit = outline.units[i]
    return "|".join(map(plain, cells(unit.text)[1:])) if unit.kind == "row" else ""


def rows_alike(ours: Unit, theirs: Unit) -> float:
    """How alike two rows are: half of it in what they are about, half in the cells that say the same."""
    if is_delimiters(ours) or is_delimiters(theirs):
        return 0.0
    (about, *said), (also_about, *also_said) = (list(map(plain, cells(unit.text))) for unit in (ours, theirs))
    told = Counter(cell for cell in said if cell != NOTHING), Counter(cell for cell in also_said if cell != NOTHING)
    return likeness(words(about), words(also_about)) / 2 + likeness(*told) / 2
