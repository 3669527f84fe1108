"""What a night's answers come to, before anything of it is written: its figures, its story, its text, its record.

Owns the way from readings to the files of a night, and when there is too little for a brief. Refuses to write one, and
the clock: the same answers and the same past come to the same bytes.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from brief import memory
from brief.collect.reconcile import reconcile
from brief.collect.runner import Collected
from brief.config import Config
from brief.desk import outages, overrides, yesterday
from brief.desk.carrying import carried
from brief.desk.drawing import drawn
from brief.desk.framing import site_frame, site_settings
from brief.desk.rulebook import rule_book
from brief.desk.sums import sums_of
from brief.errors import NoSource, Unreachable, WrongUsage
from brief.history import HEADER, write_row
from brief.models import Figure, Gap, Point, Reading, Snapshot
from brief.models.figures import ArchiveProvenance
from brief.models.story import Story
from brief.site.addresses import SNAPSHOT
from brief.site.machine.public_snapshot import public_snapshot
from brief.site.receipts import receipts_page
from brief.store import Store, appended
from brief.story import tell
from brief.story.told import told_of
from brief.style import plural
from brief.write.post import Written, write
from brief.write.receipts import receipts


class Recalled(NamedTuple):
    """What a night on record knew besides its answers."""

    snapshot: Snapshot
    """Its own: what readers had been told before it stands in there."""
    series: Mapping[str, str]
    """The stored series as they were, and what it added itself."""


class Tonight(NamedTuple):
    """What a night's answers come to, before anything of it is written."""

    edition: str
    written: Written
    record: Mapping[str, str]
    """The files that say what the text prints and why, by path below `content/`."""
    added: Mapping[str, list[Point]]
    """New rows of series."""
    gaps: tuple[Gap, ...]
    report: tuple[str, ...]
    """What the collecting told, and nothing is amiss."""
    notes: tuple[str, ...]
    snapshot: Snapshot
    known: outages.Known
    """The outages that somebody expects."""


def tonight_of(
    store: Store,
    config: Config,
    collected: Collected,
    day: date,
    at: datetime,
    provenance: ArchiveProvenance,
    assumption: str,
    compiled: datetime | None,
    recalled: Recalled | None = None,
) -> Tonight:
    """`recalled` is what this night knew, where it is made again."""
    settings = site_settings(store)
    known_out = outages.known(store, [source.id for source in config.sources], day)
    collected = _wanted(config, collected)
    reconciled = reconcile(collected.readings, config, collected.asked)
    gaps = (*collected.gaps, *reconciled.gaps)
    _refuse_nothing(reconciled.figures, gaps)
    past = _past(store, config, collected, reconciled.readings, recalled)
    _refuse_mixing(provenance, past.stored, at)
    known = memory.known_until(at, collected.origins.values())
    before = recalled.snapshot.before if recalled else yesterday.before(store, day)
    lent = carried(store, config, day=day, at=at, given=reconciled.figures, silent=_silent(collected))
    snapshot = Snapshot(
        day=day,
        as_of=at,
        provenance=provenance,
        assumption=assumption,
        compiled=compiled,
        origins={**memory.origins(config, past.rows, known), **collected.origins, **lent.origins},
        figures=dict(sorted({**lent.figures, **reconciled.figures}.items())),
        items=collected.items,
        gaps=gaps,
        before=before,
        carried=lent.nights,
    )
    series = memory.view(past.rows, config, day=day, known=known, before=before.known if before else None)
    story = tell(snapshot, series, config.watch, rule_book(store))
    _refuse_missing(config, story)
    _refuse_little(config, story)
    written = write(story, overrides.templates(store, "post"), settings)
    record = _record(store, config, snapshot, story, written)
    record |= sums_of(
        store,
        story.edition,
        files={**record, base_of(store, story.edition): written.text},
        archive=collected.archive,
        series=past.left,
    )
    report = (*collected.report, *known_out.notes)
    notes = (*reconciled.notes, *lent.notes)
    return Tonight(story.edition, written, record, past.added, gaps, report, notes, snapshot, known_out)


class _Past(NamedTuple):
    """The stored series of a night, before and with what it adds."""

    stored: memory.Rows
    added: Mapping[str, list[Point]]
    rows: memory.Rows
    """Both."""
    left: Mapping[str, str]
    """The files as the night leaves them."""


def _past(
    store: Store, config: Config, collected: Collected, readings: Sequence[Reading], recalled: Recalled | None
) -> _Past:
    texts = store.series_texts() if recalled is None else recalled.series
    stored = memory.stored_rows(texts, config)
    added = memory.additions(stored, memory.tonight(readings, config, collected.origins))
    left = {**texts, **{name: _with_rows(texts.get(name), points) for name, points in added.items()}}
    return _Past(stored, added, memory.joined(stored, added), left)


def _wanted(config: Config, collected: Collected) -> Collected:
    """The night without the sections that sources.yaml omits, whoever told of them."""
    return collected.model_copy(
        update={
            "readings": tuple(reading for reading in collected.readings if not config.omits(reading.figure)),
            "items": tuple(item for item in collected.items if not config.omits(item.topic)),
        }
    )


def _silent(collected: Collected) -> frozenset[str]:
    """The sources that failed and gave nothing at all."""
    gave = {reading.source for reading in collected.readings} | {item.source for item in collected.items}
    return frozenset(gap.source for gap in collected.gaps) - gave


def _refuse_mixing(provenance: ArchiveProvenance, stored: memory.Rows, at: datetime) -> None:
    """Invented rows must not get into a real past: the specimen belongs in a site folder of its own."""
    if provenance == "specimen" and any(point.known > at for points in stored.values() for point in points):
        raise WrongUsage("The specimen night is invented; replay it in a site folder of its own, with --root.")


def _refuse_nothing(figures: Mapping[str, Figure], gaps: tuple[Gap, ...]) -> None:
    if not figures:
        first = f" {gaps[0].why}" if gaps else ""
        raise Unreachable(f"No source gave a figure, so nothing was written; try again later.{first}")


def _refuse_missing(config: Config, story: Story) -> None:
    """Stop where a required section would be empty: a brief without it is none."""
    if missing := [section for section in config.required if section not in story.sections]:
        raise NoSource(
            f"No source gave a figure for {', '.join(missing)}, which sources.yaml requires; nothing was written. "
            "See `brief sources`, then run again."
        )


def _refuse_little(config: Config, story: Story) -> None:
    """Stop where too little was read tonight for a brief; what an earlier edition gave does not count."""
    if (found := story.confidence.figures) < config.floor:
        raise NoSource(
            f"Only {plural(found, 'figure')} could be read tonight, and sources.yaml sets a floor of {config.floor}; "
            "nothing was written, and readers keep the site they have. Run again later."
        )


def _record(store: Store, config: Config, snapshot: Snapshot, story: Story, written: Written) -> dict[str, str]:
    """The files that say what tonight's text prints and why, by path below `content/`: they go where the text goes."""
    told = receipts(story, written)
    public = public_snapshot(snapshot, told, {source.id: source.publish for source in config.sources})
    beside = ("receipts.json", SNAPSHOT, *(["charts.json"] if story.charts else []))
    frame = site_frame(store)
    folder = store.receipts_folder(story.edition, draft=True)
    files = {
        store.snapshot_path(snapshot.day): snapshot.model_dump_json(indent=1) + "\n",
        folder / "receipts.json": told.model_dump_json(indent=1) + "\n",
        folder / SNAPSHOT: public.model_dump_json(indent=1) + "\n",
        folder / "index.html": receipts_page(told, frame, beside),
        **{store.content / name: text for name, text in drawn(store, story, frame.templates).items()},
        store.figures_path(story.edition): written.lines.model_dump_json(indent=1) + "\n",
        store.told_path(story.edition, draft=True): told_of(story, snapshot.before).model_dump_json(indent=1) + "\n",
    }
    return {path.relative_to(store.content).as_posix(): text for path, text in files.items()}


def _with_rows(text: str | None, points: Sequence[Point]) -> str:
    return appended(text, HEADER + "\n", [write_row(point) for point in points])


def base_of(store: Store, edition: str) -> str:
    return store.generated_path(edition).relative_to(store.content).as_posix()
