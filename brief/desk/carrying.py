"""Figures of the last edition that stand in for those of sources that failed tonight, where `sources.yaml` says so.

Owns which may: of a section with `carry`, no older than it allows, and only from sources that gave nothing at all
tonight, so that a footnote is of one night. Each leads to the bytes it was read from, in the archive of its own night.
Refuses to stand in for a value that somebody else gave tonight.
"""

from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta

from brief.config import Config
from brief.desk.record import read_snapshot
from brief.errors import Refused
from brief.models import Figure, Origin, Snapshot
from brief.models.base import Frozen
from brief.models.figures import end_of
from brief.store import Store

_SO_FAR = ".partial."
"""What was told of a session that was open then: by now it is another number."""
BACK = timedelta(days=7)
"""An edition that is older is none to carry on from."""


class Carried(Frozen):
    """Figures of an earlier edition, the origins their footnotes need, and the night whose archive has their bytes."""

    figures: dict[str, Figure] = {}
    origins: dict[str, Origin] = {}
    nights: dict[str, date] = {}
    notes: tuple[str, ...] = ()


def carried(
    store: Store, config: Config, *, day: date, at: datetime, given: Mapping[str, Figure], silent: Collection[str]
) -> Carried:
    """What the last edition before `day` lends to this one. `given` are tonight's figures, `silent` the sources that
    were asked tonight and gave nothing."""
    failed = [source for source in config.sources if source.id in silent]
    if not any(config.carries(pattern) for source in failed for pattern in source.fills):
        return Carried()
    try:
        last = _last(store, day)
    except Refused as damaged:
        return Carried(notes=(f"Nothing is carried from the last edition. {damaged}",))
    if last is None:
        return Carried()
    figures = {
        name: figure
        for name, figure in last.figures.items()
        if name not in given
        and figure.sources
        and _SO_FAR not in name
        and set(figure.sources) <= set(silent)
        and config.carries(name)
        and at - end_of(figure.as_of) <= config.carries(name)
    }
    sources = {source for figure in figures.values() for source in figure.sources}
    return Carried(
        figures=figures,
        origins={source: last.origins[source] for source in sorted(sources)},
        nights={name: last.carried.get(name, last.day) for name in figures},
    )


def _last(store: Store, day: date) -> Snapshot | None:
    """The record of the newest edition before a day."""
    for back in range(1, BACK.days + 1):
        earlier = day - timedelta(days=back)
        if store.text_if_there(store.snapshot_path(earlier)) is not None:
            return read_snapshot(store, earlier)
    return None
