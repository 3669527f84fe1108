"""The site as a whole: every link leads somewhere, nothing unpublished appears, and no headline breaks a page."""

import re
from collections.abc import Iterator
from urllib.parse import unquote, urljoin, urlsplit

import bs4
import pytest
from site_sample import (
    HOSTILE_TITLE,
    NEWEST,
    POSTS,
    RECEIPTS,
    RECEIPTS_URL,
    SCRIPTS,
    SETTINGS,
    STATIC,
    post,
    site,
    templates,
)
from whole_site import build

from brief.errors import WrongUsage
from brief.models import SiteSettings
from brief.site import body_html
from jekyll_body import canonical

NEWEST_PAGE = "2025/11/04/daily-crypto-market-brief/index.html"


def soup(page: bytes) -> bs4.BeautifulSoup:
    return bs4.BeautifulSoup(page.decode(), "html.parser")


def text_of(parsed: bs4.BeautifulSoup, selector: str) -> str:
    found = parsed.select_one(selector)
    assert found is not None, selector
    return " ".join(found.get_text(" ", strip=True).split())


def html_pages(files: dict[str, bytes]) -> Iterator[tuple[str, bs4.BeautifulSoup]]:
    return ((path, soup(page)) for path, page in files.items() if path.endswith(".html"))


def links(parsed: bs4.BeautifulSoup) -> Iterator[str]:
    for tag in parsed.select("[href], [src]"):
        yield str(tag.get("href") or tag.get("src"))


def test_the_site_has_these_files_and_no_others() -> None:
    assert list(site()) == [
        "2024/12/31/year-end/index.html",
        "2025/11/03/daily-crypto-market-brief/index.html",
        NEWEST_PAGE,
        "404.html",
        "_headers",
        "about/index.html",
        *(f"archive/{part}index.html" for part in ("2024/12/", "2024/")),
        *(f"archive/2025/{month:02}/index.html" for month in range(1, 12)),
        "archive/2025/index.html",
        "archive/index.html",
        "assets/brief.js",
        "assets/style.css",
        "assets/theme.js",
        f"cards/{NEWEST}.png",
        "corrections/index.html",
        "data/index.html",
        "data/schemas/receipts-1.json",
        "data/schemas/snapshot-1.json",
        "feed.json",
        "feed.xml",
        "glossary/index.html",
        "health.json",
        "index.html",
        "markets/index.html",
        "method/index.html",
        f"receipts/{NEWEST}/index.html",
        f"receipts/{NEWEST}/receipts.json",
        "robots.txt",
        "scoreboard/index.html",
        "sitemap-news.xml",
        "sitemap.xml",
        "sources/index.html",
        "status/index.html",
    ]


@pytest.mark.sampled(1)
@pytest.mark.parametrize("baseurl", ["", "/daily", "/a/b/"])
def test_every_link_and_fragment_inside_the_site_resolves(baseurl: str) -> None:
    files = site(SETTINGS.model_copy(update={"baseurl": baseurl}))
    ids = {path: {str(tag["id"]) for tag in parsed.select("[id]")} for path, parsed in html_pages(files)}
    root = f"https://brief.example.org{baseurl.rstrip('/')}/"
    broken = []
    for path, parsed in html_pages(files):
        for link in links(parsed):
            target = urlsplit(urljoin(root + path.removesuffix("index.html"), link))
            here = target._replace(fragment="").geturl()
            if link.startswith("data:") or not here.startswith(root):
                assert not link.startswith("/"), f"{path}: {link} leaves the site"
                continue
            file = unquote(here.removeprefix(root)) or "index.html"
            file += "index.html" if file.endswith("/") else ""
            fragment = unquote(target.fragment)
            if file not in files or (fragment and fragment not in ids[file]):
                broken.append((path, here))
    # The sample's own text links to /daily, wherever the site is served.
    assert [here for _, here in broken if baseurl == "/daily" or here != RECEIPTS_URL] == []


def test_no_page_uses_an_id_twice() -> None:
    for path, parsed in html_pages(site()):
        ids = [str(tag["id"]) for tag in parsed.select("[id]")]
        assert sorted(set(ids)) == sorted(ids), path


def test_two_builds_are_the_same_bytes_whatever_the_order_of_the_posts() -> None:
    assert site() == site(posts=POSTS[::-1])


def test_a_post_that_is_not_published_stops_the_build() -> None:
    draft = POSTS[0].model_copy(update={"published": False})
    with pytest.raises(WrongUsage, match=f"^{NEWEST} is not published"):
        site(posts=(draft, *POSTS[1:]))


def test_a_preview_shows_drafts_and_calls_them_so() -> None:
    draft = POSTS[0].model_copy(update={"published": False})
    files = build((draft,), SETTINGS, templates(), {}, STATIC, drafts=True)
    assert "Draft. This brief is not published." in text_of(soup(files[NEWEST_PAGE]), "article")
    assert "Draft. This brief is not published." in text_of(soup(files["index.html"]), "article")
    assert soup(files[NEWEST_PAGE]).select_one('meta[name="robots"][content="noindex"]')


def test_two_posts_at_one_address_stop_the_build() -> None:
    settings = SETTINGS.model_copy(update={"permalink": "/:title/"})
    with pytest.raises(WrongUsage, match=r"^Two pages would be daily-crypto-market-brief"):
        site(settings)


def test_a_static_file_never_replaces_a_page() -> None:
    with pytest.raises(WrongUsage, match=r"^content/archive/index\.html stands where"):
        build(POSTS, SETTINGS, templates(), {}, {**STATIC, "archive/index.html": b"mine"})


@pytest.mark.parametrize("permalink", ["/:categories/:title/", "pretty", "/:year/:title"])
def test_a_permalink_that_only_jekyll_understands_is_told(permalink: str) -> None:
    with pytest.raises(WrongUsage, match=r"^content/_config\.yml: permalink"):
        site(SETTINGS.model_copy(update={"permalink": permalink}))


def test_a_permalink_of_one_page_a_post_is_followed() -> None:
    settings = SETTINGS.model_copy(update={"permalink": "/:year/:day-:title.html"})
    assert "2024/31-year-end.html" in site(settings)


def test_the_front_page_leads_with_the_newest_brief() -> None:
    lead = soup(site()["index.html"])
    assert text_of(lead, ".lead .when") == "Tuesday, Nov. 4, 2025"
    assert text_of(lead, ".lead h2") == POSTS[0].title
    assert text_of(lead, ".lead .deck") == POSTS[0].description
    assert [li.get_text(strip=True)[:14] for li in lead.select(".key li")] == [
        "Bitcoinis 5.4%",
        "Bitcoin fundsl",
        "Fear & Greedfe",
        "$100,000, 3.7%",
    ]
    assert text_of(lead, ".lead tbody tr") == "Bitcoin $103,849 −3.2% – −17.7% (Oct. 6)"
    assert (
        text_of(lead, ".lead aside .caption") == "Figures as of Nov. 4, 2025, 12:00 UTC . The notes are in the brief."
    )
    assert [time.get_text() for time in lead.select(".earlier time")] == ["Nov. 3, 2025", "Dec. 31, 2024"]
    assert not lead.select("sup")


def test_the_front_page_lists_a_dozen_earlier_briefs_and_the_archive_all() -> None:
    posts = tuple(post(f"2025-10-{day:02}-x", f"Brief {day}", "x\n") for day in range(1, 31))
    files = site(posts=posts)
    assert [a.get_text() for a in soup(files["index.html"]).select(".earlier .headline a")] == [
        f"Brief {day}" for day in range(29, 17, -1)
    ]
    assert len(soup(files["archive/2025/10/index.html"]).select(".headline a")) == 30


def test_a_site_without_posts_still_has_its_pages() -> None:
    files = build((), SETTINGS, templates(), {}, STATIC)
    assert "No brief has been published yet." in text_of(soup(files["index.html"]), "main")
    assert "No brief has been published yet." in text_of(soup(files["archive/index.html"]), "main")


def test_a_post_shows_its_times_its_receipts_and_its_neighbours() -> None:
    parsed = soup(site()["2025/11/03/daily-crypto-market-brief/index.html"])
    assert text_of(parsed, ".rail") == "Published Nov. 3, 2025"
    assert text_of(parsed, ".pager .older span") == "Earlier, Dec. 31, 2024"
    assert text_of(parsed, ".pager .newer span") == "Later, Nov. 4, 2025"
    parsed = soup(site()[NEWEST_PAGE])
    assert (
        text_of(parsed, ".rail")
        == "Published Nov. 4, 2025 Figures as of Nov. 4, 2025, 12:00 UTC Every figure Receipts "
        "Provenance Reconstructed from published reports"
    )
    assert parsed.select(".pager .newer") == []
    assert "Not investment advice. No language model writes any figure" in text_of(parsed, "footer")


def test_an_invented_edition_says_so_on_the_front_page_and_on_its_own() -> None:
    specimen = RECEIPTS.model_copy(update={"provenance": "specimen"})
    files = build(POSTS, SETTINGS, templates(), {NEWEST: specimen}, STATIC)
    for path in ("index.html", NEWEST_PAGE, f"receipts/{NEWEST}/index.html", "data/index.html"):
        assert text_of(soup(files[path]), ".notice strong") == "Specimen: invented figures.", path
    assert text_of(soup(files["archive/2025/11/index.html"]), ".tag") == "specimen"


def test_the_body_of_a_post_is_what_the_pipeline_made_and_nothing_else() -> None:
    for each, path in zip(POSTS[:2], (NEWEST_PAGE, "2025/11/03/daily-crypto-market-brief/index.html"), strict=True):
        page = site()[path].decode()
        body = soup(page.encode()).select_one("[data-post-body]")
        assert body is not None
        assert canonical(body.decode_contents()) == canonical(body_html(each.body))
        assert page.count("data-post-body") == 1


def test_no_page_runs_a_script_of_its_own_or_asks_another_host_for_anything() -> None:
    ours = ["/daily/assets/theme.js", "/daily/assets/style.css", "/daily/assets/brief.js"]
    for path, parsed in html_pages(site()):
        assert not parsed.select("iframe, object, embed, style, [onerror], [onclick], [onload]"), path
        assert all(not script.get_text() for script in parsed.select("script:not([type='application/ld+json'])")), path
        fetched = [str(tag.get("src") or tag.get("href")) for tag in parsed.select("[src], link[rel=stylesheet]")]
        assert [urljoin(f"/daily/{path}", each) for each in fetched] == ours, path
    assert not re.search(rb"url\(|@import", site()["assets/style.css"])
    assert not any(re.search(rb"fetch|XMLHttp|import\(|https?:|innerHTML|eval", code) for code in SCRIPTS.values())


def test_a_hostile_title_is_words_on_every_page() -> None:
    files = site()
    for path in ("index.html", "archive/2025/11/index.html", "2024/12/31/year-end/index.html", NEWEST_PAGE):
        assert HOSTILE_TITLE in soup(files[path]).get_text(), path
    own = soup(files["2025/11/03/daily-crypto-market-brief/index.html"])
    assert [tag.get_text() for tag in own.select("title, h1")] == [HOSTILE_TITLE, HOSTILE_TITLE]
    assert [tag["content"] for tag in own.select('meta[name="description"], meta[property^="og:d"]')] == [
        HOSTILE_TITLE
    ] * 2
    assert own.select("article b") == []


def test_a_headline_does_not_repeat_the_masthead_where_it_is_seen() -> None:
    heading = soup(site()[NEWEST_PAGE]).select_one("h1")
    assert heading is not None
    assert str(heading).startswith('<h1><span class="hidden">Daily Crypto Market Brief – </span>Four Days of')


def test_pages_name_their_own_address_where_the_host_is_known() -> None:
    canonical = soup(site()[NEWEST_PAGE]).select_one('link[rel="canonical"]')
    assert canonical is not None
    assert canonical["href"] == "https://brief.example.org/daily/2025/11/04/daily-crypto-market-brief/"


@pytest.mark.slow
def test_without_an_address_there_is_no_feed_to_point_at() -> None:
    files = site(SiteSettings(title="Brief"))
    assert not {"feed.xml", "sitemap.xml", "sitemap-news.xml"} & set(files)
    assert all(not parsed.select('script[type="application/ld+json"]') for _, parsed in html_pages(files))
    assert files["robots.txt"] == b"User-agent: *\nAllow: /\n"
    assert all(not parsed.select('link[rel="canonical"], [href$="feed.xml"]') for _, parsed in html_pages(files))


def test_search_engines_find_every_page() -> None:
    files = site()
    assert b"Sitemap: https://brief.example.org/daily/sitemap.xml" in files["robots.txt"]
    found = re.findall(r"<loc>https://brief.example.org/daily(.*?)</loc>", files["sitemap.xml"].decode())
    assert {path[1:] + "index.html" for path in found} == {
        path for path in files if path.endswith(".html") and path != "404.html"
    }
    assert len(set(found)) == len(found) > 20


def test_search_engines_are_not_sent_to_a_draft() -> None:
    draft = POSTS[0].model_copy(update={"published": False})
    files = build((draft, *POSTS[1:]), SETTINGS, templates(), {NEWEST: RECEIPTS}, STATIC, drafts=True)
    for name in ("sitemap.xml", "sitemap-news.xml"):
        assert b"2025/11/04" not in files[name]
        assert NEWEST.encode() not in files[name]


def test_news_is_what_the_newest_two_days_told_and_nothing_invented() -> None:
    told = {
        path: build(POSTS, SETTINGS, templates(), {NEWEST: one}, STATIC)["sitemap-news.xml"].decode()
        for path, one in {"told": RECEIPTS, "invented": RECEIPTS.model_copy(update={"provenance": "specimen"})}.items()
    }
    days = {name: re.findall(r"<news:publication_date>(.{10})T00:00:00Z<", text) for name, text in told.items()}
    assert days == {"told": ["2025-11-04", "2025-11-03"], "invented": ["2025-11-03"]}
    assert "<news:name>Daily Crypto Market Brief</news:name><news:language>en</news:language>" in told["told"]
