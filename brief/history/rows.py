"""The text of a series file, `day,value,source,known`, and which rows a night adds. Pure: the store owns the files.

The rule of revisions: the file is append-only, and a reading becomes a row only if it says something new: there is no
row for its day and source known by then, or the latest of those has another number (1.0 is 1). A row that is there is
never added again. So reading the same night twice adds nothing, and a source that comes back to an older number adds
a row again. A series file normally has one source; where it has two, each is compared with its own rows, and
`Series.known_at` takes the row known last.

A file is checked whenever it is read: its name, its header, the shape of each cell, days that exist and were not known
before they came, no row twice, and numbers that can be. Days need not ascend: what a backfill finds of old days
stands behind what nights knew before it.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from brief.errors import WrongUsage
from brief.history.cells import DAY, INSTANT, SOURCE, VALUE
from brief.models.series import Point

HEADER = "day,value,source,known"

_CELLS = (
    (re.compile(DAY), "a day like 2025-11-03"),
    (re.compile(VALUE), "a plain decimal number"),
    (re.compile(SOURCE), "a source id"),
    (re.compile(INSTANT), "an instant like 2025-11-04T05:30:00Z"),
)
"""The shape of each cell of a row, and what is due there."""
NAME = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*")
"""How a series is called: as the figure it remembers."""
CLOCKS_DIFFER = timedelta(days=1)
"""A reading may be dated minutes into the next day."""
_ROW = re.compile(",".join(f"({shape.pattern})" for shape, _ in _CELLS))


def read_rows(text: str, name: str, outside: Callable[[Decimal], str] | None = None) -> list[Point]:
    """The rows of the series file `name`, in file order. Tolerates a byte order mark, CRLF and a last line without end.

    A line that is not a row is `WrongUsage` with its file and number: a row that cannot be read is never skipped.
    `outside` says how a value is impossible ("below 0"), or nothing.
    """
    if not NAME.fullmatch(name):
        raise WrongUsage(
            f"{name}.csv lies among the series, and no series is called so: names are like etf.btc.net. Move the file "
            "away, or give it the name of its figure."
        )
    lines = [line.removesuffix("\r") for line in text.removeprefix("\ufeff").split("\n")]
    if lines[0] != HEADER:
        raise WrongUsage(f"{name}.csv, line 1: {lines[0]!r:.80} stands where the header {HEADER} is due. {_REPAIR}")
    if lines[-1] == "":
        lines.pop()
    rows = [_read_row(line, name, number) for number, line in enumerate(lines[1:], start=2)]
    _refuse_untrue(rows, name, outside)
    if len(set(lines)) < len(lines):
        _refuse_twice(lines, name)
    return rows


def _refuse_untrue(rows: Sequence[Point], name: str, outside: Callable[[Decimal], str] | None) -> None:
    """Stop at a row that can be read and cannot be."""
    for number, row in enumerate(rows, start=2):
        if row.day - row.known.date() > CLOCKS_DIFFER:
            known = row.known.date().isoformat()
            raise WrongUsage(
                f"{name}.csv, line {number}: {row.day} is said to be known on {known}, before it came. {_REPAIR}"
            )
        if outside and (wrong := outside(row.value)):
            raise WrongUsage(
                f"{name}.csv, line {number}: {row.value:f} is impossible ({wrong}, says its rule in sources.yaml); "
                f"perhaps it is in another unit. {_REPAIR}"
            )


def _refuse_twice(lines: Sequence[str], name: str) -> None:
    """Stop at the second of two rows that are the same."""
    seen: dict[str, int] = {}
    for number, line in enumerate(lines, start=1):
        if first := seen.get(line):
            raise WrongUsage(f"{name}.csv, line {number} says the same as line {first}; a row stands once. {_REPAIR}")
        seen[line] = number


_REPAIR = "Correct the line, or restore the file from a copy."


def _read_row(line: str, name: str, number: int) -> Point:
    found = _ROW.fullmatch(line)
    if not found:
        raise _no_row(line, f"{name}.csv, line {number}")
    day, value, source, known = found.groups()
    try:
        return Point(
            day=date.fromisoformat(day),
            value=Decimal(value),
            source=source,
            known=datetime.fromisoformat(known),
        )
    except ValueError as wrong:
        raise WrongUsage(
            f"{name}.csv, line {number}: {line!r:.80} names a day or a time that does not exist ({wrong}). {_REPAIR}"
        ) from None


def _no_row(line: str, place: str) -> WrongUsage:
    """What is wrong with a line that has not the shape of a row."""
    cells = line.split(",")
    if len(cells) != 4:
        return WrongUsage(f"{place}: {line!r:.80} has not the four cells {HEADER}. {_REPAIR}")
    cell, due = next((cell, due) for cell, (shape, due) in zip(cells, _CELLS, strict=True) if not shape.fullmatch(cell))
    return WrongUsage(f"{place}: {cell!r:.40} stands where {due} is due. {_REPAIR}")


def write_row(point: Point) -> str:
    """One line, with its end. What `read_rows` would refuse is our bug and a ValueError."""
    if not re.fullmatch(SOURCE, point.source):
        raise ValueError(f"{point.source!r} is no source id")
    if point.known.tzinfo is None:
        raise ValueError(f"{point.known} is in no time zone")
    value, known = format(point.value, "f") if point.value else "0", point.known.astimezone(UTC)
    return f"{point.day.isoformat()},{value},{point.source},{known.isoformat().replace('+00:00', 'Z')}\n"


def new_rows(existing: Sequence[Point], readings: Iterable[Point]) -> list[Point]:
    """What to append for these readings, oldest known first; see the rule of revisions above."""
    rows: defaultdict[tuple[date, str], list[Point]] = defaultdict(list)
    for row in existing:
        rows[row.day, row.source].append(row)
    added = []
    for reading in sorted(readings, key=lambda point: (point.known, point.day)):
        by_then = [row for row in rows[reading.day, reading.source] if row.known <= reading.known]
        by_then.sort(key=lambda row: row.known)
        said = any(row.known == reading.known and row.value == reading.value for row in by_then)
        if not said and (not by_then or by_then[-1].value != reading.value):
            rows[reading.day, reading.source].append(reading)
            added.append(reading)
    return added
