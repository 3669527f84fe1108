"""A night's snapshot as anybody may have it: the same schema, without what its sources do not let pass.

Owns what of a source is told: what the post prints and what that was computed from, as its receipts have it; beyond
that only what came from sources whose `publish:` is `bytes` or `extract`. Refuses a source that sources.yaml no longer
names, and what the edition before told: that is its own snapshot's.
"""

from collections.abc import Iterable, Mapping

from brief.models import Figure, Item, Receipts, Snapshot
from brief.site.machine.series_csv import MAY_BE_PUBLISHED

SILENT = "It gave nothing that can be printed."
"""Why there is a gap, where the sentence might quote an answer that may not be passed on."""
_SAID = frozenset({"label"})
"""What is told of a reading's detail in any case: the receipts have it."""


def public_snapshot(snapshot: Snapshot, receipts: Receipts, publish: Mapping[str, str]) -> Snapshot:
    """`publish` has each source's rule, `receipts` are those of the night's post."""
    open_ = frozenset(source for source, rule in publish.items() if rule in MAY_BE_PUBLISHED)
    printed = {receipt.figure for receipt in receipts.receipts}
    told = {(item.sha256, item.path) for answer in receipts.answers for item in answer.items}
    figures = {
        name: _figure(figure, open_)
        for name, figure in snapshot.figures.items()
        if name in printed or (figure.readings and open_.issuperset(one.source for one in figure.readings))
    }
    items = [_item(one, open_) for one in snapshot.items if one.source in open_ or (one.sha256, one.path) in told]
    named = {
        *(reading.source for figure in figures.values() for reading in figure.readings),
        *(reading.source for receipt in receipts.receipts for reading in receipt.readings),
        *(item.source for item in items),
        *(answer.source for answer in receipts.answers),
    }
    return snapshot.model_copy(
        update={
            "origins": {id_: one for id_, one in snapshot.origins.items() if id_ in named or id_ in open_},
            "figures": figures,
            "items": tuple(items),
            "gaps": tuple(
                gap if gap.source in open_ else gap.model_copy(update={"why": SILENT}) for gap in snapshot.gaps
            ),
            "before": None,
            "carried": {name: night for name, night in snapshot.carried.items() if name in figures},
        }
    )


def _figure(figure: Figure, open_: frozenset[str]) -> Figure:
    readings = (one.model_copy(update={"detail": _detail(one.source, one.detail, open_)}) for one in figure.readings)
    return figure.model_copy(update={"readings": tuple(readings)})


def _item(item: Item, open_: frozenset[str]) -> Item:
    """Title, outlet, link and date are told of any; of one that may not be passed on that is all."""
    if item.source in open_:
        return item
    return item.model_copy(update={"detail": {}, "amounts": ()})


def _detail(source: str, detail: Mapping[str, str], open_: Iterable[str]) -> dict[str, str]:
    return {key: value for key, value in detail.items() if source in open_ or key in _SAID}
