"""A night where every second source fails: what is left reads well, and nothing is said that the rest cannot show.

The specimen's answers as the internet of a live night, and a random half of its sources failing, each in another way.
"""

import random
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import httpx
import pytest

from brief.collect.archive import Manifest, unpack
from brief.desk.checks import run
from brief.desk.inspect import case_of
from brief.errors import NoSource
from brief.models import Receipts, Snapshot
from brief.night import Outcome
from brief.store import Store
from nights import KEYS, configuration, run_live, run_replay, specimen_site
from specimen.make import DAY

AT = datetime(DAY.year, DAY.month, DAY.day, 12, tzinfo=UTC)
FAILURES = (
    lambda request: httpx.Response(503, text="down for maintenance"),
    lambda request: httpx.Response(403, html="<html><title>Just a moment...</title></html>"),
    lambda request: httpx.Response(451, json={"msg": "Service unavailable from a restricted location"}),
    lambda request: httpx.Response(200, html="<html><body>We will be right back.</body></html>"),
    lambda request: httpx.Response(200, json={}),
    lambda request: httpx.Response(200, json=[]),
    lambda request: httpx.Response(200, content=b'{"data": [{"price": '),
)
A_ROBOTS_WORDS = re.compile(
    r"\bNone\b|\bnan\b|\bnull\b|\bUndefined\b|[{}]|\(\s*\)|\s[,.;:](?=\s|$)|,\s*,|\.\.(?!\.)|: *\.|\bof (?:zero|no)\b"
    r"|\ball (?:zero|one)\b|\bfrom (?:to|over)\b|\b(\w+) \1\b(?<!had had)|\*\*\s*\*\*|\bonly (?:zero|0)\b",
    re.IGNORECASE,
)
"""What is left of a sentence whose figure is missing."""
FAST, MANY = range(2), range(2, 62)


class Internet:
    """The archived answers by their address; the sources that are `down` fail, each in its own way every time."""

    def __init__(self, store: Store, down: Mapping[str, int]) -> None:
        shelf = store.archive(DAY)
        self.bodies: dict[tuple[str, str], bytes] = {}
        self.asking: dict[str, set[str]] = {}
        for entry in Manifest.read(shelf).requests:
            self.bodies[entry.url, entry.body] = unpack(entry, shelf)
            self.asking.setdefault(entry.url, set()).add(entry.source)
        self.down = down

    def __call__(self, request: httpx.Request, at: datetime) -> httpx.Response:
        url = str(request.url)
        for source in sorted(self.asking.get(url, set()) & set(self.down)):
            return FAILURES[self.down[source]](request)
        body = self.bodies.get((url, request.content.decode()))
        return httpx.Response(404, json={"error": "not here"}) if body is None else httpx.Response(200, content=body)


def night(folder: Path, down: Mapping[str, int]) -> tuple[Store, Outcome]:
    """The site folder after a live night in which these sources failed."""
    store = specimen_site(folder)
    internet = Internet(store, down)
    for file in (store.content / "_raw" / DAY.isoformat()).iterdir():
        file.unlink()
    return store, run_live(store, internet, at=AT, environ=KEYS)


def asked(store: Store) -> list[str]:
    config = configuration(store, KEYS)
    return [source.id for source in config.sources if not config.usable(source)]


def half(store: Store, seed: int) -> dict[str, int]:
    """Every second source of all that are asked, and how each of them fails."""
    chance = random.Random(seed)
    ids = asked(store)
    return {name: chance.randrange(len(FAILURES)) for name in chance.sample(ids, len(ids) // 2)}


def pricing(store: Store) -> set[str]:
    """The sources that give bitcoin's price. With all of them down there is no brief, as sources.yaml requires them."""
    giving = {source.id for source in configuration(store, KEYS).sources if source.fills_figure("prices.btc.usd")}
    return giving & set(asked(store))


def says_only_what_it_can_show(folder: Path, seed: int) -> None:
    site = specimen_site(folder / "list")
    down = half(site, seed)
    if pricing(site) <= set(down):
        with pytest.raises(NoSource, match="No source gave a figure for prices"):
            night(folder / "night", down)
        return
    store, outcome = night(folder / "night", down)
    text = store.read_text(store.post_path(outcome.edition), "post")
    body = text.split("\n---\n", 1)[1]
    case = case_of(store, configuration(store, KEYS), outcome.edition, text)
    assert [str(finding) for finding in run(case)] == []
    assert A_ROBOTS_WORDS.findall(re.sub(r"<!--.*?-->|\{:.*?\}", "", body, flags=re.DOTALL)) == []
    snapshot = Snapshot.model_validate_json(store.read_text(store.snapshot_path(DAY), "snapshot"))
    heard = {reading.source for figure in snapshot.figures.values() for reading in figure.readings}
    assert heard
    assert heard.isdisjoint(down)
    assert set(down) <= {gap.source for gap in snapshot.gaps}
    assert case.evidence.written
    folder_of_receipts = store.receipts_folder(outcome.edition, draft=True)
    receipts = Receipts.model_validate_json((folder_of_receipts / "receipts.json").read_text(encoding="utf-8"))
    shown = {receipt.figure for receipt in receipts.receipts}
    printed = {figure.figure for sentence in case.evidence.written.sentences for figure in sentence.figures}
    assert printed
    assert printed <= shown
    for receipt in receipts.receipts:
        assert {reading.source for reading in receipt.readings}.isdisjoint(down)


@pytest.mark.sampled(1)
@pytest.mark.parametrize("seed", FAST)
def test_it_reads_well_and_claims_nothing_it_cannot_show(tmp_path: Path, seed: int) -> None:
    says_only_what_it_can_show(tmp_path, seed)


@pytest.mark.slow
@pytest.mark.parametrize("seed", MANY)
def test_so_does_any_other_half(tmp_path: Path, seed: int) -> None:
    says_only_what_it_can_show(tmp_path, seed)


@pytest.mark.slow
def test_with_nothing_down_the_live_night_is_the_specimen(tmp_path: Path) -> None:
    """Else a failing half would prove nothing: the answers were not found."""
    live, _ = night(tmp_path / "live", {})
    replayed = specimen_site(tmp_path / "replay")
    run_replay(replayed, DAY)
    on = set(asked(live))
    found, due = _read(live), {row for row in _read(replayed) if row[1] in on}
    assert found == due
    assert len(found) > 400


def _read(store: Store) -> set[tuple[str, str, Decimal]]:
    snapshot = Snapshot.model_validate_json(store.read_text(store.snapshot_path(DAY), "snapshot"))
    return {(name, own.source, own.value) for name, figure in snapshot.figures.items() for own in figure.readings}
