"""What a hostile answer, a strange file or a wrong clock could do, where no other test asks: see docs/security.md."""

import json
import os
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from answers import answered
from brief.checked_yaml import read_checked
from brief.collect.accept import accept_items
from brief.collect.runner import find_module, read
from brief.config import load
from brief.desk.building import build_site
from brief.errors import BriefError, Refused, WrongUsage
from brief.models import Night, Snapshot, day_of
from brief.models.figures import instant_of
from brief.models.rules import WatchRules
from brief.sources._json import read_json
from brief.sources._plain import LONGEST
from brief.store import Store
from commands import brief, is_sentence
from nights import REPOSITORY, configuration, files_below, new_site, run_live

AT = datetime(2025, 11, 5, 8, tzinfo=UTC)
MEGABYTE = 1_000_000


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return new_site(tmp_path)


# Payloads


def feed_of(*titles: str) -> bytes:
    link, at = "https://publisher.example/", "<pubDate>Fri, 30 Oct 2026 15:30:00 GMT</pubDate>"
    rows = "".join(f"<item><title>{title}</title><link>{link}{n}</link>{at}</item>" for n, title in enumerate(titles))
    return f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>{rows}</channel></rss>'.encode()


def items_of(body: bytes) -> list[str]:
    night = Night(
        day=date(2026, 11, 1),
        at=datetime(2026, 11, 1, 6, tzinfo=UTC),
        options={"url": "https://publisher.example/feed.xml", "topic": "news.coindesk", "outlet": "Outlet"},
    )
    _, found = read(find_module("feed"), [answered("coindesk", body, night.at)], night)
    (source,) = (one for one in configuration(Store(REPOSITORY)).sources if one.id == "coindesk")
    return [one.title for one in accept_items(found, source, night).items]


def test_a_title_of_ten_megabytes_is_cut_and_hides_no_other() -> None:
    long = "Bitcoin rises " * (10 * MEGABYTE // 14)
    first, second = items_of(feed_of(long, "Ether falls"))
    assert (len(first) <= LONGEST, second) == (True, "Ether falls")


@pytest.mark.parametrize("deep", [b"[" * 200_000, b'{"a":' * 200_000, b"[" * 200_000 + b"]" * 200_000])
def test_json_without_bottom_is_refused(deep: bytes) -> None:
    with pytest.raises(Refused, match="sent JSON we do not accept") as told:
        read_json(answered("kraken", deep, AT))
    assert is_sentence(str(told.value))


@pytest.mark.parametrize("charset", ["latin-1", "cp1252", "utf-16-le", "utf-16", "utf-32", "utf-7", "shift-jis"])
def test_json_in_another_charset_is_read_right_or_refused_and_never_guessed(charset: str) -> None:
    text = "naïve €" if charset not in ("latin-1", "shift-jis") else {"latin-1": "naïve", "shift-jis": "相場"}[charset]
    body = json.dumps({"name": text, "price": "1"}, ensure_ascii=False).encode(charset)
    try:
        found = read_json(answered("kraken", body, AT))["name"].text()
    except Refused as told:
        assert is_sentence(str(told))
    else:
        assert found == text or charset == "utf-7"  # which is plain ASCII


# Files of the site folder


POST = 'layout: post\ntitle: "A second look"\npublished: true\n'
SECRET = "root:x:0:0 a file of this machine"  # noqa: S105 - of a made-up machine


def test_a_link_among_the_assets_publishes_no_other_file_of_the_machine(store: Store, tmp_path: Path) -> None:
    outside = tmp_path / "passwd"
    outside.write_text(SECRET, "utf-8")
    assets = store.content / "assets"
    (assets / "a.txt").symlink_to(outside)
    (assets / "b.txt").symlink_to("../../../passwd")
    (assets / "folder").symlink_to(tmp_path)
    (assets / "round").symlink_to("..")
    (assets / "sources.txt").symlink_to(store.sources_file())
    (assets / "gone.txt").symlink_to("nowhere")
    (assets / "own.css").symlink_to("style.css")
    build_site(store)
    served = files_below(store.site)
    assert not [name for name, data in served.items() if SECRET.encode() in data]
    names = {name.removeprefix("assets/") for name in served if name.startswith("assets/")}
    assert not names & {"a.txt", "b.txt", "sources.txt", "gone.txt"}
    assert not [name for name in names if name.startswith(("folder/", "round/"))]
    assert served["assets/own.css"] == (assets / "style.css").read_bytes()


@pytest.mark.slow
def test_a_link_among_posts_and_pages_publishes_no_file_that_is_none(store: Store, tmp_path: Path) -> None:
    outside = tmp_path / "passwd"
    outside.write_text(SECRET, "utf-8")
    posts = store.content / "_posts"
    posts.mkdir()
    (posts / "2025-11-05-daily-crypto-market-brief.md").symlink_to(outside)
    (posts / "2025-11-06-gone.md").symlink_to("nowhere")
    (posts / "2025-11-07-round.md").symlink_to("2025-11-07-round.md")
    (posts / "2025-11-08-a-second-look.md").write_text(f"---\n{POST}---\n\nQuiet.\n", "utf-8")
    (store.content / "private.md").symlink_to(outside)
    (told,) = build_site(store)
    assert "2025-11-05-daily-crypto-market-brief" in told
    assert (store.site / "2025" / "11" / "08" / "a-second-look" / "index.html").is_file()
    assert not [name for name, data in files_below(store.site).items() if SECRET.encode() in data]


ODD = (
    '2025-11-05-"><script>alert(1)<.md',
    "2025-11-05-{{ site }}.md",
    "2025-11-05-..%2f..%2fetc.md",
    "2025-11-05-a\nb.md",
    "2025-11-05-\u202e\u0007.md",
    "2025-13-45-no-day.md",
    ".2025-11-05-hidden.md",
    "-rf.md",
)


@pytest.mark.parametrize("name", ODD)
def test_a_file_of_an_odd_name_stays_in_its_place_and_stops_nothing(store: Store, name: str) -> None:
    posts = store.content / "_posts"
    posts.mkdir()
    (posts / name).write_text(f"---\n{POST}---\n\nQuiet.\n", "utf-8")
    (store.content / "assets" / name.replace(".md", ".txt")).write_text("odd", "utf-8")
    around = sorted(path for path in store.root.parent.iterdir())
    build_site(store)
    assert sorted(path for path in store.root.parent.iterdir()) == around
    assert all(path.resolve().is_relative_to(store.site.resolve()) for path in store.site.rglob("*"))
    assert not [file for file, data in files_below(store.site).items() if b"<script>alert(1)" in data]
    assert (store.site / "index.html").is_file()


@pytest.mark.slow
def test_a_post_as_deep_as_nobody_writes_one_is_a_sentence_or_a_page(store: Store) -> None:
    posts = store.content / "_posts"
    posts.mkdir()
    deep = ">" * 20_000 + " a\n\n" + "[" * 20_000 + "\n\n" + "*" * 20_000 + "\n"
    (posts / "2025-11-05-deep.md").write_text(f"---\n{POST}---\n\n{deep}", "utf-8")
    ran = brief("build", "--root", store.root)
    assert ran.code in (0, 10, 20)
    assert "Traceback" not in ran.err


# YAML and templates from elsewhere


CALLS = '!!python/object/apply:os.system ["touch hacked"]'
NINE = [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
ALIASES = "\n".join(["a0: &a0 [x]", *NINE])
"""9 to the power of 11 times x."""


@pytest.mark.slow
@pytest.mark.parametrize("bad", [f"watch: {CALLS}\n", f"{ALIASES}\n", "watch: &w [*w]\n", "watch: " + "[" * 5000])
def test_yaml_that_runs_or_explodes_is_a_sentence(bad: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(WrongUsage) as told:
        load(f"{bad}sources: {{}}\n", "sources.yaml", {}, None)
    assert all(is_sentence(line) for line in str(told.value).splitlines())
    with pytest.raises(WrongUsage):
        read_checked(bad, "watch.yaml", WatchRules)
    assert not (tmp_path / "hacked").exists()


@pytest.mark.parametrize("bad", [f"title: {CALLS}", "title: &t [*t]", "title: " + "[" * 5000, ALIASES])
def test_a_front_matter_that_runs_or_explodes_is_left_out_and_told(
    store: Store, bad: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    posts = store.content / "_posts"
    posts.mkdir()
    (posts / "2025-11-05-daily-crypto-market-brief.md").write_text(
        f"---\nlayout: post\n{bad}\n---\n\nQuiet.\n", "utf-8"
    )
    (told,) = build_site(store)
    assert "2025-11-05-daily-crypto-market-brief" in told
    assert not (tmp_path / "hacked").exists()


# Clocks and calendars


class Calendar:
    """Answers of any day: a price of now, an index of today, and sessions on weekdays until the evening before."""

    def __call__(self, request: httpx.Request, at: datetime) -> httpx.Response:
        if request.url.host == "farside.co.uk" and request.url.path == "/btc/":
            return httpx.Response(200, html=self._flows(at))
        if request.url.host == "api.alternative.me":
            return httpx.Response(200, json=self._index(at))
        if request.url.host == "api.coingecko.com" and "markets" in request.url.path:
            return httpx.Response(200, json=[self._coin(at)])
        return httpx.Response(404, json={"error": "not here"})

    def _flows(self, at: datetime) -> str:
        days = [at.date() - timedelta(days=n) for n in range(9, 0, -1)]
        rows = "".join(
            f"<tr><td>{day:%d %b %Y}</td><td>{day.day}.5</td><td>{day.day}.5</td></tr>"
            for day in days
            if day.weekday() < 5
        )
        head = "<tr><th></th><th></th><th>Total</th></tr><tr><th></th><th>IBIT</th><th></th></tr>"
        title = "<title>Bitcoin ETF Flow (US$m)</title>"
        return f"<html><head>{title}</head><body><table class='etf'>{head}{rows}</table></body></html>"

    def _index(self, at: datetime) -> dict[str, object]:
        starts = [datetime(at.year, at.month, at.day, tzinfo=UTC) - timedelta(days=n) for n in range(3)]
        rows = [
            {"value": str(40 + n), "value_classification": "Fear", "timestamp": str(int(start.timestamp()))}
            for n, start in enumerate(starts)
        ]
        return {"name": "Fear and Greed Index", "data": rows, "metadata": {"error": None}}

    def _coin(self, at: datetime) -> dict[str, object]:
        told = {"current_price": 101234.5, "price_change_percentage_24h": -1.5}
        missing = dict.fromkeys(("market_cap", "high_24h", "low_24h"))
        return {"id": "bitcoin", "symbol": "btc", **told, **missing, "last_updated": f"{at:%Y-%m-%dT%H:%M:%S}.000Z"}


def night_of(store: Store, at: datetime, step: timedelta = timedelta(0)) -> Snapshot:
    run_live(store, Calendar(), at=at, step=step)
    return Snapshot.model_validate_json(store.snapshot_path(at.date()).read_text("utf-8"))


@pytest.mark.sampled(2)
@pytest.mark.parametrize(
    ("at", "session"),
    [
        ("2028-02-29 06:00", "2028-02-28"),  # a leap day
        ("2028-03-01 06:00", "2028-02-29"),
        ("2027-03-01 06:00", "2027-02-26"),  # none in that year, and a Monday
        ("2026-12-31 06:00", "2026-12-30"),  # a year's end
        ("2027-01-01 00:00", "2026-12-31"),
        ("2025-10-26 01:30", "2025-10-24"),  # the hour that Europe has twice
        ("2025-11-02 06:30", "2025-10-31"),  # the hour that New York has twice
        ("2026-03-08 07:30", "2026-03-06"),  # the hour that New York does not have
    ],
)
def test_an_odd_night_of_the_calendar_is_right_about_its_days(store: Store, at: str, session: str) -> None:
    when = datetime.fromisoformat(at).replace(tzinfo=UTC)
    record = night_of(store, when)
    assert record.day == when.date()
    assert str(record.figures["etf.btc.net"].as_of) == session
    assert record.figures["etf.btc.net"].value == int(session[-2:]) * 1_000_000 + 500_000
    assert record.figures["sentiment.fear_greed"].as_of == when.date()
    text = store.post_path(f"{when.date()}-daily-crypto-market-brief").read_text("utf-8")
    assert f"\ndate: {when.date()}\n" in text


@pytest.mark.slow
@pytest.mark.parametrize("zone", ["America/New_York", "Pacific/Kiritimati"])
def test_a_night_of_a_clock_change_is_the_same_wherever_the_machine_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, zone: str
) -> None:
    at = datetime(2025, 11, 2, 6, 30, tzinfo=UTC)
    night_of(new_site(tmp_path / "utc"), at)
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        night_of(new_site(tmp_path / "there"), at)
    finally:
        monkeypatch.setenv("TZ", os.environ.get("TZ", "UTC"))
        monkeypatch.delenv("TZ")
        time.tzset()
    assert files_below(tmp_path / "utc" / "site" / "content") == files_below(tmp_path / "there" / "site" / "content")


@pytest.mark.parametrize("step", [timedelta(minutes=-7), timedelta(days=-3), timedelta(hours=5), timedelta(days=400)])
def test_a_clock_that_jumps_in_the_night_invents_no_figure(store: Store, step: timedelta) -> None:
    """The day is that of the start; what is answered at another time is of that time, or left out."""
    try:
        record = night_of(store, AT, step)
    except BriefError as ended:
        assert is_sentence(str(ended))
        assert not list((store.content / "_posts").glob("*.md"))
        return
    assert record.day == AT.date()
    for figure in record.figures.values():
        assert instant_of(figure.as_of) <= AT + timedelta(days=1)
        assert day_of(figure.as_of) <= AT.date()
    assert [path.stem for path in (store.content / "_posts").glob("*.md")] == ["2025-11-05-daily-crypto-market-brief"]
