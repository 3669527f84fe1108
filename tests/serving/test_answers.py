"""An address leads to the file that a host of static sites would serve, and never out of the site."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.serving.answers import answer
from brief.serving.live import SCRIPT_PATH, event, live
from brief.serving.preview import State

FILES = {
    "index.html": b"front",
    "404.html": b"lost",
    "archive/index.html": b"archive",
    "a/post.html": b"post",
    "feed.xml": b"<feed/>",
    "feed.json": b"{}",
    "feeds/macro.json": b"{}",
    "receipts/x/receipts.json": b"{}",
    "sitemap.xml": b"<urlset/>",
    "assets/charts/x/y.svg": b"<svg/>",
    "assets/style.css": b"",
    ".gitkeep": b"",
}


@pytest.mark.parametrize(
    ("address", "status", "kind"),
    [
        ("/", 200, "text/html; charset=utf-8"),
        ("/?x=/feed.xml", 200, "text/html; charset=utf-8"),
        ("/archive/", 200, "text/html; charset=utf-8"),
        ("/a/post.html", 200, "text/html; charset=utf-8"),
        ("/feed.xml", 200, "application/atom+xml"),
        ("/feed.json", 200, "application/feed+json"),
        ("/feeds/macro.json", 200, "application/feed+json"),
        ("/receipts/x/receipts.json", 200, "application/json"),
        ("/sitemap.xml", 200, "application/xml"),
        ("/assets/charts/x/y.svg", 200, "image/svg+xml"),
        ("/assets/style.css", 200, "text/css; charset=utf-8"),
        ("/nothing/", 404, "text/html; charset=utf-8"),
        ("/feed.xml/", 404, "text/html; charset=utf-8"),
        ("/.gitkeep", 404, "text/html; charset=utf-8"),
        ("/a/../index.html", 404, "text/html; charset=utf-8"),
        ("/%2e%2e/%2e%2e/etc/passwd", 404, "text/html; charset=utf-8"),
        ("//etc/passwd", 404, "text/html; charset=utf-8"),
        ("/archive/%00", 404, "text/html; charset=utf-8"),
    ],
)
def test_an_address_is_answered_as_a_host_would(address: str, status: int, kind: str) -> None:
    found = answer(address, FILES.get)
    assert (found.status, found.type) == (status, kind)
    assert (found.body == b"lost") == (status == 404)


def test_a_folder_without_its_slash_leads_to_its_page() -> None:
    found = answer("/brief/archive?x", FILES.get, "/brief")
    assert (found.status, found.location) == (301, "/brief/archive/")


@given(st.text() | st.from_regex(r"(/|%2e|\.|%2f|%5c|\\|a|:|archive){1,12}", fullmatch=True))
def test_no_address_leads_out_of_the_site(address: str) -> None:
    asked: list[str] = []

    def read(file: str) -> bytes | None:
        asked.append(file)
        return FILES.get(file)

    answer(address, read)
    for file in asked:
        parts = re.split(r"[/\\]", file)
        assert parts[0] and not any(part.startswith(".") for part in parts), address
        assert "\0" not in file


@pytest.mark.parametrize("quote", ["'", "&#39;"])
def test_a_page_may_ask_us_for_news_and_nobody_else(quote: str) -> None:
    page = f'<head><meta content="connect-src {quote}none{quote}; base-uri {quote}none{quote}"></head><p>x'.encode()
    made = live(page, State("a-1")).decode()
    assert f"connect-src {quote}self{quote}; base-uri {quote}none{quote}" in made
    assert made.index(SCRIPT_PATH) < made.index("</head>")


def test_a_notice_of_several_lines_is_one_event() -> None:
    told = event(State("a-1", "One.\n\ndata: two."))
    assert told.count(b"\n") == 3
    assert told.endswith(b"\n\n")
