"""What browsers, feed readers and search engines are strict about, on every file of whole sites.

A page that a validator refuses looks right in one browser and wrong in the next, and a link that leads nowhere is a
figure without its source.
"""

import base64
import hashlib
import json
import re
import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import feedparser
import pytest
from atom_rules import broken_rules as broken_atom_rules
from built_sites import SITES, build, home
from html_rules import broken_rules as broken_html_rules
from site_links import BuiltSite, linked_data
from test_json_feed import broken_rules as broken_json_feed_rules

from brief.site.security import ALIGNMENTS, content_security_policy
from nights import files_below

ROOT = "https://brief.example.org/"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
W3C_TIME = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ)?")


class OnDisk(BuiltSite):
    """A site as it was built into a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        super().__init__({str(path): data for path, data in files_below(folder).items()}, ROOT)


class Sites(dict[str, OnDisk]):
    """The sample, the bundled night and the specimen, each built when it is asked for."""

    def __init__(self, folders: pytest.TempPathFactory) -> None:
        super().__init__()
        self._folders = folders

    def __missing__(self, name: str) -> OnDisk:
        folder = self._folders.mktemp(name)
        build(name, folder, ROOT.rstrip("/"))
        self[name] = OnDisk(home(name, folder))
        return self[name]


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Sites:
    return Sites(tmp_path_factory)


NIGHTS = [pytest.param(name, marks=pytest.mark.slow) for name in SITES if name != "sample"]
"""They are built by a whole night each."""


@pytest.fixture(params=["sample", *NIGHTS])
def site(request: pytest.FixtureRequest, sites: Sites) -> OnDisk:
    return sites[request.param]


@pytest.mark.parametrize("name", ["sample", *NIGHTS])
def test_every_page_keeps_the_rules_of_html(name: str, sites: Sites) -> None:
    site = sites[name]
    assert {path: found for path in site.pages if (found := broken_html_rules(site.files[path].decode()))} == {}


@pytest.mark.slow
@pytest.mark.vnu
def test_the_nu_html_checker_finds_nothing(site: OnDisk, vnu: list[str]) -> None:
    """Its remarks on the policy are left out: what it reads from a disk is of no site, and so not its `'self'`."""
    command = [*vnu, "--skip-non-html", "--format", "json", str(site.folder)]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    messages = json.loads(told.stderr)["messages"]
    severe = [one for one in messages if one["type"] == "error" or one.get("subType") == "warning"]
    found = [f"{one['url']}: {one['message']}" for one in severe if "Content Security Policy" not in one["message"]]
    assert found == []


def test_every_address_that_the_site_names_of_itself_is_there(site: OnDisk) -> None:
    # The sample's own text names receipts that are not among its five.
    gone = [(path, link) for path, link in site.broken() if "#fig-" not in link or "sample" not in str(site.folder)]
    assert gone == []
    assert sum(1 for path in site.files for _ in site.named(path)) > 200


def test_every_page_names_its_own_address(site: OnDisk) -> None:
    for path, page in site.pages.items():
        found = [page.select_one('link[rel="canonical"]'), page.select_one('meta[property="og:url"]')]
        said = [str(one.get("href") or one.get("content")) for one in found if one]
        assert said == [site.address(path)] * 2, path


def test_no_page_has_anything_that_the_policy_forbids(site: OnDisk) -> None:
    policy = content_security_policy()
    allowed = re.findall(r"'sha256-([^']+)'", policy)
    assert [base64.b64encode(hashlib.sha256(style.encode()).digest()).decode() for style in ALIGNMENTS] == allowed
    assert "unsafe-inline" not in policy
    for path, page in site.pages.items():
        (said,) = page.select('meta[http-equiv="Content-Security-Policy"]')
        assert said["content"] == policy, path
        assert {str(one["style"]) for one in page.select("[style]")} <= set(ALIGNMENTS), path
        assert page.select("style, base, iframe, object, embed, form") == [], path
        assert [one for one in page.select("script:not([src])") if one.get("type") != "application/ld+json"] == [], path
        assert [name for tag in page.find_all(True) for name in tag.attrs if name.startswith("on")] == [], path
        assert [str(one) for one in page.select('[href^="javascript:" i], [src^="javascript:" i]')] == [], path
        local = [str(one.get("src") or one.get("href")) for one in page.select("[src], link[rel=stylesheet]")]
        assert all(site.file(ROOT + path) and "//" not in one.removeprefix(ROOT) for one in local), path
    assert b"unsafe-inline" not in b"".join(
        site.files[path] for path in site.files if path.endswith((".html", "_headers"))
    )


def feeds(site: OnDisk, ending: str) -> Iterator[str]:
    return (path for path in site.files if path.startswith("feed") and path.endswith(ending))


def test_feed_readers_can_read_every_feed(site: OnDisk) -> None:
    atoms = list(feeds(site, ".xml"))
    assert {path: list(broken_atom_rules(site.files[path])) for path in atoms} == {path: [] for path in atoms}
    assert {path: feedparser.parse(site.files[path]).bozo for path in atoms} == dict.fromkeys(atoms, False)
    found = {path: list(broken_json_feed_rules(json.loads(site.files[path]))) for path in feeds(site, ".json")}
    assert found == {path.removesuffix(".xml") + ".json": [] for path in atoms}
    assert "feed.xml" in atoms


def test_the_sitemap_names_every_page_and_nothing_else(site: OnDisk) -> None:
    root = ET.fromstring(site.files["sitemap.xml"])  # noqa: S314 - our own file
    assert root.tag == f"{SITEMAP}urlset"
    assert {one.tag for one in root.iter()} <= {SITEMAP + name for name in ("urlset", "url", "loc", "lastmod")}
    named = [one.findtext(f"{SITEMAP}loc", "") for one in root]
    assert sorted(named) == sorted(site.address(path) for path in site.pages if path != "404.html")
    assert all(W3C_TIME.fullmatch(one.text or "") for one in root.iter(f"{SITEMAP}lastmod"))


@pytest.mark.slow
def test_search_engines_of_news_are_told_of_no_invented_edition(sites: Sites) -> None:
    news = {name: ET.fromstring(sites[name].files["sitemap-news.xml"]) for name in SITES}  # noqa: S314
    assert {name: len(root) for name, root in news.items()} == {"sample": 2, "bundled": 1, "specimen": 0}


def test_linked_data_has_what_search_engines_ask_for(site: OnDisk) -> None:
    kinds = {path: [one["@type"] for one in linked_data(page)] for path, page in site.pages.items()}
    posts = {path for path in site.pages if re.match(r"\d{4}/", path)}
    receipts = {path for path in site.pages if path.startswith("receipts/")}
    assert posts
    assert receipts
    assert {path for path, found in kinds.items() if found == ["NewsArticle"]} == posts
    assert {path for path, found in kinds.items() if found == ["Dataset"]} == receipts
    for path in posts:
        (article,) = linked_data(site.pages[path])
        needed = {"headline", "datePublished", "dateModified", "author", "publisher", "mainEntityOfPage"}
        assert needed <= set(article), path
        assert article["mainEntityOfPage"] == site.address(path)
        assert article["datePublished"] <= article["dateModified"]
        assert set(article["author"]) >= {"name", "url"}
    for path in receipts:
        (dataset,) = linked_data(site.pages[path])
        assert set(dataset) >= {"name", "description", "creator", "license", "distribution", "temporalCoverage"}, path
        assert 50 <= len(dataset["description"]) <= 5000
        assert {one["contentUrl"] for one in dataset["distribution"]} == {
            site.address(file)
            for file in site.files
            if file.startswith(path.removesuffix("index.html")) and file != path
        }


def test_a_shared_link_shows_a_picture_of_the_brief_and_says_it_in_words(site: OnDisk) -> None:
    with_cards = 0
    for path, page in site.pages.items():
        said = {str(one["property"]): str(one["content"]) for one in page.select('meta[property^="og:"]')}
        card = page.select_one('meta[name="twitter:card"]')
        assert card
        assert (card["content"] == "summary_large_image") == ("og:image" in said), path
        if "og:image" in said:
            with_cards += 1
            png = site.files[site.file(said["og:image"])]
            size = [int.from_bytes(png[i : i + 4]) for i in (16, 20)]
            assert [int(said["og:image:width"]), int(said["og:image:height"])] == size
            assert len(said["og:image:alt"]) > 40
    assert with_cards == 2  # the front page's and the post's


PAGE = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>x</title></head>'
    "<body><main><h1>x</h1>{}</main></body></html>"
)


def test_the_rules_of_html_let_a_right_page_pass() -> None:
    assert broken_html_rules(PAGE.format('<p id="a">x <a href="#a">y</a></p><ul><li>z</li></ul>')) == []


@pytest.mark.parametrize(
    "wrong",
    [
        *("<div>x", "<p><ul><li>x</li></ul></p>", "<b><i>x</b></i>", "<p>x & y &nosuch; z</p>"),
        *("<li>x</li>", "<ul><p>x</p></ul>", "<ul>x</ul>", "<h3>x</h3>"),
        *('<a href="#a"><a href="#b">x</a></a>', '<a href="#a"><button>x</button></a>', "<a>x</a>", "<img src='x'>"),
        *('<p id="a">x</p><p id="a">y</p>', '<p aria-labelledby="b">x</p>', "<time>now</time>", "<th>x</th>"),
        *("<center>x</center>", '<p align="left">x</p>', "<h1>y</h1>", "<span><div>x</div></span>", "<p/>"),
    ],
)
def test_the_rules_of_html_find_what_breaks_them(wrong: str) -> None:
    assert broken_html_rules(PAGE.format(wrong))


FEED = """<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title><id>tag:x,2025:x</id>
<link rel="self" href="https://x.org/feed.xml"/><updated>2025-11-04T00:00:00Z</updated><author><name>x</name></author>
<entry><title>x</title><id>tag:x,2025:y</id><link rel="alternate" href="https://x.org/"/>
<updated>2025-11-04T00:00:00Z</updated></entry></feed>"""


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        *(("<title>x</title>", ""), ("T00:00:00Z", ""), ("tag:x,2025:y", "y"), ("<name>x</name>", "")),
        *(('rel="self" ', ""), ('href="https://x.org/"', 'href="/"'), ("<title>", "<titel/><title>")),
    ],
)
def test_the_rules_of_atom_find_what_breaks_them(right: str, wrong: str) -> None:
    assert list(broken_atom_rules(FEED.encode())) == []
    assert list(broken_atom_rules(FEED.replace(right, wrong).encode()))


def test_a_link_that_leads_nowhere_is_found() -> None:
    page = b'<p id="a"></p><a href="#a"></a><a href="#b"></a><a href="c/"></a><img srcset="d.png 2x"><a href="/e"></a>'
    site = BuiltSite({"index.html": page, "c/index.html": b""}, ROOT)
    assert site.broken() == [("index.html", "#b"), ("index.html", "d.png"), ("index.html", "/e")]
