"""What a night may remember: one vendor's rows, no record without a birth, nothing from later."""

import shutil
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from brief import memory
from brief.config import Config
from brief.errors import WrongUsage
from brief.history import StoredRows
from brief.models import Point, Reading
from nights import SPECIMEN, configuration, new_site, run_replay

KNOWN = datetime(2025, 11, 4, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> Config:
    return configuration(new_site(tmp_path_factory.mktemp("memory")))


def point(day: date, value: int = 1, source: str = "farside-btc", known: datetime = KNOWN) -> Point:
    return Point(day=day, value=Decimal(value), source=source, known=known)


def stored(*rows: Point) -> StoredRows:
    return StoredRows.of("etf.btc.net", rows)


def reading(source: str, figure: str = "etf.btc.net") -> Reading:
    return Reading(
        figure=figure,
        value=Decimal(5),
        unit="usd",
        as_of=date(2025, 11, 3),
        source=source,
        url="https://example.org/",
        fetched_at=KNOWN,
        sha256="0" * 64,
        path="/",
    )


@pytest.mark.parametrize(("first", "born"), [(date(2024, 1, 11), True), (date(2025, 10, 21), False)])
def test_a_series_that_begins_late_knows_no_record(config: Config, first: date, born: bool) -> None:
    """A new site with an empty past must not call its first night the funds' launch."""
    rows = {"etf.btc.net": stored(point(first))}
    assert memory.view(rows, config, day=KNOWN.date(), known=KNOWN)["etf.btc.net"].since_birth is born


def test_a_series_is_one_vendors_count(config: Config) -> None:
    found = memory.tonight([reading("farside-btc"), reading("sosovalue-btc"), reading("coinglass-etf-btc")], config)
    assert [row.source for row in found["etf.btc.net"]] == ["farside-btc"]


def test_where_another_vendor_took_over_the_old_ones_count_is_forgotten(config: Config) -> None:
    """Two vendors' counts, one after the other, would make a "since" of two different numbers."""
    days = [date(2024, 1, 11), date(2024, 1, 12), date(2024, 1, 16), date(2024, 1, 17)]
    old, new = [point(day) for day in days[:2]], [point(day, 2, "sosovalue-btc") for day in days[2:]]
    seen = memory.view({"etf.btc.net": stored(*old, *new)}, config, day=KNOWN.date(), known=KNOWN)["etf.btc.net"]
    assert [each.day for each in seen.points] == days[2:]
    assert not seen.since_birth


def test_a_figure_without_a_series_leaves_no_row(config: Config) -> None:
    assert memory.tonight([reading("coingecko", "prices.btc.usd")], config) == {}


def test_what_became_known_later_is_not_seen(config: Config) -> None:
    later = datetime(2025, 11, 4, 12, 0, 1, tzinfo=UTC)
    rows = {"etf.btc.net": stored(point(date(2025, 11, 3)), point(date(2025, 11, 3), 2, known=later))}
    series = memory.view(rows, config, day=KNOWN.date(), known=KNOWN)["etf.btc.net"]
    assert [row.value for row in series.points] == [1]


@pytest.mark.slow
def test_the_specimen_stays_out_of_a_real_past(tmp_path: Path) -> None:
    store = new_site(tmp_path)
    shutil.copytree(SPECIMEN / "_raw" / "2001-01-02", store.content / "_raw" / "2001-01-02")
    with pytest.raises(WrongUsage, match="replay it in a site folder of its own"):
        run_replay(store, date(2001, 1, 2))


def test_a_series_of_a_source_that_is_no_longer_listed_is_not_seen_since_nobody_could_be_named_for_it(
    config: Config,
) -> None:
    session = date(2025, 11, 3)
    rows = {"etf.btc.net": stored(point(session)), "etf.eth.net": stored(point(session, source="left-out"))}
    seen = memory.view(rows, config, day=date(2025, 11, 4), known=KNOWN)
    assert len(seen["etf.btc.net"].points) == 1
    assert seen["etf.eth.net"].points == ()
