"""How values and days are written at the axes: short, in the house's spelling, all of one axis alike."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from brief import style
from brief.models import Unit
from brief.site.charts.ticks import DayTick

_SCALES = ((Decimal(10) ** 12, "T"), (Decimal(10) ** 9, "B"), (Decimal(10) ** 6, "M"), (Decimal(1000), "K"))
_THOUSANDS_FROM = Decimal(10_000)
_JANUARY = 1
_EXA = -18


def value_labels(ticks: Sequence[Decimal], unit: Unit, *, signed: bool) -> list[str]:
    """The ticks of one axis: "$0.5B", "$1B"; "−$200M", "$0", "+$200M"; "25", "50"; "0.5%", "1%"."""
    largest = max(abs(tick) for tick in ticks)
    if unit == "hashes":
        return [f"{_digits(tick.scaleb(_EXA))} EH/s" for tick in ticks]
    scale, letter = _scale(largest) if unit in ("usd", "count", "coin") else (Decimal(1), "")
    return [_label(tick, tick / scale, letter, unit, signed=signed) for tick in ticks]


def _scale(largest: Decimal) -> tuple[Decimal, str]:
    if largest < _THOUSANDS_FROM:
        return Decimal(1), ""
    return next(found for found in _SCALES if largest >= found[0])


def _label(tick: Decimal, scaled: Decimal, letter: str, unit: Unit, *, signed: bool) -> str:
    sign = style.MINUS if tick < 0 else "+" if signed and tick > 0 else ""
    before, after = "$" if unit == "usd" else "", "%" if unit == "percent" else ""
    return f"{sign}{before}{_digits(abs(scaled))}{letter if tick else ''}{after}"


def _digits(value: Decimal) -> str:
    """All digits and no more: a tick is round."""
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def day_labels(days: Sequence[date], ticks: Sequence[DayTick]) -> list[str]:
    """The days named at the axis: "Oct." for the first of a month, "2025" for that of a year; else "Oct. 6"."""
    return [_day_label(days[tick.place], days[-1], month=tick.month) for tick in ticks]


def _day_label(day: date, end: date, *, month: bool) -> str:
    if not month:
        return style.day(day, end)
    return str(day.year) if day.month == _JANUARY else style.month_short(day)
