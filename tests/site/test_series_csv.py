"""A table for download must hold what may be passed on, all of it, and nothing else."""

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.history.rows import read_rows
from brief.models.series import Point
from brief.site.machine.series_csv import HEADER, series_csv
from brief.store import Store
from nights import REPOSITORY, configuration

PUBLISH = {"open": "bytes", "part": "extract", "hashed": "hash", "closed": "none"}


def row(day: int, value: str, source: str = "open", known: int = 1) -> Point:
    return Point(
        day=date(2025, 11, day), value=Decimal(value), source=source, known=datetime(2025, 11, 4, known, tzinfo=UTC)
    )


def test_each_day_has_the_number_known_last_with_all_its_digits() -> None:
    rows = [row(2, "-1.10"), row(1, "1E+3"), row(2, "5", known=3), row(2, "7", known=2), row(3, "0.00000001", "part")]
    assert series_csv(rows, "usd", PUBLISH) == (
        "day,value,unit,source\n2025-11-01,1000,usd,open\n2025-11-02,5,usd,open\n2025-11-03,0.00000001,usd,part\n"
    )


@pytest.mark.parametrize("source", ["hashed", "closed", "forgotten"])
def test_a_source_that_does_not_allow_it_is_in_no_table(source: str) -> None:
    assert series_csv([row(1, "1", source)], "usd", PUBLISH) == ""
    assert source not in series_csv([row(1, "1", source), row(2, "2")], "usd", PUBLISH)


def test_a_number_that_was_revised_by_a_closed_source_is_not_given_as_it_was() -> None:
    """What we know by now says otherwise: the old number would be wrong, and the new one is not ours to pass on."""
    assert series_csv([row(1, "1"), row(1, "2", "closed", known=2)], "usd", PUBLISH) == ""


points = st.builds(
    row,
    st.integers(1, 9),
    st.decimals(allow_nan=False, allow_infinity=False, places=2).map(str),
    st.sampled_from([*PUBLISH, "forgotten"]),
    st.integers(0, 9),
)


@given(st.lists(points))
def test_the_table_is_what_a_reader_of_all_rows_would_keep(rows: list[Point]) -> None:
    kept = []
    for day in sorted({one.day for one in rows}):
        of_day = [one for one in rows if one.day == day]
        last = [one for one in of_day if one.known == max(each.known for each in of_day)][-1]
        if PUBLISH.get(last.source) in ("bytes", "extract"):
            kept.append([day.isoformat(), f"{last.value:f}", "index", last.source])
    text = series_csv(rows, "index", PUBLISH)
    assert list(csv.reader(io.StringIO(text)))[1:] == kept
    assert text.startswith(HEADER) == bool(kept)


def test_of_our_own_series_prices_and_the_index_may_be_passed_on_and_fund_flows_may_not() -> None:
    store = Store(REPOSITORY)
    publish = {source.id: source.publish for source in configuration(store).sources}
    made = {
        name: series_csv(read_rows(text, name), "usd", publish)
        for name, text in store.series_texts().items()
        if name.endswith((".close", ".net", "fear_greed"))
    }
    assert {name for name, text in made.items() if text} == {
        *(f"prices.{asset}.binance.close" for asset in ("btc", "eth", "sol", "xrp", "bnb", "doge")),
        *("prices.btc.coinbase.close", "prices.eth.coinbase.close", "sentiment.fear_greed"),
    }
    assert {name for name, text in made.items() if not text} == {"etf.btc.net", "etf.eth.net", "etf.sol.net"}
    days = len({line.split(",")[0] for line in store.series_texts()["sentiment.fear_greed"].splitlines()[1:]})
    assert made["sentiment.fear_greed"].count("\n") == days + 1
