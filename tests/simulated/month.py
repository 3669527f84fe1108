"""A month of nights in one command: `PYTHONPATH=tests:tests/site:. python -m simulated.month [SEED]`.

Thirty nights from the real past, with weekends and a holiday: sources fail as they do, one night is missed, one is cut
off and made up for the next morning, and two fund flows are told otherwise later. Each night is held against the truth
that its market knows: every figure of a kind that has one, every row that was stored, and every computed figure by its
formula. Prints a table.
"""

import contextlib
import io
import random
import re
import sys
import tempfile
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import httpx

from brief.history import read_rows
from brief.models import Figure, Point, Snapshot, day_of, instant_of
from brief.store import Store
from brief.verbs.catching import catchup
from brief.verbs.desk import Desk
from simulated.answers import SENDS
from simulated.market import Market
from simulated.nights import Fault, at, begin, cut_off, days, night
from test_every_figure_can_be_redone import as_told, recomputed

LAST = date(2025, 9, 14)
MISSED, CUT_OFF, HOLIDAY = date(2025, 8, 27), date(2025, 9, 4), date(2025, 9, 1)
REVISED = {
    ("btc.ibit", date(2025, 8, 21)): (Decimal(-227500000), date(2025, 8, 25)),
    ("eth.etha", date(2025, 9, 3)): (Decimal(14900000), date(2025, 9, 8)),
}
"""A fund and a session: what is told of it, and from which night on."""
OUTAGE = "outages:\n  - source: farside-sol\n    reason: No fund has begun.\n    until: 2025-10-27\n"
"""What somebody knows and no night need tell."""
NEEDED = ("coingecko", "coinpaprika", "coinbase")
"""One of them is always left: without a price there is no brief."""
APART = Decimal("0.0006")
"""How far a venue quotes from the market, and a little for the second in between."""


TENTH = Decimal(50_000)
"""Flows are told in tenths of a million dollars."""


class Row(NamedTuple):
    """A day of the table."""

    day: date
    state: str
    printed: int = 0
    gaps: int = 0
    carried: int = 0
    revised: int = 0
    failed: tuple[str, ...] = ()
    held: int = 0
    """Figures, rows and formulas that were held against the truth."""
    wrong: tuple[str, ...] = ()


def month(folder: Path, seed: int = 1) -> Iterator[Row]:
    """Run it, night by night."""
    chance, market, nights = random.Random(seed), Market(), days(30, LAST)
    store = begin(folder, nights[0], rows=400)
    for (fund, session), (value, since) in REVISED.items():
        market.revise(fund, session, value, since=at(since) - timedelta(hours=1))
    store.write(store.content / "_data" / "outages.yaml", OUTAGE)
    known = _rows(store)
    for day in nights:
        yield from _made_up_for(store, market, day)
        if day == MISSED:
            continue
        faults = _faults(chance)
        if day == CUT_OFF:
            cut_off(store, market, day, faults=faults)
            continue
        done = night(store, market, day, faults=faults)
        state = "degraded" if done.degraded else "published"
        row = _row(store, market, day, state)
        stored = _rows(store)
        rows = [(name, point) for name, points in stored.items() for point in points[len(known.get(name, ())) :]]
        known = stored
        wrong = (*row.wrong, *(told for name, point in rows if (told := _untrue_row(market, name, point))))
        redone, broken = recomputed(as_told(store, day))
        yield row._replace(
            failed=tuple(faults), held=row.held + len(rows) + redone, wrong=(*wrong, *broken), gaps=len(done.gaps)
        )


def _made_up_for(store: Store, market: Market, day: date) -> Iterator[Row]:
    """What the morning of a day makes of the evening before, if that has no edition."""
    before = day - timedelta(days=1)
    if before not in (MISSED, CUT_OFF):
        return
    morning = at(day) - timedelta(hours=12)
    with contextlib.redirect_stdout(io.StringIO()):
        catchup(Desk(store, {}, morning, lambda: morning), since=before, publish=True)
    if store.snapshot_path(before).is_file():
        yield _row(store, market, before, "late")
    else:
        yield Row(before, "missing")


def _row(store: Store, market: Market, day: date, state: str) -> Row:
    """What an edition says, held against the truth of its night."""
    receipts = as_told(store, day).receipts.receipts
    snapshot = Snapshot.model_validate_json(store.read_text(store.snapshot_path(day), "snapshot"))
    held = [(figure, truth) for figure in snapshot.figures.values() if (truth := _truth(market, figure, snapshot))]
    return Row(
        day,
        state,
        printed=len(receipts),
        gaps=len(snapshot.gaps),
        carried=len(snapshot.carried),
        revised=sum(bool(re.search(r"\.revised\..+\.before$", receipt.figure)) for receipt in receipts),
        held=len(held),
        wrong=tuple(
            f"{figure.name} is {figure.value}, in truth {truth.value}"
            for figure, truth in held
            if abs(figure.value - truth.value) > truth.within
        ),
    )


class _Truth(NamedTuple):
    value: Decimal
    within: Decimal = Decimal(0)


def _truth(market: Market, figure: Figure, snapshot: Snapshot) -> _Truth | None:
    """What a figure is in truth; None for a kind that the market knows only by way of its sources."""
    name, when = figure.name, figure.as_of
    told = snapshot.carried.get(name)
    heard = at(told) + timedelta(hours=1) if told else snapshot.as_of + timedelta(hours=1)
    if found := re.fullmatch(r"prices\.([a-z]+)\.usd", name):
        price = market.price(found[1], instant_of(when))
        return _Truth(price, price * APART)
    if found := re.fullmatch(r"prices\.([a-z]+)\.change_(24h|7d)", name):
        change = market.change(found[1], instant_of(when), 1 if found[2] == "24h" else 7)
        return _Truth(change, Decimal("0.1"))
    if found := re.fullmatch(r"etf\.([a-z]+)\.net", name):
        net = market.net(found[1], day_of(instant_of(when)), heard)
        return None if net is None else _Truth(net, TENTH)
    if found := re.fullmatch(r"etf\.([a-z]+)\.funds\.([a-z]+)", name):
        flow = market.flow(found[1], found[2], day_of(instant_of(when)), heard)
        return None if flow is None else _Truth(flow, TENTH)
    if name == "sentiment.fear_greed" and (index := market.index(day_of(instant_of(when)))) is not None:
        return _Truth(Decimal(index))
    return None


def _untrue_row(market: Market, name: str, row: Point) -> str:
    """What is wrong with a row that a night added to a series; empty where nothing is, or nobody knows."""
    if found := re.fullmatch(r"prices\.([a-z]+)\.binance\.(open|high|low|close)", name):
        later = datetime.combine(row.day, time(1), UTC) + timedelta(days=1)
        truth: Decimal | None = getattr(market.candles(found[1], later, timedelta(days=1), 2)[0], found[2])
    elif found := re.fullmatch(r"etf\.([a-z]+)\.funds\.([a-z]+)", name):
        truth = market.flow(found[1], found[2], row.day, row.known)
    elif found := re.fullmatch(r"etf\.([a-z]+)\.net", name):
        truth = market.net(found[1], row.day, row.known)
    elif name == "sentiment.fear_greed":
        index = market.index(row.day)
        truth = None if index is None else Decimal(index)
    else:
        return ""
    told_in = TENTH if name.startswith("etf.") else Decimal(0)
    if truth is not None and abs(row.value - truth) <= told_in:
        return ""
    return f"{name} of {row.day} is stored as {row.value}, in truth {truth}"


def _rows(store: Store) -> Mapping[str, list[Point]]:
    folder = store.content / "_series"
    return {path.stem: read_rows(path.read_text(encoding="utf-8"), path.stem) for path in sorted(folder.glob("*.csv"))}


def _refused(request: httpx.Request) -> httpx.Response:
    raise httpx.ConnectError("refused", request=request)


def _half(request: httpx.Request) -> httpx.Response:
    return httpx.Response(200, content=b'{"data": [{"id": "bit')


FAULTS: Mapping[str, Fault] = {
    "refused": _refused,
    "500": lambda request: httpx.Response(500, text="down for maintenance"),
    "challenge": lambda request: httpx.Response(403, text="<html><title>Just a moment...</title></html>"),
    "page": lambda request: httpx.Response(200, text="<html><body>Welcome</body></html>"),
    "empty": lambda request: httpx.Response(200, text="[]"),
    "half": _half,
}
"""What a source does in place of answering."""


def _faults(chance: random.Random) -> dict[str, Fault]:
    """The sources that fail tonight, each in its way: none on most nights, a few on others."""
    failing = chance.sample(sorted(SENDS), chance.choice((0, 0, 0, 1, 1, 2, 4)))
    if set(NEEDED) <= set(failing):
        failing.remove(NEEDED[0])
    return {source: FAULTS[chance.choice(sorted(FAULTS))] for source in failing}


def table(rows: list[Row]) -> str:
    """One line a day, and what it comes to."""
    head = f"{'night':<12}{'':<11}{'figures':>8}{'gaps':>6}{'carried':>9}{'revised':>9}{'held':>7}{'wrong':>7}  failed"
    lines = [
        f"{row.day.isoformat():<12}{row.state:<11}{row.printed:>8}{row.gaps:>6}{row.carried:>9}{row.revised:>9}"
        f"{row.held:>7}{len(row.wrong):>7}  {', '.join(row.failed)}".rstrip()
        for row in rows
    ]
    states = {state: sum(row.state == state for row in rows) for state in dict.fromkeys(row.state for row in rows)}
    told = ", ".join(f"{count} {state}" for state, count in states.items())
    wrong = [line for row in rows for line in row.wrong]
    held = sum(row.held for row in rows)
    end = f"{told}; {held:,} figures, rows and formulas held against the truth, {len(wrong)} wrong."
    return "\n".join([head, *lines, end, *wrong])


def main() -> int:
    seed = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    with tempfile.TemporaryDirectory() as folder:
        rows = list(month(Path(folder), seed))
    sys.stdout.write(table(rows) + "\n")
    return 1 if any(row.wrong for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
