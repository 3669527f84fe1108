"""How the site looks and what its frame says: `content/_data/look.yaml`. All is optional; the defaults stand here.

Refuses a colour in which a text could not be read, and what would end a style sheet's line.
"""

import re
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo, field_validator, model_validator
from pydantic_core import PydanticCustomError

from brief.models.base import Entry


def _solid(value: object) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})", value):
        raise ValueError(f'{value!r} is no solid colour; write it like "#1b1a17", with the quotation marks')
    return value


def _colour(value: object) -> str:
    seen = isinstance(value, str) and re.fullmatch(r"#([0-9a-fA-F]{4}|[0-9a-fA-F]{8})", value)
    return str(value) if seen else _solid(value)


def _family(value: str) -> str:
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9 -]*", value):
        raise ValueError(f"{value!r} is no name of a font; letters, digits, spaces and hyphens can be in one")
    return value


Solid = Annotated[str, BeforeValidator(_solid)]
Colour = Annotated[str, BeforeValidator(_colour)]
"""A solid one, or one that lets through what is below it: the fourth part is how much of it is seen."""

READABLE = 4.5
"""The least contrast of a text of ordinary size, as WCAG 2.2 has it for level AA."""


def contrast(one: str, other: str) -> float:
    """The contrast of two solid colours, from 1 to 21, as WCAG 2.2 defines it."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    digits = colour.removeprefix("#")
    parts = [digit * 2 for digit in digits] if len(digits) == 3 else [digits[i : i + 2] for i in (0, 2, 4)]
    red, green, blue = (_linear(int(part, 16) / 255) for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


class Palette(Entry):
    """The colours of one scheme, each named for what it is used for."""

    paper: Solid
    panel: Solid
    """Behind what is set apart: code, tables, boxes."""
    ink: Solid
    soft: Solid
    """Dates, captions, small print."""
    line: Colour
    rule: Colour
    """Thin lines, and the strong ones between parts of a page."""
    accent: Solid
    """Links, the current page, and what fell."""
    gain: Solid
    """What rose; never told by colour alone."""
    mark: Solid
    """Behind a notice, and the footnote that was jumped to."""
    shade: Colour
    """The shadow at the edge of a table that goes on."""

    @model_validator(mode="after")
    def _can_be_read(self) -> Self:
        for name in ("ink", "soft", "accent", "gain"):
            for ground in ("paper", "panel", *(("mark",) if name == "ink" else ())):
                found = contrast(getattr(self, name), getattr(self, ground))
                if found < READABLE:
                    told = f"on {ground} ({getattr(self, ground)}) its contrast is {found:.1f}; a text needs {READABLE}"
                    raise PydanticCustomError("contrast", "{told}", {"key": name, "told": told})
        return self


class Light(Palette):
    """The colours by day."""

    paper: Solid = "#fbf9f4"
    panel: Solid = "#f3efe5"
    ink: Solid = "#1b1a17"
    soft: Solid = "#5b564c"
    line: Colour = "#d8d1c1"
    rule: Colour = "#1b1a17"
    accent: Solid = "#8a1c1c"
    gain: Solid = "#1f5f3a"
    mark: Solid = "#fbedb8"
    shade: Colour = "#0002"


class Dark(Palette):
    """The colours by night."""

    paper: Solid = "#151412"
    panel: Solid = "#1f1d1a"
    ink: Solid = "#e9e4d8"
    soft: Solid = "#aca493"
    line: Colour = "#3a362f"
    rule: Colour = "#8e8675"
    accent: Solid = "#f2a490"
    gain: Solid = "#93cfa6"
    mark: Solid = "#2e2714"
    shade: Colour = "#fff2"


class Colours(Entry):
    light: Light = Light()
    dark: Dark = Dark()


Stack = Annotated[tuple[Annotated[str, AfterValidator(_family)], ...], Field(min_length=1)]
"""Fonts in order of preference. Nothing is fetched: the first that the reader's machine has is taken."""


class Fonts(Entry):
    serif: Stack = (
        *("Charter", "Bitstream Charter", "Iowan Old Style", "Palatino Linotype", "Palatino", "Georgia"),
        *("DejaVu Serif", "serif"),
    )
    """Text and headlines."""
    sans: Stack = ("Helvetica Neue", "Helvetica", "Arial", "Liberation Sans", "Lato", "Noto Sans", "sans-serif")
    """Labels, dates, navigation."""
    mono: Stack = ("ui-monospace", "SF Mono", "Menlo", "Consolas", "DejaVu Sans Mono", "monospace")
    """Hashes and formulas."""


def _one_line(value: str) -> str:
    if not value.strip() or not value.isprintable():
        raise ValueError("write a text, in one line")
    return value


Words = Annotated[str, AfterValidator(_one_line)]
"""Plain text: what is no letter of HTML to the reader is none to the page."""

LINKED = ("corrections", "scoreboard", "data")
"""The pages that the colophon can lead to, by `{NAME}`."""


class FrameWords(Entry):
    """What stands on every page, or leads from one to another. Not the brief's own words: those are templates."""

    site: Words = "Site"
    """What the navigation is called by a screen reader."""
    skip: Words = "Skip to the text"
    latest: Words = "Latest"
    archive: Words = "Archive"
    markets: Words = "Markets"
    sources: Words = "Sources"
    status: Words = "Status"
    pages: Words = "All pages"
    """What the list at the foot of a page is called by a screen reader."""
    feed: Words = "Feed"
    corrections: Words = "Corrections"
    scoreboard: Words = "Scoreboard"
    data: Words = "Data"
    text: Words = "The brief"
    """What a screen reader calls the text of a post."""
    whole: Words = "Read the whole brief"
    receipts: Words = "Check its receipts"
    changed: Words = "What changed since the last brief"
    earlier: Words = "Earlier briefs"
    every: Words = "All briefs, by month"
    nothing: Words = "No brief has been published yet."
    colophon: Words = (
        "Not investment advice. No language model writes any figure: every number is computed from its sources and has "
        "a receipt. Mistakes are told under {corrections}, and what came of what we told you to watch under "
        "{scoreboard}. Files for programs are under {data}."
    )

    @field_validator("colophon")
    @classmethod
    def _leads_somewhere(cls, value: str) -> str:
        rest = value
        for name in LINKED:
            rest = rest.replace(f"{{{name}}}", "")
        if "{" in rest or "}" in rest:
            raise ValueError(f"only {', '.join(f'{{{name}}}' for name in LINKED)} can stand in braces")
        return value


class Look(Entry):
    """The whole file."""

    colours: Colours = Colours()
    fonts: Fonts = Fonts()
    logo: str = ""
    """A picture's path below `content/`, like `assets/logo.svg`; without one the masthead is the site's title alone."""
    words: FrameWords = FrameWords()

    @field_validator("logo")
    @classmethod
    def _is_there(cls, value: str, info: ValidationInfo) -> str:
        assets: Any = (info.context or {}).get("assets")
        if value and assets is not None and value not in assets:
            raise ValueError(f"there is no content/{value}; put the picture into content/assets/, or leave logo out")
        return value
