"""The recordings of sectors, bitcoin's network and its holders, as `recordings.py` has those of the others."""

from recordings import COINGECKO, NEVER, Read, Refusal, item

MEMPOOL, BLOCKCHAIN, METRICS = "flows/mempool_space/", "flows/blockchain_com/", "flows/coinmetrics/"
GEOMETRY = "flows/bgeometrics/"
DOCUMENTED = MEMPOOL + "docs-samples.json"
ROWS, SAMPLE = METRICS + "timeseries_asset-metrics.recorded.json", METRICS + "timeseries_asset-metrics.docs-sample.json"

READ_CHAIN = [
    Read(
        "coingecko-categories",
        COINGECKO + "coins_categories.recorded-2021-05-16.trimmed.json",
        6,  # of the ten we follow, two are among the nine rows
        "sectors.defi.cap 2021-05-16T08:20:20Z = 136820578041.49733, sectors.defi.change_24h = -0.9466181422841903, "
        "sectors.exchanges.cap 2021-05-16T08:20:23Z = 169371736001.31586",
    ),
    Read(
        "coingecko-categories",
        COINGECKO + "coins_categories.docs-sample-2026-06.json",
        3,
        "sectors.layer1.cap 2026-05-26T10:01:55Z = 2152576804747.1516, sectors.layer1.volume_24h = 44289945362.19749, "
        "sectors.layer1.change_24h = -0.538526079299288",
    ),
    Read(
        "mempool-space",
        DOCUMENTED,
        4,
        "onchain.btc.hashrate 2022-05-15 = 189877203506913000000, onchain.btc.difficulty = 31251101365711.12",
        unwrap=item("GET /api/v1/mining/hashrate/3d"),
    ),
    Read(
        "mempool-space",
        DOCUMENTED,
        2,
        "onchain.btc.fee.next_block = 2.023, onchain.btc.fee.hour = 0.502",
        unwrap=item("GET /api/v1/fees/precise"),
    ),
    Read(
        "mempool-space",
        MEMPOOL + "difficulty-adjustment.server-test-vector.json",
        3,
        "onchain.btc.difficulty.next_change = 8.512745140778843, onchain.btc.difficulty.progress = 71.97420634920636, "
        "onchain.btc.difficulty.last_change 2024-02-02T15:42:06Z = 7.333505241141637",
        at="2024-02-11T22:43:01Z",
    ),
    Read(
        "blockchain-com",
        BLOCKCHAIN + "charts_hash-rate.recorded-2026-02.trimmed.json",
        1,
        "onchain.btc.hashrate 2026-02-17 = 1032365847424372700000",
    ),
    Read(
        "bgeometrics",
        GEOMETRY + "sth-realized-price.recorded-2026-09.fragment.json",
        1,
        "onchain.btc.sth_cost 2026-09-14 = 71262.19",
    ),
]

REFUSED_CHAIN = [
    Refusal("mempool-space", MEMPOOL + "difficulty-adjustment.server-test-vector.json", NEVER, "which cannot be"),
    Refusal(
        "blockchain-com", BLOCKCHAIN + "charts.docs-sample.json", NEVER, "counts in Transactions, where TH/s is due"
    ),
    Refusal("blockchain-com", BLOCKCHAIN + "q_hashrate.recorded-2026-02.txt", NEVER, "without 'unit'"),
    Refusal(
        "coinmetrics-cost",
        ROWS,
        NEVER,
        "no MVRV of a watched asset",
        unwrap=item("asset-metrics PriceUSD,AdrActCnt,... 2026-02-17"),
    ),
    Refusal("coinmetrics-cost", ROWS, NEVER, "error forbidden", unwrap=item("403 body (quoted)")),
    Refusal("coinmetrics-cost", SAMPLE, NEVER, "no MVRV of a watched asset", unwrap=item("200")),
    Refusal("coinmetrics-flows", SAMPLE, NEVER, "no exchange flow of a watched asset", unwrap=item("200")),
    *(
        Refusal("mempool-space", DOCUMENTED, NEVER, words, unwrap=item(name))
        for name, words in (
            ("GET /api/v1/prices", "without 'fastestFee'"),
            ("GET /api/v1/mining/difficulty-adjustments/1m", "without 'fastestFee'"),
            (
                "GET /api/v1/difficulty-adjustment (OLD sample in the docs: seconds; see the next entry)",
                "on 1970-01-19, which cannot be",
            ),
        )
    ),
]

OTHERS_CHAIN = {
    COINGECKO: ("coingecko-categories",),
    MEMPOOL: ("mempool-space",),
    BLOCKCHAIN: ("blockchain-com",),
    METRICS: ("coinmetrics-cost", "coinmetrics-flows"),
    GEOMETRY: ("bgeometrics",),
}
