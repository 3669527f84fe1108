"""How sure the night is, counted from its own run: where figures come from, who checked them, what is missing."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from pydantic import BaseModel

from brief.models import Figure, Snapshot
from brief.models.assets import name_of
from brief.models.blocks import PriceBlock
from brief.models.blocks.news import NewsBlock
from brief.models.story import Confidence, Disagreement
from brief.story.ledger import Ledger

MOST_NAMED = 6
"""So many silent sources are named with what they would have told."""
PRICE_WORDS = {
    "usd": "price",
    "change_24h": "24-hour change",
    "change_7d": "7-day change",
    "change_30d": "30-day change",
}
WORDS = {
    "market.cap": "the total market value",
    "market.cap_change_24h": "the change of the total market value",
    "market.dominance.btc": "bitcoin’s share of the market",
    "liquidations.total_24h": "the liquidations",
    "sentiment.fear_greed": "Fear & Greed",
}


def confidence(
    ledger: Ledger, prices: PriceBlock | None, published: NewsBlock | None, blocks: Iterable[BaseModel]
) -> Confidence:
    """Counted over the night's figures the story uses; a derived one counts as those it was computed from."""
    found = {each.name: each for block in blocks for figure in _figures(block) for each in _read(ledger, figure)}
    used = {name: each for name, each in found.items() if not ledger.is_carried(each)}
    compared = [figure for figure in used.values() if figure.agreement.checked]
    checked = [figure for figure in compared if ledger.has_second_source(figure)]
    failed = {gap.source: gap.name or gap.source for gap in ledger.snapshot.gaps}
    answered = heard(ledger.snapshot)
    silent = [name for source, name in failed.items() if source not in answered]
    many = len(silent) > MOST_NAMED
    return Confidence(
        figures=len(used),
        own=sum(ledger.from_its_maker(figure) for figure in used.values()),
        checked=len(checked),
        agreed=sum(not figure.agreement.disagrees for figure in checked),
        disagreements=tuple(_disagreements(compared, prices, published)),
        stale=sum(gap.stale for gap in ledger.snapshot.gaps),
        asked=len(answered | set(failed)),
        answered=len(answered),
        missing=ledger.snapshot.gaps,
        silent=_publishers(silent) if many else tuple(silent),
        silent_answers=len(silent) if many else 0,
        carried=len(found) - len(used),
        partial=tuple(name for source, name in failed.items() if source in answered),
    )


def heard(snapshot: Snapshot) -> set[str]:
    """The sources that gave something on a night, be it that there is nothing new."""
    read = (figure for name, figure in snapshot.figures.items() if name not in snapshot.carried)
    gave = {reading.source for figure in read for reading in figure.readings}
    told = {item.source for item in snapshot.items}
    calm = {name for name, origin in snapshot.origins.items() if origin.provenance != "stored" and origin.fills}
    return gave | told | (calm - {gap.source for gap in snapshot.gaps})


def _publishers(names: Sequence[str]) -> tuple[str, ...]:
    """Who the sources are, without what each would have told."""
    publishers = Counter(name.partition(" (")[0] for name in names)
    return tuple(name if count == 1 else f"{name} ({count})" for name, count in publishers.items())


def _read(ledger: Ledger, figure: Figure) -> Iterable[Figure]:
    """The figures read from sources that this one is or rests on."""
    if figure.readings:
        yield figure
    for name in figure.inputs:
        if below := ledger.figure(name) or ledger.derived.get(name):
            yield from _read(ledger, below)


def _figures(node: Any) -> Iterable[Figure]:
    """Every figure anywhere in a block."""
    if isinstance(node, Figure):
        yield node
    elif isinstance(node, BaseModel):
        for name in type(node).model_fields:
            yield from _figures(getattr(node, name))
    elif isinstance(node, tuple):
        for item in node:
            yield from _figures(item)


def _disagreements(
    checked: list[Figure], prices: PriceBlock | None, published: NewsBlock | None
) -> Iterable[Disagreement]:
    names = {f"prices.{row.asset}": row.name for row in (prices.rows if prices else ())}
    losses = {f"headlines.{story.id}.loss": n for n, story in enumerate(published.headlines if published else (), 1)}
    for figure in checked:
        if figure.name in losses and figure.agreement.disagrees:
            yield Disagreement(what=f"the loss in headline {losses[figure.name]}", figure=figure, ranged=True)
        elif figure.agreement.disagrees and not figure.name.startswith("headlines."):
            subject, _, what = figure.name.rpartition(".")
            yield Disagreement(
                what=f"{names[subject]}’s {PRICE_WORDS.get(what, what)}" if subject in names else _words(figure.name),
                figure=figure,
                ranged=figure.agreement.low is not None,
            )


def _words(figure: str) -> str:
    """A figure's name in words; a fund by its ticker."""
    if figure in WORDS:
        return WORDS[figure]
    area, _, rest = figure.partition(".")
    asset, _, fund = rest.partition(".")
    if area == "stablecoins" and fund == "price":
        return f"the price of {name_of(asset)}"
    if area != "etf":
        return figure
    return f"the {name_of(asset)} funds’ net flow" if fund == "net" else f"{fund.rpartition('.')[2].upper()}’s flow"
