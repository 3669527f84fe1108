"""The specimen night, 2001-01-02: every source filled with invented values, so that each block and rule is seen.

Run it to write the archive and the series beside it: `python tests/specimen/make.py`. A test does the same and
compares. Nothing in here happened; the outlets are on example.org.
"""

import json
import math
import sys
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from archives import Bodies, shelve  # noqa: E402
from brief.config import Config  # noqa: E402
from brief.history import HEADER, write_row  # noqa: E402
from brief.models import Point  # noqa: E402
from specimen import (  # noqa: E402
    bulletins,
    chain,
    funds,
    llama,
    macro,
    money,
    news,
    optional_venues,
    options,
    perpetuals,
    sectors,
    told,
)

DAY = date(2001, 1, 2)
AT = datetime(2001, 1, 2, 12, tzinfo=UTC)
SESSION = date(2000, 12, 29)
"""The last New York session before the day: Jan. 1 is a holiday."""
OUTLETS = ("Example Exchange", "Example Index", "Example Ledger", "Example Markets", "Example Wire")
NAMES = {
    "btc": "bitcoin",
    "eth": "ethereum",
    "sol": "solana",
    "bnb": "binancecoin",
    "xrp": "ripple",
    "doge": "dogecoin",
    "ada": "cardano",
    "ton": "the-open-network",
    "link": "chainlink",
    "avax": "avalanche-2",
}
PRICES = {
    "btc": "41250.5",
    "eth": "2310",
    "sol": "98.4",
    "bnb": "301.2",
    "xrp": "0.5214",
    "doge": "0.0812",
    "ada": "0.3821",
    "ton": "2.117",
    "link": "7.43",
    "avax": "11.92",
}
CHANGES = {
    "btc": "4.91",
    "eth": "-1.26",
    "sol": "11.8",
    "bnb": "0.02",
    "xrp": "2.75",
    "doge": "3.4",
    "ada": "1.9",
    "ton": "-0.7",
    "link": "4.05",
    "avax": "6.6",
}
WEEKS = {"btc": "9.3", "eth": "-2.2", "sol": "17.9", "bnb": "-0.4", "xrp": "5.15", "ada": "3.1", "link": "8.2"}
STORED = ("btc", "eth", "sol", "bnb", "xrp", "doge")
"""The coins with a stored past; the others are on the watch list since tonight."""


def text(value: Any) -> bytes:
    return (json.dumps(value, indent=1, ensure_ascii=False) + "\n").encode()


def number(value: str | Decimal) -> float:
    return float(value)


def seconds(at: datetime) -> int:
    return int(at.timestamp())


def millis(at: datetime) -> int:
    return seconds(at) * 1000


def hours_ago(hours: float) -> datetime:
    return AT - timedelta(hours=hours)


def market() -> dict[str, dict[str, bytes]]:
    """Prices from all who quote them: they agree on bitcoin and lie apart on ether."""
    rows = [
        {
            "id": NAMES[asset],
            "symbol": asset,
            "name": NAMES[asset].title(),
            "current_price": None if asset == "xrp" else number(PRICES[asset]),
            "market_cap": number(PRICES[asset]) * 19_000_000,
            "high_24h": number(PRICES[asset]) * 1.02,
            "low_24h": number(PRICES[asset]) * 0.97,
            "price_change_percentage_24h": number(CHANGES[asset]),
            "last_updated": "2001-01-02T11:58:10.000Z",
            "price_change_percentage_24h_in_currency": number(CHANGES[asset]),
            "price_change_percentage_7d_in_currency": number(WEEKS[asset]) if asset in WEEKS else None,
            "price_change_percentage_30d_in_currency": 12.5,
        }
        for asset in NAMES
    ]
    return {
        "coingecko": {"": text(rows)},
        "coingecko-global": {"": text({"data": _global_gecko()})},
        "coinpaprika": {asset: text(_ticker(asset)) for asset in ("btc", "eth", "sol")},
        "coinpaprika-global": {"": text(_global_paprika())},
        "coinbase": {asset: text(_coinbase_candles(asset)) for asset in ("btc", "eth", "sol")},
        "coinbase-stats": {asset: text(_coinbase_stats(asset)) for asset in ("btc", "eth", "sol")},
        "kraken": {asset: text(_kraken_candles(asset)) for asset in ("btc", "eth", "sol")},
        "kraken-ticker": {"": text(_kraken_ticker())},
        "binance": {"": text([_binance(asset) for asset in PRICES])},
        "binance-klines": {asset: text(_klines(asset)) for asset in STORED},
    }


def _global_gecko() -> dict[str, Any]:
    return {
        "total_market_cap": {"usd": 1_612_345_678_901.5},
        "total_volume": {"usd": 61_000_000_000},
        "market_cap_percentage": {"btc": 50.12, "eth": 17.3},
        "market_cap_change_percentage_24h_usd": 3.61,
        "updated_at": seconds(AT) - 60,
    }


def _global_paprika() -> dict[str, Any]:
    return {
        "market_cap_usd": 1_912_000_000_000,
        "volume_24h_usd": 80_000_000_000,
        "bitcoin_dominance_percentage": 48.9,
        "market_cap_change_24h": 3.4,
        "last_updated": seconds(AT) - 90,
    }


def _ticker(asset: str) -> dict[str, Any]:
    apart = Decimal("1.021") if asset == "eth" else Decimal("1.001")
    return {
        "id": {"btc": "btc-bitcoin", "eth": "eth-ethereum", "sol": "sol-solana"}[asset],
        "name": asset.upper(),
        "symbol": asset.upper(),
        "last_updated": "2001-01-02T11:57:00Z",
        "quotes": {
            "USD": {
                "price": number(Decimal(PRICES[asset]) * apart),
                "percent_change_24h": number(CHANGES[asset]),
                "percent_change_7d": number(WEEKS[asset]),
                "percent_change_30d": 12.4,
                "market_cap": number(PRICES[asset]) * 19_000_000,
            }
        },
    }


def _candle_days() -> Iterable[tuple[datetime, Decimal]]:
    """The last days' midnights with a level, oldest first; the last one is running."""
    for ago in range(4, -1, -1):
        yield datetime(2001, 1, 2, tzinfo=UTC) - timedelta(days=ago), Decimal(100 - 2 * ago) / 100


def _coinbase_candles(asset: str) -> list[list[float]]:
    price = Decimal(PRICES[asset])
    rows = [
        [
            seconds(day),
            number(price * level * Decimal("0.97")),
            number(price * level * Decimal("1.02")),
            number(price * level * Decimal("0.99")),
            number(price * level),
            10.5,
        ]
        for day, level in _candle_days()
    ]
    return rows[::-1]


def _coinbase_stats(asset: str) -> dict[str, str]:
    price = Decimal(PRICES[asset])
    opened = (price / (1 + Decimal(CHANGES[asset]) / 100)).quantize(Decimal("0.0001"))
    return {
        "open": str(opened),
        "high": str(price * Decimal("1.02")),
        "low": str(price * Decimal("0.97")),
        "last": str(price),
        "volume": "100",
    }


def _kraken_candles(asset: str) -> dict[str, Any]:
    price = Decimal(PRICES[asset])
    pair = {"btc": "XXBTZUSD", "eth": "XETHZUSD", "sol": "SOLUSD"}[asset]
    rows = []
    for day, level in _candle_days():
        close = price * level
        cells = (close * Decimal("0.99"), close * Decimal("1.02"), close * Decimal("0.97"), close, close)
        rows.append([seconds(day), *(str(cell) for cell in cells), "10.5", 7])
    return {"error": [], "result": {pair: rows, "last": seconds(AT)}}


def _kraken_ticker() -> dict[str, Any]:
    pairs = {"XXBTZUSD": "btc", "XETHZUSD": "eth", "SOLUSD": "sol", "XXRPZUSD": "xrp", "XDGUSD": "doge"}
    found = {}
    for pair, asset in pairs.items():
        price = Decimal(PRICES[asset])
        low, high = str(price * Decimal("0.97")), str(price * Decimal("1.02"))
        found[pair] = {"c": [str(price), "1"], "l": [low, low], "h": [high, high], "o": str(price)}
    return {"error": [], "result": found}


def _binance(asset: str) -> dict[str, Any]:
    price = Decimal(PRICES[asset])
    return {
        "symbol": f"{asset.upper()}USDT",
        "priceChangePercent": CHANGES[asset],
        "lastPrice": str(price),
        "highPrice": str(price * Decimal("1.02")),
        "lowPrice": str(price * Decimal("0.97")),
        "closeTime": millis(AT) - 5000,
    }


def _klines(asset: str) -> list[list[Any]]:
    price = Decimal(PRICES[asset])
    rows: list[list[Any]] = []
    for day, _ in _candle_days():
        close = _close(price, day.date())
        cells = [str(close), str(_high(close, day.date())), str(close * Decimal("0.98")), str(close), "1.0"]
        rows.append([millis(day), *cells, millis(day) + 86_399_999, "1.0", 5, "1.0", "1.0", "0"])
    return rows


def _close(price: Decimal, day: date) -> Decimal:
    """A calm invented history: waves around a level just below tonight's price."""
    wave = math.sin((DAY - day).days / 9) * 0.03 + math.sin((DAY - day).days / 2.3) * 0.012
    return (price * Decimal("0.93") * (1 + Decimal(repr(round(wave, 6))))).quantize(Decimal("0.0001"))


def _high(close: Decimal, day: date) -> Decimal:
    """Far above the close, but hardly above it for the last 60 days: bitcoin has not seen $40,000 for so long."""
    quiet = DAY - day < timedelta(days=60)
    return (close * (Decimal("1.0005") if quiet else Decimal("1.19"))).quantize(Decimal("0.0001"))


FLOWS = {
    "btc": [
        ("IBIT", [120.5, 45.1, 310.2, 88.8, 402.3]),
        ("FBTC", [12.0, -3.1, 44.0, 9.9, 61.2]),
        ("GBTC", [-20.1] * 5),
    ],
    "eth": [("ETHA", [5.5, 3.1, 2.0, 8.1, -160.4]), ("FETH", [1.0, -0.5, 0.0, 2.2, -40.6]), ("ETHE", [0.0] * 5)],
    "sol": [("BSOL", [4.0, -1.0, 2.5, -3.5, 3.5]), ("GSOL", [1.0, 0.0, 0.5, -0.5, -3.5])],
}


TONIGHT = {"btc": {"IBIT": 55.5}}
"""What is known of the session of the day itself: one fund has reported."""


def flows() -> dict[str, dict[str, bytes]]:
    """Fund flows by three vendors: an inflow streak, the largest outflow in weeks, and a day without a net flow."""
    found: dict[str, dict[str, bytes]] = {}
    for asset, family in FLOWS.items():
        net = Decimal(str(round(sum(series[-1] for _, series in family), 1)))
        other = net + (Decimal("4.2") if asset == "btc" else 0)
        found[f"farside-{asset}"] = {"": funds.farside(family, TONIGHT.get(asset))}
        rows = [{"date": SESSION.isoformat(), "total_net_inflow": int(other * 1_000_000)}, {"date": "2000-12-28"}]
        found[f"sosovalue-{asset}"] = {"": text(rows)}
        row = {
            "timestamp": millis(datetime(2000, 12, 29, tzinfo=UTC)),
            "flow_usd": int(net * 1_000_000),
            "etf_flows": [{"etf_ticker": t, "flow_usd": int(series[-1] * 1_000_000)} for t, series in family],
        }
        found[f"coinglass-etf-{asset}"] = {"": text({"code": "0", "msg": "success", "data": [row]})}
    return found


def liquidations() -> dict[str, dict[str, bytes]]:
    """A vendor's count, and four venues of which one does not answer for the whole day."""
    counted = {"exchange": "All", "liquidation_usd": 412_000_000, "long_liquidation_usd": 91_000_000}
    counted["short_liquidation_usd"] = 321_000_000
    return {
        "coinglass-liquidations": {"total": text({"code": "0", "msg": "success", "data": [counted]})},
        "okx-liquidations": {
            "BTC-USDT": text(_okx("BTC-USDT", "41000")),
            "ETH-USDT": text(_okx("ETH-USDT", "2300")),
            "SOL-USDT": text(_okx("SOL-USDT", "97")),
            "instruments": text({"code": "0", "msg": "", "data": _instruments()}),
        },
        "bitfinex-liquidations": {"": text(_bitfinex())},
        "htx-liquidations": {name: text(_htx(name)) for name in ("BTC-USDT", "ETH-USDT", "SOL-USDT")},
    }


def _okx(underlying: str, price: str) -> dict[str, Any]:
    orders = [
        ("short", "buy", "812.5", 1),
        ("long", "sell", "40", 7.5),
        ("short", "buy", "3", 20),
        ("long", "sell", "1", 25),
    ]
    details = [
        {
            "bkLoss": "0",
            "bkPx": price,
            "ccy": "",
            "posSide": side,
            "side": way,
            "sz": size,
            "ts": str(millis(hours_ago(ago))),
        }
        for side, way, size, ago in orders
    ]
    name = f"{underlying}-SWAP"
    row = {"details": details, "instFamily": underlying, "instId": name, "instType": "SWAP", "uly": underlying}
    return {"code": "0", "msg": "", "data": [row]}


def _instruments() -> list[dict[str, str]]:
    sizes = {"BTC-USDT": "0.01", "ETH-USDT": "0.1", "SOL-USDT": "1"}
    return [
        {"instId": f"{name}-SWAP", "uly": name, "ctType": "linear", "ctVal": size, "ctValCcy": name[:3]}
        for name, size in sizes.items()
    ]


def _bitfinex() -> list[list[list[Any]]]:
    when = millis(hours_ago(5))
    return [
        [["pos", 7, when, None, "tBTCF0:USTF0", -0.5, 40990.0, None, 1, 1, None, 41010.0]],
        [["pos", 7, when - 10, None, "tBTCF0:USTF0", -0.5, 40990.0, None, 0, 1, None, None]],
    ]


def _htx(name: str) -> dict[str, Any]:
    row = {
        "contract_code": name,
        "symbol": "USDT",
        "direction": "sell",
        "offset": "close",
        "created_at": millis(hours_ago(6)),
        "trade_turnover": 24640.57,
        "pair": name,
    }
    return {"code": 200, "msg": "", "data": [row], "ts": millis(AT)}


def mood() -> dict[str, dict[str, bytes]]:
    """Two vendors of one index, and odds whose question is as awkward as a stranger can make it."""
    days = [("2001-01-02", 77, "Extreme Greed"), ("2001-01-01", 61, "Greed"), ("2000-12-31", 60, "Greed")]
    stamps = [(seconds(datetime.fromisoformat(day).replace(tzinfo=UTC)), value, label) for day, value, label in days]
    index = [{"value": str(value), "value_classification": label, "timestamp": str(at)} for at, value, label in stamps]
    other = [{"timestamp": str(at), "value": value - 9, "value_classification": label} for at, value, label in stamps]
    return {
        "alternative-me": {"": text({"name": "Specimen", "data": index, "metadata": {"error": None}})},
        "coinmarketcap-fear-greed": {"": text({"data": other, "status": {"error_code": "0", "error_message": ""}})},
        "polymarket": {"": text({"events": [_event()], "next_cursor": ""})},
        "polymarket-fed": {"": text({"events": [_decision()], "pagination": {"hasMore": False, "totalResults": 1}})},
        "kalshi": {"": text({"cursor": "", "markets": [_strike(step) for step in range(6)]})},
    }


def asked(id_: str, question: str, yes: str, volume: str, **more: str) -> dict[str, Any]:
    """A question of yes or no, as Polymarket has them."""
    prices = json.dumps([yes, str(1 - Decimal(yes))])
    base = {"id": id_, "question": question, "outcomes": '["Yes", "No"]', "outcomePrices": prices}
    return {**base, "volume": volume, "closed": False, **more}


def _decision() -> dict[str, Any]:
    question = "Will there be {} in Fed interest rates after the January 2001 meeting?"
    return {
        "id": "2",
        "title": "Fed Decision in January?",
        "endDate": "2001-01-04T00:00:00Z",
        "closed": False,
        "markets": [
            asked("21", question.format("no change"), "0.735", "27100000", groupItemTitle="No change"),
            asked("22", question.format("a 25 bps decrease"), "0.21", "41000000", groupItemTitle="25 bps decrease"),
        ],
    }


def _event() -> dict[str, Any]:
    return {
        "id": "1",
        "title": "What price will Bitcoin hit in January?",
        "endDate": "2001-02-01T05:00:00Z",
        "closed": False,
        "markets": [
            asked("11", "Will Bitcoin reach $50,000 in January?", "0.31", "5200000.5"),
            asked("12", "Will Bitcoin dip to $35,000 | {{ now }} in January?", "0.125", "1310000"),
            asked("13", "Will Bitcoin reach $90,000 in January?", "0.004", "99000000"),
        ],
    }


def _strike(step: int) -> dict[str, Any]:
    price = 41_000 + 100 * step
    bid = Decimal("0.80") - Decimal("0.14") * step
    return {
        "ticker": f"KXBTCD-01JAN0213-T{price - 0.01}",
        "event_ticker": "KXBTCD-01JAN0213",
        "title": "Bitcoin price on Jan 2, 2001?",
        "subtitle": f"${price:,} or above",
        "status": "active",
        "close_time": "2001-01-02T18:00:00Z",
        "floor_strike": price - 0.01,
        "volume_fp": f"{18_412.5 - 900 * step:.2f}",
        "yes_bid_dollars": f"{bid:.4f}",
        "yes_ask_dollars": f"{bid + Decimal('0.02'):.4f}",
    }


def bodies() -> Bodies:
    """Every source's body, each with its invented outlet."""
    elsewhere = (perpetuals, options, optional_venues, macro, funds, news, bulletins, money, llama, chain, sectors)
    others = {source: answers for module in elsewhere for source, answers in module.bodies().items()}
    found = {**market(), **flows(), **liquidations(), **mood(), **others}
    return {
        source: {tag: (body, [_outlet(place, source)]) for tag, body in answers.items()}
        for place, (source, answers) in enumerate(found.items())
    }


def _outlet(place: int, source: str) -> dict[str, Any]:
    name = OUTLETS[place % len(OUTLETS)]
    return {"figures": ["*"], "publication": f"{name} (invented)", "url": f"https://example.org/{source}"}


def series() -> dict[str, str]:
    """The invented past that the night's comparisons need, by name, as CSV text."""
    found: dict[str, list[Point]] = {}
    days = [DAY - timedelta(days=ago) for ago in range(400, 0, -1)]
    for asset in STORED:
        closes = [(day, _close(Decimal(PRICES[asset]), day)) for day in days]
        earlier = _month_ends(Decimal(PRICES[asset])) if asset == "btc" else []
        found[f"prices.{asset}.binance.close"] = _points([*earlier, *closes], "binance-klines")
        if asset in ("btc", "eth"):
            highs = [(day, _high(close, day)) for day, close in closes]
            lows = [(day, close * Decimal("0.98")) for day, close in closes]
            found[f"prices.{asset}.binance.high"] = _points(highs, "binance-klines")
            found[f"prices.{asset}.binance.low"] = _points(lows, "binance-klines")
    found |= _measured()
    found |= {name: _points(_exact(values), source) for name, (source, values) in llama.past().items()}
    found |= {name: _points(values, "coingecko-categories") for name, values in sectors.past().items()}
    index = [(day, Decimal(45 + round(35 * math.sin((DAY - day).days / 11)))) for day in days[-200:-2]]
    tail = [(date(2000, 12, 31), Decimal(60)), (date(2001, 1, 1), Decimal(61))]
    found["sentiment.fear_greed"] = _points([*index, *tail], "alternative-me")
    found["odds.btc_50k_2001_01"] = [
        Point(day=date(2001, 1, 1), value=Decimal("22.5"), source="polymarket", known=told.AT)
    ]
    exchanges = [(day, Decimal(1500 + 300 * (day.day % 3))) for day in days[-50:-2]]
    found["flows.eth.exchange_net"] = _points([(days[-51], Decimal(20_000)), *exchanges], "coinmetrics-flows")
    for asset, family in FLOWS.items():
        for ticker, values in family:
            amounts = [(day, Decimal(str(v)) * 1_000_000) for day, v in zip(funds.SESSIONS, values, strict=True)]
            calm = _calm(EARLIER.get(ticker, 0))
            found[f"etf.{asset}.funds.{ticker.lower()}"] = _points([*calm, *amounts[:-1]], f"farside-{asset}")
        sums = [round(sum(values[place] for _, values in family), 1) for place in range(5)]
        nets = [(day, Decimal(str(total)) * 1_000_000) for day, total in zip(funds.SESSIONS, sums, strict=True)]
        if asset == "btc":
            nets[1] = (nets[1][0], AS_FIRST_TOLD)
        calm = _calm(sum(EARLIER.get(ticker, 0) for ticker, _ in family))
        found[f"etf.{asset}.net"] = _points([*calm, *nets[:-1]], f"farside-{asset}")
    return {name: HEADER + "\n" + "".join(map(write_row, points)) for name, points in sorted(found.items())}


def _month_ends(price: Decimal) -> list[tuple[date, Decimal]]:
    """The closes around the Januaries of eight years, five of them good ones."""
    moves = (12, -7, 9, 4, -11, 6, 15, -3)
    found = []
    for year, move in zip(range(1992, 2000), moves, strict=True):
        base = (price * Decimal(year - 1985) / 20).quantize(Decimal("0.01"))
        found += [(date(year - 1, 12, 31), base), (date(year, 1, 31), base * (100 + move) / 100)]
    return found


def _measured() -> dict[str, list[Point]]:
    """What was measured on the nights before: the total market, liquidations, Deribit's basis and skew."""
    nights = [DAY - timedelta(days=ago) for ago in range(80, 0, -1)]

    def wave(level: float, swing: float) -> list[tuple[date, Decimal]]:
        return [(night, Decimal(round(level + swing * math.sin((DAY - night).days / 7), 2))) for night in nights]

    caps = [(night, Decimal(round(1.72e12 + 1.9e11 * math.sin((DAY - night).days / 16)))) for night in nights]
    found = {
        "market.cap": _points(caps, "coingecko-global"),
        "liquidations.total_24h": _points(
            [(night, value * 1_000_000) for night, value in wave(240, 160)], "coinglass-liquidations"
        ),
    }
    for asset in ("btc", "eth"):
        found[f"derivatives.{asset}.basis"] = _points(wave(7.1, 0.9), "deribit-options")
        found[f"derivatives.{asset}.skew_25d"] = _points(wave(2.2, 1.4), "deribit-options")
        level = 44 if asset == "btc" else 56
        implied = ((ago, level + 8.15 * math.sin(ago / 7)) for ago in range(119, 13, -1))
        values = [(DAY - timedelta(days=ago), Decimal(str(round(value, 2)))) for ago, value in implied]
        found[f"derivatives.{asset}.dvol"] = _points(values, "deribit-dvol")
    return found


def _exact(values: Iterable[tuple[date, float]]) -> list[tuple[date, Decimal]]:
    return [(day, Decimal(str(value))) for day, value in values]


AS_FIRST_TOLD = Decimal(30_000_000)
"""Bitcoin funds' flow of the second session, before the vendor's table of tonight had another number for it."""
EARLIER = {"IBIT": 900_000_000, "ETHA": -170_000_000}
"""The flows of Nov. 9, 2000, which the later ones are compared with."""


def _calm(first: int) -> list[tuple[date, Decimal]]:
    """Thirty quiet sessions from early November on, behind a `first` one, with an outflow at the end."""
    closed = {date(2000, 11, 23)}
    days = [date(2000, 11, 9) + timedelta(days=n) for n in range(43)]
    open_days = [day for day in days if day.weekday() < 5 and day not in closed]
    quiet = [(day, Decimal(1_000_000 if n % 3 else -2_000_000)) for n, day in enumerate(open_days)]
    return [(quiet[0][0], Decimal(first) or quiet[0][1]), *quiet[1:]]


def _points(values: Iterable[tuple[date, Decimal]], source: str) -> list[Point]:
    return [
        Point(
            day=day,
            value=value,
            source=source,
            known=datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(hours=30),
        )
        for day, value in values
        if datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(hours=30) < AT
    ]


def make(folder: Path, config: Config) -> None:
    """Write the night into `folder`: `_raw/2001-01-02/`, `_series/`, and what the edition before told."""
    shelve(folder / "_raw" / DAY.isoformat(), bodies(), config, at=AT, provenance="specimen")
    (folder / "_series").mkdir(parents=True, exist_ok=True)
    for name, rows in series().items():
        (folder / "_series" / f"{name}.csv").write_text(rows, encoding="utf-8")
    (folder / "_published").mkdir(exist_ok=True)
    before = folder / "_published" / f"{told.EDITION}.told.json"
    before.write_text(told.told().model_dump_json(indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    from brief.store import Store
    from nights import REPOSITORY, configuration

    make(HERE, configuration(Store(REPOSITORY)))
