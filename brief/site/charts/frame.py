"""Where everything of a chart stands, in units of its view box: 480 wide, whatever it is shown at.

The letters are largest where the picture is smallest, so the room for them is that of a phone; `_EM` is their size
there. Owns places and lines of words. Refuses to know what is drawn.
"""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from textwrap import shorten, wrap
from typing import NamedTuple

WIDTH = 480
PAD = 14
EM = 20
"""The size of letters on a phone; `chart-style.css.j2` has it, too."""
_PLOT = 180
_LETTER = Decimal("0.6")
"""The width of a letter in parts of its size."""
_TITLE_LETTERS = 36
_TITLE_LINES = 3
_WORDS_LETTERS = 50
_TENTH = Decimal("0.1")


class Box(NamedTuple):
    """The part of the picture that the marks are drawn in."""

    left: Decimal
    right: Decimal
    top: Decimal
    bottom: Decimal


class Words(NamedTuple):
    """Lines of text; `y` is the first one's, the others follow by the size of their letters."""

    lines: tuple[str, ...]
    y: Decimal


class Frame(NamedTuple):
    """A picture's places."""

    height: Decimal
    plot: Box
    title: Words
    words: Words


def frame(title: str, sentences: Sequence[str], labels: Sequence[str]) -> Frame:
    """The places of a picture with this title, these words below it and these labels at its axis of values."""
    heading = Words(wrapped(title, _TITLE_LETTERS, _TITLE_LINES), Decimal(PAD + EM))
    top = heading.y + (len(heading.lines) - 1) * Decimal(28) + 36
    bottom = top + _PLOT
    below = Words(_sentences(sentences), bottom + 54)
    left = PAD + min(max(map(width_of, labels), default=Decimal(0)), Decimal(WIDTH // 3)) + 8
    plot = Box(left, Decimal(WIDTH - PAD - 5), top, bottom)
    return Frame(below.y + (len(below.lines) - 1) * Decimal(23) + PAD, plot, heading, below)


def width_of(text: str) -> Decimal:
    """About how wide a text is on a phone."""
    return len(text) * EM * _LETTER


def wrapped(text: str, letters: int, most: int) -> tuple[str, ...]:
    """A text in lines; what does not fit into `most` of them is cut off, with dots."""
    short = text if len(text) <= letters * most else shorten(text, letters * most - most, placeholder="…")
    lines = wrap(short, letters) or [text[: letters - 1] + "…" if text else ""]
    return (*lines[: most - 1], f"{lines[most - 1][: letters - 1]}…") if len(lines) > most else tuple(lines)


def _sentences(sentences: Sequence[str]) -> tuple[str, ...]:
    """Sentences one after the other, as many in a line as there is room for."""
    lines: list[str] = []
    for sentence in sentences:
        joined = f"{lines[-1]} {sentence}" if lines else sentence
        if lines and len(joined) <= _WORDS_LETTERS:
            lines[-1] = joined
        else:
            lines += wrapped(sentence, _WORDS_LETTERS, 2)
    return tuple(lines)


def at(place: Decimal) -> str:
    """A coordinate: one decimal at most, so that the same chart gives the same bytes, and few of them.

    >>> at(Decimal("12.349")), at(Decimal("12.04")), at(Decimal("-0.01"))
    ('12.3', '12', '0')
    """
    rounded = place.quantize(_TENTH, ROUND_HALF_UP)
    return "0" if not rounded else f"{rounded:f}".removesuffix(".0")
