"""A number that leads to another number's receipt is worse than one that leads nowhere."""

import bs4
import pytest
from site_sample import RECEIPTS, reading, receipt

from brief.site import body_html
from brief.site.figure_links import FigureLinks
from brief.site.reading import reading_html
from jekyll_body import canonical

FIGURES = RECEIPTS.model_copy(
    update={
        "receipts": (
            receipt("a.flow", "-186500000", "usd", reading("farside-btc", "F", "1"), printed=("$186.5 million",)),
            receipt("a.move", "-3.2", "percent", reading("coingecko", "C", "1"), printed=("3.2%", "−3.2%")),
            receipt("b.move", "3.2", "percent", reading("binance", "B", "1"), printed=("3.2%",)),
            receipt("c.index", "21", "index", reading("coingecko", "C", "1"), printed=("21", "first", "June 22")),
        )
    }
)
LINKS = FigureLinks(FIGURES, "../receipts/x/")
NOTES = "\n\n[^coingecko]: C, 3.2%.\n\n[^binance]: B\n\n[^farside-btc]: F\n\n[^gold]: G\n"


def links(markdown: str) -> dict[str, str]:
    page = bs4.BeautifulSoup(reading_html(markdown + NOTES, figures=LINKS), "html.parser")
    return {a.get_text(): str(a["href"]) for a in page.select("a.figure")}


def test_a_figure_leads_to_its_receipt_from_text_and_table() -> None:
    assert links("Funds lost \\$186.5 million.[^farside-btc]") == {"$186.5 million": "../receipts/x/#fig-a-flow"}
    assert links("| A | B |\n|---|---|\n| x | −3.2% |\n") == {"−3.2%": "../receipts/x/#fig-a-move"}


def test_figures_that_are_spelled_alike_are_told_apart_by_what_the_sentence_cites_or_not_at_all() -> None:
    assert links("It fell 3.2%.[^coingecko]") == {"3.2%": "../receipts/x/#fig-a-move"}
    assert links("It rose 3.2%.[^binance]\nIt was\nquiet.[^coingecko]") == {"3.2%": "../receipts/x/#fig-b-move"}
    assert links("It moved 3.2%.[^coingecko][^binance]") == {}
    assert links("| A | B |\n|---|---|\n| x | 3.2% |\n") == {}


@pytest.mark.parametrize("sentence", ["Gold lost \\$186.5 million.[^gold]", "Somebody lost \\$186.5 million."])
def test_the_same_number_of_another_source_or_of_nobody_has_no_link(sentence: str) -> None:
    """An editor's own sentence may hold a number that a figure of ours happens to be, too."""
    assert links(sentence) == {}


def test_a_headline_s_number_is_its_outlet_s() -> None:
    headline = "**1. Vault loses \\$186.5 million [HIGH]**"
    assert links(f"{headline}\n\nTold by [one](https://example.org/).[^farside-btc]") == {}


@pytest.mark.parametrize("word", ["21", "first", "June 22"])
def test_a_count_a_word_and_a_day_stand_in_too_many_sentences(word: str) -> None:
    assert links(f"It stands at {word}.[^coingecko]") == {}


@pytest.mark.parametrize("number", ["13.2%", "3.2%5", "$3.2%", "+3.2%", "3.25%", "0.3.2%"])
def test_a_number_within_another_is_none(number: str) -> None:
    assert "3.2%" not in links(f"It is {number} now.[^coingecko]")


def test_headings_links_and_notes_stay_as_they_are() -> None:
    assert links("### At 3.2%\n\n[It is 3.2%](https://example.org/) `3.2%`.[^coingecko]") == {}


def test_without_the_links_the_body_is_jekyll_s() -> None:
    text = f"Funds lost **\\$186.5 million**, *21* & 3.2%.[^coingecko]{NOTES}"
    assert canonical(reading_html(text, figures=LINKS)) == canonical(body_html(text))
