"""Whether an archive is what was stored: its list of contents, and each body in it.

Owns `pruned.json`, which names the bodies that were removed on purpose. Refuses to mend anything.
"""

import hashlib
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Literal, NamedTuple, Protocol

from pydantic import ConfigDict, Field, ValidationError

from brief.collect.archive import MANIFEST, Entry, Manifest, Shelf, unpack
from brief.errors import Refused, Unknown
from brief.models.base import Frozen, first_place

PRUNED = "pruned.json"


class Sized(Shelf, Protocol):
    """A day's folder that can be looked through, and emptied."""

    def sizes(self) -> dict[str, int]: ...
    def remove(self, name: str) -> None: ...


class Removed(Frozen):
    """One body that was removed, and how many bytes it took."""

    file: str
    sources: tuple[str, ...]
    bytes: int


class Pruned(Frozen):
    """`pruned.json`: what was taken out of a day's archive, beside the manifest that still says what was asked."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)

    schema_: Literal[1] = Field(default=1, alias="schema")
    day: date
    removed: tuple[Removed, ...] = ()


class Damage(NamedTuple):
    """A file of the archive that is not what was stored."""

    file: str
    why: str


def sums(shelf: Shelf, manifest: Manifest, contents: bytes) -> dict[str, str]:
    """The sums of an archive's files as they lie there; of one that is not there, none.

    `contents` are the bytes of the manifest, which need not have its place yet.
    """
    found = {MANIFEST: _sum(contents)}
    for file in dict.fromkeys(entry.file for entry in manifest.requests if entry.file):
        try:
            found[file] = _sum(shelf.get(file))
        except Unknown:  # the replay has a gap there, with a sentence
            continue
    return found


def pruned(shelf: Shelf) -> Pruned | None:
    """What was removed from a day's archive on purpose; None where nothing was."""
    try:
        return Pruned.model_validate_json(shelf.get(PRUNED))
    except Unknown:
        return None
    except ValidationError as damaged:
        raise Refused(
            f"The archive's {PRUNED} cannot be read, at {first_place(damaged)}; restore it, or remove it."
        ) from None


def refuse_pruned(shelf: Shelf, day: date) -> None:
    """Stop where a night would be made again without the answers that were removed: it would lose figures."""
    taken = pruned(shelf)
    if taken and taken.removed:
        raise Refused(
            f"{len(taken.removed)} answers of {day} were pruned, so that night cannot be made again; its edition stays "
            f"as it is, and `brief rebuild {day} --verify` compares what is left."
        )


def damages(shelf: Shelf, manifest: Manifest, known: Mapping[str, str]) -> Iterator[Damage]:
    """Each file that is not what was stored; `known` are the sums of that night, as far as there are any."""
    if known.get(MANIFEST, _sum(shelf.get(MANIFEST))) != _sum(shelf.get(MANIFEST)):
        yield Damage(MANIFEST, "it was changed since it was written")
    taken = pruned(shelf)
    gone = {one.file for one in taken.removed} if taken else set()
    entries = {entry.file: entry for entry in manifest.requests if entry.file and entry.file not in gone}
    for entry in entries.values():
        if why := _damage(shelf, entry, known.get(entry.file, "")):
            yield Damage(entry.file, why)


def _damage(shelf: Shelf, entry: Entry, known: str) -> str:
    """What is the matter with a body, in words; empty where nothing is."""
    try:
        unpack(entry, shelf)
    except Refused as refused:
        return str(refused)
    if known and _sum(shelf.get(entry.file)) != known:  # a bit that carries nothing: of the header, or a filling one
        return f"{entry.source}: what it holds is whole, but the file was changed since it was written"
    return ""


def _sum(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()
