"""What a build leaves alone must be what a build from nothing would make: no page that is left alone may be old.

Random days at the desk: posts are added, edited, renamed, removed, withdrawn and corrected, in any order, with builds
in between; what is served must be the very bytes of a build without a past, and a file whose bytes stay is not written.
"""

import json
import re
import shutil
import tempfile
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from brief.config import Config
from brief.desk.building import build_site
from brief.desk.publish import publish_post, unpublish_post
from brief.desk.renewing import renew
from brief.errors import ChecksFailed, Refused
from brief.store import Store
from nights import configuration, files_below, run_replay, short_site
from runs_on_record import run_of

FIRST = date(2025, 10, 30)
QUIET = (
    "Quiet.",
    "Nothing moved.",
    "Bitcoin stood still.",
    "**Bitcoin** & <b>others</b> rested.",
    "It rained in Oslo.",
)
DAYS = st.integers(0, 40).map(lambda n: FIRST + timedelta(days=n))
SLUGS = st.sampled_from(("daily-crypto-market-brief", "a-second-look"))
TEXTS = st.lists(st.sampled_from(QUIET), min_size=1, max_size=3).map(" ".join)
PICK = st.integers(0, 1_000)
LEFT = (
    "archive",
    "cards",
    "charts",
    "corrections",
    "data",
    "feeds",
    "health.json",
    "markets",
    "scoreboard",
    "sources",
    "status",
)


def source(title: str, text: str, *, published: bool) -> str:
    return f'---\nlayout: post\ntitle: "{title}"\npublished: {str(published).lower()}\n---\n\n### Overview\n\n{text}\n'


def left(folder: Path) -> dict[str, bytes]:
    return {name: data for name, data in files_below(folder).items() if name.partition("/")[0] in LEFT}


def is_left_for_jekyll(store: Store) -> None:
    """What Jekyll is to publish of ours is what readers have of it, and no file more."""
    served = left(store.site)
    served.pop("archive/index.html", None)  # Jekyll has its own, of content/archive.md
    assert left(store.content) == served


class Desk(RuleBasedStateMachine):
    """A site folder with a real night in it, and whatever an editor does to its posts."""

    night: Path

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.store = Store(Path(shutil.copytree(self.night, self.folder / "site")))
        self.config: Config = configuration(self.store)
        self.at = datetime(2025, 12, 24, tzinfo=UTC)
        self.snapshot = self.store.snapshot_path(date(2025, 11, 4)).read_text(encoding="utf-8")

    def teardown(self) -> None:
        self.is_as_built_from_nothing()
        shutil.rmtree(self.folder)

    def pick(self, n: int) -> list[Path]:
        """One of the posts that can be read, if there is any."""
        posts = sorted((self.store.content / "_posts").glob("*.md"))
        readable = [post for post in posts if b"\xff" not in post.read_bytes()]
        return [readable[n % len(readable)]] if readable else []

    def later(self) -> datetime:
        self.at += timedelta(hours=7)
        return self.at

    @rule(day=DAYS, slug=SLUGS, title=TEXTS, text=TEXTS, published=st.booleans())
    def add(self, day: date, slug: str, title: str, text: str, published: bool) -> None:
        path = self.store.content / "_posts" / f"{day}-{slug}.md"
        if not path.exists():
            path.write_text(source(title, text, published=published), encoding="utf-8")

    @rule(n=PICK, text=TEXTS)
    def edit(self, n: int, text: str) -> None:
        for post in self.pick(n):
            post.write_text(f"{post.read_text(encoding='utf-8')}\n{text}\n", encoding="utf-8")

    @rule(n=PICK, title=TEXTS)
    def retitle(self, n: int, title: str) -> None:
        for post in self.pick(n):
            head, _, rest = post.read_text(encoding="utf-8").partition("title:")
            post.write_text(f'{head}title: "{title}"\n{rest.partition(chr(10))[2]}', encoding="utf-8")

    @rule(n=PICK, day=DAYS, slug=SLUGS)
    def rename(self, n: int, day: date, slug: str) -> None:
        target = self.store.content / "_posts" / f"{day}-{slug}.md"
        for post in self.pick(n):
            if not target.exists():
                post.rename(target)

    @rule(n=PICK)
    def remove(self, n: int) -> None:
        for post in self.pick(n):
            post.unlink()

    @rule(n=PICK)
    def spoil(self, n: int) -> None:
        for post in self.pick(n):
            post.write_bytes(b"---\ntitle: [\n---\n\xff\n")

    @rule(n=PICK)
    def withdraw(self, n: int) -> None:
        for post in self.pick(n):
            with suppress(ChecksFailed):  # under another day than its own
                unpublish_post(self.store, post.stem, at=self.later())

    @rule(n=PICK)
    def publish(self, n: int) -> None:
        """A first time, or with a correction where something else is said by now; or not, where a check fails.

        Nor where what its night recorded is damaged: that is refused.
        """
        for post in self.pick(n):
            with suppress(ChecksFailed, Refused):
                publish_post(self.store, self.config, post.stem, at=self.later(), reason="It was wrong.")

    @rule(day=DAYS, close=st.integers(1, 200_000), late=st.integers(0, 3))
    def measure(self, day: date, close: int, late: int) -> None:
        """A row of a series more, or another figure for a day that has one; also of days that no brief told yet."""
        known = f"{day + timedelta(days=late)}T09:00:00Z"
        path, row = (
            self.store.content / "_series" / "prices.btc.binance.close.csv",
            f"{day},{close},binance-klines,{known}",
        )
        if row not in path.read_text(encoding="utf-8").splitlines():  # a row stands once, as nights write them
            with path.open("a", encoding="utf-8") as series:
                series.write(f"{row}\n")

    @rule(n=PICK)
    def tell_another_snapshot(self, n: int) -> None:
        """A night's figures for programs are others, or gone."""
        for path in (self.store.content / "receipts").glob("*/snapshot.json"):
            if n % 3:
                path.write_bytes(path.read_bytes() + b"\n")
            else:
                path.unlink()

    @rule(windows=st.sampled_from(([30], [30, 90], [60])))
    def list_other_pages(self, windows: list[int]) -> None:
        path = self.store.content / "_data" / "pages.yaml"
        path.write_text(re.sub(r"windows: \[[^]]*\]", f"windows: {windows}", path.read_text(encoding="utf-8")))

    @rule(name=st.sampled_from(("about", "glossary", "us")), title=TEXTS, text=TEXTS)
    def write_a_page(self, name: str, title: str, text: str) -> None:
        """A new one, another title, another term."""
        path = self.store.content / f"{name}.md"
        path.write_text(f'---\ntitle: "{title}"\n---\n\n### Bitcoin\n\n{text}\n', encoding="utf-8")

    @rule(name=st.sampled_from(("about", "glossary", "us")))
    def take_a_page_away(self, name: str) -> None:
        (self.store.content / f"{name}.md").unlink(missing_ok=True)

    @rule(name=TEXTS, whole=st.booleans())
    def change_what_a_night_recorded(self, name: str, whole: bool) -> None:
        """A snapshot is mended by hand, or damaged."""
        path = self.store.snapshot_path(date(2025, 11, 4))
        gap = {"source": "kraken", "fills": "prices.btc.usd", "why": name}
        record = {**json.loads(self.snapshot), "gaps": [gap]}
        path.write_text(json.dumps(record) if whole else "{}", encoding="utf-8")

    @rule(day=DAYS, exit_=st.sampled_from((0, 10, 20, 75)), ms=st.integers(0, 2), whole=st.booleans(), by=st.booleans())
    def run_a_night(self, day: date, exit_: int, ms: int, whole: bool, by: bool) -> None:
        """A run writes itself down, or half of itself, and the status page is renewed behind it, or is not."""
        folder = self.store.runs_folder(day)
        folder.mkdir(parents=True, exist_ok=True)
        text = run_of(day, "kraken", exit_=exit_, ms=ms).model_dump_json()
        (folder / "run.json").write_text(text if whole else text[:-9], encoding="utf-8")
        if by:
            renew(self.store)

    @rule(name=SLUGS)
    def name_a_source_otherwise(self, name: str) -> None:
        text = self.store.sources_file().read_text(encoding="utf-8")
        named = re.sub(r"(?m)^(  coingecko:\n(?:.*\n)*?    cite: ).*$", rf"\g<1>{name}", text, count=1)
        self.store.sources_file().write_text(named, encoding="utf-8")

    @rule()
    def change_the_look(self) -> None:
        style = self.store.content / "assets" / "style.css"
        style.write_text(f"{style.read_text(encoding='utf-8')}\n/* {self.later()} */\n", encoding="utf-8")
        (self.store.content / "assets" / f"{self.at:%d-%H}.txt").write_text("x", encoding="utf-8")

    @rule()
    def meddle_with_what_is_served(self) -> None:
        for page in sorted(self.store.site.rglob("*.html"))[::3]:
            page.write_text("meddled with", encoding="utf-8")

    @initialize(patient=st.booleans())
    def begin(self, patient: bool) -> None:
        """Some look at the site after each step, some after a few."""
        self.patient = patient
        for n in (1, 3, 4):
            self.add(FIRST + timedelta(days=n), "a-second-look", f"Day {n}", "Quiet.", published=True)

    @invariant()
    def built(self) -> None:
        if not getattr(self, "patient", True):
            build_site(self.store)

    @rule()
    def build(self) -> None:
        build_site(self.store)

    @rule()
    def build_twice(self) -> None:
        build_site(self.store)
        before = {path: path.stat().st_mtime_ns for path in self.store.site.rglob("*")}
        build_site(self.store)
        assert {path: path.stat().st_mtime_ns for path in self.store.site.rglob("*")} == before

    @precondition(lambda self: self.store.site.exists())
    @rule()
    def is_as_built_from_nothing(self) -> None:
        build_site(self.store)
        fresh = self.folder / "fresh"
        shutil.copytree(self.store.root, fresh, ignore=shutil.ignore_patterns("_site", "_build*"))
        build_site(Store(fresh))
        assert files_below(self.store.site) == files_below(fresh / "_site")
        is_left_for_jekyll(self.store)
        shutil.rmtree(fresh)


@pytest.fixture(scope="module")
def a_night(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site folder with the bundled night, published."""
    store = short_site(tmp_path_factory.mktemp("night"))
    run_replay(store, publish=True)
    return store.root


@pytest.mark.slow
@pytest.mark.parametrize("examples", [2, pytest.param(60, marks=pytest.mark.slow, id="many")])
def test_after_any_days_at_the_desk_the_site_is_as_built_from_nothing(a_night: Path, examples: int) -> None:
    Desk.night = a_night
    checks = [HealthCheck.too_slow, HealthCheck.filter_too_much]
    # Not made smaller where it fails: each step is a build, and the steps are told anyway.
    phases = (Phase.explicit, Phase.generate)
    how = settings(max_examples=examples, stateful_step_count=20, phases=phases, suppress_health_check=checks)
    run_state_machine_as_test(Desk, settings=how)
