"""What a source does not let pass must be in no file of ours, and what it does must still be there."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from brief.models import Receipts, Snapshot
from brief.site.machine.public_snapshot import SILENT, public_snapshot
from brief.site.machine.schemas import schemas
from brief.store import Store
from nights import BUNDLED, configuration, run_replay, short_site, specimen_site
from specimen.make import DAY

OPEN = ("bytes", "extract")


class Night:
    """A night as it is kept, and what it is told by."""

    def __init__(self, store: Store, edition: str) -> None:
        self.folder = store.receipts_folder(edition, draft=True)
        (kept,) = (store.content / "_snapshots").glob("*.json")
        self.snapshot = Snapshot.model_validate_json(kept.read_bytes())
        self.receipts = Receipts.model_validate_json((self.folder / "receipts.json").read_bytes())
        self.publish = {source.id: source.publish for source in configuration(store).sources}

    @property
    def printed(self) -> set[str]:
        return {receipt.figure for receipt in self.receipts.receipts}


@pytest.fixture(scope="module")
def nights(tmp_path_factory: pytest.TempPathFactory) -> list[Night]:
    bundled, specimen = (tmp_path_factory.mktemp(name) for name in ("bundled", "specimen"))
    stores = [(short_site(bundled), BUNDLED), (specimen_site(specimen), DAY)]
    return [Night(store, run_replay(store, day).edition) for store, day in stores]


def test_what_a_night_leaves_for_readers_is_a_snapshot_by_its_schema(nights: list[Night]) -> None:
    schema = json.loads(schemas(lambda name: name)["snapshot-1.json"])
    for night in nights:
        text = (night.folder / "snapshot.json").read_text(encoding="utf-8")
        assert list(Draft202012Validator(schema).iter_errors(json.loads(text))) == []
        assert Snapshot.model_validate_json(text) == public_snapshot(night.snapshot, night.receipts, night.publish)


def test_every_printed_figure_that_was_read_is_in_it_with_its_value(nights: list[Night]) -> None:
    for night in nights:
        public = public_snapshot(night.snapshot, night.receipts, night.publish)
        read = {name: figure.value for name, figure in night.snapshot.figures.items() if name in night.printed}
        assert {name: public.figures[name].value for name in read} == read
        places = {name: [(one.sha256, one.path) for one in figure.readings] for name, figure in public.figures.items()}
        assert all(found for found in places.values())


def test_what_a_closed_source_gave_and_the_post_does_not_print_is_not_in_it(nights: list[Night]) -> None:
    left_out = 0
    for night in nights:
        public = public_snapshot(night.snapshot, night.receipts, night.publish)
        closed = {id_ for id_, rule in night.publish.items() if rule not in OPEN}
        for name, figure in night.snapshot.figures.items():
            if name not in night.printed and closed & {one.source for one in figure.readings}:
                left_out += 1
                assert name not in public.figures
        told = {(item.title, item.outlet) for answer in night.receipts.answers for item in answer.items}
        assert {(item.title, item.outlet) for item in public.items if item.source in closed} <= told
        assert all(not (item.detail or item.amounts) for item in public.items if item.source in closed)
        assert all(gap.why == SILENT for gap in public.gaps if gap.source in closed)
        assert public.before is None
    assert left_out > 20


def test_with_every_source_closed_only_what_is_printed_is_left_and_with_all_open_everything(
    nights: list[Night],
) -> None:
    for night in nights:
        nothing = public_snapshot(night.snapshot, night.receipts, {})
        assert set(nothing.figures) == night.printed & set(night.snapshot.figures)
        details = [one.detail for figure in nothing.figures.values() for one in figure.readings]
        assert {key for detail in details for key in detail} <= {"label"}
        every = public_snapshot(night.snapshot, night.receipts, dict.fromkeys(night.publish, "bytes"))
        assert every == night.snapshot.model_copy(update={"before": None})


def test_a_series_is_kept_in_the_unit_that_its_figures_have(nights: list[Night], tmp_path: Path) -> None:
    """Its file names no unit; one that is wrong in sources.yaml would be wrong in every row for download."""
    config = configuration(short_site(tmp_path))
    kept = {
        name: (figure.unit, config.rule(name).unit)
        for night in nights
        for name, figure in night.snapshot.figures.items()
        if config.rule(name).series
    }
    assert {name: units for name, units in kept.items() if units[0] != units[1]} == {}
    assert len(kept) > 60
