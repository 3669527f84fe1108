"""Funding and open interest on OKX's USDT perpetual swaps. Written from recorded answers (September 2026).

Three questions about each swap to `https://www.okx.com/api/v5`, no key, numbers and times (milliseconds) as strings:

* `/public/funding-rate?instId=BTC-USDT-SWAP`: `fundingRate` is a fraction for the running period, an estimate that
  moves until `fundingTime`, when it is paid; a period is `nextFundingTime` - `fundingTime`. `settFundingRate` is the
  one paid last and not read, `nextFundingRate` is "".
* `/public/open-interest?instType=SWAP&instId=BTC-USDT-SWAP`: `oi` counts contracts (0.01 BTC each), `oiCcy` is in
  coin, `oiUsd` in US dollars and absent in old answers. One side is counted.
* `/rubik/stat/contracts/open-interest-history?instId=BTC-USDT-SWAP&period=1H&limit=25`: rows `[start of the period,
  contracts, coin, dollars]`, newest first, the newest still running. Recorded with `period=1D` only; one of 1H has the
  same rows. `oi_before` is the row exactly 24 hours older than the newest. The rows do not name their swap: the
  request's tag does, or the swap that the other answers name; that contracts and coin stand in the same proportion as
  in its open interest is checked.

An error is a `code` other than "0" in a 200 (51155: country block, 51001: no such swap, 50011: too many questions). It
costs the figures of its own question; where every answer is one, the first is the refusal. Refuses an answer about
another swap than the one asked for.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import timedelta
from decimal import Decimal
from urllib.parse import urlencode

from brief.errors import Refused, WrongUsage
from brief.models import Night, Payload, Reading, Request
from brief.sources._json import Place, read_json, refuse_error
from brief.sources._perpetuals import asset_asked, funding, open_interest
from brief.sources._prices import optional, to_ask, watched

API = "https://www.okx.com/api/v5"
VENUE = "OKX"
BUSY = ("50011",)
COLUMNS = 4
DAY = timedelta(hours=24)
HOUR = 3_600_000
SAME = Decimal("0.0001")
"""How far two proportions of contracts to coin may lie apart that are one: both amounts are rounded."""
_SWAP = re.compile(r"([A-Z0-9]+)-USDT-SWAP")


def requests(night: Night) -> list[Request]:
    """Funding, open interest and its last 25 hours of every swap; `assets` in the entry maps our symbols to OKX's."""
    asked = []
    for asset, swap in to_ask(night).items():
        if not _SWAP.fullmatch(swap):
            raise WrongUsage(
                f"`assets:` in sources.yaml names {swap}, but OKX is read in swaps like BTC-USDT-SWAP only."
            )
        asked += [
            _request("public/funding-rate", f"{asset}:funding", instId=swap),
            _request("public/open-interest", f"{asset}:oi", instType="SWAP", instId=swap),
            _request(
                "rubik/stat/contracts/open-interest-history", f"{asset}:history", instId=swap, period="1H", limit="25"
            ),
        ]
    return asked


def _request(path: str, tag: str, **query: str) -> Request:
    return Request(url=f"{API}/{path}?{urlencode(query)}", tag=tag)


def parse(payloads: Sequence[Payload], night: Night) -> list[Reading]:
    """`derivatives.ASSET.funding.okx`, `.oi.okx`, `.oi_usd.okx` and `.oi_before.okx`. Which answer is which is seen
    from its rows."""
    named: dict[str, Place | None] = {}
    histories: list[Place] = []
    readings: list[Reading] = []
    for data in _good_answers(payloads):
        for row in data:
            if isinstance(row.value, list):
                histories.append(data)
                break
            asset = asset_asked(row["instId"], watched(night), _SWAP)
            if row.get("fundingRate"):
                named.setdefault(asset, None)
                readings += _funding(row, asset)
            elif row.get("oi"):
                named[asset] = row
                readings += _open_interest(row, asset)
            else:
                raise Refused(f"{row.payload.source} sent nothing about funding or open interest, at {row.path}.")
    for history in histories:
        readings += _day_before(history, _asset_of_history(history, named), named)
    if not readings:
        raise Refused(f"{payloads[0].source} sent neither funding nor open interest of a watched coin.")
    return readings


def _good_answers(payloads: Sequence[Payload]) -> list[Place]:
    """The `data` of all answers that are no error; where all are, the first one's refusal."""
    answers = [read_json(payload) for payload in payloads]
    good = [answer for answer in answers if str(answer["code"].value) == "0"]
    for answer in good or answers:
        refuse_error(answer, "code", "msg", busy=BUSY)
    return [answer["data"] for answer in good]


def _asset_of_history(history: Place, named: Mapping[str, Place | None]) -> str:
    """What a history is about: as it was asked, or the one swap that the other answers name."""
    if tag := history.payload.tag.partition(":")[0]:
        return tag
    if len(named) != 1:
        raise Refused(f"{history.payload.source} sent an open interest that does not say of which swap it is.")
    return next(iter(named))


def _funding(row: Place, asset: str) -> list[Reading]:
    rate, due, following = (optional(row, key) for key in ("fundingRate", "fundingTime", "nextFundingTime"))
    if rate is None or due is None or following is None:
        return []  # without its period a rate says nothing
    hours = (following.decimal() - due.decimal()) / HOUR
    return [funding(rate, asset, VENUE, row["ts"].millis(), hours=hours)]


def _open_interest(row: Place, asset: str) -> list[Reading]:
    at, readings = row["ts"].millis(), []
    if coin := optional(row, "oiCcy"):
        readings.append(open_interest(coin, asset, VENUE, at))
    if usd := optional(row, "oiUsd"):
        readings.append(open_interest(usd, asset, VENUE, at, what="oi_usd", unit="usd"))
    return readings


def _day_before(history: Place, asset: str, named: Mapping[str, Place | None]) -> list[Reading]:
    rows = {row[0].millis(): row for row in history}
    if any(len(row.value) != COLUMNS for row in rows.values()):
        raise Refused(f"{history.payload.source} sent rows that are not a time, contracts, coin and dollars.")
    newest = max(rows)
    before = rows.get(newest - DAY)
    if before is None:
        return []
    reading = open_interest(before[2], asset, VENUE, newest - DAY, what="oi_before")
    now = named.get(asset)
    if now is not None and (coin := optional(now, "oiCcy")):
        size, earlier = now["oi"].decimal() / coin.decimal(), before[1].decimal() / before[2].decimal()
        if abs(earlier - size) > size * SAME:
            raise Refused(
                f"{history.payload.source} sent a history in which a coin of {asset} is {earlier:.6g} contracts, and "
                f"not {size:.6g}; it is of another swap."
            )
    return [reading]
