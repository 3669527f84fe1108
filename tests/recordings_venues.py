"""The recordings of perpetuals, futures, options, stocks and gold, as `recordings.py` has those of the others."""

from recordings import (
    BAD_SYMBOL,
    BINANCE,
    BLOCKED,
    GATE,
    KRAKEN,
    LATER,
    NEVER,
    OKX,
    Read,
    Refusal,
    item,
)

HYPERLIQUID = "market/hyperliquid/"
OKX_INTEREST = OKX + "public_open-interest_BTC-USDT-SWAP.recorded-2026-09-29.json"
OKX_HISTORY = OKX + "rubik_contracts_open-interest-history_BTC-USDT-SWAP_1D.recorded-2026-09-29.json"
OKX_FUNDING = OKX + "public_funding-rate_BTC-USDT-SWAP.recorded-2026-09-29.json"
OKX_DOT = OKX + "public_open-interest_DOT-USDT-SWAP.recorded-2026-09-20.json"
GATE_CONTRACT = GATE + "futures_usdt_contracts_BTC_USDT.recorded-2026-09-09.json"
GATE_STATS = GATE + "futures_usdt_contract_stats_BTC_USDT_1h.recorded-2026-09-09.trimmed.json"
DERIBIT = "market/deribit/"
BYBIT, BITMEX, COINALYZE = "market/bybit/", "market/bitmex/", "market/coinalyze/"
INTERVALS = BINANCE + "fapi_fundingInfo.recorded-2025-07.trimmed.json"
PREMIUM = BINANCE + "fapi_premiumIndex_BTCUSDT.recorded-2023-06-20.json"
INTEREST = BINANCE + "fapi_openInterestHist_BTCUSDT_1h.recorded-2026-09-08.json"
ACCOUNTS = BINANCE + "fapi_globalLongShortAccountRatio_BTCUSDT_1h.recorded-2026-09-08.json"
BYBIT_TICKER = BYBIT + "market_tickers_linear_BTCUSDT.recorded-2026-09-08.json"
BYBIT_HOURS = BYBIT + "market_open-interest_linear_BTCUSDT_1h.recorded-2026-09-08.json"
FRED, YAHOO = "news/fred/", "news/yahoo-chart/"
NYFED, TREASURY = "news/nyfed/", "news/treasury-fiscaldata/"
HOURS = BINANCE + "spot_klines_BTCUSDT_1h.recorded-2023-01.trimmed.json"

READ_ALSO = [
    Read(
        "okx-derivatives",
        f"{OKX_FUNDING} {OKX_INTEREST} {OKX_HISTORY}",
        4,  # 0.0000254522348410 x 100 x 8 / 8; coins, not contracts
        "derivatives.btc.funding.okx 2026-09-29T08:09:27Z = 0.0025452234841, "
        "derivatives.btc.oi.okx 2026-09-29T08:09:55Z = 28009.1882000000916, "
        "derivatives.btc.oi_usd.okx = 2351802690.88828769123064, "
        "derivatives.btc.oi_before.okx 2026-09-27T16:00:00Z = 28984.0074000000657",
        at="2026-09-29T08:10:00Z",
    ),
    Read("okx-derivatives", OKX_FUNDING, 1, "derivatives.btc.funding.okx = 0.0025452234841"),
    Read("okx-derivatives", OKX_INTEREST, 2, "derivatives.btc.oi.okx = 28009.1882000000916"),
    Read("okx-derivatives", OKX_HISTORY, 1, "derivatives.btc.oi_before.okx = 28984.0074000000657"),
    Read(
        "okx-derivatives",
        OKX_DOT,
        2,  # not in the entry: read by its own name
        "derivatives.dot.oi.okx 2026-09-20T20:35:34Z = 7563381, derivatives.dot.oi_usd.okx = 8697131.8119",
    ),
    Read(
        "gate-contracts",
        f"{GATE_CONTRACT} {GATE_STATS}",
        4,  # 319,968,666 x 0.0001, x 78,081.6; the row of a day before was trimmed away
        "derivatives.btc.funding.gate 2026-09-09T21:54:00Z = 0.0037, derivatives.btc.oi.gate = 31996.8666, "
        "derivatives.btc.oi_usd.gate = 2498366539.11456, "
        "derivatives.btc.long_share.gate 2026-09-09T20:00:00Z = 56.33286318758815218433320535",
        at="2026-09-09T21:54:00Z",
    ),
    Read("gate-contracts", GATE_CONTRACT, 3, "derivatives.btc.oi.gate = 31996.8666"),
    Read("gate-contracts", GATE_STATS, 1, "derivatives.btc.long_share.gate = 56.33286318758815218433320535"),
    Read(
        "hyperliquid",
        HYPERLIQUID + "metaAndAssetCtxs_mainnet_BTC_only.recorded-2026-09-08.trimmed.json",
        3,  # 0.0000100836 an hour, x 100 x 8
        "derivatives.btc.funding.hyperliquid 2026-11-20T12:00:00Z = 0.00806688, "
        "derivatives.btc.oi.hyperliquid = 33997.0627, derivatives.btc.oi_usd.hyperliquid = 2664825762.6768",
    ),
    Read(
        "hyperliquid",
        HYPERLIQUID + "metaAndAssetCtxs_testnet_with_nulls.recorded-2024-12-22.trimmed.json",
        9,  # of nine coins five are delisted, and kPEPE is not watched
        "derivatives.btc.funding.hyperliquid = -0.444136, derivatives.btc.oi.hyperliquid = 1769.9173, "
        "derivatives.btc.oi_usd.hyperliquid = 175450132.0317, derivatives.eth.funding.hyperliquid = 0.276808, "
        "derivatives.eth.oi.hyperliquid = 2013.937, derivatives.eth.oi_usd.hyperliquid = 7171831.0507, "
        "derivatives.sol.funding.hyperliquid = 0.01, derivatives.sol.oi.hyperliquid = 7029.78, "
        "derivatives.sol.oi_usd.hyperliquid = 1416430.3722",
    ),
    Read(
        "kraken-futures",
        KRAKEN + "futures_tickers.recorded-2026-09-09.trimmed.json",
        3,  # PF_XBTUSD, not the PI_XBTUSD beside it; 0.24851358871905724 / 78115.14704713407 x 100 x 8
        "derivatives.btc.funding.kraken 2026-09-09T21:54:00Z = 0.002545100130903995665180811924, "
        "derivatives.btc.oi.kraken = 2080.7149, derivatives.btc.oi_usd.kraken = 162535350.376662861746643",
        at="2026-09-09T21:54:00Z",
    ),
    Read(
        "deribit-options",
        DERIBIT + "book_summary_by_currency_BTC_option.recorded-2026-09-08.trimmed.json",
        5,  # 18 of about 900 rows: no two puts around 25 delta, so no skew
        "derivatives.btc.basis 2026-09-08T23:14:33Z = 4.056432020354063531077129484, "
        "derivatives.btc.expiry.coin = 6375.2, derivatives.btc.expiry.usd = 500416542.6, "
        "derivatives.btc.expiry.max_pain = 79000, "
        "derivatives.btc.expiry.put_call = 0.6593009031519221259207204393",
        at="2026-09-08T23:20:00Z",
    ),
    Read(
        "deribit-dvol",
        DERIBIT + "volatility_index_data_BTC_1D.recorded-2026-09-29.json",
        4,
        "derivatives.btc.dvol 2026-09-29 = 35.74, derivatives.btc.dvol 2026-09-28 = 35.93, "
        "derivatives.btc.dvol 2026-09-27 = 35.07, derivatives.btc.dvol 2026-09-26 = 34.92",
        at="2026-09-29T08:10:00Z",
    ),
    Read(
        "deribit-perpetual",
        DERIBIT + "ticker.docs-sample.json",
        3,
        "derivatives.btc.funding.deribit 2021-06-07T09:54:41Z = 0.002203, "
        "derivatives.btc.oi_usd.deribit = 502231260, derivatives.btc.oi.deribit = 13840.02892391516717091537192",
        at="2021-06-07T10:00:00Z",
    ),
    Read(
        "binance-futures",
        f"{INTERVALS} {PREMIUM} {INTEREST} {ACCOUNTS}",
        5,  # BTCUSDT is not in the list of intervals: 8 hours; 0.00001226 x 100
        "derivatives.btc.funding.binance 2023-06-20T06:55:12Z = 0.001226, "
        "derivatives.btc.oi.binance 2026-09-08T23:00:00Z = 106422.356, "
        "derivatives.btc.oi_usd.binance 2026-09-08T23:00:00Z = 8356943211.7272, "
        "derivatives.btc.oi_before.binance 2026-09-07T23:00:00Z = 107100.284, "
        "derivatives.btc.long_share.binance 2026-09-08T23:00:00Z = 56.47",
    ),
    Read(
        "binance-futures",
        BINANCE + "fapi_globalLongShortAccountRatio_5m.recorded-2020-10-16.trimmed.json",
        1,  # the newest of three rows
        "derivatives.btc.long_share.binance 2020-10-16T04:05:00Z = 56.45",
    ),
    Read(
        "bybit",
        f"{BYBIT_TICKER} {BYBIT_HOURS}",
        4,  # the single side; openInterest counts both
        "derivatives.btc.funding.bybit 2026-09-08T23:14:33Z = 0.00523, "
        "derivatives.btc.oi.bybit 2026-09-08T23:14:33Z = 28199.912, "
        "derivatives.btc.oi_usd.bybit 2026-09-08T23:14:33Z = 2212915902.43, "
        "derivatives.btc.oi_before.bybit 2026-09-07T23:00:00Z = 27234.55",
    ),
    Read(
        "bitmex",
        BITMEX + "instrument_XBTUSD.recorded-2024-11-24.json",
        3,  # 411647400 contracts of one dollar / 97849.76
        "derivatives.btc.funding.bitmex 2024-11-24T23:33:19Z = 0.011, "
        "derivatives.btc.oi_usd.bitmex = 411647400, derivatives.btc.oi.bitmex = 4206.933159570345394817524335",
    ),
    Read(
        "fred",
        FRED + "fredgraph_DGS10.recorded-trimmed.csv",
        41,  # six holidays are no readings
        "macro.ten_year 2026-07-30 = 4.68, macro.ten_year 2026-07-02 = 4.49, macro.ten_year 1962-01-02 = 4.06",
    ),
    Read(
        "fred",
        FRED + "fredgraph_DTWEXBGS.recorded-trimmed.csv",
        41,
        "macro.dollar 2026-07-24 = 120.7105, macro.dollar 2026-06-24 = 121.412, macro.dollar 2006-01-02 = 101.4155",
    ),
    Read(
        "fred-fed",
        FRED + "fredgraph_RRPONTSYD.recorded-trimmed.csv",
        39,  # billions
        "macro.reverse_repo 2026-07-31 = 2151000000, macro.reverse_repo 2003-02-07 = 2500000000",
    ),
    Read(
        "nyfed-rates",
        NYFED + "rates_all_latest.recorded.json",
        2,  # taken as the answer about SOFR, which comes first; the others between are left alone
        "macro.sofr 2026-09-22 = 3.87, macro.sofr_volume = 2940000000000",
    ),
    Read(
        "nyfed-rates",
        NYFED + "rates_secured_sofr_search.recorded.json",
        8,
        "macro.sofr 2024-06-06 = 5.33, macro.sofr 2024-06-03 = 5.35, macro.sofr_volume 2024-06-03 = 1912000000000",
    ),
    Read(
        "treasury-cash",
        TREASURY + "dts_operating_cash_balance.recorded-trimmed.json",
        3,  # a closing balance of each day, and none of its opening
        "macro.tga 2026-09-23 = 947317000000, macro.tga 2026-09-22 = 957409000000, "
        "macro.tga 2026-09-21 = 1004391000000",
    ),
    Read(
        "yahoo-chart",
        YAHOO + "chart-GC=F-2020-01-01-to-2020-01-03.recorded.json",
        1,
        "macro.gold 2020-01-02 = 1524.5",
        unwrap=item("response", "bodyJson"),
    ),
    Read(
        "binance-hours",
        HOURS,
        2,  # three hours of the 24
        "prices.btc.binance.hour_high 2022-12-31T20:00:00Z = 16574.97, "
        "prices.btc.binance.hour_low 2022-12-31T22:00:00Z = 16470",
        at="2022-12-31T22:30:00Z",
    ),
    Read(
        "binance-hours",
        HOURS,
        2,
        "prices.btc.binance.hour_high 2023-01-08T03:00:00Z = 16944.62, "
        "prices.btc.binance.hour_low 2023-01-08T02:00:00Z = 16919.07",
        at="2023-01-08T04:00:00Z",
    ),
]

REFUSED_ALSO = [
    Refusal("okx-derivatives", OKX + "errors.from-tests.json", NEVER, "51001", unwrap=item(0)),
    Refusal("okx-derivatives", OKX + "errors.from-tests.json", NEVER, "Local compliance restrictions", unwrap=item(1)),
    Refusal(  # dollars of all contracts, no coins
        "okx-derivatives",
        OKX + "rubik_contracts_open-interest-volume_BTC_1H.recorded-2026-09-28.trimmed.json",
        NEVER,
        "not a time, contracts, coin and dollars",
    ),
    Refusal(  # settled rates without their period
        "okx-derivatives",
        OKX + "public_funding-rate-history_DOT-USDT-SWAP.recorded-2026-09-20.json",
        NEVER,
        "DOT-USDT-SWAP, which was not asked",
    ),
    Refusal(
        "hyperliquid",
        HYPERLIQUID + "info_fundingHistory_BTC.recorded-2023-05.trimmed.json",
        NEVER,
        "without 'universe'",
        unwrap=item("response_body"),
    ),
    Refusal(
        "deribit-options",
        DERIBIT + "get_book_summary_by_currency.docs-sample.json",
        NEVER,
        "an option on ETH, not on BTC",
    ),
    Refusal("deribit-dvol", DERIBIT + "get_volatility_index_data.docs-sample.json", NEVER, "does not begin with a day"),
    Refusal("deribit-options", DERIBIT + "get_funding_chart_data.docs-sample.json", NEVER, "where a list is due"),
    Refusal("deribit-perpetual", DERIBIT + "ticker_option_single.recorded-2019-04-24.json", NEVER, "without 'result'"),
    Refusal(
        "deribit-perpetual",
        DERIBIT + "ticker_option_with_greeks.recorded-ws-2021-07-22.trimmed.json",
        NEVER,
        "without 'result'",
    ),
    Refusal("binance-futures", BLOCKED, NEVER, "Service unavailable from a restricted location"),
    Refusal("binance-basis", BLOCKED, NEVER, "Service unavailable from a restricted location"),
    Refusal("binance-futures", BAD_SYMBOL, NEVER, "error -1121: Invalid symbol"),
    Refusal("binance-basis", BAD_SYMBOL, NEVER, "error -1121: Invalid symbol"),
    Refusal("binance-futures", PREMIUM, NEVER, "BTCUSDT, which was not asked"),  # as the answer about intervals
    Refusal(
        "binance-futures",
        BINANCE + "fapi_premiumIndex_all.recorded-2020-10-16.trimmed.json",
        NEVER,
        "nothing about funding, open interest or accounts",
    ),
    Refusal(
        "binance-futures",
        BINANCE + "fapi_openInterest_BTCUSDT.recorded-2026-09-08.json",
        NEVER,
        "nothing about funding, open interest or accounts",
    ),
    Refusal(
        "binance-basis",
        BINANCE + "usdm_basis_CURRENT_QUARTER_15m.recorded-2024-06-27.json",
        NEVER,
        "ends on 2024-06-28, in less than 7 days",
        at="2024-06-27T15:00:00Z",
    ),
    Refusal("binance-basis", BINANCE + "usdm_basis_PERPETUAL.docs-sample.json", NEVER, "of type PERPETUAL"),
    Refusal(
        "binance-basis",
        BINANCE + "coinm_basis_CURRENT_QUARTER.recorded-2020-10-16.trimmed.json",
        NEVER,
        "BTCUSD, which was not asked",
    ),
    Refusal("bybit", BYBIT + "market_tickers_inverse.docs-sample.json", NEVER, "of category inverse, not linear"),
    Refusal("bybit", BYBIT + "market_open-interest_inverse.docs-sample-2026-06.json", NEVER, "of category inverse"),
    Refusal("bybit", BYBIT + "market_tickers_option.docs-sample.json", NEVER, "of category option, not linear"),
    Refusal("bybit", BYBIT + "market_tickers_spot.docs-sample.json", NEVER, "of category spot, not linear"),
    Refusal("bitmex", BITMEX + "errors.recorded-2018_2019.json", LATER, "Rate limit exceeded", unwrap=item(0, "body")),
    Refusal("bitmex", BITMEX + "errors.recorded-2018_2019.json", LATER, "overloaded", unwrap=item(1, "body")),
    Refusal("bitmex", BITMEX + "errors.recorded-2018_2019.json", NEVER, "Not Found", unwrap=item(2, "body")),
    Refusal(
        "coinalyze-liquidations",
        COINALYZE + "liquidation-history_1hour.recorded-2025-10-24.fragment.json",
        NEVER,
        "an hour of 0.068 US dollars, which is coin",  # it was asked without convert_to_usd
        at="2025-10-23T11:00:00Z",
    ),
    Refusal(
        "coinalyze-liquidations",
        COINALYZE + "liquidation-history_1hour.recorded-2025-10-24.fragment.json",
        NEVER,
        "no hour of the 24",
    ),
    Refusal(
        "fred",
        FRED + "fredgraph_RRPONTSYD.recorded-trimmed.csv",
        NEVER,
        "'observation_date,RRPONTSYD' where the header",
    ),
    Refusal("fred", FRED + "fredgraph_SOFR.recorded-trimmed.csv", NEVER, "'observation_date,SOFR' where the header"),
    Refusal("fred", FRED + "fredgraph_WALCL.recorded-trimmed.csv", NEVER, "'observation_date,WALCL' where the header"),
    Refusal("fred", "news/stooq/history-challenge.recorded.html", NEVER, "web page instead of data"),
    Refusal("fred", "news/stooq/blocked_js_challenge.recorded.html", NEVER, "web page instead of data"),
    Refusal("yahoo-chart", YAHOO + "v8_not_found.docs-sample.json", NEVER, "error Not Found: No data found"),
    Refusal("yahoo-chart", YAHOO + "v8_GSPC_1y.recorded-trimmed.json", NEVER, "about '^GSPC' where GC=F was asked for"),
    Refusal("yahoo-chart", YAHOO + "v8_GSPC_5d.recorded.json", NEVER, "about '^GSPC' where GC=F was asked for"),
    Refusal("yahoo-chart", YAHOO + "v8_IXIC_1y.recorded-trimmed.json", NEVER, "about '^IXIC' where GC=F was asked for"),
    *(
        Refusal("yahoo-chart", YAHOO + file, NEVER, "where GC=F was asked for", unwrap=item("response", "bodyJson"))
        for file in (
            "chart-AAPL-2025-02-01-to-2025-02-02-includePrePost-false-interval-1m.recorded.json",
            "chart-BTC-USD-2020-01-01-to-2020-01-03.recorded.json",
            "chart-EURUSD=X-2020-01-01-to-2020-01-03.recorded.json",
            "chart-QQQ-2020-01-01-to-2020-01-03.recorded.json",
            "chart-WSU.DE-2023-08-04-to-2023-08-09.recorded.json",
        )
    ),
    Refusal("binance-hours", BLOCKED, NEVER, "Service unavailable from a restricted location"),
    Refusal("binance-hours", BAD_SYMBOL, NEVER, "error -1121: Invalid symbol"),
    Refusal("binance-hours", BINANCE + "spot_klines_BTCUSDT_1d.recorded-2019.trimmed.json", NEVER, "not hours"),
    Refusal("binance-hours", HOURS, NEVER, "no hour of the 24 before 2026-11-20T12:00:00Z"),
]

OTHERS_ALSO = {
    BINANCE: ("binance-futures", "binance-basis", "binance-hours"),
    KRAKEN: ("kraken-futures",),
    OKX: ("okx-derivatives",),
    GATE: ("gate-contracts",),
    HYPERLIQUID: ("hyperliquid",),
    BYBIT: ("bybit",),
    BITMEX: ("bitmex",),
    COINALYZE: ("coinalyze-liquidations",),
    DERIBIT: ("deribit-options", "deribit-dvol", "deribit-perpetual"),
    FRED: ("fred", "fred-fed"),
    NYFED: ("nyfed-rates",),
    TREASURY: ("treasury-cash",),
    YAHOO: ("yahoo-chart",),
}
