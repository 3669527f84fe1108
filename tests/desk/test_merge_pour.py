"""A figure poured into the wrong place is a wrong number under an editor's name."""

import doctest

import pytest

from brief.desk.merge import likeness, pour
from brief.desk.merge.spelling import figures

LOST = "Bitcoin funds lost \\$186.5 million on Nov. 3, the fourth session in a row."


@pytest.mark.parametrize(
    ("before", "mine", "theirs", "poured"),
    [
        (
            LOST,
            "For a fourth session, Bitcoin funds bled: \\$186.5 million on Nov. 3.",
            "Bitcoin funds lost \\$190.2 million on Nov. 4, the fifth session in a row.",
            "For a fifth session, Bitcoin funds bled: \\$190.2 million on Nov. 4.",
        ),
        ("It lost \\$186.5 million.", "It lost $186.5M.", "It lost \\$190.2 million.", "It lost $190.2M."),
        ("It lost \\$186.5 million.", "Lost: $186.5 million.", "It lost \\$190.2 million.", "Lost: $190.2 million."),
        ("It lost \\$186.5 million.", "It lost $186.5M.", "It lost \\$1,190.2 million.", "It lost $1,190.2M."),
        ("It lost \\$186.5 million.", "It lost $0.19 billion.", "It lost \\$214.0 million.", "It lost $0.21 billion."),
        (
            "It lost \\$186.5 million.",
            "It lost about $190 million.",
            "It lost \\$214.4 million.",
            "It lost about $210 million.",
        ),
        (
            "It lost \\$186.5 million.",
            "It lost over $186 million.",
            "It lost \\$214.9 million.",
            "It lost over $214 million.",
        ),
        (
            "It lost \\$186.5 million.",
            "It lost under $187 million.",
            "It lost \\$214.1 million.",
            "It lost under $215 million.",
        ),
        ("It fell to \\$103,849.", "It is at about $104,000.", "It fell to \\$98,210.", "It is at about $98,000."),
        ("It fell to \\$103,849.", "It is at $104K.", "It fell to \\$98,210.", "It is at $98K."),
        ("It fell to \\$103,849.", "It is at $103849.", "It fell to \\$98,210.", "It is at $98210."),
        ("It fell 3.2%.", "A loss of 3%.", "It fell 4.8%.", "A loss of 5%."),
        (
            "IBIT stood at −\\$81.7 million.",
            "IBIT lost $81.7 million.",
            "IBIT stood at −\\$90.1 million.",
            "IBIT lost $90.1 million.",
        ),
        ("Four of six assets fell.", "Only 4 of the six fell.", "Five of six assets fell.", "Only 5 of the six fell."),
        ("Nine of 12 assets fell.", "Just nine fell.", "10 of 12 assets fell.", "Just 10 fell."),
        ("The fourth day.", "Day 4th.", "The 11th day.", "Day 11th."),
        ("The 22nd day.", "It is the 22nd day.", "The 23rd day.", "It is the 23rd day."),
        ("On Nov. 3 it fell.", "It fell on 3 November.", "On Dec. 12 it fell.", "It fell on 12 December."),
        ("On Nov. 3, 2025, it fell.", "It fell Nov. 3, 2025.", "On Jan. 2, 2026, it fell.", "It fell Jan. 2, 2026."),
        ("At 12:00 UTC it fell.", "It fell at 12:00 UTC.", "At 18:10 UTC it fell.", "It fell at 18:10 UTC."),
        ("It fell.[^a]", "Down it went.[^a][^mine]", "It fell.[^b]", "Down it went.[^mine][^b]"),
        ("It fell 3%.[^a]", "Down 3%.[^a]", "It fell 4%.[^a][^b]", "Down 4%.[^a][^b]"),
        (
            "It lost \\$5, \\$5 of it here.",
            "It lost \\$5 here.",
            "It lost \\$5, \\$5 of it here.[^b]",
            "It lost \\$5 here.[^b]",
        ),
        ("Fell to 21 from 42.", "From 42 down to 21.", "Fell to 18 from 21.", "From 21 down to 18."),
        (
            "Read [the page](https://a.example/2025/1) 3 times.",
            "Read it 3 times.",
            "Read [the page](https://a.example/2025/1) 4 times.",
            "Read it 4 times.",
        ),
    ],
)
def test_new_figures_in_the_editors_words(before: str, mine: str, theirs: str, poured: str) -> None:
    assert pour.pour(before, mine, theirs) == poured


@pytest.mark.parametrize(
    ("before", "mine", "theirs", "because"),
    [
        ("It lost \\$5 million.", "It gave up \\$5 million.", "It won \\$6 million.", "our words changed"),
        ("It moved −3.2%.", "Ouch: −3.2%.", "It moved +1.0%.", "a loss became a gain"),
        ("It moved −3.2%.", "Ouch: −3.2%.", "It moved 0.0%.", "a loss became nothing"),
        (
            "\\$5 million, \\$5 million of it here.",
            "\\$5 million.",
            "\\$6 million, \\$5 million of it here.",
            "which of two",
        ),
        (
            "It lost \\$5 million.",
            "It lost \\$5 million, again \\$5 million.",
            "It lost \\$6 million.",
            "one became two",
        ),
        (
            "\\$186.5 million or \\$187.2 million.",
            "About \\$187 million.",
            "\\$190.2 million or \\$187.2 million.",
            "it could be either",
        ),
        (
            "It lost \\$186.5 million.",
            "It lost \\$185.6 million.",
            "It lost \\$190.2 million.",
            "the editor’s own figure",
        ),
        ("It lost \\$1.34 billion.", "It lost \\$1.3372 billion.", "It lost \\$1.35 billion.", "he knows it better"),
        (
            "It lost \\$5 million on Nov. 3.",
            "It lost \\$5 million on Monday.",
            "It lost \\$5 million on Nov. 4.",
            "a weekday",
        ),
        (
            "It lost \\$5 million on Nov. 3.",
            "On Nov. 3, yesterday, \\$5 million.",
            "It lost \\$5 million on Nov. 4.",
            "yesterday",
        ),
        (
            "\\$6 million, \\$3.1 million here.",
            "\\$6 million, half of it here.",
            "\\$6 million, \\$1.0 million here.",
            "half",
        ),
        ("It lost \\$186.5 million.", "It lost 190 million.", "It lost \\$214.0 million.", "no unit"),
        ("On Nov. 3 it fell.", "It fell on Nov. 3, 2025.", "On Jan. 2, 2026 it fell.", "a year came"),
        ("It lost \\$5 million.", "It lost \\$5 million.", "It lost 5 BTC.", "another unit"),
        ("It rose 3.2%.", "It moved −3.2%.", "It rose 4.1%.", "a minus that ours does not have"),
        ("On Nov. 3, 2025 it fell.", "It fell on Nov. 3, 2024.", "On Nov. 4, 2025 it fell.", "another year"),
        ("It lost 5 BTC.", "It gave up 5 BTC.", "It lost 5 ETH.", "another coin"),
        (
            "It lost about \\$5 million.",
            "It lost some \\$5 million.",
            "It lost over \\$6 million.",
            "our words changed",
        ),
        ("It lost \\$0.5 million.", "It lost about \\$1 million.", "It lost \\$0.2 million.", "it would say nothing"),
    ],
)
def test_a_person_decides(before: str, mine: str, theirs: str, because: str) -> None:
    assert pour.pour(before, mine, theirs) is None, because


def test_what_is_no_figure() -> None:
    text = "See [^note-7] <https://a.example/5> [x](https://b.example/6) `7` https://c.example/8 and 9."
    assert [figure.text for figure in figures(text)] == ["9"]


def test_figures_stand_where_they_are_said_to_stand() -> None:
    text = "On Nov. 3 at 12:00 UTC, four funds lost −\\$1.37 billion or ~3.2% [^x] of 6,587 BTC."
    assert [text[figure.start : figure.end] for figure in figures(text)] == [
        *("Nov. 3", "12:00 UTC", "four", "−\\$1.37 billion", "3.2%", "6,587 BTC")
    ]


@pytest.mark.parametrize("module", [likeness, pour], ids=lambda module: module.__name__)
def test_the_examples(module: object) -> None:
    result = doctest.testmod(module)  # type: ignore[arg-type]
    assert result.attempted
    assert not result.failed
