"""How figures are spelled on their way into a sentence: not a digit more than is known, not a word that overstates."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from brief.models import Agreement, Figure, Reading, Unit
from brief.models.story import Confidence, Story
from brief.write.printer import Printer

AT = datetime(2025, 11, 4, 12, tzinfo=UTC)
STORY = Story(
    edition="2025-11-04-daily-crypto-market-brief",
    day=date(2025, 11, 4),
    as_of=AT,
    provenance="recorded",
    confidence=Confidence(figures=0, own=0, checked=0, agreed=0),
)


def figure(value: str, unit: Unit = "percent", low: str = "", high: str = "", *, read: bool = True) -> Figure:
    reading = Reading(
        figure="a.b",
        value=Decimal(value),
        unit=unit,
        as_of=AT,
        source="one",
        url="https://one.example.org/",
        fetched_at=AT,
        sha256="0" * 64,
        path="/",
    )
    apart = Agreement(checked=1, within=0, low=Decimal(low), high=Decimal(high)) if low else Agreement()
    return Figure(
        name="a.b",
        value=Decimal(value),
        unit=unit,
        as_of=AT,
        readings=(reading,) if read else (),
        agreement=apart,
        sources=("one", "two") if low else ("one",),
    )


def said_by(name: str, figure: Figure, *, plain: bool = False) -> str:
    """What the filter of this name makes of a figure, and that it remembers which figure it was."""
    printer = Printer(STORY, plain=plain)
    text, figures = printer.taken(printer.filters()[name](figure))
    (printed,) = figures
    assert (printed.figure, printed.spelling) == (figure.name, text.replace("\\$", "$"))
    return text


@pytest.mark.parametrize(
    ("price", "said"),
    [
        ("103849", "Near $104K"),
        ("103480", "Near $103K"),
        ("103500", "Near $104K"),
        ("41250", "Above $41K"),
        ("40750", "Below $41K"),
        ("3634", "Above $3,600"),
        ("158", "Below $160"),
    ],
)
def test_near_is_said_only_within_half_a_percent(price: str, said: str) -> None:
    assert said_by("level", figure(price, "usd"), plain=True) == said


@pytest.mark.parametrize(("share", "said"), [("0.4", "0.4%"), ("0.5", "1%"), ("80.4", "80%"), ("99.6", "99.6%")])
def test_a_share_is_not_rounded_to_none_or_to_all(share: str, said: str) -> None:
    assert said_by("share", figure(share)) == said


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("4", "a fourth"),
        ("8", "an eighth"),
        ("11", "an 11th"),
        ("18", "an 18th"),
        ("80", "an 80th"),
        ("110", "a 110th"),
    ],
)
def test_an_ordinal_has_its_article(number: str, said: str) -> None:
    assert said_by("nth", figure(number, "count")) == said


@pytest.mark.parametrize(
    ("value", "said"), [("-5", "−5%"), ("-5.0", "−5.0%"), ("-3.24159", "−3.2%"), ("0.31", "+0.3%")]
)
def test_a_change_has_no_digit_that_no_source_gave(value: str, said: str) -> None:
    assert said_by("change", figure(value)) == said


def test_what_we_computed_has_one_decimal() -> None:
    assert said_by("percent", figure("-17", read=False)) == "17.0%"


def test_sources_on_both_sides_of_zero_keep_their_signs() -> None:
    assert said_by("change", figure("0.6", low="-0.4", high="0.6")) == "−0.4% to +0.6%"


def test_dollars_are_escaped_in_the_post_and_plain_in_the_title() -> None:
    assert said_by("money", figure("-186500000", "usd")) == "\\$186.5 million"
    assert said_by("money", figure("-186500000", "usd"), plain=True) == "$186.5 million"


def test_a_sentence_cites_where_its_value_came_from_and_a_range_all_its_sources() -> None:
    printer = Printer(STORY)
    assert printer.cite(figure("5"), figure("5")) == "[^one]"
    assert printer.cite(figure("3", low="1", high="3")) == "[^one][^two]"
    assert printer.cited == ["one", "two"]


def test_the_title_has_no_footnotes() -> None:
    assert Printer(STORY, plain=True).cite(figure("5")) == ""
