"""A sentence that ends too early or too late is merged, checked and corrected as something nobody wrote."""

import re
import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.prose.sentences import split


def sentences(paragraph: str) -> list[str]:
    return [paragraph[start:end] for start, end in split(paragraph)]


@pytest.mark.parametrize(
    "whole",
    [
        "Bitcoin is 17.7% below \\$126,199.63, its Oct. 6 high on Binance.[^coingecko][^binance-klines]",
        "It is the most in four sessions since Aug. 5, \\$714.8 million of it from IBIT.[^farside-btc]",
        "Bitcoin vs. ether, e.g. in the U.S. Treasury's No. 5 note, i.e. the one of Sept. 2025, fell.",
        "“Will Bitcoin reach \\$50,000 in January?” at 31.0% (22.5% on Jan. 1), with \\$5.2 million traded.[^odds]",
        "**Fear & Greed**, alternative.me’s index from 0 to 100, fell to 21 (Extreme Fear) from 42.",
        "J. P. Morgan Inc. Chairman Jamie Dimon spoke at 5 p.m. London time.",
        "[Prices from Binance. All of them](https://www.binance.com/en/markets/overview) are shown.",
        "See `a. B. c. D` for the rule.",
        "The page <https://example.org/a.b?c=D. E> is gone.",
        "1. Bitcoin fell.",
        "It lost $1.37 billion on Mon. Nov. 3.",
        "Of 36 figures... none were wrong.",
    ],
)
def test_one_sentence_stays_one(whole: str) -> None:
    assert sentences(whole) == [whole]


@pytest.mark.parametrize(
    "apart",
    [
        ["It fell on June 22.[^a][^b]", "US funds lost money."],
        ["It fell on June 22. [^a]", "US funds lost money."],
        ["It fell.", "30 were checked against a second source."],
        ["**Reconstructed.**", "The figures were put together."],
        ["He called it “a mess.”", "Nobody disagreed."],
        ["(He called it a mess.)", "Nobody disagreed!", "Why?", "\\$5 was lost."],
        ["They trade in the U.S.", "The Fed does not."],
        ["Losses came since Nov.", "Funds lost most."],
        ["He took Plan B.", "It failed."],
        ["It stopped…", "Then it went on."],
        ["比特币下跌。", "以太坊上涨！", "为什么？[^a]", "没有人知道"],
        ["It fell.", "*Why it matters*: it may fall again."],
        ["It fell.", "[Prices from Binance](https://www.binance.com/en/markets/overview)."],
    ],
)
def test_two_sentences_are_two(apart: list[str]) -> None:
    glue = "" if apart[0].endswith("。") else " "
    assert sentences(glue.join(apart)) == apart
    assert sentences("\n".join(apart)) == apart


@pytest.mark.parametrize(
    ("paragraph", "apart"),
    [
        ("Source: CoinGlass\nThe worst was a long position on HTX, as far as we know.", 2),
        ("Our own view  \nBitcoin fell, and we say so.", 2),
        ("Our own view\\\nBitcoin fell, and we say so.", 2),
        ("Last night bitcoin fell below the\nExtraordinarily low price of June.", 1),
        ("Bitcoin fell below the\nlow that everybody has in mind.", 1),
        ("Bitcoin fell,\nEthereum rose, and everything else went on as it had been.", 1),
    ],
)
def test_a_line_without_a_full_stop_ends_only_where_no_program_would_have_broken_it(paragraph: str, apart: int) -> None:
    assert len(sentences(paragraph)) == apart


OURS = (
    "Bitcoin dropped 3.2% in 24 hours to \\$103,849, which would be its lowest daily close since June 22.[^coingecko]",
    "US bitcoin funds lost money for a fourth session in a row, Fear & Greed fell to 21 from 42.[^farside-btc]",
    "Prices are as reported on Nov. 4, fund flows from the New York session of Nov. 3.",
    "[Prices from Binance](https://www.binance.com/en/markets/overview).",
    "**All** \\$12 U.S. funds of J. P. Morgan fell on Nov. 3.[^a] [^b]",
)


@given(st.lists(st.sampled_from(OURS), min_size=1, max_size=5), st.integers(40, 140))
def test_a_rewrapped_paragraph_has_the_sentences_it_had(chosen: list[str], width: int) -> None:
    wrapped = textwrap.fill(" ".join(chosen), width, break_long_words=False, break_on_hyphens=False)
    assert [" ".join(one.split()) for one in sentences(wrapped)] == chosen


@given(st.text(alphabet=st.sampled_from('aB1.!?…。 \n\r\t"”)*_`[]^<>\\('), max_size=60))
def test_nothing_but_white_space_is_between_sentences(paragraph: str) -> None:
    spans = split(paragraph)
    ends = [0, *(end for _, end in spans)]
    starts = [*(start for start, _ in spans), len(paragraph)]
    assert all(not paragraph[end:start].strip() for end, start in zip(ends, starts, strict=True))
    assert all(start < end for start, end in spans)
    assert all(not re.match(r"\s|.*\s\Z", paragraph[start:end], re.DOTALL) for start, end in spans)
