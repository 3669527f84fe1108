"""All items of a night's archive, before any was left out: for saying why one is not printed."""

from brief.collect.archive import Manifest, Shelf, unpack
from brief.collect.runner import find_module, read
from brief.config import Config, Source
from brief.models import Item, Night, Payload
from brief.models.base import Frozen

FILTERS = ("about", "skip")
"""The options of a source that leave items out."""


class Reread(Frozen):
    """One item as its source sent it, and whether sources.yaml lets it through."""

    item: Item
    wanted: bool


def reread(config: Config, manifest: Manifest, shelf: Shelf) -> tuple[Reread, ...]:
    """Every item of the archive. What cannot be read again is left out: the night has its gap."""
    found = []
    for source in config.sources:
        if payloads := _payloads(source, manifest, shelf):
            wanted = {item.path for item in _items(source, payloads, manifest, source.options)}
            bare = {name: value for name, value in source.options.items() if name not in FILTERS}
            found += [
                Reread(item=item, wanted=item.path in wanted) for item in _items(source, payloads, manifest, bare)
            ]
    return tuple(found)


def _payloads(source: Source, manifest: Manifest, shelf: Shelf) -> list[Payload]:
    module = find_module(source.module)
    entries = [entry for entry in manifest.requests if entry.source == source.id and entry.holds]
    if not hasattr(module, "items"):
        return []
    return [
        Payload(
            source=source.id,
            url=entry.url,
            body=unpack(entry, shelf),
            fetched_at=entry.fetched_at,
            tag=entry.tag,
            headers=entry.headers,
        )
        for entry in entries
    ]


def _items(source: Source, payloads: list[Payload], manifest: Manifest, options: dict[str, object]) -> list[Item]:
    night = Night(day=manifest.day, at=manifest.as_of, options=options)
    try:
        return read(find_module(source.module), payloads, night)[1]
    except Exception:  # as a night would have it: nothing of what cannot be read
        return []
