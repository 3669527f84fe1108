"""The cells of a series file: what each must look like, and what those that were read mean.

Owns the shapes, for whoever reads row by row (`rows`) and whoever checks whole columns (`stored`). Refuses to know what
stands in which column, and to say a sentence about a wrong one.
"""

import re
from collections.abc import Callable, Collection
from datetime import date, datetime
from functools import lru_cache
from itertools import filterfalse
from typing import TypeVar

T = TypeVar("T")

# None of them gives back what it took: whole columns are matched at once.
DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
VALUE = r"-?[0-9]++(?:\.[0-9]++)?+"
SOURCE = "[a-z][a-z0-9-]*+"
INSTANT = rf"{DAY}T[0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}}(?:\.[0-9]{{1,6}})?Z"

_REMEMBERED = 131_072
"""So many different days, or instants, are kept."""


def are_all(shape: str, cells: Collection[str]) -> bool:
    """Whether every cell has a shape; none of them may hold a comma."""
    return _column(shape).fullmatch(",".join(["", *cells])) is not None


@lru_cache
def _column(shape: str) -> re.Pattern[str]:
    return re.compile(rf"(?:,{shape})*+")


class _Cells(dict[str, T]):
    """What cells mean that were read: the same days and instants stand in file after file."""

    def __init__(self, shape: str, read: Callable[[str], T]) -> None:
        """`read` gives a ValueError for what has the shape and does not exist."""
        self._shape, self._read = shape, read

    def __missing__(self, cell: str) -> T:
        self.know({cell})
        return self[cell]

    def know(self, cells: set[str]) -> None:
        """Read those that are new, all at once; a ValueError if any is not as due."""
        new = list(filterfalse(self.__contains__, cells))
        if not are_all(self._shape, new):
            raise ValueError
        if len(self) + len(new) > _REMEMBERED:
            self.clear()
        self.update(zip(new, map(self._read, new), strict=True))


DAYS = _Cells(DAY, date.fromisoformat)
ORDINALS = _Cells(DAY, lambda cell: date.fromisoformat(cell).toordinal())
INSTANTS = _Cells(INSTANT, datetime.fromisoformat)
