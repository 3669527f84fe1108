"""Yesterday's paper: a deadline that has passed, a source older than its news, a headline of last month."""

from datetime import date

import pytest
from checking import lines, piece, said

from brief.desk.checks import months
from brief.desk.checks.stale import old_event, past_deadline, source_older


@pytest.mark.parametrize(
    ("sentence", "message"),
    [
        ("Firms must register by Sept 2025 or face fines.", "Sept 2025 was over on Sept. 30"),
        ("The agency is drafting a law (tabled by June 2025).", "June 2025 was over on June 30"),
        ("The rules impose a Sept 2025 deadline on firms.", "Sept 2025 was over on Sept. 30"),
        ("A ruling is expected no later than November 3.", "November 3 was over on Nov. 3"),
        ("Comments are due by the end of October 2025.", "October 2025 was over on Oct. 31"),
    ],
)
def test_a_deadline_that_has_passed_is_not_to_come(sentence: str, message: str) -> None:
    assert said(past_deadline, sentence) == [f"{message}, and the sentence speaks of it as to come."]
    assert said(past_deadline, sentence, day=None) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Firms must register by Dec 2025.",
        "Firms must register by November 2025.",
        "Firms must register by November 4.",
        "Firms had registered by Sept 2025.",
        "It fell 3% by Nov. 3.",
        "Firms must register as those of Sept 2025 did.",
        "“Firms must register by Sept 2025,” it said.",
    ],
)
def test_a_deadline_that_is_to_come_or_was_kept(sentence: str) -> None:
    assert said(past_deadline, sentence) == []


def cited(sentence: str, address: str) -> str:
    return f"{sentence}[^a]\n\n[^a]: A report, <{address}>.\n"


OLD = "https://example.org/markets/2025/10/17/etfs-see-outflows"


def test_a_source_that_is_older_than_its_news() -> None:
    text = cited("Funds lost $186 million on Nov. 3. Fear dominates.", OLD)
    assert lines(source_older, piece(text)) == [
        (1, "The source a is of Oct. 17 by its address, and is cited for Nov. 3.")
    ]
    by_month = cited("Funds lost $186 million on Nov. 3.", "https://example.org/2025/09/funds")
    assert said(source_older, by_month) == ["The source a is of Sept. 30 by its address, and is cited for Nov. 3."]


@pytest.mark.parametrize(
    "text",
    [
        cited("Funds lost $186 million on Nov. 3.", "https://example.org/2025/11/04/funds"),
        cited("Funds lost $186 million on Nov. 3.", "https://example.org/2025/10/30/funds"),
        cited("Funds lost on Nov. 3 what they gained on Oct. 17.", OLD),
        cited("Since October, funds lost $186 million, most of it on Nov. 3.", OLD),
        cited("Funds lost $186 million.", OLD),
        cited("The vote is on Dec. 9.", OLD),
        cited("Funds lost $186 million on Nov. 3.", "https://example.org/receipts/2025-10-01-brief/"),
        cited("Funds lost $186 million on Nov. 3.", "https://example.org/2025/99/99/funds"),
    ],
)
def test_a_source_that_is_not(text: str) -> None:
    assert said(source_older, text) == []


DAILY = "### Top Headlines (24h)\n\n**{}**\n\nIt was.\n"


def test_an_old_event_as_a_headline() -> None:
    text = DAILY.format("9. SEC and CFTC: Sept 2025 Milestones")
    assert lines(old_event, piece(text)) == [(3, "The headline's own time was over on Sept. 30.")]


@pytest.mark.parametrize(
    "text",
    [
        DAILY.format("Balancer Hacked on Nov. 3"),
        DAILY.format("September–October 2025 in Review"),
        DAILY.format("A Vote in December 2025"),
        DAILY.format("What Began in Sept 2025 Ended on Nov. 3"),
        DAILY.format("Sept 2025 Milestones").replace("Top Headlines (24h)", "History of the 24h"),
        DAILY.format("Sept 2025 Milestones").replace(" (24h)", ""),
    ],
)
def test_a_headline_that_is_new_or_no_daily_briefs(text: str) -> None:
    assert said(old_event, text) == []


def test_months_are_known_by_name() -> None:
    assert [months.number(name) for name in ("Jan", "Sept", "december")] == [1, 9, 12]
    assert [(one.start, one.last) for one in months.of_a_year("by Sept. 2025 and Feb 2024")] == [
        (3, date(2025, 9, 30)),
        (18, date(2024, 2, 29)),
    ]
    assert months.named("from October to Nov. 3, maybe") == {10, 11}
