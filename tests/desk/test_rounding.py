"""A number that an editor rounds is his good right; a number that his finger slipped on is a wrong number in print."""

from decimal import Decimal

import pytest

from brief.desk.checks.rounding import stands_for
from brief.models.figures import Unit
from brief.models.written import PrintedFigure
from brief.prose import numbers

OUTFLOW = ("−$186.5 million", "-186500000", "usd")
PRICE = ("$103,849", "103849", "usd")
FALL = ("−17.7%", "-17.7105", "percent")
FORCED = ("$1.37 billion", "1370000000", "usd")
INDEX = ("21", "21", "index")
STREAK = ("fourth", "4", "count")
ROUND = ("$3,634", "3634", "usd")


def figure(spelling: str, value: str, unit: Unit) -> PrintedFigure:
    return PrintedFigure(figure="a.b", spelling=spelling, values=(Decimal(value),), unit=unit)


def is_it(typed: str, ours: tuple[str, str, Unit]) -> bool:
    (number,) = numbers.find(typed)
    return stands_for(number, figure(*ours))


@pytest.mark.parametrize(
    ("typed", "ours"),
    [
        ("$186.5 million", OUTFLOW),
        ("-$186.5 million", OUTFLOW),
        ("$186.50 million", OUTFLOW),
        ("$187 million", OUTFLOW),
        ("$187M", OUTFLOW),
        ("$0.19 billion", OUTFLOW),
        ("about $190 million", OUTFLOW),
        ("nearly $190 million", OUTFLOW),
        ("more than $180 million", OUTFLOW),
        ("at least $186 million", OUTFLOW),
        ("less than $190 million", OUTFLOW),
        ("$186,500,000", OUTFLOW),
        ("$104,000", PRICE),
        ("$104K", PRICE),
        ("$103.8K", PRICE),
        ("about $104,000", PRICE),
        ("18%", FALL),
        ("−18%", FALL),
        ("17.71%", FALL),
        ("nearly 18%", FALL),
        ("$1.4 billion", FORCED),
        ("$1.37B", FORCED),
        ("$1,370 million", FORCED),
        ("21", INDEX),
        ("fourth", STREAK),
        ("4th", STREAK),
        ("four", STREAK),
        ("about $3,630", ROUND),
        ("$3,600", ROUND),
    ],
)
def test_what_a_person_would_round_is_the_figure(typed: str, ours: tuple[str, str, Unit]) -> None:
    assert is_it(typed, ours)


@pytest.mark.parametrize(
    ("typed", "ours"),
    [
        ("$185.6 million", OUTFLOW),
        ("$186.6 million", OUTFLOW),
        ("$186.0 million", OUTFLOW),
        ("+$186.5 million", OUTFLOW),
        ("$186.5 billion", OUTFLOW),
        ("$186.5", OUTFLOW),
        ("186.5%", OUTFLOW),
        ("$200 million", OUTFLOW),
        ("about $250 million", OUTFLOW),
        ("more than $190 million", OUTFLOW),
        ("less than $180 million", OUTFLOW),
        ("$186 million", OUTFLOW),
        ("$103,840", PRICE),
        ("$103,948", PRICE),
        ("$108,349", PRICE),
        ("$103,000", PRICE),
        ("$100,000", PRICE),
        ("17.8%", FALL),
        ("+17.7%", FALL),
        ("17%", FALL),
        ("20%", FALL),
        ("$1.3 billion", FORCED),
        ("$1.73 billion", FORCED),
        ("12", INDEX),
        ("20", INDEX),
        ("21%", INDEX),
        ("fifth", STREAK),
        ("$3,630", ROUND),
        ("$3,643", ROUND),
    ],
)
def test_what_nobody_would_round_so_is_not(typed: str, ours: tuple[str, str, Unit]) -> None:
    assert not is_it(typed, ours)


@pytest.mark.parametrize(("typed", "right"), [("$3,600", True), ("$3,634", True), ("$3,617", False)])
def test_of_a_range_both_ends_are_right_and_nothing_between(typed: str, right: bool) -> None:
    (number,) = numbers.find(typed)
    both = PrintedFigure(figure="a.b", spelling="$3,600 to $3,634", values=(Decimal(3600), Decimal(3634)), unit="usd")
    assert stands_for(number, both) is right
