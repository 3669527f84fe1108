"""What readers were told to watch: a list the editor struck out, one that was withdrawn, one nobody ever saw."""

import json
import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from brief.desk import yesterday
from brief.models.told import Told
from brief.store import Store
from commands import brief
from nights import EDITION, run_replay, short_site, specimen_site
from specimen import told as specimen_told
from specimen.make import DAY as SPECIMEN_DAY

DAY = date(2025, 11, 4)
IDS = ["watch-btc-100000", "watch-btc-average"]


@pytest.fixture(scope="module")
def drafted(tmp_path_factory: pytest.TempPathFactory) -> Store:
    store = short_site(tmp_path_factory.mktemp("drafted"))
    run_replay(store)
    return store


@pytest.fixture
def draft(drafted: Store, tmp_path: Path) -> Store:
    return Store(Path(shutil.copytree(drafted.root, tmp_path / "site")))


def run(store: Store, *words: object) -> None:
    ran = brief(*words, "--root", store.root)
    assert ran.code == 0, ran.err


def watched(store: Store) -> list[str]:
    told = yesterday.before(store, DAY + timedelta(days=1))
    return [one.id for one in told.watched] if told else []


def test_a_draft_has_told_nobody_anything(draft: Store) -> None:
    assert yesterday.before(draft, DAY + timedelta(days=1)) is None
    run(draft, "publish", DAY)
    assert watched(draft) == IDS


@pytest.mark.slow
def test_what_the_editor_struck_out_is_not_come_back_to(draft: Store) -> None:
    path = draft.post_path(EDITION)
    text = path.read_text(encoding="utf-8")
    start, end = text.index("<!-- item: watch-btc-average -->"), text.index("***\n\n### Confidence")
    path.write_text(text[:start] + text[end:], encoding="utf-8")
    run(draft, "publish", DAY)
    assert watched(draft) == IDS[:1]
    path.write_text(text[: text.index("<!-- item: watch-btc-100000 -->")] + text[end:], encoding="utf-8")
    run(draft, "publish", DAY, "--reason", "The level was not one")
    assert watched(draft) == []
    run(draft, "undo", DAY)
    assert watched(draft) == [], "the publishing changed no byte, so readers keep the text they have"
    run(draft, "undo", DAY)
    assert watched(draft) == IDS[:1]


@pytest.mark.slow
def test_a_withdrawn_edition_told_nothing_and_has_again_once_it_is_back(draft: Store) -> None:
    run(draft, "publish", DAY)
    run(draft, "unpublish", DAY)
    assert watched(draft) == []
    run(draft, "undo", DAY)
    assert watched(draft) == IDS


def keep(store: Store, day: date, text: str | None = None) -> None:
    at = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    told = Told(edition=f"{day}-brief", as_of=at, known=at)
    path = store.told_path(told.edition, draft=False)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text or told.model_dump_json(), encoding="utf-8")


@pytest.mark.parametrize(
    ("days", "found"),
    [([1, 2], 1), ([2, 3], 2), ([7], 7), ([8], None), ([0], None), ([-1], None), ([], None)],
)
def test_the_last_edition_of_the_week_before_is_come_back_to(
    tmp_path: Path, days: list[int], found: int | None
) -> None:
    store = Store(tmp_path)
    for back in days:
        keep(store, DAY - timedelta(days=back))
    told = yesterday.before(store, DAY)
    assert (told.day if told else None) == (DAY - timedelta(days=found) if found is not None else None)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"schema": 2}', '{"schema": 1, "edition": "x"}'])
def test_a_damaged_record_costs_its_score_and_not_the_night(tmp_path: Path, text: str) -> None:
    store = specimen_site(tmp_path)
    path = store.told_path(specimen_told.EDITION, draft=False)
    path.write_text(text or " ", encoding="utf-8")
    assert yesterday.before(store, SPECIMEN_DAY) is None


def test_a_night_with_a_damaged_record_appears_and_names_the_file(draft: Store) -> None:
    keep(draft, DAY - timedelta(days=1), '{"schema": 1')
    ran = brief("nightly", "--replay", DAY, "--root", draft.root)
    assert ran.code == 10
    assert "2025-11-03-brief.told.json; restore the file, or remove it" in ran.out
    assert "we watched" not in draft.post_path(EDITION).read_text(encoding="utf-8")


@pytest.mark.slow
def test_a_damaged_record_of_the_draft_is_a_sentence_before_anything_is_published(draft: Store) -> None:
    draft.told_path(EDITION, draft=True).write_text('{"schema": 1', encoding="utf-8")
    ran = brief("publish", DAY, "--root", draft.root)
    assert ran.code == 65
    assert f"_generated/{EDITION}.told.json; restore the file, or remove it" in ran.err
    assert "published: false" in draft.post_path(EDITION).read_text(encoding="utf-8")
    draft.told_path(EDITION, draft=True).unlink()
    run(draft, "publish", DAY)
    assert watched(draft) == []


@pytest.mark.slow
def test_the_specimen_scores_what_was_told_and_its_page_adds_it_up(tmp_path: Path) -> None:
    store = specimen_site(tmp_path)
    edition = run_replay(store, SPECIMEN_DAY, publish=True).edition
    record = json.loads(store.told_path(edition, draft=False).read_text(encoding="utf-8"))
    assert [(one["watched"]["kind"], one["state"]) for one in record["came"]] == [
        *(("level", state) for state in ("happened", "not yet", "unknown")),
        *(("event", state) for state in ("happened", "missed", "not yet", "unknown")),
        ("expiry", "happened"),
        ("odds", "not yet"),
        ("odds", "unknown"),
    ]
    page = (store.site / "scoreboard" / "index.html").read_text(encoding="utf-8")
    assert page == (store.content / "scoreboard" / "index.html").read_text(encoding="utf-8")
    assert '<th scope="row">All levels</th><td class="number">3</td><td class="number">1</td>' in page
    assert '<th scope="row">3</th><td class="number">1</td><td class="number">1</td><td class="number">1</td>' in page
    assert "Bitcoin at $35,000: <strong>not reached</strong>" in page
