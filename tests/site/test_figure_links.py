"""A number that leads to another number's receipt is worse than one that leads nowhere."""

import bs4
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
            receipt("c.index", "21", "index", reading("alternative-me", "A", "1"), printed=("21",)),
        )
    }
)
LINKS = FigureLinks(FIGURES, "../receipts/x/")


def links(markdown: str) -> dict[str, str]:
    page = bs4.BeautifulSoup(reading_html(markdown, figures=LINKS), "html.parser")
    return {a.get_text(): str(a["href"]) for a in page.select("a.figure")}


def test_a_figure_leads_to_its_receipt_from_text_and_table() -> None:
    assert links("Funds lost \\$186.5 million.") == {"$186.5 million": "../receipts/x/#fig-a-flow"}
    assert links("| A | B |\n|---|---|\n| x | −3.2% |\n") == {"−3.2%": "../receipts/x/#fig-a-move"}


def test_figures_that_are_spelled_alike_are_told_apart_by_what_the_sentence_cites_or_not_at_all() -> None:
    notes = "\n\n[^coingecko]: C\n\n[^binance]: B\n"
    assert links(f"It fell 3.2%.[^coingecko]{notes}") == {"3.2%": "../receipts/x/#fig-a-move"}
    assert links(f"It rose 3.2%.[^binance]\nIt was\nquiet.[^coingecko]{notes}") == {"3.2%": "../receipts/x/#fig-b-move"}
    assert links(f"It moved 3.2%.[^coingecko][^binance]{notes}") == {}
    assert links("It moved 3.2%.") == {}


def test_a_number_within_another_is_none() -> None:
    for text in ("In 2021 it was 210 and 1.21 and 21.5 and 21% and $21 and A21.", "21st", "−21", "21,000"):
        assert links(text) == {}, text
    assert links("It stands at 21 (Extreme Fear), at 21.") == {"21": "../receipts/x/#fig-c-index"}


def test_headings_links_and_notes_stay_as_they_are() -> None:
    assert links("### At 21\n\n[It is 21](https://example.org/) `21`.[^a]\n\n[^a]: At 21.\n") == {}


def test_without_the_links_the_body_is_jekyll_s() -> None:
    text = "Funds lost **\\$186.5 million**, *21* & 3.2%.[^coingecko]\n\n[^coingecko]: C\n"
    assert canonical(reading_html(text, figures=LINKS)) == canonical(body_html(text))
