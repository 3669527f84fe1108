"""What keeps out readers who do not see, or who load nothing from elsewhere. Refuses to render a page."""

import re
from collections.abc import Iterator

from brief.desk.checks.case import Case
from brief.desk.checks.finding import Found
from brief.prose.units import plain

_IMAGE = re.compile(r"<img\b[^>]*>|!\[(?P<alt>[^\]]*)\]\((?P<src>[^()\s]*)[^)]*\)", re.IGNORECASE)
_ALT = re.compile(r"\balt\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_SRC = re.compile(r"\bsrc\s*=\s*[\"']?([^\"'\s>]*)", re.IGNORECASE)
_REMOTE = re.compile(r"^(?:https?:)?//", re.IGNORECASE)
_DECORATED = re.compile(
    r"<(?P<tag>div|p|center|font|span|h[1-6])\b(?P<attributes>[^>]*)>(?P<inner>[^<]*)</(?P=tag)\s*>", re.IGNORECASE
)
_OLD_STYLE = re.compile(r"\balign\s*=|\bbgcolor\s*=", re.IGNORECASE)
_LINK = re.compile(
    r"(?<![\\!])\[(?P<text>[^\[\]]*)\]\((?P<target>[^()\s]*)\)|<a\b(?P<attributes>[^>]*)>(?P<inner>.*?)</a>"
)
_SAYS_NOTHING = frozenset({"here", "click here", "link", "this", "read more", "more", "source"})


def image(case: Case) -> Iterator[Found]:
    """An image has no words for those who do not see it, or is loaded from somebody else's server.

    Example: `<img src="https://example.org/logo.png" style="height:64px">`
    """
    for found, line in _each(case, _IMAGE):
        is_tag = found[0].startswith("<")
        alt = _ALT.search(found[0]) if is_tag else None
        src = _SRC.search(found[0]) if is_tag else None
        address = (src[1] if src else "") if is_tag else found["src"]
        words = ((alt[1] or alt[2] or "") if alt else None) if is_tag else found["alt"]
        if words is None or (not is_tag and not words.strip()):
            message = f"The image {address or found[0][:40]} has no alternative text."
            yield Found(line, message, 'Say in words what it shows: alt="...", or ![...](...).', "warn")
        if _REMOTE.match(address) and not _is_own(case, address):
            message = f"The image {address} is loaded from another site, which learns who reads this."
            yield Found(line, message, "Keep a copy under assets/, or leave it out.", "warn")


def chart_missing(case: Case) -> Iterator[Found]:
    """An image is a chart of this edition that the night has not drawn: readers would see an empty frame.

    Example: `![Line chart of bitcoin’s daily closes](/assets/charts/2025-11-04-daily-crypto-market-brief/closes.svg)`
    """
    folder = f"/assets/charts/{case.name.removesuffix('.md')}/"
    drawn = case.evidence.pictures
    for found, line in _each(case, _IMAGE):
        src = _SRC.search(found[0])
        _, _, name = (found["src"] or (src[1] if src else "")).partition(folder)
        if drawn is not None and name and name not in drawn:
            fix = f"Use one of {', '.join(sorted(drawn))}, or take the line out." if drawn else "Take the line out."
            yield Found(line, f"The chart {name} was not drawn for this edition.", fix)


def _is_own(case: Case, address: str) -> bool:
    """Whether an address lies below the site's own."""
    return bool(case.evidence.root) and address.startswith(f"{case.evidence.root}/")


def decoration(case: Case) -> Iterator[Found]:
    """An element is there for its looks alone: a screen reader reads it out.

    Example: `<div align="center">⁂</div>`
    """
    for found, line in _each(case, _DECORATED):
        inner = plain(found["inner"])
        old = found["tag"].lower() in ("center", "font") or _OLD_STYLE.search(found["attributes"])
        if old or (not re.search(r"\w", inner) and "aria-hidden" not in found["attributes"] and inner.strip()):
            message = f"{found[0][:60]} is decoration."
            yield Found(line, message, "Write *** for a break, and leave looks to the site's style.", "warn")


def heading_levels(case: Case) -> Iterator[Found]:
    """A heading is two levels below the one before: readers who go by headings look for the one between.

    Example: `### Market Overview` followed by `##### Prices`
    """
    above = 0
    for unit in case.units:
        if unit.kind != "heading" or not unit.text.startswith("#"):
            continue
        level = len(unit.text) - len(unit.text.lstrip("#"))
        if above and level > above + 1:
            message = f"“{plain(unit.text)}” is of level {level}, and the heading above it of level {above}."
            yield Found(case.line(unit), message, f"Write it with {above + 1} #.", "warn", plain(unit.text))
        above = level


def link_text(case: Case) -> Iterator[Found]:
    """A link has no words, words that say nothing, or nowhere to lead.

    Example: `[](https://example.org/)`, `[here](https://example.org/)`, `[Farside]()`
    """
    for found, line in _each(case, _LINK):
        is_tag = found["text"] is None
        words = plain(found["inner"] if is_tag else found["text"]).strip()
        target = found["attributes"] if is_tag else found["target"]
        if is_tag and "href" not in target:
            continue
        if not re.search(r"\w", words) and "<img" not in found[0] and "![" not in found[0]:
            yield Found(line, f"The link {found[0][:60]} has no words.", "Say where it leads.", "warn")
        elif words.lower() in _SAYS_NOTHING:
            message = f"The link “{words}” does not say where it leads."
            yield Found(line, message, "Use the name of the page as the link's words.", "warn")
        elif not target.strip("<>"):
            yield Found(line, f"The link “{words}” leads nowhere.", "Give it its address, or take the link out.")


def _each(case: Case, pattern: re.Pattern[str]) -> Iterator[tuple[re.Match[str], int]]:
    """Every match in what is rendered, with its line in the file; code and comments are not."""
    for unit in case.units:
        if unit.kind in ("code", "comment"):
            continue
        text = re.sub(r"`[^`\n]+`", lambda code: " " * len(code[0]), unit.text)
        for found in pattern.finditer(text):
            yield found, case.line(unit) + unit.text.count("\n", 0, found.start())
