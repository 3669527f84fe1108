"""The tables of fund flows as they stood at each moment somebody looked, and the edition of such a moment.

Owns the states as they were seen, from `etf_*_flows_farside_vintages.jsonl`, and an edition of them in memory: read,
compared, told and written as every night's, from what was seen by then. Refuses to judge.
"""

import copy
import csv
import json
import sys
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from brief.collect.runner import Collected
from brief.config import Config
from brief.errors import Refused
from brief.models import Night, Origin, Payload, Reading, Snapshot
from brief.models.told import Told
from brief.sources import farside
from brief.store import Store
from brief.tonight import Recalled, Tonight, tonight_of

sys.path.insert(0, str(Path(__file__).parent / "sources"))

from test_farside import page

ASSETS = ("btc", "eth", "sol")
ROUNDING = Decimal("0.35")
"""How far each fund's tenth may take their sum from the total, in millions."""
SHOWN = 15
"""So many sessions are on a page."""
Cells = Mapping[str, str]


class State(NamedTuple):
    """One row of a table, from a moment on."""

    seen: datetime
    day: str
    cells: Cells


class Table:
    """One asset's table through time."""

    def __init__(self, folder: Path, asset: str) -> None:
        lines = (folder / f"etf_{asset}_flows_farside_vintages.jsonl").read_text().splitlines()
        found = (json.loads(line) for line in lines)
        self.states = sorted(State(datetime.fromisoformat(it["seen_at"]), it["date"], it["cells"]) for it in found)
        with (folder / f"etf_{asset}_flows_farside_usdm.csv").open() as file:
            self.final = {row.pop("date"): row for row in csv.DictReader(file)}
        self._first = self.states[0].day
        self._begins: dict[str, str] = {}
        for day, cells in self.final.items():
            for name in (name for name, cell in cells.items() if cell):
                self._begins.setdefault(name, day)

    def rows(self, moment: datetime) -> dict[str, Cells]:
        """Each session as it stood then. Those before anybody looked stand as they ended."""
        before = {day: cells for day, cells in self.final.items() if day < self._first}
        return dict(sorted({**before, **{it.day: it.cells for it in self.states if it.seen <= moment}}.items()))

    def is_half(self, day: str, cells: Cells) -> bool:
        """Whether a fund was still to report, as we know by now; nobody could know it of one on its very first day."""
        due = [name for name, cell in self.final.get(day, {}).items() if cell and self._begins[name] < day]
        return any(not cells.get(name) for name in due)

    def adds_up(self, moment: datetime) -> bool:
        """Whether each whole session on the page then had funds that come to its total; else none of it is read."""
        rows = [cells for day, cells in list(self.rows(moment).items())[-SHOWN:] if not self.is_half(day, cells)]
        return all(
            abs(
                sum(Decimal(cell) for name, cell in cells.items() if cell and name != "Total") - Decimal(cells["Total"])
            )
            <= ROUNDING
            for cells in rows
        )

    def page(self, moment: datetime) -> bytes:
        rows = list(self.rows(moment).items())[-SHOWN:]
        funds = [name for name in rows[-1][1] if name != "Total"]
        told = [
            {"date": day, **{fund: cells.get(fund, "") for fund in funds}, "Total": cells["Total"]}
            for day, cells in rows
        ]
        return page(told, funds)


class Polls:
    """All three tables, and editions of them."""

    def __init__(self, folder: Path, store: Store, config: Config) -> None:
        self.tables = {asset: Table(folder, asset) for asset in ASSETS}
        self.moments = sorted({state.seen.astimezone(UTC) for table in self.tables.values() for state in table.states})
        self.stored = store.series_texts()
        """The series at the beginning."""
        self._store, self._config = store, config

    def days(self, hour: int, count: int) -> list[datetime]:
        """An hour of up to so many days from the first look on, until the last."""
        day = self.moments[0].date() + timedelta(days=1)
        at = [datetime(day.year, day.month, day.day, hour, tzinfo=UTC) + timedelta(days=n) for n in range(count)]
        return [moment for moment in at if moment <= self.moments[-1]]

    def told_otherwise(self, *changes: tuple[str, str, str, str, datetime]) -> "Polls":
        """The same, but for an asset's session of which a fund's flow is so much more from a moment on."""
        other = copy.deepcopy(self)
        for asset, day, fund, by, seen in sorted(changes, key=lambda change: change[-1]):
            table = other.tables[asset]
            cells = table.rows(seen)[day]
            more = {name: str(Decimal(cells[name]) + Decimal(by)) for name in (fund, "Total")}
            table.states.append(State(seen, day, {**cells, **more}))
        return other

    def edition(self, moment: datetime, texts: Mapping[str, str], before: Told | None = None) -> Tonight:
        """What would have been printed then, by a newsroom with these series and that edition before."""
        readings = [_price(moment), *(reading for asset in ASSETS for reading in self._readings(asset, moment))]
        sources = {reading.source for reading in readings}
        collected = Collected(
            readings=tuple(readings),
            gaps=(),
            origins={name: self._origin(name, moment) for name in sorted(sources)},
            report=(),
            asked={name: frozenset() for name in sources},
        )
        knew = Snapshot(day=moment.date(), as_of=moment, provenance="recorded", before=before)
        return tonight_of(
            self._store, self._config, collected, moment.date(), moment, "recorded", "", None, Recalled(knew, texts)
        )

    def _readings(self, asset: str, moment: datetime) -> list[Reading]:
        source = next(one for one in self._config.sources if one.id == f"farside-{asset}")
        night = Night(day=moment.date(), at=moment, options=source.options)
        (asked,) = farside.requests(night)
        body = self.tables[asset].page(moment)
        try:
            return farside.parse([Payload(source=source.id, url=asked.url, body=body, fetched_at=moment)], night)
        except Refused:
            return []  # the night has a gap

    def _origin(self, name: str, moment: datetime) -> Origin:
        source = next(one for one in self._config.sources if one.id == name)
        return Origin(
            source=name,
            cite=source.cite,
            title=source.title,
            page=source.page,
            credit=source.credit,
            fetched_at=moment,
            url=source.page,
            sha256="0" * 64,
            provenance="recorded",
        )


def _sum(cells: Cells) -> Decimal:
    return sum((Decimal(cell) for name, cell in cells.items() if cell and name != "Total"), Decimal(0))


def _price(moment: datetime) -> Reading:
    """Without a price there is no brief."""
    return Reading(
        figure="prices.btc.usd",
        value=Decimal(90_000),
        unit="usd",
        as_of=moment,
        source="coingecko",
        url="https://example.org/",
        fetched_at=moment,
        sha256="0" * 64,
        path="/0/current_price",
    )
