"""What is not as it was in the edition before: how grave stories are, streaks of fund flows, revised flows and levels.

Owns what counts, and that three lines are enough, but for revisions: readers had the other number, so each is told.
Refuses to compare with an edition that readers do not have.
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from brief import style
from brief.history import streak
from brief.models import Figure, Point, Series, Spelling, Unit
from brief.models.blocks import FundBlock
from brief.models.blocks.news import Headline
from brief.models.blocks.watch import ChangeBlock, Revision, SeverityMove, StreakChange
from brief.models.rules import SEVERITIES
from brief.models.told import Told
from brief.story.flow_past import STREAK
from brief.story.ledger import Ledger, stretch

LINES = 3
FLOWS_OF, LEVELS_OF = timedelta(days=30), timedelta(days=7)
"""How old a revised day may be: sums and ranks of a month have its flow in them; a level was told while it was new."""


def change_block(
    ledger: Ledger,
    headlines: Sequence[Headline],
    funds: Sequence[FundBlock],
    levels: Sequence[tuple[str, Spelling, Figure]] = (),
) -> ChangeBlock | None:
    """The lines, the gravest matter first; None where nothing changed or there was no edition before.

    `levels` are what editions tell of rates, indexes and balances: name, spelling, and tonight's.
    """
    before = ledger.snapshot.before
    if before is None:
        return None
    severities = list(_severities(before, headlines))[:LINES]
    streaks = list(_streaks(ledger, before, funds))[: LINES - len(severities)]
    flows = [one for block in funds for one in _revisions(ledger, block.name, "flow", block.net, FLOWS_OF)]
    others = [one for name, how, level in levels for one in _revisions(ledger, name, how, level, LEVELS_OF)]
    if not (severities or streaks or flows or others):
        return None
    return ChangeBlock(
        before=before.day,
        yesterday=before.day == ledger.snapshot.day - timedelta(days=1),
        severities=tuple(severities),
        streaks=tuple(streaks),
        revisions=tuple(flows),
        level_revisions=tuple(others),
    )


def _severities(before: Told, headlines: Sequence[Headline]) -> Iterator[SeverityMove]:
    """Stories of both editions with another severity, the gravest first."""
    for severity in SEVERITIES:
        for story in headlines:
            was = next((told for told in before.stories if _is_same(told.id, told.links, story)), None)
            if story.item is None or was is None or story.severity != severity or was.severity == severity:
                continue
            item = story.item
            yield SeverityMove(
                title=item.title, link=item.link, source=item.source, before=was.severity, now=story.severity
            )


def _is_same(id_: str, links: Sequence[str], story: Headline) -> bool:
    return id_ == story.id or bool(set(links) & {item.link for item in story.items if item.link})


def _streaks(ledger: Ledger, before: Told, funds: Sequence[FundBlock]) -> Iterator[StreakChange]:
    """Streaks that readers were told of and that are over, and those they are told of for the first time."""
    for block in funds:
        told = next((one for one in before.streaks if one.asset == block.asset), None)
        inflow = block.net.value > 0
        goes_on = told is not None and block.streak is not None and told.inflow == inflow
        if told is not None and not goes_on:
            ended = _ended(ledger, block, told.inflow)
            if ended is not None:
                yield _change(block, ended, began=False, inflow=told.inflow)
        elif told is None and block.streak is not None and block.streak.value == STREAK:
            yield _change(block, block.streak, began=True, inflow=inflow)


def _change(block: FundBlock, sessions: Figure, *, began: bool, inflow: bool) -> StreakChange:
    return StreakChange(
        asset=block.asset, name=block.name, began=began, inflow=inflow, sessions=sessions, flow=block.net
    )


def _ended(ledger: Ledger, block: FundBlock, inflow: bool) -> Figure | None:
    """How long the streak was that the session before this one still belonged to; None where that cannot be proven."""
    series = ledger.own_series(block.net)
    if series is None or len(series.points) < 2:
        return None
    run = streak(series, series.points[-2].day)
    if run is None or run.length < STREAK or (run.total > 0) != inflow:
        return None
    earlier = [point.day for point in series.points if point.day < run.first][-1:]
    return ledger.derive(
        f"etf.{block.asset}.streak_ended",
        run.total * 0 + run.length,
        "count",
        run.last,
        formula=f"streak({stretch(series, (earlier or [run.first])[0], run.last)}); of one sign",
        inputs=[series.name, *ledger.inputs(series, [*earlier, *run.days])],
        sources=block.net.sources[:1],
    )


def _revisions(ledger: Ledger, named: str, how: Spelling, figure: Figure, back: timedelta) -> Iterator[Revision]:
    """Days that readers knew and that their vendor gives another number for now, the newest first."""
    series = ledger.series(figure.name)
    if series is None:
        return
    for was in sorted(series.revised, key=lambda point: point.day, reverse=True):
        now = series.on(was.day)
        if was.day < ledger.snapshot.day - back or now is None or now.source != was.source:
            continue
        if how != "flow" and not _was_newest(series, was):
            continue
        spell = style.SPELLED[how]
        if spell(was.value) != spell(now.value):  # what readers cannot tell apart is not told apart
            yield _revision(ledger, named, how, figure.unit, series, was)


def _was_newest(series: Series, was: Point) -> bool:
    """Whether no later day was known when this one was: of a level an edition tells the newest day alone."""
    later = (*series.revised, *series.between(was.day, was.day + LEVELS_OF))
    return not any(point.day > was.day and point.known <= was.known for point in later)


def _revision(ledger: Ledger, named: str, how: Spelling, unit: Unit, series: Series, was: Point) -> Revision:
    name = f"{series.name}.revised.{was.day.isoformat()}"
    before = ledger.derive(
        f"{name}.before",
        was.value,
        unit,
        was.day,
        formula=f"{was.value:f}; the row of {was.day.isoformat()} as it was known on {was.known:%Y-%m-%d}",
        inputs=[
            f"{series.name}[{was.day.isoformat()}] = {was.value:f} ({was.source}, known {was.known:%Y-%m-%dT%H:%M:%SZ})"
        ],
        sources=(was.source,),
        stored=True,
    )
    return Revision(
        name=named,
        spelled=how,
        vendor=ledger.counted_by(was.source, series.name),
        before=before,
        now=ledger.stored(name, series, was.day, unit),
    )
