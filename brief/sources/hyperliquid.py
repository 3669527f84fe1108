"""Funding and open interest of all perpetuals on Hyperliquid, in one answer. Written from a recorded answer (2026).

`POST https://api.hyperliquid.xyz/info` with `{"type":"metaAndAssetCtxs"}`, no key. Two lists side by side: row N of
the second is about the coin that is named in row N of the first's `universe`, so lists of two lengths are refused, and
so is a universe that names a coin twice. Numbers are strings.

* `funding` is a fraction per HOUR: eight of them are what other venues pay at once.
* `openInterest` is in coin, one side counted. Times `markPx` it is in US dollars (USDC, read as them).

A delisted coin stays in the lists with an open interest of "0.0" and nulls (`isDelisted` is optional): none of it is
read. A name like kPEPE is a thousand coins. The answer holds no time: it is of when we asked.
"""

import re
from collections.abc import Sequence
from decimal import Decimal

from brief.errors import Refused
from brief.models import Night, Payload, Reading, Request
from brief.sources._json import Place, read_json
from brief.sources._perpetuals import funding, open_interest
from brief.sources._prices import due_amount, optional, to_ask, watched

VENUE = "Hyperliquid"
HOURLY = Decimal(1)
AS_DOLLARS = "in USDC, read as US dollars"
_COIN = re.compile(r"[A-Z0-9]+")


def requests(night: Night) -> list[Request]:
    """All perpetuals in one call; `assets` in the entry maps our symbols to the names that are read of it."""
    to_ask(night)
    return [
        Request(
            url="https://api.hyperliquid.xyz/info",
            method="POST",
            headers={"content-type": "application/json"},
            body='{"type":"metaAndAssetCtxs"}',
        )
    ]


def parse(payloads: Sequence[Payload], night: Night) -> list[Reading]:
    """`derivatives.ASSET.funding.hyperliquid`, `.oi.hyperliquid` and `.oi_usd.hyperliquid` of every watched coin.

    Without `assets` in the entry every coin counts by its own name.
    """
    answer = read_json(payloads[0])
    coins = list(answer[0]["universe"])
    names = [coin["name"].text() for coin in coins]
    rows = list(answer[1])
    if len(names) != len(rows) or len(set(names)) != len(names):
        raise Refused(
            f"{answer.payload.source} sent {len(rows)} rows for {len(names)} coins, {len(set(names))} of them "
            "different; no row can be told from another."
        )
    asked = {name: asset for asset, name in watched(night).items()}
    readings: list[Reading] = []
    for name, coin, row in zip(names, coins, rows, strict=True):
        own = name.lower() if _COIN.fullmatch(name) else None
        delisted = coin.get("isDelisted")
        if (asset := asked.get(name) if asked else own) and (delisted is None or delisted.value is not True):
            readings += _perpetual(row, asset)
    if not readings:
        raise Refused(f"{answer.payload.source} sent no open interest of a watched coin.")
    return readings


def _perpetual(row: Place, asset: str) -> list[Reading]:
    at, interest = row.payload.fetched_at, optional(row, "openInterest")
    if interest is None or not interest.decimal():
        return []  # delisted
    readings = [open_interest(interest, asset, VENUE, at)]
    if rate := optional(row, "funding"):
        readings.append(funding(rate, asset, VENUE, at, hours=HOURLY))
    if mark := optional(row, "markPx"):
        usd, how = interest.decimal() * due_amount(mark).decimal(), f"value * {mark.ref()}; {AS_DOLLARS}"
        readings.append(open_interest(interest, asset, VENUE, at, what="oi_usd", unit="usd", value=usd, how=how))
    return readings
