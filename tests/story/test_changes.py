"""What changed since yesterday: a streak called over that goes on, one called new that was told, a silent revision."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

import pytest
from story_samples import AT, TODAY, before, figure, item, ledger, reading

from brief.history import sessions
from brief.models import Figure, Item, Point, Series
from brief.models.blocks.news import Headline
from brief.models.blocks.watch import ChangeBlock
from brief.models.rules import Severity
from brief.models.told import Told, ToldStory, ToldStreak
from brief.story.changes import change_block
from brief.story.flows import fund_blocks

LAST = TODAY - timedelta(days=1)
EARLIER = AT - timedelta(days=1)


def series(flows: Sequence[int], *revised: Point) -> Series:
    """Net flows, in millions, of the last sessions."""
    days = sessions("nyse", LAST - timedelta(days=60), LAST)[-len(flows) :]
    return Series(
        name="etf.btc.net",
        points=tuple(point(day, flow) for day, flow in zip(days, flows, strict=True)),
        sessions="nyse",
        since_birth=True,
        revised=revised,
    )


def point(day: date, million: int, source: str = "farside", hours: int = 6) -> Point:
    return Point(day, Decimal(million) * 1_000_000, source, AT - timedelta(hours=hours))


def changes(
    flows: Sequence[int], told: Told | None, *headlines: Headline, revised: Sequence[Point] = ()
) -> ChangeBlock | None:
    def flow(name: str) -> Figure:
        return figure(reading(f"etf.btc.{name}", f"{flows[-1] * 1_000_000}", as_of=LAST, source="farside"))

    sample = ledger(flow("net"), flow("funds.ibit"), series={"etf.btc.net": series(flows, *revised)}, before=told)
    return change_block(sample, headlines, fund_blocks(sample))


def streaks(flows: Sequence[int], *told: ToldStreak) -> list[tuple[bool, bool, int]]:
    """Whether each began, which way it goes, and how long it is."""
    found = changes(flows, before(streaks=told))
    return [(one.began, one.inflow, int(one.sessions.value)) for one in (found.streaks if found else ())]


OUT4, IN4 = ToldStreak(asset="btc", sessions=4, inflow=False), ToldStreak(asset="btc", sessions=4, inflow=True)


@pytest.mark.parametrize(
    ("flows", "told", "expected"),
    [
        ([5, -1, -1, -1], (), [(True, False, 3)]),
        ([-5, 1, 1, 1], (), [(True, True, 3)]),
        ([5, -1, -1], (), []),
        ([5, -1, -1, -1, -1], (), []),
        ([5, -1, -1, -1, -1, -1], (OUT4,), []),
        ([5, -1, -1, -1, -1, 7], (OUT4,), [(False, False, 4)]),
        ([-5, 1, 1, 1, 1, -7], (IN4,), [(False, True, 4)]),
        ([5, -1, -1, -1, -1, 0], (OUT4,), [(False, False, 4)]),
        ([5, -1, -1, 9, 7], (OUT4,), []),
    ],
    ids=[
        "began",
        "began-in",
        "two-are-none",
        "told-late",
        "goes-on",
        "over",
        "over-in",
        "over-at-zero",
        "revised-away",
    ],
)
def test_a_streak_is_news_when_it_begins_and_when_it_breaks(
    flows: list[int], told: tuple[ToldStreak, ...], expected: list[tuple[bool, bool, int]]
) -> None:
    assert streaks(flows, *told) == expected


def headline(severity: Severity, *items: Item, id_: str = "bridge-drained") -> Headline:
    return Headline(id=id_, severity=severity, item=items[0], items=items, rule="loss")


def story(severity: Severity, *links: str, id_: str = "bridge-drained") -> ToldStory:
    return ToldStory(id=id_, title="Bridge drained", severity=severity, links=links)


WIRE = item("Bridge drained of $90 million", AT, "news.wire", link="https://wire.example.org/1")
QUIET = [1, -1, 1, -1]


def moves(told: ToldStory, *headlines: Headline) -> list[tuple[str, str]]:
    found = changes(QUIET, before(stories=(told,)), *headlines)
    return [(one.before, one.now) for one in (found.severities if found else ())]


def test_a_story_that_is_graver_or_less_grave_is_told_with_both() -> None:
    assert moves(story("MEDIUM"), headline("CRITICAL", WIRE)) == [("MEDIUM", "CRITICAL")]
    assert moves(story("HIGH"), headline("LOW", WIRE)) == [("HIGH", "LOW")]
    assert moves(story("HIGH"), headline("HIGH", WIRE)) == []


def test_a_story_is_the_same_by_its_id_or_by_one_of_its_links() -> None:
    renamed = headline("HIGH", WIRE, id_="another-title")
    assert moves(story("LOW", "https://wire.example.org/1"), renamed) == [("LOW", "HIGH")]
    assert moves(story("LOW", "https://wire.example.org/2"), renamed) == []
    unlinked = headline("HIGH", item("Other", AT, "news.wire"), id_="another-title")
    assert moves(story("LOW"), unlinked) == [], "two items without a link are not one for that"


def test_three_lines_at_the_most_the_gravest_first() -> None:
    names = ["one", "two", "three", "four"]
    told = before(stories=tuple(story("LOW", id_=name) for name in names), streaks=(OUT4,))
    severities: list[Severity] = ["MEDIUM", "CRITICAL", "HIGH", "MEDIUM"]
    found = changes(
        [5, -1, -1, -1, -1, 7],
        told,
        *(headline(severity, WIRE, id_=name) for severity, name in zip(severities, names, strict=True)),
    )
    assert found
    assert [one.now for one in found.severities] == ["CRITICAL", "HIGH", "MEDIUM"]
    assert (found.streaks, found.revisions) == ((), ())


def test_no_revision_is_left_out_for_want_of_room() -> None:
    """Readers had the other number: nobody would ever tell them."""
    days = [one.day for one in series([5, -1, -1, -1, -1, 7]).points]
    revised = [point(day, 30, hours=60) for day in days]
    found = changes([5, -1, -1, -1, -1, 7], before(streaks=(OUT4,)), revised=revised)
    assert found
    assert [one.now.as_of for one in found.revisions] == sorted(days, reverse=True)


def test_a_revised_session_is_told_with_what_readers_had() -> None:
    day = LAST - timedelta(days=3)
    found = changes(QUIET, before(), revised=[point(day, 30, hours=60)])
    assert found
    (one,) = found.revisions
    assert (one.before.value, one.now.value, one.vendor) == (Decimal(30_000_000), Decimal(1_000_000), "Farside")
    assert one.before.as_of == one.now.as_of == day


@pytest.mark.parametrize(
    "was",
    [point(LAST - timedelta(days=3), 30, source="other"), point(LAST - timedelta(days=45), 30)],
    ids=["another vendor's", "of long ago"],
)
def test_what_is_no_revision_by_the_same_vendor_of_late_is_not_told(was: Point) -> None:
    assert changes(QUIET, before(), revised=[was]) is None


@pytest.mark.parametrize(
    ("was", "told"),
    [("4.20", True), ("4.214", True), ("4.215", False), ("4.2249", False), ("4.225", True)],
)
def test_a_revised_rate_is_told_where_readers_can_see_that_it_is_another(was: str, *, told: bool) -> None:
    day = TODAY - timedelta(days=4)
    rate = figure(reading("macro.sofr", "4.22", unit="percent", as_of=day, source="nyfed"))
    points = (Point(day - timedelta(days=1), Decimal(4), "nyfed", EARLIER), Point(day, Decimal("4.22"), "nyfed", AT))
    past = Series(name="macro.sofr", points=points, revised=(Point(day, Decimal(was), "nyfed", EARLIER),))
    found = change_block(ledger(rate, series={"macro.sofr": past}, before=before()), (), (), [("SOFR", "rate", rate)])
    assert (found is not None) == told
    if found:
        (one,) = found.level_revisions
        assert (one.name, one.before.value, one.now.value) == ("SOFR", Decimal(was), Decimal("4.22"))
        assert {one.before.unit, one.now.unit} == {"percent"}


def test_of_a_level_only_the_day_that_was_the_newest_is_told() -> None:
    """A source sends weeks at a time; readers were told of its last day."""
    days = [TODAY - timedelta(days=n) for n in (4, 3)]
    rate = figure(reading("macro.sofr", "4.22", unit="percent", as_of=days[1], source="nyfed"))
    points = tuple(Point(day, Decimal("4.22"), "nyfed", AT) for day in days)
    was = tuple(Point(day, Decimal("4.30"), "nyfed", EARLIER) for day in days)
    past = Series(name="macro.sofr", points=points, revised=was)
    found = change_block(ledger(rate, series={"macro.sofr": past}, before=before()), (), (), [("SOFR", "rate", rate)])
    assert found
    assert [one.now.as_of for one in found.level_revisions] == days[1:]


def test_a_revision_is_told_though_another_vendor_stands_in_tonight() -> None:
    """Tomorrow it would be known from before, and nobody would ever be told."""
    day = LAST - timedelta(days=3)
    past = {"etf.btc.net": series(QUIET, point(day, 30, hours=60))}
    flows = [figure(reading(f"etf.btc.{name}", "5", as_of=LAST, source="other")) for name in ("net", "funds.ibit")]
    old = figure(reading("etf.btc.funds.fbtc", "5", as_of=LAST, source="farside"))
    sample = ledger(*flows, old, series=past, before=before())
    found = change_block(sample, (), fund_blocks(sample))
    assert found
    assert [(one.vendor, one.now.as_of) for one in found.revisions] == [("Farside", day)]


def test_no_edition_before_or_nothing_changed_is_no_block() -> None:
    assert changes([5, -1, -1, -1], None) is None
    assert changes(QUIET, before()) is None


def test_an_edition_of_two_days_ago_is_not_called_yesterday() -> None:
    for days, yesterday in ((1, True), (2, False)):
        found = changes([5, -1, -1, -1], before(at=AT - timedelta(days=days)))
        assert found
        assert (found.before, found.yesterday) == ((AT - timedelta(days=days)).date(), yesterday)
