"""Who leans which way at CME: figures of one report beside the report before, and never of two reports as one."""

from datetime import date, timedelta
from decimal import Decimal

from story_samples import AT, figure, ledger, reading

from brief.models import Figure, Point, Series
from brief.models.blocks.positions import PositionsBlock
from brief.story.positions import positions_block

TUESDAY = date(2025, 10, 28)
PARTS = {"leveraged": "-11410", "managers": "5660", "interest": "28400"}


def report(day: date = TUESDAY, **days: date) -> list[Figure]:
    return [
        figure(reading(f"derivatives.btc.cme.{part}", value, "count", as_of=days.get(part, day)))
        for part, value in PARTS.items()
    ]


def weekly(*weeks: tuple[date, str]) -> Series:
    points = tuple(
        Point(day=day, value=Decimal(value), source="one", known=AT - timedelta(hours=1)) for day, value in weeks
    )
    return Series(name="derivatives.btc.cme.leveraged", points=points)


def block(figures: list[Figure], *series: Series) -> PositionsBlock | None:
    return positions_block(ledger(*figures, series={each.name: each for each in series}), ("btc", "eth"))


def test_a_report_stands_beside_the_one_of_the_week_before() -> None:
    found = block(report(), weekly((date(2025, 10, 21), "-11155"), (TUESDAY, "-11410")))
    assert found
    (row,) = found.rows
    assert (row.name, row.day, int(row.leveraged.value), int(row.interest.value)) == ("Bitcoin", TUESDAY, -11410, 28400)
    assert row.leveraged_before
    assert (int(row.leveraged_before.value), row.leveraged_before.as_of) == (-11155, date(2025, 10, 21))


def test_after_weeks_without_reports_nothing_is_a_week_before() -> None:
    """As after a shutdown of the government, when none came out."""
    found = block(report(), weekly((date(2025, 9, 23), "-11155"), (TUESDAY, "-11410")))
    assert found
    assert found.rows[0].leveraged_before is None


def test_parts_of_two_reports_are_no_report() -> None:
    assert block(report(managers=date(2025, 10, 21))) is None
    assert block(report()[:2]) is None
