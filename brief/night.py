"""One night after its collecting, readable as a table of contents. Owns the order of things and what is left behind.

Refuses details (each room has its own) and the clock: the instant comes with the call. Everything is read and decided
before the first file of the night's record is written, so a night that fails leaves the old record and the old site.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime

import jinja2
from pydantic import ValidationError

from brief import memory
from brief.collect.reconcile import reconcile
from brief.collect.runner import Collected
from brief.config import Config
from brief.desk.publish import build_site, hands_off, publish_post, site_settings
from brief.errors import NoSource, Refused, Unreachable, WrongUsage
from brief.history import HEADER, write_row
from brief.models import Figure, Gap, Point, SiteSettings, Snapshot
from brief.models.base import Frozen, first_place
from brief.models.figures import ArchiveProvenance
from brief.models.story import Story
from brief.site.receipts import receipts_page
from brief.site.templates import environment
from brief.store import Store
from brief.story import edition_id, tell
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


def run(
    store: Store,
    config: Config,
    collected: Collected,
    *,
    day: date,
    at: datetime,
    provenance: ArchiveProvenance,
    assumption: str = "",
    publish: bool = False,
    on_kept: Callable[[], None] = lambda: None,
) -> Outcome:
    """Everything after the collecting: figures, history, story, post, checks, site.

    `on_kept` is called when the post and its record are written, and not where they were left as they are.
    """
    settings = site_settings(store)
    reconciled = reconcile(collected.readings, config)
    gaps = (*collected.gaps, *reconciled.gaps)
    _refuse_nothing(reconciled.figures, gaps)
    stored = memory.stored_rows(store.series_texts())
    _refuse_mixing(provenance, stored, at)
    added = memory.additions(stored, memory.tonight(reconciled.readings, config))
    rows = memory.joined(stored, added)
    known = memory.known_until(at, collected.origins.values())
    snapshot = Snapshot(
        day=day,
        as_of=at,
        provenance=provenance,
        assumption=assumption,
        origins={**memory.origins(config, rows, known), **collected.origins},
        figures=reconciled.figures,
        gaps=gaps,
    )
    story = tell(snapshot, memory.view(rows, config, day=day, known=known), config.watch)
    _refuse_missing(config, story)
    written = write(story, store.templates("post"), settings)
    reason = hands_off(store, story.edition)
    said = _keep(store, settings, snapshot, story, written, added, reason)
    if not reason:
        on_kept()
    shown, left_out = _show(store, story.edition, publish=publish and not reason)
    return Outcome(
        edition=story.edition,
        title=written.title,
        figures=len(written.printed),
        gaps=gaps,
        notes=(*collected.report, *reconciled.notes),
        said=(*said, *shown, *left_out, "The site is built."),
        degraded=bool(gaps or reconciled.notes or left_out),
    )


def told(store: Store, config: Config, day: date) -> Story:
    """The story of a night that is on record, told again from its snapshot and what was known then."""
    snapshot = _read_snapshot(store, day)
    rows = memory.stored_rows(store.series_texts())
    known = memory.known_until(snapshot.as_of, snapshot.origins.values())
    return tell(snapshot, memory.view(rows, config, day=day, known=known), config.watch)


def left_alone(store: Store, day: date) -> str:
    """Why a live night of `day` need not ask anyone: its post is an editor's or published already. Else empty."""
    return hands_off(store, edition_id(day))


def _read_snapshot(store: Store, day: date) -> Snapshot:
    text = store.read_text(store.snapshot_path(day), f"snapshot of {day}")
    try:
        return Snapshot.model_validate_json(text)
    except ValidationError as damaged:
        raise Refused(
            f"The snapshot of {day} cannot be read, at {first_place(damaged)}; restore it, or remove it and run "
            f"`brief nightly --replay {day}`."
        ) from None


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


def _keep(
    store: Store,
    settings: SiteSettings,
    snapshot: Snapshot,
    story: Story,
    written: Written,
    added: dict[str, list[Point]],
    reason: str,
) -> list[str]:
    """Write the record of the night; no more than its series where there is a `reason` to leave the post alone."""
    for name, points in added.items():
        store.append_series(name, HEADER + "\n", [write_row(point) for point in points])
    if reason:
        return [reason]
    store.write(store.pending_path(story.edition), written.text)
    store.write(store.snapshot_path(snapshot.day), snapshot.model_dump_json(indent=1) + "\n")
    record = receipts(story, written)
    folder = store.receipts_folder(story.edition, draft=True)
    store.write(folder / "receipts.json", record.model_dump_json(indent=1) + "\n")
    look = environment(jinja2.DictLoader(store.templates("site")))
    store.write(folder / "index.html", receipts_page(record, settings, look))
    changed = store.write(store.post_path(story.edition), written.text)
    store.write(store.generated_path(story.edition), written.text)
    store.remove(store.pending_path(story.edition))
    return [f"The post {story.edition} is {'written' if changed else 'unchanged'}."]


def _show(store: Store, edition: str, *, publish: bool) -> tuple[list[str], list[str]]:
    """Build the site, with the post of tonight if it is to be published; and what the build had to leave out."""
    if not publish:
        return [], build_site(store)
    left_out = publish_post(store, edition)
    return [f"{edition} is published."], left_out
