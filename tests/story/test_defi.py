"""DeFi: falls from a fifth on, a window only against the one before it, and no name for what several reports told."""

from datetime import timedelta

import pytest
from story_samples import TODAY, daily, figure, ledger, origin, reading

from brief.models import Figure, Origin, Published, Series
from brief.models.blocks import DefiBlock
from brief.story.defi import defi_block

YESTERDAY = TODAY - timedelta(days=1)


def tvl(value: str, chain: str = "", ago: int = 1) -> Figure:
    name = f"defi.chains.{chain}.tvl" if chain else "defi.tvl"
    return figure(reading(name, value, as_of=TODAY - timedelta(days=ago)))


def whole(found: Figure | None) -> int | None:
    return int(found.value) if found else None


def fall(protocol: str, percent: str) -> Figure:
    return figure(reading(f"defi.protocols.{protocol}.change_1d", percent, "percent", protocol=protocol.title()))


def block(*figures: Figure, series: tuple[Series, ...] = (), origins: tuple[Origin, ...] = ()) -> DefiBlock:
    found = defi_block(ledger(*figures, series={each.name: each for each in series}, origins=origins))
    assert found is not None
    return found


def test_without_a_figure_there_is_no_section() -> None:
    assert defi_block(ledger(figure(reading("prices.btc.usd", "100")))) is None
    assert defi_block(ledger(fall("lido", "-19.9"))) is None


def test_value_locked_is_compared_with_one_seven_and_thirty_days_before() -> None:
    past = daily("defi.tvl", "50", *["60"] * 22, "80", *["90"] * 5, "96", "120")
    row = block(tvl("120"), series=(past,)).locked
    assert row
    assert [whole(change) for change in (row.day, row.week, row.month)] == [25, 50, 140]


def test_a_hole_leaves_the_longer_windows_open() -> None:
    past = daily("defi.tvl", *["100"] * 8, "120")
    holed = past.model_copy(update={"points": (*past.points[:5], *past.points[6:])})
    row = block(tvl("120"), series=(holed,)).locked
    assert row
    assert (whole(row.day), row.week) == (20, None)


def test_a_chain_has_its_share_of_the_same_day_only() -> None:
    same, other = block(tvl("200"), tvl("50", "bsc"), tvl("20", "tron", ago=2)).chains
    assert (same.name, whole(same.share)) == ("BNB Chain", 25)
    assert (other.name, other.share) == ("Tron", None)


@pytest.mark.parametrize(("last", "side", "since"), [("120", "highest", "150"), ("80", "lowest", "70")])
def test_a_high_or_low_is_told_where_the_week_went_that_way(last: str, side: str, since: str) -> None:
    past = daily("defi.tvl", since, *["100"] * 40, last)
    found = block(tvl(last), series=(past,)).since
    assert found
    assert (found.side, found.found) == (side, YESTERDAY - timedelta(days=41))
    fresh = daily("defi.tvl", since, *["100"] * 20, last)
    assert block(tvl(last), series=(fresh,)).since is None


def test_a_record_of_a_record_that_begins_somewhere_is_none() -> None:
    assert block(tvl("120"), series=(daily("defi.tvl", *["100"] * 60, "120"),)).since is None


@pytest.mark.parametrize(("last", "moved"), [("105", True), ("104.9", False), ("95", True)])
def test_a_week_of_five_percent_is_said(last: str, moved: bool) -> None:
    assert block(tvl(last), series=(daily("defi.tvl", *["100"] * 8, last),)).moved is moved


def test_the_worst_falls_are_told_from_a_fifth_on() -> None:
    falls = [
        fall("a", "-20"),
        fall("b", "-46"),
        fall("c", "-19.99"),
        fall("d", "80"),
        fall("e", "-33"),
        fall("f", "-99"),
    ]
    left = figure(reading("defi.protocols.b.tvl", "500", protocol="B"))
    notes = block(*falls, left).falls
    assert [(note.name, whole(note.change)) for note in notes] == [("F", -99), ("B", -46), ("E", -33)]
    assert [whole(note.left) for note in notes] == [None, 500, None]


def test_what_several_reports_told_has_no_single_name() -> None:
    facts = [Published(figures=("defi.*",), publication=name, url="https://example.org/") for name in ("Wire", "Post")]
    one = origin("one", "reconstructed", facts[0])
    both = origin("one", "reconstructed", *facts)
    names = [block(fall("b", "-46"), origins=(each,)).falls[0].by for each in (one, both, origin("one"))]
    assert names == ["Wire", "", "One"]


def volume(ending: str, value: str) -> Figure:
    return figure(reading(f"defi.dex.volume{ending}", value))


def test_a_window_is_held_against_the_one_before_it_and_no_other() -> None:
    found = block(volume("", "5"), volume("_7d", "30"), volume("_7d_before", "20"), volume("_30d", "90")).volume
    assert found
    assert (whole(found.week_change), found.month_change) == (50, None)
    assert found.month
    assert block(volume("", "5"), volume("_30d_before", "90")).volume == block(volume("", "5")).volume


def test_fees_are_no_volume() -> None:
    found = block(figure(reading("defi.fees", "7")))
    assert found.fees
    assert (whole(found.fees.day), found.volume) == (7, None)
