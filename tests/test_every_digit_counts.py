"""Another digit in an answer is another figure, or a refusal: nothing that is read is rounded away or read past.

Every recording that gives figures; every place its figures stand at or name in their formulas, and of sums over many
rows the fields that are added up; every digit there, to the next digit. The fast run takes a sample of the places of a
long answer, the slow one all of them, and of a sample every other digit.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterator
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from bs4 import BeautifulSoup

from brief.collect.trial import try_files
from brief.config import Config
from brief.errors import BriefError
from brief.models import Reading
from brief.store import Store
from nights import REPOSITORY, configuration
from recordings import READ as FIRST_READ
from recordings import Read
from recordings_chain import READ_CHAIN
from recordings_venues import READ_ALSO

READ = [*FIRST_READ, *READ_ALSO, *READ_CHAIN]
ADDED_UP = {
    "okx-liquidations": ("sz", "bkPx"),
    "gate-liquidations": ("long_liq_usd", "short_liq_usd"),
    "htx-liquidations": ("trade_turnover",),
    "deribit-options": ("open_interest",),
}
"""The fields of rows that a sum goes over, where no formula names each place."""
FEW, SAMPLE, ALL = 3, 12, 100_000
"""A long history has one shape: how many of its places, evenly spread, are tried."""
Change = Callable[[str], bytes]


class Spot(NamedTuple):
    """A place that counts: in which body, where, which of several numbers in one text; `summed`: one of many rows, of
    which some are outside the window."""

    body: int
    path: str
    item: int | None = None
    summed: bool = False


class Raw(str):
    """A JSON number as it was written."""

    __slots__ = ()


def dump(value: Any) -> str:
    """JSON with every number as it was written."""
    if isinstance(value, Raw):
        return str(value)
    if isinstance(value, dict):
        return "{" + ",".join(f"{json.dumps(key)}:{dump(each)}" for key, each in value.items()) + "}"
    return "[" + ",".join(map(dump, value)) + "]" if isinstance(value, list) else json.dumps(value)


def leaf(body: bytes, path: str) -> tuple[str, Change] | None:
    """What stands at a place, and the body with something else there; None for a place that is no single number."""
    if found := re.fullmatch(r"table\[(\d+)\]/row\[(.*)\]/col\[(.+)\]", path):
        return _cell(body, int(found[1]), found[2], found[3])
    if found := re.fullmatch(r"line\[(\d+)\]/col\[(.+)\]", path):
        return _field(body, int(found[1]) - 1, found[2])
    if not path.startswith("/") or body.lstrip()[:1] not in (b"{", b"["):
        return None
    whole = json.loads(body, parse_float=Raw, parse_int=Raw)
    *way, last = [step.replace("~1", "/").replace("~0", "~") for step in path.split("/")[1:]]
    holder = whole
    for step in way:
        holder = holder[int(step)] if isinstance(holder, list) else holder[step]
    key: Any = int(last) if isinstance(holder, list) else last
    if not isinstance(holder[key], str) or not re.search(r"\d", holder[key]):
        return None
    before = holder[key]

    def change(text: str) -> bytes:
        holder[key] = type(before)(text)
        changed = dump(whole).encode()
        holder[key] = before
        return changed

    return str(before), change


def _cell(body: bytes, number: int, label: str, header: str) -> tuple[str, Change] | None:
    page = BeautifulSoup(body.decode(), "html.parser")
    rows = [row.find_all(["td", "th"]) for row in page.find_all("table")[number].find_all("tr")]
    texts = [[" ".join(cell.get_text(" ").split()) for cell in row] for row in rows]
    column = next(row.index(header) for row in texts if header in row)
    place = next(i for i, row in enumerate(texts) if row and row[0] == label)
    cell, before = rows[place][column], texts[place][column]

    def change(text: str) -> bytes:
        cell.string = text
        return str(page).encode()

    return before, change


def _field(body: bytes, line: int, header: str) -> tuple[str, Change] | None:
    lines = body.decode().splitlines()
    cells, place = lines[line].split(","), lines[0].split(",").index(header)

    def change(text: str) -> bytes:
        changed = [*cells[:place], text, *cells[place + 1 :]]
        return "\n".join([*lines[:line], ",".join(changed), *lines[line + 1 :], ""]).encode()

    return cells[place], change


def spots(case: Read, readings: list[Reading], bodies: list[bytes]) -> Iterator[Spot]:
    """Every place that counts."""
    by_hash = {hashlib.sha256(body).hexdigest(): number for number, body in enumerate(bodies)}
    for reading in readings:
        here = by_hash[reading.sha256]
        item = re.search(r"item\(value, ?(\d+)\)", reading.formula)
        yield Spot(here, reading.path, int(item[1]) if item else None)
        for path, other in re.findall(r"\{([^}@]+)(?:@([0-9a-f]{8}))?\}", reading.formula):
            yield Spot(next(n for sha, n in by_hash.items() if sha.startswith(other)) if other else here, path)
    formulas = " ".join(reading.formula for reading in readings if reading.formula.startswith("sum("))
    for number, body in enumerate(bodies) if case.source in ADDED_UP else ():
        for path in _fields(json.loads(body), ADDED_UP[case.source], formulas):
            yield Spot(number, path, summed=True)


def _fields(value: Any, names: tuple[str, ...], formulas: str, path: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for key, each in value.items():
            if key in names and value.get("instrument_name", "").rsplit("-", 2)[0] in formulas:
                yield f"{path}/{key}"
            yield from _fields(each, names, formulas, f"{path}/{key}")
    elif isinstance(value, list):
        for n, each in enumerate(value):
            yield from _fields(each, names, formulas, f"{path}/{n}")


def name_of(case: Read) -> str:
    return f"{case.source}-{case.files.split()[0].rsplit('/', 1)[1]}"


def _outcome(config: Config, case: Read, bodies: list[bytes]) -> object:
    source = next(source for source in config.sources if source.id == case.source)
    try:
        found = try_files(source, bodies, at=datetime.fromisoformat(case.at)).readings
    except BriefError as refused:
        return type(refused)
    return {(reading.figure, reading.as_of, reading.value, tuple(reading.detail.items())) for reading in found}


def _unnoticed(contracts: Path, case: Read, others: Callable[[str], str], most: int) -> list[str]:
    """What can be changed without a change of any figure, in at most so many places."""
    config = configuration(Store(REPOSITORY))
    bodies = [case.unwrap((contracts / file).read_bytes()) for file in case.files.split()]
    source = next(source for source in config.sources if source.id == case.source)
    readings = list(try_files(source, bodies, at=datetime.fromisoformat(case.at)).readings)
    right, unnoticed, tried = _outcome(config, case, bodies), [], 0
    found = list(dict.fromkeys(spots(case, readings, bodies)))
    for spot in found[:: max(1, len(found) // most)]:
        if (there := leaf(bodies[spot.body], spot.path)) is None:
            continue
        text, change = there

        def goes_unnoticed(changed: str, spot: Spot = spot, change: Change = change) -> bool:
            return _outcome(config, case, _with(bodies, spot.body, change(changed))) == right

        if spot.summed and goes_unnoticed(_other(text)):
            continue  # a row outside the window
        for changed in _changes(text, spot.item, others):
            tried += 1
            if goes_unnoticed(changed):
                unnoticed.append(f"{spot.path}: {text} to {changed}")
    assert tried
    return unnoticed


def _changes(text: str, item: int | None, others: Callable[[str], str]) -> Iterator[str]:
    """The text with one digit another one, where that is another number; of a list of numbers only in one of them."""
    within = range(len(text)) if item is None else range(*list(re.finditer(r"[\d.]+", text))[item].span())
    for at in within:
        for digit in others(text[at]):
            changed = text[:at] + digit + text[at + 1 :]
            if _plain(changed) != _plain(text):
                yield changed


def _other(text: str) -> str:
    """Quite another number of the same spelling."""
    return re.sub(r"\d", lambda found: str((int(found[0]) * 3 + 4) % 10), text)


def _plain(text: str) -> Decimal | str:
    """The number, or what stands there where it is none."""
    try:
        return Decimal(text.strip("()").replace(",", ""))
    except ArithmeticError:
        return text


def _with(bodies: list[bytes], number: int, changed: bytes) -> list[bytes]:
    return [*bodies[:number], changed, *bodies[number + 1 :]]


def next_digit(old: str) -> str:
    return str((int(old) + 1) % 10) if old.isdigit() else ""


def other_digits(old: str) -> str:
    return "0123456789".replace(old, "") if old.isdigit() else ""


@pytest.mark.sampled(25)
@pytest.mark.parametrize("case", READ, ids=name_of)
def test_the_next_digit_is_another_figure_or_a_refusal(contracts: Path, case: Read) -> None:
    assert _unnoticed(contracts, case, next_digit, FEW) == []


@pytest.mark.slow
@pytest.mark.parametrize("case", READ, ids=name_of)
def test_in_every_place_the_next_digit_is_another_figure_or_a_refusal(contracts: Path, case: Read) -> None:
    assert _unnoticed(contracts, case, next_digit, ALL) == []


@pytest.mark.slow
@pytest.mark.parametrize("case", READ, ids=name_of)
def test_any_other_digit_is_another_figure_or_a_refusal(contracts: Path, case: Read) -> None:
    assert _unnoticed(contracts, case, other_digits, SAMPLE) == []
