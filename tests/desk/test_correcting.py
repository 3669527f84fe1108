"""New figures for a brief that readers have: with the editor's words, with a reason, or not at all."""

import json
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import bs4
import pytest

from archives import change_bodies
from brief import night
from brief.collect.archive import Manifest
from brief.collect.live import replay
from brief.desk import corrections, journal
from brief.desk.building import build_site
from brief.desk.publish import publish_post
from brief.errors import ChecksFailed, DiskRefused, Unmerged, WrongUsage
from brief.models import Snapshot
from brief.night import Outcome
from brief.store import Store
from commands import brief
from nights import BUNDLED, EDITION, configuration, files_below, run_replay, short_site

DAY = "2025-11-04"
PAGE = "2025/11/04/daily-crypto-market-brief/index.html"
NOON = datetime(2025, 11, 4, 12, 30, tzinfo=UTC)
AT = datetime(2025, 11, 4, 14, 5, tzinfo=UTC)
REASON = "The vendor revised its sum of liquidations"
OLD, NEW = "\\$1.37 billion", "\\$1.41 billion"


def late_data(source: str, tag: str, body: bytes) -> bytes:
    return body.replace(b"1370000000", b"1410000000") if source == "coinglass-liquidations" else body


def later_still(source: str, tag: str, body: bytes) -> bytes:
    return body.replace(b"1410000000", b"1450000000")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The bundled night, published; since then a vendor has revised a figure."""
    store = short_site(tmp_path_factory.mktemp("published"))
    run_replay(store)
    publish_post(store, configuration(store), EDITION, at=NOON)
    change_bodies(store, Manifest.read(store.archive(BUNDLED)), late_data)
    return store


@pytest.fixture
def site(published: Store, tmp_path: Path) -> Store:
    return Store(Path(shutil.copytree(published.root, tmp_path / "site")))


def correct(
    store: Store, *, reason: str = REASON, at: datetime = AT, on_kept: Callable[[], None] = lambda: None
) -> Outcome:
    config, manifest = configuration(store), Manifest.read(store.archive(BUNDLED))
    collected = replay(config, store.archive(BUNDLED), manifest, on_event=lambda *_: None)
    return night.correct(
        store,
        config,
        collected,
        day=BUNDLED,
        at=manifest.as_of,
        now=at,
        provenance=manifest.provenance,
        assumption=manifest.assumption,
        reason=reason,
        on_kept=on_kept,
    )


def text_of(store: Store) -> str:
    return store.post_path(EDITION).read_text(encoding="utf-8")


def edit(store: Store, old: str, new: str) -> None:
    text = text_of(store)
    assert old in text, old
    store.post_path(EDITION).write_text(text.replace(old, new), encoding="utf-8")


def words(store: Store, selector: str, path: str = PAGE) -> str:
    page = bs4.BeautifulSoup((store.site / path).read_text(encoding="utf-8"), "html.parser")
    return " ".join(" ".join(found.get_text(" ").split()) for found in page.select(selector))


def files(store: Store) -> dict[str, bytes]:
    every = files_below(store.root)
    return {path: data for path, data in every.items() if "lock" not in path and "displaced-" not in path}


@pytest.mark.slow
def test_new_figures_come_in_as_a_correction_with_snapshot_and_receipts(site: Store) -> None:
    before = text_of(site)
    done = correct(site)
    assert f"{EDITION} is published with a correction of Nov. 4, 2025, 14:05 UTC: {REASON}." in done.said
    text = text_of(site)
    section = text[text.index("### Corrections") : text.index("***\n\n*Not investment")]
    as_it_was = text.replace(section, "").replace('last_modified_at: "2025-11-04T14:05:00Z"\n', "")
    assert OLD in before
    assert as_it_was == before.replace(OLD, NEW).replace("$1.37B", "$1.41B").replace("$1.37 billion", "$1.41 billion")
    assert f"- **Nov. 4, 2025, 14:05 UTC**: {REASON}.\n" in section
    snapshot = Snapshot.model_validate_json(site.snapshot_path(BUNDLED).read_text(encoding="utf-8"))
    assert snapshot.figures["liquidations.total_24h"].value == 1_410_000_000
    for folder in ("receipts", "_receipts"):
        receipts = json.loads((site.content / folder / EDITION / "receipts.json").read_text(encoding="utf-8"))
        (sum_of_all,) = (one for one in receipts["receipts"] if one["figure"] == "liquidations.total_24h")
        assert sum_of_all["value"] == "1410000000"
    assert "$1,410,000,000" in words(site, ".receipt .value", f"receipts/{EDITION}/index.html")
    assert "$1.41 billion" in words(site, "article")
    assert NEW in site.generated_path(EDITION).read_text(encoding="utf-8")
    assert [(entry.by, entry.did) for entry in journal.entries(site, EDITION)][-1] == ("brief", "correct")
    assert publish_post(site, configuration(site), EDITION, at=AT).said == (f"{EDITION} is published.",)


@pytest.mark.slow
def test_the_editors_words_stay_and_take_the_new_figure(site: Store) -> None:
    edit(site, "**Liquidations** came to", "**Liquidations** of longs and shorts came to")
    publish_post(site, configuration(site), EDITION, at=NOON, reason="Both sides are meant")
    correct(site)
    assert f"**Liquidations** of longs and shorts came to {NEW} in 24 hours" in text_of(site)
    assert words(site, ".corrections .reason", "corrections/index.html") == f"{REASON}. Both sides are meant."


@pytest.mark.slow
def test_what_we_wrote_last_may_say_that_it_is_published(site: Store) -> None:
    """As it once did; tonight's text never does, and that is no change."""

    def as_before(source: str, tag: str, body: bytes) -> bytes:
        return body.replace(b"1410000000", b"1370000000")

    change_bodies(site, Manifest.read(site.archive(BUNDLED)), as_before)
    site.generated_path(EDITION).write_text(text_of(site), encoding="utf-8")
    (said,) = correct(site).said
    assert said == f"{EDITION} was left as it is: what its night comes to changes nothing in it."
    change_bodies(site, Manifest.read(site.archive(BUNDLED)), late_data)
    correct(site)
    assert "published: true\n" in text_of(site)
    assert "$1.41 billion" in words(site, "article")


@pytest.mark.slow
def test_nothing_new_is_no_correction(site: Store) -> None:
    correct(site)
    before = files(site)
    done = correct(site, reason="Once more", at=AT + timedelta(hours=1))
    assert done.said == (f"{EDITION} was left as it is: what its night comes to changes nothing in it.",)
    assert files(site) == before


def test_a_failed_check_keeps_the_old_text_record_and_site(site: Store) -> None:
    edit(site, "**Breadth**: all five assets", "**Breadth**: all [^nowhere] five assets")
    before = files(site)
    with pytest.raises(ChecksFailed, match="was not published: one failure"):
        correct(site)
    assert files(site) == before


@pytest.mark.slow
def test_the_checks_look_at_the_new_figures_not_at_the_old(site: Store) -> None:
    """Where the record on disk decided, no new figure could ever be published."""
    edit(site, OLD, NEW)
    with pytest.raises(ChecksFailed, match=r"1\.41 billion"):
        publish_post(site, configuration(site), EDITION, at=AT, reason=REASON)
    correct(site)
    assert NEW in text_of(site)


@pytest.mark.parametrize("reason", ["", " \n\t"])
def test_a_correction_needs_a_reason(site: Store, reason: str) -> None:
    before = files(site)
    told = brief("correct", DAY, "--reason", reason, "--root", site.root)
    assert (told.code, told.out) == (64, "")
    assert told.err == 'Say why, in a sentence that readers will see: brief correct 2025-11-04 --reason "..."\n'
    assert files(site) == before


def test_a_draft_needs_no_correction(tmp_path: Path) -> None:
    store = short_site(tmp_path)
    run_replay(store)
    told = brief("correct", DAY, "--reason", REASON, "--root", store.root)
    assert told.code == 64
    assert told.err == (
        f"{EDITION} is not published; `brief nightly --replay {DAY}` brings new figures into a draft.\n"
    )


@pytest.mark.slow
def test_at_the_command_line_the_night_is_told_with_its_correction(site: Store) -> None:
    told = brief("correct", DAY, "--reason", REASON, "--root", site.root)
    assert told.code == 0, told.err
    assert told.out.splitlines()[-1] == "The site is built."
    assert told.out.splitlines()[-2].startswith(f"{EDITION} is published with a correction of ")
    assert NEW in text_of(site)


def test_sources_are_asked_again_for_today_and_yesterday_only(site: Store) -> None:
    """No socket can be opened here, so an attempt to ask would not end in this sentence."""
    told = brief("correct", DAY, "--reason", REASON, "--live", "--root", site.root)
    assert told.code == 64
    assert told.err == f"Sources answer for now, not for {DAY}; run it without --live, on that day's archive.\n"


@pytest.mark.slow
def test_answers_become_the_archive_of_the_night_where_the_post_took_them(site: Store) -> None:
    """Else the receipts would name bytes by a hash that no manifest lists."""
    kept: list[str] = []
    correct(site, on_kept=lambda: kept.append("first"))
    correct(site, on_kept=lambda: kept.append("again"))
    assert kept == ["first"]
    edit(site, "**Breadth**: all five assets", "**Breadth**: all [^nowhere] five assets")
    change_bodies(site, Manifest.read(site.archive(BUNDLED)), later_still)
    with pytest.raises(ChecksFailed):
        correct(site, on_kept=lambda: kept.append("failed"))
    assert kept == ["first"]


def test_a_post_without_our_own_text_is_left_as_it_is(site: Store) -> None:
    site.remove(site.generated_path(EDITION))
    before = text_of(site)
    with pytest.raises(Unmerged, match="there is no text of ours that it was made from"):
        correct(site)
    assert text_of(site) == before


@pytest.mark.sampled(1)
@pytest.mark.parametrize("folder", ["_snapshots", "_receipts", "_published", "receipts"])
def test_a_correction_cut_off_anywhere_is_finished_by_the_next_command(
    site: Store, monkeypatch: pytest.MonkeyPatch, folder: str
) -> None:
    real = Store.write

    def write(self: Store, path: Path, data: str | bytes) -> bool:
        if folder in path.parts:
            raise DiskRefused("The disk refused.")
        return real(self, path, data)

    with monkeypatch.context() as broken:
        broken.setattr(Store, "write", write)
        with pytest.raises(DiskRefused):
            correct(site)
    assert NEW in text_of(site)
    said = publish_post(site, configuration(site), EDITION, at=AT + timedelta(hours=1)).said
    assert said == (f"{EDITION} is published.",)
    assert '"1410000000"' in site.snapshot_path(BUNDLED).read_text(encoding="utf-8")
    assert "$1,410,000,000" in words(site, ".receipt .value", f"receipts/{EDITION}/index.html")
    assert words(site, ".corrections .reason", "corrections/index.html") == f"{REASON}."
    assert len(corrections.read(site, EDITION).corrections) == 1
    assert build_site(site) == []


def test_a_withdrawn_post_is_not_corrected_into_the_open(site: Store) -> None:
    brief("unpublish", DAY, "--root", site.root)
    with pytest.raises(WrongUsage, match="is not published"):
        correct(site)
