"""Missed days: what their nights had collected becomes a late edition, and nothing of today gets into it."""

from datetime import date, timedelta
from pathlib import Path

import httpx
import pytest

from brief.models import Snapshot
from brief.store import Store
from commands import brief, is_sentence
from nights import files_below
from simulated.market import Market
from simulated.nights import begin, cut_off, days, night

BEFORE, CUT_OFF, ASLEEP, EMPTY, AFTER = days(5)
SOURCES = ("coingecko", "coinbase", "binance-klines", "farside-btc", "alternative-me", "coindesk")
PRICES = ("coingecko", "coinbase")


def down(_: httpx.Request) -> httpx.Response:
    return httpx.Response(503, text="down for maintenance")


def edition(day: date) -> str:
    return f"{day}-daily-crypto-market-brief"


def post(store: Store, day: date) -> str:
    return store.read_text(store.post_path(edition(day)), "post")


@pytest.fixture(scope="module")
def week(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A good night, one that was cut off, a day without any, one without a price, a good one again."""
    market = Market()
    store = begin(tmp_path_factory.mktemp("week"), BEFORE, sources=SOURCES, rows=250)
    night(store, market, BEFORE)
    cut_off(store, market, CUT_OFF, faults={"farside-btc": down})
    cut_off(store, market, EMPTY, faults=dict.fromkeys(PRICES, down))
    night(store, market, AFTER)
    return store


@pytest.fixture(scope="module")
def caught_up(week: Store) -> tuple[Store, str]:
    ran = brief("catchup", "--root", week.root, "--since", BEFORE, "--publish")
    assert ran.code == 10
    return week, ran.out


@pytest.mark.slow
def test_a_night_that_collected_and_was_cut_off_becomes_a_late_edition_that_says_so(
    caught_up: tuple[Store, str],
) -> None:
    store, _ = caught_up
    text = post(store, CUT_OFF)
    assert "**Late edition.** Compiled on " in text
    assert f"from what the sources answered on Oct. {CUT_OFF.day};" in text
    assert "Not recoverable: Farside Investors" in text
    snapshot = Snapshot.model_validate_json(store.read_text(store.snapshot_path(CUT_OFF), "snapshot"))
    assert snapshot.compiled is not None
    assert snapshot.compiled.date() > AFTER
    assert [gap.why for gap in snapshot.gaps if "Not recoverable" not in gap.why] == []
    feed = (store.site / "feed.xml").read_text(encoding="utf-8")
    assert "Late edition." in feed


@pytest.mark.slow
def test_no_figure_of_a_late_edition_is_of_a_later_day(caught_up: tuple[Store, str]) -> None:
    store, _ = caught_up
    snapshot = Snapshot.model_validate_json(store.read_text(store.snapshot_path(CUT_OFF), "snapshot"))
    assert snapshot.figures
    assert {name: figure.as_of for name, figure in snapshot.figures.items() if str(figure.as_of) > str(AFTER)} == {}
    assert max(str(figure.as_of)[:10] for figure in snapshot.figures.values()) == str(CUT_OFF)
    assert snapshot.figures["prices.btc.usd"].value == snapshot.figures["prices.btc.usd"].readings[0].value


@pytest.mark.slow
def test_a_day_of_which_too_little_is_known_has_no_edition_and_a_reason(caught_up: tuple[Store, str]) -> None:
    store, out = caught_up
    for day in (ASLEEP, EMPTY):
        assert not store.post_path(edition(day)).exists()
        assert not store.snapshot_path(day).exists()
    assert f"{ASLEEP}: no edition. No night was run on this day" in out
    assert f"{EMPTY}: no edition. The night of this day was cut off" in out
    page = (store.site / f"archive/{ASLEEP:%Y/%m}/index.html").read_text(encoding="utf-8")
    assert "No night was run on this day, and what its sources would have said then cannot be asked any more." in page


@pytest.mark.slow
def test_the_editors_own_reason_goes_before_ours_and_his_file_is_left_alone(caught_up: tuple[Store, str]) -> None:
    store, _ = caught_up
    own = store.content / "_data" / "missing_days.yaml"
    before = own.read_bytes()
    own.write_text(f"days:\n  {ASLEEP}: The server was moved that night.\n", encoding="utf-8")
    assert brief("build", "--root", store.root).code == 0
    page = (store.site / f"archive/{ASLEEP:%Y/%m}/index.html").read_text(encoding="utf-8")
    assert "The server was moved that night." in page
    assert "No night was run on this day" not in page
    own.write_bytes(before)
    assert brief("build", "--root", store.root).code == 0


@pytest.mark.slow
def test_catching_up_again_writes_nothing_new(caught_up: tuple[Store, str]) -> None:
    store, _ = caught_up
    before = files_below(store.content)
    assert brief("catchup", "--root", store.root, "--since", BEFORE).code == 10
    assert files_below(store.content) == before


@pytest.mark.slow
def test_a_late_edition_and_the_nights_around_it_can_be_rebuilt(caught_up: tuple[Store, str]) -> None:
    """The night after ran without knowing what is known now: it comes out as it was."""
    store, _ = caught_up
    assert brief("build", "--root", store.root).code == 0
    ran = brief("rebuild", "--root", store.root, "--all")
    assert (ran.code, ran.out.count("the same")) == (0, 3), ran.out


@pytest.mark.slow
def test_without_an_edition_and_without_a_day_it_refuses(tmp_path: Path) -> None:
    store = begin(tmp_path, BEFORE, sources=SOURCES, rows=10)
    ran = brief("catchup", "--root", store.root)
    assert ran.code == 64
    assert is_sentence(ran.err)
    assert brief("catchup", "--root", store.root, "--since", date.max - timedelta(days=9)).code == 64
