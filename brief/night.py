"""One night after its collecting, readable as a table of contents. Owns the order of things and what is left behind.

Refuses details (each room has its own) and the clock: the instants come with the call. Everything is read and decided
(`tonight`) before the first file of the night's record is written, so a night that fails leaves the old record and the
old site.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from brief.collect.runner import Collected
from brief.config import Config
from brief.desk import clashes, posts
from brief.desk.correcting import correct_post, refuse_uncorrectable
from brief.desk.merge import Clash
from brief.desk.posts import Kept
from brief.desk.publish import build_site, publish_post
from brief.desk.thinner import refuse_thinner
from brief.history import HEADER, write_row
from brief.models import Gap, Point, Snapshot
from brief.models.base import Frozen
from brief.models.figures import ArchiveProvenance
from brief.models.run import Carried
from brief.store import Store
from brief.story import edition_id
from brief.tonight import Recalled, Tonight, base_of, tonight_of


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
    tonight = tonight_of(store, config, collected, day, at, provenance, assumption, compiled)
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
    tonight = tonight_of(store, config, collected, day, at, provenance, assumption, compiled)
    _remember(store, tonight.added)
    done = correct_post(store, config, tonight.edition, tonight.written.text, tonight.record, at=now, reason=reason)
    if done.written:
        on_kept()
    return _outcome(tonight, done.said, done.clashes, done.left_out, built=done.written)


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
    tonight = tonight_of(
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
    files = {**tonight.record, base_of(store, tonight.edition): tonight.written.text}
    told = (*(gap.why for gap in tonight.gaps), *tonight.report, *tonight.notes)
    return Again(tonight.edition, tonight.written.title, files, told)


def refuse_correction(store: Store, day: date, reason: str) -> None:
    """Stop where `correct` would, before anybody is asked for anything."""
    refuse_uncorrectable(store, edition_id(day), reason)


def _outcome(
    tonight: Tonight,
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


def _remember(store: Store, added: Mapping[str, list[Point]]) -> None:
    """Add tonight's rows to the series; what was measured is true whatever becomes of the post."""
    for name, points in added.items():
        store.append_series(name, HEADER + "\n", [write_row(point) for point in points])


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
