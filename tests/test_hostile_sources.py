"""Texts from outside are plain text: whatever a source sends, both builders show it and neither runs it."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

import bs4
import pytest

from archives import change_bodies
from brief import night
from brief.collect.archive import Manifest
from brief.collect.live import replay
from brief.site.markdown import body_html
from brief.store import Store
from brief.write import escape
from brief.write.front_matter import read_post
from hostile import HOSTILE
from jekyll_body import built_by_jekyll, canonical
from nights import BUNDLED, EDITION, configuration, new_site, run_replay, specimen_site
from specimen.make import DAY

SPECIMEN_EDITION = f"{DAY.isoformat()}-daily-crypto-market-brief"


def text_of(store: Store, edition: str) -> str:
    return (store.content / "_posts" / f"{edition}.md").read_text(encoding="utf-8")


def hostile_night(folder: Path, texts: Iterator[str]) -> Store:
    """The specimen with hostile texts wherever a source sends free text: labels and questions."""
    store = specimen_site(folder)

    def change(source: str, tag: str, body: bytes) -> bytes:
        if source in ("alternative-me", "coinmarketcap-fear-greed"):
            data = json.loads(body)
            for row in data["data"]:
                row["value_classification"] = next(texts)
            return json.dumps(data).encode()
        if source == "polymarket":
            data = json.loads(body)
            for market in data["events"][0]["markets"]:
                market["question"] = (
                    f"{next(texts)} $50,000 {next(texts)}" if market["id"] == "11" else market["question"]
                )
            return json.dumps(data).encode()
        if source == "kalshi":
            data = json.loads(body)
            for market in data["markets"]:
                market["title"], market["subtitle"] = next(texts), next(texts)
            return json.dumps(data).encode()
        return body

    change_bodies(store, Manifest.read(store.archive(DAY)), change)
    run_replay(store, DAY, publish=True)
    return store


CHART = re.compile(rf"https://brief\.example\.org/assets/charts/{SPECIMEN_EDITION}/[a-z-]+\.svg")


def dangers(page: str) -> list[str]:
    """What a browser would run or fetch: the brief has no script, no image but its charts, no odd link."""
    found = []
    for tag in bs4.BeautifulSoup(page, "html.parser").find_all(True):
        handlers = [name for name in tag.attrs if name.startswith("on")]
        link = str(tag.get("href", ""))
        if tag.name == "img" and set(tag.attrs) == {"alt", "src"} and CHART.fullmatch(str(tag["src"])):
            continue
        if tag.name in ("script", "img", "iframe", "svg", "style", "form") or handlers:
            found.append(str(tag))
        if link and not link.startswith(("#", "https://")):
            found.append(link)
    return found


def harmless(text: str) -> str:
    """The hostile texts a source can send at all: dollars in a question would be read as its level."""
    return re.sub(r"[\ud800-\udfff]", "", text).replace("$", "USD")


@pytest.mark.jekyll
@pytest.mark.parametrize("parser", ["GFM", pytest.param("kramdown", marks=pytest.mark.slow)])
def test_bundled_and_specimen_are_the_same_in_jekyll_and_here(jekyll: str, tmp_path: Path, parser: str) -> None:
    bundled, specimen = new_site(tmp_path / "bundled"), specimen_site(tmp_path / "specimen")
    run_replay(bundled, BUNDLED, publish=True)
    run_replay(specimen, DAY, publish=True)
    posts = {EDITION: text_of(bundled, EDITION), SPECIMEN_EDITION: text_of(specimen, SPECIMEN_EDITION)}
    made = built_by_jekyll(jekyll, posts, tmp_path / parser, parser=parser)
    for edition, text in posts.items():
        post = read_post(edition, text)
        assert made[edition]["title"] == post.title
        if parser == "GFM":
            assert canonical(made[edition]["html"]) == canonical(body_html(post.body))
            assert made[edition]["url"] == f"/{edition[:10].replace('-', '/')}/daily-crypto-market-brief/"


@pytest.mark.jekyll
@pytest.mark.slow
def test_hostile_texts_come_out_harmless_in_both(jekyll: str, tmp_path: Path) -> None:
    texts = [harmless(text) for text in HOSTILE]
    posts, chosen = {}, cycle(texts)
    for number in range(6):
        store = hostile_night(tmp_path / f"night{number}", chosen)
        name = f"2001-01-{number + 3:02}-hostile"
        posts[name] = re.sub(r"\ndate: .*\n", f"\ndate: {name[:10]}\n", text_of(store, SPECIMEN_EDITION))
    made = built_by_jekyll(jekyll, posts, tmp_path / "jekyll")
    for name, text in posts.items():
        html = body_html(read_post(name, text).body)
        assert canonical(made[name]["html"]) == canonical(html)
        for page in (html, made[name]["html"]):
            assert not dangers(page)


@pytest.mark.slow
def test_a_hostile_label_is_shown_as_it_was_sent(tmp_path: Path) -> None:
    store = hostile_night(tmp_path, cycle(['Greed | {{ site.url }} {% raw %} <b>*x*</b> [a](javascript:b) "q"']))
    page = (store.site / "2001" / "01" / "02" / "daily-crypto-market-brief" / "index.html").read_text(encoding="utf-8")
    shown = "Greed | {{ site.url }} {% raw %} &lt;b&gt;*x*&lt;/b&gt; [a](javascript:b) &quot;q&quot;"
    assert page.replace("&#123;", "{").replace("&#125;", "}").replace("&#124;", "|").count(shown) >= 2


@pytest.mark.slow
def test_details_that_a_source_does_not_send_are_left_out(tmp_path: Path) -> None:
    """A vendor without a label, an order without a venue: the brief is shorter, the night is not lost."""
    store = specimen_site(tmp_path)
    config = configuration(store)
    manifest = Manifest.read(store.archive(DAY))
    collected = replay(config, store.archive(DAY), manifest, on_event=lambda *_: None)
    bare = tuple(
        one.model_copy(update={"detail": {}}) if one.figure.startswith(("sentiment", "liquidations")) else one
        for one in collected.readings
    )
    night.run(
        store,
        config,
        collected.model_copy(update={"readings": bare}),
        day=DAY,
        at=manifest.as_of,
        now=manifest.as_of,
        provenance="specimen",
    )
    text = text_of(store, SPECIMEN_EDITION)
    assert "surged to 77 from 61" in text
    assert re.search(r"measures it differently and reads 68\.", text)
    assert re.search(r"\*\*Largest order\*\* seen: \\\$333,125\.", text)


@pytest.mark.slow
def test_no_hostile_text_reaches_liquid(tmp_path: Path) -> None:
    store = hostile_night(tmp_path, cycle([harmless(text) for text in HOSTILE]))
    text = text_of(store, SPECIMEN_EDITION)
    escape.refuse_liquid(text)
    assert "{{" not in text
    assert "{%" not in text


@pytest.mark.slow
@pytest.mark.jekyll
def test_the_shared_comparator_agrees(shared: Path, jekyll: str, tmp_path: Path) -> None:
    """The same, judged by a comparator that is not ours."""
    pytest.importorskip("selectolax")
    store = new_site(tmp_path / "bundled")
    run_replay(store, BUNDLED, publish=True)
    specimen = specimen_site(tmp_path / "specimen")
    run_replay(specimen, DAY, publish=True)
    (store.content / "_posts" / f"{SPECIMEN_EDITION}.md").write_text(text_of(specimen, SPECIMEN_EDITION), "utf-8")
    tool = shared / "jekyll" / "jekyll_compare.py"
    command = [sys.executable, str(tool), str(store.content), "--renderer", "brief.site.markdown:body_html"]
    run = subprocess.run(
        [*command, "--exact-footnotes", "--exact-typography"], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr
