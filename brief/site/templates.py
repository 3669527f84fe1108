"""The Jinja environment of the pages: what a page template may call, beyond the data it is given.

Owns how pages spell days, instants and exact values. Refuses unescaped text and undefined names.
"""

from datetime import date, datetime
from decimal import Decimal
from fnmatch import fnmatchcase
from typing import Any

import jinja2

from brief import style
from brief.models import Published, Receipt, ReceiptReading, Unit, as_of_text, day_of
from brief.site.look import pieces
from brief.site.run_words import ended, lasted, took
from brief.site.security import content_security_policy
from brief.site.silence_words import told
from brief.write.compiled import Compiled

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_SIGNS: dict[Unit, tuple[str, str]] = {
    "usd": ("$", ""),
    "percent": ("", "%"),
    "points": ("", " percentage points"),
    "days": ("", " days"),
}
_UNITS: dict[Unit, str] = {
    "usd": "US dollars",
    "percent": "percent",
    "points": "percentage points",
    "index": "index",
    "count": "count",
    "days": "days",
    "coin": "units of the asset",
    "ratio": "ratio",
    "hashes": "hashes a second",
    "sats": "satoshis a virtual byte",
}
_COMPILED = Compiled()


def environment(loader: jinja2.BaseLoader, compiled: jinja2.BytecodeCache = _COMPILED) -> jinja2.Environment:
    """The environment that every page and feed is rendered in: all text is escaped. `compiled` keeps its templates."""
    made = jinja2.Environment(
        loader=loader,
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        bytecode_cache=compiled,
    )
    filters: dict[str, Any] = {
        "day": style.full_day,
        "weekday": style.weekday,
        "moment": moment,
        "month": month,
        "pieces": pieces,
        "move": move,
        "short": short,
        "spelled": spelled,
        "when": when,
        "iso": as_of_text,
        "rfc3339": rfc3339,
        "exact": exact,
        "unit": _UNITS.__getitem__,
        "digits": digits,
        "anchor": anchor,
        "agreement": agreement,
        "reports": reports,
        "unheard": told,
        "ended": ended,
        "lasted": lasted,
        "took": took,
    }
    made.filters |= filters
    made.globals["policy"] = content_security_policy()
    made.tests["web"] = is_web
    return made


def moment(when: date) -> str:
    """`Nov. 3, 2025` for a day, `Nov. 4, 2025, 12:00 UTC` for an instant."""
    day = style.full_day(when)
    return f"{day}, {style.clock(when)}" if isinstance(when, datetime) else day


def spelled(as_of: str) -> str:
    """A figure's own time as a receipt has it, in words."""
    return moment(datetime.fromisoformat(as_of) if "T" in as_of else date.fromisoformat(as_of))


def short(when: date, day: date) -> str:
    """`Nov. 3`: the day of an instant or a day, with its year where that is not the edition's."""
    return style.day(day_of(when), day)


def when(when: date, day: date) -> str:
    """`12:00 UTC` for an instant of the edition's own day, `Nov. 3` for a day, both for an instant of another."""
    if not isinstance(when, datetime):
        return style.day(when, day)
    clock = style.clock(when)
    return clock if day_of(when) == day else f"{style.day(day_of(when), day)}, {clock}"


def move(percent: Decimal) -> str:
    """A move in percent, `−3.2`, where the sign for percent is understood."""
    return style.number(percent, 1, signed=True)


def month(when: date) -> str:
    return _MONTHS[when.month - 1]


def rfc3339(when: date) -> str:
    """An instant for a feed; a plain day counts from its midnight."""
    text = as_of_text(when)
    return text if "T" in text else f"{text}T00:00:00Z"


def exact(value: Decimal, unit: Unit) -> str:
    """A value with every digit the source gave, `−$186,500,000`: a receipt never rounds."""
    before, after = _SIGNS.get(unit, ("", ""))
    sign = style.MINUS if value < 0 else ""
    return f"{sign}{before}{abs(value):,f}{after if abs(value) != 1 else after.removesuffix('s')}"


def digits(value: Decimal) -> str:
    """A value for machines: all digits, no exponent."""
    return f"{value:f}"


def anchor(figure: str) -> str:
    """The HTML id of a figure's receipt, `fig-etf-btc-net`."""
    return "fig-" + figure.replace(".", "-")


def reports(receipt: Receipt, reading: ReceiptReading) -> list[Published]:
    """Where a reconstructed reading was published; of a source's reports, those that gave this figure or its inputs."""
    names = (receipt.figure, *receipt.inputs)
    return [
        published
        for published in reading.published
        if any(fnmatchcase(name, pattern) for name in names for pattern in published.figures)
    ] or list(reading.published)


def agreement(receipt: Receipt) -> str:
    """Who else gave the figure, and how the sources compare."""
    found = receipt.agreement
    if not found.checked:
        return "" if receipt.inputs else "Not checked against another source."
    names = ", ".join(dict.fromkeys(reading.cite for reading in receipt.readings[1:]))
    tolerance = f" ({found.tolerance})" if found.tolerance else ""
    parts = [f"Checked by {style.plural(found.checked, 'other source')}{f': {names}' if names else ''}."]
    if found.asked:
        asked, answered = style.plural(len(found.asked), "source"), style.cardinal(len(found.answered))
        parts.insert(0, f"Asked {asked}, of which {answered} answered and {style.cardinal(found.agreeing)} agree.")
    if found.spread is not None:
        apart = "points" if receipt.unit in ("percent", "points", "index") else "%"
        parts.append(f"They lie {found.spread.normalize():.6g} {apart} apart.".replace(" %", "%"))
    parts.append(f"{found.within} of {found.checked} within the tolerance{tolerance}.")
    if found.disagrees and found.low is not None and found.high is not None:
        parts.append(f"They range from {exact(found.low, receipt.unit)} to {exact(found.high, receipt.unit)}.")
    return " ".join(parts)


def is_web(address: str) -> bool:
    """Whether an address may become a link; `javascript:` may not."""
    return address.lower().startswith(("https://", "http://"))
