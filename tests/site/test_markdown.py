"""What Jekyll makes of a post and what we make of it are the same page, footnote ids and all."""

import difflib
import random
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.common.normalize_url import normalizeLink
from site_sample import BODY

from brief.site.glance import Glance, glance
from brief.site.markdown import body_html
from brief.site.plain_links import PLAIN_LINK, SHORT_WAYS
from brief.write import escape
from hostile import ADDRESSES, HOSTILE
from jekyll_body import built_by_jekyll, canonical

FRONT = '---\nlayout: post\ntitle: "x"\ndate: 2025-11-04\n---\n'
STEM = "2025-11-04-{}"


def hostile_body(texts: list[str]) -> str:
    """Every text in every place where a brief prints foreign text, with footnotes in all of them."""
    blocks = []
    for i, each in enumerate(texts):
        text, address = escape.text(each), ADDRESSES[i % len(ADDRESSES)]
        blocks += [
            f"<!-- item: case-{i} -->",
            f"### {text}",
            f"**{i + 1}. {text} \\[HIGH\\]**",
            f"{text}[^n{i}]\n{text}",
            f"- **Lead**: {text}[^n{i}][^n0]\n  {text}[^n{i}]\n- {escape.link(each, address)}",
            f"*Why it matters*: {text}",
            f"| Headline | Price |\n|:---|---:|\n| {text} | – |\n| {escape.link(each, address)}[^n{i}] | \\$1.37B |",
            f"> {text}",
            "***",
        ]
    notes = [
        f"[^n{i}]: {escape.text(t)}, {escape.autolink(ADDRESSES[i % len(ADDRESSES)])}" for i, t in enumerate(texts)
    ]
    return "\n" + "\n\n".join([*blocks, *notes, "[^unused]: never referred to"]) + "\n"


def random_texts(seed: int, count: int) -> list[str]:
    chance = random.Random(seed)
    pieces = [
        *"\\`*_{}[]()<>#+-.!|$\"':=~^&%@/;?, 19aé中🚀",
        *HOSTILE,
        "]:",
        "{%",
        "&copy;",
        "1. ",
        "--",
        "...",
        "word ",
    ]
    made = ("".join(chance.choices(pieces, k=chance.randint(1, 8))) for _ in range(count))
    return [text for text in made if escape.clean(text)]


BODIES = {
    "sample": BODY,
    "hostile": hostile_body(list(HOSTILE)),
    "random": hostile_body(random_texts(1, 150)),
    "bullets": """
- **One** is a bullet.[^a]
  Its second sentence stands on its own line.[^b]
  So does the third.
- **Two** has bullets of its own.
  - First, with a note.[^a]
    And a line below.
  - Second
- **Three**

1. First

   Still first.

2. Second

<!-- item: between -->

After a comment.[^a]

<!-- item: last -->

- A list right below a comment.

[^a]: A note, <https://example.org/a>

[^b]: Another, [Receipt](https://example.org/receipts/#fig-etf-btc-net)
""",
    "repeated notes": """
### Twice[^a] in a heading[^b]

Once,[^b] twice,[^b] three times.[^b][^a]

| A[^c] | B |
|:---|:---:|
| –[^a] | **x**[^b] |
| – | – |

**Bold[^a]** and *slanted[^c]*.

[^b]: Second in the file, *first* in name.

[^a]: **Bold** note. <https://example.org/?a=1&b=2#c>

[^c]: The third.

[^never]: Not shown.
""",
    "odds": """
### Same heading

### Same heading

### 🚀 Moon, ½ of `code` & “more”

### \\=\\=\\=

~~Struck~~ and `a | b`, a hard  \nbreak, &copy; and &amp;.

```
code {  }
```

<div align="center">⁂</div>

<figure><img src="x.png" alt="A chart"></figure>

The end <span style="display:none">[^a]</span>

[^a]: Hidden reference.
""",
}


def differences(jekyll: str, ours: str, *, curled: bool = True) -> list[str]:
    left, right = canonical(jekyll, curled=curled), canonical(ours, curled=curled)
    return [line for line in difflib.unified_diff(left, right, "jekyll", "ours", n=0, lineterm="") if line[:2] != "@@"]


@pytest.mark.jekyll
def test_every_kind_of_body_is_what_jekyll_makes_of_it(jekyll: str, tmp_path: Path) -> None:
    posts = {STEM.format(f"case-{i}"): FRONT + body for i, body in enumerate(BODIES.values())}
    made = built_by_jekyll(jekyll, posts, tmp_path / "site")
    found = {
        name: differences(made[stem]["html"], body_html(body))
        for (name, body), stem in zip(BODIES.items(), posts, strict=True)
    }
    assert found == {name: [] for name in BODIES}


@pytest.mark.jekyll
def test_a_title_is_read_by_jekyll_as_it_was_written(jekyll: str, tmp_path: Path) -> None:
    posts = {
        STEM.format(f"title-{i}"): f"---\ntitle: {escape.yaml_string(text)}\n---\nx\n" for i, text in enumerate(HOSTILE)
    }
    made = built_by_jekyll(jekyll, posts, tmp_path / "site")
    assert [made[stem]["title"] for stem in posts] == [escape.clean(text) for text in HOSTILE]


@pytest.mark.jekyll
def test_the_other_kramdown_parser_agrees_on_all_but_heading_ids(jekyll: str, tmp_path: Path) -> None:
    stem = STEM.format("plain")
    body = hostile_body([*HOSTILE, *random_texts(2, 50)])
    made = built_by_jekyll(jekyll, {stem: FRONT + body}, tmp_path / "site", parser="kramdown")
    no_ids = [re.sub(r"(<h[1-6]) id=(['\"])[^>]*?\2>", r"\1>", html) for html in (made[stem]["html"], body_html(body))]
    assert differences(*no_ids) == []


@pytest.mark.jekyll
def test_the_hostile_posts_and_the_old_post_of_the_contract_agree(jekyll: str, shared: Path, tmp_path: Path) -> None:
    hostile = (shared / "jekyll/hostile-safe/_posts/2025-11-04-hostile-safe.md").read_text("utf-8")
    old = (shared / "seeds/daily-brief-2025-11-04.md").read_text("utf-8")
    made = built_by_jekyll(jekyll, {"2025-11-04-hostile": hostile, "2025-11-04-old": old}, tmp_path / "site")
    assert differences(made["2025-11-04-hostile"]["html"], body_html(hostile.split("---\n", 2)[2])) == []
    found = differences(made["2025-11-04-old"]["html"], body_html(old.split("---\n", 2)[2]), curled=False)
    # Known: a picture alone on its line gets a paragraph from Jekyll, and two bare addresses lose their hyphens there.
    told = [
        re.sub(r"'?https://\S*?([a-z]+[—–-]+[a-z]+)\S*", r"\1", line)[:24] for line in found if line[1:2] != line[:1]
    ]
    assert [line[0] for line in told] == ["-", "-", "+", "-", "+", "-", "+"]
    assert [line.count("<img") for line in found[2:]] == [0, 1, 1, 0, 0, 0, 0]


def test_footnotes_carry_the_ids_that_deep_links_use() -> None:
    assert body_html("A[^x-1] b[^x-1]\n\n[^x-1]: <https://example.org/>\n") == (
        '<p>A<sup id="fnref:x-1" role="doc-noteref"><a href="#fn:x-1" class="footnote" rel="footnote">1</a></sup>'
        ' b<sup id="fnref:x-1:1" role="doc-noteref"><a href="#fn:x-1" class="footnote" rel="footnote">1</a></sup></p>\n'
        '<div class="footnotes" role="doc-endnotes">\n<ol>\n<li id="fn:x-1" role="doc-endnote">\n'
        '<p><a href="https://example.org/">https://example.org/</a>'
        '\u00a0<a href="#fnref:x-1" class="reversefootnote" role="doc-backlink">&#8617;</a>'
        '\u00a0<a href="#fnref:x-1:1" class="reversefootnote" role="doc-backlink">&#8617;<sup>2</sup></a></p>\n'
        "</li>\n</ol>\n</div>\n"
    )


@pytest.mark.parametrize(
    ("heading", "html"),
    [
        ("ETF & Spot Flows", '<h3 id="etf--spot-flows">ETF &amp; Spot Flows</h3>'),
        ("What to Watch (24 h)", '<h3 id="what-to-watch-24-h">What to Watch (24 h)</h3>'),
        ("\\=\\=", "<h3>==</h3>"),
    ],
)
def test_a_heading_has_the_id_that_jekyll_gives_it(heading: str, html: str) -> None:
    assert body_html(f"### {heading}\n").strip() == html


@pytest.mark.parametrize(
    "words", ["https://example.org", "me@example.org", "(c) +- ... \"x\" 'y'", ":rocket:", "{: .x}"]
)
def test_plain_words_stay_plain_words(words: str) -> None:
    html = body_html(f"a {words} b\n")
    assert html == f"<p>a {words.replace(chr(34), '&quot;')} b</p>\n"


def test_the_front_page_sees_the_first_bullet_of_each_list_and_the_first_table() -> None:
    seen = glance(
        "| A | B |\n|:--|--:|\n| x[^a] | – |\n\n"
        "- **One** is here.[^a]\n  More.\n- Two\n\n"
        "1. Not a bullet\n\n"
        "-\n\n***\n\n"
        "- [A link](https://example.org/) <b onclick=x>raw\n\n"
        "+ **Bold over\n  two lines** and on\n\n"
        "| C |\n|---|\n| y |\n\n[^a]: Note.\n"
    )
    assert seen.lines == (
        "<strong>One</strong> is here.",
        '<a href="https://example.org/">A link</a> raw',
        "<strong>Bold over\ntwo lines</strong> and on",
    )
    assert "".join(canonical(seen.table)) == "".join(
        canonical(
            '<table><thead><tr><th style="text-align:left">A</th><th style="text-align:right">B</th></tr></thead>'
            '<tbody><tr><td style="text-align:left">x</td><td style="text-align:right">–</td></tr></tbody></table>'
        )
    )


def test_a_body_without_lists_and_tables_has_nothing_to_show_at_a_glance() -> None:
    assert glance("Words.\n") == Glance()


@given(st.from_regex(PLAIN_LINK, fullmatch=True))
def test_an_address_that_is_taken_as_it_is_would_have_stayed_as_it_is(link: str) -> None:
    assert normalizeLink(link) == link


PIECES = (
    "a",
    " ",
    "[",
    "]",
    "\\]",
    "`]`",
    "`",
    "*",
    "_",
    "!",
    "&",
    "\n",
    "(",
    ")",
    "[^1]",
    "<a.b:]>",
    '<a b="]">',
    "[a](b)",
)
LABELS = st.lists(st.sampled_from(PIECES), max_size=6).map("".join)
TARGETS = st.one_of(
    st.from_regex(PLAIN_LINK, fullmatch=True),
    st.text(alphabet="ht ps:/a.b()<>\\&;\"'\n\t", max_size=16),
    st.builds("https://a.b/{}".format, st.text(alphabet="a()\\&é% \t\"'", max_size=6)),
)


@pytest.mark.slow
@settings(max_examples=150)
@given(st.lists(st.tuples(LABELS, TARGETS, st.sampled_from([")", ' "t")', "", " ) x", "(x))"])), max_size=3))
def test_the_short_way_to_a_link_ends_where_the_long_one_does(links: list[tuple[str, str, str]]) -> None:
    text = "x ".join(f"[{label}]({target}{end}" for label, target, end in links)
    slow = MarkdownIt("commonmark", {"html": True})
    quick = MarkdownIt("commonmark", {"html": True})
    quick.helpers = SHORT_WAYS  # type: ignore[assignment]
    for markdown in (text, f"![{text}", f"[{text}](https://a.b/c)", f"[r]: {text}\n\n[r]"):
        assert quick.render(markdown) == slow.render(markdown)
