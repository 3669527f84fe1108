"""How the nights went, counted from their runs; counted again only where a record changed.

Owns what is counted, and `_build/NAME.health.json`, which anybody may delete. Refuses to guess: where nothing is on
record, nothing is said.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import ROUND_DOWN, Decimal
from statistics import median_low
from typing import NamedTuple

from pydantic import ValidationError

from brief.desk.runs import Night, days_on_record, nights, signature_of
from brief.errors import ChecksFailed
from brief.models import Gap, instant_of
from brief.models.base import Frozen
from brief.models.health import Failed, Health, LastEdition, LastRun, Missed, SourceHealth
from brief.models.run import SourceRun
from brief.models.standing import Standing
from brief.site.entries import Entry
from brief.site.frame import digest
from brief.store import Signatures, Store

DAYS = 30
"""So many days are counted, up to the last run's."""


class _Kept(Frozen):
    """What the last build counted, by the signature of all that it was counted from."""

    signature: str = ""
    health: Health = Health(days=DAYS)


class Counted(NamedTuple):
    health: Health
    notes: tuple[str, ...] = ()
    """A sentence for each night that could not be read."""


def health(
    store: Store, name: str, ground: str, standing: Standing, newest: Entry | None, signatures: Signatures
) -> Counted:
    """How the nights went, and how the sources did in them. `newest` is the newest brief that readers have.

    `name` is that of the served folder, `ground` what the record of another program differs in.
    """
    record = store.build_record(f"{name}.health.json")
    days = days_on_record(store, DAYS)
    seen = signature_of(store, days, signatures)
    edition = newest and LastEdition(id=newest.post.id, day=newest.post.day, path=newest.path)
    signature = seen and digest(ground, seen, standing.model_dump_json(), edition and edition.model_dump_json())
    if signature and (kept := _read(store.bytes_if_there(record))).signature == signature:
        return Counted(kept.health)
    found = nights(store, days)
    counted = count(found.nights, standing, edition)
    whole = signature if not found.notes else ""  # what cannot be read is told by every build
    store.write(record, _Kept(signature=whole, health=counted).model_dump_json())
    return Counted(counted, found.notes)


def count(found: Sequence[Night], standing: Standing, edition: LastEdition | None) -> Health:
    """The same from the nights themselves, the newest first."""
    if not found:
        silences = standing.nights[0].silences if standing.nights else ()
        gaps = tuple(Gap(source=one.source, fills="", why=one.why, name=one.name, stale=one.stale) for one in silences)
        return Health(days=DAYS, edition=edition, gaps=gaps)
    last = found[0].run
    names = {source.id: source.name for source in standing.sources}
    asked = {one.source for night in found for one in night.run.sources if one.heard in ("read", "gap")}
    order = [*(name for name in names if name in asked), *sorted(asked - names.keys())]
    return Health(
        days=DAYS,
        edition=edition,
        run=_last(found[0], standing.due),
        exits=dict(sorted(Counter(str(night.run.exit) for night in found).items())),
        checks_failed=_failed(found),
        oldest_carried=min(last.carried, key=lambda one: (instant_of(one.as_of), one.figure), default=None),
        gaps=last.gaps,
        sources=tuple(_source(name, names.get(name, name), found) for name in order),
    )


def _last(night: Night, due: str) -> LastRun:
    run = night.run
    late = None
    if due:
        when = datetime.combine(run.day, datetime.strptime(due, "%H:%M").time(), UTC)  # noqa: DTZ007 - a time of day
        late = max(round((night.first - when).total_seconds()), 0)
    return LastRun(
        edition=run.edition,
        day=run.day,
        began=run.began,
        ended=run.ended,
        seconds=round((run.ended - run.began).total_seconds()),
        late=late,
        exit=run.exit,
        said=run.said,
        published=run.published,
    )


def _failed(found: Sequence[Night]) -> Failed:
    held = [night.run for night in found if night.run.exit == ChecksFailed.exit_code]
    return Failed(nights=len(held), day=held[0].day, said=held[0].said) if held else Failed()


def _source(id_: str, name: str, found: Sequence[Night]) -> SourceHealth:
    """One source in these nights, the newest first."""
    heard = [(night.run, one) for night in found for one in night.run.sources if one.source == id_]
    asked = [(run, one) for run, one in heard if one.heard in ("read", "gap")]
    answered = [one for _, one in asked if _gave(one)]
    gaps = [Missed(day=run.day, why=one.why, acknowledged=one.acknowledged) for run, one in asked if one.heard == "gap"]
    share = Decimal(100 * len(answered)) / len(asked)
    return SourceHealth(
        source=id_,
        name=name,
        asked=len(asked),
        answered=len(answered),
        success=f"{share.quantize(Decimal('0.1'), ROUND_DOWN):f}",  # 99.97 is not all of them
        ms=median_low(one.ms for one in answered) if answered else None,
        last=heard[0][1].heard if heard[0][0] is found[0].run else "unasked",
        gap=gaps[0] if gaps else None,
    )


def _gave(one: SourceRun) -> bool:
    """Whether it gave anything: an answer with nothing new in it is one."""
    return one.heard == "read" or one.readings > 0 or one.items > 0


def _read(stored: bytes | None) -> _Kept:
    try:
        return _Kept.model_validate_json(stored or b"{}")
    except ValidationError:
        return _Kept()
