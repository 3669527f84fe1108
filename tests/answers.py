"""An answer of a source, as its module is given it, for the tests of the modules."""

import json
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from brief.models import Payload, Reading


def answered(source: str, body: object, at: datetime, *, tag: str = "", url: str = "https://example.org") -> Payload:
    """What `source` sent at `at`: bytes as they are, anything else as JSON."""
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Payload(source=source, url=url, body=raw, fetched_at=at, tag=tag)


def liquidated(readings: Iterable[Reading], prefix: str) -> dict[str, str]:
    """The sums and the largest order below `prefix`, `liquidations.VENUE` or a coin of it, without the clock hours."""
    own = {r.figure.removeprefix(f"{prefix}."): plain(r.value) for r in readings if r.figure.startswith(f"{prefix}.")}
    return {name: value for name, value in own.items() if "." not in name and not name.startswith("hour_")}


def hours(readings: Iterable[Reading], prefix: str) -> dict[str, str]:
    """What was liquidated in each clock hour of a venue, by the time the hour began."""
    return {f"{r.as_of:%d %H:%M}": plain(r.value) for r in readings if r.figure.startswith(f"{prefix}.hour_")}


def plain(value: Decimal) -> str:
    """Every digit, without zeros at the end."""
    return f"{value.normalize():f}"
