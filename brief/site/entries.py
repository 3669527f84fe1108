"""What the pages of the site show of a post besides its text: its head, where it stands, what goes with it.

Owns the record that a build keeps of each post, so that the next one need not read what has not changed. Refuses the
text: no build holds all of them at once.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from brief.models import Correction, Post, Receipts, as_of_text, instant_of
from brief.models.chart import Charts
from brief.site.addresses import SNAPSHOT, Addresses, receipts_path
from brief.site.frame import digest as digest_of

CHANGE = "prices.btc.change_24h"


class Head(NamedTuple):
    """A post without its text."""

    id: str
    slug: str
    title: str
    category: str
    published: bool
    description: str
    day: date
    as_of: date | None
    """A day, or an instant."""


class Entry(NamedTuple):
    """One post as the pages show it."""

    post: Head
    path: str
    digest: str
    """Of all that its own page is made from: the text that readers get, its receipts, its corrections."""
    provenance: str = ""
    receipts: str = ""
    """The path of its receipts; empty where it has none."""
    snapshot: str = ""
    """The path of its night's snapshot; empty where none may be had."""
    charts: tuple[str, ...] = ()
    """The names of the charts that it can show."""
    change: Decimal | None = None
    """Bitcoin's move of 24 hours in percent, where its receipts have it."""
    corrections: tuple[Correction, ...] = ()
    """Newest first."""
    named: str = ""
    """What a link to it is known by: its address, its day and its title."""
    listed: str = ""
    """What a list that shows it is known by: all that is said of it but its text."""

    @property
    def card(self) -> str:
        """The path of the picture that stands for it where its link is shared; empty where it has no figures."""
        return f"/cards/{self.post.id}.png" if self.receipts else ""

    @property
    def corrected(self) -> datetime | None:
        """When it was last corrected."""
        return self.corrections[0].at if self.corrections else None

    @property
    def updated(self) -> datetime:
        """When readers were last told something new in it."""
        return max([instant_of(self.post.as_of or self.post.day), *(one.at for one in self.corrections)])


def entry_of(
    post: Post,
    to: Addresses,
    *,
    digest: str,
    receipts: Receipts | None = None,
    snapshot: bool = False,
    charts: Charts | None = None,
    corrections: Sequence[Correction] = (),
) -> Entry:
    """A post's entry; its corrections in any order."""
    entry = Entry(
        post=Head(*(getattr(post, field) for field in Head._fields)),
        path=to.post(post),
        digest=digest,
        provenance=receipts.provenance if receipts else "",
        receipts=receipts_path(post.id) if receipts else "",
        snapshot=f"{receipts_path(post.id)}{SNAPSHOT}" if receipts and snapshot else "",
        charts=tuple(chart.name for chart in charts.charts) if charts else (),
        change=next((one.value for one in receipts.receipts if one.figure == CHANGE), None) if receipts else None,
        corrections=tuple(sorted(corrections, key=lambda one: one.at, reverse=True)),
    )
    shown = (*entry.post, entry.path, entry.provenance, entry.receipts, entry.change, entry.corrected)
    return entry._replace(named=digest_of(entry.path, post.day, post.title), listed=digest_of(shown))


def as_stored(entry: Entry) -> list[Any]:
    """An entry as plain JSON."""
    *texts, day, as_of = entry.post
    head = [*texts, day.isoformat(), as_of and as_of_text(as_of)]
    told = [one.model_dump(mode="json") for one in entry.corrections]
    return [head, *entry[1:-4], entry.change and str(entry.change), told, entry.named, entry.listed]


def from_stored(stored: Sequence[Any]) -> Entry:
    """The entry that `as_stored` made plain; anything else is a ValueError or TypeError."""
    head, *plain, charts, change, told, named, listed = stored
    *texts, day, as_of = head
    when = as_of if as_of is None else datetime.fromisoformat(as_of) if "T" in as_of else date.fromisoformat(as_of)
    post = Head._make((*texts, date.fromisoformat(day), when))
    corrections = tuple(Correction.model_validate(one) for one in told)
    return Entry._make((post, *plain, tuple(charts), change and Decimal(change), corrections, named, listed))


def newest_first(entries: Iterable[Entry]) -> list[Entry]:
    """The order of lists."""
    return sorted(entries, key=lambda entry: (entry.post.day, entry.post.id), reverse=True)


def listing(entry: Entry) -> str:
    """All that a list shows of a post: what a page that lists it is known by."""
    return entry.listed
