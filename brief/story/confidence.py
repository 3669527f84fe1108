"""How sure the night is, counted from its own run: where figures come from, who checked them, what is missing."""

from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel

from brief.models import Figure
from brief.models.story import Confidence, Disagreement, PriceBlock
from brief.story.ledger import Ledger


def confidence(ledger: Ledger, prices: PriceBlock | None, blocks: Iterable[BaseModel]) -> Confidence:
    """Counted over the night's figures the story uses; derived ones stand on these and are not counted twice."""
    used = {figure.name: figure for block in blocks for figure in _figures(block) if figure.readings}
    checked = [figure for figure in used.values() if figure.agreement.checked]
    return Confidence(
        figures=len(used),
        own=sum(ledger.from_its_maker(figure) for figure in used.values()),
        checked=len(checked),
        agreed=sum(not figure.agreement.disagrees for figure in checked),
        disagreements=tuple(_disagreements(checked, prices)),
        missing=ledger.snapshot.gaps,
    )


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


def _disagreements(checked: list[Figure], prices: PriceBlock | None) -> Iterable[Disagreement]:
    rows = {f"prices.{row.asset}": row for row in (prices.rows if prices else ())}
    for figure in checked:
        if not figure.agreement.disagrees:
            continue
        asset, _, what = figure.name.rpartition(".")
        row = rows.get(asset)
        words = {"usd": "price", "change_24h": "24-hour change", "change_7d": "7-day change"}
        subject = f"{row.name}’s {words.get(what, what)}" if row else figure.name
        yield Disagreement(what=subject, figure=figure)
