"""The real series that come with the project: complete, in one spelling, and saying what the record says."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from brief.history import (
    HEADER,
    differences,
    from_high,
    highest_since,
    lowest_since,
    month_changes,
    month_run,
    rank,
    read_rows,
    rolling_sums,
    sessions,
    streak,
    write_row,
)
from brief.models.series import Point, Series, Sessions

FOLDER = Path(__file__).parents[2] / "content" / "_series"
FUNDS = {
    "btc": "ibit fbtc bitb arkb btco ezbc brrr hodl btcw gbtc btc",
    "eth": "etha feth ethw teth ethv qeth ezet ethe eth",
    "sol": "bsol gsol",
}
LAUNCH = {"btc": date(2024, 1, 11), "eth": date(2024, 7, 23), "sol": date(2025, 10, 28)}
LATER = {"etf.btc.funds.btc": date(2024, 7, 31), "etf.sol.funds.gsol": date(2025, 10, 29)}
BINANCE = {
    "btc": date(2017, 8, 17),
    "eth": date(2017, 8, 17),
    "xrp": date(2018, 5, 4),
    "sol": date(2023, 6, 9),
    "bnb": date(2023, 6, 9),
    "doge": date(2023, 6, 9),
}
FLOWS = {f"etf.{asset}.net": day for asset, day in LAUNCH.items()} | {
    name: LATER.get(name, LAUNCH[asset])
    for asset, funds in FUNDS.items()
    for name in (f"etf.{asset}.funds.{fund}" for fund in funds.split())
}
PRICES = {
    f"prices.{asset}.binance.{part}": day for asset, day in BINANCE.items() for part in ("open", "high", "low", "close")
} | {"prices.btc.coinbase.close": date(2015, 7, 20), "prices.eth.coinbase.close": date(2016, 5, 18)}
MONEY: dict[str, tuple[date, date, Sessions]] = {
    # the first day, the last that was known at noon of Nov. 4, and the days that have one
    "macro.sofr": (date(2018, 4, 3), date(2025, 10, 31), "bonds"),
    "macro.reverse_repo": (date(2019, 4, 22), date(2025, 11, 3), "bonds"),
    "macro.tga_week": (date(2002, 12, 18), date(2025, 10, 29), "wednesdays"),
}
FIRST = (
    FLOWS
    | PRICES
    | {
        "sentiment.fear_greed": date(2018, 2, 1),
        "stablecoins.total.supply": date(2017, 11, 29),
    }
)
HOLES = {
    "etf.btc.funds.btc": [date(2024, 11, 20)],
    "etf.eth.funds.eth": [date(2024, 11, 20)],
    "prices.eth.coinbase.close": [date(2016, 5, 21), date(2016, 5, 22)],
    "sentiment.fear_greed": [date(2018, 4, 14), date(2018, 4, 15), date(2018, 4, 16), date(2024, 10, 26)],
}
MONDAY = date(2025, 11, 3)
EDITION = date(2025, 11, 4)
NOON = datetime(2025, 11, 4, 12, tzinfo=UTC)


@cache
def text(name: str) -> str:
    return (FOLDER / f"{name}.csv").read_bytes().decode()


@cache
def rows(name: str) -> tuple[Point, ...]:
    return tuple(read_rows(text(name), name))


def seen(name: str, known: datetime = NOON) -> Series:
    kind: Sessions = "nyse" if name.startswith("etf.") else "calendar"
    return Series.known_at(name, rows(name), day=EDITION, known=known, sessions=kind, since_birth=True)


def test_these_and_no_others_are_shipped() -> None:
    assert {path.name for path in FOLDER.iterdir()} >= {f"{name}.csv" for name in (*FIRST, *MONEY)}
    assert len(FIRST) == 53


@pytest.mark.parametrize("name", FIRST)
def test_a_file_is_complete_and_spelled_our_way(name: str) -> None:
    """Every session from the first day on has its row, but for the days the source itself never reported."""
    shipped = [row for row in rows(name) if row.known <= NOON]
    last = EDITION if name == "sentiment.fear_greed" else MONDAY
    due = sessions("nyse" if name.startswith("etf.") else "calendar", FIRST[name], last)
    assert [row.day for row in shipped] == [day for day in due if day not in HOLES.get(name, [])]
    assert text(name).startswith(HEADER + "\n" + "".join(map(write_row, shipped)))


@pytest.mark.parametrize("name", FIRST)
def test_no_row_is_known_before_it_could_be(name: str) -> None:
    published = {
        "etf": (1, time(5, 30)),
        "prices": (1, time()),
        "sentiment": (0, time()),
        "stablecoins": (0, time(1)),  # a day's first count is its figure
    }
    sources = {
        "etf": f"farside-{name[4:7]}",
        "prices": "coinbase" if "coinbase" in name else "binance-klines",
        "stablecoins": "defillama-stablecoins",
    }
    days, hour = published[name.split(".")[0]]
    for row in rows(name):
        if row.known <= NOON:
            assert row.known == datetime.combine(row.day + timedelta(days=days), hour, UTC)
            assert row.source == sources.get(name.split(".")[0], "alternative-me")


@pytest.mark.parametrize("asset", LAUNCH)
def test_the_funds_add_up_to_the_net_flow(asset: str) -> None:
    total: dict[date, Decimal] = {}
    for fund in FUNDS[asset].split():
        for row in seen(f"etf.{asset}.funds.{fund}").points:
            total[row.day] = total.get(row.day, Decimal(0)) + row.value
    assert {row.day: row.value for row in seen(f"etf.{asset}.net").points} == total


def test_a_candle_holds_its_open_and_close() -> None:
    for asset in BINANCE:
        candle = [seen(f"prices.{asset}.binance.{part}").points for part in ("low", "open", "close", "high")]
        for low, opened, closed, high in zip(*candle, strict=True):
            assert low.value <= min(opened.value, closed.value) <= max(opened.value, closed.value) <= high.value


def test_monday_is_not_known_before_it_is_published() -> None:
    early = seen("etf.btc.net", datetime(2025, 11, 4, 5, 29, 59, tzinfo=UTC))
    assert early.points[-1].day == date(2025, 10, 31)
    assert seen("etf.btc.net").points[-1].day == MONDAY


def test_bitcoin_funds_lost_money_four_sessions_in_a_row() -> None:
    flows = seen("etf.btc.net")
    run = streak(flows, MONDAY)
    assert run is not None
    assert (run.length, run.sign, run.total) == (4, -1, Decimal(-1_337_200_000))
    assert run.days == (date(2025, 10, 29), date(2025, 10, 30), date(2025, 10, 31), MONDAY)
    smallest = rank(flows, MONDAY, "highest", run.length)
    assert smallest is not None
    assert (smallest.rank, smallest.value) == (1, Decimal(-186_500_000))


def test_bitcoin_funds_lost_the_most_in_four_sessions_since_august() -> None:
    since = lowest_since(rolling_sums(seen("etf.btc.net"), 4), MONDAY)
    assert since is not None
    assert (since.value, since.found, since.record) == (Decimal(-1_337_200_000), date(2025, 8, 5), False)


def test_ether_funds_lost_money_four_sessions_in_a_row() -> None:
    flows = seen("etf.eth.net")
    run, today = streak(flows, MONDAY), flows.on(MONDAY)
    assert run is not None
    assert today is not None
    assert (today.value, run.length, run.total) == (Decimal(-135_700_000), 4, Decimal(-499_500_000))


def test_solana_funds_had_their_best_day_ever() -> None:
    flows = seen("etf.sol.net")
    since, launch = highest_since(flows, MONDAY), flows.on(date(2025, 10, 28))
    assert since is not None
    assert launch is not None
    assert (since.value, launch.value) == (Decimal(70_100_000), Decimal(69_500_000))
    assert (since.record, since.found, since.first, since.n) == (True, None, date(2025, 10, 28), 5)


def test_fear_is_at_its_lowest_since_april() -> None:
    since = lowest_since(seen("sentiment.fear_greed"), EDITION)
    assert since is not None
    assert (since.value, since.found, since.found_value) == (Decimal(21), date(2025, 4, 9), Decimal(18))


def test_fear_fell_the_most_since_october() -> None:
    since = lowest_since(differences(seen("sentiment.fear_greed")), EDITION)
    assert since is not None
    assert (since.value, since.found) == (Decimal(-21), date(2025, 10, 11))


def test_fear_has_no_record_across_the_days_the_index_skipped() -> None:
    """5 on 2019-08-22 is the lowest ever; three days missing in 2018 forbid us to say so."""
    index = seen("sentiment.fear_greed")
    lowest = min(index.points, key=lambda point: point.value)
    assert (lowest.day, lowest.value) == (date(2019, 8, 22), Decimal(5))
    assert lowest_since(index, lowest.day) is None


def test_bitcoin_is_a_sixth_below_its_high() -> None:
    high = from_high(seen("prices.btc.binance.high"), MONDAY, Decimal(103_849))
    assert high is not None
    assert (high.high_day, high.high) == (date(2025, 10, 6), Decimal("126199.63"))
    assert round(high.percent, 1) == Decimal("-17.7")
    assert high.first == date(2024, 11, 4)


@pytest.mark.parametrize("name", MONEY)
def test_money_markets_and_the_treasury_s_cash_are_whole(name: str) -> None:
    first, last, kind = MONEY[name]
    shipped = [row for row in rows(name) if row.known <= NOON]
    assert [row.day for row in shipped] == sessions(kind, first, last)
    assert text(name).startswith(HEADER + "\n" + "".join(map(write_row, shipped)))
    assert {row.source for row in shipped} == {"nyfed-rates" if name == "macro.sofr" else "fred-fed"}


@pytest.mark.parametrize(
    ("name", "day", "known"),
    [
        ("macro.sofr", date(2025, 10, 30), datetime(2025, 10, 31, 12, tzinfo=UTC)),  # 8:00 in New York's summer
        ("macro.sofr", date(2025, 10, 31), datetime(2025, 11, 3, 13, tzinfo=UTC)),  # Monday's, in winter
        ("macro.sofr", date(2025, 10, 10), datetime(2025, 10, 14, 12, tzinfo=UTC)),  # over Columbus Day
        ("macro.reverse_repo", date(2025, 11, 3), datetime(2025, 11, 3, 21, tzinfo=UTC)),
        ("macro.tga_week", date(2025, 10, 29), datetime(2025, 10, 30, 20, 30, tzinfo=UTC)),
        ("macro.tga_week", date(2024, 11, 27), datetime(2024, 11, 29, 21, 30, tzinfo=UTC)),  # over Thanksgiving
    ],
)
def test_a_rate_is_known_on_the_next_morning_and_an_average_on_the_next_day(
    name: str, day: date, known: datetime
) -> None:
    """An edition of noon on Nov. 4 knows no SOFR of Nov. 3: it came an hour later."""
    (row,) = [row for row in rows(name) if row.day == day]
    assert row.known == known


def test_sofr_had_not_risen_so_far_in_a_day_since_the_fed_last_raised_rates() -> None:
    sofr = Series.known_at("macro.sofr", rows("macro.sofr"), day=EDITION, known=NOON, sessions="bonds")
    since = highest_since(differences(sofr), date(2025, 10, 31))
    assert since is not None
    assert (since.value, since.found, since.found_value) == (Decimal("0.18"), date(2023, 7, 27), Decimal("0.25"))


def test_the_treasury_had_not_had_so_much_since_april_2021() -> None:
    cash = Series.known_at("macro.tga_week", rows("macro.tga_week"), day=EDITION, known=NOON, sessions="wednesdays")
    since = highest_since(cash, date(2025, 10, 29))
    assert since is not None
    assert (since.value, since.found) == (Decimal(957_990_000_000), date(2021, 4, 28))
    assert since.found_value == Decimal(967_689_000_000)


def test_the_supply_of_stablecoins_grew_for_25_months() -> None:
    supply = seen("stablecoins.total.supply")
    run = month_run(month_changes(supply, MONDAY))
    assert run is not None
    assert (run.length, run.sign, run.first, run.before.first) == (25, 1, date(2023, 10, 1), date(2023, 9, 1))
    assert (run.last.first, run.last.absolute) == (date(2025, 10, 1), Decimal(8_489_796_286))
    assert run.before.absolute == Decimal(-1_298_000_000)


def test_a_day_of_the_supply_is_what_there_was_when_it_began() -> None:
    """USDC fell below a dollar on March 11, 2023 and was back on the 13th: what coins were worth fell on the 12th."""
    worth = {point.day.day: point.value for point in seen("stablecoins.total.supply").points[1920:1940]}
    assert worth[12] == min(worth[day] for day in range(9, 15))


def test_the_supply_is_that_of_the_two_copies_it_came_from(contracts: Path) -> None:
    """The older one has six digits, the newer one all; where both have a day, they say the same."""
    copies = [
        dict(line.split(",") for line in path.read_text(encoding="utf-8").splitlines()[1:])
        for path in (
            contracts.parent / "figures" / f"stablecoin_supply_defillama_{which}.csv" for which in ("6sig", "exact")
        )
    ]
    coarse, exact = copies
    for row in rows("stablecoins.total.supply"):
        day = row.day.isoformat()
        assert row.value == Decimal(exact.get(day, coarse[day]))
        assert Decimal(coarse[day]) == Decimal(f"{row.value:.5e}")
