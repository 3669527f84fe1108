"""A headline must be printed as it reads: never as a table, a link, a heading, a script or a broken site."""

import json
import re
import unicodedata
from urllib.parse import urlsplit

import bs4
import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from brief.errors import ChecksFailed, Refused
from brief.site.markdown import body_html
from brief.write import escape
from hostile import ADDRESSES, HOSTILE

PIECES = st.sampled_from(
    [*"\\`*_{}[]()<>#+-.!|$\"':=~^&%@/;?, 1aé中", *HOSTILE, "{{", "%}", "]:", "[^a]", "&amp;", "1. "]
)
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=8).map("".join)).filter(lambda s: escape.clean(s) != "")
PLACES = {
    "paragraph": "{}\n",
    "middle": "Before {} after.\n",
    "bold": "**1. {} \\[HIGH\\]**\n",
    "item": "- one\n- {}\n- three\n",
    "heading": "### {}\n",
    "link": "See [{}](https://example.org/) now.\n",
    "cell": "| A | B |\n|:---|---:|\n| {} | – |\n",
    "quote": "> {}\n",
    "second line": "- **Lead** first.\n  {}\n",
}
MARK = "QQQ"


def shown(markdown: str) -> tuple[list[str], str]:
    """The tags of a body, and its text as a reader sees it."""
    soup = bs4.BeautifulSoup(body_html(markdown), "html.parser")
    return [tag.name for tag in soup.find_all(True)], re.sub(r"[ \n]+", " ", soup.get_text())


@pytest.mark.parametrize("place", PLACES)
@given(text=TEXTS)
@example("]: x")
@example("#")
def test_a_text_is_shown_as_it_is_and_changes_nothing_around_it(place: str, text: str) -> None:
    tags, around = shown(PLACES[place].format(MARK))
    assert shown(PLACES[place].format(escape.text(text))) == (tags, around.replace(MARK, escape.clean(text)))


@given(TEXTS)
def test_no_escaped_text_can_be_run_by_liquid_or_end_a_table_cell(text: str) -> None:
    escaped = escape.text(text)
    escape.refuse_liquid(escaped)
    assert not set("{}|\n") & set(escaped)


@given(TEXTS)
def test_a_cleaned_text_is_one_line_of_printable_text(text: str) -> None:
    cleaned = escape.clean(text)
    assert cleaned == cleaned.strip() == unicodedata.normalize("NFC", cleaned)
    assert not re.search("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]|  ", cleaned)
    cleaned.encode()


@given(TEXTS)
def test_a_quoted_string_reads_back_the_same_in_yaml_and_json(text: str) -> None:
    quoted = escape.yaml_string(text)
    assert yaml.safe_load(f"title: {quoted}\n") == {"title": escape.clean(text)}
    assert json.loads(quoted) == escape.clean(text)


@pytest.mark.parametrize(
    ("text", "spelling"),
    [
        ("$5", "\\$5"),
        ("[HIGH]: x", "\\[HIGH\\]\\: x"),
        ("{% if %}", "&#123;% if %&#125;"),
        ("a|b", "a&#124;b"),
        ("2025. A year", "2025\\. A year"),
        ("wait...", "wait\\.\\.\\."),
        ("a--b", "a\\-\\-b"),
        ("C#", "C\\#"),
        ("^", "&#94;"),
        ("AT&T &amp; co", "AT&amp;T &amp;amp; co"),
        ("plain words, 5%.", "plain words, 5%."),
        ("", ""),
    ],
)
def test_the_spelling_of_an_escape(text: str, spelling: str) -> None:
    assert escape.text(text) == spelling


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_becomes_one_link_to_where_it_led(address: str) -> None:
    for markdown in (f"x {escape.autolink(address)} y\n", f"| a |\n|---|\n| {escape.link('T | [x]', address)} |\n"):
        links = bs4.BeautifulSoup(body_html(markdown), "html.parser").find_all("a")
        assert [a["href"] for a in links] == [escape.url(address)]
    escape.refuse_liquid(escape.url(address))


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("https://x.org/a|b (c)", "https://x.org/a%7Cb%28c%29"),
        ("https://x.org/100%", "https://x.org/100%25"),
        ("https://x.org/?a=1&copy;b", "https://x.org/?a=1&copy%3Bb"),
        ("https://bücher.example/ü", "https://xn--bcher-kva.example/%C3%BC"),
        ("https://x.org/a\n\x07b", "https://x.org/ab"),
    ],
)
def test_what_is_unsafe_in_an_address_is_encoded(address: str, written: str) -> None:
    assert escape.url(address) == written


@given(st.text())
def test_whatever_follows_a_host_stays_on_that_host(path: str) -> None:
    parts = urlsplit(escape.url(f"https://example.org/{path}"))
    assert (parts.scheme, parts.hostname) == ("https", "example.org")


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\nscript:alert(1)",
        " data:text/html,x",
        "//example.org",
        "/local",
        "#top",
        "example.org",
        "https://",
        "https:///path",
        "ftp://example.org",
        f"https://{'ü' * 80}.example/",
        "",
    ],
)
def test_what_is_no_web_address_is_no_link(address: str) -> None:
    with pytest.raises(Refused, match="leave the link out"):
        escape.url(address)


def test_a_link_without_a_text_shows_its_address() -> None:
    assert escape.link(" \u2028", "https://example.org/") == "<https://example.org/>"


@pytest.mark.parametrize("mark", ["{{", "{%"])
def test_a_body_that_liquid_would_run_is_named_by_its_line(mark: str) -> None:
    with pytest.raises(ChecksFailed, match=r"^Line 3 holds \{[{%], which Jekyll would run"):
        escape.refuse_liquid(f"one\n\nthree {mark}")


def test_a_body_with_single_braces_passes() -> None:
    escape.refuse_liquid("a { b } % c {\n{ d")
