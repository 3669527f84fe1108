"""A feed reader must get the whole brief, once, with links that lead back to the site."""

import xml.etree.ElementTree as ET

import bs4
from site_sample import BODY, HOSTILE_TITLE, NEWEST, POSTS, RECEIPTS, SETTINGS, STATIC, post, site, templates
from whole_site import build

ATOM = "{http://www.w3.org/2005/Atom}"


def feed(page: bytes) -> ET.Element:
    return ET.fromstring(page)  # noqa: S314 - our own page


def texts(root: ET.Element, path: str) -> list[str]:
    return [found.text or "" for found in root.findall("/".join(ATOM + step for step in path.split("/")))]


def test_the_feed_names_itself_and_when_it_changed() -> None:
    root = feed(site()["feed.xml"])
    assert texts(root, "id") == ["https://brief.example.org/daily/"]
    assert texts(root, "updated") == ["2025-11-04T12:00:00Z"]
    assert {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")} == {
        "self": "https://brief.example.org/daily/feed.xml",
        "alternate": "https://brief.example.org/daily/",
    }


def test_an_entry_has_an_id_that_outlives_its_address_and_the_time_of_its_figures() -> None:
    root = feed(site()["feed.xml"])
    assert texts(root, "entry/id") == [
        f"tag:brief.example.org,2025-11-04:{NEWEST}",
        "tag:brief.example.org,2025-11-03:2025-11-03-daily-crypto-market-brief",
        "tag:brief.example.org,2024-12-31:2024-12-31-year-end",
    ]
    assert texts(root, "entry/updated") == ["2025-11-04T12:00:00Z", "2025-11-03T00:00:00Z", "2024-12-31T00:00:00Z"]
    assert texts(root, "entry/title") == [each.title for each in POSTS]
    moved = feed(site(SETTINGS.model_copy(update={"permalink": "/:year/:month/:day/:title.html"}))["feed.xml"])
    assert texts(moved, "entry/id") == texts(root, "entry/id")


def test_the_whole_body_is_in_the_feed_and_every_link_is_absolute() -> None:
    newest, _, oldest = texts(feed(site()["feed.xml"]), "entry/content")
    hrefs = [str(a["href"]) for a in bs4.BeautifulSoup(newest, "html.parser").select("a[href]")]
    assert {href.split("//")[0] for href in hrefs} == {"https:"}
    assert "https://brief.example.org/daily/2025/11/04/daily-crypto-market-brief/#fn:coingecko" in hrefs
    assert "14 of 17 figures come from the source that made them" in newest
    assert '<a href="https://brief.example.org/daily/2024/12/31/year-end/#none-here">the table</a>' in oldest


def test_the_feed_says_that_an_edition_was_reconstructed_or_invented() -> None:
    newest, plain, _ = texts(feed(site()["feed.xml"]), "entry/content")
    assert newest.startswith('<p class="notice"><strong>This edition was reconstructed')
    assert "notice" not in plain
    specimen = RECEIPTS.model_copy(update={"provenance": "specimen"})
    invented = feed(build(POSTS, SETTINGS, templates(), {NEWEST: specimen}, STATIC)["feed.xml"])
    assert texts(invented, "entry/summary")[0].startswith("Specimen: invented figures. Bitcoin fell")
    assert texts(invented, "entry/content")[0].startswith('<p class="notice"><strong>Specimen: invented figures.')


def test_control_characters_and_hostile_titles_leave_the_feed_valid() -> None:
    posts = (post("2025-11-04-x", f"Bell \x07 {HOSTILE_TITLE}", f"\x0b ]]> & < \ufffe\n{BODY}", description="\x1f"),)
    assert texts(feed(site(posts=posts)["feed.xml"]), "entry/title") == [f"Bell  {HOSTILE_TITLE}"]


def test_the_feed_holds_a_month_of_briefs() -> None:
    posts = tuple(post(f"2025-{month:02}-{day:02}-x", "x", "x\n") for month in (9, 10) for day in range(1, 31))
    assert len(texts(feed(site(posts=posts)["feed.xml"]), "entry/id")) == 30


def test_an_empty_feed_is_still_a_feed() -> None:
    root = feed(build((), SETTINGS, templates(), {}, STATIC)["feed.xml"])
    assert texts(root, "updated") == ["1970-01-01T00:00:00Z"]
    assert texts(root, "entry/id") == []
