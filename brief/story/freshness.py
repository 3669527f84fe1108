"""How fresh each part of a brief is, and how complete: for the strip at the top of its front page.

Owns which parts are told: prices, fund flows, liquidations, the index of sentiment. Refuses to call a part complete
whose sources do not say so.
"""

from collections.abc import Iterator

from brief.models import Figure
from brief.models.receipt import Fresh
from brief.models.story import Story


def freshness(story: Story) -> tuple[Fresh, ...]:
    """The parts of the brief that are there, in its order."""
    return tuple(_parts(story))


def _parts(story: Story) -> Iterator[Fresh]:
    if prices := [row.price for row in story.prices.rows if row.price] if story.prices else []:
        yield Fresh(part="prices", as_of=prices[0].as_of, report=_report(story, prices[0]))
    for block in story.funds[:1]:
        counted = story.figures.get(f"etf.{block.asset}.issuers")
        issuers = int(counted.value) if counted and counted.as_of == block.session else None
        yield Fresh(part="flows", as_of=block.session, issuers=issuers, carried=block.net.name in story.carried)
    if forced := story.liquidations:
        if forced.total:
            report = _report(story, forced.total)
            yield Fresh(part="liquidations", as_of=forced.total.as_of, report=report, vendor=forced.counted_by)
        elif forced.observed:
            yield Fresh(part="liquidations", as_of=forced.observed.as_of, venues=len(forced.venues), at_least=True)
    if story.sentiment and (index := story.sentiment.index):
        yield Fresh(part="sentiment", as_of=index.as_of, carried=index.name in story.carried)


def _report(story: Story, figure: Figure) -> str:
    """Who reported a figure that was not recorded from its own source; else empty."""
    origin = story.origins[figure.sources[0]]
    told = [fact.publication for fact in origin.published if fact.gave(figure.name)]
    return told[0] if origin.provenance == "reconstructed" and told else ""
