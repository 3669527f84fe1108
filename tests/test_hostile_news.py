"""Hostile titles go through a whole night, and come out of it as the words they are: no more and no less.

Each stands as a headline, as a regulator's notice, as a venue's notice, and as a paper or a project's own word. What
a night makes of them is laid beside the same night with harmless titles in their place: only words may differ.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import bs4
import feedparser
import pytest

from archives import change_bodies
from brief.collect.archive import Manifest
from brief.desk.checks import run
from brief.desk.inspect import case_of
from brief.models import Snapshot
from brief.site.markdown import body_html
from brief.sources._plain import plain
from brief.store import Store
from brief.write import escape
from brief.write.front_matter import read_post
from jekyll_body import built_by_jekyll, canonical
from nights import configuration, run_replay, specimen_site
from specimen import bulletins, news
from specimen.make import DAY
from test_hostile_sources import SPECIMEN_EDITION, dangers, text_of

# Seven a night, as many as there are headlines. The first night holds what has broken pages before.
TITLES = (
    (
        "{{ site.title }} {% raw %} {{ unclosed {%",
        "| a | row [^1] of cells |",
        "<script>alert(1)</script> <!-- item: x -->",
        "[Buy](javascript:alert(1)) [LOW]: https://evil.example [x]",
        "*All* **rise** `code` ``more`` __low__ \\* end \\",
        "\u202eturned\u202c zero\u200bwidth \u2066isolated\u2069 عربي",
        "{: .x #y onclick='z'} {::nomarkdown} {:toc} $$x^2$$",
    ),
    (
        "{% endraw %}{{ x | escape }}",
        "[^1]: Source: nobody [^missing] ^[inline]",
        "</a></strong></p></li><img src=x onerror=alert(1)>",
        "--- title: x --- note: yes #1 &x *y !z @w %v",
        "&lt;b&gt; &copy; &#36; R&D; AT&T &amp;amp;",
        "*[BTC]: Big ![p](https://evil.example/p.png) <https://evil.example/>",
        "'single' \"double\" 6'2\" it's “curled” a--b wait...",
    ),
    (
        "# Not a section ##",
        "1986. A year, 7) seven, - minus, + plus, > more",
        "====== ------ ****** ~~~~ ~~struck~~ ^^",
        ": a definition : its meaning :toc",
        "C:\\new \\| \\[ \\] \\{ \\} \\\\",
        "e\u0301 ½ ² İ ﬁ 👩\u200d🚀 🇨🇭 比特幣**“恐慌”**",
        "www.evil.example me@evil.example https://evil.example/a_b_c*d",
    ),
    (
        "<a href='javascript:x' <b",
        "{ { % } } {# comment #} {%- x -%} {{- y -}}",
        "[ ] to do [x] done [CRITICAL] [HIGH](x)",
        "<![CDATA[ ]]> <?x ?> --> ]]>",
        "5 < 6 > 4 <3 <- -> <= << so >>",
        "(c) (r) (tm) +- ???? !!!! :rocket: @someone",
        "\\(y\\) \\[z\\] $y$ $ 100% 50%{",
    ),
)
HARMLESS: Sequence[str] = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh")
"""What stands in their place in the night that they are compared with."""
PLACES: Mapping[str, tuple[str, ...]] = {
    "headline": (
        "Hackers drain $110 million from Alfaport bridge",
        "Bravofield exploit: $125 million gone",
        "$140 million heist in the Charlieton vault",
        "Deltamere theft put at $155 million",
        "Attack takes $170 million out of Echoville lender",
        "Foxbury pool looted of $185 million",
        "Golfwick keys stolen, $200 million missing",
    ),
    "regulation": tuple(f"Remarks {number} on crypto assets" for number in HARMLESS),
    "exchange": tuple(f"Notice {number} of the venue" for number in HARMLESS),
    "research": tuple(f"A paper {number} of its kind" for number in HARMLESS),
}
OUTLET, HOSTILE_OUTLET = "Example Wire", "Example | {{ Wire }} [^1] <b>"
LIMITS = {"sec-press": (0, 4), "esma": (4, 7), "chainalysis": (0, 4), "ethereum-blog": (4, 7)}
"""Which of the seven a source sends, of those that share a place: a section prints four of one kind."""
SENDERS = {"sec-press": "regulation", "esma": "regulation", "chainalysis": "research", "ethereum-blog": "research"}
SILENT = frozenset(
    {
        *("cointelegraph", "the-block", "decrypt", "blockworks", "dl-news", "bitcoin-magazine", "news-search"),
        *("sec-speeches", "sec-litigation", "arxiv", "bis-press", "coin-metrics-research"),
    }
)


class Night(NamedTuple):
    """The site after a night, and the titles it was sent, by place."""

    store: Store
    sent: Mapping[str, Sequence[str]]

    @property
    def text(self) -> str:
        return text_of(self.store, SPECIMEN_EDITION)

    @property
    def html(self) -> str:
        return body_html(read_post(SPECIMEN_EDITION, self.text).body)

    @property
    def page(self) -> str:
        path = self.store.site / f"{DAY:%Y/%m/%d}" / "daily-crypto-market-brief" / "index.html"
        return path.read_text(encoding="utf-8")

    @property
    def titles(self) -> set[str]:
        """What must be seen of them."""
        return {plain(escape_entities(title)) for titles in self.sent.values() for title in titles}


def escape_entities(title: str) -> str:
    """A title as the feeds of the specimen send it: its own entities are no markup."""
    return title.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def titles(words: Sequence[str]) -> dict[str, list[str]]:
    """Each of the words in every place: behind what the place wants, before it, and alone among the papers."""
    sent = {place: list(map(_joined, fixed, words, range(7))) for place, fixed in PLACES.items()}
    sent["research"] = [f"{word} by paper {number}" for word, number in zip(words, HARMLESS, strict=True)]
    return sent


def _joined(fixed: str, word: str, number: int) -> str:
    return f"{word} {fixed}" if number % 2 else f"{fixed} {word}"


def night(folder: Path, words: Sequence[str], outlet: str) -> Night:
    """The specimen with these words in the titles of four kinds of sources."""
    store, sent = specimen_site(folder), titles(words)

    def change(source: str, tag: str, body: bytes) -> bytes:
        if source == "coindesk":
            return news._feed(source, told(sent["headline"], outlet))
        if source in SENDERS:
            first, end = LIMITS[source]
            return news._feed(source, told(sent[SENDERS[source]][first:end], "Example Authority"))
        if source in SILENT:
            return news._feed(source, [])
        if source == "okx-announcements":
            rows = [bulletins._okx(title, 1) for title in sent["exchange"][:4]]
            return bulletins.text({"code": "0", "msg": "", "data": [{"details": numbered(rows)}]})
        if source == "kucoin-announcements":
            rows = [bulletins._kucoin(title, 1) for title in sent["exchange"][4:]]
            return bulletins.text({"code": "200000", "data": {"items": numbered(rows)}})
        return body

    change_bodies(store, Manifest.read(store.archive(DAY)), change)
    run_replay(store, DAY, publish=True)
    return Night(store, sent)


def told(sent: Sequence[str], outlet: str) -> list[news.Told]:
    return [news.Told(title, 1 + number / 10, outlet) for number, title in enumerate(sent)]


def numbered(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """Rows whose addresses do not depend on their titles, with texts sent as HTML, as the feeds are."""
    made = []
    for number, row in enumerate(rows):
        links = {key: f"https://example.org/venue/{number}" for key in ("url", "annUrl") if key in row}
        words = {key: escape_entities(row[key]) for key in ("title", "annTitle") if key in row}
        made.append(row | links | words)
    return made


Nights = Callable[[int], Night]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Nights:
    """A night by its number, each run once."""
    return cache(lambda number: night(tmp_path_factory.mktemp("hostile"), TITLES[number], HOSTILE_OUTLET))


@pytest.fixture(scope="module")
def harmless(tmp_path_factory: pytest.TempPathFactory) -> Night:
    return night(tmp_path_factory.mktemp("harmless"), HARMLESS, OUTLET)


EVERY = pytest.mark.parametrize(
    "number", [0, *(pytest.param(number, marks=pytest.mark.slow) for number in range(1, len(TITLES)))]
)


def shown(html: str) -> set[str]:
    """What stands in bold and in links, each on one line; a headline without its number and its severity."""
    soup = bs4.BeautifulSoup(html, "html.parser")
    texts = (" ".join(tag.get_text().split()) for tag in soup.find_all(["a", "strong"]))
    return {re.sub(r"^\d+\. (.*) \[CRITICAL\]$", r"\1", text) for text in texts}


WORDED = ("href", "id", "aria-label", "data-address")
"""A headline's anchor is made of its words, and the link to it says them."""


def bones(html: str) -> list[tuple[str, ...]]:
    """The elements of a page in order, with what they carry; of what may hold a title's words only that they do."""
    soup = bs4.BeautifulSoup(html, "html.parser")
    return [
        (tag.name, *(name if name in WORDED else f"{name}={tag[name]}" for name in sorted(tag.attrs)))
        for tag in _tags(soup)
    ]


def _tags(soup: bs4.BeautifulSoup) -> Iterator[bs4.Tag]:
    return iter(soup.find_all(True))


def notes(html: str) -> list[str]:
    """Where every footnote's mark leads."""
    return [str(tag["href"]) for tag in bs4.BeautifulSoup(html, "html.parser").select("a.footnote, a.reversefootnote")]


@pytest.mark.slow
@EVERY
def test_every_title_is_sent_and_taken_as_it_is(hostile: Nights, number: int) -> None:
    made = hostile(number)
    snapshot = Snapshot.model_validate_json(made.store.read_text(made.store.snapshot_path(DAY), "snapshot"))
    assert len(made.titles) == 28
    assert made.titles <= {item.title for item in snapshot.items}
    raw = json.loads(made.store.snapshot_path(DAY).read_text(encoding="utf-8"))
    assert made.titles <= {item["title"] for item in raw["items"]}


@EVERY
def test_every_title_is_seen_in_the_post_and_on_the_page(hostile: Nights, number: int) -> None:
    made = hostile(number)
    for html in (made.html, made.page):
        assert made.titles - shown(html) == set()
        assert plain(escape_entities(HOSTILE_OUTLET)) in shown(html)
        assert not [found for found in dangers(html) if "<script" in found and "alert" in found]
    assert dangers(made.html) == []


@pytest.mark.slow
@EVERY
def test_only_words_differ_from_a_harmless_night(hostile: Nights, harmless: Night, number: int) -> None:
    made = hostile(number)
    assert bones(made.html) == bones(harmless.html)
    assert bones(made.page) == bones(harmless.page)
    assert notes(made.html) == notes(harmless.html)
    assert [line for line in made.text.split("\n") if line.startswith("[^")] != []
    lines, other = made.text.split("\n"), harmless.text.split("\n")
    assert len(lines) == len(other)
    assert lines[: lines.index("---", 1)] == other[: other.index("---", 1)]
    assert [line for line in lines if line.startswith("#")] == [line for line in other if line.startswith("#")]


@pytest.mark.slow
@EVERY
def test_the_post_passes_the_desks_own_checks(hostile: Nights, harmless: Night, number: int) -> None:
    for made in (harmless, hostile(number)):
        escape.refuse_liquid(made.text)
        found = run(case_of(made.store, configuration(made.store), SPECIMEN_EDITION, made.text))
        assert [str(finding) for finding in found if finding.severity == "fail"] == []
        odd = [title for title in made.titles if made is not harmless]
        assert [str(one) for one in found if not any(title in one.sentence for title in odd)] == []


@EVERY
def test_every_title_is_in_the_feed(hostile: Nights, harmless: Night, number: int) -> None:
    made = hostile(number)
    contents = []
    for store in (made.store, harmless.store):
        (entry,) = feedparser.parse((store.site / "feed.xml").read_bytes(), sanitize_html=False).entries
        contents.append(entry.content[0].value)
    assert made.titles - shown(contents[0]) == set()
    assert bones(contents[0]) == bones(contents[1])
    assert dangers(contents[0]) == []


@EVERY
@pytest.mark.jekyll
def test_jekyll_shows_the_same(hostile: Nights, harmless: Night, jekyll: str, tmp_path: Path, number: int) -> None:
    made = hostile(number)
    for parser in ("GFM", "kramdown") if number else ("GFM",):
        html = built_by_jekyll(jekyll, {SPECIMEN_EDITION: made.text}, tmp_path / parser, parser=parser)
        (post,) = html.values()
        assert made.titles - shown(post["html"]) == set()
        assert dangers(post["html"]) == []
        assert post["title"] == read_post(SPECIMEN_EDITION, harmless.text).title
        if parser == "GFM":
            assert canonical(post["html"]) == canonical(made.html)
