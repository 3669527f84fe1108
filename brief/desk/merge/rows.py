"""A table's row in three versions, cell by cell: cells are statements of their own, and columns come and go.

Owns which column of one version is which of another, and the padding of a table that a program aligned. Refuses to mix
the words of two versions within a cell.
"""

import re
from collections.abc import Container, Sequence
from typing import NamedTuple

from brief.desk.merge.outline import NOTHING, cells
from brief.desk.merge.pour import pour

_BORDER = re.compile(r"(?<!\\)\|")


class Column(NamedTuple):
    """Where a column of the merged table stands in the editor's, in the base and in tonight's; None: not there."""

    mine: int | None
    base: int | None
    theirs: int | None


class Row(NamedTuple):
    """A merged row; `clash` where a cell changed on both sides and the editor's was kept."""

    text: str
    clash: bool = False
    poured: bool = False


def columns(base: str, mine: str, theirs: str, *, edited: Container[int] = ()) -> list[Column]:
    """The columns of the merged table, from the three header rows: the editor's where he changed them, else ours.

    Where we drop a column of the base in which he `edited` a cell, by its place there, the editor's stay, too.
    """
    heads = [cells(row) for row in (base, mine, theirs)]
    mine_of, theirs_of = _where(heads[0], heads[1]), _where(heads[0], heads[2])
    dropped = [place for place in range(len(heads[0])) if place not in theirs_of and place in edited]
    if mine_of == _where(heads[0], heads[0]) and len(heads[1]) == len(heads[0]) and not dropped:
        back = {there: here for here, there in theirs_of.items()}
        return [Column(mine_of.get(back[t]) if t in back else None, back.get(t), t) for t in range(len(heads[2]))]
    back = {there: here for here, there in mine_of.items()}
    return [Column(m, back.get(m), theirs_of.get(back[m]) if m in back else None) for m in range(len(heads[1]))]


def _where(base: Sequence[str], other: Sequence[str]) -> dict[int, int]:
    """Each column of the base in another version: by name, and by place where none came or went."""
    if len(base) == len(other) and set(base) != set(other):
        return {i: i for i in range(len(base))}
    return {i: other.index(name) for i, name in enumerate(base) if name in other}


def merge_row(base: str | None, mine: str | None, theirs: str | None, into: Sequence[Column], *, aligned: bool) -> Row:
    """The row with both sides' changes; of a row that one side added alone, what fits into the columns."""
    found = [
        _cell(*(_at(row, place) for row, place in zip((base, mine, theirs), (c.base, c.mine, c.theirs), strict=True)))
        for c in into
    ]
    texts = [cell.text for cell in found]
    clash, poured = any(cell.clash for cell in found), any(cell.poured for cell in found)
    own_columns = [column.mine for column in into] == list(range(len(into)))
    if mine is not None and own_columns and len(cells(mine)) == len(into):
        return Row(_in_place(mine, texts, aligned=aligned), clash, poured)
    return Row(f"| {' | '.join(texts)} |", clash, poured)


def _at(row: str | None, place: int | None) -> str | None:
    found = cells(row) if row is not None else []
    return found[place] if place is not None and place < len(found) else None


def _cell(base: str | None, mine: str | None, theirs: str | None) -> Row:
    if mine is None or theirs is None:
        dropped = theirs is None and mine is not None and base not in (None, mine)
        return Row(mine or theirs or NOTHING, clash=dropped)
    if base is None or mine == theirs or base == theirs:
        return Row(mine)
    if mine == base:
        return Row(theirs)
    poured = pour(base, mine, theirs)
    return Row(mine, clash=True) if poured is None else Row(poured, poured=poured != mine)


def _in_place(row: str, texts: Sequence[str], *, aligned: bool) -> str:
    """The editor's row with these cells; where a program aligned the table, as wide as before if they fit."""
    parts = _BORDER.split(row)
    first = 1 if row.lstrip().startswith("|") else 0
    for n, text in enumerate(texts, start=first):
        old = parts[n]
        bare = old.strip()
        if bare == text:
            continue
        before, after = old[: len(old) - len(old.lstrip())] or " ", old[len(old.rstrip()) :] or " "
        spare = len(old) - len(text) - 2 if aligned else 0
        if not aligned or spare < 0:
            before, after = " ", " "
        elif len(before) > len(after):
            before, after = " " * (1 + spare), " "
        else:
            before, after = " ", " " * (1 + spare)
        parts[n] = before + text + after
    return "|".join(parts)


def is_aligned(rows: Sequence[str]) -> bool:
    """Whether a program made every row of a table as long as the others."""
    return len(rows) > 2 and len({len(row) for row in rows}) == 1
