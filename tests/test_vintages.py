"""Real tables of fund flows, as they filled and were told otherwise: no edition prints a figure from its future, a
session that is not whole as if it were, or keeps a revision from its readers."""

import functools
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from brief.history import HEADER, write_row
from brief.models.told import Told
from brief.tonight import Tonight
from nights import configuration, short_site
from vintages import ASSETS, Polls

MILLION = 1_000_000
NEW_YORK = ZoneInfo("America/New_York")
KEPT = 10
"""The sessions that a night reads again."""
INPUT = re.compile(r"etf\.(\w+)\.(net|funds\.(\w+))\[(\d{4}-\d\d-\d\d)\] = (-?[\d.]+) \(farside-\w+, known (\S+)\)")
REVISED = re.compile(r"\*\*Revised\*\*: Farside Investors now has (.*?) for (\w+) funds on (.*?), after (.*?)\.\[")
NAMES = {"bitcoin": "btc", "ethereum": "eth", "solana": "sol"}


@pytest.fixture(scope="module")
def polls(real_history: Path, tmp_path_factory: pytest.TempPathFactory) -> Polls:
    store = short_site(tmp_path_factory.mktemp("polls"))
    return Polls(real_history, store, configuration(store))


Edition = tuple[datetime, Tonight, Mapping[str, str]]
HOURS = (1, 12, 16)
"""UTC: while funds still report, at noon, and while New York trades."""


@functools.cache
def editions(polls: Polls, hour: int, count: int) -> list[Edition]:
    """An edition a day, from the series and the edition that the one before left; and the series it leaves."""
    texts, before, found = polls.stored, None, list[Edition]()
    for at in polls.days(hour, count):
        tonight = polls.edition(at, texts, before)
        for name, rows in tonight.added.items():
            texts = {**texts, name: texts.get(name, f"{HEADER}\n") + "".join(map(write_row, rows))}
        found.append((at, tonight, texts))
        before = Told.model_validate_json(tonight.record[f"_generated/{tonight.edition}.told.json"])
    return found


def wrong(polls: Polls, moment: datetime, tonight: Tonight) -> Iterator[str]:
    """What an edition of a moment prints, or rests on, that nobody could know, or that was not whole."""
    tables = {asset: polls.tables[asset].rows(moment) for asset in ASSETS}
    for name, figure in tonight.snapshot.figures.items():
        asset, _, column = name.removeprefix("etf.").partition(".")
        if asset in ASSETS and (column == "net" or column.startswith("funds.")):
            day, cell = figure.as_of.isoformat(), "Total" if column == "net" else column[6:].upper()
            if polls.tables[asset].is_half(day, tables[asset][day]):
                yield f"{name} is of {day}, which was not whole"
            if datetime.combine(date.fromisoformat(day), time(16), NEW_YORK) > moment:
                yield f"{name} is of {day}, which was not over"
            if figure.value != Decimal(tables[asset][day][cell]) * MILLION:
                yield f"{name} is {figure.value}, and the table had {tables[asset][day][cell]}"
    told = next(text for name, text in tonight.record.items() if name.endswith("/receipts.json"))
    for asset, column, fund, day, value, known in INPUT.findall(told):
        row = polls.tables[asset].rows(min(moment, datetime.fromisoformat(known))).get(day, {})
        cell = row.get("Total" if column == "net" else fund.upper(), "")
        if datetime.fromisoformat(known) > moment or not row:
            yield f"a comparison rests on {day}, known {known}"
        elif Decimal(cell or "0") * MILLION != Decimal(value):
            yield f"a comparison rests on {value} for {day}, and the table had {cell}"


class Readers:
    """What whoever reads each edition was told of each session: its total in millions."""

    def __init__(self) -> None:
        self._told: dict[tuple[str, str], Decimal] = {}

    def read(self, polls: Polls, at: datetime) -> set[tuple[str, str]]:
        """Take in the tables of a moment; the sessions that had another total before."""
        revised = set()
        for asset, table in polls.tables.items():
            for day, cells in list(table.rows(at).items())[-KEPT:] if table.adds_up(at) else ():
                over = datetime.combine(date.fromisoformat(day), time(16), NEW_YORK) <= at
                filled = any(cell for name, cell in cells.items() if name != "Total")
                if over and filled and not table.is_half(day, cells):
                    total = Decimal(cells["Total"])
                    if self._told.setdefault((asset, day), total) != total:
                        revised.add((asset, day))
                        self._told[asset, day] = total
        return revised


def told_as_revised(tonight: Tonight) -> list[tuple[str, str]]:
    """The asset and session of each line about a revision."""
    found = REVISED.findall(tonight.written.text)
    return [(NAMES[name], _session(day, tonight.snapshot.day).isoformat()) for _, name, day, _ in found]


def _session(told: str, edition: date) -> date:
    """The day a line names: without a year where it is the edition's."""
    text = told if "," in told else f"{told}, {edition.year}"
    return datetime.strptime(text.replace(".", ""), "%b %d, %Y").date()  # noqa: DTZ007 - a day is in no zone


def _hold(polls: Polls, hour: int, count: int) -> tuple[int, int]:
    """All of it, of the editions of one newsroom; how often a day's flow was told, and how many revisions."""
    revisions, readers, told = 0, Readers(), editions(polls, hour, count)
    for at, tonight, _ in told:
        assert list(wrong(polls, at, tonight)) == [], at
        lines = told_as_revised(tonight)
        assert sorted(lines) == sorted(readers.read(polls, at)), at
        revisions += len(lines)
    return sum("etf.btc.net" in tonight.snapshot.figures for _, tonight, _ in told), revisions


@pytest.mark.sampled(1)
@pytest.mark.parametrize("hour", [1, 16])
def test_two_weeks_print_only_what_was_whole_and_known(polls: Polls, hour: int) -> None:
    assert _hold(polls, hour, 14)[0] > 10


@pytest.mark.slow
def test_a_whole_session_that_is_told_otherwise_is_revised_once_each_time(polls: Polls) -> None:
    """None of the real ones was, at these hours, once it was whole; so two are, and one of them back again."""
    other = polls.told_otherwise(
        ("btc", "2025-11-19", "IBIT", "-12.3", datetime(2025, 11, 22, 3, tzinfo=UTC)),
        ("eth", "2025-11-18", "ETHA", "7.0", datetime(2025, 11, 22, 3, tzinfo=UTC)),
        ("btc", "2025-11-19", "IBIT", "12.3", datetime(2025, 11, 26, 3, tzinfo=UTC)),
    )
    assert _hold(other, 12, 12)[1] == 3


@pytest.mark.slow
@pytest.mark.parametrize("hour", HOURS)
def test_every_day_prints_only_what_was_whole_and_known_and_each_revision_once(polls: Polls, hour: int) -> None:
    assert _hold(polls, hour, 1000)[0] > 100


@pytest.mark.slow
def test_no_edition_of_any_moment_prints_what_was_not_whole_or_not_yet_known(polls: Polls) -> None:
    """Whenever the night had run: at each moment at which anything in a table was another than before."""
    left = editions(polls, 12, 1000)
    for moment in polls.moments:
        texts = next((texts for noon, _, texts in reversed(left) if noon < moment), polls.stored)
        assert list(wrong(polls, moment, polls.edition(moment, texts))) == [], moment
