"""A feed reader drops what breaks the rules of jsonfeed.org/version/1.1, and shows twice what changes its id."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import pytest
from site_sample import HOSTILE_TITLE, POSTS, SETTINGS

from brief.site.feed import entry_id
from brief.site.machine.json_feed import FeedItem, json_feed

FEED_KEYS = {
    *("version", "title", "home_page_url", "feed_url", "description", "user_comment", "next_url", "icon", "favicon"),
    *("authors", "language", "expired", "hubs", "items"),
}
ITEM_KEYS = {
    *("id", "url", "external_url", "title", "content_html", "content_text", "summary", "image", "banner_image"),
    *("date_published", "date_modified", "authors", "tags", "language", "attachments"),
}
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
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


def item(number: int, **update: Any) -> FeedItem:
    post = POSTS[number]
    made = FeedItem(
        post=post,
        address=f"{HOME}{post.day}/",
        updated=datetime(2025, 11, 5, 7, 30, tzinfo=UTC),
        content=f"<p>{post.slug} &amp; more</p>",
    )
    return made.model_copy(update=update)


def feed(*items: FeedItem, **more: Any) -> Any:
    return json.loads(json_feed(items, SETTINGS, address=f"{HOME}feed.json", home=HOME, **more))


def test_the_feed_keeps_the_rules_and_says_what_the_atom_feed_says() -> None:
    found = feed(*map(item, range(len(POSTS))), next_address=f"{HOME}feed/2.json")
    assert list(broken_rules(found)) == []
    assert {key: found[key] for key in found if key != "items"} == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Daily Crypto Market Brief",
        "home_page_url": HOME,
        "feed_url": f"{HOME}feed.json",
        "description": SETTINGS.description,
        "next_url": f"{HOME}feed/2.json",
        "language": "en",
        "authors": [{"name": "Daily Crypto Market Brief", "url": HOME}],
    }
    assert [one["id"] for one in found["items"]] == [entry_id(post, SETTINGS) for post in POSTS]


def test_an_item_carries_the_whole_text_and_when_it_changed() -> None:
    post = POSTS[0].model_copy(update={"title": HOSTILE_TITLE, "category": "crypto", "description": "Down."})
    found = feed(item(0, post=post, tags=("btc", "crypto"), picture=f"{HOME}card.png"))["items"]
    assert found == [
        {
            "id": entry_id(post, SETTINGS),
            "url": f"{HOME}2025-11-04/",
            "title": HOSTILE_TITLE,
            "content_html": "<p>daily-crypto-market-brief &amp; more</p>",
            "summary": "Down.",
            "image": f"{HOME}card.png",
            "date_published": "2025-11-04T00:00:00Z",
            "date_modified": "2025-11-05T07:30:00Z",
            "tags": ["crypto", "btc"],
        }
    ]


def test_a_feed_of_one_section_names_itself_and_an_empty_post_is_still_an_item() -> None:
    found = feed(item(0, content=""), title="Bitcoin – Daily Crypto Market Brief")
    assert found["title"] == "Bitcoin – Daily Crypto Market Brief"
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
