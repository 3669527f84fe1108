"""What each source answered before, and how tonight's answers differ from it.

Owns `content/_shapes/ID.json`: one shape for each kind of request, learned from the answers of live nights that could
be read, and the figures that the source gave each time. Refuses the disk, and to learn from an answer that cost a
figure: until somebody mends its module or removes the file, the source is compared with what it was. A second run of a
day compares with what was known before that day, as the first one did.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal, NamedTuple
from urllib.parse import urlsplit

from pydantic import ConfigDict, Field

from brief.collect.runner import Collected
from brief.collect.shape import Shape, changes, merged, shape_of
from brief.config import Source
from brief.models import Drift, Gap, Payload, Request
from brief.models.base import Frozen

MOST_KINDS = 200
"""Of requests, for each source: one that asks for something else every night is not remembered for ever."""
MOST_SAID = 100
_DATA = re.compile(r"[^/]*[0-9A-Z^%][^/]*")


def kind_of(request: Request) -> str:
    """What is asked, but for the coin, the day or the page: those answers are alike."""
    path = "/".join("*" if _DATA.fullmatch(step) else step for step in urlsplit(request.url).path.split("/"))
    tag = re.sub(r"\d+", "#", request.tag)[:40]
    return f"{request.method} {path or '/'}" + (f" {tag}" if tag else "")


class Habits(Frozen):
    """How a source answers: a shape for each kind of request, and the figures it gave every night."""

    kinds: dict[str, Shape] = {}
    figures: tuple[str, ...] = ()


class Known(Frozen):
    """The file: what is known since the night of `day`, and what was known before it."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)

    schema_: Literal[1] = Field(default=1, alias="schema")
    source: str
    day: date
    habits: Habits
    before: Habits | None = None

    def until(self, day: date) -> Habits | None:
        """What was known before the night of `day`, as far back as it is kept."""
        return self.habits if self.day < day else self.before if self.day == day else None

    def text(self) -> str:
        return self.model_dump_json(indent=1) + "\n"


def read_known(texts: Mapping[str, str]) -> dict[str, Known]:
    """What the files say, by source; one that cannot be read is as good as none, and is written anew."""
    found = {}
    for text in texts.values():
        try:
            one = Known.model_validate_json(text)
            for shape in one.habits.kinds.values():
                shape.spots()
        except ValueError:  # pydantic's is one, too
            continue
        found[one.source] = one
    return found


class _Heard(NamedTuple):
    source: str
    kind: str
    sha256: str
    shape: Shape
    drift: Drift | None


class Shapes:
    """Tonight's answers beside those before. Made for one night; remembers what it was shown."""

    def __init__(self, known: Mapping[str, Known], day: date) -> None:
        self._known, self._day = known, day
        found = {source: one.until(day) for source, one in known.items()}
        self._habits = {source: habits for source, habits in found.items() if habits is not None}
        self._heard: list[_Heard] = []

    def knows(self, source: str) -> bool:
        return source in self._habits

    @property
    def drifted(self) -> tuple[str, ...]:
        """The sources of which an answer differed."""
        return tuple(dict.fromkeys(heard.source for heard in self._heard if heard.drift is not None))

    def drift(self, source: Source, request: Request, payload: Payload) -> Drift | None:
        """How an answer differs from those of its kind; None where it does not, or where none is known."""
        habits, kind = self._habits.get(source.id, Habits()), kind_of(request)
        known = habits.kinds.get(kind)
        shape = shape_of(payload, known)
        if shape is None:
            return None
        drift = _drift(known, shape, habits.figures) if known is not None else None
        self._heard.append(_Heard(source.id, kind, payload.sha256, shape, drift))
        return drift

    def learned(self, collected: Collected) -> dict[str, Known]:
        """What is known after tonight, of each source whose answers were read."""
        told: dict[str, set[str]] = {}
        for reading in collected.readings:
            told.setdefault(reading.source, set()).add(reading.figure)
        items = {item.source for item in collected.items}
        silent = {gap.source for gap in collected.gaps if not gap.stale}
        found = {}
        for source in dict.fromkeys(heard.source for heard in self._heard):
            figures = told.get(source, set())
            if (figures or source in items or source not in silent) and not self._cost(source, figures):
                found[source] = self._more(source, figures)
        return found

    def _cost(self, source: str, figures: set[str]) -> bool:
        drifts = (heard.drift for heard in self._heard if heard.source == source)
        return any(drift is not None and set(drift.figures) - figures for drift in drifts)

    def _more(self, source: str, figures: set[str]) -> Known:
        before = self._habits.get(source)
        kinds = dict(before.kinds) if before is not None else {}
        for heard in sorted(self._heard, key=lambda heard: heard.sha256):
            if heard.source == source:
                kinds[heard.kind] = merged(kinds.get(heard.kind), heard.shape)
        kept = dict(sorted(kinds.items())[:MOST_KINDS])
        each = figures & set(before.figures) if before is not None else figures
        habits = Habits(kinds=kept, figures=tuple(sorted(each)))
        return Known(source=source, day=self._day, habits=habits, before=before)


def _drift(known: Shape, shape: Shape, figures: tuple[str, ...]) -> Drift | None:
    found = changes(known, shape)
    firm = [change for change in found if change.firm]
    maybe = tuple(change.said for change in found if not change.firm and not change.harmless)
    if not firm and not maybe:
        return None
    harm = maybe or any(not change.harmless for change in firm)
    # What broke something comes first: where much has changed, the rest is not printed.
    said = [change.said for change in sorted(firm, key=lambda change: change.harmless)]
    return Drift(changes=tuple(said[:MOST_SAID]), maybe=maybe[:MOST_SAID], figures=figures if harm else ())


def worth_keeping(drifts: Iterable[Drift], gaps: Iterable[Gap]) -> bool:
    """Whether somebody will want to see these answers: something surely changed, or nothing could be read."""
    found = list(drifts)
    return any(drift.changes for drift in found) or (bool(found) and any(not gap.stale for gap in gaps))
