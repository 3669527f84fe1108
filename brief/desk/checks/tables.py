"""Tables: rows against the total above them, and what a sentence counts against the rows.

Owns reading columns. Refuses a column that has a row without an amount.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from brief.desk.checks.case import Case, Sentence
from brief.desk.checks.finding import Found
from brief.prose import numbers
from brief.prose.numbers import Number
from brief.style import CARDINALS, money, percent

_COUNT = rf"(?:{'|'.join(CARDINALS)}|ten|\d{{1,2}})"
_BREADTH = re.compile(
    rf"\b(?P<all>all\s)?(?P<count>{_COUNT})(?:\s(?:out\s)?of\s(?:the\s)?(?P<of>{_COUNT}))?\s(?:\w+\s)?(?:assets|coins|majors|tokens)\b"
    r"[^.;]*?\b(?P<way>rose|fell|gained|declined|advanced|dropped)\b",
    re.IGNORECASE,
)
_MORE = re.compile(r"\s(?:by\s)?(?:more|less|at\sleast|over|under|about|double|some)\b", re.IGNORECASE)
_MOST = re.compile(r"(?P<name>[A-Z]\w+)\sthe\smost,?\sby\s$|(?P<other>[A-Z]\w+)\smost,\sby\s$")
_A_DAY = re.compile(r"\|\s*24\s?h(?:ours)?\s*(?=\|)", re.IGNORECASE)


def table_total(case: Case) -> Iterator[Found]:
    """The rows below a total in a table do not add up to it.

    Example: "All Bitcoin funds −$186.5 million" above IBIT −$168.5 million and "10 funds without a flow $0".
    """
    tables: dict[int, list[Sentence]] = {}
    for sentence in case.sentences:
        if sentence.unit.kind == "row":
            tables.setdefault(sentence.unit.block, []).append(sentence)
    for rows in tables.values():
        for total, parts in _blocks(rows):
            # A sum of several sessions holds the flows of funds that tonight's table has no row for.
            ours = all(row.text in case.as_written for row in (total, *parts))
            yield from _columns(total, parts, 1 if ours else None)


def _blocks(rows: list[Sentence]) -> Iterator[tuple[Sentence, list[Sentence]]]:
    """Each bold "All ..." row with the rows below it, up to the next."""
    total, parts = None, list[Sentence]()
    for row in rows:
        if re.match(r"\|\s*\*\*(?:All|Total)\b", row.unit.text):
            if total and parts:
                yield total, parts
            total, parts = row, []
        elif total:
            parts.append(row)
    if total and parts:
        yield total, parts


def _columns(total: Sentence, parts: list[Sentence], first: int | None) -> Iterator[Found]:
    """Each of the `first` columns with an amount (None: of all) against the sum of its rows."""
    for column, amount in list(enumerate(_cells(total)))[:first]:
        cells = [_cells(part)[column : column + 1] for part in parts]
        values = [cell[0] for cell in cells if cell and cell[0]]
        if amount is None or len(values) < len(parts):
            continue
        low = sum((value.low for value in values), Decimal(0))
        high = sum((value.high for value in values), Decimal(0))
        if low <= amount.high and amount.low <= high:
            continue
        exact = sum((value.value for value in values), Decimal(0))
        yield Found(
            line=total.line,
            sentence=total.text,
            message=(
                f"The {len(parts)} rows below sum to {money(exact, signed=True)}, the total says "
                f"{money(amount.value, signed=True)}: {money(amount.value - exact, signed=True)} apart."
            ),
            fix="Correct the row or the total that is not the source's.",
        )


def _cells(row: Sentence) -> list[Number | None]:
    """The amounts of a row's columns after its name."""
    cells = row.text.strip().strip("|").split("|")[1:]
    return [next((number for number in numbers.find(cell) if number.unit == "usd"), None) for cell in cells]


class _Row(NamedTuple):
    name: str
    low: Decimal
    high: Decimal


def breadth(case: Case) -> Iterator[Found]:
    """So many assets are said to have risen or fallen, and the table has another count, or another one that moved most.

    Example: "all five assets fell", above a table in which one of them rose.
    """
    rows = _rows(case)
    if not rows:
        return
    for sentence in case.prose():
        said = _BREADTH.search(sentence.text)
        if said is None:
            continue
        down = said["way"].lower() in ("fell", "declined", "dropped")
        sure = [row for row in rows if (row.high < 0 if down else row.low > 0)]
        still = [row for row in rows if row.low <= 0 <= row.high]
        count, of = _number(said["count"]), _number(said["of"] or said["count"])
        others = bool(said["of"] or said["all"]) and of != len(rows) and "24-hour" not in said[0]
        if others or _MORE.match(sentence.text[said.end() :]):
            continue
        if not len(sure) <= count <= len(sure) + len(still) or (said["all"] and of != len(rows)):
            yield Found(
                line=sentence.line,
                sentence=sentence.text,
                message=f"“{said[0]}” is not what the table has: {len(sure)} of {len(rows)} {said['way']}.",
                fix="Count the rows of the 24-hour column.",
            )
        elif found := _not_the_most(sentence, sure):
            yield found


def _rows(case: Case) -> list[_Row]:
    """The assets of the first table that has a 24-hour column, and how they moved."""
    column, found = 0, list[_Row]()
    for sentence in case.sentences:
        if sentence.unit.kind != "row":
            column = 0 if found else column
            continue
        header = _A_DAY.search(sentence.text)
        if header and not found:
            column = sentence.text[: header.start()].count("|") + 1
        elif column:
            cells = sentence.text.strip().strip("|").split("|")
            moved = [n for n in numbers.find(cells[column - 1]) if n.unit == "percent"] if len(cells) >= column else []
            if moved:
                values = [number.value for number in moved]
                found.append(_Row(cells[0].strip(), min(values), max(values)))
    return found


def _number(word: str) -> int:
    words = (*CARDINALS, "ten")
    return int(word) if word.isdigit() else words.index(word.lower())


def _not_the_most(sentence: Sentence, moved: list[_Row]) -> Found | None:
    for number in numbers.find(sentence.text):
        named = _MOST.search(sentence.text[: number.start]) if number.unit == "percent" else None
        row = next((one for one in moved if named and one.name == (named["name"] or named["other"])), None)
        if row is None or not moved:
            continue
        most = max(moved, key=lambda one: min(abs(one.low), abs(one.high)))
        sizes = sorted((abs(row.low), abs(row.high)))
        least_of_most = min(abs(most.low), abs(most.high))
        if sizes[0] <= number.value <= sizes[1] and sizes[1] >= least_of_most:
            continue
        return Found(
            line=sentence.line,
            sentence=sentence.text,
            message=(
                f"The table has {most.name} moving most and {row.name} by {percent(sizes[1])}; "
                f"the sentence says {number.text}."
            ),
            fix="Take both from the 24-hour column.",
        )
    return None
