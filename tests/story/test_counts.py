"""Days that are counted on: day 35 is day 35 in New York, and no shutdown equals the longest before that morning."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from pydantic import ValidationError
from story_samples import AT, figure, ledger, reading

from brief.desk.rulebook import rule_book
from brief.errors import WrongUsage
from brief.models.blocks.money import CountLine
from brief.models.counted import Count, Counts
from brief.store import Store
from brief.story.counts import count_lines
from brief.story.ledger import Ledger
from formulas import redo
from nights import REPOSITORY

(SHUTDOWN,) = rule_book(Store(REPOSITORY)).counts


def line(at: datetime, count: Count = SHUTDOWN) -> CountLine | None:
    small = ledger(figure(reading("prices.btc.usd", "1")))
    told = count_lines(Ledger(small.snapshot.model_copy(update={"as_of": at, "day": at.date()}), {}), (count,))
    return told[0] if told else None


def day(at: datetime) -> tuple[int, date] | None:
    found = line(at)
    return (int(found.day.value), found.on) if found else None


def test_the_bundled_edition_is_made_on_day_35() -> None:
    found = line(AT)
    assert found
    assert found.day.value == 35
    assert (found.on, found.ended) == (date(2025, 11, 4), date(2019, 1, 25))
    assert found.longest
    assert found.longest.value == 35


@pytest.mark.parametrize(
    ("at", "told"),
    [
        (datetime(2025, 10, 1, 3, 59, tzinfo=UTC), None),  # midnight in New York is 04:00 UTC in summer
        (datetime(2025, 10, 1, 4, 0, tzinfo=UTC), (1, date(2025, 10, 1))),
        (datetime(2025, 11, 4, 3, 27, tzinfo=UTC), (34, date(2025, 11, 3))),  # and 05:00 from Nov. 2 on
        (datetime(2025, 11, 4, 5, 0, tzinfo=UTC), (35, date(2025, 11, 4))),
        (datetime(2025, 11, 13, 4, 59, tzinfo=UTC), (43, date(2025, 11, 12))),
        (datetime(2025, 11, 13, 5, 0, tzinfo=UTC), None),  # it is over
    ],
)
def test_days_are_new_york_s(at: datetime, told: tuple[int, date] | None) -> None:
    assert day(at) == told


def test_the_receipt_says_from_when_to_when_and_where_that_is_kept() -> None:
    found = line(AT)
    assert found
    assert found.longest
    for told, days in ((found.day, 35), (found.longest, 35)):
        assert redo(told.formula, lambda name: pytest.fail(name)) == days == told.value
    assert found.day.inputs == ("counts.yaml[shutdown.since] = 2025-10-01",)
    assert found.day.sources == ("count-shutdown",)
    assert found.origin.provenance == "by hand"
    assert found.origin.published[0].url == "https://history.house.gov/Institution/Shutdown/Government-Shutdowns/"


GOOD = SHUTDOWN.model_dump(mode="json")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"until": "2025-09-30"}, "ends on 2025-09-30, before it begins"),
        (
            {"longest": GOOD["longest"] | {"days": 34}},
            "from 2018-12-22 to 2019-01-25 are 35 days, both counted, and not 34",
        ),
        ({"longest": GOOD["longest"] | {"last": "2019-01-26"}}, "are 36 days"),
        ({"since": "2019-01-25"}, "must have ended before 2019-01-25"),
        ({"source": "history.house.gov"}, "String should match"),
        ({"id": "Shut Down"}, "String should match"),
        ({"untill": "2025-11-12"}, "unknown key"),
    ],
)
def test_an_entry_that_contradicts_itself_is_refused(change: dict[str, object], words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        Count.model_validate(GOOD | change)


def test_a_mistake_is_told_with_its_file_and_line(tmp_path: Path) -> None:
    folder = tmp_path / "content" / "_data"
    folder.mkdir(parents=True)
    text = (REPOSITORY / "content" / "_data" / "counts.yaml").read_text(encoding="utf-8")
    (folder / "counts.yaml").write_text(text.replace("days: 35", "days: 36"), encoding="utf-8")
    with pytest.raises(WrongUsage, match=r"counts\.yaml:\d+: .*35 days, both counted, and not 36"):
        rule_book(Store(tmp_path))


def test_no_id_is_there_twice() -> None:
    with pytest.raises(ValidationError, match="shutdown is there twice"):
        Counts.model_validate({"counts": [GOOD, GOOD]})


def test_a_site_folder_without_the_file_counts_nothing(tmp_path: Path) -> None:
    assert rule_book(Store(tmp_path)).counts == ()
