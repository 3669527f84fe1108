"""Choices made by bytes: hypothesis shrinks them, atheris steers them, and a number in a report repeats them."""

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """Reads one choice after another; where the bytes are at their end, every choice is the first."""

    def __init__(self, data: bytes) -> None:
        self._data, self._next = data, 0

    def below(self, end: int) -> int:
        """A number from 0 to just below `end`."""
        width = 1 if end <= 256 else 2 if end <= 65_536 else 4
        piece = self._data[self._next : self._next + width]
        self._next += width
        return int.from_bytes(piece, "big") % max(end, 1)

    def one_of(self, choices: Sequence[T]) -> T:
        return choices[self.below(len(choices))]
