"""A term leads to what it means, once, where it is used first; nothing else of a text is touched."""

import re
from pathlib import Path

import bs4
import hypothesis
import hypothesis.strategies as st
import pytest
from site_sample import TEXTS, site
from test_reading_html import EVERY

from brief.models import SiteSettings
from brief.models.text import Text
from brief.site import body_html
from brief.site.addresses import Addresses
from brief.site.glossary import Glossary, glossary
from brief.site.reading import Body, explained_html
from jekyll_body import canonical

PAGE = next(text for text in TEXTS if text.name == "glossary")
KNOWN = glossary(PAGE)
FORMS = {form: term.anchor for term in KNOWN.terms for form in term.forms}
LINK = "../../../../glossary/"
HERE = Addresses(SiteSettings(title="Brief"), "/2025/11/04/a/")


def explained(markdown: str, known: Glossary = KNOWN) -> Body:
    return explained_html(markdown, {}, None, known, HERE)


def soup(html: str) -> bs4.BeautifulSoup:
    return bs4.BeautifulSoup(html, "html.parser")


def linked(markdown: str, known: Glossary = KNOWN) -> list[tuple[str, str]]:
    """What is linked, and to which term."""
    links = soup(explained(markdown, known).html).select("a.term")
    return [(a.get_text(), str(a["href"]).removeprefix(f"{LINK}#")) for a in links]


def test_a_heading_with_its_paragraph_is_a_term_and_the_rest_of_the_page_is_none() -> None:
    body = (
        "Words.\n\n### Basis point (bp, bips)\n\nA *hundredth* of a [point](#x).\n\n## Part\n\nText.\n\n"
        "### Alone\n\n- a list\n\n### Skew\n\nMore for puts.\nAnd more.\n\n### Last"
    )
    found = glossary(Text(name="glossary", path="/glossary/", title="Glossary", body=body))
    assert found.path == "/glossary/"
    assert [tuple(term) for term in found.terms] == [
        ("basis-point-bp-bips", "Basis point", ("basis point", "bp", "bips"), "A hundredth of a point."),
        ("skew", "Skew", ("skew",), "More for puts. And more."),
    ]


def test_without_the_page_nothing_is_explained() -> None:
    assert linked("Basis and funding.", glossary(None)) == []


def test_the_first_use_leads_to_the_glossary_in_the_words_of_the_text() -> None:
    assert linked("Liquidations: RSIs of BASIS and basis.\n\nOn Fear & Greed, liquidated.\n") == [
        ("Liquidations", "liquidation-liquidated"),
        ("RSIs", "rsi"),
        ("BASIS", "basis"),
        ("Fear & Greed", "fear--greed"),
    ]


def test_of_two_terms_at_one_place_the_longer_one_is_meant() -> None:
    assert linked("2 basis points of basis, 25-delta skew") == [
        ("basis points", "basis-point-bp"),
        ("basis", "basis"),
        ("25-delta skew", "skew-25-delta-skew-25-delta"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        *("embassies", "sub-basis", "basis_point_x", "basis-trade", "rsix", "a_basis"),
        *("### Basis", "**Basis**", "[the basis](https://example.org/)", "`basis`", "![basis](x.png)"),
        *('<a href="/x">basis</a>', "<button>basis</button>", "x[^n]\n\n[^n]: Basis, <https://example.org/basis>"),
        "<https://example.org/basis>",
    ],
)
def test_no_other_word_and_no_other_s_link_heading_code_or_note_becomes_one(text: str) -> None:
    assert linked(text) == []


def test_a_letter_that_grows_when_it_is_made_small_moves_no_link() -> None:
    assert linked("İİİ basis") == []


@pytest.mark.parametrize("name", EVERY)
def test_without_what_is_marked_as_ours_a_body_is_jekyll_s(name: str) -> None:
    assert canonical(explained(EVERY[name]).html) == canonical(body_html(EVERY[name]))


WORDS = st.sampled_from([*FORMS, "Funding", "SESSIONS", "of", "**Basis** x", "`rsi`", "[a](b)"])
LINES = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)
SHAPES = st.sampled_from(["{}.\n", "- {}.\n", "### {}\n", "> {}\n", "| {} |\n|---|\n| x |\n"])
BODIES = st.lists(st.tuples(SHAPES, LINES).map(lambda one: one[0].format(one[1])), max_size=6).map("\n".join)


@hypothesis.given(BODIES)
def test_any_text_keeps_its_words_and_names_each_term_once(body: str) -> None:
    made = explained(body)
    assert canonical(made.html) == canonical(body_html(body))
    links = soup(made.html).select("a.term")
    anchors = [str(a["href"]).removeprefix(f"{LINK}#") for a in links]
    assert len(anchors) == len(set(anchors))
    assert sorted(term.anchor for term in made.terms) == sorted(anchors)
    for a, anchor in zip(links, anchors, strict=True):
        spelled = {re.sub(ending, "", a.get_text().lower()) for ending in ("$", "s$", "es$")}
        assert anchor in {FORMS[form] for form in spelled & FORMS.keys()}
        assert not a.find_parents(["a", "code", "h3"])
    for left in soup(made.html).find_all(string=True):
        if not left.find_parents(["a", "code", "h3"]) and not left.find_parents(attrs={"role": "heading"}):
            words = re.findall(r"(?<![\w-])[a-z]+(?![\w-])", left.lower())
            assert {FORMS[word] for word in words if word in FORMS} <= set(anchors)


def test_what_a_post_s_terms_mean_stands_at_its_end_and_leads_nowhere() -> None:
    page = soup(site()["2025/11/04/daily-crypto-market-brief/index.html"].decode())
    defined = [str(dd["id"]) for dd in page.select("details.terms dd")]
    used = [f"term:{str(a['href']).partition('#')[2]}" for a in page.select("a.term")]
    assert sorted(defined) == sorted(used)
    assert "term:session" in defined
    assert not page.select("details.terms a")
    assert not soup(site()["2024/12/31/year-end/index.html"].decode()).select(".terms, a.term")


def test_each_term_has_a_meaning_and_one_place() -> None:
    assert len(KNOWN.terms) == len(re.findall(r"(?m)^### ", PAGE.body)) > 30
    assert len(FORMS) == sum(len(term.forms) for term in KNOWN.terms)


def test_every_term_is_a_word_that_the_briefs_use() -> None:
    folder = Path(__file__).parents[1] / "goldens"
    goldens = " ".join(path.read_text("utf-8") for path in folder.glob("*.md")).lower()
    assert [term.name for term in KNOWN.terms if not any(form in goldens for form in term.forms)] == []
