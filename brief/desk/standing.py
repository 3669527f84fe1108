"""How the sources stand, from `sources.yaml` and the snapshots of the last nights; read again only where those changed.

Owns `_build/NAME.standing.json`, which anybody may delete, and which nights count: those whose brief readers have.
Refuses to be stopped by a damaged snapshot: its night is left out and told. A mistake in
`sources.yaml` stops the build.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from pydantic import ValidationError

from brief.desk.readers import Given
from brief.errors import Refused
from brief.models import Snapshot
from brief.models.base import Frozen
from brief.models.standing import Attendance, Listed, Silence, Standing
from brief.site.entries import Entry
from brief.store import Signatures, Store

if TYPE_CHECKING:
    from brief.config import Source

NIGHTS = 30
"""So many editions are counted."""


class _Kept(Frozen):
    """What the last build read: the sources by the signature of their file, the nights by that of their snapshots."""

    ground: str = ""
    signature: str = ""
    sources: tuple[Listed, ...] = ()
    due: str = ""
    nights: dict[str, tuple[str, Attendance]] = {}


class Stands(NamedTuple):
    standing: Standing
    notes: tuple[str, ...] = ()
    """A sentence for each night that could not be read."""


def standing(
    store: Store, name: str, ground: str, entries: Sequence[Entry], signatures: Signatures, given: Given | None = None
) -> Stands:
    """The sources and the last nights of these entries, whatever their order.

    `name` is that of the served folder, `ground` what the record of another program differs in.
    """
    record = store.build_record(f"{name}.standing.json")
    before = _read(store.bytes_if_there(record), ground)
    signature = signatures.of(store.sources_file())
    known = signature != "" and signature == before.signature
    sources, due = (before.sources, before.due) if known else _listed(store)
    nights: dict[str, tuple[str, Attendance]] = {}
    notes = []
    for entry in _last(entries):
        try:
            if found := _night(store, entry, before, signatures, given):
                nights[entry.post.id] = found
        except Refused as damaged:
            notes.append(f"{damaged} Its night is not counted among the last ones.")
    kept = _Kept(ground=ground, signature=signature, sources=sources, due=due, nights=nights)
    store.write(record, kept.model_dump_json())
    counted = tuple(night for _, night in nights.values())
    return Stands(Standing(sources=sources, nights=counted, due=due), tuple(notes))


def _last(entries: Sequence[Entry]) -> list[Entry]:
    """The newest of the editions that nights made."""
    made = [entry for entry in entries if entry.receipts]
    return sorted(made, key=lambda entry: (entry.post.day, entry.post.id), reverse=True)[:NIGHTS]


def _night(
    store: Store, entry: Entry, before: _Kept, signatures: Signatures, given: Given | None
) -> tuple[str, Attendance] | None:
    path = store.snapshot_path(entry.post.day)
    own = given.files or {} if given and given.edition == entry.post.id else {}
    coming = own.get(path.relative_to(store.content).as_posix())
    signature = "" if coming is not None else signatures.of(path)
    last = before.nights.get(entry.post.id)
    if signature and last and last[0] == signature:
        return last
    text = coming if coming is not None else store.text_if_there(path)
    if text is None:
        return None
    from brief.desk.record import as_snapshot

    return signature, attendance(entry.post.id, as_snapshot(text, entry.post.day))


def attendance(edition: str, snapshot: Snapshot) -> Attendance:
    """What a night heard of its sources."""
    from brief.story.confidence import heard

    answered = heard(snapshot)
    names = [*snapshot.figures, *(item.topic for item in snapshot.items)]
    return Attendance(
        edition=edition,
        day=snapshot.day,
        as_of=snapshot.as_of,
        provenance=snapshot.provenance,
        assumption=snapshot.assumption,
        answered=tuple(sorted(answered)),
        silences=tuple(
            Silence(source=gap.source, name=gap.name or gap.source, why=gap.why, stale=gap.stale)
            for gap in snapshot.gaps
        ),
        families=tuple(sorted({_family(name) for name in names})),
    )


def _listed(store: Store) -> tuple[tuple[Listed, ...], str]:
    """The sources, and when a night is due."""
    path = store.sources_file()
    text = store.text_if_there(path)
    if text is None:
        return (), ""
    from brief.config import load

    nobody: Mapping[str, str] = {}
    config = load(text, str(path), nobody, None)
    return tuple(map(_as_listed, config.sources)), config.due


def _as_listed(source: "Source") -> Listed:
    return Listed(
        **{name: getattr(source, name) for name in Listed.model_fields if name != "families"},
        families=tuple(dict.fromkeys(map(_family, source.fills))),
    )


def _family(name: str) -> str:
    return name.partition(".")[0]


def _read(stored: bytes | None, ground: str) -> _Kept:
    """The record of the last build; one of another program, or a damaged one, is as good as none."""
    try:
        found = _Kept.model_validate_json(stored or b"{}")
    except ValidationError:
        found = _Kept()
    return found if found.ground == ground else _Kept()
