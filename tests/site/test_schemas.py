"""A program that trusts our schema must read every file we publish, and be told of one that is not ours."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from brief.models import Receipts, Snapshot
from brief.site.machine.schemas import schemas
from brief.store import Store
from nights import BUNDLED, run_replay, short_site, specimen_site
from specimen.make import DAY

Files = dict[str, Any]


def address(name: str) -> str:
    return f"https://brief.example.org/schemas/{name}"


def published(store: Store, edition: str) -> Files:
    receipts = store.receipts_folder(edition, draft=True) / "receipts.json"
    (snapshot,) = (store.content / "_snapshots").glob("*.json")
    return {
        "receipts-1.json": json.loads(receipts.read_bytes()),
        "snapshot-1.json": json.loads(snapshot.read_bytes()),
    }


@pytest.fixture(scope="module")
def nights(tmp_path_factory: pytest.TempPathFactory) -> list[Files]:
    """The files of both nights."""
    bundled = short_site(tmp_path_factory.mktemp("bundled"))
    specimen = specimen_site(tmp_path_factory.mktemp("specimen"))
    return [
        published(bundled, run_replay(bundled, BUNDLED).edition),
        published(specimen, run_replay(specimen, DAY).edition),
    ]


def validator(name: str) -> Draft202012Validator:
    made = json.loads(schemas(address)[name])
    Draft202012Validator.check_schema(made)
    return Draft202012Validator(made, format_checker=Draft202012Validator.FORMAT_CHECKER)


@pytest.mark.sampled(1)
@pytest.mark.parametrize("name", ["receipts-1.json", "snapshot-1.json"])
def test_the_files_of_both_nights_are_what_the_schema_says(name: str, nights: list[Files]) -> None:
    for files in nights:
        assert [error.message for error in validator(name).iter_errors(files[name])] == []


@pytest.mark.parametrize(
    ("place", "value"),
    [
        *((("receipts", 0, "value"), 3.2), (("receipts", 0, "value"), "about 3"), (("receipts", 0, "as_of"), "soon")),
        *((("receipts", 0, "unit"), "euro"), (("receipts", 0, "surprise"), 1), (("day",), "Nov. 4")),
        (("receipts", 0, "readings", 0, "fetched_at"), None),
    ],
)
def test_another_shape_is_refused(place: tuple[str | int, ...], value: object, nights: list[Files]) -> None:
    broken = json.loads(json.dumps(nights[0]["receipts-1.json"]))
    inner = broken
    for step in place[:-1]:
        inner = inner[step]
    inner[place[-1]] = value
    assert list(validator("receipts-1.json").iter_errors(broken))


def test_a_schema_names_itself_and_is_the_same_every_time() -> None:
    made = schemas(address)
    assert made == schemas(address)
    assert {name: json.loads(text)["$id"] for name, text in made.items()} == {name: address(name) for name in made}


def test_the_models_still_read_what_they_write(nights: list[Files]) -> None:
    for files in nights:
        for name, model in (("receipts-1.json", Receipts), ("snapshot-1.json", Snapshot)):
            read = model.model_validate(files[name], strict=False)
            assert json.loads(read.model_dump_json()) == files[name]


def test_nothing_of_this_machine_is_in_a_schema() -> None:
    assert not [text for text in schemas(address).values() if str(Path.home()) in text or "brief.models" in text]
