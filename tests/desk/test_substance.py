"""Readers are told of every change that matters and not bothered with a comma: the written rule, example by example."""

import pytest

from brief.desk.substance import Change, changes
from brief.desk.words import distance, misspelled
from brief.errors import ChecksFailed
from brief.models import Post
from brief.write.front_matter import read_post

ID = "2025-11-04-brief"
FRONT = """---
layout: post
title: "Four Sessions of Bitcoin Fund Outflows: $1.37B Liquidated"
date: 2025-11-04
published: true
description: "Bitcoin dropped 3.2% in 24 hours to $103,849."
excerpt: "Bitcoin dropped 3.2% in 24 hours to $103,849. US funds lost money for a fourth session."
as_of: "2025-11-04T12:00:00Z"
---
"""
BODY = r"""
### Market Overview

<!-- item: overview -->

Bitcoin dropped 3.2% in 24 hours to \$103,849, its lowest daily close since June 22.[^coingecko][^binance]
US bitcoin funds lost money for a fourth session in a row, and \$1.37 billion of positions were liquidated.[^btc]
See [the table](https://example.org/Flows), which Grayscale and Zentrum did not confirm.

**Price Performance**

| Asset | Price | 24 h |
|:---|---:|---:|
| Bitcoin | \$103,849 | −3.2% |
| BNB | – | −6.4% |

- **Bitcoin funds** lost \$186.5 million on Nov. 3, all of it from IBIT.[^btc]
  It was the fourth session of outflows in a row; together they took \$1.34 billion.[^btc]
- **Ethereum funds** lost \$135.7 million on Nov. 3.[^btc]
  It was the sixth session.

**Liquidations**

| Venue | Sum |
|:---|---:|
| Gate | \$40 million |

***

### Top Headlines

**1. Lending Vault Drained**

The vault lost tokens within an hour.

**2. Exchange Opens in Hong Kong**

The exchange took in \$9 million.
A trial of its trade desk follows, at fees of 3%–4%.

***

[^coingecko]: CoinGecko, <https://www.coingecko.com/>.

[^binance]: Binance, daily candles, <https://www.binance.com/>.

[^btc]: Farside Investors, Nov. 3. <https://farside.co.uk/btc/>
"""
TEXT = FRONT + BODY


def post(text: str) -> Post:
    return read_post(ID, text)


def changed(old: str, new: str, times: int = 1) -> list[Change]:
    assert TEXT.count(old) >= 1, old
    return changes(post(TEXT), post(TEXT.replace(old, new, times)))


SUBSTANCE = [
    # numbers, days, times, units, signs
    (r"\$186.5 million", r"\$168.5 million", "“186.5” became “168.5”"),
    (r"\$186.5 million", r"\$186.50 million", "“186.5” became “186.50”"),
    ("3.2% in 24 hours to \\$", "3.2% in 24 hours to €", "“$” became “€”"),
    (r"\$103,849, its", r"103,849, its", "“$” was taken out"),
    (r"\$1.37 billion", r"\$1.37 million", "“billion” became “million”"),
    (r"\$1.37 billion", r"about \$1.37 billion", "“about” was added"),
    (r"\$1.37 billion", r"≈\$1.37 billion", "“about” was added"),
    (r"| −3.2% |", "| 3.2% |", "“−” was taken out"),
    (r"| −3.2% |", "| +3.2% |", "“−” became “+”"),
    ("dropped 3.2% in", "dropped 3.2 in", "“%” was taken out"),
    ("dropped 3.2% in", "dropped 3.2 percentage points in", "“%” became “percentage points”"),
    ("in 24 hours", "in 24 days", "“hours” became “days”"),
    ("in 24 hours", "in 34 hours", "“24” became “34”"),
    ("in 24 hours", "in 2 4 hours", "“24” became “2 4”"),
    ("24 hours to \\$", "24 24 hours to \\$", "“24” was added"),
    ("3%–4%", "−3%–4%", "“−” was added"),
    ("June 22", "June 23", "“22” became “23”"),
    ("June 22", "July 22", "“jun” became “jul”"),
    ("on Nov. 3, all", "on Nov. 4, all", "“3” became “4”"),
    ("fourth session in a row, and", "fifth session in a row, and", "“4th” became “5th”"),
    ("2025-11-04T12:00:00Z", "2025-11-04T00:00:00Z", "“12:00” became “00:00”"),
    # negation and direction
    ("did not confirm", "did confirm", "“not” was taken out"),
    ("all of it from", "not all of it from", "“not” was added"),
    ("did not confirm", "did notconfirm", "“not confirm” became “notconfirm”"),
    ("did not confirm", "did now confirm", "“not” became “now”"),
    ("Bitcoin dropped 3.2% in 24 hours to \\", "Bitcoin rose 3.2% in 24 hours to \\", "“dropped” became “rose”"),
    ("bitcoin funds lost money", "bitcoin funds took in money", "“lost” became “took in”"),
    ("of outflows in", "of inflows in", "“outflows” became “inflows”"),
    ("its lowest daily", "its highest daily", "“lowest” became “highest”"),
    ("its lowest daily", "its lowest weekly", "“daily” became “weekly”"),
    ("close since June", "close before June", "“since” became “before”"),
    ("all of it from IBIT", "most of it from IBIT", "“all” became “most”"),
    ("all of it from IBIT", "all of it into IBIT", "“from” became “into”"),
    ("lost money for a", "lots money for a", "“lost” became “lots”"),
    # names, tickers, other words
    ("from IBIT", "from FBTC", "“ibit” became “fbtc”"),
    ("from IBIT", "from IBTI", "“ibit” became “ibti”"),
    ("| BNB |", "| BTC |", "“bnb” became “btc”"),
    ("which Grayscale", "which Fidelity", "“grayscale” became “fidelity”"),
    ("Zentrum", "Zentrun", "“zentrum” became “zentrun”"),
    ("A trial of", "A trail of", "“trial” became “trail”"),
    ("its trade desk", "its grade desk", "“trade” became “grade”"),
    ("Gate |", "Date |", "“gate” became “date”"),
    ("were liquidated", "were probably liquidated", "“probably” was added"),
    ("were liquidated", "were closed", "“liquidated” became “closed”"),
    ("lost tokens", "lost bitcoins", "“tokens” became “bitcoins”"),
    ("within an hour", "within hour two", "“2” was added"),
    ("within an hour", "within on hour", "“on” was added"),
    ("within an hour.", "within an hour?", "“?” was added"),
    ("daily candles", "a few daily candles", "“a few” was added"),
    # footnotes and links
    ("all of it from IBIT.[^btc]", "all of it from IBIT.", "footnote btc was taken out"),
    ("all of it from IBIT.[^btc]", "all of it from IBIT.[^binance]", "footnote btc became binance"),
    ("all of it from IBIT.", "all of it from IBIT.[^coingecko]", "footnote coingecko was added"),
    ("example.org/Flows", "example.org/flows", "link https://example.org/Flows became https://example.org/flows"),
    ("[the table](https://example.org/Flows)", "the table", "link https://example.org/Flows was taken out"),
    ("<https://farside.co.uk/btc/>", "<https://farside.co.uk/eth/>", "link https://farside.co.uk/btc/ became"),
    ("Farside Investors, Nov. 3.", "Farside Investors, Nov. 4.", "“3” became “4”"),
    # sentences and rows
    ("The vault lost tokens within an hour.", "", "taken out"),
    ("The vault lost tokens within an hour.", "The vault lost tokens within an hour.\nIt closed.", "added"),
    ("| BNB | – | −6.4% |\n", "", "taken out"),
    ("| BNB | – | −6.4% |", "| BNB | −6.4% | – |", "a cell was moved to another column"),
    ("**2. Exchange Opens in Hong Kong**", "**2. Exchange Opens in Hong Kong \\[HIGH\\]**", "“high” was added"),
    # the title and the description
    ("$1.37B Liquidated", "$1.73B Liquidated", "“1.37” became “1.73”"),
    ("Four Sessions", "Five Sessions", "“4” became “5”"),
    ("hours to $103,849.", "hours to $104,849.", "“103849” became “104849”"),
]


@pytest.mark.parametrize(("old", "new", "why"), SUBSTANCE)
def test_a_change_of_substance_is_told(old: str, new: str, why: str) -> None:
    (found,) = changed(old, new)
    assert why in found.why


SLIPS = [
    # white space, punctuation, case, markup, quotes
    ("a fourth session in a row, and", "a fourth session in a row and"),
    ("money for a", "money  for\na"),
    ("lowest daily close", "lowest, daily close"),
    ("together they took", "together – they took"),
    ("It was the sixth session.", "It was the sixth session"),
    ("US bitcoin", "US Bitcoin"),
    ("The vault lost", "the vault lost"),
    ("**Bitcoin funds** lost", "*Bitcoin funds* lost"),
    ("all of it from", "**all of it** from"),
    ("lost tokens", "lost “tokens”"),
    ("the sixth session.", "the sixth session!"),
    ("### Market Overview", "## Market Overview"),
    ("24 hours to \\$103", "24 hours\u00a0to \\$103"),
    ("Price Performance", "Price performance"),
    # articles
    ("its lowest daily close", "the its lowest daily close"),
    ("for a fourth session in", "for the fourth session in"),
    ("within an hour", "within a hour"),
    ("the table", "table"),
    # the same number, month or word written another way
    ("\\$103,849, its", "\\$103849, its"),
    (r"\$1.37 billion of", r"\$1.37B of"),
    (r"| −3.2% |", "| -3.2% |"),
    ("3%–4%", "3% – 4%"),
    ("3%–4%", "3%-4%"),
    ("dropped 3.2% in", "dropped 3.2 percent in"),
    ("fourth session in a row, and", "4th session in a row, and"),
    ("on Nov. 3, all", "on November 3, all"),
    ("US bitcoin", "U.S. bitcoin"),
    ("did not confirm", "didn’t confirm"),
    ("row, and", "row &"),
    ("of outflows in a row", "of outflows in a\u00adrow"),
    # typed twice, apart, together
    ("lost tokens", "lost lost tokens"),
    ("The vault lost tokens", "The vault the vault lost tokens"),
    ("were liquidated", "were liqui dated"),
    ("Lending Vault", "LendingVault"),
    # misspelled
    ("liquidated.", "liqudated."),
    ("positions", "postions"),
    ("positions", "posiitons"),
    ("together they", "togehter they"),
    ("Liquidations**", "Liqiudatoins**"),
    ("confirm", "confrim"),
    ("which Grayscale", "which Grayscal"),
    ("bitcoin funds lost", "bitcoin fund lost"),
    ("Bitcoin Fund Outflows: $1.37B Liquidated", "Bitcoin Fund Outflows: $1.37B Liqiudated"),
    # joined and divided
    ("in a row; together they took", "in a row. Together they took"),
    ("hour.\n", "hour\\.\n"),
]


@pytest.mark.parametrize(("old", "new"), SLIPS)
def test_a_slip_put_right_is_silent_either_way(old: str, new: str) -> None:
    edited = TEXT.replace(old, new, 1)
    assert edited != TEXT
    assert changes(post(TEXT), post(edited)) == []
    assert changes(post(edited), post(TEXT)) == []


def between(start: str, end: str) -> str:
    return TEXT[TEXT.index(start) : TEXT.index(end)]


ROWS = between("| Bitcoin |", "| BNB"), between("| BNB", "\n- **Bitcoin")
BULLETS = between("- **Bitcoin funds", "- **Ethereum"), between("- **Ethereum", "\n**Liquidations")
HEADLINES = between("**1. ", "**2. "), between("**2. ", "***\n\n[^coin")
SECTIONS = between("**Price Performance", "**Liquidations"), between("**Liquidations", "***\n\n### Top")


@pytest.mark.parametrize("pair", [ROWS, BULLETS, SECTIONS, HEADLINES, (HEADLINES[0].replace("1.", "3."), HEADLINES[1])])
def test_another_order_is_no_change_of_substance(pair: tuple[str, str]) -> None:
    text = TEXT.replace("**1. ", "**3. ") if pair[0].startswith("**3.") else TEXT
    swapped = text.replace("".join(pair), "".join(reversed(pair)))
    assert swapped != text
    assert changes(post(text), post(swapped)) == []


def test_headlines_may_be_numbered_anew() -> None:
    anew = TEXT.replace("**1. Lending", "**7. Lending").replace("**2. Exchange", "**1. Exchange")
    assert changes(post(TEXT), post(anew)) == []


def test_a_sentence_under_another_lead_means_something_else() -> None:
    """“It was the sixth session” is true of one fund and false of the other."""
    sixth = "  It was the sixth session.\n"
    moved = TEXT.replace(sixth, "").replace("- **Ethereum funds", f"{sixth}- **Ethereum funds")
    (found,) = changes(post(TEXT), post(moved))
    assert found == Change(
        "text",
        "It was the sixth session.",
        "It was the sixth session.",
        "moved from “ethereum funds” to “bitcoin funds”",
    )


def test_a_text_under_another_headline_is_told() -> None:
    first, second = "The vault lost tokens within an hour.", "The exchange took in \\$9 million."
    swapped = TEXT.replace(first, "*").replace(second, first).replace("*\n\n**2.", second + "\n\n**2.")
    assert [change.why.split()[0] for change in changes(post(TEXT), post(swapped))] == ["moved", "moved"]


def test_a_row_in_another_table_is_told() -> None:
    row = "| BNB | – | −6.4% |\n"
    moved = TEXT.replace(row, "").replace("| Gate | ", row + "| Gate | ")
    (found,) = changes(post(TEXT), post(moved))
    assert found.why == "moved from “asset | price | 24 h” to “venue | sum”"


def test_a_renamed_lead_or_head_is_told_once_and_not_for_all_below_it() -> None:
    assert [change.why for change in changed("**Ethereum funds** lost", "**Solana funds** lost")] == [
        "“ethereum” became “solana”"
    ]
    assert [change.now for change in changed("| Asset | Price | 24 h |", "| Asset | Price | 7 d |")] == [
        "| Asset | Price | 7 d |"
    ]


def test_a_bullet_without_its_bold_lead_is_the_same_bullet() -> None:
    assert changed("- **Ethereum funds** lost", "- Ethereum funds lost") == []


def test_all_changes_are_told_in_the_order_of_the_text() -> None:
    edited = (
        TEXT.replace("$1.37B", "$1.38B")
        .replace("its lowest daily close", "its lowest close")
        .replace("| BNB | – | −6.4% |\n", "")
        .replace("The exchange took", "Nobody was hurt.\nThe exchange took")
    )
    assert changes(post(TEXT), post(edited)) == [
        Change("title", post(TEXT).title, post(edited).title, "“1.37” became “1.38”"),
        Change(
            "text",
            "Bitcoin dropped 3.2% in 24 hours to $103,849, its lowest daily close since June 22.",
            "Bitcoin dropped 3.2% in 24 hours to $103,849, its lowest close since June 22.",
            "“daily” was taken out",
        ),
        Change("row", "| BNB | – | −6.4% |", "", "taken out"),
        Change("text", "", "Nobody was hurt.", "added"),
    ]


@pytest.mark.parametrize(
    ("block", "other"),
    [
        ('<figure><img src="a.svg" alt="Up"></figure>', '<figure><img src="a.svg" alt="Down"></figure>'),
        ("```\nx = 1\n```", "```\nX = 1\n```"),
        ("[flows]: https://example.org/a", "[flows]: https://example.org/b"),
    ],
)
def test_code_html_and_link_targets_are_the_same_or_another(block: str, other: str) -> None:
    text = TEXT.replace("### Top", f"{block}\n\n### Top")
    assert [change.why for change in changes(post(TEXT), post(text))] == ["added"]
    assert changes(post(text), post(text.replace(block, other))) != []
    assert changes(post(text), post(text.replace(block, f"{block}\n"))) == []


def test_sentences_joined_over_a_third_one_are_told() -> None:
    """“It fell. It rose. It stopped.” is not “It fell; it stopped. It rose.”"""
    apart = TEXT.replace("It was the sixth session.", "It fell at noon. It rose at one. It stopped there.")
    together = TEXT.replace("It was the sixth session.", "It fell at noon; it stopped there. It rose at one.")
    assert changes(post(apart), post(together)) != []
    assert changes(post(apart), post(apart.replace("noon. It rose", "noon; it rose"))) == []


@pytest.mark.parametrize("line_end", ["\r\n", "\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_an_editors_program_changes_nothing_of_substance(line_end: str, mark: str) -> None:
    assert changes(post(TEXT), post(mark + TEXT.replace("\n", line_end))) == []


def test_a_paragraph_wrapped_anew_says_the_same() -> None:
    words = between("Bitcoin dropped 3.2% in 24 hours to \\$", "**Price").split()
    lines = ["", ""]
    for word in words:
        lines[-1:] = [f"{lines[-1]} {word}".strip()] if len(lines[-1]) + len(word) < 60 else [lines[-1], word]
    wrapped = TEXT.replace(between("Bitcoin dropped 3.2% in 24 hours to \\$", "**Price"), "\n".join(lines) + "\n\n")
    assert len(lines) > 5
    assert changes(post(TEXT), post(wrapped)) == []


def test_no_digit_of_a_post_can_change_in_silence() -> None:
    """Each digit in turn, but for the numbering of headlines, and for seconds, which nobody sees."""
    silent = []
    for place, digit in enumerate(TEXT):
        if (
            not digit.isdigit()
            or TEXT[place - 2 : place] == "**"
            or TEXT[:place].rsplit("\n", 1)[-1].startswith("date:")
            or TEXT[place:].startswith(("00Z", "0Z"))
        ):
            continue
        edited = TEXT[:place] + str((int(digit) + 1) % 10) + TEXT[place + 1 :]
        try:
            told = changes(post(TEXT), post(edited))
        except ChecksFailed:
            continue
        if not told:
            silent.append(TEXT[place - 10 : place + 10])
    assert silent == []


def test_the_distance_between_words_counts_slips_of_the_keyboard() -> None:
    pairs = [
        ("teh", "the"),
        ("recieved", "received"),
        ("fund", "fund"),
        ("", "abc"),
        ("outflow", "inflow"),
        ("ca", "abc"),
    ]
    assert [distance(a, b) for a, b in pairs] == [1, 1, 0, 3, 3, 3]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("lost", "lots"),
        ("no", "on"),
        ("ETHA", "ETHE"),
        ("HODL", "HOLD"),
        ("form", "from"),
        ("angel", "angle"),
        ("Zentrum", "Zentrun"),
        ("比特币价格", "比特币价值"),
    ],
)
def test_a_word_that_is_another_is_no_slip(one: str, other: str) -> None:
    assert not misspelled(one, other)
    assert not misspelled(other, one)
