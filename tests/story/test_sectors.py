"""Sectors: a tiny one as the best of the night, another vendor's value as the past, or a hole as a base."""

from datetime import timedelta
from decimal import Decimal

from story_samples import AT, TODAY, daily, figure, ledger, reading

from brief.models import Figure
from brief.models.blocks import SectorBlock
from brief.story.sectors import LARGE, sector_block


def sector(name: str, cap: str, change: str | None = None, source: str = "gecko") -> tuple[Figure, ...]:
    """A sector's value, and its change in 24 hours where that is told."""
    label = f"{name.title()} coins"
    found = [figure(reading(f"sectors.{name}.cap", cap, "usd", source=source, category=label))]
    if change is not None:
        found.append(figure(reading(f"sectors.{name}.change_24h", change, "percent", source=source, category=label)))
    return tuple(found)


def block(*sectors: tuple[Figure, ...], **past: str) -> SectorBlock | None:
    """`past` gives a sector's values of the last 40 days: before, and tonight's behind them."""
    series = {}
    for name, values in past.items():
        one = daily(f"sectors.{name}.cap", *values.split(), last=TODAY, source="gecko")
        series[one.name] = one
    return sector_block(ledger(*(each for found in sectors for each in found), series=series))


def test_nothing_known_is_no_section() -> None:
    assert sector_block(ledger()) is None


def test_the_table_is_by_the_change_and_what_has_none_stands_last() -> None:
    found = block(sector("a", "5e9"), sector("b", "5e9", "-3"), sector("c", "5e9", "2.5"), sector("d", "5e9", "0"))
    assert found is not None
    assert [row.name for row in found.rows] == ["C coins", "D coins", "B coins", "A coins"]


def test_a_tiny_sector_is_never_the_best_or_worst() -> None:
    below = str(LARGE - 1)
    large = (sector("a", str(LARGE), "1"), sector("b", "5e9", "-3"), sector("c", "5e9", "2"))
    found = block(sector("up", below, "99"), sector("down", below, "-99"), *large)
    assert found is not None
    assert found.best is not None
    assert found.worst is not None
    assert (found.best.name, found.worst.name) == ("C coins", "B coins")
    assert found.rows[0].name == "Up coins"


def test_of_two_sectors_none_is_called_best() -> None:
    found = block(sector("a", "5e9", "1"), sector("b", "5e9", "-3"), sector("c", "5e9"), sector("d", "1", "8"))
    assert found is not None
    assert (found.best, found.worst) == (None, None)


def test_where_all_moved_alike_there_is_no_best() -> None:
    found = block(*(sector(name, "5e9", "1.5") for name in "abcd"))
    assert found is not None
    assert (found.best, found.worst) == (None, None)


def test_changes_of_week_and_month_are_against_our_own_record() -> None:
    values = ["80"] * 3 + ["50"] * 30 + ["100"] * 7 + ["120"]
    found = block(sector("a", "120", "1"), a=" ".join(values))
    assert found is not None
    (row,) = found.rows
    assert row.week is not None
    assert row.month is not None
    days = (TODAY - timedelta(days=7), TODAY - timedelta(days=30))
    assert (row.week.value, row.month.value) == (Decimal(20), Decimal(140))
    assert row.week.formula == f"(sectors.a.cap / sectors.a.cap[{days[0]}] - 1) * 100"
    assert (found.week_day, found.month_day) == days


def test_a_day_we_did_not_keep_is_no_base() -> None:
    found = block(sector("a", "120", "1"), a=" ".join(["100"] * 6 + ["120"]))
    assert found is not None
    assert (found.rows[0].week, found.rows[0].month, found.week_day, found.month_day) == (None, None, None, None)


def test_another_vendor_s_past_is_no_base() -> None:
    past = daily("sectors.a.cap", *["100"] * 40, "120", last=TODAY, source="other")
    found = sector_block(ledger(*sector("a", "120", "1"), series={past.name: past}))
    assert found is not None
    assert (found.rows[0].week, found.rows[0].month) == (None, None)


def test_a_value_of_yesterday_is_compared_with_nothing() -> None:
    """CoinGecko can leave a category behind for some hours: seven days before tonight is not seven before its value."""
    past = daily("sectors.a.cap", *["100"] * 40, "120", source="gecko")
    late = figure(reading("sectors.a.cap", "120", "usd", AT - timedelta(hours=13), source="gecko"))
    found = sector_block(ledger(late, series={past.name: past}))
    assert found is not None
    assert (found.rows[0].week, found.week_day) == (None, None)


def test_memecoins_are_told_with_what_they_were_and_since_when_they_were_not_worth_so_little() -> None:
    values = ["30e9", *["44e9"] * 39, "39.4e9"]
    found = block(sector("memes", "39.4e9", "-4"), sector("a", "5e9", "1"), memes=" ".join(values))
    assert found is not None
    assert found.memes is not None
    assert found.memes_before is not None
    assert found.memes_since is not None
    assert (found.memes.cap.value, found.memes_before.value) == (Decimal("39.4e9"), Decimal("44e9"))
    assert (found.memes_since.side, found.memes_since.found) == ("lowest", TODAY - timedelta(days=40))


def test_without_a_past_memecoins_are_a_row_and_no_more() -> None:
    found = block(sector("memes", "39.4e9", "-4"))
    assert found is not None
    assert (found.memes_before, found.memes_since) == (None, None)
