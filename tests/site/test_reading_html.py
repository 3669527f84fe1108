"""What a reader gets beyond Jekyll's page: links to what is worth linking, tables with scopes, and the same words."""

import re
from pathlib import Path

import bs4
import hypothesis
import hypothesis.strategies as st
import pytest
from site_sample import BODY
from test_markdown import BODIES, FRONT, STEM, differences

from brief.site import body_html, reading_html
from brief.write.front_matter import read_post
from jekyll_body import built_by_jekyll, canonical

GOLDENS = sorted((Path(__file__).parents[1] / "goldens").glob("*.md"))


def _posted(text: str) -> str:
    day = re.findall(r"(?m)^date: (.*)$", text)[0]
    return read_post(f"{day}-x", text).body


EVERY = {**BODIES, **{path.stem: _posted(path.read_text("utf-8")) for path in GOLDENS}}


def read(markdown: str) -> bs4.BeautifulSoup:
    return bs4.BeautifulSoup(reading_html(markdown), "html.parser")


@pytest.mark.sampled(1)
@pytest.mark.parametrize("name", EVERY)
def test_without_what_is_marked_as_ours_a_body_is_what_it_was(name: str) -> None:
    assert canonical(reading_html(EVERY[name])) == canonical(body_html(EVERY[name]))


@pytest.mark.sampled(1)
@pytest.mark.parametrize("name", EVERY)
def test_not_a_word_is_added_to_what_a_reader_copies(name: str) -> None:
    def words(html: str) -> str:
        return " ".join(bs4.BeautifulSoup(html, "html.parser").get_text().split())

    assert words(reading_html(EVERY[name])) == words(body_html(EVERY[name]))


@pytest.mark.parametrize("name", EVERY)
def test_every_link_to_a_place_in_the_post_finds_one_place(name: str) -> None:
    parsed = read(EVERY[name])
    ids = [str(tag["id"]) for tag in parsed.select("[id]")]
    assert sorted(ids) == sorted(set(ids))
    assert {str(a["href"])[1:] for a in parsed.select("a.permalink")} <= set(ids)


BLOCKS = st.sampled_from(
    [
        *(
            "### A",
            "### item b",
            "**A**",
            "**1. A [HIGH]**[^n]",
            "**A** and **b**",
            "*A* **b**",
            "***",
            "A[^n][^n] b[^n]",
        ),
        *("<!-- item: b -->", "<!-- item: a -->", "<!-- other -->", "<div>\n<b>x</b>\n</div>", "<span>x</span>"),
        *("- **A**: b[^n]\n  c\n- d", "1. a\n   **b**", "> **A**\n>\n> | a |\n> |---|\n> | +1 |", "```\n**A**\n```"),
        *("| a | b |\n|:---|---:|\n| −$1 | [HIGH] |\n| **+2%** | c[^n] |", "[^n]: **Note** <https://example.org/>"),
    ]
)


@hypothesis.given(st.lists(BLOCKS, max_size=9))
def test_blocks_in_any_order_keep_their_html_and_never_share_an_id(blocks: list[str]) -> None:
    markdown = "\n\n".join(blocks)
    assert canonical(reading_html(markdown)) == canonical(body_html(markdown))
    ids = [str(tag["id"]) for tag in read(markdown).select("[id]")]
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.jekyll
def test_our_page_s_body_is_jekyll_s_but_for_what_is_marked(jekyll: str, tmp_path: Path) -> None:
    posts = {STEM.format(f"case-{i}"): FRONT + body for i, body in enumerate(EVERY.values())}
    made = built_by_jekyll(jekyll, posts, tmp_path / "site")
    found = {
        name: differences(made[stem]["html"], reading_html(body))
        for (name, body), stem in zip(EVERY.items(), posts, strict=True)
    }
    assert found == {name: [] for name in EVERY}


@pytest.mark.parametrize(
    "changed",
    [
        ("<p>a</p>", "<p>a <span>b</span></p>"),
        ("<p>a</p>", '<p id="x">a</p>'),
        ("<p>a</p>", '<p id="x" class="y" data-brief="id">a</p>'),
        ("<p>a</p>", '<p data-brief="wrap">a</p>'),
        ("<p>a</p>", '<p data-brief="">a</p>'),
        ("<p>a</p>", '<div data-brief="wrap"><p>a b</p></div>'),
    ],
)
def test_the_comparison_takes_away_nothing_that_is_not_marked(changed: tuple[str, str]) -> None:
    assert canonical(changed[0]) != canonical(changed[1])


def test_sections_subsections_headlines_and_events_can_be_linked_to() -> None:
    golden = read(EVERY["specimen"])
    links = {str(a["href"])[1:]: str(a["aria-label"]) for a in golden.select("a.permalink")}
    assert links["what-to-watch"] == "Link to: What to Watch"
    assert links["price-performance"] == "Link to: Price Performance"
    assert links["item-watch-btc-low"] == "Link to: Bitcoin at $40,012.99"
    headline = links["item-examplia-bridge-drained-million"]
    assert headline == "Link to: 1. Examplia bridge drained of more than $140 million [CRITICAL]"
    items = set(re.findall("<!-- item: (.*?) -->", EVERY["specimen"]))
    assert {f"item-{item}" for item in items} == {str(tag["id"]) for tag in golden.select("[id^=item-]")}


def test_a_bold_line_of_its_own_is_a_heading_one_below_its_section_and_other_bold_words_are_none() -> None:
    parsed = read(BODY)
    assert [(tag.get_text(), tag["aria-level"]) for tag in parsed.select("p[role=heading]")] == [
        ("Price Performance", "4"),
        ("ETF & Spot Flows", "4"),
        ("Sentiment", "4"),
        ("1. Lending Vault Drained of $128.6 Million After an Access-Control Error [CRITICAL]", "4"),
    ]
    assert read("**A** and **b**\n\n**A** b\n\n> **A**\n\nx[^a]\n\n[^a]: **Note**\n").select("[role=heading]") == []


def test_a_severity_can_be_seen_at_a_glance_and_other_brackets_are_words() -> None:
    found = read("**1. A \\[HIGH\\] b \\[CRITICAL\\]**\n\n**2. A \\[LOUD\\]**\n\nA \\[HIGH\\]\n").select(".severity")
    assert [(tag["class"], tag.get_text()) for tag in found] == [(["severity", "critical"], "[CRITICAL]")]


def test_a_table_names_its_columns_and_scrolls_by_itself_under_the_name_of_its_section() -> None:
    parsed = read('### A & "b"\n\n<!-- item: prices -->\n\n| A | B |\n|:---|---:|\n| x | –1 |\n')
    box = parsed.select_one("div.scroll")
    assert box is not None
    assert (box["data-label"], box["id"], box["data-brief"]) == ('A & "b"', "item-prices", "wrap")
    assert [th["scope"] for th in box.select("th")] == ["col", "col"]


def test_a_signed_cell_is_told_from_others_and_keeps_its_sign() -> None:
    cells = "+1% | −$2.5 million | −\\$3 | – | $4 | +x | −5% to −6%"
    found = read(f"|a|b|c|d|e|f|g|\n|-|-|-|-|-|-|-|\n| {cells} |\n").select("td[class]")
    assert [(td.get_text(), td["class"]) for td in found] == [
        ("+1%", ["up"]),
        ("−$2.5 million", ["down"]),
        ("−$3", ["down"]),
        ("−5% to −6%", ["down"]),
    ]


def test_an_item_told_twice_or_named_like_a_heading_takes_no_id_that_is_taken() -> None:
    parsed = read("### Item x\n\n<!-- item: x -->\n\nA\n\n<!-- item: x -->\n\nB\n\n**Y**\n\n**Y**\n")
    assert [str(tag["id"]) for tag in parsed.select("[id]")] == ["item-x", "y"]


def test_an_item_without_a_block_gives_its_id_to_nothing_else() -> None:
    parsed = read("<!-- item: x -->\n\n<!-- another -->\n\nA\n\n<!-- item: y -->\n")
    assert parsed.select("[id]") == []
