"""The recordings of `brief try`, as a table: what each answer says, written down from the recording itself.

READ are answers with figures, REFUSED those that hold none, OTHERS every folder of a provider that we ask. A recording
in none of the first two is an answer to another question than ours.
"""

import json
from collections.abc import Callable
from typing import Any, NamedTuple

NOW = "2026-11-20T12:00:00Z"
Unwrap = Callable[[bytes], bytes]


def whole(body: bytes) -> bytes:
    return body


def item(*path: str | int) -> Unwrap:
    """The answer that a recorder put into a list or an object of his own."""

    def unwrap(body: bytes) -> bytes:
        found: Any = json.loads(body)
        for step in path:
            found = found[step]
        return found.encode() if isinstance(found, str) else json.dumps(found).encode()

    return unwrap


def below_a_comment(body: bytes) -> bytes:
    assert body.startswith(b"//")
    return body.split(b"\n", 1)[1]


def as_event(body: bytes) -> bytes:
    """The quoted event and market, one in the other as the service nests them."""
    kept = json.loads(body)
    market = kept["market"] | {"closed": False}
    return json.dumps({"events": [kept["event"] | {"closed": False, "markets": [market]}], "next_cursor": ""}).encode()


def as_page(body: bytes) -> bytes:
    """Farside's recorded cells, in the layout of its page: Total stands a row above the tickers."""
    rows = json.loads(body)
    names = list(rows[0])
    above = ["", *("" for _ in names[1:-1]), "Total"]
    table = [above, ["", *names[1:-1], ""], *(list(row.values()) for row in rows)]
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in table)
    return f'<html><body><table class="etf">{cells}</table></body></html>'.encode()


class Read(NamedTuple):
    """An answer, how many readings it gives, and the main ones, by figure or by figure and time."""

    source: str
    files: str
    number: int
    values: str
    at: str = NOW
    unwrap: Unwrap = whole


COINGECKO, COINBASE, KRAKEN, BINANCE = "market/coingecko/", "market/coinbase/", "market/kraken/", "market/binance/"
OKX, GATE, HTX, BITFINEX = "market/okx/", "market/gate/", "market/htx/", "market/bitfinex/"
FARSIDE, COINGLASS, COINGLASS_DOCS = "flows/farside/", "flows/coinglass/", "market/coinglass/"
SOSOVALUE, POLYMARKET, KALSHI = "flows/sosovalue/", "flows/polymarket/", "flows/kalshi/"
OKX_PAGE = OKX + "public_liquidation-orders_BTC-USDT_SWAP.recorded-2026-09-28.json"
FARSIDE_2025 = FARSIDE + "btc_page.recorded-2025-08-10.trimmed.html"
PRICES = [
    Read(
        "coingecko",
        COINGECKO + "coins_markets_1h24h7d.recorded-2026-09-12.trimmed.json",
        24,  # Polkadot is not watched
        "prices.eth.usd 2026-09-12T17:56:10Z = 2525.34, prices.eth.cap = 308201876780, "
        "prices.eth.high_24h = 2566.64, prices.eth.low_24h = 2508.19, prices.eth.change_24h = -1.65422, "
        "prices.eth.change_7d = 2.9, prices.bnb.usd = 730.7, prices.sol.usd = 101.97, "
        "prices.sol.change_24h = -0.07841, prices.doge.usd = 0.084976, prices.doge.cap = 13246698502",
    ),
    Read(
        "coingecko",
        COINGECKO + "coins_markets_odd_rows.recorded-2023-07-28.trimmed.json",
        10,
        "prices.btc.usd 2023-07-28T20:03:29Z = 29309, prices.btc.change_24h = 0.49325, "
        "prices.eth.usd 2023-07-28T20:03:22Z = 1874.18, prices.eth.cap = 226446470897",
    ),
    Read(
        "coingecko",
        COINGECKO + "coins_markets.docs-sample-2026-06.json",
        7,
        "prices.btc.usd = 77671, prices.btc.cap = 1555886872303, prices.btc.high_24h = 78419, "
        "prices.btc.low_24h = 76696, prices.btc.change_30d = 1.9453890367549207",
    ),
    Read(
        "coingecko-global",
        COINGECKO + "global.recorded-2026-09-12.json",
        6,
        "market.cap 2026-09-12T17:57:17Z = 2658993478160.9897, market.volume_24h = 56806772013.82851, "
        "market.cap_change_24h = -3.5456058512332365, market.volume_change_24h = -46.75811319032361, "
        "market.dominance.btc = 58.17938979734104, market.dominance.eth = 11.569683291071984",
    ),
    Read(
        "coingecko-global",
        COINGECKO + "global.docs-sample-2026-06.json",
        6,
        "market.cap = 2621040321355.0405, market.dominance.btc = 57.9539332566265",
    ),
    Read(
        "coinpaprika",
        "market/coinpaprika/tickers_btc-bitcoin_USD.recorded-2022-04-19.json",
        5,
        "prices.btc.usd 2022-04-19T15:43:22Z = 41389.57931641128, prices.btc.cap = 787066061422, "
        "prices.btc.change_24h = 5.25, prices.btc.change_7d = 3.22, prices.btc.change_30d = 1.15",
    ),
    Read(
        "coinpaprika-global",
        "market/coinpaprika/global.recorded-2026-09-28.json",
        4,
        "market.cap 2026-09-28T15:57:24Z = 2986790605018, market.volume_24h = 165732784382, "
        "market.cap_change_24h = -1.35, market.dominance.btc = 55.99",
    ),
    Read(
        "coinbase",
        COINBASE + "candles_60s.recorded-2018-02-01.json",
        1,  # minutes: a price, and no day's close
        "prices.btc.usd 2018-02-01T00:10:00Z = 10120.21",
    ),
    Read(
        "coinbase",
        COINBASE + "candles_BTC-USD_60s.recorded-2026-10-04.json",
        1,
        "prices.btc.usd 2026-10-04T18:09:00Z = 85305.36",
    ),
    Read(
        "coinbase-stats",
        f"{COINBASE}products_BTC_stats.fixture-2025.json {COINBASE}products_ETH-USDT_stats.recorded-2022-11-24.json",
        8,
        "prices.btc.usd 2026-11-20T12:00:00Z = 83233.97, prices.btc.change_24h = -1.99441219351312373878135046, "
        "prices.btc.coinbase.high_24h = 85562.07, prices.btc.coinbase.low_24h = 83217.26, "
        "prices.eth.usd = 1200.18, prices.eth.change_24h = 3.6917361441098967557993866, "
        "prices.eth.coinbase.high_24h = 1217.2, "
        "prices.eth.coinbase.low_24h = 1150.5",
    ),
    Read(
        "kraken",
        KRAKEN + "spot_OHLC_XBTUSDT_1m.recorded-2025-11-10.trimmed.json",
        1,
        "prices.btc.usd 2025-11-11T00:18:00Z = 105899.4",
    ),
    Read(
        "kraken-ticker",
        KRAKEN + "spot_Ticker_XBTUSD.recorded-2026-09-08.json",
        3,
        "prices.btc.usd 2026-09-08T21:00:00Z = 78493.8, prices.btc.kraken.high_24h = 79498, "
        "prices.btc.kraken.low_24h = 77609.4",
        at="2026-09-08T21:00:00Z",
    ),
    Read(
        "kraken-ticker",
        KRAKEN + "spot_Ticker_XBTUSDT.recorded-2025-11.json",
        3,
        "prices.btc.usd = 105899.4, prices.btc.kraken.high_24h = 106613.1, prices.btc.kraken.low_24h = 104711",
    ),
    Read(
        "kraken-ticker",
        KRAKEN + "spot_Ticker_DOTUSD.recorded-2026-09-12.json",
        3,  # not in the entry: read by its own name
        "prices.dot.usd = 1.0342, prices.dot.kraken.high_24h = 1.059, prices.dot.kraken.low_24h = 1.0304",
    ),
    Read(
        "kraken-ticker",
        KRAKEN + "spot_Ticker_all_assetVersion1.recorded-2026-06-24.trimmed.json",
        9,  # BTC/USD, not the BTC/USDT beside it
        "prices.btc.usd = 60934.9, prices.btc.kraken.high_24h = 63138.7, prices.btc.kraken.low_24h = 60809.1, "
        "prices.eth.usd = 1643.01, prices.sol.usd = 68.76",
    ),
    Read(
        "binance",
        BINANCE + "spot_ticker_24hr_two_symbols.recorded-2024-11-01.json",
        8,
        "prices.btc.usd 2024-11-01T05:30:18Z = 69624, prices.btc.change_24h = -3.691, "
        "prices.btc.binance.high_24h = 72700, prices.btc.binance.low_24h = 68830, prices.eth.usd = 2509.72, "
        "prices.eth.change_24h = -5.165",
    ),
    Read(
        "binance-klines",
        BINANCE + "spot_klines_BTCUSDT_1d.recorded-2019.trimmed.json",
        20,
        "prices.btc.binance.open 2019-12-31 = 7246, prices.btc.binance.high 2019-12-31 = 7320, "
        "prices.btc.binance.low 2019-12-31 = 7145.01, prices.btc.binance.close 2019-12-31 = 7195.23, "
        "prices.btc.binance.close 2019-01-01 = 3797.14",
    ),
    Read(
        "binance-klines",
        BINANCE + "spot_klines_BTCUSDT_1d.recorded-2019.trimmed.json",
        16,  # at noon of the last row's day that day has no close yet
        "prices.btc.binance.close 2019-12-30 = 7246",
        at="2019-12-31T12:00:00Z",
    ),
]

FLOWS = [
    Read(
        "farside-btc",
        FARSIDE_2025,
        130,
        "etf.btc.net 2025-08-08 = 403900000, etf.btc.funds.ibit 2025-08-08 = 360000000, "
        "etf.btc.funds.fbtc 2025-08-08 = 30500000, etf.btc.funds.btc 2025-08-08 = 13400000, "
        "etf.btc.funds.gbtc 2025-08-08 = 0, etf.btc.issuers 2025-08-08 = 11, etf.btc.net 2025-07-28 = 157100000",
    ),
    Read(
        "farside-btc",
        FARSIDE + "btc_table.recorded-2026-07-23.html",
        140,  # ten sessions of twelve funds; 23 July, all dashes, is none of them
        "etf.btc.net 2026-07-22 = 69100000, etf.btc.funds.ibit 2026-07-22 = 38800000, "
        "etf.btc.funds.msbt 2026-07-22 = 3800000, etf.btc.funds.gbtc 2026-07-22 = -38300000, "
        "etf.btc.funds.btc 2026-07-22 = 37900000, etf.btc.issuers 2026-07-22 = 12",
    ),
    Read(
        "farside-btc",
        FARSIDE + "all_data_rows.recorded-2024-10.trimmed.json",
        127,  # seven sessions of eleven funds, three of ten from before BTC was launched
        "etf.btc.net 2024-10-25 = 402000000, etf.btc.funds.ibit 2024-10-25 = 292000000, "
        "etf.btc.funds.btc 2024-10-25 = 5900000, etf.btc.net 2024-10-22 = -79100000, "
        "etf.btc.net 2024-07-30 = -18300000, etf.btc.issuers 2024-07-30 = 10",
        unwrap=as_page,
    ),
    Read(
        "farside-eth",
        FARSIDE_2025,
        130,  # never as ether's flows
        "etf.btc.net 2025-08-08 = 403900000",
    ),
    Read(
        "sosovalue-btc",
        SOSOVALUE + "etfs_summary-history.docs-sample.json",
        2,
        "etf.btc.net 2024-04-12 = -55066297, etf.btc.net 2024-04-11 = 91269283",
        unwrap=below_a_comment,
    ),
    Read(
        "coinglass-etf-btc",
        COINGLASS + "etf_bitcoin_flow-history.recorded-2025-11-14.json",
        58,  # neither the holiday of 2024-01-15 nor the open 2025-11-14
        "etf.btc.net 2025-11-13 = -866700000, etf.btc.funds.ibit 2025-11-13 = -256600000, "
        "etf.btc.funds.btc 2025-11-13 = -318200000, etf.btc.net 2025-11-04 = -566400000, "
        "etf.btc.funds.fbtc 2025-11-04 = -356600000, etf.btc.funds.gbtc 2024-01-11 = -95100000",
    ),
    Read(
        "coinglass-etf-eth",
        COINGLASS + "etf_ethereum_flow-history.recorded-2025-11-14.json",
        50,
        "etf.eth.net 2025-11-13 = -259600000, etf.eth.funds.etha 2025-11-13 = -137300000, "
        "etf.eth.net 2025-11-04 = -219400000, etf.eth.funds.ethe 2024-07-23 = -484100000",
    ),
    Read(
        "coinglass-holdings",
        COINGLASS + "etf_bitcoin_list.recorded-2025-11-14.json",
        2,  # of 18 rows two are kept; one was counted nine months before
        "etf.btc.held.gbtc 2025-11-11 = 170763.1499, etf.btc.held.btc 2025-02-13 = 42100.4345",
    ),
    Read(
        "coinglass-etf-btc",
        COINGLASS_DOCS + "etf_bitcoin_flow-history.docs-sample.json",
        4,
        "etf.btc.net 2024-01-11 = 655300000, etf.btc.funds.fbtc 2024-01-11 = 227000000",
    ),
    Read(
        "coinglass-etf-eth",
        COINGLASS_DOCS + "etf_ethereum_flow-history.docs-sample.json",
        3,
        "etf.eth.net 2024-07-23 = 106600000, etf.eth.funds.feth 2024-07-23 = 71300000",
    ),
    Read(
        "coinglass-etf-sol",
        COINGLASS_DOCS + "etf_solana_flow-history.docs-sample.json",
        3,
        "etf.sol.net 2025-11-07 = 12700000, etf.sol.funds.gsol 2025-11-07 = 1000000",
    ),
]

LIQUIDATIONS = [
    Read(
        "coinglass-liquidations",
        COINGLASS + "futures_liquidation_exchange-list_BTC.recorded-2025-11-14.json",
        3,
        "liquidations.total_24h 2025-11-14T12:00:00Z = 159220969.67873043, "
        "liquidations.long_24h = 134120774.28484142, liquidations.short_24h = 25100195.393889",
        at="2025-11-14T12:00:00Z",
    ),
    Read(
        "coinglass-liquidations",
        COINGLASS_DOCS + "futures_liquidation_exchange-list.docs-sample.json",
        3,
        "liquidations.total_24h = 14673519.81739075, liquidations.long_24h = 451394.17404598, "
        "liquidations.short_24h = 14222125.64334477",
    ),
    Read(
        "coinglass-liquidations",
        COINGLASS_DOCS + "futures_liquidation_order.docs-sample.json",
        1,
        "liquidations.largest 2025-04-21T06:18:39Z = 205534.2932",
        at="2025-04-21T07:00:00Z",
    ),
    Read(
        "okx-liquidations",
        OKX_PAGE,
        7,  # sums of sz x 0.01 x bkPx over 38 sells of longs and 2 buys of shorts, again for bitcoin; two clock hours
        "liquidations.okx.long_24h 2026-09-28T20:20:00Z = 745354.47007, liquidations.okx.short_24h = 192.15453, "
        "liquidations.okx.largest = 312931.4198, liquidations.okx.btc.long_24h = 745354.47007, "
        "liquidations.okx.hour_19 = 740097.18631, liquidations.okx.hour_20 = 5449.43829",
        at="2026-09-28T20:20:00Z",
    ),
    Read(
        "okx-liquidations",
        f"{OKX_PAGE} {OKX}public_instruments_SWAP.recorded-nodate.json",
        7,
        "liquidations.okx.long_24h = 745354.47007, liquidations.okx.short_24h = 192.15453",
        at="2026-09-28T20:20:00Z",
    ),
    Read(
        "gate-liquidations",
        GATE + "futures_usdt_contract_stats_BTC_USDT_1h.recorded-2026-09-09.trimmed.json",
        8,  # five hours; the one without a single trade is a hole, and one of zeros is no quiet hour of three contracts
        "liquidations.gate.long_24h 2026-09-09T21:00:00Z = 1621680.358676, "
        "liquidations.gate.short_24h = 548698.024464, liquidations.gate.btc.short_24h = 548698.024464, "
        "liquidations.gate.hour_05 = 468791.527008",
        at="2026-09-09T21:00:00Z",
    ),
    Read(
        "bitfinex-liquidations",
        BITFINEX + "ws_liquidations.recorded-tardis-2020.json",
        33,  # 0.00268657 x 9080; three coins' two sides, 24 clock hours
        "liquidations.bitfinex.long_24h = 24.3940556, liquidations.bitfinex.short_24h = 0, "
        "liquidations.bitfinex.largest 2020-06-30T13:13:22Z = 24.3940556, "
        "liquidations.bitfinex.btc.long_24h = 24.3940556, liquidations.bitfinex.hour_13 = 24.3940556",
        at="2020-06-30T14:00:00Z",
    ),
    Read(
        "bitfinex-liquidations",
        BITFINEX + "ws_liquidations.recorded-tardis-2020.json",
        33,  # 4.56671421 x 235.52; the trigger of 8.6007 is the same order
        "liquidations.bitfinex.long_24h = 0, liquidations.bitfinex.short_24h = 1075.5525307392, "
        "liquidations.bitfinex.largest = 1075.5525307392, liquidations.bitfinex.eth.short_24h = 1075.5525307392",
        at="2020-07-06T12:00:00Z",
    ),
    Read(
        "bitfinex-liquidations",
        BITFINEX + "liquidations_hist.docs-sample.json",
        33,  # a hundred-millionth of a coin, x 1.0098
        "liquidations.bitfinex.largest 2023-03-10T16:22:31Z = 0.000000010098",
        at="2023-03-10T17:00:00Z",
    ),
    Read(
        "htx-liquidations",
        HTX + "swap_liquidation_orders_v3.docs-sample.json",
        4,  # of shorts nothing is known, which is no zero; once more for bitcoin, and its clock hour
        "liquidations.htx.long_24h = 24640.5743, liquidations.htx.largest 2021-12-04T04:54:07Z = 24640.5743",
        at="2021-12-04T06:00:00Z",
    ),
    Read(
        "htx-liquidations",
        HTX + "ws_liquidation_orders_BTC-USDT.recorded-tardis-2020-12-17.json",
        4,
        "liquidations.htx.long_24h = 5300.5635, liquidations.htx.largest = 5300.5635",
        at="2020-12-17T18:00:00Z",
    ),
]

SENTIMENT = [
    Read(
        "alternative-me",
        "flows/alternative_me/fng_limit_0.recorded-2025-11-25.trimmed.json",
        36,
        "sentiment.fear_greed 2025-11-25 = 20, sentiment.fear_greed 2025-11-04 = 21, "
        "sentiment.fear_greed 2025-11-03 = 42, sentiment.fear_greed 2018-02-01 = 30",
    ),
    Read(
        "alternative-me",
        "flows/alternative_me/fng_limit_1.recorded-2026-05-24.json",
        1,
        "sentiment.fear_greed 2026-05-23 = 28",
    ),
    Read("alternative-me", "news/alternative-me/fng.recorded.json", 1, "sentiment.fear_greed 2026-05-23 = 28"),
    Read(
        "coinmarketcap-fear-greed",
        "flows/coinmarketcap/v3_fear-and-greed_historical.recorded-2024-12.trimmed.json",
        16,
        "sentiment.fear_greed 2024-12-05 = 80, sentiment.fear_greed 2024-11-24 = 87, "
        "sentiment.fear_greed 2024-08-28 = 47",
    ),
    Read(
        "coinmarketcap-fear-greed",
        "market/coinmarketcap/fear-and-greed_historical.docs-sample.json",
        3,
        "sentiment.fear_greed 2024-01-15 = 72, sentiment.fear_greed 2024-01-13 = 65",
    ),
    Read(
        "polymarket",
        POLYMARKET + "what-price-will-bitcoin-hit.recorded-2026-02-27.fragment.json",
        2,
        "odds.btc_150k_2026_02 2026-02-27T12:00:00Z = 0.05, odds.btc_150k_2026_02.volume = 28317613.96917",
        at="2026-02-27T12:00:00Z",
        unwrap=as_event,
    ),
    Read(
        "polymarket-fed",
        POLYMARKET + "markets_list.recorded-2026-07-25.json",
        2,  # two other markets stand in the list
        "odds.fed_no_change_2026_07 2026-07-25T12:00:00Z = 73.55, "
        "odds.fed_no_change_2026_07.volume = 27163273.273135692",
        at="2026-07-25T12:00:00Z",
    ),
]

READ = [*PRICES, *FLOWS, *LIQUIDATIONS, *SENTIMENT]


class Refusal(NamedTuple):
    """An answer that holds no figure, the exit code, and words its sentence must have."""

    source: str
    file: str
    code: int
    words: str
    at: str = NOW
    unwrap: Unwrap = whole


LATER, NEVER = 75, 65
CHALLENGE = FARSIDE + "eth_cloudflare_challenge.recorded-2026-02-11.redacted.html"
BUSY = COINGECKO + "error_429.recorded-2022_2023.json"
BAD_REQUEST = COINGECKO + "errors_4xx.recorded-2021-07-19.json"
NO_AGENT = COINBASE + "error_missing_user_agent_400.recorded-2019-01-16.json"
BLOCKED = BINANCE + "error_451_geo_block.recorded.json"
BAD_SYMBOL = BINANCE + "fapi_ticker24hr_invalid_symbol_error.recorded.json"
GRASS = OKX + "ws_liquidation-orders_GRASS.recorded-2026-10-04.json"
REFUSED = [
    Refusal("coingecko", BUSY, LATER, "error 429: You've exceeded the Rate Limit"),
    Refusal("coingecko-global", BUSY, LATER, "error 429: You've exceeded the Rate Limit"),
    Refusal("coingecko", BAD_REQUEST, NEVER, "Missing parameter vs_currency", unwrap=item(0, "body_raw")),
    Refusal("coingecko", BAD_REQUEST, NEVER, "Missing parameter vs_currency", unwrap=item(1, "body_raw")),
    Refusal("coingecko-global", BAD_REQUEST, NEVER, "Missing parameter vs_currency", unwrap=item(2, "body_raw")),
    Refusal("coinbase", NO_AGENT, NEVER, "User-Agent header is required"),
    Refusal("coinbase-stats", NO_AGENT, NEVER, "User-Agent header is required"),
    Refusal("coinbase-stats", COINBASE + "stats_short.fixture-2015.json", NEVER, "without 'last'"),
    Refusal("binance", BLOCKED, NEVER, "Service unavailable from a restricted location"),
    Refusal("binance-klines", BLOCKED, NEVER, "Service unavailable from a restricted location"),
    Refusal("binance", BAD_SYMBOL, NEVER, "error -1121: Invalid symbol"),
    Refusal("binance-klines", BAD_SYMBOL, NEVER, "error -1121: Invalid symbol"),
    Refusal("binance-klines", BINANCE + "spot_klines_BTCUSDT_1h.recorded-2023-01.trimmed.json", NEVER, "closed day"),
    Refusal("farside-eth", CHALLENGE, LATER, "browser challenge"),
    Refusal("farside-btc", CHALLENGE, LATER, "browser challenge"),
    Refusal("sosovalue-btc", SOSOVALUE + "error_429.docs-sample.json", LATER, "error 42901: Rate limit exceeded"),
    Refusal("sosovalue-btc", SOSOVALUE + "etfs_summary-history.docs-sample.json", NEVER, "broken JSON"),  # the comment
    Refusal("okx-liquidations", OKX + "errors.from-tests.json", NEVER, "51001", unwrap=item(0)),
    Refusal("okx-liquidations", OKX + "errors.from-tests.json", NEVER, "Local compliance restrictions", unwrap=item(1)),
    Refusal("okx-liquidations", GRASS, NEVER, "GRASS-USDT-SWAP, whose contract size we do not know", unwrap=item(0)),
    Refusal(
        "okx-liquidations", OKX + "public_instruments_SWAP.recorded-nodate.json", NEVER, "only about its contracts"
    ),
    Refusal("okx-liquidations", OKX_PAGE, NEVER, "that is no zero", at="2026-10-01T00:00:00Z"),
    Refusal(
        "polymarket",
        POLYMARKET + "errors.recorded.json",
        NEVER,
        "offset too large",
        unwrap=item("422 offset too large"),
    ),
    Refusal(
        "kalshi",
        KALSHI + "markets.recorded-2026-07-25.json",
        NEVER,
        "quotes no bitcoin hour",
        at="2026-07-25T05:51:00Z",
    ),
    Refusal(
        "kalshi",
        KALSHI + "markets_unfiltered.recorded-2026-06-21.json",
        NEVER,
        "quotes no bitcoin hour",
        at="2026-06-21T18:30:00Z",
    ),
]

OTHERS = {
    COINGECKO: ("coingecko", "coingecko-global"),
    "market/coinpaprika/": ("coinpaprika", "coinpaprika-global"),
    COINBASE: ("coinbase", "coinbase-stats"),
    KRAKEN: ("kraken", "kraken-ticker"),
    BINANCE: ("binance", "binance-klines"),
    "market/coinmarketcap/": ("coinmarketcap-fear-greed",),
    OKX: ("okx-liquidations",),
    GATE: ("gate-liquidations",),
    BITFINEX: ("bitfinex-liquidations",),
    HTX: ("htx-liquidations",),
    COINGLASS: ("coinglass-etf-btc", "coinglass-holdings", "coinglass-liquidations"),
    COINGLASS_DOCS: ("coinglass-etf-btc", "coinglass-holdings", "coinglass-liquidations"),
    FARSIDE: ("farside-btc",),
    SOSOVALUE: ("sosovalue-btc",),
    POLYMARKET: ("polymarket", "polymarket-fed"),
    KALSHI: ("kalshi",),
    "flows/alternative_me/": ("alternative-me",),
    "flows/coinmarketcap/": ("coinmarketcap-fear-greed",),
    "news/alternative-me/": ("alternative-me",),
}
"""Every folder of recordings of a provider that we ask, and the sources that ask it, one a module."""
