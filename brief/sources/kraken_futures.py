"""Funding and open interest of Kraken's linear perpetuals. Written from a recorded answer (September 2026).

`GET https://futures.kraken.com/derivatives/api/v3/tickers`, no key: every contract in one answer, numbers as numbers.
Only `PF_...USD` is read, in coin and US dollars. The inverse `PI_...USD` beside it counts contracts of one US dollar
and pays in coin; the others end on a day.

* `fundingRate` of a PF contract is an AMOUNT, US dollars per coin and hour: divided by `markPrice` it is the fraction
  that other venues give. Taken as it stands it would be 78,000 times too much.
* `openInterest` is in coin, one side counted.
* `lastTime` is when the contract last traded, and not the time of these figures: in the recording the inverse
  contract's is two hours older than its neighbour's, while both mark prices agree to half a dollar. `serverTime` of the
  envelope is the answer's own time; the recording lacks it, documentation has it, and without it the time is when we
  asked.

A suspended contract is not read. An error is `{"result": "error", "error": "apiLimitExceeded"}` in a 200.
"""

import re
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from brief.errors import Refused, WrongUsage
from brief.models import Night, Payload, Reading, Request
from brief.sources._json import Place, read_json, refuse_error
from brief.sources._perpetuals import funding, open_interest
from brief.sources._prices import due_amount, optional, to_ask, watched

VENUE = "Kraken"
HOURLY = Decimal(1)
BUSY = ("apiLimitExceeded",)
_LINEAR = re.compile(r"PF_([A-Z0-9]+)USD")
_OWN = {"XBT": "btc", "XDG": "doge"}


def requests(night: Night) -> list[Request]:
    """All contracts in one call; `assets` in the entry maps our symbols to the contracts that are read of it."""
    for name in to_ask(night).values():
        if not _LINEAR.fullmatch(name):
            raise WrongUsage(
                f"`assets:` in sources.yaml names {name}, but of Kraken only PF_...USD contracts are read."
            )
    return [Request(url="https://futures.kraken.com/derivatives/api/v3/tickers")]


def parse(payloads: Sequence[Payload], night: Night) -> list[Reading]:
    """`derivatives.ASSET.funding.kraken`, `.oi.kraken` and `.oi_usd.kraken` of every watched coin.

    Without `assets` in the entry every linear perpetual counts by its own name.
    """
    answer = read_json(payloads[0])
    refuse_error(answer, "error", "errors", fine=(), busy=BUSY)
    if (result := answer["result"].text()) != "success":
        raise Refused(f"{answer.payload.source} answered with the result {result:.40}.")
    sent = optional(answer, "serverTime")
    at = answer.payload.fetched_at if sent is None else sent.iso()
    asked = {name: asset for asset, name in watched(night).items()}
    readings: list[Reading] = []
    for row in answer["tickers"]:
        name = row["symbol"].text()
        linear = _LINEAR.fullmatch(name)
        if linear and (asset := asked.get(name) if asked else _OWN.get(linear[1], linear[1].lower())):
            readings += _perpetual(row, asset, at)
    if not readings:
        raise Refused(f"{answer.payload.source} sent no open interest of a watched coin.")
    return readings


def _perpetual(row: Place, asset: str, at: datetime) -> list[Reading]:
    interest, mark = optional(row, "openInterest"), optional(row, "markPrice")
    suspended = row.get("suspended")
    if interest is None or not interest.decimal() or (suspended is not None and suspended.value is True):
        return []
    readings = [open_interest(interest, asset, VENUE, at)]
    if mark is None:
        return readings
    price = due_amount(mark).decimal()
    if rate := optional(row, "fundingRate"):
        relative, how = rate.decimal() / price, f"value / {mark.ref()}"
        readings.append(funding(rate, asset, VENUE, at, hours=HOURLY, fraction=relative, how=how))
    usd, how = interest.decimal() * price, f"value * {mark.ref()}"
    readings.append(open_interest(interest, asset, VENUE, at, what="oi_usd", unit="usd", value=usd, how=how))
    return readings
