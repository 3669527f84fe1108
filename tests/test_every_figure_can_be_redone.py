"""Whoever doubts a figure can redo it: from the bytes it was read from, or by the formula of what was computed.

Both nights, every figure they know, printed or not; nothing of the package computes here.
"""

import gzip
import hashlib
import html
import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree

import pytest
import yaml
from bs4 import BeautifulSoup

from brief.desk.record import told
from brief.models import Figure, Reading, Receipts
from brief.models.story import Story
from brief.store import Store
from formulas import Rows, Value, redo
from nights import BUNDLED, configuration, new_site, run_replay, specimen_site
from specimen.make import DAY

ALGORITHMS = ("sum(", "max_pain(", "count(")
"""Formulas of readings that go over many rows of a payload; those have tests with each source."""


class Told(NamedTuple):
    store: Store
    story: Story
    receipts: Receipts
    bodies: dict[str, bytes]
    series: dict[str, dict[date, tuple[Decimal, str]]]
    """Name -> day -> the value last known, and its row as it stands in the file."""


@pytest.fixture(scope="module", params=[BUNDLED, DAY], ids=["bundled", "specimen"])
def night(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Told:
    site: Callable[[Path], Store] = new_site if request.param == BUNDLED else specimen_site
    store = site(tmp_path_factory.mktemp("night"))
    run_replay(store, request.param)
    return as_told(store, request.param)


def as_told(store: Store, day: date) -> Told:
    """The newest night of a site folder, as its draft tells it."""
    edition = f"{day}-daily-crypto-market-brief"
    text = (store.receipts_folder(edition, draft=True) / "receipts.json").read_text(encoding="utf-8")
    folder = store.content / "_raw" / day.isoformat()
    entries = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["requests"]
    bodies = {
        entry["sha256"]: gzip.decompress((folder / entry["file"]).read_bytes()) for entry in entries if entry["file"]
    }
    story = told(store, configuration(store), day)
    return Told(store, story, Receipts.model_validate_json(text), bodies, dict(_series(store)))


def _series(store: Store) -> Iterator[tuple[str, dict[date, tuple[Decimal, str]]]]:
    for path in sorted((store.content / "_series").glob("*.csv")):
        rows = (line.split(",") for line in path.read_text(encoding="utf-8").splitlines()[1:])
        newest = sorted(rows, key=lambda row: row[3])
        yield path.stem, {date.fromisoformat(day): (Decimal(v), f"{day},{v},{s},{k}\n") for day, v, s, k in newest}


def test_every_printed_figure_has_a_receipt_and_each_input_leads_on(night: Told) -> None:
    known, wrong = {receipt.figure for receipt in night.receipts.receipts}, []
    for receipt in night.receipts.receipts:
        if not receipt.inputs and not receipt.readings:
            wrong.append(f"{receipt.figure} stands on nothing")
        for name in receipt.inputs:
            if name not in known and not any(
                leads(night, name) for leads in (_is_point, _is_stretch, _is_told, _is_by_hand)
            ):
                wrong.append(f"{receipt.figure}: {name} leads nowhere")
    printed = [receipt for receipt in night.receipts.receipts if receipt.printed]
    assert len(printed) > 100
    assert wrong == []


def _is_point(night: Told, name: str) -> bool:
    found = re.fullmatch(r"(\S+)\[(\S+)\] = (\S+) \((\S+), known (\S+)\)", name)
    if not found:
        return False
    series, day, value, source, known = found.groups()
    text = (night.store.content / "_series" / f"{series}.csv").read_text(encoding="utf-8")
    return f"\n{day},{value},{source},{known}\n" in text


def _is_stretch(night: Told, name: str) -> bool:
    found = re.fullmatch(r"(\S+)\[(\S+)\.\.(\S+)\] \((\d+) rows, sha256 ([0-9a-f]{64})\)", name)
    if not found:
        return False
    first, last = date.fromisoformat(found[2]), date.fromisoformat(found[3])
    rows = [row for day, (_, row) in sorted(night.series[found[1]].items()) if first <= day <= last]
    return len(rows) == int(found[4]) and hashlib.sha256("".join(rows).encode()).hexdigest() == found[5]


def _is_told(night: Told, name: str) -> bool:
    found = re.fullmatch(r"(\S+\.told\.json)\[(\S+)\] = (\S+)", name)
    if not found:
        return False
    watched = json.loads((night.store.content / "_published" / found[1]).read_text(encoding="utf-8"))["watched"]
    return [Decimal(one["value"]) for one in watched if one["id"] == found[2]] == [Decimal(found[3])]


def _is_by_hand(night: Told, name: str) -> bool:
    found = re.fullmatch(r"counts\.yaml\[([a-z-]+)\.(\S+)\] = (\S+)", name)
    if not found:
        return False
    kept = yaml.safe_load((night.store.content / "_data" / "counts.yaml").read_text(encoding="utf-8"))["counts"]
    place = next(count for count in kept if count["id"] == found[1])
    for step in found[2].split("."):
        place = place[step]
    return str(place) == found[3]


def test_every_reading_stands_in_bytes_and_follows_from_them(night: Told) -> None:
    wrong, redone = [], 0
    for figure in night.story.figures.values():
        for reading in figure.readings:
            assert reading.sha256 in night.bodies
            how = reading.formula.partition(";")[0].strip()
            if how.startswith(ALGORITHMS):
                continue
            redone += 1
            try:
                how = _of_titles(_of_items(how or "value", night, reading), night, reading)
                value = redo(how, partial(_standing, night, reading))
            except (AssertionError, LookupError, ValueError, ArithmeticError, SyntaxError) as broken:
                wrong.append(f"{reading.figure} of {reading.source}: {how!r} at {reading.path}: {broken!r}")
                continue
            if not _close(value, reading.value):
                wrong.append(f"{reading.figure} of {reading.source}: {how!r} is {value}, not {reading.value}")
    assert redone > 30
    assert wrong == []


def _of_items(formula: str, night: Told, reading: Reading) -> str:
    """`item(value, 1)` is the second of a list that stands as text at the place."""

    def item(found: re.Match[str]) -> str:
        return str(json.loads(_at(night.bodies[reading.sha256], reading.path))[int(found[1])])

    return re.sub(r"\bitem\(value, (\d+)\)", item, formula)


def _of_titles(formula: str, night: Told, reading: Reading) -> str:
    """`money(2)` is the second amount of US dollars in the title at the place."""

    def amount(found: re.Match[str]) -> str:
        title = _at(night.bodies[reading.sha256], reading.path)
        amounts = re.findall(r"\$([\d.,]*\d)(?: ?(million|billion|thousand|[MBK]))?", title)
        number, scale = amounts[int(found[1]) - 1]
        return f"{number.replace(',', '')} * 1{'0' * {'m': 6, 'b': 9, 't': 3, 'k': 3, '': 0}[scale[:1].lower()]}"

    return re.sub(r"\bmoney\((\d+)\)", amount, formula)


def _standing(night: Told, reading: Reading, place: str) -> Decimal:
    """The number at `value`, `{place}` or `{place@hash}`."""
    path, _, other = place.strip("{}").rpartition("@") if "@" in place else (place.strip("{}"), "", "")
    sha256 = next(sha for sha in night.bodies if sha.startswith(other)) if other else reading.sha256
    return _number(_at(night.bodies[sha256], reading.path if place == "value" else path))


def _number(text: Any) -> Decimal:
    cleaned = str(text).strip().replace(",", "").replace("\u2212", "-")
    return -Decimal(cleaned[1:-1]) if cleaned.startswith("(") else Decimal(cleaned)


def _at(body: bytes, path: str) -> Any:
    if found := re.fullmatch(r"table\[(\d+)\]/row\[(.*)\]/col\[(.+)\]", path):
        return _cell(body, int(found[1]), found[2], found[3])
    if found := re.fullmatch(r"line\[(\d+)\]/col\[(.+)\]", path):
        lines = body.decode().splitlines()
        heads = next(line.split(",") for line in lines if found[2] in line.split(","))
        cells = re.findall(r'"[^"]*"|[^,]+|(?<=,)(?=,)', lines[int(found[1]) - 1])
        return cells[heads.index(found[2])].strip('"')
    if found := re.fullmatch(r"entry\[(.+)\]/title", path):
        items = ElementTree.fromstring(body).iter("item")  # noqa: S314 - our own archive
        return html.unescape(next(str(item.findtext("title")) for item in items if item.findtext("guid") == found[1]))
    place: Any = json.loads(body, parse_float=Decimal)
    for step in path.split("/")[1:]:
        key = step.replace("~1", "/").replace("~0", "~")
        place = place[int(key)] if isinstance(place, list) else place[key]
    return place


def _cell(body: bytes, number: int, label: str, header: str) -> str:
    table = BeautifulSoup(body.decode(), "html.parser").find_all("table")[number]
    rows = [
        [" ".join(cell.get_text(" ").split()) for cell in row.find_all(["td", "th"])] for row in table.find_all("tr")
    ]
    column = next(row.index(header) for row in rows if header in row)
    return next(row[column] for row in rows if row and row[0] == label)


def recomputed(night: Told) -> tuple[int, list[str]]:
    """How many figures were computed again by their formulas, and what is wrong with which."""
    wrong, redone = [], 0
    for figure in night.story.figures.values():
        if figure.readings:
            continue
        redone += 1
        try:
            value = redo(_of_ranges(figure.formula, night.story), lambda name: _named(night, name))
        except (AssertionError, LookupError, ValueError, ArithmeticError, SyntaxError) as broken:
            wrong.append(f"{figure.name}: {figure.formula}: {broken!r}")
            continue
        if not _close(value, figure.value):
            wrong.append(f"{figure.name}: {figure.formula} is {value}, not {figure.value}")
    return redone, wrong


def test_every_computed_figure_follows_from_its_inputs_by_its_formula(night: Told) -> None:
    redone, wrong = recomputed(night)
    assert redone > 80
    assert wrong == []


def _of_ranges(formula: str, story: Story) -> str:
    """`high(NAME)` and `low(NAME)` are of the answers that the figure's sources gave."""

    def end(found: re.Match[str]) -> str:
        values = [reading.value for reading in story.figures[found[2]].readings]
        return str(max(values) if found[1] == "high" else min(values))

    return re.sub(r"\b(high|low)\(([a-z0-9._-]+)\)", end, formula)


def _named(night: Told, name: str) -> Value:
    stretch = re.fullmatch(r"(.+)\[([0-9-]+)(?:\.\.([0-9-]+))?\]", name)
    if stretch is None:
        return night.story.figures[name].value
    first = date.fromisoformat(stretch[2])
    last = date.fromisoformat(stretch[3] or stretch[2])
    rows: Rows = [(day, v) for day, (v, _) in sorted(night.series[stretch[1]].items()) if first <= day <= last]
    assert rows, f"{name} holds no point"
    return rows


def _close(value: Decimal, given: Decimal) -> bool:
    return abs(value - given) <= abs(given) * Decimal("1e-9") + Decimal("1e-15")


def test_a_wrong_figure_would_be_noticed(night: Told) -> None:
    """The calculator above is no yes-man: a digit changed in any computed figure is seen."""
    figures: list[Figure] = [f for f in night.story.figures.values() if not f.readings and f.value]
    assert all(not _close(f.value * Decimal("1.000001"), f.value) for f in figures)


def test_a_receipt_s_formula_is_that_of_the_reading_whose_value_it_has(night: Told) -> None:
    """A price of CoinGecko's is not "in USDT" because Binance, further down, is."""
    for receipt in night.receipts.receipts:
        figure = night.story.figures[receipt.figure]
        if figure.readings:
            assert receipt.value == figure.readings[0].value
            assert receipt.formula == (figure.formula or figure.readings[0].formula), receipt.figure


def test_every_footnote_leads_to_the_receipt_it_names(night: Told) -> None:
    folder = night.store.receipts_folder(night.receipts.edition, draft=True)
    ids = set(re.findall(r' id="([^"]+)"', (folder / "index.html").read_text(encoding="utf-8")))
    post = night.store.read_text(night.store.post_path(night.receipts.edition), "post")
    led = re.findall(r"\[Receipt\]\(https://brief\.example\.org/receipts/[^/]+/(#?)([^)]*)\)", post)
    assert len(led) > 8
    assert [anchor for mark, anchor in led if not mark or anchor not in ids] == []


def test_every_printed_title_stands_in_the_bytes_at_its_place(night: Told) -> None:
    """A feed's title is the whole of it; a list's, a calendar's or a status's may be put together around it."""
    items = [(answer.source, item) for answer in night.receipts.answers for item in answer.items]
    wrong = []
    for source, item in items:
        found = _words(_title_at(night.bodies[item.sha256], item.path))
        whole = (item.title, f"{item.title} - {item.outlet}")  # a search for news names the outlet behind it
        right = found in whole if item.path.startswith("entry") else found and found in item.title
        if not right and source != "kucoin-status":  # it says "cancelonly", and we what that is
            wrong.append(f"{item.stands}: {item.path} has {found!r}, not {item.title!r}")
    assert len(items) >= 6
    assert wrong == []


def test_a_source_that_had_nothing_new_has_its_answer_for_proof(night: Told) -> None:
    proofs = {answer.source: answer for answer in night.receipts.answers if not answer.items}
    assert {answer.sha256 for answer in proofs.values()} <= set(night.bodies)
    if night.receipts.day == DAY:
        assert {"kraken-status", "japan-fsa", "kraken-blog"} <= set(proofs)


def _words(text: str) -> str:
    """A title as a reader sees it: no markup, no layout."""
    return " ".join(BeautifulSoup(html.unescape(text), "html.parser").get_text().split())


def _title_at(body: bytes, path: str) -> str:
    if found := re.fullmatch(r"entry\[(.+)\]/title", path):
        for entry in ElementTree.fromstring(body).iter():  # noqa: S314 - our own archive
            parts = {child.tag.rpartition("}")[2]: child.text or "" for child in entry}
            if found[1] in (parts.get("guid"), parts.get("id")):
                return parts["title"]
        raise LookupError(path)
    if found := re.fullmatch(r"event\[(.+)\]/SUMMARY", path):
        event = next(part for part in body.decode().split("BEGIN:VEVENT") if f"UID:{found[1]}" in part)
        return next(line.removeprefix("SUMMARY:") for line in event.splitlines() if line.startswith("SUMMARY:"))
    return str(_at(body, path))
