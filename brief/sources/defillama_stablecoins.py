"""How many stablecoins there are and what one costs, from DefiLlama. No key.

`https://stablecoins.llama.fi/stablecoins?includePrices=true` lists every coin with its price; the charts are
`/stablecoincharts/all` for all of them and `?stablecoin=ID` for one. No whole answer was recorded: written from
recorded elements of both (January and February 2024, and the beginning of a list of 2025), the documentation, and the
code of their server (August 2026).

Amounts are objects by peg (`peggedUSD`, `peggedEUR`...), and `{}` where nobody counted. We read `peggedUSD` and nothing
else, so every total is of the coins pegged to the dollar. In a chart `totalCirculating` counts coins, a dollar each,
and `totalCirculatingUSD` what they are worth; the total is read from the second, as coins far from a dollar are in it,
and a coin's supply from the first, so that its price is no change of its supply. **The total has the coins in it that
are backed by other coins** (66 of 430 in 2026): it is not what DefiLlama's list of chains adds up to.

In the list `circulating` is in dollars at today's price since Dec. 1, 2025, and was in coins before: it is only used to
tell whose chart a chart is, as charts do not say so. `price` may be null. Errors are plain text.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from brief.errors import Refused, WrongUsage
from brief.models import Night, Payload, Reading, Request
from brief.sources._json import Place, read_json
from brief.sources._llama import day_points, refuse_another
from brief.sources._prices import is_amount, optional

HOST = "https://stablecoins.llama.fi"
LIST, ALL = "list", "all"
TOGETHER = True
"""The list says what the charts are of: in a backfill they are read at once."""
PEG = "peggedUSD"
APART = Decimal("0.1")
"""A coin's supply moves by less than a tenth between its chart's last point and the list."""


def requests(night: Night) -> list[Request]:
    """The list, the chart of all coins, and one of each in `coins`, which maps our symbols to DefiLlama's numbers."""
    charts = [
        Request(url=f"{HOST}/stablecoincharts/all?stablecoin={number}", tag=symbol)
        for symbol, number in _coins(night).items()
    ]
    return [
        Request(url=f"{HOST}/stablecoins?includePrices=true", tag=LIST),
        Request(url=f"{HOST}/stablecoincharts/all", tag=ALL),
        *charts,
    ]


def history(night: Night) -> list[Request]:
    """The same calls: a chart has every day there is."""
    return requests(night)


def parse(payloads: Sequence[Payload], night: Night) -> list[Reading]:
    """`stablecoins.total.supply` and `stablecoins.SYM.supply` of each day before the night, newest first, and
    `stablecoins.SYM.price` now. An answer without a tag is the list or, where it is no object, the chart of all."""
    answers = [read_json(payload) for payload in payloads]
    lists = [answer for answer in answers if isinstance(answer.value, dict)]
    rows = _rows(lists[0], night) if lists else {}
    readings = [reading for symbol, row in rows.items() for reading in _price(row, symbol)]
    for answer in answers:
        if answer not in lists:
            readings += _chart(answer, rows, night)
    if not readings:
        raise Refused(f"{payloads[0].source} sent neither a supply nor a price of a stablecoin.")
    return readings


def _rows(answer: Place, night: Night) -> dict[str, Place]:
    """The list's row of each coin we read. A coin is found by its number and must have our symbol."""
    ours = {number: symbol for symbol, number in _coins(night).items()}
    found = {}
    for row in answer["peggedAssets"]:
        symbol = ours.get(row["id"].text())
        if symbol is None:
            continue
        if (sent := row["symbol"].text()).lower() != symbol:
            raise Refused(f"{row.payload.source} lists {sent:.20} under the number of {symbol}, at {row.path}.")
        if (peg := row["pegType"].text()) != PEG:
            raise Refused(f"{row.payload.source} says {symbol} is {peg:.20}, and not pegged to the dollar.")
        found[symbol] = row
    if missing := sorted(set(ours.values()) - set(found)):
        raise Refused(f"{answer.payload.source} lists no {', '.join(missing)}; see `coins:` in sources.yaml.")
    return found


def _price(row: Place, symbol: str) -> list[Reading]:
    price = optional(row, "price")
    if price is None or not is_amount(price):
        return []
    return [price.reading(f"stablecoins.{symbol}.price", "usd", row.payload.fetched_at)]


def _chart(chart: Place, rows: Mapping[str, Place], night: Night) -> list[Reading]:
    symbol = chart.payload.tag
    total = symbol in ("", ALL)
    field = "totalCirculatingUSD" if total else "totalCirculating"
    points = day_points(chart, night, lambda point: _pegged(point[field]))
    row = rows.get(symbol)
    if row is not None and (listed := _pegged(row["circulating"])) is not None:
        refuse_another(points[0][1], listed.decimal(), symbol, APART)
    name = f"stablecoins.{'total' if total else symbol}.supply"
    return [place.reading(name, "usd", day) for day, place in points]


def _pegged(amounts: Place) -> Place | None:
    """What of an amount is pegged to the dollar; None where nobody counted."""
    return optional(amounts, PEG)


def _coins(night: Night) -> dict[str, str]:
    """Our symbol -> DefiLlama's number."""
    coins = night.options.get("coins", {})
    if not isinstance(coins, dict) or not all(
        isinstance(symbol, str) and str(n).isdigit() for symbol, n in coins.items()
    ):
        raise WrongUsage("`coins:` in sources.yaml must map our symbols to DefiLlama's numbers, like usdt: 1.")
    return {symbol: str(number) for symbol, number in coins.items()}
