"""Texts checked with the series this repository ships, as somebody could know them on a text's day."""

import csv
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path

from checking import Check

from brief import memory
from brief.desk.checks import Case, Evidence, Found
from brief.history import StoredRows
from brief.models import Point, Series
from brief.store import Store
from nights import REPOSITORY, configuration

DAY = date(2025, 11, 4)


@cache
def _rows() -> dict[str, StoredRows]:
    return memory.stored_rows(Store(REPOSITORY).series_texts())


@cache
def series(day: date = DAY) -> dict[str, Series]:
    """The shipped series at the end of a day."""
    return _view(_rows(), day)


def _view(rows: Mapping[str, StoredRows], day: date) -> dict[str, Series]:
    known = datetime.combine(day + timedelta(days=1), time(12), UTC)
    return memory.view(rows, configuration(Store(REPOSITORY)), day=day, known=known)


def series_with(figures: Path, day: date) -> dict[str, Series]:
    """The same, longer: as a newsroom has them that collected every night until that day."""
    rows = {name: list(points) for name, points in _rows().items()}
    for name, point in _later(figures):
        if name in rows and point.day > rows[name][-1].day:
            rows[name].append(point)
    return _view({name: StoredRows.of(name, points) for name, points in rows.items()}, day)


def _later(figures: Path) -> Iterator[tuple[str, Point]]:
    for coin in ("btc", "eth"):
        for row in _csv(figures / f"etf_{coin}_flows_farside_usdm.csv"):
            for fund, value in row.items():
                if fund != "date" and value:
                    name = f"etf.{coin}.net" if fund == "Total" else f"etf.{coin}.funds.{fund.lower()}"
                    yield name, _point(row["date"], Decimal(value) * 1_000_000, f"farside-{coin}")
        for row in _csv(figures / f"ohlc_binance_{coin}usdt_1d.csv"):
            for kind in ("open", "high", "low", "close"):
                yield f"prices.{coin}.binance.{kind}", _point(row["date"], Decimal(row[kind]), "binance-klines")


def _csv(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


def _point(day: str, value: Decimal, source: str) -> Point:
    on = date.fromisoformat(day)
    return Point(day=on, value=value, source=source, known=datetime.combine(on + timedelta(days=1), time(6), UTC))


def piece(text: str, day: date | None = DAY, known: dict[str, Series] | None = None, *, ours: bool = False) -> Case:
    """A text with the series; somebody else's, or one of ours."""
    found = known if known is not None else series(day) if day else {}
    return Case(name="a-piece.md", text=text, day=day, ours=ours, evidence=Evidence(series=found))


def found(check: Check, text: str, day: date | None = DAY) -> list[Found]:
    """What a check says of somebody else's text, with the shipped series."""
    return list(check(piece(text, day)))


def said(check: Check, text: str, day: date | None = DAY) -> list[str]:
    """Its messages alone."""
    return [one.message for one in found(check, text, day)]
