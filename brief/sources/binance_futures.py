"""Funding, open interest and the share of long accounts on Binance USDT perpetuals. Written from recorded answers.

Four questions to `https://fapi.binance.com`, no key; from the United States the host answers 451, elsewhere some
networks get the same words as `{"code": 0, "msg": ...}` in a 200, where 0 is an error. Decimals are strings.

* `/fapi/v1/premiumIndex?symbol=BTCUSDT` (2023): `lastFundingRate` is a fraction per funding interval, `0.0001` is
  0.01%. In spite of its name it is the estimate for the running interval, due at `nextFundingTime`, and moves until
  then (ccxt#9118). It is "" for dated contracts, which pay none.
* `/fapi/v1/fundingInfo` (2025), once for all: `fundingIntervalHours` of the symbols that were ever changed; the others
  pay every 8 hours. Without this answer no interval is known, and no funding is read.
* `/futures/data/openInterestHist?symbol=BTCUSDT&period=1h&limit=25` (2026), oldest first: `sumOpenInterest` in coin,
  one side counted, `sumOpenInterestValue` in USDT. The newest row is `oi`, the one exactly 24 hours older `oi_before`,
  so that both are of one kind. `/fapi/v1/openInterest` is minutes younger and has no yesterday: not asked.
* `/futures/data/globalLongShortAccountRatio?symbol=BTCUSDT&period=1h&limit=1` (2026): `longAccount`, the fraction of
  accounts with a position that are long; accounts, not money.

COIN-M (`dapi`) counts contracts and is not read. Refuses an answer about another symbol than the one asked for.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from decimal import Decimal
from urllib.parse import urlencode

from brief.errors import Refused
from brief.models import Night, Payload, Reading, Request
from brief.sources._json import Place, read_json
from brief.sources._perpetuals import EIGHT, USDT_PAIR, asset_asked, funding, open_interest
from brief.sources._prices import optional, watched
from brief.sources.binance import AS_DOLLARS, refuse_answered_error, usdt_pairs

HOST = "https://fapi.binance.com"
VENUE = "Binance"
DAY = timedelta(hours=24)


def requests(night: Night) -> list[Request]:
    """The funding intervals of all symbols, and three questions about each of `assets` in the entry."""
    asked = [Request(url=f"{HOST}/fapi/v1/fundingInfo", tag="intervals")]
    for asset, symbol in usdt_pairs(night).items():
        asked += [
            _request("/fapi/v1/premiumIndex", asset, symbol=symbol),
            _request("/futures/data/openInterestHist", f"{asset}:interest", symbol=symbol, period="1h", limit="25"),
            _request(
                "/futures/data/globalLongShortAccountRatio", f"{asset}:accounts", symbol=symbol, period="1h", limit="1"
            ),
        ]
    return asked


def _request(path: str, tag: str, **query: str) -> Request:
    return Request(url=f"{HOST}{path}?{urlencode(query)}", tag=tag)


def parse(payloads: Sequence[Payload], night: Night) -> list[Reading]:
    """`derivatives.ASSET.funding.binance`, `.oi.binance`, `.oi_usd.binance`, `.oi_before.binance` and
    `.long_share.binance`. Which answer is which is seen from its fields."""
    answers = [read_json(payload) for payload in payloads]
    for answer in answers:
        refuse_answered_error(answer)
    hours = _intervals(answers)
    readings: list[Reading] = []
    for answer in answers:
        row = answer.get(0) or answer
        if answer.get("lastFundingRate"):
            readings += _funding(answer, hours, night)
        elif row.get("sumOpenInterest"):
            readings += _open_interest(answer, night)
        elif row.get("longAccount"):
            readings += _long_share(answer, night)
        elif not row.get("fundingIntervalHours"):
            raise Refused(f"{answer.payload.source} sent nothing about funding, open interest or accounts.")
    if not readings:
        raise Refused(f"{payloads[0].source} sent no open interest, and no rate together with its interval.")
    return readings


def newest_row(answer: Place) -> Place:
    """The row with the latest `timestamp`, whatever the order."""
    rows = list(answer)
    if not rows:
        raise Refused(f"{answer.payload.source} sent an empty list.")
    return max(rows, key=lambda row: row["timestamp"].millis())


def _intervals(answers: Sequence[Place]) -> Mapping[str, Place] | None:
    """The hours between two fundings of the symbols that are listed; None where the list did not come."""
    for answer in answers:
        if (row := answer.get(0)) and row.get("fundingIntervalHours"):
            return {row["symbol"].text(): row["fundingIntervalHours"] for row in answer}
    return None


def _funding(answer: Place, intervals: Mapping[str, Place] | None, night: Night) -> list[Reading]:
    asset = asset_asked(answer["symbol"], watched(night), USDT_PAIR)
    rate = optional(answer, "lastFundingRate")
    if rate is None or intervals is None:
        return []
    own = intervals.get(answer["symbol"].text())
    hours = EIGHT if own is None else own.decimal()
    return [funding(rate, asset, VENUE, answer["time"].millis(), hours=hours)]


def _open_interest(answer: Place, night: Night) -> list[Reading]:
    (asset,) = {asset_asked(row["symbol"], watched(night), USDT_PAIR) for row in answer}
    row = newest_row(answer)
    at = row["timestamp"].millis()
    readings = [
        open_interest(row["sumOpenInterest"], asset, VENUE, at),
        open_interest(row["sumOpenInterestValue"], asset, VENUE, at, what="oi_usd", unit="usd", how=AS_DOLLARS),
    ]
    before = next((row for row in answer if row["timestamp"].millis() == at - DAY), None)
    if before is not None:
        readings.append(open_interest(before["sumOpenInterest"], asset, VENUE, at - DAY, what="oi_before"))
    return readings


def _long_share(answer: Place, night: Night) -> list[Reading]:
    row = newest_row(answer)
    asset, share = asset_asked(row["symbol"], watched(night), USDT_PAIR), row["longAccount"]
    if not Decimal(0) < share.decimal() < Decimal(1):
        raise Refused(f"{answer.payload.source} sent {share.decimal():f} as a fraction of accounts, at {share.path}.")
    return [
        share.reading(
            f"derivatives.{asset}.long_share.{VENUE.lower()}",
            "percent",
            row["timestamp"].millis(),
            value=share.decimal() * 100,
            formula="value * 100; percent of the accounts with a position",
            detail={"venue": VENUE},
        )
    ]
