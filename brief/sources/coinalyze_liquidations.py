"""Liquidations on Binance and Bybit perpetuals over 24 hours, from Coinalyze. Written from recorded fragments (2025).

`GET https://api.coinalyze.net/v1/liquidation-history?symbols=BTCUSDT_PERP.A,BTCUSDT.6&interval=1hour&from=&to=
&convert_to_usd=true`, free key in the header `api_key`, one call for all markets (at most 20, each counts as one of 40
a minute). A market's name ends in its venue's code: A is Binance, 6 Bybit. `from`, `to` and `t`, the start of the hour,
are in SECONDS; milliseconds are answered with an empty list. `l` and `s` are the liquidated longs and shorts of the
hour. They are in the market's own unit, mostly coin, unless `convert_to_usd=true`, and the answer does not say which:
an hour of less than a dollar, which is no order, gives coin away and is refused.

The venues have no such list of their own to ask: Binance tells one liquidation a second, so its sums are a lower bound;
Bybit tells all. An hour that is missing is not known to be quiet, and makes the sum incomplete. Coinalyze wants to be
named and linked.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from urllib.parse import urlencode

from brief.errors import Refused, WrongUsage
from brief.models import Night, Payload, Reading, Request, as_of_text
from brief.sources._json import Place, read_json
from brief.sources._orders import DAY, refuse_impossible
from brief.sources._prices import refuse_told

HISTORY = "https://api.coinalyze.net/v1/liquidation-history"
MARKETS = {
    "binance": {"btc": "BTCUSDT_PERP.A", "eth": "ETHUSDT_PERP.A", "sol": "SOLUSDT_PERP.A"},
    "bybit": {"btc": "BTCUSDT.6", "eth": "ETHUSDT.6", "sol": "SOLUSDT.6"},
}
"""What is asked without `markets` in the entry: Coinalyze's name of each venue's market of each of our symbols."""
HOURS = 24
MOST = 20
SIDES = {"long": "l", "short": "s"}
Hours = Mapping[datetime, Place]


def requests(night: Night) -> list[Request]:
    """All hours that began in the 24 hours before the night, of all markets."""
    names = [name for own in _markets(night).values() for name in own.values()]
    if len(names) > MOST:
        raise WrongUsage(f"`markets:` in sources.yaml names {len(names)} markets; Coinalyze answers {MOST} at once.")
    start, end = _window(night)
    query = {"symbols": ",".join(names), "interval": "1hour", "from": start, "to": end, "convert_to_usd": "true"}
    return [Request(url=f"{HISTORY}?{urlencode(query, safe=',')}")]


def parse(payloads: Sequence[Payload], night: Night) -> list[Reading]:
    """`liquidations.VENUE.long_24h` and `.short_24h` over all markets of a venue, and `liquidations.VENUE.ASSET.*` of
    each; `hours` tells how many every market has at least, the running one included."""
    answer = read_json(payloads[0])
    refuse_told(answer.get("message"))
    markets = _markets(night)
    known = {name for own in markets.values() for name in own.values()}
    found: dict[str, Place] = {}
    for market in answer:
        name = market["symbol"].text()
        if name not in known:
            raise Refused(f"{answer.payload.source} answered about {name:.40}, which was not asked, at {market.path}.")
        found[name] = market["history"]
    hours = {name: own for name, history in found.items() if (own := _hours(history, night))}
    if not hours:
        raise Refused(f"{answer.payload.source} sent no hour of the 24 before {as_of_text(night.at)}.")
    readings: list[Reading] = []
    for venue, named in markets.items():
        readings += _sums(f"liquidations.{venue}", answer, list(named.values()), hours, night)
        for asset, name in named.items():
            readings += _sums(f"liquidations.{venue}.{asset}", found.get(name, answer), [name], hours, night)
    if not readings:
        raise Refused(f"{answer.payload.source} sent a part of the hours, and no liquidation in them; that is no zero.")
    return readings


def _markets(night: Night) -> Mapping[str, Mapping[str, str]]:
    markets: Mapping[str, Mapping[str, str]] = night.options.get("markets", MARKETS)
    return markets


def _window(night: Night) -> tuple[int, int]:
    return int((night.at - DAY).timestamp()), int(night.at.timestamp())


def _hours(history: Place, night: Night) -> Hours:
    """The rows of the window, by the hour they began."""
    hours = {row["t"].seconds(): row for row in history}
    return {hour: row for hour, row in hours.items() if night.at - DAY <= hour < night.at}


def _sums(figure: str, place: Place, names: Collection[str], hours: Mapping[str, Hours], night: Night) -> list[Reading]:
    """Both sides of some markets together, as far as they have hours."""
    own = {name: hours[name] for name in names if name in hours}
    if not own:
        return []
    fewest = min(len(rows) for rows in own.values())
    complete = fewest == HOURS and len(own) == len(names)
    detail = {
        "from": as_of_text(max(min(rows) for rows in own.values())),
        "complete": "yes" if complete else "no",
        "hours": str(fewest),
        "pairs": ", ".join(own),
    }
    rows = [row for market in own.values() for row in market.values()]
    lists = ", ".join(dict.fromkeys(row.path.rpartition("/")[0] for row in rows))
    start, end = _window(night)
    readings = []
    for side, key in SIDES.items():
        total = sum((_usd(row[key]) for row in rows), Decimal(0))
        if not total and not complete:
            continue  # nothing seen in a part of the window is no zero
        formula = f"sum({key} of the rows with {start} <= t < {end} in {lists}); n = {len(rows)}"
        name, as_of = f"{figure}.{side}_24h", place.payload.fetched_at
        readings.append(place.reading(name, "usd", as_of, value=total, formula=formula, detail=detail))
    return readings


def _usd(place: Place) -> Decimal:
    usd = place.decimal()
    refuse_impossible(usd, place)
    if 0 < usd < 1:
        raise Refused(f"{place.payload.source} sent an hour of {usd:f} US dollars, which is coin, at {place.path}.")
    return usd
