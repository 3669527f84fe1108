"""The rows of a series file, checked at once, read when somebody looks: ten years of two hundred series are 700,000
rows, and a night looks at the newest few of each.

Owns that a night sees of a file just what `Series.known_at` would see of its rows. Refuses, with `read_rows`, a file
that has a line which is none.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from copy import copy
from datetime import date, datetime
from decimal import Decimal
from itertools import accumulate, compress, count, islice, pairwise
from operator import ge, gt
from typing import overload

from brief.history.cells import DAYS, INSTANTS, ORDINALS, SOURCE, VALUE, are_all
from brief.history.rows import CLOCKS_DIFFER, HEADER, NAME, read_rows, write_row
from brief.models.series import Point, ReadLater, Series, Sessions

_CHUNK = 64
"""So many points are read at once, from the end of a series."""


def _came_too_early(days: Sequence[str], knowns: Sequence[str]) -> bool:
    """Whether any day was known before it came."""
    return any(map(gt, days, knowns)) and any(  # the letters tell of nearly all, and fast
        DAYS[day] - INSTANTS[known].date() > CLOCKS_DIFFER for day, known in zip(days, knowns, strict=True)
    )


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
        self._text = text.removeprefix("\ufeff")
        if "\r" in self._text:
            self._text = self._text.replace("\r\n", "\n")
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
        cells = body.replace("\n", ",").split(",")
        if header != HEADER or len(cells) != 4 * len(lines) + 1 or body.count("Z\n") != len(lines):
            raise ValueError(self.name)
        days, values, sources, knowns = (cells[at:-1:4] for at in range(4))
        self.sources = frozenset(sources)
        if not (NAME.fullmatch(self.name) and are_all(VALUE, values) and are_all(SOURCE, self.sources)):
            raise ValueError(self.name)
        if self._outside and values and any(map(self._outside, _extremes(values))):
            raise ValueError(self.name)
        instants = set(knowns)
        INSTANTS.know(instants)
        in_seconds = "." not in "".join(instants)  # and so their order is that of their letters
        self._is_appended = in_seconds and knowns == sorted(knowns)
        """Whether rows were known in the order in which they stand."""
        ends = knowns[-1:] if self._is_appended else instants
        self.latest = max(map(INSTANTS.__getitem__, ends), default=None)
        """The instant from which on all of it is known."""
        self.days = array("i", map(ORDINALS.__getitem__, days))
        """The day of each row, as its ordinal."""
        self._begins = array("L", accumulate(map(len, lines), initial=len(HEADER) + 1))
        """Where each row begins, without the ends of lines before it."""
        self._ascending = next(compress(count(1), map(ge, days, islice(days, 1, None))), len(days))
        """So many rows from the first one on have each a later day than the row before."""
        if _came_too_early(days, knowns) or self._says_twice():
            raise ValueError(self.name)

    def _says_twice(self) -> bool:
        """Whether a row stands twice: one of the two then stands behind those whose days ascend."""
        later = [self._line(at) for at in range(self._ascending, len(self))]
        return len(set(later)) < len(later) or any(
            self.days[at] == ordinal and self._line(at) == line
            for ordinal, line in zip(self.days[self._ascending :], later, strict=True)
            if (at := bisect_left(self.days, ordinal, hi=self._ascending)) < self._ascending
        )

    def _line(self, at: int) -> str:
        return self._lines(at, at)

    def _lines(self, first: int, last: int) -> str:
        return self._text[self._begins[first] + first : self._begins[last + 1] + last]

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
        if isinstance(at, slice):
            return self.read(range(len(self))[at])
        day, value, source, known = self._line(range(len(self))[at]).split(",")
        return Point(DAYS[day], Decimal(value), source, INSTANTS[known])

    def __iter__(self) -> Iterator[Point]:
        return iter(self.read(range(len(self))))

    def read(self, places: Sequence[int]) -> list[Point]:
        """The rows at these places."""
        breaks = [at for at, (one, next_one) in enumerate(pairwise(places), 1) if next_one != one + 1]
        runs = (places[begin:end] for begin, end in pairwise((0, *breaks, len(places))))
        text = "\n".join([self._lines(run[0], run[-1]) for run in runs if run])
        cells = text.replace("\n", ",").split(",") if places else []
        return list(
            map(
                Point,
                map(DAYS.__getitem__, cells[0::4]),
                map(Decimal, cells[1::4]),
                cells[2::4],
                map(INSTANTS.__getitem__, cells[3::4]),
            )
        )

    def with_rows(self, rows: Iterable[Point]) -> "StoredRows":
        """The file with these behind its own; its own are not checked again. A row stands once."""
        more = StoredRows.of(self.name, rows)
        if not len(more):
            return self
        both = copy(self)
        both._text = self._text + more._text.removeprefix(f"{HEADER}\n")
        both.sources = self.sources | more.sources
        both.latest = max(filter(None, (self.latest, more.latest)))
        both.days = self.days + more.days
        further = self._begins[-1] - more._begins[0]
        both._begins = self._begins[:-1] + array("L", [begin + further for begin in more._begins])
        goes_on = self._ascending == len(self) and (not len(self) or self.days[-1] < more.days[0])
        both._ascending = len(self) + more._ascending if goes_on else self._ascending
        in_order = self.latest is None or self.latest <= more[0].known
        both._is_appended = self._is_appended and more._is_appended and in_order
        if both._says_twice():
            raise ValueError(self.name)
        return both

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
        whole = self.latest is None or self.latest <= known
        told = len(self) if whole else bisect_right(range(len(self)), known, key=lambda at: self[at].known)
        places, days = self._newest(told, day.toordinal())
        points = SeenPoints(self, places, days) if places else ()
        return Series.model_construct(
            name=self.name, points=points, sessions=sessions, since_birth=False, made=None, revised=()
        )

    def _newest(self, told: int, last: int) -> tuple[Sequence[int], "array[int]"]:
        """Of the first `told` rows, the last one of each day up to `last`, by day; and those days."""
        ascending = bisect_right(self.days, last, hi=min(told, self._ascending))
        if told <= self._ascending:
            return range(ascending), self.days[:ascending]
        places = array("L", range(ascending))
        later = {ordinal: at for at in range(self._ascending, told) if (ordinal := self.days[at]) <= last}
        new = dict[int, int]()
        for ordinal, at in later.items():
            place = bisect_left(self.days, ordinal, hi=ascending)
            if place < ascending and self.days[place] == ordinal:
                places[place] = at
            else:
                new[ordinal] = at
        if new:
            places = array("L", sorted([*places, *new.values()], key=self.days.__getitem__))
        return places, array("i", map(self.days.__getitem__, places)) if new else self.days[:ascending]


class SeenPoints(ReadLater):
    """Rows of a file as the points of a series, oldest day first, one a day: read from the end."""

    def __init__(self, rows: StoredRows, places: Sequence[int], days: "array[int]") -> None:
        self._rows, self._places, self._days, self._count = rows, places, days, len(places)
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
            first = self._count - len(self._read)
            if wanted.step == 1 and wanted:
                return tuple(self._read[wanted.start - first : wanted.stop - first])
            return tuple(self._read[place - first] for place in wanted)
        if wanted < self._count - len(self._read) - _CHUNK:  # a day long ago, of which nobody walks on
            return self._rows[self._places[wanted]]
        self._reach(wanted)
        return self._read[wanted - self._count]

    def _reach(self, at: int) -> None:
        """Read as far back as there, and a little further."""
        end = self._count - len(self._read)
        if at < end:
            self._read[:0] = self._rows.read(self._places[max(0, min(at, end - _CHUNK)) : end])

    def __iter__(self) -> Iterator[Point]:
        self._reach(0)
        return iter(self._read)

    def __eq__(self, other: object) -> bool:
        return tuple(self) == tuple(other) if isinstance(other, SeenPoints | tuple) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self))

    @property
    def days(self) -> "array[int]":
        return self._days
