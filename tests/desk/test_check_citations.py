"""A reader can look up what is printed: pages have names and stay, and whom the text names is among the sources."""

import pytest
from checking import said

from brief.desk.checks.citations import (
    footnote_address,
    footnote_page,
    footnote_untitled,
    no_source,
    source_uncited,
)

A_NOTE = "\n\n[^a]: Farside Investors, <https://farside.co.uk/btc/>.\n"


@pytest.mark.parametrize("definition", ["https://example.org/a", "<https://example.org/a>", "https://example.org/a."])
def test_a_bare_address_is_no_footnote(definition: str) -> None:
    assert said(footnote_untitled, f"Fell.[^a]\n\n[^a]: {definition}\n") == ["The footnote a is a bare address."]


def test_an_address_with_a_name_is_one() -> None:
    assert said(footnote_untitled, "Fell.[^a]" + A_NOTE) == []


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("https://x.com/kraken", "an account's page on a social network"),
        ("https://www.reddit.com/r/bitcoin", "an account's page on a social network"),
        ("https://www.binance.com/en-JP/square/hashtag/kraken", "a page of search results or of a tag"),
        ("https://example.org/search?q=kraken", "a page of search results or of a tag"),
        ("https://example.org/tag/kraken", "a page of search results or of a tag"),
    ],
)
def test_a_page_that_changes_by_the_hour_is_no_source(address: str, kind: str) -> None:
    message = f"The footnote a is {kind}, {address}, which proves nothing."
    assert said(footnote_page, f"Fell.[^a]\n\n[^a]: Kraken, <{address}>.\n") == [message]
    assert said(footnote_page, f"Fell.\n\n[^a]: Kraken, <{address}>.\n") == [], "nobody is led to it"


@pytest.mark.parametrize(
    "address",
    [
        "https://x.com/kraken/status/1985000000000000000",
        "https://www.reddit.com/r/bitcoin/comments/abc123/title",
        "https://example.org/stage/kraken",
        "https://example.org/research/kraken",
        "https://netflix.com/kraken",
    ],
)
def test_one_statement_with_its_own_address_is_a_source(address: str) -> None:
    assert said(footnote_page, f"Fell.[^a]\n\n[^a]: Kraken, <{address}>.\n") == []


@pytest.mark.parametrize(
    ("definition", "end"),
    [
        ("https://example.org/a.", "."),
        ("One, <https://example.org/a,>", ","),
        ("[One](https://example.org/a;)", ";"),
    ],
)
def test_an_address_that_ends_in_a_sentences_sign(definition: str, end: str) -> None:
    (message,) = said(footnote_address, f"Fell.[^a]\n\n[^a]: {definition}\n")
    assert message.startswith(f"The address in footnote a ends in “{end}”: https://example.org/a")


def test_a_full_stop_behind_an_address_is_the_sentences() -> None:
    for definition in (
        "One, <https://example.org/a>.",
        "One, at https://example.org/a.",
        "[One](https://example.org/a).",
    ):
        assert said(footnote_address, f"Fell.[^a]\n\n[^a]: {definition}\n") == []


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("ETF flows from Farside Investors and SoSoValue.", ["SoSoValue"]),
        ("Prices from CoinGecko/CoinMarketCap, and Bloomberg.", ["CoinGecko", "CoinMarketCap", "Bloomberg"]),
        ("Over $3 billion was lost (per Chainalysis).", ["Chainalysis"]),
        ("It fell, according to Example Research.", ["Example Research"]),
        ("Glassnode data shows less.", ["Glassnode"]),
        ("It sold less, by CoinGlass’s count, and Farside reported so.", ["CoinGlass"]),
    ],
)
def test_whoever_is_named_as_a_source_is_among_the_footnotes(sentence: str, names: list[str]) -> None:
    told = [f"{name} is named as a source and is not among the footnotes." for name in names]
    assert said(source_uncited, f"{sentence}[^a]{A_NOTE}") == told


@pytest.mark.parametrize(
    "sentence",
    [
        "Money moved from Binance to Coinbase.",
        "Reports by PeckShield and Nansen are expected.",
        "It rose 3% per month, per Farside.",
        "Nansen raised money from Bloomberg's owner.",
        "“According to Glassnode it fell,” he said.",
        "According to Farside Investors it fell.",
    ],
)
def test_a_name_alone_is_no_source(sentence: str) -> None:
    assert said(source_uncited, f"{sentence}[^a]{A_NOTE}") == []


def test_without_footnotes_nobody_is_missed_among_them() -> None:
    assert said(source_uncited, "It fell, according to Glassnode.") == []


def test_figures_without_any_source() -> None:
    figures = "".join(f"It lost ${n} million on that day.\n" for n in range(5))
    assert said(no_source, figures) == ["5 sentences print figures, and the text has neither a footnote nor a link."]
    assert said(no_source, figures + "Source: https://example.org/") == []
    assert said(no_source, figures + "So it was.[^a]" + A_NOTE) == []
    assert said(no_source, "It lost $5 million.\n") == []
