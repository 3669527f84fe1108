"""Fields of JSON rows that say what was published: a text that is not there, or is no text, is empty.

For what may be missing without harm; a field that a row cannot do without is asked of `Place` itself.
"""

from collections.abc import Iterable
from decimal import Decimal

from brief.errors import Refused
from brief.sources._json import Place
from brief.sources._plain import plain, web_link


def told(row: Place, key: str) -> str:
    """The text under `key` as plain text of one line."""
    return plain(_raw(row, key))


def titled(rows: Iterable[Place], key: str) -> list[tuple[Place, str]]:
    """The rows with a title under `key`, and it. Rows of which none has one are refused: they are not good news."""
    listed = list(rows)
    found = [(row, title) for row in listed if (title := told(row, key))]
    if listed and not found:
        raise Refused(f"{listed[0].payload.source} sent a list without one row that has a title.")
    return found


def address(row: Place, key: str, site: str = "") -> str:
    """The web address under `key`, of any length, or a path of `site`; what is none is empty."""
    return web_link(_raw(row, key), site or "https:")  # "//x.example/a" is one, "/a" without a site none


def number(row: Place, key: str) -> Decimal | None:
    """The number under `key`; None where there is none, which is no zero."""
    found = row.get(key)
    if found is None or found.is_null:
        return None
    try:
        return found.decimal()
    except Refused:
        return None


def _raw(row: Place, key: str) -> str:
    found = row.get(key)
    return found.value if found is not None and isinstance(found.value, str) else ""
