"""What a printed number may stand for: too narrow, and rounding is called a mistake; too wide, and none is found."""

from decimal import Decimal

import pytest

from brief.prose import numbers, spans
from brief.prose.spans import Span


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("$1.34 billion", "1335000000", "1345000000"),
        ("$715 million", "714500000", "715500000"),
        ("17.7%", "17.65", "17.75"),
        ("16%", "15.5", "16.5"),
        ("$103,849", "103848.5", "103849.5"),
        ("$126,000", "125500", "126500"),
        ("$99,000", "98505", "99495"),
        ("5,800 BTC", "5771", "5829"),
        ("about 5,800 BTC", "5750", "5850"),
        ("about 800,000 bitcoin", "772000", "828000"),
        ("around $400B", "386000000000", "414000000000"),
        ("about $115B", "114000000000", "116000000000"),
        ("about $44.00", "43.95", "44.05"),
        ("about 93%", "92", "94"),
        ("more than $5.00 B", "4975000000", "10000000000"),
        ("under $3.00B", "1500000000", "3015000000"),
        ("−$186.5 million", "186450000", "186550000"),
        ("24 hours", "23.5", "24.5"),
    ],
)
def test_every_size_that_prints_so(text: str, low: str, high: str) -> None:
    (number,) = numbers.find(text)
    assert spans.of(number) == Span(Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    ("text", "exact", "so"),
    [
        ("about $70 million", "65200000", True),
        ("$70 million", "65200000", False),
        ("about $140 million", "-135700000", True),
        ("about $60 million", "65200000", False),
        ("$1.34 billion", "1337200000", True),
        ("$1.33 billion", "1337200000", False),
    ],
)
def test_a_person_may_print_it_so(text: str, exact: str, so: bool) -> None:
    (number,) = numbers.find(text)
    assert spans.prints(number, Decimal(exact)) is so


def test_a_range_covers_both_ends() -> None:
    assert spans.covering(*numbers.find("$3,600 to $3,634")) == Span(Decimal(3600), Decimal(3634))
    assert spans.covering(*numbers.find("−7.9% to −5.7%")) == Span(Decimal("5.7"), Decimal("7.9"))


def span(low: object, high: object) -> Span:
    return Span(Decimal(str(low)), Decimal(str(high)))


def test_two_spans_meet_where_one_number_could_be_both() -> None:
    assert span(1, 2).meets(span(2, 3))
    assert not span(1, 2).meets(span("2.01", 3))


def test_reckoning_keeps_both_ends() -> None:
    assert span(1, 2).plus(span(10, 20)) == span(11, 22)
    assert span(2, 3).times(span(10, 20)) == span(20, 60)
    assert span(10, 20).over(span(2, 5)) == span(2, 10)
    assert span(40, 50).apart(span(10, 20)) == span(20, 40)
    assert span(10, 20).apart(span(15, 30)) == span(0, 20)
    assert span(10, 20).wider(Decimal("0.1")) == span(9, 22)


def test_a_change_in_percent_of_the_first() -> None:
    assert spans.change(span(110, 110), span(99, 99)) == span("10.0", "10.0")
    assert spans.change(span(90, 110), span(100, 100)).low == 0
    assert spans.change(span(100, 100), span(120, 150)) == span(20, 50)


def test_a_share_in_percent_of_the_whole() -> None:
    assert spans.share(span(20, 40), span(100, 200)) == span(10, 40)
