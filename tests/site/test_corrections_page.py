"""Readers see what was wrong in one click, wherever they came from: a site that hides its mistakes is not trusted."""

import json
import xml.etree.ElementTree as ET
from datetime import timedelta
from urllib.parse import urljoin, urlsplit

import bs4
import pytest
from site_sample import (
    BODY,
    CORRECTIONS,
    EARLY,
    LATE,
    NEWEST,
    OTHER,
    POSTS,
    RECEIPTS,
    SECTION,
    SETTINGS,
    STATIC,
    corrected_site,
    post,
    site,
    templates,
)
from whole_site import build

from brief.site.glance import glance

NEWEST_PAGE = "2025/11/04/daily-crypto-market-brief/index.html"
OTHER_PAGE = "2024/12/31/year-end/index.html"
ATOM = "{http://www.w3.org/2005/Atom}"


def soup(page: bytes) -> bs4.BeautifulSoup:
    return bs4.BeautifulSoup(page.decode(), "html.parser")


def text_of(parsed: bs4.BeautifulSoup | bs4.Tag, selector: str) -> list[str]:
    return [" ".join(found.get_text(" ", strip=True).split()) for found in parsed.select(selector)]


def test_a_site_without_corrections_says_so_and_what_would_be_one() -> None:
    page = soup(site()["corrections/index.html"])
    assert "No brief has been corrected yet." in text_of(page, "main")[0]
    assert "wherever a number, a date, a name, a source or what a sentence claims was wrong" in text_of(page, "main")[0]
    assert "Spelling, punctuation and layout are put right without a word." in text_of(page, "main")[0]
    assert soup(build((), SETTINGS, templates(), {}, STATIC)["corrections/index.html"]).select(".corrections") == []


def test_all_corrections_are_listed_newest_first_with_what_was_said() -> None:
    page = soup(corrected_site()["corrections/index.html"])
    assert text_of(page, ".corrections time") == [
        "Nov. 6, 2025, 07:00 UTC",
        "Nov. 5, 2025, 00:00 UTC",
        "Nov. 4, 2025, 14:05 UTC",
    ]
    assert text_of(page, ".corrections h2") == [POSTS[0].title, "The Year Ends Flat", POSTS[0].title]
    assert text_of(page, ".corrections .reason")[1] == "Two digits of IBIT’s outflow were swapped."
    newest, _, oldest = page.select(".corrections > li")
    assert text_of(oldest, ".wording") == ["It said They lost $168.5 million. It says They lost $186.5 million."]
    assert text_of(newest, ".wording")[:2] == [
        "The table said XRP, – The table says nothing of it",
        "It says now A sentence more.",
    ]
    assert text_of(newest, "summary") == ["2 more"]
    assert len(newest.select("details .wording")) == 2


def test_a_hostile_reason_is_words() -> None:
    page = soup(corrected_site()["corrections/index.html"])
    assert text_of(page, ".corrections .reason")[0] == LATE.reason
    assert page.select(".corrections b") == []


@pytest.mark.sampled(1)
@pytest.mark.parametrize("baseurl", ["", "/daily"])
def test_page_post_and_list_lead_to_each_other(baseurl: str) -> None:
    files = corrected_site(SETTINGS.model_copy(update={"baseurl": baseurl}))
    root = f"https://brief.example.org{baseurl}/"
    ids = {
        path: {str(tag["id"]) for tag in soup(page).select("[id]")}
        for path, page in files.items()
        if path.endswith(".html")
    }
    for path in ids:
        links = [str(a["href"]) for a in soup(files[path]).select("a[href*=corrections], .corrections a")]
        assert links, path
        for link in links:
            target = urlsplit(urljoin(root + path.removesuffix("index.html"), link))
            file = target._replace(fragment="").geturl().removeprefix(root) + "index.html"
            assert file in files, (path, link)
            assert not target.fragment or target.fragment in ids[file], (path, link)


def test_every_page_has_the_list_one_click_away() -> None:
    root = "https://brief.example.org/daily/"
    for path, page in corrected_site().items():
        if path.endswith(".html"):
            link, *_ = soup(page).select("footer p a")
            assert urljoin(root + path.removesuffix("index.html"), str(link["href"])) == f"{root}corrections/", path


def test_a_corrected_post_says_when_to_readers_and_to_machines() -> None:
    page = soup(corrected_site()[NEWEST_PAGE])
    rail = page.select_one(".rail")
    assert rail is not None
    assert "Corrected Nov. 6, 2025, 07:00 UTC" in text_of(page, ".rail div")
    assert rail.select("a")[0]["href"] == f"../../../../corrections/#{NEWEST}"
    (modified,) = page.select('meta[property="article:modified_time"]')
    (article,) = (json.loads(one.get_text()) for one in page.select('script[type="application/ld+json"]'))
    assert (modified["content"], article["dateModified"]) == ("2025-11-06T07:00:00Z", "2025-11-06T07:00:00Z")
    assert len(article["correction"]) == 2
    untouched = soup(corrected_site()["2025/11/03/daily-crypto-market-brief/index.html"])
    assert untouched.select('[property="article:modified_time"]') == []
    assert "Corrected" not in text_of(untouched, ".rail")[0]


def test_front_page_and_archive_say_that_a_brief_was_corrected() -> None:
    files = corrected_site()
    front = soup(files["index.html"])
    assert text_of(front, ".lead .when") == ["Tuesday, Nov. 4, 2025 , corrected Nov. 6, 2025, 07:00 UTC"]
    assert text_of(front, ".earlier .tag") == ["corrected"]
    assert text_of(soup(files["archive/2025/11/index.html"]), ".tag") == ["reconstructed", "corrected"]
    assert text_of(soup(files["archive/2024/12/index.html"]), ".tag") == ["corrected"]


def test_the_front_page_does_not_lead_with_a_correction() -> None:
    body = "\n### Top\n\n- News.\n\n" + SECTION + "### More\n\n- More news.\n"
    assert glance(body).lines == ("News.", "More news.")
    assert glance(SECTION).lines == ()


def test_the_feed_gives_a_corrected_brief_a_new_time_and_keeps_its_first() -> None:
    root = ET.fromstring(corrected_site()["feed.xml"])  # noqa: S314 - our own page
    newest, _, oldest = root.findall(f"{ATOM}entry")
    assert [newest.findtext(f"{ATOM}{name}") for name in ("published", "updated")] == [
        "2025-11-04T00:00:00Z",
        "2025-11-06T07:00:00Z",
    ]
    assert [oldest.findtext(f"{ATOM}{name}") for name in ("published", "updated")] == [
        "2024-12-31T00:00:00Z",
        "2025-11-05T00:00:00Z",
    ]
    assert root.findtext(f"{ATOM}updated") == "2025-11-06T07:00:00Z"
    assert "Two digits of IBIT’s outflow were swapped." in (newest.findtext(f"{ATOM}content") or "")


def test_a_late_correction_of_an_old_brief_comes_back_into_the_feed() -> None:
    posts = tuple(post(f"2025-{month:02}-{day:02}-x", "x", BODY) for month in (9, 10) for day in range(1, 31))
    late = EARLY.model_copy(update={"at": EARLY.at + timedelta(days=30)})
    pages = build(posts, SETTINGS, templates(), {}, STATIC, corrections={"2025-09-01-x": (late,)})
    links = [link.get("href") for link in ET.fromstring(pages["feed.xml"]).findall(f"{ATOM}entry/{ATOM}link")]  # noqa: S314
    assert len(links) == 30
    assert links[-2:] == [f"https://brief.example.org/daily/{path}/x/" for path in ("2025/10/02", "2025/09/01")]


def test_search_engines_are_told_of_the_correction() -> None:
    sitemap = corrected_site()["sitemap.xml"].decode()
    assert "<loc>https://brief.example.org/daily/corrections/</loc>" in sitemap
    assert "<lastmod>2025-11-06T07:00:00Z</lastmod>" in sitemap


def test_corrections_of_posts_that_are_not_shown_are_not_shown() -> None:
    pages = build(POSTS[:1], SETTINGS, templates(), {NEWEST: RECEIPTS}, STATIC, corrections=CORRECTIONS)
    assert OTHER not in pages["corrections/index.html"].decode()
    assert OTHER_PAGE not in pages
