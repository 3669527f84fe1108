"""Which bodies of an archive may go: those that nothing which was told to readers rests on.

Owns what is removed and in which order: it is written down first, so that a run that is cut off leaves no body missing
without a word. Refuses an archive that was not recorded (it cannot be asked for again, and is small), and to touch a
manifest.
"""

from collections.abc import Collection, Mapping
from datetime import date
from typing import NamedTuple

from brief.collect.archive import MANIFEST, TRIED, Manifest
from brief.collect.intact import PRUNED, Pruned, Removed, Sized, pruned
from brief.errors import BriefError

LEFT_OVER = "(no longer in a manifest)"
"""Whose a body is that an earlier try of its night was sent."""


class Day(NamedTuple):
    """One day's archive, and what of it may go."""

    day: date
    sizes: Mapping[str, Mapping[str, int]]
    """Bytes of each body, by source; a body that two were sent is the first one's."""
    goes: tuple[Removed, ...]

    @property
    def total(self) -> int:
        return sum(sum(files.values()) for files in self.sizes.values())

    def of(self, source: str) -> int:
        return sum(self.sizes.get(source, {}).values())

    def freed(self, source: str = "") -> int:
        """How many bytes go, of all or of one source."""
        return sum(one.bytes for one in self.goes if not source or one.sources[0] == source)


def survey(shelf: Sized, day: date, named: Collection[str], *, full: bool) -> Day:
    """What a day's archive holds, and what of it may go: nothing where it is to stay `full`.

    `named` are the sums of all bodies that receipts name.
    """
    owners: dict[str, list[str]] = {}
    recorded = True
    for name in (MANIFEST, TRIED):
        try:
            manifest = Manifest.read(shelf, name)
        except BriefError:
            continue
        recorded = recorded and manifest.provenance == "recorded"
        for entry in manifest.requests:
            if entry.file and entry.source not in owners.setdefault(entry.file, []):
                owners[entry.file].append(entry.source)
    sizes: dict[str, dict[str, int]] = {}
    goes = []
    for file, size in shelf.sizes().items():
        if not file.endswith(".gz"):
            continue
        sources = tuple(owners.get(file, (LEFT_OVER,)))
        sizes.setdefault(sources[0], {})[file] = size
        if recorded and not full and file.removesuffix(".gz") not in named:
            goes.append(Removed(file=file, sources=sources, bytes=size))
    return Day(day, sizes, tuple(goes))


def prune(shelf: Sized, found: Day) -> None:
    """Remove what may go."""
    if not found.goes:
        return
    before = pruned(shelf)
    again = {one.file for one in found.goes}
    kept = [one for one in (before.removed if before else ()) if one.file not in again]
    record = Pruned(day=found.day, removed=(*kept, *found.goes))
    shelf.put(PRUNED, (record.model_dump_json(indent=1) + "\n").encode())
    for one in found.goes:
        shelf.remove(one.file)
