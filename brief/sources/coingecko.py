"""Prices, changes and caps of the watched coins, from CoinGecko. Written from recorded answers; the 30-day change is
from the documented one only, as no recording asked for it.

`GET https://api.coingecko.com/api/v3/coins/markets?vs_currency=usd&ids=...&price_change_percentage=24h,7d,30d`, no key
needed (a free demo key lifts the limit). Prices in US dollars, changes in percent, `last_updated` ISO 8601. The traps:
any number may be null, and 24h, 7d and 30d `_in_currency` exist only when asked for; without a key the 7-day change
comes rounded to one decimal; a symbol is not unique, so only ids decide; errors have three shapes. Attribution is
asked for.
"""

from collections.abc import Sequence
from urllib.parse import urlencode

from brief.errors import Refused
from brief.models import Night, Payload, Reading, Request
from brief.sources._json import Place, read_json, refuse_error
from brief.sources._prices import is_amount, optional, own_symbol, refuse_told, to_ask, watched

_AMOUNTS = {"high_24h": "high_24h", "low_24h": "low_24h", "cap": "market_cap"}
_CHANGES = {
    "change_24h": ("price_change_percentage_24h_in_currency", "price_change_percentage_24h"),
    "change_7d": ("price_change_percentage_7d_in_currency",),
    "change_30d": ("price_change_percentage_30d_in_currency",),
}


def requests(night: Night) -> list[Request]:
    """All watched coins in one call; `assets` in the entry maps our symbols to CoinGecko's ids."""
    ids = ",".join(to_ask(night).values())
    query = urlencode({"vs_currency": "usd", "ids": ids, "price_change_percentage": "24h,7d,30d"}, safe=",")
    return [Request(url=f"https://api.coingecko.com/api/v3/coins/markets?{query}")]


def parse(payloads: Sequence[Payload], night: Night) -> list[Reading]:
    """`prices.SYM.usd`, `.high_24h`, `.low_24h`, `.cap` and `.change_24h`, `.change_7d`, `.change_30d`.

    A coin whose price is null has none tonight; an answer with none of our coins is refused. Without `assets` in the
    entry every row counts by its own symbol, the first one of a symbol.
    """
    answer = read_json(payloads[0])
    refuse_answered_error(answer)
    symbols = {name: symbol for symbol, name in watched(night).items()}
    rows: dict[str, Place] = {}
    for row in answer:
        symbol = symbols.get(row["id"].text()) if symbols else own_symbol(row["symbol"])
        if symbol is not None:
            rows.setdefault(symbol, row)
    if not rows:
        raise Refused(f"{answer.payload.source} sent a list with none of our coins.")
    return [reading for symbol, row in rows.items() for reading in _coin(row, symbol)]


def _coin(row: Place, symbol: str) -> list[Reading]:
    """The readings of one coin; none where CoinGecko gives no time for them."""
    if not (updated := optional(row, "last_updated")):
        return []
    as_of = updated.iso()
    amounts = {"usd": row["current_price"]} | {name: row.get(key) for name, key in _AMOUNTS.items()}
    readings = []
    for name, amount in amounts.items():
        if amount and not amount.is_null and is_amount(amount):
            readings.append(amount.reading(f"prices.{symbol}.{name}", "usd", as_of))
    for name, keys in _CHANGES.items():
        if place := next((found for key in keys if (found := optional(row, key))), None):
            readings.append(place.reading(f"prices.{symbol}.{name}", "percent", as_of))
    return readings


def refuse_answered_error(answer: Place) -> None:
    """Stop at CoinGecko's errors: `{"status": {"error_code"...}}`, the same inside `error`, or `{"error": "words"}`."""
    for place in (answer, answer.get("error")):
        if place and (status := place.get("status")):
            refuse_error(status, "error_code", "error_message", busy=("429",))
    refuse_told(answer.get("error"))
