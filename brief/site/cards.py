"""The picture that stands for a brief where its link is shared: 1200 by 630, the title and three figures.

Owns its layout; its words for those who do not see it are `sharing`'s. Refuses to clip a title within a word, and to
print the box that a font shows for a letter it lacks.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import NamedTuple
from zlib import Z_RLE

from PIL import Image, ImageDraw

from brief import style
from brief.site.headline import headline
from brief.site.key_figures import Direction, KeyFigure
from brief.site.lettering import Face
from brief.site.sharing import HEIGHT, WIDTH

PAPER, INK, ACCENT = (251, 249, 244), (27, 26, 23), (138, 28, 28)
"""The colours of the site's style sheet."""
SHADES = 10
"""From paper to ink: with the accent they fit the sixteen colours of a small PNG."""
FULL, SOFT = 255, 175
"""How dark letters are, and small print."""

MARGIN = 64
NAME_LINE, NAME_SIZE, DAY_SIZE = 92, 40, 28
HEADLINE_TOP, HEADLINE_BOTTOM, SHEET_BOTTOM = 134, 400, 540
"""Where the headline stands: above the figures, or on the whole sheet where there are none."""
HEADLINE_SIZES = tuple(range(84, 39, -4))
"""The largest that fits is taken."""
LEADING, CAP = 1.08, 0.86
"""The distance of two lines, and of the first from the top, in sizes."""
FIGURES_TOP = 424
COLUMN_GAP = 40
LABEL_SIZE, VALUE_SIZES, NOTE_SIZE = 26, tuple(range(52, 27, -2)), 25
LABEL_LINE, VALUE_LINE, NOTE_LINES = 466, 520, (560, 593)
TRIANGLE, FINE = 17, 8
"""The side of the mark beside a change, and how many times finer it is drawn before it is made small."""

READABLE = Decimal("0.6")
"""A headline of which a smaller part can be printed is left out: the rest of it would say something else."""


class Fonts(NamedTuple):
    """The two faces of a card, as the bytes of their files."""

    regular: bytes
    medium: bytes


def card(
    site_title: str, title: str, day: date, figures: Sequence[KeyFigure], fonts: Fonts, *, notice: str = ""
) -> bytes:
    """The PNG. The same arguments give the same bytes. A `notice` stands in front of the day: "Specimen"."""
    sheet = _Sheet(fonts)
    sheet.masthead(site_title, f"{notice or style.weekday(day)}, {style.full_day(day)}")
    sheet.headline(headline(title, site_title), HEADLINE_BOTTOM if figures else SHEET_BOTTOM)
    sheet.strip(figures)
    return sheet.png()


class _Sheet:
    """One card while it is drawn: shades of ink first, flat accents at the end."""

    def __init__(self, fonts: Fonts) -> None:
        self._regular, self._medium = Face(fonts.regular), Face(fonts.medium)
        self._ink = Image.new("L", (WIDTH, HEIGHT), 0)
        self._draw = ImageDraw.Draw(self._ink)

    def masthead(self, site_title: str, day: str) -> None:
        """The site's name and the day above a double rule, as a newspaper has them."""
        day_width = self._regular.width(day, DAY_SIZE)
        name = self._medium.fitting(self._medium.printable(site_title), NAME_SIZE, WIDTH - 3 * MARGIN - day_width)
        self._text(self._medium, name, NAME_SIZE, MARGIN, NAME_LINE)
        self._text(self._regular, day, DAY_SIZE, WIDTH - MARGIN - day_width, NAME_LINE, SOFT)
        self._rule(NAME_LINE + 24, 1, FULL)

    def headline(self, title: str, bottom: int) -> None:
        """The title as large as it fits; the smallest size takes what it can, to the end of a word."""
        words, room = self._medium.printable(title), WIDTH - 2 * MARGIN
        if len(words) < len(title) * READABLE:
            return
        size, lines = self._fitting(words, room, bottom - HEADLINE_TOP)
        step = round(size * LEADING)
        top = HEADLINE_TOP + (bottom - HEADLINE_TOP - step * len(lines)) // 2
        for i, line in enumerate(lines):
            self._text(self._medium, line, size, MARGIN, top + step * i + round(size * CAP))

    def strip(self, figures: Sequence[KeyFigure]) -> None:
        """The figures side by side, each in a column of its own, their values of one size."""
        if not figures:
            return
        self._rule(FIGURES_TOP, 1, FULL)
        column = (WIDTH - 2 * MARGIN - (len(figures) - 1) * COLUMN_GAP) // len(figures)
        values = [self._medium.printable(figure.value) for figure in figures]
        widest = {size: max(self._medium.width(value, size) for value in values) for size in VALUE_SIZES}
        size = next((size for size in VALUE_SIZES if widest[size] <= column), VALUE_SIZES[-1])
        for i, (figure, value) in enumerate(zip(figures, values, strict=True)):
            left = MARGIN + i * (column + COLUMN_GAP)
            if i:
                line = left - COLUMN_GAP // 2
                self._draw.rectangle((line, FIGURES_TOP + 20, line, NOTE_LINES[-1]), fill=SOFT // 2)
            self._text(self._medium, self._medium.fitting(value, size, column), size, left, VALUE_LINE)
            self._beside(figure, left, column)

    def png(self) -> bytes:
        """The picture with sixteen colours."""
        picture = self._ink.point([round(dark * (SHADES - 1) / 255) for dark in range(256)])
        ImageDraw.Draw(picture).rectangle((0, 0, WIDTH, 15), fill=SHADES)
        ramp = [
            round(paper + (ink - paper) * shade / (SHADES - 1))
            for shade in range(SHADES)
            for paper, ink in zip(PAPER, INK, strict=True)
        ]
        picture.putpalette([*ramp, *ACCENT])
        held = BytesIO()
        picture.save(held, "PNG", compress_type=Z_RLE)
        return held.getvalue()

    def _fitting(self, words: str, room: int, height: int) -> tuple[int, list[str]]:
        """The headline's size and lines. Only the smallest size breaks a word that is longer than a line."""
        *larger, smallest = HEADLINE_SIZES
        for size in larger:
            whole = all(self._medium.width(word, size) <= room for word in words.split())
            lines = self._medium.lines(words, size, room) if whole else []
            if whole and len(lines) * round(size * LEADING) <= height:
                return size, lines
        lines, most = self._medium.lines(words, smallest, room), height // round(smallest * LEADING)
        if len(lines) > most:
            lines[most - 1 :] = [self._medium.fitting(" ".join(lines[most - 1 :]), smallest, room)]
        return smallest, lines

    def _beside(self, figure: KeyFigure, left: int, width: int) -> None:
        """What a figure is, above it, and how it moved and whose it is, below it."""
        face = self._regular
        name = face.fitting(face.printable(figure.name), LABEL_SIZE, width)
        self._text(face, name, LABEL_SIZE, left, LABEL_LINE, SOFT)
        told = [(figure.change, FULL), (figure.note, SOFT)]
        for line, (note, dark) in zip(NOTE_LINES, (one for one in told if one[0]), strict=False):
            start = left
            if figure.direction and note == figure.change:
                self._triangle(figure.direction, left, line)
                start += TRIANGLE + 9
            self._text(
                face, face.fitting(face.printable(note), NOTE_SIZE, left + width - start), NOTE_SIZE, start, line, dark
            )

    def _text(self, face: Face, text: str, size: int, left: int, line: int, dark: int = FULL) -> None:
        face.draw(self._ink, text, size, left, line, dark)

    def _rule(self, top: int, height: int, dark: int) -> None:
        self._draw.rectangle((MARGIN, top, WIDTH - MARGIN - 1, top + height - 1), fill=dark)

    def _triangle(self, direction: Direction, left: int, line: int) -> None:
        """A mark that says up or down by its shape."""
        fine = Image.new("L", (TRIANGLE * FINE, TRIANGLE * FINE), 0)
        low, high = (TRIANGLE * FINE - 1, 2 * FINE) if direction == "up" else (2 * FINE, TRIANGLE * FINE - 1)
        ImageDraw.Draw(fine).polygon([(0, low), (TRIANGLE * FINE - 1, low), (TRIANGLE * FINE // 2, high)], fill=FULL)
        self._ink.paste(fine.resize((TRIANGLE, TRIANGLE), Image.Resampling.BOX), (left, line - TRIANGLE))
