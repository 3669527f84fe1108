"""Last week's number under tonight's date, tomorrow's number, somebody else's number: none of them may be printed."""

from datetime import date, timedelta

from collect_tools import AT, DAY, reading, settings

from brief.collect.accept import Accepted, accept
from brief.models import Night, Reading


def accepted(*readings: Reading) -> Accepted:
    return accept(readings, settings("alpha").sources[0], Night(day=DAY, at=AT))


def test_what_is_declared_and_fresh_stands_in_its_order() -> None:
    rows = reading("alpha", "1", date(2025, 11, 3)), reading("alpha", "2", date(2025, 10, 1)), reading("alpha", "3")
    assert accepted(*rows) == Accepted(readings=rows)


def test_a_source_fills_only_what_it_declares() -> None:
    told = accepted(reading("alpha", "1"), reading("alpha", "2", figure="etf.btc.net"))
    assert [it.figure for it in told.readings] == ["prices.btc.usd"]
    assert told.gaps[0].fills == "etf.btc.net"
    assert told.gaps[0].why == (
        "alpha gave etf.btc.net: sources.yaml does not list it under this source's `fills`; it was not taken."
    )


def test_a_stale_figure_is_a_gap_and_no_older_row_takes_its_place() -> None:
    rows = reading("alpha", "1", date(2025, 10, 29)), reading("alpha", "2", date(2025, 10, 28))
    assert accepted(*rows).readings == rows[:0]
    assert [gap.why for gap in accepted(*rows).gaps] == [
        "the newest prices.btc.usd of alpha is of 2025-10-29, older than the 5d that sources.yaml allows."
    ]


def test_a_day_grows_old_from_its_end_an_instant_at_once() -> None:
    assert accepted(reading("alpha", "1", date(2025, 10, 30))).gaps == ()
    assert accepted(reading("alpha", "1", AT - timedelta(days=5))).gaps == ()
    assert len(accepted(reading("alpha", "1", AT - timedelta(days=5, seconds=1))).gaps) == 1


def test_many_stale_figures_are_one_gap() -> None:
    old = [reading("alpha", "1", date(2025, 1, 1), figure=f"prices.{coin}.usd") for coin in ("a", "b", "c", "d", "e")]
    assert [gap.fills for gap in accepted(*old).gaps] == ["prices.a.usd, prices.b.usd, prices.c.usd and 2 more"]


def test_tomorrow_s_day_is_left_out_with_a_note() -> None:
    told = accepted(reading("alpha", "1", date(2025, 11, 5)), reading("alpha", "2", DAY))
    assert [it.as_of for it in told.readings] == [DAY]
    assert (told.gaps, told.notes) == (
        (),
        ("alpha: prices.btc.usd of 2025-11-05 is left out; the edition is of 2025-11-04.",),
    )
