"""Funding, open interest and the share of long accounts on Gate's USDT perpetuals. Written from recorded answers.

Two questions about each contract to `https://api.gateio.ws/api/v4/futures/usdt`, no key (September 2026):

* `/contracts/BTC_USDT`: `funding_rate` is a fraction per `funding_interval` seconds, for the running interval.
  `position_size` counts contracts of `quanto_multiplier` coin each, one side. The ticker's `total_size` is exactly
  twice that, both sides, and is not asked for. The answer holds no time of its own: it is of when we asked.
* `/contract_stats?contract=BTC_USDT&interval=1h&limit=25`: a row an hour, `time` its start in seconds, the newest one
  running. `open_interest` counts contracts on BOTH sides and takes the multiplier of the other answer; `oi_before` is
  the row exactly 24 hours older than the newest. `lsr_account` is long accounts per short one (`long_users` /
  `short_users`); accounts, not money. The rows do not name their contract: the request's tag does, or the contract
  that the other answer names; that `open_interest_usd` follows with its multiplier is checked.

Numbers come as numbers or strings. Errors are `{label, message}` and cost the figures of their own question; where
every answer is one, the first is the refusal. Refuses an answer about another contract than the one asked for.
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
from brief.sources._prices import due_amount, optional, to_ask, watched

API = "https://api.gateio.ws/api/v4/futures/usdt"
VENUE = "Gate"
BUSY = ("TOO_MANY_REQUESTS",)
AS_DOLLARS = "in USDT, read as US dollars"
DAY = timedelta(hours=24)
HOUR = 3600
SAME = Decimal("0.01")
"""How far an amount in dollars may lie from what it follows from: the venue computes in floats."""
_CONTRACT = re.compile(r"([A-Z0-9]+)_USDT")


def requests(night: Night) -> list[Request]:
    """The contract and its last 25 hours; `assets` in the entry maps our symbols to Gate's contracts."""
    asked = []
    for asset, name in to_ask(night).items():
        if not _CONTRACT.fullmatch(name):
            raise WrongUsage(
                f"`assets:` in sources.yaml names {name}, but Gate is read in contracts like BTC_USDT only."
            )
        hours = urlencode({"contract": name, "interval": "1h", "limit": "25"})
        asked += [
            Request(url=f"{API}/contracts/{name}", tag=f"{asset}:contract"),
            Request(url=f"{API}/contract_stats?{hours}", tag=f"{asset}:stats"),
        ]
    return asked


def parse(payloads: Sequence[Payload], night: Night) -> list[Reading]:
    """`derivatives.ASSET.funding.gate`, `.oi.gate`, `.oi_usd.gate`, `.oi_before.gate` and `.long_share.gate`. Which
    answer is which is seen from its shape."""
    answers = [read_json(payload) for payload in payloads]
    good = [answer for answer in answers if answer.get("label") is None]
    for answer in good or answers:
        refuse_error(answer, "label", "message", fine=(), busy=BUSY)
    contracts = {
        asset_asked(answer["name"], watched(night), _CONTRACT): answer
        for answer in good
        if isinstance(answer.value, dict)
    }
    readings: list[Reading] = []
    for asset, contract in contracts.items():
        readings += _contract(contract, asset)
    for answer in good:
        if not isinstance(answer.value, dict):
            readings += _hours(answer, contracts)
    if not readings:
        raise Refused(f"{payloads[0].source} sent neither funding nor open interest of a watched coin.")
    return readings


def _contract(contract: Place, asset: str) -> list[Reading]:
    at, readings = contract.payload.fetched_at, []
    rate, interval = optional(contract, "funding_rate"), optional(contract, "funding_interval")
    if rate is not None and interval is not None:
        readings.append(funding(rate, asset, VENUE, at, hours=interval.decimal() / HOUR))
    size = optional(contract, "position_size")
    if size is None:
        return readings
    multiplier = due_amount(contract["quanto_multiplier"])
    coin, how = size.decimal() * multiplier.decimal(), f"value * {multiplier.ref()}"
    readings.append(open_interest(size, asset, VENUE, at, value=coin, how=how))
    if mark := optional(contract, "mark_price"):
        usd, how = coin * due_amount(mark).decimal(), f"{how} * {mark.ref()}; {AS_DOLLARS}"
        readings.append(open_interest(size, asset, VENUE, at, what="oi_usd", unit="usd", value=usd, how=how))
    return readings


def _hours(stats: Place, contracts: Mapping[str, Place]) -> list[Reading]:
    """What the hours of one contract say: the share of long accounts now, the open interest of a day before."""
    rows = {row["time"].seconds(): row for row in stats}
    if not rows:
        return []
    asset, newest = _asset_of_hours(stats, contracts), max(rows)
    if not (rows[newest].get("open_interest") and rows[newest].get("lsr_account")):
        raise Refused(f"{stats.payload.source} sent hours without open interest or accounts, at {rows[newest].path}.")
    readings = _long_share(rows[newest], asset)
    before, contract = rows.get(newest - DAY), contracts.get(asset)
    if before is not None and contract is not None:
        readings += _day_before(before, due_amount(contract["quanto_multiplier"]), asset)
    return readings


def _asset_of_hours(stats: Place, contracts: Mapping[str, Place]) -> str:
    """What the hours are about: as they were asked, or the one contract that the other answers name."""
    if tag := stats.payload.tag.partition(":")[0]:
        return tag
    if len(contracts) != 1:
        raise Refused(f"{stats.payload.source} sent hours that do not say of which contract they are.")
    return next(iter(contracts))


def _long_share(row: Place, asset: str) -> list[Reading]:
    ratio = optional(row, "lsr_account")
    if ratio is None or not ratio.decimal():
        return []  # a hole in the venue's record
    if (longs := ratio.decimal()) < 0:
        raise Refused(f"{row.payload.source} sent {longs:f} long accounts per short one, at {ratio.path}.")
    return [
        ratio.reading(
            f"derivatives.{asset}.long_share.{VENUE.lower()}",
            "percent",
            row["time"].seconds(),
            value=longs / (1 + longs) * 100,
            formula="value / (1 + value) * 100; percent of the accounts with a position",
            detail={"venue": VENUE},
        )
    ]


def _day_before(row: Place, multiplier: Place, asset: str) -> list[Reading]:
    both = optional(row, "open_interest")
    if both is None or not both.decimal():
        return []  # a hole in the venue's record
    usd, mark = optional(row, "open_interest_usd"), optional(row, "mark_price")
    if usd is not None and mark is not None:
        follows = both.decimal() * multiplier.decimal() * mark.decimal()
        if abs(usd.decimal() - follows) > abs(follows) * SAME:
            raise Refused(
                f"{row.payload.source} sent {usd.decimal():.0f} dollars of {asset} where {follows:.0f} follow from the "
                f"contract, at {usd.path}; the hours are of another one."
            )
    coin = both.decimal() / 2 * multiplier.decimal()
    how = f"value / 2 * {multiplier.ref(beside=both)}; both sides were counted"
    return [open_interest(both, asset, VENUE, row["time"].seconds(), what="oi_before", value=coin, how=how)]
