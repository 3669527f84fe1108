"""What is not as it was in the edition before: how grave stories are, streaks of fund flows, revised flows.

Owns what counts, and that three lines are enough, but for revisions: readers had the other number, so each is told.
Refuses to compare with an edition that readers do not have.
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from brief.history import streak
from brief.models import Figure, Point, Series
from brief.models.blocks import FundBlock
from brief.models.blocks.news import Headline
from brief.models.blocks.watch import ChangeBlock, FlowRevision, SeverityMove, StreakChange
from brief.models.rules import SEVERITIES
from brief.models.told import Told
from brief.story.flow_past import STREAK
from brief.story.ledger import Ledger, stretch

LINES = 3


def change_block(ledger: Ledger, headlines: Sequence[Headline], funds: Sequence[FundBlock]) -> ChangeBlock | None:
    """The lines, the gravest matter first; None where nothing changed or there was no edition before."""
    before = ledger.snapshot.before
    if before is None:
        return None
    severities = list(_severities(before, headlines))[:LINES]
    streaks = list(_streaks(ledger, before, funds))[: LINES - len(severities)]
    revisions = list(_revisions(ledger, funds))
    if not (severities or streaks or revisions):
        return None
    return ChangeBlock(
        before=before.day,
        yesterday=before.day == ledger.snapshot.day - timedelta(days=1),
        severities=tuple(severities),
        streaks=tuple(streaks),
        revisions=tuple(revisions),
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


def _revisions(ledger: Ledger, funds: Sequence[FundBlock]) -> Iterator[FlowRevision]:
    """Sessions that readers knew and that the vendor gives another number for now, the newest first."""
    for block in funds:
        series = ledger.own_series(block.net)
        if series is None:
            continue
        oldest = ledger.snapshot.day - timedelta(days=30)
        for was in sorted(series.revised, key=lambda point: point.day, reverse=True):
            if was.day >= oldest and (now := series.on(was.day)) is not None and now.source == was.source:
                yield _revision(ledger, block, series, was)


def _revision(ledger: Ledger, block: FundBlock, series: Series, was: Point) -> FlowRevision:
    name = f"{series.name}.revised.{was.day.isoformat()}"
    before = ledger.derive(
        f"{name}.before",
        was.value,
        "usd",
        was.day,
        formula=f"{was.value:f}; the row of {was.day.isoformat()} as it was known on {was.known:%Y-%m-%d}",
        inputs=[
            f"{series.name}[{was.day.isoformat()}] = {was.value:f} ({was.source}, known {was.known:%Y-%m-%dT%H:%M:%SZ})"
        ],
        sources=(was.source,),
        stored=True,
    )
    return FlowRevision(
        name=block.name,
        vendor=ledger.counted_by(was.source, series.name),
        before=before,
        now=ledger.stored(name, series, was.day, "usd"),
    )
