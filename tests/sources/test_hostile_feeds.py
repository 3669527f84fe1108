"""Malformed and hostile answers come to the right items or to one sentence, and to nothing else.

The cases are in `hostile_feeds.py`. Whatever is sent: titles are plain text, links lead to the web and to nobody's
account, times are of a zone. Behind the tables the same is asked of changed recordings and of random feeds.
"""

import importlib
import re
import unicodedata
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import unquote_plus, urlsplit
from xml.sax.saxutils import escape as xml

import bs4
import pytest
from hostile_feeds import (
    ANSWERS,
    DATES,
    FEEDS,
    LINKS,
    TITLES,
    UNREADABLE,
    WHEN,
    Answer,
    Feed,
    Found,
    atom,
    entry,
    item,
    rss,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from brief.errors import Refused, Unreachable
from brief.models import Item, Night, Payload
from brief.site.markdown import body_html
from brief.sources._plain import plain
from brief.write import escape
from commands import is_sentence

NOW = datetime(2026, 11, 1, 6, tzinfo=UTC)
ADDRESS = "https://publisher.example/news/feed.xml?page=1"
OPTIONS = {
    "feed": {"url": ADDRESS, "topic": "news.outlet", "outlet": "Outlet"},
    "statuspage": {"page": "https://status.outlet.example", "venue": "outlet", "outlet": "Outlet"},
}
UNSEEN = ("Cc", "Cs", "Zl", "Zp")
HIDDEN = re.compile("[\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e0fff]")
FORMATTED = re.compile(r"(?i)</?(?:a|b|br|div|em|i|img|p|span|strong)(?:\s[^<>]*)?/?>|<!--.*-->")
TRACKING = re.compile(r"(?i)utm_.*|fbclid|gclid|msclkid|mc_cid")


def night(module: str = "feed") -> Night:
    return Night(day=NOW.date(), at=NOW, options=OPTIONS.get(module, {}))


def items(body: bytes, content_type: str = "", module: str = "feed") -> list[Item]:
    headers = {"content-type": content_type} if content_type else {}
    payload = Payload(source="outlet", url=ADDRESS, body=body, fetched_at=NOW, headers=headers)
    read: Callable[[Sequence[Payload], Night], list[Item]] = importlib.import_module(f"brief.sources.{module}").items
    return read([payload], night(module))


def outcome(body: bytes, content_type: str = "", module: str = "feed") -> list[Item] | str:
    """The items, or the sentence of the refusal; all that must hold of either holds."""
    try:
        found = items(body, content_type, module)
    except (Refused, Unreachable) as refused:
        assert is_sentence(str(refused)), str(refused)
        assert str(refused).startswith("outlet ")
        assert len(str(refused)) < 400
        return str(refused).removeprefix("outlet ")
    for one in found:
        assert_is_harmless(one)
    return found


def assert_is_harmless(one: Item) -> None:
    for text in (one.title, one.outlet, one.path, *one.detail.values()):
        assert not [sign for sign in text if unicodedata.category(sign) in UNSEEN], text
        assert not HIDDEN.search(text), text
        assert text == " ".join(text.split()), text
    assert one.title
    assert not FORMATTED.search(one.title), one.title
    assert_is_shown_as_it_is(one.title)
    assert_leads_to_the_web(one.link)
    if isinstance(one.at, datetime):
        assert one.at.tzinfo is UTC
    else:
        assert type(one.at) is date
    kept = Item.model_validate_json(one.model_dump_json())
    assert (kept.title, kept.link, kept.path, kept.detail) == (one.title, one.link, one.path, one.detail)


def assert_is_shown_as_it_is(title: str) -> None:
    """A title goes into a post through the escapes, and comes out of it as words: no element and nothing lost."""
    page = bs4.BeautifulSoup(body_html(escape.text(title)), "html.parser")
    assert [tag.name for tag in page.find_all(True)] == ["p"], title
    assert page.get_text().strip() == title


def assert_leads_to_the_web(link: str) -> None:
    if not link:
        return
    parts = urlsplit(link)
    assert parts.scheme in ("http", "https"), link
    assert parts.hostname, link
    assert "@" not in parts.netloc, link
    assert not re.search(r"[\s\x00-\x1f\x7f-\x9f]", link), link
    named = re.split("[&?;]", parts.query) + (parts.fragment.split("&") if "=" in parts.fragment else [])
    assert not [name for name in named if TRACKING.fullmatch(unquote_plus(name.partition("=")[0]))], link


def told(found: list[Item] | str) -> list[Found] | str:
    """What was found, as the tables write it."""
    if isinstance(found, str):
        return found
    return [Found(one.title, one.link, str(one.at).removesuffix("+00:00"), _own(one)) for one in found]


def _own(one: Item) -> str:
    own = re.fullmatch(r"entry\[(.*)\]/title", one.path)
    return "" if own is None or own[1] == one.link else own[1]


def comes_to(expected: Sequence[Found] | str) -> list[Found] | str:
    return expected if isinstance(expected, str) else list(expected)


# The tables


def by_name(case: Sequence[object]) -> str:
    return str(case[0])


@pytest.mark.parametrize("case", TITLES, ids=by_name)
def test_a_title(case: tuple[str, str, str]) -> None:
    _, written, title = case
    found = told(outcome(rss(item(written)).encode()))
    assert found == ([Found(title)] if title else UNREADABLE)


@pytest.mark.parametrize("case", TITLES, ids=by_name)
def test_the_same_title_in_atom(case: tuple[str, str, str]) -> None:
    _, written, title = case
    for kind in ("", ' type="html"'):
        found = told(outcome(atom(entry(f"<title{kind}>{written}</title>")).encode()))
        assert found == ([Found(title, own="urn:1")] if title else UNREADABLE)


@pytest.mark.parametrize("case", DATES, ids=by_name)
def test_a_date(case: tuple[str, str, str]) -> None:
    _, written, at = case
    assert told(outcome(rss(item(at=written)).encode())) == ([Found("Bitcoin rises", at=at)] if at else UNREADABLE)


@pytest.mark.parametrize("case", LINKS, ids=by_name)
def test_a_link(case: tuple[str, str, str]) -> None:
    _, written, link = case
    (found,) = items(rss(item(link=written)).encode())
    assert_is_harmless(found)
    assert (found.title, found.link, str(found.at)) == ("Bitcoin rises", link, "2026-07-27 15:30:00+00:00")


@pytest.mark.parametrize("case", FEEDS, ids=by_name)
def test_a_whole_feed(case: Feed) -> None:
    assert told(outcome(case.body, case.content_type)) == comes_to(case.comes_to)


@pytest.mark.parametrize("case", ANSWERS, ids=by_name)
def test_an_answer_that_is_no_feed(case: Answer) -> None:
    assert told(outcome(case.body, module=case.module)) == comes_to(case.comes_to)


def test_the_cases_are_many_and_each_is_another() -> None:
    whole = [case.body for case in FEEDS] + [case.body for case in ANSWERS]
    whole += [rss(item(written)).encode() for _, written, _ in TITLES]
    whole += [rss(item(at=written)).encode() for _, written, _ in DATES]
    whole += [rss(item(link=written)).encode() for _, written, _ in LINKS]
    assert len(set(whole)) > 300


# Changed recordings

RECORDINGS = (
    ("feed", "coindesk/rss.recorded.xml"),
    ("feed", "cointelegraph/rss.recorded.xml"),
    ("feed", "sec/litigation_releases_rss.recorded.xml"),
    ("feed", "fed/press_all_2026-09-24.recorded-trimmed.xml"),
    ("feed", "sec-edgar/getcurrent_8k_2026-04-30.recorded-trimmed.atom"),
    ("feed", "cftc/rssgp.excerpt-one-item.xml"),
    ("kucoin_announcements", "kucoin/v3_announcements.docs-sample.json"),
    ("okx_announcements", "okx/v5_support_announcements.docs-sample.json"),
    ("bybit_announcements", "bybit/v5_announcements_index.docs-sample.json"),
    ("binance_announcements", "binance/cms_article_list_query.recorded-excerpt.json"),
    ("okx_status", "okx/v5_system_status.docs-sample.json"),
    ("bybit_status", "bybit/v5_system_status.docs-sample.json"),
    ("kraken_status", "kraken/public_SystemStatus.docs-sample.json"),
    ("statuspage", "statuspage/summary_cloudflare.recorded-trimmed.json"),
    ("sfc_news", "sfc-hk/news_search.docs-sample.json"),
    ("federal_register", "federal-register/documents_mixed.recorded.json"),
    ("defillama_hacks", "defillama/hacks.recorded-subset.json"),
    ("slowmist_hacked", "slowmist/hacked_list.shape-sample-unverified.html"),
)
POISON = (
    *(b"<", b">", b"&", b"]]>", b"<![CDATA[", b"<!--", b"-->", b"</title>", b"</item>", b"<item>", b"<title>", b"\x00"),
    *(b"\xff", b"\xe2\x80\xae", b"&#8206;", b"&lt;b&gt;", b"{{", b"{%", b'"', b"\\", b"{", b"[", b"null", b"9" * 40),
    *(b"javascript:", b"utm_source=x", b"@", b"&amp;amp;", b"-14:00", b"0001", b"\\ud83d", b"\\u202e", b"<?", b"<![n"),
)


@st.composite
def changes(draw: st.DrawFn) -> list[tuple[float, int, bytes]]:
    """Places (a part of the whole), how much is cut out there, and what is put in."""
    one = st.tuples(st.floats(0, 1), st.sampled_from((0, 1, 7, 60, 1000)), st.sampled_from((b"", *POISON)))
    return draw(st.lists(one, min_size=1, max_size=6))


def changed(body: bytes, wanted: list[tuple[float, int, bytes]]) -> bytes:
    for place, cut, put in wanted:
        at = int(place * len(body))
        body = body[:at] + put + body[at + cut :]
    return body


FEW = settings(max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture])
MANY = settings(max_examples=400, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.mark.parametrize(("module", "file"), RECORDINGS, ids=lambda told: told)
def test_a_recording_as_it_is(contracts: Path, module: str, file: str) -> None:
    outcome((contracts / "news" / file).read_bytes(), module=module)


@pytest.mark.parametrize(("module", "file"), RECORDINGS, ids=lambda told: told)
@FEW
@given(changes())
def test_a_changed_recording(contracts: Path, module: str, file: str, wanted: list[tuple[float, int, bytes]]) -> None:
    outcome(changed((contracts / "news" / file).read_bytes(), wanted), module=module)


@pytest.mark.slow
@pytest.mark.parametrize(("module", "file"), RECORDINGS, ids=lambda told: told)
@MANY
@given(changes())
def test_any_changed_recording(contracts: Path, module: str, file: str, wanted: list[tuple[float, int, bytes]]) -> None:
    outcome(changed((contracts / "news" / file).read_bytes(), wanted), module=module)


# Random feeds

PIECES = st.one_of(
    st.sampled_from([written for _, written, _ in TITLES if len(written) < 200]),
    st.text(max_size=12).map(xml),
    st.sampled_from([put.decode("utf-8", "replace") for put in POISON]),
)
WORDS = st.lists(PIECES, max_size=4).map("".join)
ADDRESSES = st.one_of(WORDS, st.sampled_from([written for _, written, _ in LINKS if len(written) < 200]))
MOMENTS = st.one_of(WORDS, st.sampled_from([WHEN, *(written for _, written, _ in DATES if len(written) < 200)]))
ITEMS = st.lists(st.builds(item, WORDS, ADDRESSES, MOMENTS, WORDS), max_size=4)
TITLED = st.builds(
    lambda kind, words: f'<title type="{kind}">{words}</title>', st.sampled_from(["html", "xhtml", "text", ""]), WORDS
)
ENTRIES = st.lists(st.builds(entry, TITLED), max_size=3)
RANDOM = st.one_of(ITEMS.map(lambda made: rss(*made)), ENTRIES.map(lambda made: atom(*made)))


@settings(max_examples=60)
@given(RANDOM)
def test_a_random_feed(text: str) -> None:
    outcome(text.encode("utf-8", "replace"))


@pytest.mark.slow
@settings(max_examples=4000)
@given(RANDOM)
def test_any_random_feed(text: str) -> None:
    outcome(text.encode("utf-8", "replace"))


@settings(max_examples=100)
@given(st.text(max_size=60))
def test_any_title_is_plain_once_it_is_read(text: str) -> None:
    """What was read is not changed by being read again, but for entities that were meant as they stand."""
    once = plain(text)
    if once:
        assert_is_shown_as_it_is(once)
    assert plain(once.replace("&", "&amp;")) == once
