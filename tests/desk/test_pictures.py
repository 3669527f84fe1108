"""The charts of a post go where its receipts go: readers of a draft get none, those of a post no empty frame."""

import json
import re
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import bs4
import pytest

from archives import change_bodies
from brief import night
from brief.collect.archive import Manifest
from brief.collect.live import replay
from brief.desk import pictures
from brief.desk.building import build_site
from brief.desk.inspect import inspect
from brief.desk.merge import merge
from brief.desk.publish import publish_post
from brief.errors import Refused
from brief.models.chart import Charts
from brief.store import Store
from commands import brief
from jekyll_body import built_by_jekyll, canonical
from nights import BUNDLED, EDITION, configuration, files_below, run_replay, short_site

DAY = "2025-11-04"
AT = datetime(2025, 11, 4, 14, 5, tzinfo=UTC)
NAMES = ["bitcoin-closes.svg", "bitcoin-funds.svg", "fear-greed.svg"]
ADDRESS = f"https://brief.example.org/assets/charts/{EDITION}/"
IMAGE = f"![Line chart of bitcoin’s daily closes]({ADDRESS}bitcoin-closes.svg)"


@pytest.fixture(scope="module")
def replayed(tmp_path_factory: pytest.TempPathFactory) -> Store:
    store = short_site(tmp_path_factory.mktemp("replayed"))
    run_replay(store)
    return store


@pytest.fixture
def draft(replayed: Store, tmp_path: Path) -> Store:
    """The bundled night, not published."""
    return Store(Path(shutil.copytree(replayed.root, tmp_path / "site")))


def publish(store: Store) -> None:
    publish_post(store, configuration(store), EDITION, at=AT)


def text_of(store: Store) -> str:
    return store.post_path(EDITION).read_text(encoding="utf-8")


def later(source: str, tag: str, body: bytes) -> bytes:
    return body.replace(b"1370000000", b"1410000000")


def charts_below(folder: Path) -> list[str]:
    return [Path(name).name for name in files_below(folder) if name.endswith(".svg")]


def test_a_drafts_charts_are_seen_in_the_preview_and_by_no_reader(draft: Store) -> None:
    assert charts_below(draft.content) == NAMES
    assert not (draft.content / "assets" / "charts").exists()
    assert charts_below(draft.site) == []
    build_site(draft, drafts=True)
    assert charts_below(draft.preview / "assets" / "charts" / EDITION) == NAMES
    assert (draft.preview / "receipts" / EDITION / "charts.json").is_file()


def test_each_image_of_a_published_post_is_there_for_both_builders(draft: Store) -> None:
    publish(draft)
    shown = re.findall(rf"^!\[[^\]]+\]\({re.escape(ADDRESS)}(\S+)\)$", text_of(draft), flags=re.MULTILINE)
    assert shown == NAMES
    for folder in (draft.content, draft.site):
        assert charts_below(folder / "assets" / "charts" / EDITION) == NAMES
    assert files_below(draft.site / "assets") == files_below(draft.content / "assets")
    record = (draft.site / "receipts" / EDITION / "charts.json").read_bytes()
    assert record == (draft.content / "receipts" / EDITION / "charts.json").read_bytes()
    assert [f"{chart.name}.svg" for chart in Charts.model_validate_json(record).charts] == NAMES


@pytest.mark.slow
def test_a_withdrawn_posts_charts_are_nowhere_and_come_back_with_it(draft: Store) -> None:
    publish(draft)
    served = files_below(draft.site)
    assert brief("unpublish", DAY, "--root", draft.root).code == 0
    assert charts_below(draft.site) == []
    assert charts_below(draft.content / "assets") == []
    assert charts_below(draft.content / "_receipts" / EDITION) == NAMES
    publish(draft)
    assert files_below(draft.site) == served


@pytest.mark.slow
def test_undo_takes_the_charts_away_and_brings_them_back(draft: Store) -> None:
    publish(draft)
    served = files_below(draft.site)
    assert brief("unpublish", DAY, "--root", draft.root).code == 0
    assert brief("undo", DAY, "--root", draft.root).code == 0
    assert files_below(draft.site) == served
    assert brief("undo", DAY, "--root", draft.root).code == 0
    assert charts_below(draft.site) == []


@pytest.mark.slow
def test_new_figures_are_in_the_picture_as_soon_as_in_the_text(draft: Store) -> None:
    """Two sources revise what they said: text, table and picture change together, with the correction."""
    publish(draft)
    before = (draft.site / "assets" / "charts" / EDITION / "fear-greed.svg").read_text(encoding="utf-8")
    series = draft.series_path("sentiment.fear_greed")
    revised = "2025-10-20,99,alternative-me,2025-11-04T11:00:00Z\n"
    series.write_text(series.read_text(encoding="utf-8") + revised, encoding="utf-8")
    change_bodies(draft, Manifest.read(draft.archive(BUNDLED)), later)
    config, manifest = configuration(draft), Manifest.read(draft.archive(BUNDLED))
    night.correct(
        draft,
        config,
        replay(config, draft.archive(BUNDLED), manifest, on_event=lambda *_: None),
        day=BUNDLED,
        at=manifest.as_of,
        now=AT,
        provenance=manifest.provenance,
        reason="Two sources revised what they said",
    )
    assert "\\$1.41 billion" in text_of(draft)
    for folder in (draft.site, draft.content):
        after = (folder / "assets" / "charts" / EDITION / "fear-greed.svg").read_text(encoding="utf-8")
        assert after != before
        told = json.loads((folder / "receipts" / EDITION / "charts.json").read_text(encoding="utf-8"))
        assert {"day": "2025-10-20", "value": "99"} in told["charts"][2]["points"]


@pytest.mark.slow
def test_a_chart_that_is_no_longer_drawn_is_shown_to_nobody_and_missed_in_the_text(draft: Store) -> None:
    publish(draft)
    record = draft.receipts_folder(EDITION, draft=True) / "charts.json"
    found = Charts.model_validate_json(record.read_text(encoding="utf-8"))
    fewer = found.model_copy(update={"charts": found.charts[:2]})
    record.write_text(fewer.model_dump_json(), encoding="utf-8")
    told = inspect(draft, configuration(draft), EDITION, text_of(draft))
    assert [(one.check, one.message) for one in told] == [
        ("chart-missing", "The chart fear-greed.svg was not drawn for this edition.")
    ]
    pictures.move(draft, EDITION, shown=True)
    assert charts_below(draft.content / "assets") == NAMES[:2]


def test_a_damaged_record_is_a_sentence(draft: Store) -> None:
    (draft.receipts_folder(EDITION, draft=True) / "charts.json").write_text('{"edition": 1}', encoding="utf-8")
    with pytest.raises(Refused, match=r"The charts of .* cannot be read, at /edition of charts.json; run `brief night"):
        build_site(draft, drafts=True)


@pytest.mark.slow
def test_an_edition_from_before_there_were_charts_is_published_as_ever(draft: Store) -> None:
    for path in (draft.content / "_receipts" / EDITION).glob("*"):
        if path.name == "charts.json" or path.suffix == ".svg":
            path.unlink()
    text = re.sub(r"^!\[.*\n\n", "", text_of(draft), flags=re.MULTILINE)
    draft.post_path(EDITION).write_text(text, encoding="utf-8")
    publish(draft)
    assert charts_below(draft.site / "assets") == []


@pytest.mark.parametrize(
    ("mine", "kept"),
    [
        ("", ""),
        (
            f"![How bitcoin’s price went since summer]({ADDRESS}bitcoin-closes.svg)",
            f"![How bitcoin’s price went since summer]({ADDRESS}bitcoin-closes.svg)",
        ),
        (f"{IMAGE}\n\nThe line is the editor’s favourite.", f"{IMAGE}\n\nThe line is the editor’s favourite."),
    ],
    ids=["deleted", "reworded", "with a caption"],
)
def test_what_an_editor_did_to_an_image_survives_the_next_run(draft: Store, mine: str, kept: str) -> None:
    ours = text_of(draft)
    edited = ours.replace(IMAGE, mine)
    tonight = ours.replace("moved least (−3.2%)", "moved least (−3.4%)").replace("dropped 3.2%", "dropped 3.4%")
    merged = merge(ours, edited, tonight)
    assert merged.clashes == ()
    words = merged.text.replace("3.4%", "3.2%")
    assert re.sub(r"\n{3,}", "\n\n", words) == re.sub(r"\n{3,}", "\n\n", ours.replace(IMAGE, kept))


def test_an_image_that_an_editor_moved_stays_where_he_put_it(draft: Store) -> None:
    ours = text_of(draft)
    lead = "### Market Overview\n\n"
    edited = ours.replace(f"{IMAGE}\n\n", "").replace(lead, f"{lead}{IMAGE}\n\n")
    merged = merge(ours, edited, ours.replace("moved least (−3.2%)", "moved least (−3.4%)"))
    assert merged.text == edited.replace("moved least (−3.2%)", "moved least (−3.4%)")


def test_a_chart_that_comes_a_night_later_comes_into_an_edited_post(draft: Store) -> None:
    tonight = text_of(draft)
    ours = tonight.replace(f"{IMAGE}\n\n", "")
    edited = ours.replace("moved least", "moved the least")
    assert merge(ours, edited, tonight).text == tonight.replace("moved least", "moved the least")
    assert merge(tonight, tonight.replace("moved least", "moved the least"), ours).text == edited


@pytest.mark.jekyll
def test_jekyll_shows_the_same_images(draft: Store, jekyll: str, tmp_path: Path) -> None:
    publish(draft)
    post = built_by_jekyll(jekyll, {EDITION: text_of(draft)}, tmp_path / "one")[EDITION]
    page = (draft.site / "2025/11/04/daily-crypto-market-brief/index.html").read_text(encoding="utf-8")
    ours = bs4.BeautifulSoup(page, "html.parser").select_one("[data-post-body]")
    assert ours is not None
    assert len(ours.select("p > img:only-child")) == len(NAMES)
    assert canonical(post["html"]) == canonical(ours.decode_contents())
    command = [jekyll, "build", "--disable-disk-cache", "-s", str(draft.content), "-d", str(tmp_path / "out")]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert files_below(tmp_path / "out" / "assets") == files_below(draft.site / "assets")
