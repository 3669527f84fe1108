"""The front page and the feed say what the post says."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from checking import FRONT, lines, post

from brief.desk.checks import Evidence
from brief.desk.checks.surfaces import surface_day, surface_number
from brief.models import Figure

BODY = r"""
Bitcoin dropped 3.2% to \$103,849, and \$1.37 billion was liquidated on Nov. 3.
US funds lost money for a fourth session in a row.

| Fund | Net |
|---|---:|
| IBIT | −\$186.5 million |
"""


def with_title(title: str) -> str:
    return FRONT.replace("Daily Crypto Market Brief – Four Sessions of Outflows", title)


@pytest.mark.parametrize(
    "title",
    [
        "Four Sessions of Outflows: $1.37B Liquidated, BTC Near $104K",
        "$186.5M Out of Bitcoin Funds",
        "Bitcoin Down 3%, $1.4B Liquidated",
        "Bitcoin Dropped 3.2% in 2025",
    ],
)
def test_a_title_may_round_what_the_body_says(title: str) -> None:
    assert lines(surface_number, post(with_title(title) + BODY)) == []


@pytest.mark.parametrize(
    ("title", "number"),
    [
        ("$1.73B Liquidated", "$1.73B"),
        ("BTC Near $105K", "$105K"),
        ("Bitcoin Down 4%", "4%"),
        ("Seven Sessions of Outflows", "Seven"),
        ("Bitcoin Down $3.2", "$3.2"),
    ],
)
def test_a_title_with_another_number(title: str, number: str) -> None:
    assert lines(surface_number, post(with_title(title) + BODY)) == [
        (3, f"The title says {number}, and the body does not.")
    ]


def test_description_and_excerpt_are_surfaces_too() -> None:
    text = FRONT.replace('description: "Bitcoin fell."', 'description: "Bitcoin fell 3.1%."') + BODY
    assert lines(surface_number, post(text)) == [(7, "The description says 3.1%, and the body does not.")]
    text = FRONT.replace("funds lost money", "funds lost $187 million") + BODY
    assert lines(surface_number, post(text)) == []


def test_a_figure_of_the_night_may_stand_in_the_title_alone() -> None:
    figure = Figure(
        name="sentiment.fear_greed",
        value=Decimal(21),
        unit="index",
        as_of=datetime(2025, 11, 4, tzinfo=UTC),
        readings=(),
        formula="as read",
    )
    case = post(with_title("Fear & Greed at 21") + BODY)
    assert lines(surface_number, case) == [(3, "The title says 21, and the body does not.")]
    known = case.model_copy(update={"evidence": Evidence(figures={"sentiment.fear_greed": figure})})
    assert lines(surface_number, known) == []
    in_dollars = {"sentiment.fear_greed": figure.model_copy(update={"unit": "usd"})}
    other = case.model_copy(update={"evidence": Evidence(figures=in_dollars)})
    assert lines(surface_number, other) == [(3, "The title says 21, and the body does not.")]


def test_a_day_on_one_surface_only() -> None:
    text = FRONT.replace("and funds lost money.", "and funds lost money on Nov. 2.")
    assert lines(surface_day, post(text + BODY)) == [(8, "The excerpt names Nov. 2, and the body does not.")]
    right = FRONT.replace("and funds lost money.", "and funds lost money on Nov. 3, as of Nov. 4.")
    assert lines(surface_day, post(right + BODY)) == []


def test_a_text_without_front_matter_has_one_surface() -> None:
    assert lines(surface_number, post(BODY)) == []
    assert lines(surface_number, post(with_title("$5 Lost"))) == []
    assert lines(surface_day, post(BODY)) == []
