"""A reader with a mouse, a keyboard only, or no scripts: reads, follows a figure to its bytes, and is promised nothing
that does not work."""

import gzip
import hashlib
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from browser import focused, launched, opened, served, tab_to
from built_sites import build, home
from playwright.sync_api import Browser, Page
from site_sample import NEWEST, NOON

import nights

pytestmark = pytest.mark.chromium

POST = "/2025/11/04/daily-crypto-market-brief/"
RECEIPTS = f"/receipts/{NEWEST}/"
HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("sample")
    with served(folder) as root:
        build("sample", folder, root)
        yield root


@pytest.fixture(scope="module")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The bundled night, as the README's first command publishes it: for an address where nothing answers yet."""
    folder = tmp_path_factory.mktemp("bundled")
    with served(home("bundled", folder)) as root:
        build("bundled", folder, "https://brief.example.org")
        yield root


@pytest.fixture(scope="module")
def browser(chromium: str, bundled: str) -> Iterator[Browser]:
    """Launched once the night is built, which has an event loop of its own."""
    assert bundled
    with launched(chromium) as started:
        yield started


def visible(page: Page, selector: str) -> int:
    return page.locator(selector).locator("visible=true").count()


def test_three_clicks_lead_from_the_front_page_to_the_hash_behind_a_figure(browser: Browser, address: str) -> None:
    with opened(browser, address + "/") as page:
        page.get_by_role("link", name="Four Days of Fund Outflows").click()
        sentence = page.locator("li", has_text="lost $186.5 million")
        sentence.locator("a.footnote").first.click()
        page.locator(".note").get_by_role("link", name="Receipt").click()
        receipt = page.locator(":target")
        assert receipt.locator("h2").inner_text() == "etf.btc.net"
        assert receipt.locator(".value").inner_text() == "−$186,500,000"
        assert receipt.locator(".hash").first.text_content() == HASH
        assert page.evaluate("() => document.querySelector(':target').getBoundingClientRect().top < innerHeight / 2")


def test_of_the_bundled_night_the_hash_is_one_click_away_and_three_through_the_text(
    browser: Browser, bundled: str
) -> None:
    with opened(browser, bundled + "/") as page:
        page.locator(".strip").get_by_role("link", name="−$186.5 million").click()
        receipt = page.locator(":target")
        assert receipt.locator(".value").inner_text() == "−$186,500,000"
        hash_ = receipt.locator(".hash").first.text_content() or ""
        assert re.fullmatch("[0-9a-f]{64}", hash_)
        page.goto(bundled + "/")
        page.get_by_role("link", name="Read the whole brief").click()
        sentence = page.locator("li", has_text="lost $186.5 million on Nov. 3, all of it from IBIT")
        sentence.locator("a.footnote").first.click()
        page.locator(".note").get_by_role("link", name="Receipt").click()
        assert page.locator(":target .hash").first.text_content() == hash_
    body = nights.REPOSITORY / "content" / "_raw" / "2025-11-04" / f"{hash_}.gz"
    assert hashlib.sha256(gzip.decompress(body.read_bytes())).hexdigest() == hash_
    assert b"(186.5)" in gzip.decompress(body.read_bytes())


def test_a_copy_that_stands_elsewhere_shows_its_own_charts_and_leads_to_its_own_pages(
    browser: Browser, bundled: str
) -> None:
    """A preview, a disk, another host: the post itself says its addresses whole."""
    with opened(browser, bundled + POST) as page:
        pictures = page.locator("[data-post-body] p.chart img")
        assert pictures.evaluate_all("all => all.map(one => one.complete && one.naturalWidth > 0)") == [True] * 3
        assert page.locator("[data-post-body] a[href^='https://brief.example.org']").count() == 0


def test_the_whole_way_can_be_gone_by_keyboard(browser: Browser, address: str) -> None:
    with opened(browser, address + "/") as page:
        page.keyboard.press("Tab")
        assert focused(page) == "Skip to the text"
        tab_to(page, "Read the whole brief")
        page.keyboard.press("Enter")
        page.wait_for_url(f"**{POST}")
        tab_to(page, "3")
        page.keyboard.press("Enter")
        note = page.get_by_role("dialog", name="Note 3")
        assert "Farside Investors, US spot bitcoin funds" in note.inner_text()
        tab_to(page, "To the note", within=4)
        page.keyboard.press("Escape")
        assert note.is_hidden()
        assert focused(page) == "3"
        page.keyboard.press("Enter")
        tab_to(page, "Receipt", within=4)
        page.keyboard.press("Enter")
        page.wait_for_url(f"**{RECEIPTS}#fig-etf-btc-net")
        assert page.locator(":target .value").inner_text() == "−$186,500,000"


def test_the_focus_is_seen_wherever_it_goes(browser: Browser, address: str) -> None:
    with opened(browser, address + POST, width=360) as page:
        stops = 0
        for _ in range(70):
            page.keyboard.press("Tab")
            seen = page.evaluate(
                """() => {
                  const one = document.activeElement, box = one.getClientRects()[0];
                  if (one === document.body) return null;
                  const x = Math.min(Math.max(1, box.left + box.width / 2), innerWidth - 1);
                  const top = document.elementFromPoint(x, box.top + Math.min(box.height, innerHeight) / 2);
                  return [one.outerHTML.slice(0, 90), one.contains(top) || top?.contains(one) || false,
                          getComputedStyle(one).outlineStyle !== "none"];
                }"""
            )
            if seen is None:
                break
            assert seen[1:] == [True, True], seen[0]
            stops += 1
        assert stops > 40


def test_a_note_opens_beside_its_mark_and_closes_when_the_reader_goes_on(browser: Browser, address: str) -> None:
    for width in (360, 1440):
        with opened(browser, address + POST, width=width) as page:
            mark = page.locator("a.footnote").nth(2)
            mark.click()
            note = page.locator(".note")
            at, shown = mark.bounding_box(), note.bounding_box()
            assert at is not None
            assert shown is not None
            assert shown["x"] >= 0
            assert shown["x"] + shown["width"] <= width
            assert 0 <= shown["y"] - at["y"] - at["height"] < 12 or 0 <= at["y"] - shown["y"] - shown["height"] < 12
            page.locator("a.footnote").nth(3).click()
            assert visible(page, ".note") == 1
            assert page.get_by_role("dialog").get_attribute("aria-label") == "Note 4"
            page.mouse.click(width - 4, 880)
            assert note.is_hidden()
            assert page.url == address + POST


def test_a_term_is_explained_beside_it_and_by_the_glossary(browser: Browser, address: str) -> None:
    with opened(browser, address + POST) as page:
        tab_to(page, "session")
        page.keyboard.press("Enter")
        note = page.get_by_role("dialog", name="Session")
        assert note.inner_text().startswith("A day on which the New York Stock Exchange is open.")
        page.keyboard.press("Escape")
        assert note.is_hidden()
        assert focused(page) == "session"
        page.locator("a.term", has_text="session").click()
        note.get_by_role("link", name="To the glossary").click()
        page.wait_for_url("**/glossary/#session")
        assert page.locator(":target").inner_text().startswith("Session")
    with opened(browser, address + POST, java_script_enabled=False) as page:
        page.get_by_text("Terms used here").click()
        assert page.locator("details.terms dd").first.is_visible()
        page.locator("a.term", has_text="session").click()
        assert page.url.endswith("/glossary/#session")


def test_from_a_note_one_gets_to_the_list_of_notes_and_back(browser: Browser, address: str) -> None:
    with opened(browser, address + POST) as page:
        page.locator("a.footnote").first.click()
        page.locator(".note").get_by_role("link", name="To the note").click()
        assert page.locator(".note").is_hidden()
        assert page.url.endswith("#fn:coingecko")
        page.locator(":target .reversefootnote").first.click()
        assert page.url.endswith("#fnref:coingecko")


def test_a_mark_opened_with_the_control_key_stays_a_link(browser: Browser, address: str) -> None:
    with opened(browser, address + POST) as page:
        with page.context.expect_page() as opening:
            page.locator("a.footnote").first.click(modifiers=["ControlOrMeta"])
        assert opening.value.url.endswith("#fn:coingecko")
        assert visible(page, ".note") == 0


def test_a_chosen_theme_stays_from_page_to_page_and_can_be_given_back_to_the_system(
    browser: Browser, address: str
) -> None:
    def ground(page: Page) -> str:
        colour: str = page.evaluate("() => getComputedStyle(document.documentElement).backgroundColor")
        return colour

    with opened(browser, address + "/", color_scheme="dark") as page:
        dark = ground(page)
        button = page.get_by_role("button", name="Theme: system")
        button.click()
        light = ground(page)
        assert light != dark
        page.goto(address + POST)
        assert ground(page) == light
        page.get_by_role("button", name="Theme: light").click()
        page.emulate_media(color_scheme="light")
        assert ground(page) == dark
        page.reload()
        assert ground(page) == dark
        page.get_by_role("button", name="Theme: dark").click()
        assert ground(page) == light
        assert page.get_by_role("button", name="Theme: system").is_visible()
        assert page.evaluate("() => localStorage.length") == 0


@pytest.mark.parametrize("path", ["/", POST])
@pytest.mark.parametrize(
    ("hours", "told"),
    [(35.9, ""), (36.1, "The newest brief here is 36 hours old."), (73, "The newest brief here is 3 days old.")],
)
def test_an_old_newest_brief_says_that_it_is_old(
    browser: Browser, address: str, path: str, hours: float, told: str
) -> None:
    with opened(browser, "about:blank") as page:
        page.clock.set_fixed_time(NOON + timedelta(hours=hours))
        page.goto(address + path)
        assert page.locator(".stale strong").all_inner_texts() == ([told] if told else [])


def test_an_earlier_brief_is_old_by_its_nature_and_says_nothing(browser: Browser, address: str) -> None:
    with opened(browser, "about:blank") as page:
        page.clock.set_fixed_time(datetime(2030, 1, 1, tzinfo=UTC))
        for path in ("/2025/11/03/daily-crypto-market-brief/", "/archive/", RECEIPTS):
            page.goto(address + path)
            assert page.locator(".stale").count() == 0


def test_an_instant_is_told_in_the_reader_s_own_time_beside_utc(browser: Browser, address: str) -> None:
    for zone, own in (("Asia/Taipei", "20:00 where you are"), ("Pacific/Kiritimati", "Nov 5, 02:00 where you are")):
        with opened(browser, address + POST, timezone_id=zone) as page:
            instant = page.locator(".rail time[datetime*=T]").last
            assert instant.inner_text() == "Nov. 4, 2025, 12:00 UTC"
            assert instant.get_attribute("title") == own
            assert page.locator(".rail .own-time").last.inner_text().strip() == f"({own})"
            assert page.locator("time[title]:not([datetime*=T])").count() == 0  # a day is a day everywhere
    with opened(browser, address + POST, timezone_id="UTC") as page:
        assert page.locator(".own-time, time[title]").count() == 0


def test_a_figure_s_citation_says_what_when_and_of_which_bytes(browser: Browser, address: str) -> None:
    with opened(browser, address + RECEIPTS, permissions=["clipboard-read", "clipboard-write"]) as page:
        receipt = page.locator("#fig-etf-btc-net")
        receipt.get_by_role("button", name="Copy citation").click()
        assert receipt.get_by_role("status").inner_text() == "Copied"
        assert page.evaluate("() => navigator.clipboard.readText()") == (
            f"etf.btc.net: −$186,500,000, as of Nov. 3, 2025, SHA-256 {HASH}, {address}{RECEIPTS}#fig-etf-btc-net"
        )


def test_a_table_wider_than_the_screen_can_be_reached_and_says_what_it_is(browser: Browser, address: str) -> None:
    with opened(browser, address + POST, width=360) as page:
        region = page.get_by_role("region", name="Price Performance, scrolls sideways")
        region.focus()
        page.keyboard.press("ArrowRight")
        page.wait_for_function("() => document.querySelector('.scroll').scrollLeft > 0")
        name, price = (page.locator(f".body td:nth-child({i})").first.bounding_box() for i in (1, 2))
        assert name is not None
        assert name["x"] >= 0, "the row's name stays in sight"
        assert price is not None
        page.set_viewport_size({"width": 1440, "height": 900})
        page.wait_for_function("() => !document.querySelector('.scroll').hasAttribute('role')")


def test_headings_and_headlines_give_their_own_address(browser: Browser, address: str, bundled: str) -> None:
    with opened(browser, address + POST) as page:
        page.get_by_role("link", name=re.compile("^Link to: 1. Lending Vault")).click()
        assert page.url.endswith("#item-vault-exploit")
        assert page.locator(":target").inner_text().startswith("1. Lending Vault")
        page.goto(bundled + "/markets/btc/")
        page.get_by_role("link", name="Link to: Charts").click()
        assert page.url.endswith("#charts")


def test_without_scripts_everything_is_there_and_nothing_promises_more(browser: Browser, address: str) -> None:
    with opened(browser, address + "/", width=360, java_script_enabled=False) as page:
        for path in ("/archive/", "/corrections/", "/scoreboard/", RECEIPTS):
            page.goto(address + path)
            assert visible(page, "button, .theme, .copy, .stale") == 0
        page.goto(address + "/")
        page.get_by_role("link", name="Read the whole brief").click()
        assert visible(page, "button, .note, .stale") == 0
        page.locator("a.footnote").nth(2).click()
        assert page.url.endswith("#fn:farside-btc")
        assert page.locator(":target").bounding_box() is not None
        page.locator(":target .reversefootnote").first.click()
        assert page.url.endswith("#fnref:farside-btc")
        table = page.locator(".body .scroll").first
        assert table.bounding_box() is not None
        page.locator(":is(#fn\\:farside-btc) a", has_text="Receipt").click()
        assert page.url.endswith("#fig-etf-btc-net")
        assert page.locator(":target .hash").first.text_content() == HASH


def test_on_paper_a_note_says_where_it_leads_and_what_cannot_be_clicked_is_gone(browser: Browser, address: str) -> None:
    with opened(browser, address + POST) as page:
        page.emulate_media(media="print")
        link = page.locator(".footnotes a:not(.bare):not(.reversefootnote)").first
        behind = link.evaluate("one => getComputedStyle(one, '::after').content")
        assert link.inner_text() == "Receipt"
        assert behind == f'" <{address}{RECEIPTS}#fig-prices-btc-usd>"'
        bare = page.locator(".footnotes a.bare").first
        assert bare.evaluate("one => getComputedStyle(one, '::after').content") == "none"
        assert visible(page, "nav, button, .permalink, .reversefootnote") == 0


def test_who_wants_no_motion_gets_none(browser: Browser, address: str) -> None:
    with opened(browser, address + POST, reduced_motion="reduce") as page:
        page.locator("a.footnote").first.click()
        moving = page.evaluate("() => document.getAnimations().length")
        assert moving == 0
        assert page.locator(".note").evaluate("one => getComputedStyle(one).transitionDuration") == "0s"


def test_a_page_opened_from_a_folder_on_disk_looks_and_works_the_same(browser: Browser, tmp_path: Path) -> None:
    build("sample", tmp_path, "https://brief.example.org")
    with opened(browser, (tmp_path / POST.strip("/") / "index.html").as_uri()) as page:
        assert page.locator("body").evaluate("one => getComputedStyle(one).fontVariantNumeric") == "lining-nums"
        page.locator("a.footnote").first.click()
        assert page.locator(".note").is_visible()
