"""Fund flows: a streak is counted in sessions, a record only from the launch, and a missing day silences the claim."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from brief.history import sessions
from brief.models import Figure, Origin, Point, Reading, Series, Snapshot
from brief.models.blocks import FundBlock
from brief.story.flows import fund_blocks
from brief.story.ledger import Ledger

AT = datetime(2025, 11, 4, 12, tzinfo=UTC)
LAST = date(2025, 11, 3)


def days(count: int) -> list[date]:
    return sessions("nyse", LAST - timedelta(days=2 * count + 10), LAST)[-count:]


def figure(name: str, value: str, day: date = LAST, source: str = "farside-btc") -> Figure:
    amount = Decimal(value) * 1_000_000
    reading = Reading(
        figure=name,
        value=amount,
        unit="usd",
        as_of=day,
        source=source,
        url="https://farside.co.uk/btc/",
        fetched_at=AT,
        sha256="0" * 64,
        path="table[0]",
    )
    return Figure(name=name, value=amount, unit="usd", as_of=day, readings=(reading,), sources=(source,))


def block(
    flows: Sequence[str],
    *,
    funds: dict[str, str] | None = None,
    since_birth: bool = True,
    hole: int | None = None,
    vendor: str = "farside-btc",
    stored_funds: Mapping[str, Sequence[str]] | None = None,
) -> FundBlock:
    """The block of a night whose last flows, in millions, were these."""
    given = funds or {"ibit": flows[-1]}
    points = tuple(
        Point(day=day, value=Decimal(flow) * 1_000_000, source="farside-btc", known=AT - timedelta(hours=6))
        for place, (day, flow) in enumerate(zip(days(len(flows)), flows, strict=True))
        if place != hole
    )
    series = Series(name="etf.btc.net", points=points, sessions="nyse", since_birth=since_birth)
    figures = {f"etf.btc.funds.{name}": figure(f"etf.btc.funds.{name}", value) for name, value in given.items()}
    figures["etf.btc.net"] = figure("etf.btc.net", flows[-1], source=vendor)
    origin = Origin(
        source="farside-btc",
        cite="Farside Investors",
        title="flows",
        page="https://farside.co.uk/btc/",
        fetched_at=AT,
        url="https://farside.co.uk/btc/",
        sha256="0" * 64,
        provenance="recorded",
    )
    snapshot = Snapshot(
        day=AT.date(), as_of=AT, provenance="recorded", origins={"farside-btc": origin}, figures=figures
    )
    past = {"etf.btc.net": series}
    for name, values in (stored_funds or {}).items():
        own = tuple(
            Point(day=day, value=Decimal(value) * 1_000_000, source="farside-btc", known=AT - timedelta(hours=6))
            for day, value in zip(days(len(values)), values, strict=True)
        )
        past[f"etf.btc.funds.{name}"] = Series(name=f"etf.btc.funds.{name}", points=own, sessions="nyse")
    (found,) = fund_blocks(Ledger(snapshot, past))
    return found


def test_two_sessions_are_no_streak() -> None:
    assert block(["5", "-1", "-2"]).streak is None


def test_three_sessions_are_one_with_their_sum() -> None:
    found = block(["5", "-1", "-2", "-3"])
    assert found.streak is not None
    assert found.streak_sum is not None
    assert found.streak.value == 3
    assert found.streak_sum.value == -6_000_000
    assert found.streak_place == "largest"


def test_a_session_nobody_counted_ends_what_can_be_said() -> None:
    assert block(["5", "-1", "-2", "-3", "-4"], hole=1).streak is None


def test_a_streak_since_launch_is_proven_by_the_launch() -> None:
    assert block(["1", "2", "3", "4"]).streak is not None
    assert block(["1", "2", "3", "4"], since_birth=False).streak is None


@pytest.mark.parametrize(("flow", "record"), [("9", True), ("4", False)])
def test_only_what_no_session_beats_is_the_most_since_launch(flow: str, record: bool) -> None:
    found = block(["1", "5", "-2", flow])
    assert (found.since is not None and found.since.found is None) == record


def test_a_high_of_last_week_is_no_news() -> None:
    assert block(["9", *["1", "-1"] * 3, "8"]).since is None


def test_the_largest_in_five_weeks_is_news() -> None:
    found = block(["9", *["1", "-1"] * 12, "8"])
    assert found.since is not None
    assert found.since.found == days(26)[0]


def test_one_fund_made_the_whole_flow() -> None:
    assert block(["1", "-186.5"], funds={"ibit": "-186.5", "fbtc": "0"}).sole == "IBIT"
    assert block(["1", "-186.5"], funds={"ibit": "-180", "fbtc": "-6.5"}).sole == ""


def test_a_fund_of_another_session_is_not_in_the_table() -> None:
    """Not reported is not zero, and yesterday's flow is not today's."""
    found = block(["1", "-186.5"], funds={"ibit": "-186.5"})
    assert [row.label for row in found.rows] == ["All Bitcoin funds", "IBIT"]


def test_funds_without_a_flow_share_a_row() -> None:
    found = block(["1", "2"], funds={"ibit": "2", "a": "0", "b": "0", "c": "0"})
    assert [row.label for row in found.rows] == ["All Bitcoin funds", "IBIT", "3 funds without a flow"]
    assert found.rows[-1].flow.value == 0


def test_where_another_vendor_stands_in_nothing_is_compared() -> None:
    """Farside's past and SoSoValue's tonight are two counts: neither a streak nor a sum may join them."""
    found = block(["5", "-1", "-2", "-3"], vendor="sosovalue-btc", funds={"ibit": "-3"})
    assert (found.streak, found.since, found.sole) == (None, None, "")
    assert [row.label for row in found.rows] == ["All Bitcoin funds"]
    assert found.rows[0].five is None


def test_a_day_without_a_net_flow_is_no_record_outflow() -> None:
    found = block(["5", *["-1"] * 24, "0"], funds={"ibit": "2", "gbtc": "-2"})
    assert (found.since, found.streak) == (None, None)


def test_a_fund_that_made_more_than_the_whole_is_not_part_of_it() -> None:
    """IBIT +300 and GBTC -270 are +30 together: "300 of it" would be nonsense."""
    flows = ["-1", "10", "10", "10"]
    stored = {"ibit": ["0", "100", "100", "100"], "gbtc": ["0", "-90", "-90", "-90"]}
    found = block(flows, funds={"ibit": "100", "gbtc": "-90"}, stored_funds=stored)
    assert found.streak is not None
    assert found.streak_leader is None


def test_the_fund_that_made_most_of_a_streak_is_named() -> None:
    stored = {"ibit": ["0", "-8", "-9", "-7"], "gbtc": ["0", "-2", "-1", "-3"]}
    found = block(["5", "-10", "-10", "-10"], funds={"ibit": "-7", "gbtc": "-3"}, stored_funds=stored)
    assert found.streak_leader is not None
    assert found.streak_leader.label == "IBIT"
    assert found.streak_leader.flow.value == -24_000_000


def test_a_comparison_is_a_figure_with_its_days() -> None:
    found = block(["9", *["1", "-1"] * 12, "8"])
    assert found.since is not None
    assert found.since.proof.name == "etf.btc.net.highest_since"
    first = days(26)[0]
    assert found.since.proof.formula.startswith(f"highest_since(etf.btc.net[{first}..{LAST}]); ")
    (stretch,) = found.since.proof.inputs
    assert stretch.startswith(f"etf.btc.net[{first}..{LAST}] (26 rows, sha256 ")


def test_a_tie_is_neither_the_smallest_nor_the_largest() -> None:
    assert block(["5", "-3", "-3", "-3"]).streak_place == ""
    assert block(["5", "-4", "-3", "-3"]).streak_place == ""
    assert block(["5", "-4", "-3", "-2"]).streak_place == "smallest"


def test_the_week_is_told_at_its_end_and_on_the_day_after() -> None:
    """Nov. 3 is a Monday: the week before it has five sessions."""
    found = block(["1", "2", "3", "4", "-5", "6"])
    assert found.week
    assert (found.week.value, found.week_first, found.week_last) == (
        Decimal(5_000_000),  # 1 + 2 + 3 + 4 - 5
        date(2025, 10, 27),
        date(2025, 10, 31),
    )


def test_a_week_with_a_hole_is_not_told() -> None:
    assert block(["1", "2", "3", "4", "-5", "6"], hole=2).week is None


def test_the_month_that_ended_is_ranked_among_whole_months_since_launch() -> None:
    """The first session of November: October's 23 sessions are the past month, the
    150 begin with April."""
    flows = ["1"] * 150
    found = block([*flows[:-24], *["2"] * 23, "1"])
    assert found.month_past
    assert found.month_rank
    assert found.months
    assert (found.month_past.value, found.month_day) == (Decimal(46_000_000), date(2025, 10, 31))
    assert (found.month_rank.value, found.months.value) == (Decimal(1), Decimal(7))
    assert block([*flows[:-24], *["2"] * 23, "1"], since_birth=False).month_rank is None


def test_one_of_the_ten_largest_sessions_has_its_place() -> None:
    found = block([*map(str, range(100, 160)), "155.5"])
    assert found.rank
    assert found.of
    assert (found.rank.value, found.of.value) == (Decimal(5), Decimal(61))
    assert block([*map(str, range(100, 160)), "149.5"]).rank is None
    assert block([*map(str, range(100, 158)), "155.5"]).rank is None, "59 sessions are too few"


def test_the_sums_of_a_row_stop_at_a_hole() -> None:
    whole, broken = (block(["1", "2", "3", "4", "-5", "6"], hole=hole).rows[0] for hole in (None, 2))
    assert whole.five
    assert whole.month
    assert (whole.five.value, whole.month.value) == (Decimal(10_000_000), Decimal(6_000_000))
    assert broken.five is None
    assert broken.month, "November has the one session"


def held(*coins: str) -> FundBlock:
    """Bitcoin funds of which a vendor counted these coins, besides a flow."""
    names = ("ibit", "fbtc", "gbtc", "btc", "bitb", "arkb")
    figures = {name: figure(name, value) for name, value in (("etf.btc.net", "1"),)}
    for name, value in zip(names, coins, strict=False):
        one = figure(f"etf.btc.held.{name}", "0").readings[0]
        one = one.model_copy(update={"value": Decimal(value), "unit": "coin"})
        figures[one.figure] = Figure(
            name=one.figure, value=one.value, unit="coin", as_of=LAST, readings=(one,), sources=(one.source,)
        )
    origin = Origin(
        source="farside-btc",
        cite="The Vendor",
        title="coins",
        page="https://example.org/",
        fetched_at=AT,
        url="https://example.org/",
        sha256="0" * 64,
        provenance="recorded",
    )
    snapshot = Snapshot(
        day=AT.date(), as_of=AT, provenance="recorded", origins={"farside-btc": origin}, figures=figures
    )
    (found,) = fund_blocks(Ledger(snapshot, {}))
    return found


def test_the_largest_issuer_s_share_is_of_the_funds_that_were_counted() -> None:
    found = held("30", "25", "20", "15", "10")
    assert found.held
    assert found.held_by
    assert found.held_share
    assert (found.held.value, found.held_by.value, found.held_share.value) == (Decimal(100), Decimal(5), Decimal(30))
    assert (found.held_most, found.held_vendor) == ("IBIT", "The Vendor")


def test_a_fund_named_like_the_coin_is_not_taken_for_it_and_four_funds_are_too_few() -> None:
    assert held("1", "1", "1", "96", "1").held_most == "Grayscale’s BTC"
    assert held("30", "25", "20", "25").held_share is None
