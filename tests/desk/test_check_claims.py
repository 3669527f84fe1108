"""What a text claims without showing it: that nothing happened, that all is verified, that something will happen."""

import pytest
from checking import lines, piece, said

from brief.desk.checks.advice import advice, promise
from brief.desk.checks.confidence import confidence_claim
from brief.desk.checks.negatives import negative_claim


@pytest.mark.parametrize(
    ("sentence", "claim"),
    [
        ("No material outages or maintenance announced today across major venues.", "No material outages"),
        ("**No material updates in past 7 days.**", "No material updates"),
        ("There were no new or relevant enforcement actions.", "no new or relevant enforcement actions"),
        ("No incidents were reported.", "No incidents were reported"),
        ("Nothing new was reported overnight.", "Nothing new was reported"),
        ("No new notices on the agency's page.", "No new notices"),
        ("No new notices at 12:00 UTC.", "No new notices"),
        ("All exchanges remained operational.", "All exchanges remained operational"),
    ],
)
def test_nothing_happened_is_a_claim_like_any_other(sentence: str, claim: str) -> None:
    assert said(negative_claim, sentence) == [f"“{claim}” names no page that was looked at, and no time."]


@pytest.mark.parametrize(
    "sentence",
    [
        "No material outages.[^status]",
        "No material outages ([status page](https://example.org/)).",
        "No new notices on the agency's page at 12:00 UTC.",
        "Solana funds saw no net flow on Nov. 3.",
        "OKX lists no liquidation of the pairs we follow.",
        "No language model writes any figure here.",
        "“No material outages,” the venue said.",
        "No new money came in.",
    ],
)
def test_with_evidence_and_a_time_it_may_be_said(sentence: str) -> None:
    assert said(negative_claim, sentence + "\n\n[^status]: Status.\n") == []


@pytest.mark.parametrize(
    ("sentence", "claims"),
    [
        ("**High confidence; all primary sources verified**.", "“all primary sources verified” and “High confidence”"),
        ("No material conflicting reports.", "“No material conflicting reports”"),
        ("Every figure has been independently verified.", "“Every figure has been independently verified” and "),
        ("The data are fully verified.", "“fully verified”"),
        ("Confidence level: high.", "“Confidence level: high”"),
    ],
)
def test_confidence_is_computed_or_not_said(sentence: str, claims: str) -> None:
    (found,) = said(confidence_claim, sentence)
    assert found.startswith(claims)


@pytest.mark.parametrize(
    "sentence",
    [
        "Three were checked against a second source, and all of those agreed.",
        "The sources disagree on Ethereum’s price.",
        "Of 36 figures read from sources, 26 come from the source that made them.",
        "“All our sources are verified,” he said.",
        "Institutional confidence in crypto is under pressure.",
        "Every figure has been read from its source.",
        "Peak institutional confidence drove all.",
    ],
)
def test_what_our_own_confidence_statement_says_is_fine(sentence: str) -> None:
    assert said(confidence_claim, sentence) == []


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Investors should buy the dip.", "Investors should buy"),
        ("You may want to consider selling.", "You may want to consider selling"),
        ("It is time to sell.", "time to sell"),
        ("This is a buying opportunity.", "buying opportunity"),
        ("Buy bitcoin below $90,000.", "Buy"),
        ("Do not sell ether now.", "Do not sell"),
        ("Patience may be the most prudent strategy.", "prudent strategy"),
        ("We recommend patience.", "We recommend"),
        ("Analysts call it a strong buy.", "strong buy"),
    ],
)
def test_advice_is_not_ours_to_give(sentence: str, words: str) -> None:
    assert said(advice, sentence) == [f"“{words}” is advice."]


@pytest.mark.parametrize(
    "sentence",
    [
        "“Investors should buy the dip,” she said.",
        "*Not investment advice.*",
        "It prompted traders to sell.",
        "Investors are buying dips.",
        "Buy orders fell by a third.",
        "Short positions were closed.",
        "Holders of bitcoin sold.",
        "Exit liquidity was thin.",
        "It is no time to sell, says nobody.",
        "Short liquidations rose to $400 million.",
    ],
)
def test_what_others_do_or_say_is_news(sentence: str) -> None:
    assert said(advice, sentence) == []


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("A rebound is guaranteed.", "is guaranteed"),
        ("Bitcoin will certainly recover.", "will certainly"),
        ("It is all but certain to fall.", "is all but certain to"),
        ("Holders cannot lose.", "cannot lose"),
        ("It goes to the moon.", "to the moon"),
    ],
)
def test_nobody_knows_what_will_be(sentence: str, words: str) -> None:
    assert said(promise, sentence) == [f"“{words}” promises what nobody knows."]


@pytest.mark.parametrize(
    "sentence",
    [
        "Audits provide no guarantee of security.",
        "A rebound is not guaranteed.",
        "It is far from certain to fall, and nothing is guaranteed.",
        "“A rebound is guaranteed,” he said.",
        "A certain fund lost money.",
    ],
)
def test_a_doubt_is_no_promise(sentence: str) -> None:
    assert said(promise, sentence) == []


def test_advice_is_told_once_a_sentence_in_its_line() -> None:
    text = "It fell.\n\nInvestors should buy, as it is time to buy. You should sell.\n"
    assert lines(advice, piece(text)) == [
        (3, "“Investors should buy” is advice."),
        (3, "“You should sell” is advice."),
    ]
