"""The stored series as readers may see them: up to the day of the newest brief, as they were known by its end.

Owns what each series is known again by, so that a build reads only those it draws. Refuses what came with a night that
nobody published yet.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from fnmatch import fnmatchcase
from functools import cached_property, lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from brief.models import Series, instant_of
from brief.models.chart import Chart, ChartSource
from brief.models.family import ChartOf
from brief.models.series import EACH
from brief.site.entries import Entry
from brief.store import Signatures, Store

if TYPE_CHECKING:
    from brief.config import Config


class Stored(NamedTuple):
    """What is known of a series without reading it again."""

    signature: str
    digest: str
    """Of its file."""
    first: str
    """Its first day."""
    days: int


Keys = Mapping[str, Stored]
ENOUGH = 5
"""Figures in a chart; of fewer a line says nothing."""
_DAY = timedelta(days=1)
_SHAPE = re.compile(r"[*?[]")
"""What makes a name a shape of names."""


class Watched(NamedTuple):
    """The assets that are watched, and what `sources.yaml` was known by when it said so."""

    signature: str
    assets: tuple[str, ...]


def watched(store: Store, signatures: Signatures, known: Watched) -> Watched:
    """The watch list; none in a folder without `sources.yaml`."""
    path = store.sources_file()
    signature = signatures.of(path)
    if signature and known.signature == signature:
        return known
    return Watched(signature, configuration(store).watch if path.is_file() else ())


def told_until(newest: Entry) -> datetime:
    """Until when the newest brief's readers know: the end of its day, or its last correction."""
    return max(instant_of(newest.post.day + _DAY), newest.updated)


class Past:
    """The series of a site folder for the pages of one build. What only a drawn series needs is imported for it."""

    def __init__(self, store: Store, signatures: Signatures, known: Keys, newest: Entry | None) -> None:
        """`known` are the keys of the last build."""
        self._store, self._day = store, newest and newest.post.day
        self._until = told_until(newest) if newest else instant_of(date.min)
        self._read: dict[str, Series | None] = {}
        found = signatures.inside(store.content / "_series", ".csv")
        self.keys: Keys = {name: self._stored(name, each, known) for name, each in sorted(found.items())}

    def names(self, pattern: str, *, short: bool = False) -> list[str]:
        """The stored series whose names have this shape, with enough in them to draw, or `short` ones, too."""
        shaped = [pattern] if pattern in self._known else []
        if _SHAPE.search(pattern):
            shaped += [name for name in self._known if fnmatchcase(name, pattern)]
        return [name for name in shaped if short or self._known[name].days >= ENOUGH]

    def key(self, names: Sequence[str]) -> object:
        """What a page that shows these series is known by."""
        return self._day, self._until, [(name, self.keys[name].digest) for name in names if name in self.keys]

    def series(self, name: str) -> Series | None:
        """A series as the newest brief's readers may see it; None where it has no point by then."""
        if name not in self._read:
            self._read[name] = self._view(name) if name in self.keys and self._day else None
        return self._read[name]

    def chart(self, wanted: ChartOf, series: Series, name: str, window: int) -> Chart | None:
        """The last `window` days or sessions of a series, as an entry of the list wants them; `name` is its file's."""
        from brief.story.charted import charted

        drawn = charted(
            series,
            name=name,
            title=wanted.title,
            unit=wanted.unit,
            window=window,
            shape=wanted.shape,
            flow=wanted.flow,
            cumulative=wanted.cumulative,
        )
        if drawn is None:
            return None
        title = (
            wanted.title if wanted.cumulative else f"{wanted.title}, last {len(drawn.points)} {EACH[series.sessions]}"
        )
        sources = tuple(self._sources(series, drawn.points[0].day))
        return drawn.model_copy(update={"title": title, "sources": sources})

    def _sources(self, series: Series, first: date) -> list[ChartSource]:
        """Whose figures the points from `first` on are."""
        ids = dict.fromkeys(point.source for point in series.points if point.day >= first)
        known = {source.id: source for source in self._config.sources}
        return [ChartSource(cite=known[id_].cite, credit=known[id_].credit) for id_ in ids if id_ in known]

    def _stored(self, name: str, signature: str, known: Keys) -> Stored:
        last = known.get(name)
        if last and signature and last.signature == signature:
            return last
        raw = self._store.read_bytes(self._store.series_path(name), "series")
        days = {line[:10].decode("ascii", "replace") for line in raw.splitlines()[1:]}
        return Stored(signature, sha256(raw).hexdigest()[:32], min(days, default=""), len(days))

    @cached_property
    def _known(self) -> dict[str, Stored]:
        """Those that have anything in them by the newest brief's day."""
        return {name: stored for name, stored in self.keys.items() if self._told(stored.first)}

    def _told(self, first: str) -> bool:
        return bool(self._day and first and first <= self._day.isoformat())

    def _view(self, name: str) -> Series | None:
        from brief import memory

        text = self._store.read_text(self._store.series_path(name), "series")
        rows = memory.stored_rows({name: text}, self._config)
        found = memory.view(rows, self._config, day=self._day or date.min, known=self._until)[name]
        return found if found.points else None

    @cached_property
    def _config(self) -> "Config":
        return configuration(self._store)


def configuration(store: Store) -> "Config":
    """`sources.yaml`, for those who ask no source."""
    from brief.errors import WrongUsage

    path = store.sources_file()
    return _loaded(store.read_text(path, "sources.yaml", wrong=WrongUsage), str(path))


@lru_cache(maxsize=1)  # a preview builds again and again, and the file is the same
def _loaded(text: str, path: str) -> "Config":
    from brief.config import load

    return load(text, path, {}, None)
