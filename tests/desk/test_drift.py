"""A number that was mistyped is caught; what a person does to numbers for good reasons is not."""

import re

import corpus
import pytest
from corpus import edited

from brief.desk.checks import Case, Finding, run
from brief.desk.checks.drift import number_drift

DRIFT = {"number-drift": number_drift}


@pytest.fixture(scope="module")
def bundled() -> Case:
    return corpus.bundled()


def drift(case: Case, text: str) -> list[Finding]:
    return run(edited(case, text), DRIFT)


def replaced(case: Case, was: str, now: str) -> list[Finding]:
    assert case.text.count(was) == 1, was
    return drift(case, case.text.replace(was, now))


def digits(case: Case) -> list[re.Match[str]]:
    """Every digit that is printed; an item's id in a comment is not."""
    return list(re.finditer(r"\d", re.sub(r"<!--.*?-->", lambda comment: " " * len(comment[0]), case.text)))


@pytest.mark.slow
def test_any_digit_changed_anywhere_in_the_post_is_caught(bundled: Case) -> None:
    """Every seventh digit as a slip of one up: there is none that nobody watches. The slow run takes all."""
    missed = []
    for found in digits(bundled)[::7]:
        at, digit = found.start(), int(found[0])
        text = bundled.text[:at] + str((digit + 1) % 10) + bundled.text[at + 1 :]
        if not drift(bundled, text):
            missed.append(bundled.text[max(0, at - 40) : at + 10])
    assert missed == []


@pytest.mark.slow
def test_any_digit_changed_to_any_other_is_caught(bundled: Case) -> None:
    missed = []
    for found in digits(bundled):
        at = found.start()
        for digit in set("0123456789") - {found[0]}:
            if not drift(bundled, bundled.text[:at] + digit + bundled.text[at + 1 :]):
                missed.append((bundled.text[max(0, at - 9) : at + 9], digit))
    assert missed == [("about \\$93 million", "0")], "rounded as a person would; nothing else is"


def test_a_mistyped_year_is_no_figure_of_the_same_value(bundled: Case) -> None:
    """Supply grew for the 25th month: that vouches for no "Nov. 4, 0025"."""
    assert "the 25th month" in bundled.text
    assert replaced(bundled, "12:00 UTC on Nov. 4, 2025", "12:00 UTC on Nov. 4, 0025")


LOST = "- **Bitcoin funds** lost \\$186.5 million on Nov. 3, all of it from IBIT.[^farside-btc]"
TOGETHER = "together they took \\$1.34 billion, the most in four sessions since Aug. 5"


@pytest.mark.parametrize(
    ("was", "now"),
    [
        (LOST, LOST.replace("\\$186.5 million", "\\$187 million")),
        (LOST, LOST.replace("\\$186.5 million", "about \\$190 million")),
        (LOST, LOST.replace("\\$186.5 million", "\\$186.5M")),
        (LOST, LOST.replace(" on Nov. 3", " on Monday")),
        (LOST, LOST.replace("lost", "shed").replace("all of it", "every cent")),
        (LOST, "- **IBIT** alone cost the bitcoin funds \\$186.5 million on Nov. 3.[^farside-btc]"),
        (LOST, LOST.replace("all of it from IBIT", "their fourth outflow in a row")),
        (LOST, LOST.replace("IBIT.", "IBIT, and \\$1.34 billion in four sessions.")),
        (LOST, f"{LOST}\n  Two things stand out here."),
        (LOST, f"{LOST}\n  The last such week was in 2024, over 30 days.[^farside-btc]"),
        (LOST, f"{LOST}\n  Ether funds lost \\$135.7 million.[^farside-eth]"),
        (LOST, f"{LOST}\n  Rival X saw \\$12.3 million leave.[^own]\n\n[^own]: X, <https://example.org/x>"),
        (LOST, LOST.replace("IBIT.", "IBIT (editor: \\$190.1 million by the issuer’s own release).")),
        (TOGETHER, TOGETHER.replace("\\$1.34 billion", "\\$1.3 billion")),
        (TOGETHER, TOGETHER.replace("four sessions", "4 sessions")),
        ("\\$103,849 | −3.2%", "\\$104,000 | −3.2%"),
        ("$1.37B Liquidated, BTC Near $104K", "$1.4B Liquidated, BTC Near $104K"),
        ("$1.37B Liquidated, BTC Near $104K", "BTC Near $104K, $1.37B Liquidated"),
    ],
)
def test_an_editor_may(bundled: Case, was: str, now: str) -> None:
    assert replaced(bundled, was, now) == []


@pytest.mark.parametrize(
    ("was", "now", "message"),
    [
        (
            LOST,
            LOST.replace("186.5", "185.6"),
            "The sentence says $185.6 million; etf.btc.net is $186.5 million (Farside Investors).",
        ),
        (
            LOST,
            "- **IBIT** alone cost the bitcoin funds \\$185.6 million on Nov. 3.[^farside-btc]",
            "The sentence says $185.6 million; etf.btc.net is $186.5 million (Farside Investors).",
        ),
        (
            LOST,
            LOST.replace("Nov. 3", "Nov. 2"),
            "The sentence says Nov. 2; the sentence had Nov. 3 when it was written.",
        ),
        (
            LOST,
            LOST.replace("million", "billion"),
            "The sentence says $186.5 billion; etf.btc.net is $186.5 million (Farside Investors).",
        ),
        (
            TOGETHER,
            TOGETHER.replace("1.34", "1.33"),
            "The sentence says $1.33 billion; etf.btc.streak_sum is $1.34 billion (Farside Investors).",
        ),
        (
            "It was the fourth session of outflows in a row and the smallest",
            "It was the fifth session of outflows in a row and the smallest",
            "The sentence says fifth; etf.btc.streak is fourth (Farside Investors).",
        ),
        (
            LOST,
            f"{LOST}\n  Rival X saw \\$12.3 million leave.",
            "The sentence says $12.3 million; no figure of this edition is that.",
        ),
        (
            "slid to 21 (Extreme Fear) from 42, its",
            "slid to 42 (Extreme Fear) from 21, its",
            "The sentence says 42; sentiment.fear_greed is 21 (alternative.me).",
        ),
        (
            "−\\$186.5 million | −\\$655.2 million",
            "+\\$186.5 million | −\\$655.2 million",
            "The sentence says +$186.5 million; etf.btc.funds.ibit is −$186.5 million (Farside Investors).",
        ),
        (
            "$1.37B Liquidated, BTC Near $104K",
            "$1.73B Liquidated, BTC Near $104K",
            "The sentence says $1.73B; liquidations.total_24h is $1.37B (WorldCoinIndex).",
        ),
    ],
)
def test_an_editor_is_told(bundled: Case, was: str, now: str, message: str) -> None:
    found = replaced(bundled, was, now)
    assert message in [one.message for one in found]
    assert all(one.severity == "fail" and one.fix for one in found)


def test_late_data_under_an_edited_sentence_is_a_failure(bundled: Case) -> None:
    """The editor's old figure stays in his sentence after the night's new one came: it must not go out unseen."""
    written = bundled.evidence.written
    assert written
    later = written.model_validate_json(
        written.model_dump_json().replace("186.5 million", "190.2 million").replace('"-186500000"', '"-190200000"')
    )
    evidence = bundled.evidence.model_copy(update={"written": later})
    text = bundled.text.replace(LOST, LOST.replace("lost", "shed"))
    found = run(Case(name=bundled.name, text=text, day=bundled.day, ours=True, evidence=evidence), DRIFT)
    sentence = "The sentence says $186.5 million; etf.btc.net is $190.2 million (Farside Investors)."
    assert sentence in [one.message for one in found]


def test_a_post_without_a_record_has_no_drift() -> None:
    assert run(Case(name="a.md", text="Bitcoin fell 3.2% to $103,849."), DRIFT) == []
