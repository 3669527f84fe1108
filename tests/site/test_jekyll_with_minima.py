"""Whoever publishes with Jekyll has a site that is whole: the same texts, and no link of it leads nowhere."""

import json
import re
import subprocess
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
from browser import WIDTHS, launched, opened, overflow, served
from site_links import BuiltSite

from brief.site import body_html
from brief.store import Store
from brief.write.front_matter import read_post
from brief.write.text_matter import read_text
from jekyll_body import canonical
from nights import EDITION, files_below, new_site, run_replay

pytestmark = pytest.mark.jekyll
POST = "2025/11/04/daily-crypto-market-brief/index.html"
_DUMP = """
require "json"
Jekyll::Hooks.register :site, :post_render do |site|
  made = (site.posts.docs + site.pages).map { |d| [File.basename(d.relative_path, ".*"), d.content] }
  File.write(File.join(site.source, "bodies.json"), JSON.generate(made.to_h))
end
"""


class Built(NamedTuple):
    store: Store
    address: str
    site: BuiltSite
    bodies: dict[str, str]
    said: str


@pytest.fixture(scope="module")
def built(minima: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    """The bundled night, published, and Jekyll's site of it, served at the address that its links have."""
    folder = tmp_path_factory.mktemp("minima")
    out = folder / "out"
    out.mkdir()
    with served(out) as address:
        store = new_site(folder)
        config = store.content / "_config.yml"
        config.write_text(re.sub(r"(?m)^url:.*$", f'url: "{address}"', config.read_text("utf-8")), "utf-8")
        run_replay(store, publish=True)
        (store.content / "_plugins").mkdir()
        (store.content / "_plugins" / "dump.rb").write_text(_DUMP, "utf-8")
        settings = "content/_config.yml,content/_config.minima.yml"
        command = [minima, "build", "--disable-disk-cache", "-s", "content", "-d", str(out), "--config", settings]
        ran = subprocess.run(command, cwd=store.root, capture_output=True, text=True, check=False)
        assert ran.returncode == 0, ran.stderr[-2000:]
        bodies: dict[str, Any] = json.loads((store.content / "bodies.json").read_text("utf-8"))
        files = {str(path): data for path, data in files_below(out).items()}
        yield Built(store, address, BuiltSite(files, f"{address}/"), bodies, ran.stderr)


def test_jekyll_has_nothing_to_complain_of(built: Built) -> None:
    assert built.said == ""


def test_the_post_says_what_ours_says(built: Built) -> None:
    post = read_post(EDITION, built.store.post_path(EDITION).read_text("utf-8"))
    assert canonical(built.bodies[EDITION]) == canonical(body_html(post.body))


@pytest.mark.parametrize("name", ["about", "glossary", "method"])
def test_a_hand_written_page_says_what_ours_says(built: Built, name: str) -> None:
    text = read_text(name, (built.store.content / f"{name}.md").read_text("utf-8"))
    assert text is not None
    assert canonical(built.bodies[name]) == canonical(body_html(text.body))
    assert f"{name}/index.html" in built.site.files


def test_every_link_and_every_picture_is_there(built: Built) -> None:
    assert built.site.broken() == []
    assert len(built.site.pages) > 15


def test_the_post_has_its_charts_and_its_receipts(built: Built) -> None:
    page = built.site.pages[POST]
    pictures = [str(image["src"]) for image in page.select(".post-content img")]
    assert len(pictures) == 3
    assert all(built.site.files[built.site.file(address)].startswith(b"<svg") for address in pictures)
    notes = page.select(".footnotes li")
    receipts = page.select(f".footnotes a[href*='/receipts/{EDITION}/#fig-']")
    assert len(notes) > 5
    assert len(receipts) >= len(notes) - 1  # what outlets told has its receipt elsewhere on that page


def test_the_front_page_and_the_archive_list_the_posts(built: Built) -> None:
    for path in ("index.html", "archive/index.html"):
        (link,) = built.site.pages[path].select("a.post-link")
        assert built.site.file(f"{built.address}{link['href']}") == POST


@pytest.mark.chromium
def test_no_page_scrolls_sideways(built: Built, chromium: str) -> None:
    with launched(chromium) as browser:
        for width in WIDTHS:
            for path in ("", "archive/", POST, "about/", "method/", "glossary/"):
                with opened(browser, f"{built.address}/{path}", width=width) as page:
                    assert overflow(page) == [], path
