"""A night that asks some sources only must not take from a post what it has.

Owns what counts as less: a source of which fewer figures or items are read than the record of the day holds. Refuses a
night in which none of those asked answered: it would be made of the archive alone.
"""

from collections import Counter
from collections.abc import Collection

from brief.desk.record import read_snapshot
from brief.errors import NoSource, Unreachable
from brief.models import Snapshot
from brief.store import Store
from brief.story.confidence import heard


def refuse_thinner(store: Store, tonight: Snapshot, only: Collection[str]) -> None:
    """Stop before anything is written where the asked gave nothing, or the post would hold less than it does."""
    if not heard(tonight) & set(only):
        raise Unreachable(
            f"None of the sources that were asked ({', '.join(sorted(only))}) gave anything; "
            "everything is left as it was. Try again later."
        )
    if store.text_if_there(store.snapshot_path(tonight.day)) is None:
        return
    had, has = _given(read_snapshot(store, tonight.day)), _given(tonight)
    if less := sorted(source for source in had if has[source] < had[source]):
        raise NoSource(
            f"The edition of {tonight.day} would have less of {', '.join(less)} than it has; "
            f"it was left as it is. `brief nightly` without --only asks all sources anew."
        )


def _given(snapshot: Snapshot) -> Counter[str]:
    """How much each source gave on its own night: carried figures are not counted."""
    read = (figure for name, figure in snapshot.figures.items() if name not in snapshot.carried)
    return Counter(
        [reading.source for figure in read for reading in figure.readings] + [item.source for item in snapshot.items]
    )
