"""What a run writes down of itself: an operator who was asleep must be able to rely on it, and no key may be in it."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from brief.collect.noting import Requests
from brief.desk import outages
from brief.errors import NoSource, WrongUsage
from brief.models.run import Asked, Run
from brief.store import Store
from commands import brief
from nights import BUNDLED, configuration, files_below, run_live, short_site
from test_live_nights import Internet, Tagged, moment

AT = moment("2025-11-05 08:00:00")
KEY = "sk-not-to-be-seen-1234567890"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return short_site(tmp_path)


def test_a_busy_source_is_noted_with_its_tries_and_the_time_they_took(store: Store) -> None:
    class Busy(Internet):
        def __call__(self, request: httpx.Request, at: datetime) -> httpx.Response:
            answer = super().__call__(request, at)
            again = request.url.host == "api.alternative.me" and self.asked.count("api.alternative.me") < 3
            return httpx.Response(503, text="busy") if again else answer

    clock = [AT]

    def now() -> datetime:
        clock[0] += timedelta(milliseconds=250)
        return clock[0]

    noted = Requests(AT, now, ())
    run_live(store, Busy(), at=AT, requests=noted)
    (line,) = (line for line in noted.lines if line.source == "alternative-me")
    assert (line.tries, line.status, line.kept, line.run) == (3, 200, "", AT)
    assert line.ms >= 250
    assert line.bytes > 100
    (gone,) = (line for line in noted.lines if line.source == "farside-eth")
    assert (gone.tries, gone.status) == (1, 404)


@pytest.mark.slow
def test_what_a_source_says_is_unchanged_is_noted_as_such(store: Store) -> None:
    run_live(store, Tagged(), at=AT)
    noted = Requests(AT, lambda: AT, ())
    run_live(store, Tagged(), at=moment("2025-11-06 08:00:00"), requests=noted)
    (line,) = (line for line in noted.lines if line.source == "defillama-hacks" and line.status in (200, 304))
    assert (line.status, line.kept, line.tries) == (304, "unchanged", 1)


def test_no_key_is_in_what_is_noted(store: Store) -> None:
    """A server that quotes our key back, in its words and in an address."""
    environ = {"COINGLASS_API_KEY": KEY, "SOSOVALUE_API_KEY": KEY, "COINGECKO_API_KEY": KEY}

    def echo(request: httpx.Request, at: datetime) -> httpx.Response:
        if KEY in request.headers.values():
            raise httpx.ConnectError(f"no route for {KEY}")
        return Internet()(request, at)

    noted = Requests(AT, lambda: AT, configuration(store, environ).secrets())
    with pytest.raises(NoSource):
        run_live(store, echo, at=AT, environ=environ, requests=noted)
    assert any("***" in line.why for line in noted.lines)
    assert not [line for line in noted.lines if KEY in line.model_dump_json()]


def test_the_record_of_a_replay_says_what_came_of_each_source(store: Store) -> None:
    assert brief("nightly", "--replay", BUNDLED, "--root", store.root).code == 0
    run = Run.model_validate_json(store.runs()[BUNDLED])
    assert (run.replayed, run.published, run.exit, run.said) == (True, False, 0, "")
    assert run.figures > 50
    assert set(run.steps) == {"collect", "write", "build"}
    heard = {one.source: one for one in run.sources}
    assert list(heard) == [source.id for source in configuration(store).sources]
    assert heard["farside-btc"].heard == "read"
    assert heard["farside-btc"].readings > 10
    assert heard["kraken"].heard == "unasked"
    assert heard["htx-liquidations"].heard == "off"
    lines = [Asked.model_validate_json(line) for line in store.requests(BUNDLED).splitlines()]
    assert {line.source for line in lines} == {name for name, one in heard.items() if one.requests}


def test_a_run_that_asked_nobody_leaves_the_record_of_the_night(store: Store) -> None:
    """A second run of the same night finds the post published; the first one's sources are what an operator wants."""
    today = datetime.now(UTC).date()
    run_live(store, Internet(), at=datetime.now(UTC).replace(microsecond=0), publish=True)
    folder = store.runs_folder(today)
    first = brief("nightly", "--date", today, "--root", store.root)
    assert "No source was asked." in first.out
    assert json.loads(store.runs()[today])["published"] is True
    own = store.runs()[today].replace('"exit"', '\n"exit"')
    store.write(folder / "run.json", own)
    assert brief("nightly", "--date", today, "--root", store.root).code == 0
    assert store.runs()[today] == own


def test_what_else_lies_among_the_runs_is_left_out(store: Store) -> None:
    store.write(store.runs_folder(BUNDLED) / "run.json", "{}")
    store.write(store.runs_folder(BUNDLED).parent / "notes" / "run.json", "{}")
    store.runs_folder(date(2025, 11, 6)).mkdir()
    assert store.runs() == {BUNDLED: "{}"}
    assert store.requests(date(2025, 11, 6)) == ""


@pytest.mark.slow
def test_a_record_changes_nothing_of_the_edition(tmp_path: Path) -> None:
    one, other = short_site(tmp_path / "one"), short_site(tmp_path / "other")
    for store in (one, other):
        assert brief("nightly", "--replay", BUNDLED, "--publish", "--root", store.root).code == 0
    assert brief("nightly", "--replay", BUNDLED, "--publish", "--root", other.root).code == 0

    def made(store: Store) -> dict[str, bytes]:
        return {name: data for name, data in files_below(store.root).items() if "_journal" not in name}

    assert made(one) == made(other)
    assert not [name for name in files_below(one.site) if "run" in name.split("/")[-1]]


OUTAGES = "outages:\n  - source: farside-btc\n    reason: Their host moved.\n    until: 2025-11-06\n"


def test_a_known_outage_is_no_news_until_it_is_over(store: Store) -> None:
    (store.content / "_data" / "outages.yaml").write_text(OUTAGES, encoding="utf-8")
    down = Internet(down=frozenset({"farside.co.uk"}))
    for day, known in (("2025-11-05", True), ("2025-11-06", True), ("2025-11-07", False)):
        done = run_live(store, down, at=moment(f"{day} 08:00:00"))
        assert done.acknowledged == ({"farside-btc": "Their host moved."} if known else {}), day
        told = "The outage of farside-btc in outages.yaml was to end on 2025-11-06; remove it, or set a new day."
        assert (told in done.notes) is not known
        assert done.degraded, "other sources of this internet fail, too"
        assert any(gap.source == "farside-btc" for gap in done.gaps), "what is missing is still told"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (OUTAGES + OUTAGES.removeprefix("outages:\n"), "farside-btc is there twice; keep one of its entries"),
        ("outages:\n  - source: kraken\n    until: 2025-11-06\n", "outages.0.reason: this must be given"),
        ("outages:\n  - {source: kraken, reason: x, until: soon}\n", "outages.0.until: "),
        ("outage: []\n", "unknown key; allowed here: outages"),
    ],
)
def test_a_mistake_among_the_outages_is_told_with_file_and_line(store: Store, text: str, said: str) -> None:
    path = store.content / "_data" / "outages.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(WrongUsage) as told:
        outages.known(store, ["kraken", "farside-btc"], BUNDLED)
    assert str(told.value).startswith(f"{path}:")
    assert said in str(told.value)


def test_an_outage_of_a_source_that_nobody_asks_is_told(store: Store) -> None:
    (store.content / "_data" / "outages.yaml").write_text(OUTAGES.replace("farside-btc", "farside"), encoding="utf-8")
    known = outages.known(store, ["farside-btc"], BUNDLED)
    assert known.reasons == {}
    assert known.notes == (
        "outages.yaml names farside, which sources.yaml does not have; remove or correct the entry.",
    )
