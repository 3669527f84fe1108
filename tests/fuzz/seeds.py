"""What fuzzing begins with: every source's answers of the invented night, and the recordings where there are some."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import NamedTuple

from brief.collect.archive import MANIFEST, Manifest, unpack
from brief.collect.runner import SourceModule, find_module
from brief.config import Config, Source
from brief.models import Night, Payload, day_of
from brief.store import Store
from nights import REPOSITORY, SPECIMEN, configuration
from specimen.make import DAY
from test_try_recordings import READ

ARCHIVE = SPECIMEN / "_raw" / DAY.isoformat()
CONTRACTS = REPOSITORY.parent / "shared" / "contracts"


class Seed(NamedTuple):
    """The answers to all questions of one source on one night, which it reads."""

    source: Source
    module: SourceModule
    payloads: tuple[Payload, ...]
    night: Night


class _Shelf:
    def get(self, name: str) -> bytes:
        return (ARCHIVE / name).read_bytes()

    def put(self, name: str, data: bytes) -> None:
        raise AssertionError(name)


@cache
def seeds() -> Mapping[str, tuple[Seed, ...]]:
    """By source id, in the order of sources.yaml."""
    config = configuration(Store(REPOSITORY))
    found: dict[str, tuple[Seed, ...]] = {}
    for seed in (*_specimen(config), *_recordings(config)):
        found[seed.source.id] = (*found.get(seed.source.id, ()), seed)
    return found


def _specimen(config: Config) -> list[Seed]:
    manifest = Manifest.read(_Shelf(), MANIFEST)
    found = []
    for source in config.sources:
        night = Night(day=manifest.day, at=manifest.as_of, options=source.options)
        payloads = tuple(
            Payload(
                source=entry.source,
                url=entry.url,
                body=unpack(entry, _Shelf()),
                fetched_at=entry.fetched_at,
                tag=entry.tag,
                headers=entry.headers,
            )
            for entry in manifest.requests
            if entry.source == source.id
        )
        if payloads:
            found.append(Seed(source, find_module(source.module), payloads, night))
    return found


def _recordings(config: Config) -> list[Seed]:
    """Real answers, where they lie beside the project."""
    if not CONTRACTS.is_dir():
        return []
    by_id = {source.id: source for source in config.sources}
    found = []
    for case in READ:
        source, at = by_id[case.source], datetime.fromisoformat(case.at)
        module = find_module(source.module)
        night = Night(day=day_of(at), at=at, options=source.options)
        asked = module.requests(night)
        bodies = [case.unwrap((CONTRACTS / file).read_bytes()) for file in case.files.split()]
        payloads = tuple(
            Payload(source=source.id, url=request.url, body=body, fetched_at=at, tag=request.tag)
            for request, body in zip(asked, bodies, strict=False)
        )
        found.append(Seed(source, module, payloads, night))
    return found
