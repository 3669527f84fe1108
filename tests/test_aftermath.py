"""Somebody must hear of a night that failed, and a night must end as it ended whoever does not listen."""

import json
import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from brief.errors import DiskRefused, NoSource
from brief.models.run import Run
from brief.store import Store
from brief.verbs.aftermath import followed_up
from brief.verbs.desk import Desk
from commands import brief, is_sentence
from listening import Heard, Monitor, listening
from nights import new_site
from runs_on_record import put, run_of

AT = datetime(2025, 11, 5, 5, 47, tzinfo=UTC)
TONIGHT, BEFORE = AT.date(), AT.date() - timedelta(days=1)
EDITION = "2025-11-05-daily-crypto-market-brief"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return new_site(tmp_path)


def telling(monitor: Monitor) -> dict[str, str]:
    return {"BRIEF_HEARTBEAT": f"{monitor.address}/ping", "BRIEF_WEBHOOK": f"{monitor.address}/hook"}


def ends(store: Store, monitor: Monitor, outcome: Callable[[], int], **given: Any) -> int:
    """A night that ends so, with somebody to tell."""
    night = followed_up(lambda desk, **_: outcome())
    return night(Desk(store, telling(monitor), AT, lambda: AT), **given)


def leaves(store: Store, run: Run) -> Callable[[], int]:
    """A night that writes this down and ends with its code."""

    def outcome() -> int:
        put(store, run)
        return run.exit

    return outcome


def told(monitor: Monitor) -> dict[str, Any]:
    (body,) = (heard.body for heard in monitor.heard if heard.path == "/hook")
    found: dict[str, Any] = json.loads(body)
    return found


def pings(monitor: Monitor) -> list[str]:
    return [heard.path for heard in monitor.heard if heard.method == "GET"]


def test_a_night_that_goes_well_is_two_pings_and_no_message(store: Store) -> None:
    with listening() as monitor:
        assert ends(store, monitor, leaves(store, run_of(TONIGHT, "kraken"))) == 0
    assert monitor.heard == [Heard("GET", "/ping/start", ""), Heard("GET", "/ping", "")]


def test_a_night_that_fails_says_which_and_why(store: Store) -> None:
    def fails() -> int:
        put(store, run_of(TONIGHT, gaps=("kraken",), exit_=30))
        raise NoSource("No source gave a figure for prices.")

    with listening() as monitor, pytest.raises(NoSource):
        ends(store, monitor, fails)
    assert pings(monitor) == ["/ping/start", "/ping/30"]
    why = "kraken: it sent no prices, at /a; look at it, its layout may have changed."
    assert told(monitor) == {
        "edition": EDITION,
        "exit": 30,
        "sentence": "No source gave a figure for prices.",
        "gaps": [{"source": "kraken", "fills": "prices.*", "why": why}],
        "text": f"{EDITION} ended with exit 30. No source gave a figure for prices.",
    }


def test_a_run_of_another_hour_lends_its_gaps_to_no_other(store: Store) -> None:
    put(store, run_of(BEFORE, gaps=("kraken",), exit_=10))
    put(store, run_of(TONIGHT, gaps=("kraken",), exit_=10).model_copy(update={"began": AT - timedelta(hours=1)}))

    def fails() -> int:
        raise DiskRefused("The disk is full.")

    with listening() as monitor, pytest.raises(DiskRefused):
        ends(store, monitor, fails)
    assert (told(monitor)["exit"], told(monitor)["gaps"]) == (74, [])


@pytest.mark.parametrize(
    ("before", "tonight", "acknowledged", "news"),
    [
        ((), ("kraken",), "", True),
        (("kraken",), ("kraken",), "", False),
        (("kraken",), ("kraken", "okx"), "", True),
        ((), ("kraken",), "It moves house.", True),  # acknowledged, so the 10 is of something else
        ((), (), "", True),
    ],
)
def test_a_degraded_night_is_news_once(
    store: Store, before: tuple[str, ...], tonight: tuple[str, ...], acknowledged: str, news: bool
) -> None:
    put(store, run_of(BEFORE, "coingecko", gaps=before, exit_=10))
    run = run_of(TONIGHT, "coingecko", gaps=tonight, exit_=10, acknowledged=acknowledged)
    with listening() as monitor:
        assert ends(store, monitor, leaves(store, run)) == 10
    assert pings(monitor)[1:] == (["/ping/10"] if news else ["/ping"])
    assert len(monitor.heard) == (3 if news else 2)


def test_a_bug_of_ours_is_told_without_its_words(store: Store) -> None:
    def fails() -> int:
        raise ZeroDivisionError("a secret")

    with listening() as monitor, pytest.raises(ZeroDivisionError):
        ends(store, monitor, fails)
    assert pings(monitor) == ["/ping/start", "/ping/1"]
    assert "secret" not in told(monitor)["sentence"]


@pytest.mark.parametrize(
    "given", [{"again": date(2025, 11, 4)}, {"dry": True}, {"offline": True}, {"words": ("prices",)}]
)
def test_nobody_waits_for_what_is_no_live_night(store: Store, given: dict[str, Any]) -> None:
    with listening() as monitor:
        assert ends(store, monitor, lambda: 0, **given) == 0
    assert monitor.heard == []


@pytest.mark.parametrize("status", [500, 302])
def test_whoever_does_not_listen_changes_nothing(store: Store, status: int, capsys: pytest.CaptureFixture[str]) -> None:
    with listening(status) as monitor:
        assert ends(store, monitor, lambda: 0) == 0
    lines = capsys.readouterr().err.splitlines()
    assert lines == [f"BRIEF_HEARTBEAT answered with HTTP {status}."] * 2


def test_a_status_page_that_cannot_be_renewed_leaves_the_error_as_it_is(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    (store.content / "_config.yml").write_text("title: [", "utf-8")

    def fails() -> int:
        raise NoSource("No source gave a figure for prices.")

    with listening() as monitor, pytest.raises(NoSource):
        ends(store, monitor, fails)
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("The status page was not renewed: ")
    assert is_sentence(line)
    assert told(monitor)["exit"] == 30


def test_whoever_finds_the_lock_held_leaves_the_telling_to_its_holder(store: Store) -> None:
    with listening() as monitor, store.lock():
        ran = brief("nightly", "--root", store.root, environ=telling(monitor))
    assert ran.code == 40
    assert pings(monitor) == ["/ping/start"]
    assert not (store.site / "health.json").exists()


def test_the_real_command_tells_of_a_night_that_could_not_begin(store: Store) -> None:
    shutil.rmtree(store.content / "_raw")
    with listening() as monitor:
        ran = brief("nightly", "--date", "2001-01-01", "--root", store.root, environ=telling(monitor))
    assert ran.code == 64
    assert pings(monitor) == ["/ping/start", "/ping/64"]
    assert told(monitor)["edition"] == "2001-01-01-daily-crypto-market-brief"
    assert told(monitor)["sentence"] == ran.err.strip()
    assert not (store.site / "health.json").exists()  # no night was run


def test_no_address_is_in_any_output(store: Store) -> None:
    environ = {"BRIEF_HEARTBEAT": "http://example.org/9f3c1c2e", "BRIEF_WEBHOOK": "ftp://example.org/9f3c1c2e"}
    ran = brief("nightly", "--date", "2001-01-01", "--root", store.root, environ=environ)
    assert ran.code == 64
    assert "9f3c1c2e" not in ran.out + ran.err
    assert ran.err.count("nothing was sent there") == 3
