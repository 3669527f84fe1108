"""The rows of a series file, checked at once, read when somebody looks: ten years of two hundred series are 700,000
rows, and a night looks at the newest few of each.

Owns that a night sees of a file just what `Series.known_at` would see of its rows. Refuses, with `read_rows`, a file
that has a line which is none.
"""

import re
from array import array
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from itertools import accumulate, islice
from operator import le, lt
from typing import overload

from brief.history.rows import CLOCKS_DIFFER, HEADER, NAME, read_rows, write_row
from brief.models.series import Point, ReadLater, Series, Sessions

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SOURCE = re.compile(r"[a-z][a-z0-9-]*")
_INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,6})?Z")
_CHUNK = 256
"""So many points are read at once, from the end of a series."""


@lru_cache(maxsize=65_536)
def _day(cell: str) -> date:
    if not _DAY.fullmatch(cell):
        raise ValueError(cell)
    return date.fromisoformat(cell)


@lru_cache(maxsize=65_536)
def _ordinal(cell: str) -> int:
    return _day(cell).toordinal()


@lru_cache(maxsize=131_072)
def _instant(cell: str) -> datetime:
    if not _INSTANT.fullmatch(cell):
        raise ValueError(cell)
    return datetime.fromisoformat(cell)


@lru_cache(maxsize=131_072)
def _latest_day(cell: str) -> int:
    """The last day, as its ordinal, that can have been known at an instant."""
    return _instant(cell).toordinal() + CLOCKS_DIFFER.days


def _are_plain(cells: Sequence[str]) -> bool:
    """Whether all are plain decimal numbers, like -186.5. Faster than a pattern, for so many."""
    together = ",".join(("", *cells, ""))
    if together.encode().translate(None, b"0123456789.-,") or any(odd in together for odd in (",.", ".,", "-.", ".-")):
        return False
    try:
        max(map(float, cells), default=0.0)
    except ValueError:
        return False
    return True


def _extremes(cells: Sequence[str]) -> tuple[Decimal, Decimal]:
    """The lowest and the highest of plain numbers."""
    return Decimal(min(cells, key=float)), Decimal(max(cells, key=float))


class StoredRows(Sequence[Point]):
    """The rows of one file, in its order."""

    def __init__(self, text: str, name: str, outside: Callable[[Decimal], str] | None = None) -> None:
        """Of `text`, which may begin with a byte order mark; a line that is no row is `WrongUsage` with its number.

        `outside` says how a value is impossible, or nothing.
        """
        self.name, self._outside = name, outside
        self._text = text.removeprefix("\ufeff").replace("\r\n", "\n")
        if not self._text.endswith("\n"):
            self._text += "\n"
        try:
            self._measure()
        except ValueError:
            self._measure_rows(read_rows(text, name, outside))

    @classmethod
    def of(cls, name: str, rows: Iterable[Point]) -> "StoredRows":
        """What a file with these rows holds."""
        return cls(f"{HEADER}\n" + "".join(map(write_row, rows)), name)

    def _measure_rows(self, rows: Sequence[Point]) -> None:
        """Of a file that is spelled in an odd way, as `read_rows` reads it."""
        self._text = f"{HEADER}\n" + "".join(map(write_row, rows))
        self._measure()

    def _measure(self) -> None:
        """Check all, column by column, and note where each row begins; a ValueError where anything is not as due."""
        header, _, body = self._text.partition("\n")
        lines = body.split("\n")[:-1]
        cells = body.replace("\n", ",").split(",")[:-1]
        if header != HEADER or len(cells) != 4 * len(lines):
            raise ValueError(self.name)
        days, values, sources, knowns = (cells[at::4] for at in range(4))
        self.sources = frozenset(sources)
        if not NAME.fullmatch(self.name) or not _are_plain(values) or not all(map(_SOURCE.fullmatch, self.sources)):
            raise ValueError(self.name)
        if self._outside and values and any(map(self._outside, _extremes(values))):
            raise ValueError(self.name)
        instants = set(knowns)
        self.latest = max(map(_instant, instants), default=None)
        """The instant from which on all of it is known."""
        self.days = array("i", map(_ordinal, days))
        """The day of each row, as its ordinal."""
        self._begins = array("L", accumulate(map(len, lines), initial=len(HEADER) + 1))
        """Where each row begins, without the ends of lines before it."""
        self._ascends = all(map(lt, self.days, islice(self.days, 1, None)))
        if any(map(lt, map(_latest_day, knowns), self.days)) or not (self._ascends or len(set(lines)) == len(lines)):
            raise ValueError(self.name)
        self._is_appended = "." not in "".join(instants) and all(map(le, knowns, islice(knowns, 1, None)))

    @property
    def text(self) -> str:
        """The file, without a byte order mark."""
        return self._text

    def __len__(self) -> int:
        return len(self.days)

    @overload
    def __getitem__(self, at: int) -> Point: ...
    @overload
    def __getitem__(self, at: slice) -> list[Point]: ...
    def __getitem__(self, at: int | slice) -> Point | list[Point]:
        return self.read(range(len(self))[at]) if isinstance(at, slice) else self.read([range(len(self))[at]])[0]

    def __iter__(self) -> Iterator[Point]:
        return iter(self.read(range(len(self))))

    def read(self, places: Sequence[int]) -> list[Point]:
        """The rows at these places."""
        if isinstance(places, range) and places.step == 1 and places:
            lines = self._text[self._begins[places[0]] + places[0] : self._begins[places[-1] + 1] + places[-1]].split(
                "\n"
            )
        else:
            lines = [self._text[self._begins[at] + at : self._begins[at + 1] + at] for at in places]
        cells = (line.split(",") for line in lines)
        return [Point(_day(day), Decimal(value), source, _instant(known)) for day, value, source, known in cells]

    def with_rows(self, rows: Iterable[Point]) -> "StoredRows":
        """The file with these behind its own."""
        return StoredRows(self._text + "".join(map(write_row, rows)), self.name)

    def of_days(self, days: Collection[date]) -> list[Point]:
        """The rows of these days."""
        wanted = {day.toordinal() for day in days}
        return self.read([at for at, ordinal in enumerate(self.days) if ordinal in wanted])

    def known_since(self, instant: datetime) -> list[Point]:
        """The rows that became known after an instant."""
        if self.latest is None or self.latest <= instant:
            return []
        if not self._is_appended:
            return [row for row in self if row.known > instant]
        found, at = list[Point](), len(self)
        while at and (row := self[at := at - 1]).known > instant:
            found.append(row)
        return found[::-1]

    def last_known(self, until: datetime) -> dict[str, datetime]:
        """When each source last told something, up to an instant."""
        if len(self.sources) == 1 and self.latest is not None and self.latest <= until:
            return {next(iter(self.sources)): self.latest}
        last: dict[str, datetime] = {}
        for row in self:
            if row.known <= until:
                last[row.source] = max(row.known, last.get(row.source, row.known))
        return last

    def known_at(self, *, day: date, known: datetime, sessions: Sessions = "calendar") -> Series:
        """`Series.known_at` of these rows, without reading more of them than it must."""
        if not self._is_appended:
            return Series.known_at(self.name, self, day=day, known=known, sessions=sessions)
        count = bisect_right(range(len(self)), known, key=lambda at: self[at].known)
        places = self._newest(count, day.toordinal())
        points = SeenPoints(self, places) if places else ()
        return Series.model_construct(
            name=self.name, points=points, sessions=sessions, since_birth=False, made=None, revised=()
        )

    def _newest(self, count: int, last: int) -> Sequence[int]:
        """Of the first `count` rows, the last one of each day up to `last`; by day."""
        if self._ascends:
            return range(bisect_right(self.days, last, hi=count))
        newest = dict(zip(self.days[:count], range(count), strict=True))
        return array("L", (newest[ordinal] for ordinal in sorted(newest) if ordinal <= last))


class SeenPoints(ReadLater):
    """Rows of a file as the points of a series, oldest day first, one a day: read from the end."""

    def __init__(self, rows: StoredRows, places: Sequence[int]) -> None:
        self._rows, self._places, self._count = rows, places, len(places)
        self._read: list[Point] = []
        """The newest of them, oldest first."""

    @property
    def sources(self) -> frozenset[str]:
        """Who gave them, and whoever else is in the file."""
        return self._rows.sources

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, at: int) -> Point: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Point, ...]: ...
    def __getitem__(self, at: int | slice) -> Point | tuple[Point, ...]:
        wanted = range(self._count)[at]
        if isinstance(wanted, range):
            self._reach(min(wanted, default=self._count))
            return tuple(self._read[place - self._count] for place in wanted)
        if wanted < self._count - len(self._read) - _CHUNK:  # a day long ago, of which nobody walks on
            return self._rows[self._places[wanted]]
        self._reach(wanted)
        return self._read[wanted - self._count]

    def _reach(self, at: int) -> None:
        """Read as far back as there, and a little further."""
        while len(self._read) < self._count - at:
            last = self._count - len(self._read)
            self._read = [*self._rows.read(self._places[max(0, last - _CHUNK) : last]), *self._read]

    def __iter__(self) -> Iterator[Point]:
        self._reach(0)
        return iter(self._read)

    def __eq__(self, other: object) -> bool:
        return tuple(self) == tuple(other) if isinstance(other, SeenPoints | tuple) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self))

    def day(self, at: int) -> date:
        return date.fromordinal(self._rows.days[self._places[at]])
