"""Letters for a picture: a face in its sizes, what it can print, and words set into lines.

Owns nothing of the layout. Every glyph is placed by its own advance: finer shaping needs a library that one machine has
and another lacks, and the same card must be the same bytes on both.
"""

import unicodedata
from functools import lru_cache
from io import BytesIO
from itertools import pairwise
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageFont

_NO_LETTER = "\uffff"
"""Never a letter: what a font shows for it is what it shows for everything it lacks."""
_PROBE = 40
_INSTEAD = str.maketrans({"→": "–", "←": "–", "≥": "at least ", "≤": "at most ", "‑": "-", "\u00a0": " "})
"""What stands for a sign that is in few fonts."""


class Face:
    """One font, from the bytes of its file."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def printable(self, text: str) -> str:
        """The text in letters that this font has: without their accents where it lacks those, or left out."""
        kept = "".join(self._letter(letter) for letter in unicodedata.normalize("NFC", text))
        return " ".join(kept.split())

    def width(self, text: str, size: int) -> int:
        return sum(_glyph(self._data, size, letter).advance for letter in text)

    def draw(self, ink: Image.Image, text: str, size: int, left: int, line: int, dark: int) -> None:
        """Print the text on a picture of ink, from `left` on and standing on `line`."""
        for letter in text:
            glyph = _glyph(self._data, size, letter)
            if glyph.mask:
                ink.paste(dark, (left + glyph.left, line + glyph.top), glyph.mask)
            left += glyph.advance

    def lines(self, text: str, size: int, width: int) -> list[str]:
        """The words in as few lines as they need, of nearly equal length; a word longer than a line is broken."""
        words = [piece for word in text.split() for piece in self._pieces(word, size, width)]
        widths = [self.width(word, size) for word in words]
        blank = self.width(" ", size)
        fewest = len(_filled(widths, blank, width))
        narrow, wide = max(widths, default=0) - 1, width
        while wide - narrow > 1:
            middle = (narrow + wide) // 2
            narrow, wide = (middle, wide) if len(_filled(widths, blank, middle)) > fewest else (narrow, middle)
        ends = [0, *_filled(widths, blank, wide)]
        return [" ".join(words[start:end]) for start, end in pairwise(ends)]

    def fitting(self, text: str, size: int, width: int) -> str:
        """The text, or as many of its first words as fit, with an ellipsis."""
        words = text.split()
        for count in range(len(words), 0, -1):
            shown = text if count == len(words) else " ".join(words[:count]) + " …"
            if self.width(shown, size) <= width:
                return shown
        return ""

    def _letter(self, letter: str) -> str:
        for spelling in (letter, letter.translate(_INSTEAD), unicodedata.normalize("NFKC", letter)):
            if all(one.isspace() or _has(self._data, one) for one in spelling):
                return spelling
        plain = unicodedata.normalize("NFKD", letter)
        return "".join(one for one in plain if not unicodedata.combining(one) and _has(self._data, one))

    def _pieces(self, word: str, size: int, width: int) -> list[str]:
        pieces = [""]
        for letter in word:
            if self.width(pieces[-1] + letter, size) > width:
                pieces.append("")
            pieces[-1] += letter
        return pieces


def _filled(widths: list[int], blank: int, width: int) -> list[int]:
    """The words behind each line, where every line takes as many as it can."""
    ends, used = [], 0
    for i, word in enumerate(widths):
        if i and used + blank + word > width:
            ends.append(i)
            used = word
        else:
            used += (blank if i else 0) + word
    return [*ends, len(widths)] if widths else []


class _Glyph(NamedTuple):
    """One letter in one size: its picture, where that lies from its start, and how far away the next one starts."""

    mask: Image.Image | None
    left: int
    top: int
    advance: int


@lru_cache(maxsize=8192)
def _glyph(data: bytes, size: int, letter: str) -> _Glyph:
    font = _at(data, size)
    left, top, right, bottom = (round(edge) for edge in font.getbbox(letter, anchor="ls"))
    advance = round(font.getlength(letter))
    if right <= left or bottom <= top:
        return _Glyph(None, 0, 0, advance)
    mask = Image.new("L", (right - left, bottom - top), 0)
    ImageDraw.Draw(mask).text((-left, -top), letter, font=font, fill=255, anchor="ls")
    return _Glyph(mask, left, top, advance)


@lru_cache(maxsize=64)
def _at(data: bytes, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(BytesIO(data), size, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=4096)
def _has(data: bytes, letter: str) -> bool:
    """Whether a font has a picture of its own for a letter."""
    return _picture(data, letter) != _picture(data, _NO_LETTER)


def _picture(data: bytes, letter: str) -> bytes:
    return bytes(_at(data, _PROBE).getmask(letter))
