"""Every kind of figure and statement the brief is meant to make, and where each stands today.

Owns the list: what a kind is, which figures a sentence of it prints, and what they are read from. Who can give those
tonight is `sources.yaml`'s to say. Refuses a kind that is produced and shows nothing.
"""

from typing import Literal

from brief.config import Config
from brief.models.base import Frozen

Because = Literal["own", "headline", "later", "never", "by hand"]
"""own: made of the run itself. headline: only as an attributed headline, as nobody gives it as data. later: not built
yet. never: must not be written. by hand: kept in a file by the editor."""


class Kind(Frozen):
    """`prints` are patterns of the figures its sentence or row shows, and `under` of the items (`<!-- item: ID -->`)
    that tell it in words; `reads` names figures or topics of sources, any of which is enough for one."""

    id: str
    what: str
    prints: tuple[str, ...] = ()
    under: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()
    because: Because | None = None


def _made(id_: str, what: str, prints: str, reads: str) -> Kind:
    return Kind(id=id_, what=what, prints=tuple(prints.split()), reads=tuple(reads.split()))


def _told(id_: str, what: str, under: str, reads: str) -> Kind:
    """A kind that is told in words: others' titles with their links, or what our own rules say of them."""
    return Kind(id=id_, what=what, under=tuple(under.split()), reads=tuple(reads.split()))


def _other(because: Because, kinds: dict[str, str]) -> list[Kind]:
    return [Kind(id=id_, what=what, because=because) for id_, what in kinds.items()]


_CLOSES = "prices.btc.binance.close prices.btc.coinbase.close prices.btc.kraken.close"
_CALENDARS = "calendar.fed calendar.bls calendar.bea calendar.treasury"
_OUTLETS = "news.coindesk news.cointelegraph news.theblock"
_MADE = [
    _made("A04", "spot price and 24-hour change", "prices.*.usd prices.*.change_24h", "prices.btc.usd"),
    _made("A05", "price range across sources", "prices.*.usd.spread", "prices.eth.usd"),
    _made("A06", "7-day and 30-day change", "prices.*.change_7d prices.*.change_30d", "prices.btc.change_7d"),
    _made("A07", "distance from a dated high", "prices.*.from_high", "prices.btc.binance.high"),
    _made("A08", "total market value, month to date", "market.cap market.cap.month", "market.cap"),
    _made("A09", "market value lost since a date", "market.cap.peak_usd", "market.cap"),
    _made("A10", "month-to-date change", "prices.*.month_to_date", _CLOSES),
    _made("A11", "year-to-date change, gold beside it", "prices.*.year_to_date macro.gold", _CLOSES),
    _made(
        "A12",
        "stock indexes, VIX, Treasury yields and curve, broad dollar",
        "macro.sp500 macro.nasdaq macro.ten_year macro.two_year macro.curve macro.dollar macro.vix",
        "macro.sp500",
    ),
    _made("A14", "lowest or highest since", "*.lowest_since *.highest_since", _CLOSES),
    _made(
        "A15",
        "level broken or approached",
        "prices.*.level watch.*.round_*",
        "prices.btc.binance.low prices.btc.binance.high",
    ),
    _made("A16", "levels by a stated rule", "watch.*.below watch.*.above prices.*.level_distance", "prices.btc.usd"),
    _made(
        "A17",
        "24-hour high and low with venue and hour",
        "prices.*.hour_low prices.*.hour_high",
        "prices.btc.binance.hour_low",
    ),
    _made("A18", "14-day RSI", "prices.*.rsi_14", _CLOSES),
    _made(
        "A19", "50- and 200-day averages", "prices.*.mean_200d prices.*.from_mean_200d prices.*.from_mean_50d", _CLOSES
    ),
    _made("A20", "ETH/BTC", "prices.eth_btc.ratio prices.eth_btc.change_24h", "prices.eth.usd"),
    _made("A21", "correlation with Nasdaq and S&P", "prices.btc.correlation.*", "macro.nasdaq macro.sp500"),
    _made("A22", "how the month usually goes", "prices.*.season.ups prices.*.season.median", _CLOSES),
    _made("A23", "breadth: how many of the watch list fell", "prices.*.change_24h", "prices.btc.change_24h"),
    _made("A24", "stocks abroad, close with its day", "macro.nikkei", "macro.nikkei"),
    _made(
        "B01",
        "liquidations of 24 hours",
        "liquidations.total_24h liquidations.observed_24h",
        "liquidations.okx.long_24h",
    ),
    _made("B02", "longs and shorts among them", "liquidations.*long_share", "liquidations.okx.long_24h"),
    _made("B03", "liquidations by asset", "liquidations.observed.*_24h", "liquidations.okx.btc.long_24h"),
    _made("B04", "largest single order with venue and pair", "liquidations.*largest", "liquidations.okx.largest"),
    _made("B06", "liquidations by the hour", "liquidations.observed.hour_*", "liquidations.okx.hour_00"),
    _made("B07", "place among the days in our record", "liquidations.place", "liquidations.total_24h"),
    _made(
        "B08",
        "three-month basis, now and a week before",
        "derivatives.*.basis derivatives.*.basis.move_7d",
        "derivatives.btc.basis",
    ),
    _made(
        "B09",
        "funding, and on how many venues it is negative",
        "derivatives.*.funding derivatives.*.funding_negative",
        "derivatives.btc.funding.okx derivatives.btc.funding.hyperliquid",
    ),
    _made(
        "B10",
        "open interest in coin and dollars, 24-hour change",
        "derivatives.*.oi derivatives.*.oi_usd derivatives.*.oi_change_24h",
        "derivatives.btc.oi.okx derivatives.btc.oi.gate",
    ),
    _made("B11", "25-delta skew", "derivatives.*.skew_25d", "derivatives.btc.skew_25d"),
    _made("B12", "implied volatility index", "derivatives.*.dvol", "derivatives.btc.dvol"),
    _made(
        "B13",
        "next large expiry and its max pain",
        "derivatives.*.expiry.usd derivatives.*.expiry.max_pain",
        "derivatives.btc.expiry.usd",
    ),
    _made("B14", "Fear & Greed", "sentiment.fear_greed", "sentiment.fear_greed"),
    _made("B15", "prediction-market odds", "odds.*", "odds.btc_100k_2026_01"),
    _made("B16", "odds of a rate decision", "odds.fed_*", "odds.fed_no_change_2026_01"),
    _made("C01", "day's net flow of an asset's funds", "etf.*.net etf.*.partial.net", "etf.btc.net"),
    _made("C02", "flow by issuer", "etf.*.funds.*", "etf.btc.funds.ibit"),
    _made("C03", "sum of several sessions", "etf.*.five", "etf.btc.net"),
    _made("C04", "streak", "etf.*.streak", "etf.btc.net"),
    _made("C05", "place or date of a flow among all", "etf.*.rank etf.*.net.*_since etf.*.sums.*_since", "etf.btc.net"),
    _made("C06", "week's flow", "etf.*.week", "etf.btc.net"),
    _made("C07", "one issuer's share of the flow", "etf.*.share", "etf.btc.funds.ibit"),
    _made("C08", "an issuer's share of the coins held", "etf.*.held_share.*", "etf.btc.held.ibit"),
    _made("C09", "holdings in coin and dollars", "etf.*.holdings.* etf.*.holdings_usd.*", "etf.btc.holdings.ibit"),
    _made("C10", "flow in coin", "etf.*.net_coins", "etf.btc.net"),
    _made("C11", "funds of a further asset", "etf.sol.net", "etf.sol.net"),
    _made("C13", "coins to and from exchanges", "flows.*.exchange_net", "flows.btc.exchange_net"),
    _made("C15", "month's flow", "etf.*.month etf.*.last_month", "etf.btc.net"),
    _made("C16", "one fund's largest flow since", "etf.*.funds.*_since", "etf.btc.funds.ibit"),
    _made("C17", "flow beside what a fund holds", "etf.*.flow_share.*", "etf.btc.holdings.ibit"),
    _made(
        "E01", "Treasury cash and its change in three months", "macro.tga macro.tga_week", "macro.tga macro.tga_week"
    ),
    _made("E02", "SOFR by the target range", "macro.sofr macro.sofr.gap", "macro.sofr"),
    _made(
        "E03",
        "standing repo facility and reverse repo",
        "macro.standing_repo macro.reverse_repo",
        "macro.standing_repo macro.reverse_repo",
    ),
    Kind(id="E04", what="day count of a shutdown", prints=("counts.*.day",), because="by hand"),
    _made(
        "O01",
        "peg status",
        "stablecoins.*.price stablecoins.*.deviation stablecoins.*.implied",
        "stablecoins.usdt.price",
    ),
    _made(
        "O02",
        "stablecoin supply, by coin and in total, week and month",
        "stablecoins.*.supply stablecoins.*.change_7d* stablecoins.*.last_month*",
        "stablecoins.total.supply",
    ),
    _made("O06", "DeFi value locked", "defi.tvl defi.tvl.change_*", "defi.tvl"),
    _made("O07", "a protocol's fall", "defi.protocols.*.change_1d", "defi.protocols.balancer.change_1d"),
    _made(
        "O09",
        "value locked by chain, DEX volume, fees",
        "defi.chains.*.tvl defi.dex.volume* defi.fees*",
        "defi.chains.ethereum.tvl defi.dex.volume",
    ),
    _made("O10", "sectors: value and change, best and worst", "sectors.*.cap sectors.*.change_24h", "sectors.defi.cap"),
    _made("O11", "what memecoins are worth", "sectors.memes.cap", "sectors.memes.cap"),
    _made("O13", "change of what long-term holders have", "onchain.*.lth_supply.change_30d", "onchain.btc.lth_supply"),
    _made("O14", "what they have, and its share of all", "onchain.*.lth_supply.share", "onchain.btc.lth_supply"),
    _made("O15", "their daily pace", "onchain.*.lth_supply.pace", "onchain.btc.lth_supply"),
    _made(
        "O18",
        "what holders paid on average, and the price against it",
        "onchain.*.realized_price onchain.*.sth_cost",
        "onchain.btc.sth_cost onchain.btc.realized_price",
    ),
    _told("E06", "scheduled events", "watch-*-20*", _CALENDARS),
    _told("E07", "what was postponed, as the calendar read again has it", "scores", _CALENDARS),
    _told("E08", "what to watch: events, levels, expiries, odds, and what came of them", "watch-* scores", _CALENDARS),
    _made("F01", "amount of a hack, as a range with who says which", "headlines.*.loss", _OUTLETS),
    _made("F07", "losses of the year and the largest", "incidents.*.year", "incidents.defillama"),
    _told("F08", "regulation by jurisdiction", "regulation", "regulation.us.sec regulation.eu.esma regulation.hk.hkma"),
    _told("F11", "exchange announcements", "exchanges", "exchanges.okx exchanges.bybit exchanges.kucoin"),
    _told(
        "F12", "outages, on the status pages that were read", "exchanges", "status.kraken status.coinbase status.okx"
    ),
    _told("F13", "statements on official pages", "official", "official.ethereum official.kraken official.solana"),
    _told("F16", "disputed accounts with their counts", "accounts", _OUTLETS),
    _told("F17", "research", "research", "research.arxiv research.bis research.chainalysis"),
]
_OTHERS = [
    *_other(
        "own",
        {
            "A01": "front matter",
            "A02": "title of the strongest facts and bitcoin's level",
            "A03": "as-of stamp",
            "F20": "confidence, counted from the run",
            "F21": "severity, by the rules of headlines.yaml",
            "F22": "why it matters, by the rule that fired",
            "F24": "footnotes",
        },
    ),
    *_other(
        "never", {"A13": "an asset without a number", "B17": "prose about leverage", "F25": "branding of the generator"}
    ),
    *_other(
        "headline",
        {
            "B05": "traders liquidated",
            "C12": "custody transfers",
            "C14": "retail inflow average",
            "O03": "DEX volume by coin",
            "O04": "transfer records",
            "O05": "stablecoin volume on exchanges",
            "O16": "profit of a cohort",
            "O20": "deals",
            "E05": "the Fed's stance",
            "E09": "the path of rates",
            "F04": "root cause of an incident",
            "F05": "who funded an attacker, audits",
            "F06": "losses told by other firms",
            "F10": "licence counts",
            "F14": "posts of others",
            "F15": "analysts' targets",
            "F18": "international reports",
        },
    ),
    *_other(
        "later",
        {
            "O08": "a token's move on an event",
            "O12": "NFT market",
            "O17": "historical analogues",
            "O19": "funding rounds",
            "F02": "its split by chain",
            "F03": "its assets",
            "F19": "what held",
            "F23": "sources of charts",
        },
    ),
    *_other("by hand", {"F09": "standing background"}),
]
KINDS: tuple[Kind, ...] = tuple(sorted([*_MADE, *_OTHERS], key=lambda kind: kind.id))
_WORDS: dict[Because, str] = {
    "own": "produced from the run itself",
    "headline": "headline only",
    "later": "later",
    "never": "never written",
    "by hand": "kept by hand in content/_data/",
}


def standing(kind: Kind, config: Config) -> str:
    """In words: produced (by which sources), needs a key (which), off, or why nobody produces it."""
    if kind.because:
        return _WORDS[kind.because]
    giving = [source for source in config.sources if any(source.fills_figure(name) for name in kind.reads)]
    usable = [source.id for source in giving if not config.usable(source)]
    if usable:
        return f"produced by {', '.join(usable)}"
    keys = sorted({source.key.env for source in giving if source.enabled and source.key})
    if keys:
        return f"needs a key: {' or '.join(keys)}"
    return f"off: {', '.join(source.id for source in giving)} in sources.yaml" if giving else "later"
