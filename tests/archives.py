"""Making and changing archives for tests: bodies by source and tag become the folder a replay reads."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from brief.collect.archive import MANIFEST, Entry, Manifest, pack, unpack
from brief.collect.redact import redact
from brief.collect.runner import find_module
from brief.config import Config
from brief.models import Night, Published
from brief.models.figures import ArchiveProvenance
from brief.store import Store

Bodies = Mapping[str, Mapping[str, tuple[bytes, Sequence[Mapping[str, Any]]]]]
"""Source id -> request tag -> the body and the published facts it holds."""


def shelve(
    folder: Path, bodies: Bodies, config: Config, *, at: datetime, provenance: ArchiveProvenance, assumption: str = ""
) -> Manifest:
    """Write an archive of `bodies`, asked as the sources' own modules ask."""
    folder.mkdir(parents=True, exist_ok=True)
    entries = []
    for source in config.sources:
        given = bodies.get(source.id)
        if given is None:
            continue
        night = Night(day=at.date(), at=at, options=source.options)
        requests = find_module(source.module).requests(night)
        for request in requests:
            if request.tag not in given and not (len(requests) == 1 and "" in given):
                continue
            body, published = given.get(request.tag) or given[""]
            sha256, file, packed = pack(body)
            (folder / file).write_bytes(packed)
            entry = Entry(
                source=source.id,
                method=request.method,
                url=redact(request.url, ()),
                status=200,
                fetched_at=at,
                sha256=sha256,
                file=file,
                origin=tuple(Published.model_validate(fact) for fact in published) or None,
                body=request.body,
                tag=request.tag,
            )
            entries.append(entry)
    manifest = Manifest(day=at.date(), as_of=at, provenance=provenance, assumption=assumption, requests=tuple(entries))
    (folder / MANIFEST).write_text(manifest.text(), encoding="utf-8")
    return manifest


def change_bodies(store: Store, manifest: Manifest, change: Callable[[str, str, bytes], bytes]) -> None:
    """Pass every archived body through `change(source, tag, body)` and write the archive anew."""
    shelf = store.archive(manifest.day)
    entries = []
    for entry in manifest.requests:
        sha256, file, packed = pack(change(entry.source, entry.tag, unpack(entry, shelf)))
        shelf.put(file, packed)
        entries.append(entry.model_copy(update={"sha256": sha256, "file": file}))
    shelf.put(MANIFEST, manifest.model_copy(update={"requests": tuple(entries)}).text().encode())
