"""Nights against a made-up internet: the day is right whatever the hour, and a failing source is only a gap."""

import hashlib
import json
import re
import shutil
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import httpx
import pytest

from brief.errors import Locked, NoSource, Unreachable
from brief.models import Snapshot
from brief.night import Outcome
from brief.store import Store
from commands import brief
from nights import configuration, files_below, new_site, run_live, run_replay

PRICE = "101234.5"
FLOWS = [("03 Nov 2025", "(186.5)"), ("04 Nov 2025", "(566.4)"), ("05 Nov 2025", "(137.0)")]
INDEX = {"2025-11-03": 42, "2025-11-04": 21, "2025-11-05": 23, "2025-11-06": 27}


class Internet:
    """Answers as the sources would at any instant: days appear when they do in reality."""

    def __init__(self, *, down: frozenset[str] = frozenset()) -> None:
        self.down = down
        self.asked: list[str] = []

    def __call__(self, request: httpx.Request, at: datetime) -> httpx.Response:
        host = request.url.host
        self.asked.append(host)
        if host in self.down or "*" in self.down:
            return httpx.Response(503, text="down for maintenance")
        if host == "farside.co.uk" and request.url.path == "/btc/":
            return httpx.Response(200, html=self.farside(at))
        if host == "api.alternative.me":
            return httpx.Response(200, json=self.index(at))
        if host == "api.coingecko.com" and "markets" in request.url.path:
            return httpx.Response(200, json=[self.coin(at)])
        return httpx.Response(404, json={"error": "not here"})

    def coin(self, at: datetime) -> dict[str, object]:
        return {
            "id": "bitcoin",
            "symbol": "btc",
            "current_price": float(PRICE),
            "market_cap": None,
            "high_24h": None,
            "low_24h": None,
            "price_change_percentage_24h": -1.5,
            "last_updated": at.strftime("%Y-%m-%dT%H:%M:%S.000Z"),
        }

    def index(self, at: datetime) -> dict[str, object]:
        days = [day for day in INDEX if day <= at.date().isoformat()]
        rows = [
            {
                "value": str(INDEX[day]),
                "value_classification": "Extreme Fear",
                "timestamp": str(int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp())),
            }
            for day in reversed(days)
        ]
        return {"name": "Fear and Greed Index", "data": rows, "metadata": {"error": None}}

    def farside(self, at: datetime) -> str:
        """A session's row appears at noon UTC, open; its issuer reports at 04:30 UTC the day after."""
        rows = []
        for label, flow in FLOWS:
            day = datetime.strptime(label, "%d %b %Y").replace(tzinfo=UTC)
            if at >= day + timedelta(hours=28, minutes=30):
                rows.append((label, flow, flow))
            elif at >= day + timedelta(hours=12):
                rows.append((label, "-", "0.0"))
        body = "".join(f"<tr><td>{day}</td><td>{one}</td><td>{total}</td></tr>" for day, one, total in rows)
        head = "<tr><th></th><th>IBIT</th><th></th></tr>"
        title = "<title>Bitcoin ETF Flow (US$m)</title>"
        top = "<tr><th></th><th></th><th>Total</th></tr>"
        return f"<html><head>{title}</head><body><table class='etf'>{top}{head}{body}</table></body></html>"


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def record_of(store: Store, day: str) -> Snapshot:
    return Snapshot.model_validate_json((store.content / "_snapshots" / f"{day}.json").read_text(encoding="utf-8"))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return new_site(tmp_path)


@pytest.mark.sampled(1)
@pytest.mark.parametrize(
    ("at", "day", "session", "fear"),
    [
        ("2025-11-05 21:00:00", "2025-11-05", "2025-11-04", 23),
        ("2025-11-05 23:59:50", "2025-11-05", "2025-11-04", 23),
        ("2025-11-06 00:01:00", "2025-11-06", "2025-11-04", 27),
        ("2025-11-06 04:00:00", "2025-11-06", "2025-11-04", 27),
        ("2025-11-06 05:30:00", "2025-11-06", "2025-11-05", 27),
    ],
)
def test_a_run_at_any_hour_is_right_about_its_day(store: Store, at: str, day: str, session: str, fear: int) -> None:
    run_live(store, Internet(), at=moment(at))
    snapshot = record_of(store, day)
    assert snapshot.day.isoformat() == day
    assert snapshot.figures["etf.btc.net"].as_of.isoformat() == session
    assert snapshot.figures["sentiment.fear_greed"].value == fear
    assert snapshot.figures["sentiment.fear_greed"].as_of.isoformat() == day
    text = (store.content / "_posts" / f"{day}-daily-crypto-market-brief.md").read_text(encoding="utf-8")
    assert f"\ndate: {day}\n" in text
    fresh = date.fromisoformat(day) - date.fromisoformat(session) == timedelta(days=1)
    when = f"on Nov. {int(session[-2:])}" if fresh else f"in their last session (Tuesday, Nov. {int(session[-2:])})"
    assert f"{when}, all of it from IBIT" in text


def test_a_run_that_crosses_midnight_stays_with_the_day_it_began_on(store: Store) -> None:
    """Asked at 23:59:50, answered after midnight: the index of the new day must not become the old day's figure."""
    done = run_live(store, Internet(), at=moment("2025-11-05 23:59:50"), step=timedelta(seconds=1))
    snapshot = record_of(store, "2025-11-05")
    assert snapshot.figures["sentiment.fear_greed"].value == 23
    assert snapshot.figures["sentiment.fear_greed"].as_of.isoformat() == "2025-11-05"
    assert done.edition == "2025-11-05-daily-crypto-market-brief"
    assert any("2025-11-06 is left out" in note for note in done.notes)
    assert not (store.content / "_snapshots" / "2025-11-06.json").exists()


def test_one_source_down_is_named_and_nothing_is_invented(store: Store) -> None:
    done = run_live(store, Internet(down=frozenset({"farside.co.uk"})), at=moment("2025-11-05 08:00:00"))
    assert done.degraded
    gap = next(gap for gap in done.gaps if gap.source == "farside-btc")
    assert "503" in gap.why
    assert gap.why.endswith(".")
    assert "\n" not in gap.why
    text = (store.content / "_posts" / f"{done.edition}.md").read_text(encoding="utf-8")
    assert "ETF & Spot Flows" not in text
    assert "farside" not in text.split("Not available tonight")[0]
    assert "Fear & Greed" in text


@pytest.mark.slow
def test_a_full_night_is_longer_than_one_with_a_gap(tmp_path: Path) -> None:
    whole, short = new_site(tmp_path / "a"), new_site(tmp_path / "b")
    at = moment("2025-11-05 08:00:00")
    full = run_live(whole, Internet(), at=at)
    less = run_live(short, Internet(down=frozenset({"api.alternative.me"})), at=at)
    assert full.figures > less.figures


@pytest.mark.slow
def test_all_down_changes_no_page_and_no_record(store: Store) -> None:
    run_replay(store, publish=True)
    before = {path: data for path, data in files_below(store.root).items() if "/_raw/" not in path}
    with pytest.raises(Unreachable) as told:
        run_live(store, Internet(down=frozenset({"*"})), at=moment("2025-11-05 08:00:00"))
    assert told.value.exit_code == 75
    assert str(told.value).startswith("No source gave a figure, so nothing was written; try again later.")
    assert {path: data for path, data in files_below(store.root).items() if "/_raw/" not in path} == before


def test_a_required_section_without_a_source_is_exit_30(store: Store) -> None:
    with pytest.raises(NoSource) as told:
        run_live(store, Internet(down=frozenset({"api.coingecko.com"})), at=moment("2025-11-05 08:00:00"))
    assert told.value.exit_code == 30
    assert not (store.content / "_posts").exists()


@pytest.mark.slow
def test_the_replay_of_a_live_night_gives_the_same_bytes(tmp_path: Path) -> None:
    """The archive is the replay: what was recorded rebuilds the night, the gaps included."""
    live, again = new_site(tmp_path / "live"), new_site(tmp_path / "again")
    at = moment("2025-11-05 08:00:00")
    run_live(live, Internet(down=frozenset({"api.alternative.me"})), at=at, publish=True)
    (again.content / "_raw" / "2025-11-05").mkdir(parents=True)
    for path in (live.content / "_raw" / "2025-11-05").iterdir():
        (again.content / "_raw" / "2025-11-05" / path.name).write_bytes(path.read_bytes())
    run_replay(again, at.date(), publish=True)
    assert files_below(again.root) == files_below(live.root)


@pytest.mark.slow
def test_the_night_after_knows_the_night_before(store: Store) -> None:
    """Series grow night by night: the streak goes on, and what was lowest then is compared with now."""
    run_live(store, Internet(), at=moment("2025-11-05 08:00:00"))
    done = run_live(store, Internet(), at=moment("2025-11-06 08:00:00"))
    text = (store.content / "_posts" / f"{done.edition}.md").read_text(encoding="utf-8")
    assert "It was the sixth session of outflows in a row" in text
    rows = (store.content / "_series" / "etf.btc.net.csv").read_text(encoding="utf-8").splitlines()
    assert [row.split(",")[0] for row in rows[-2:]] == ["2025-11-04", "2025-11-05"]


@pytest.mark.slow
def test_an_edition_never_sees_what_came_later(store: Store) -> None:
    """Told again after later nights, the first night says what it said."""
    run_live(store, Internet(), at=moment("2025-11-05 08:00:00"))
    first = (store.content / "_posts" / "2025-11-05-daily-crypto-market-brief.md").read_bytes()
    run_live(store, Internet(), at=moment("2025-11-06 08:00:00"))
    done: Outcome = run_replay(store, moment("2025-11-05 08:00:00").date())
    assert (store.content / "_posts" / f"{done.edition}.md").read_bytes() == first


class Retold(Internet):
    """The index of the day before is another one the morning after."""

    def index(self, at: datetime) -> dict[str, object]:
        answer = super().index(at)
        rows = answer["data"]
        assert isinstance(rows, list)
        return {**answer, "data": [rows[0], {**rows[1], "value": "31"}, *rows[2:]]}


def test_a_level_that_readers_were_told_of_is_revised_in_front_of_them(store: Store) -> None:
    run_live(store, Internet(), at=moment("2025-11-05 08:00:00"), publish=True)
    done = run_live(store, Retold(), at=moment("2025-11-06 08:00:00"), publish=True)
    text = (store.content / "_posts" / f"{done.edition}.md").read_text(encoding="utf-8")
    told = [line for line in text.splitlines() if line.startswith("- **Revised")]
    assert [line.partition(".[^")[0] for line in told] == [
        f"- **Revised, Fear & Greed**: alternative.me now has 31 for Nov. 5, after {INDEX['2025-11-05']}"
    ]
    again = run_live(store, Retold(), at=moment("2025-11-07 08:00:00"), publish=True)
    text = (store.content / "_posts" / f"{again.edition}.md").read_text(encoding="utf-8")
    assert "for Nov. 5, after" not in text


class Tagged(Internet):
    """Names the version of every answer, and does not send again what the asker has."""

    def __init__(self) -> None:
        super().__init__()
        self.conditional: list[str] = []

    def __call__(self, request: httpx.Request, at: datetime) -> httpx.Response:
        answer = self.hacks() if request.url.path == "/hacks" else super().__call__(request, at)
        tag = f'"{hashlib.sha256(answer.content).hexdigest()}"'
        if had := request.headers.get("if-none-match"):
            self.conditional.append(request.url.host)
        return httpx.Response(304, headers={"etag": tag}) if had == tag else self.tagged(answer, tag)

    def tagged(self, answer: httpx.Response, tag: str) -> httpx.Response:
        answer.headers["etag"] = tag
        return answer

    def hacks(self) -> httpx.Response:
        lost = {"date": int(moment("2025-11-04 00:00:00").timestamp()), "name": "Made Up", "amount": 128_000_000}
        return httpx.Response(200, json=[lost])


@pytest.mark.slow
def test_a_list_that_was_not_sent_again_is_told_as_such_and_replays_without_the_night_it_came(store: Store) -> None:
    run_live(store, Tagged(), at=moment("2025-11-05 08:00:00"))
    internet = Tagged()
    done = run_live(store, internet, at=moment("2025-11-06 08:00:00"))
    assert internet.conditional == ["api.llama.fi"]
    written = {path: data for path, data in files_below(store.root).items() if done.edition in path}
    text = (store.content / "_posts" / f"{done.edition}.md").read_text(encoding="utf-8")
    assert re.search(r"^\[\^defillama-hacks\]: .+, checked Nov\. 6, 2025, 08:00 UTC\.", text, re.MULTILINE)
    assert re.search(r"^\[\^coingecko\]: .+, retrieved Nov\. 6, 2025, 08:00 UTC\.", text, re.MULTILINE)
    figure = "incidents.defillama-hacks.2025-11-04-made"
    told = brief("why", "2025-11-06", figure, "--root", store.root).out
    # Other questions to the same host may have gone before it, one second after another.
    assert re.search(r"fetched for the edition of 2025-11-05, unchanged 2025-11-06T08:00:\d\dZ, place /0/amount", told)
    told = brief("why", "2025-11-06", "prices.btc.usd", "--root", store.root).out
    assert "fetched 2025-11-06T08:00:00Z, place" in told
    told = brief("why-not", "2025-11-06", "Made Up", "--root", store.root).out
    assert told.startswith("DefiLlama, 2025-11-04: Made Up")
    shutil.rmtree(store.content / "_raw" / "2025-11-05")
    run_replay(store, date(2025, 11, 6))
    assert {path: data for path, data in files_below(store.root).items() if done.edition in path} == written


def test_no_key_reaches_anything_we_write(store: Store) -> None:
    key = "sk-not-to-be-seen-1234567890"
    environ = {"COINGLASS_API_KEY": key, "SOSOVALUE_API_KEY": key, "COINGECKO_API_KEY": key}

    def echo(request: httpx.Request, at: datetime) -> httpx.Response:
        """A server that quotes our own key back at us."""
        if key in request.headers.values():
            return httpx.Response(401, json={"message": f"bad key {key} for {request.url}"})
        return Internet()(request, at)

    with pytest.raises(NoSource):
        run_live(store, echo, at=moment("2025-11-05 08:00:00"), environ=environ)
    for path, data in files_below(store.root).items():
        assert key.encode() not in data, path


def test_two_runs_are_kept_apart(store: Store) -> None:
    with store.lock(), pytest.raises(Locked), store.lock():
        pytest.fail("two runs at once")


def test_an_unusual_value_is_printed_and_reported_an_impossible_one_refused(store: Store) -> None:
    class Odd(Internet):
        def coin(self, at: datetime) -> dict[str, object]:
            return {**super().coin(at), "current_price": 612_000, "price_change_percentage_24h": -250}

    done = run_live(store, Odd(), at=moment("2025-11-05 08:00:00"))
    snapshot = record_of(store, "2025-11-05")
    assert snapshot.figures["prices.btc.usd"].value == Decimal(612_000)
    assert "prices.btc.change_24h" not in snapshot.figures
    assert any("unusual" in note and "prices.btc.usd" in note for note in done.notes)
    assert any("impossible" in gap.why for gap in done.gaps)


def test_the_archive_holds_the_bytes_before_anyone_parses_them(store: Store) -> None:
    """An answer nobody can read is kept all the same, so that the parser can be mended and the night replayed."""

    class Broken(Internet):
        def farside(self, at: datetime) -> str:
            return "<html><body><p>We have moved</p></body></html>"

    run_live(store, Broken(), at=moment("2025-11-05 08:00:00"))
    manifest = json.loads((store.content / "_raw" / "2025-11-05" / "manifest.json").read_text(encoding="utf-8"))
    entry = next(row for row in manifest["requests"] if row["source"] == "farside-btc")
    assert entry["status"] == 200
    assert (store.content / "_raw" / "2025-11-05" / entry["file"]).is_file()


def test_the_configuration_of_the_shipped_site_loads(store: Store) -> None:
    assert configuration(store).required == ("prices",)


def test_a_row_of_zeros_on_a_holiday_is_no_flow_of_zero(store: Store) -> None:
    """Thanksgiving, 2025: the exchange was shut, whatever a table says of the day."""

    class Holiday(Internet):
        def farside(self, at: datetime) -> str:
            return super().farside(at).replace("05 Nov 2025", "27 Nov 2025").replace("(137.0)", "0.0")

    run_live(store, Holiday(), at=moment("2025-11-28 08:00:00"))
    rows = (store.content / "_series" / "etf.btc.net.csv").read_text(encoding="utf-8")
    assert "2025-11-27" not in rows
    post = store.post_path("2025-11-28-daily-crypto-market-brief").read_text(encoding="utf-8")
    assert "Nov. 27" not in post.partition("### Top Headlines")[0]


def test_at_the_weekend_the_funds_last_session_is_called_that(store: Store) -> None:
    done = run_live(store, Internet(), at=moment("2025-11-09 08:00:00"))
    text = store.post_path(done.edition).read_text(encoding="utf-8")
    assert "US bitcoin funds lost \\$137.0 million in their last session (Nov. 5)" in text
    assert "Sessions of Bitcoin Fund" not in done.title
