"""The site's own look as a page has it: the custom properties of the style sheet, and a text with links in it. Pure."""

import re
from collections.abc import Iterator

from brief.models.look import LINKED, Look

_LINK = re.compile(rf"\{{({'|'.join(LINKED)})\}}")
_GENERIC = re.compile(r"(serif|sans-serif|monospace|cursive|system-ui|ui-[a-z-]+)")


def properties(look: Look) -> str:
    """The block that gives the style sheet its colours and fonts. The system chooses the scheme, or `data-theme`."""
    light, dark = look.colours.light, look.colours.dark
    colours = {name: f"light-dark({getattr(light, name)}, {getattr(dark, name)})" for name in type(light).model_fields}
    fonts = {name: ", ".join(map(_family, getattr(look.fonts, name))) for name in type(look.fonts).model_fields}
    lines = [f"  --{name}: {value};\n" for name, value in {**colours, **fonts}.items()]
    return f":root {{\n  color-scheme: light dark;\n{''.join(lines)}}}\n"


def stylesheet(css: str, look: Look) -> str:
    """A style sheet with the site's own colours and fonts behind its own; unchanged where those are the defaults."""
    default = Look()
    if (look.colours, look.fonts) == (default.colours, default.fonts):
        return css
    return f"{css}\n/* From content/_data/look.yaml. */\n{properties(look)}"


def pieces(text: str) -> Iterator[tuple[str, str]]:
    """A text of the frame in pieces: words, and the name of the page that a link behind them leads to, if any."""
    begin = 0
    for found in _LINK.finditer(text):
        yield text[begin : found.start()], found[1]
        begin = found.end()
    yield text[begin:], ""


def _family(name: str) -> str:
    return name if _GENERIC.fullmatch(name) or " " not in name else f'"{name}"'
