"""One night after its collecting, readable as a table of contents. Owns the order of things and what is left behind.

Refuses details (each room has its own) and the clock: the instants come with the call. Everything is read and decided
before the first file of the night's record is written, so a night that fails leaves the old record and the old site.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from brief import memory
from brief.collect.reconcile import reconcile
from brief.collect.runner import Collected
from brief.config import Config
from brief.desk import clashes, outages, overrides, posts, yesterday
from brief.desk.carrying import carried
from brief.desk.correcting import correct_post, refuse_uncorrectable
from brief.desk.drawing import drawn
from brief.desk.framing import site_frame, site_settings
from brief.desk.merge import Clash
from brief.desk.posts import Kept
from brief.desk.publish import build_site, publish_post
from brief.desk.rulebook import rule_book
from brief.desk.sums import sums_of
from brief.desk.thinner import refuse_thinner
from brief.errors import NoSource, Unreachable, WrongUsage
from brief.history import HEADER, write_row
from brief.models import Figure, Gap, Point, Reading, Snapshot
from brief.models.base import Frozen
from brief.models.figures import ArchiveProvenance
from brief.models.run import Carried
from brief.models.story import Story
from brief.site.addresses import SNAPSHOT
from brief.site.machine.public_snapshot import public_snapshot
from brief.site.receipts import receipts_page
from brief.store import Store, appended
from brief.story import edition_id, tell
from brief.story.told import told_of
from brief.style import plural
from brief.write.post import Written, write
from brief.write.receipts import receipts


class Outcome(Frozen):
    """What a night left behind, for the operator's report."""

    edition: str
    title: str
    figures: int
    gaps: tuple[Gap, ...]
    notes: tuple[str, ...]
    said: tuple[str, ...]
    """What was written, left alone, published and built, one sentence each."""
    degraded: bool
    carried: tuple[Carried, ...] = ()
    """The figures that the last edition gave, for sources that failed."""
    acknowledged: dict[str, str] = {}
    """The sources that somebody expects to fail, each with the reason."""


def run(
    store: Store,
    config: Config,
    collected: Collected,
    *,
    day: date,
    at: datetime,
    now: datetime,
    provenance: ArchiveProvenance,
    assumption: str = "",
    compiled: datetime | None = None,
    publish: bool = False,
    only: Collection[str] = (),
    on_kept: Callable[[], None] = lambda: None,
    on_step: Callable[[str], None] = lambda step: None,
) -> Outcome:
    """Everything after the collecting: figures, history, story, post, checks, site.

    `at` is when the night was, `now` when its post is written. `only` are the sources that were asked, where the others
    were not: then the post must not get thinner. `on_kept` is called when the post and its record are written, and not
    where they were left as they are; `on_step` when the next step begins.
    """
    on_step("write")
    tonight = _tonight(store, config, collected, day, at, provenance, assumption, compiled)
    if only:
        refuse_thinner(store, tonight.snapshot, only)
    _remember(store, tonight.added)
    kept = posts.keep(store, tonight.edition, tonight.written.text, at=now, record=tonight.record)
    if kept.current:
        on_kept()
    on_step("build")
    shown, left_out = _show(store, config, tonight.edition, kept, publish=publish, now=now)
    clashes.reported(store, tonight.edition)
    return _outcome(tonight, (*kept.said, *shown), kept.clashes, left_out, hindered=kept.hindered)


def correct(
    store: Store,
    config: Config,
    collected: Collected,
    *,
    day: date,
    at: datetime,
    now: datetime,
    provenance: ArchiveProvenance,
    reason: str,
    assumption: str = "",
    compiled: datetime | None = None,
    on_kept: Callable[[], None] = lambda: None,
) -> Outcome:
    """The same for a post that readers have: what its night comes to now goes into it as a correction with a reason."""
    tonight = _tonight(store, config, collected, day, at, provenance, assumption, compiled)
    _remember(store, tonight.added)
    done = correct_post(store, config, tonight.edition, tonight.written.text, tonight.record, at=now, reason=reason)
    if done.written:
        on_kept()
    return _outcome(tonight, done.said, done.clashes, done.left_out, built=done.written)


class Recalled(NamedTuple):
    """What a night on record knew besides its answers."""

    snapshot: Snapshot
    """Its own: what readers had been told before it stands in there."""
    series: Mapping[str, str]
    """The stored series as they were, and what it added itself."""


class Again(NamedTuple):
    """What a night comes to when it is made again, and nothing of it is written."""

    edition: str
    title: str
    files: Mapping[str, str]
    """Our text and its record, by path below `content/`."""
    told: tuple[str, ...]
    """What its collecting and its figures had to say, gaps included."""


def again(store: Store, config: Config, collected: Collected, recalled: Recalled) -> Again:
    """A night from its archive and from what it knew."""
    known = recalled.snapshot
    tonight = _tonight(
        store,
        config,
        collected,
        known.day,
        known.as_of,
        known.provenance,
        known.assumption,
        known.compiled,
        recalled,
    )
    files = {**tonight.record, _base(store, tonight.edition): tonight.written.text}
    told = (*(gap.why for gap in tonight.gaps), *tonight.report, *tonight.notes)
    return Again(tonight.edition, tonight.written.title, files, told)


def refuse_correction(store: Store, day: date, reason: str) -> None:
    """Stop where `correct` would, before anybody is asked for anything."""
    refuse_uncorrectable(store, edition_id(day), reason)


class _Tonight(NamedTuple):
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


def _tonight(
    store: Store,
    config: Config,
    collected: Collected,
    day: date,
    at: datetime,
    provenance: ArchiveProvenance,
    assumption: str,
    compiled: datetime | None,
    recalled: Recalled | None = None,
) -> _Tonight:
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
        files={**record, _base(store, story.edition): written.text},
        archive=collected.archive,
        series=past.left,
    )
    report = (*collected.report, *known_out.notes)
    notes = (*reconciled.notes, *lent.notes)
    return _Tonight(story.edition, written, record, past.added, gaps, report, notes, snapshot, known_out)


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
    stored = memory.stored_rows(texts)
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


def _outcome(
    tonight: _Tonight,
    said: Sequence[str],
    clashed: Sequence[Clash],
    left_out: Sequence[str],
    *,
    hindered: bool = False,
    built: bool = True,
) -> Outcome:
    told = [clashes.sentence(tonight.edition, clash) for clash in clashed]
    news = [gap for gap in tonight.gaps if gap.source not in tonight.known.reasons]
    return Outcome(
        edition=tonight.edition,
        title=tonight.written.title,
        figures=len(tonight.written.printed),
        gaps=tonight.gaps,
        notes=(*tonight.report, *tonight.notes, *told),
        said=(*said, *left_out, *(["The site is built."] if built else [])),
        degraded=bool(news or tonight.notes or told or hindered or left_out),
        carried=tuple(_carried(tonight.snapshot)),
        acknowledged=tonight.known.reasons,
    )


def _carried(snapshot: Snapshot) -> Iterator[Carried]:
    for name in snapshot.carried:
        figure = snapshot.figures[name]
        yield Carried(figure=name, source=figure.sources[0], as_of=figure.as_of)


def left_alone(store: Store, day: date) -> str:
    """Why a live night of `day` need not ask anyone: readers have its post already. Else empty."""
    return posts.hands_off(store, edition_id(day))


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


def _remember(store: Store, added: Mapping[str, list[Point]]) -> None:
    """Add tonight's rows to the series; what was measured is true whatever becomes of the post."""
    for name, points in added.items():
        store.append_series(name, HEADER + "\n", [write_row(point) for point in points])


def _with_rows(text: str | None, points: Sequence[Point]) -> str:
    return appended(text, HEADER + "\n", [write_row(point) for point in points])


def _base(store: Store, edition: str) -> str:
    return store.generated_path(edition).relative_to(store.content).as_posix()


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


def _show(
    store: Store, config: Config, edition: str, kept: Kept, *, publish: bool, now: datetime
) -> tuple[list[str], list[str]]:
    """Build the site, with the post of tonight if it is to be published; and what the build had to leave out."""
    if not publish or not kept.current:
        return [], build_site(store)
    again = f"`brief publish {edition[:10]}` publishes it."
    if posts.was_withdrawn(store, edition):
        return [f"{edition} was withdrawn; {again}"], build_site(store)
    if kept.edited:
        return [f"{edition} was edited; {again}"], build_site(store)
    done = publish_post(store, config, edition, at=now)
    return list(done.said), list(done.left_out)
