"""Superlatives: the lowest, the largest, since when. They are what readers quote, and what is wrong most often."""

from datetime import date

import pytest
from shipped import found, piece, said

from brief.desk.checks.superlatives import superlative


def test_a_reading_was_lower_after_the_day_that_is_named() -> None:
    text = "The Fear & Greed Index plunged to 21 (Extreme Fear), the lowest level since April 5."
    assert said(superlative, text) == [
        "“lowest level since April 5” does not hold: on April 9, 2025 it was 18, against 21 (alternative-me)."
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The Fear & Greed Index plunged to 21, the lowest level since April 9.",
        "Fear & Greed fell to 21, its lowest since April 9 and its largest one-day fall since Oct. 11.",
        "The Fear & Greed Index plunged to 21, the lowest level since April.",
        "The Fear & Greed Index stood at 19, the lowest level since April 5.",
        "Bitcoin funds lost $186.5 million on Nov. 3, after their largest outflow since Aug. 1 last week.",
        "Solana funds took in $70.1 million on Nov. 3, the most of their five sessions since launch on Oct. 28.",
        "SOL ETFs saw largest inflow since launch ($70M on Nov 3).",
        "Bitcoin dropped to $103,849, which would be its lowest daily close since June 22.",
        "Bitcoin fell to $103,849, a three-week low.",
        "Bitcoin hit a record high of $126,000 on October 6.",
        "The second largest monthly redemption since launch.",
        "A correlation of 0.76, its highest point since June.",
    ],
)
def test_superlatives_that_hold_or_that_no_series_can_tell(text: str) -> None:
    assert said(superlative, text) == []


def test_a_date_that_is_too_late_is_looked_at() -> None:
    (one,) = found(superlative, "Fear & Greed fell to 21, its lowest since June 3.")
    assert one.severity == "warn"
    assert one.message == (
        "“lowest since June 3” names the wrong day: June 3, 2025 had 64, against 21; "
        "the last day at or beyond it is April 9, 2025 (alternative-me)."
    )


def test_a_one_day_fall() -> None:
    (one,) = found(superlative, "Fear & Greed fell to 21, its largest one-day fall since March 3.")
    assert one.message == (
        "“largest one-day fall since March 3” does not hold: on Oct. 11, 2025 it was −37, against −21 (alternative-me)."
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "Bitcoin dropped to $103,849, which would be its lowest daily close since April 8.",
            "“lowest daily close since April 8” does not hold: on June 22, 2025 it was $100,963.87, against $103,849",
        ),
        (
            "Bitcoin is falling below $99,000, marking a new six-month low.",
            "“six-month low” does not hold: on June 22, 2025 it was $98,200, against $99,000 (binance-klines).",
        ),
        (
            "Bitcoin climbed to $103,849, its highest level since Oct. 1.",
            "“highest level since Oct. 1” does not hold: on Nov. 2, 2025 it was $111,250.01",
        ),
    ],
)
def test_prices(text: str, message: str) -> None:
    (told,) = said(superlative, text)
    assert told.startswith(message)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "Bitcoin funds lost $186.5 million on Nov. 3.\n  That is the largest outflow since Aug. 1.",
            "“largest outflow since Aug. 1” does not hold: on Oct. 31, 2025 it was −$191.6 million, against",
        ),
        (
            (
                "Bitcoin funds lost $186.5 million on Nov. 3.\n"
                "  It was the fourth session of outflows in a row; together they took $1.34 billion, the most in four "
                "sessions since Feb. 3."
            ),
            "“most in four sessions since Feb. 3” does not hold: on Aug. 5, 2025 it was −$1.45 billion, against",
        ),
        (
            (
                "Bitcoin funds lost $186.5 million on Nov. 3.\n"
                "  It was the fourth session of outflows in a row and the largest of the four."
            ),
            (
                "“largest of the four” does not hold: the 4 sessions are $470.7 million, $488.4 million, $191.6 "
                "million, $186.5 million (farside-btc)."
            ),
        ),
        (
            (
                "On October 31 alone IBIT saw a single-day outflow of $149 million, an industry record for the highest "
                "single-day outflow."
            ),
            "“industry record for the highest single-day outflow” does not hold: on Oct. 30, 2025",
        ),
        (
            "Grayscale’s GBTC lost $6.9 million on Oct. 31, an industry record for an outflow.",
            "“industry record for an outflow” does not hold: on Oct. 30, 2025 it was −$10.0 million",
        ),
    ],
)
def test_flows(text: str, message: str) -> None:
    (told,) = said(superlative, f"- **Flows**: {text}")
    assert told.startswith(message)


def test_the_smallest_of_the_four_is() -> None:
    text = (
        "- **Bitcoin funds** lost $186.5 million on Nov. 3.\n"
        "  It was the fourth session of outflows in a row and the smallest of the four; together they took $1.34 "
        "billion, the most in four sessions since Aug. 5.\n"
    )
    assert said(superlative, text) == []


OWN = (
    "- **Bitcoin ETFs**: $186.5 million outflow on Nov 3; four-day cumulative outflows now $1.33 billion\n\n"
    "**3. Bitcoin ETFs See Biggest Outflow in Days [HIGH]**\n\n"
    "BlackRock's IBIT posted $186.5M outflow on Nov 3.\n"
)


def test_the_text_s_own_sum_needs_a_larger_day() -> None:
    told = list(superlative(piece(OWN, date(2025, 11, 4), {})))
    assert [(one.line, one.message) for one in told] == [
        (
            3,
            (
                "“Biggest Outflow in Days” for $186.5 million cannot be: $1.33 billion over 4 sessions (line 1) "
                "is $332.5 million a session, so one of them was larger."
            ),
        )
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [("$1.33 billion", "$720 million"), ("Biggest", "Smaller"), ("Bitcoin ETFs See", "Ethereum ETFs See")],
)
def test_a_sum_that_allows_it(old: str, new: str) -> None:
    assert list(superlative(piece(OWN.replace(old, new), date(2025, 11, 4), {}))) == []


def test_without_a_day_there_is_the_text_alone() -> None:
    assert said(superlative, "Fear & Greed fell to 21, its lowest since March 3.", day=None) == []
    assert len(said(superlative, OWN, day=None)) == 1
