"""What goes out to a source and what comes back: requests as data, payloads as bytes."""

import hashlib
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any, Literal

from brief.models.base import Frozen
from brief.models.figures import Instant, Reading, Unit
from brief.models.news import Item


class Night(Frozen):
    """What a source may know of the night it is asked for.

    `day` is the edition's UTC date, `at` the instant (aware UTC) the night is asked about, `options` the source's own
    entry in `sources.yaml`. `since` is the first day wanted where a source is asked for its past; a night has none.
    """

    day: date
    at: Instant
    options: dict[str, Any] = {}
    since: date | None = None

    def newest(self, count: int) -> int | None:
        """How many of an answer's days are read: the newest few of a night, all where the past is wanted."""
        return count if self.since is None else None


class Request(Frozen):
    """One question, as data. Keys are added by the client from the source's `key:` entry, never here."""

    url: str
    method: Literal["GET", "POST"] = "GET"
    headers: dict[str, str] = {}
    body: str = ""
    tag: str = ""
    """What the answer is about, in the source's own words ("btc"); handed back on the payload."""


class Drift(Frozen):
    """How an answer's shape differs from what its source answered before, in parts of a sentence."""

    changes: tuple[str, ...] = ()
    """What is worth a word although everything could be read."""
    maybe: tuple[str, ...] = ()
    """What was seen too seldom to be sure of; it counts where the answer could not be read."""
    figures: tuple[str, ...] = ()
    """The figures that the source gave each time before: one that is missing now went with the change."""

    @property
    def said(self) -> str:
        """All of it, the sure first; at most five, since a whole page that is gone has hundreds."""
        every = (*self.changes, *self.maybe)
        return ", ".join(every[:5]) + (f" and {len(every) - 5} more" if len(every) > 5 else "")


class Payload(Frozen):
    """One answer, exactly as it came. The only maker of readings and items: none lacks its place."""

    source: str
    url: str
    body: bytes
    fetched_at: Instant
    tag: str = ""
    headers: dict[str, str] = {}
    unchanged_since: date | None = None
    """The night on which these bytes came, where the source only said at `fetched_at` that they still hold."""
    drift: Drift | None = None
    """How its shape differs from what came before; None where it does not, or nobody knows."""

    @cached_property
    def sha256(self) -> str:
        return hashlib.sha256(self.body).hexdigest()

    def reading(
        self,
        figure: str,
        value: Decimal,
        unit: Unit,
        as_of: date,
        path: str,
        *,
        formula: str = "",
        detail: Mapping[str, str] | None = None,
    ) -> Reading:
        """A reading of `value` that stood at `path` (a JSON pointer or a table cell) of this payload."""
        return Reading(
            figure=figure,
            value=value,
            unit=unit,
            as_of=as_of,
            source=self.source,
            url=self.url,
            fetched_at=self.fetched_at,
            sha256=self.sha256,
            path=path,
            formula=formula,
            detail=dict(detail or {}),
        )

    def item(
        self,
        topic: str,
        title: str,
        outlet: str,
        at: date,
        path: str,
        *,
        link: str = "",
        amounts: tuple[Reading, ...] = (),
        detail: Mapping[str, str] | None = None,
    ) -> Item:
        """Something published that stood at `path` of this payload; `title` and `link` are plain already.

        Its time is kept to the second, as it is written down.
        """
        return Item(
            topic=topic,
            title=title,
            outlet=outlet,
            at=at.replace(microsecond=0) if isinstance(at, datetime) else at,
            link=link,
            source=self.source,
            url=self.url,
            fetched_at=self.fetched_at,
            sha256=self.sha256,
            path=path,
            amounts=amounts,
            detail=dict(detail or {}),
        )
