"""A feed reader drops what breaks the rules of jsonfeed.org/version/1.1, and shows twice what changes its id."""

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from site_sample import EARLY, HOSTILE_TITLE, LATE, NEWEST, POSTS, RECEIPTS, SETTINGS, site

from brief.site.addresses import Addresses
from brief.site.entries import entry_of
from brief.site.feeds import Feed, Item, entry_id
from brief.site.machine.json_feed import json_feed

FEED_KEYS = {
    *("version", "title", "home_page_url", "feed_url", "description", "user_comment", "next_url", "icon", "favicon"),
    *("authors", "language", "expired", "hubs", "items"),
}
ITEM_KEYS = {
    *("id", "url", "external_url", "title", "content_html", "content_text", "summary", "image", "banner_image"),
    *("date_published", "date_modified", "authors", "tags", "language", "attachments"),
}
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
CORRECTED = ((EARLY, LATE), (), ())
ATOM = "{http://www.w3.org/2005/Atom}"
TO = Addresses(SETTINGS)
HOME = "https://brief.example.org/daily/"


def broken_rules(feed: Any) -> Iterator[str]:
    """What the specification says of a feed, and this one breaks."""
    if feed.get("version") != "https://jsonfeed.org/version/1.1":
        yield "version"
    yield from (f"unknown key {key}" for key in feed if key not in FEED_KEYS and not key.startswith("_"))
    yield from (f"{key} is no text" for key in ("title", "description") if not isinstance(feed.get(key, ""), str))
    yield from (["title"] if not feed.get("title") else [])
    yield from (key for key in ("home_page_url", "feed_url", "next_url") if key in feed and not is_address(feed[key]))
    if feed.get("next_url") == feed.get("feed_url"):
        yield "next_url leads to the feed itself"
    for author in feed.get("authors", []):
        yield from ([] if author and set(author) <= {"name", "url", "avatar"} else ["authors"])
    items = feed.get("items")
    if not isinstance(items, list):
        yield "items"
        return
    if len({item.get("id") for item in items}) != len(items):
        yield "ids repeat"
    for item in items:
        yield from (f"{item.get('id')}: {rule}" for rule in broken_item_rules(item))


def broken_item_rules(item: Any) -> Iterator[str]:
    yield from (f"unknown key {key}" for key in item if key not in ITEM_KEYS and not key.startswith("_"))
    if not isinstance(item.get("id"), str) or not item["id"]:
        yield "id"
    if not isinstance(item.get("content_html", item.get("content_text")), str):
        yield "content"
    yield from (key for key in ("url", "external_url", "image") if key in item and not is_address(item[key]))
    dates = ("date_published", "date_modified")
    yield from (key for key in dates if key in item and not RFC_3339.fullmatch(item[key]))
    if not all(isinstance(tag, str) and tag for tag in item.get("tags", [])):
        yield "tags"


def is_address(found: Any) -> bool:
    return isinstance(found, str) and urlsplit(found).scheme in ("http", "https") and bool(urlsplit(found).netloc)


def item(number: int, html: str = "", **update: Any) -> Item:
    post = POSTS[number].model_copy(update=update)
    entry = entry_of(post, TO, digest="", receipts=RECEIPTS if number == 0 else None, corrections=CORRECTED[number])
    return Item(entry_id(entry.post, SETTINGS), entry, html, "")


def feed(*items: Item, title: str = SETTINGS.title, path: str = "/feed") -> Any:
    return json.loads(json_feed(Feed(path, title, "/", items), SETTINGS, TO))


def test_the_feed_keeps_the_rules_and_says_what_the_atom_feed_says() -> None:
    found = feed(*map(item, range(len(POSTS))))
    assert list(broken_rules(found)) == []
    assert {key: found[key] for key in found if key != "items"} == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Daily Crypto Market Brief",
        "home_page_url": HOME,
        "feed_url": f"{HOME}feed.json",
        "description": SETTINGS.description,
        "language": "en",
        "authors": [{"name": "Daily Crypto Market Brief", "url": HOME}],
    }
    both = site()
    told = json.loads(both["feed.json"])
    assert list(broken_rules(told)) == []
    atom = ET.fromstring(both["feed.xml"])  # noqa: S314 - our own page
    ids, texts = ([one.text for one in atom.findall(f"{ATOM}entry/{ATOM}{name}")] for name in ("id", "content"))
    assert [one["id"] for one in told["items"]] == ids
    assert [one["content_html"] for one in told["items"]] == texts


def test_an_item_carries_the_whole_text_and_when_it_changed() -> None:
    (found,) = feed(item(0, "<p>whole &amp; more</p>", title=HOSTILE_TITLE, description="Down."))["items"]
    assert found == {
        "id": f"tag:brief.example.org,2025-11-04:{NEWEST}",
        "url": f"{HOME}2025/11/04/daily-crypto-market-brief/",
        "title": HOSTILE_TITLE,
        "content_html": "<p>whole &amp; more</p>",
        "summary": "Down.",
        "image": f"{HOME}cards/{NEWEST}.png",
        "date_published": "2025-11-04T00:00:00Z",
        "date_modified": "2025-11-06T07:00:00Z",
        "tags": ["crypto"],
    }


def test_a_feed_of_one_section_names_itself_and_an_empty_post_is_still_an_item() -> None:
    found = feed(item(1), title="Daily Crypto Market Brief: Bitcoin", path="/feeds/btc")
    assert (found["title"], found["feed_url"]) == ("Daily Crypto Market Brief: Bitcoin", f"{HOME}feeds/btc.json")
    assert list(broken_rules(found)) == []
    assert list(broken_rules(feed())) == []


@pytest.mark.parametrize(
    ("key", "value"),
    [
        *(("version", "1.1"), ("title", ""), ("feed_url", "/feed.json"), ("authors", [{}]), ("extra", 1)),
        *(("items", None), ("items", [{"id": 1}])),
        *(("items", [{"id": "a", "content_html": "", "date_published": "Nov. 4"}]), ("items", [{"id": "a"}] * 2)),
    ],
)
def test_the_rules_find_what_breaks_them(key: str, value: Any) -> None:
    assert list(broken_rules({**feed(item(0)), key: value}))
