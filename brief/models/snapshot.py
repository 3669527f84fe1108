"""One night's figures, and what is missing from them."""

from datetime import date
from typing import Any, Literal

from pydantic import ConfigDict, Field, SerializerFunctionWrapHandler, model_serializer

from brief.models.base import Frozen
from brief.models.figures import ArchiveProvenance, Figure, Instant, Origin
from brief.models.news import Item
from brief.models.told import Told


class Gap(Frozen):
    """A source that gave nothing we can print, and why, in one sentence."""

    source: str
    fills: str
    why: str
    name: str = ""
    """Whose what is missing, in words a reader knows."""
    stale: int = 0
    """How many figures were left out because they are too old; 0 where something else is the matter."""


class NightFile(Frozen):
    """How every stored file of a night begins."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)

    schema_: Literal[1] = Field(default=1, alias="schema")
    day: date
    as_of: Instant
    provenance: ArchiveProvenance
    assumption: str = ""
    """What about this night is assumed rather than known; printed with it."""
    compiled: Instant | None = None
    """When its edition was written, where that was not the night itself: printed with it."""

    @model_serializer(mode="wrap")
    def _without_compiled(self, written: SerializerFunctionWrapHandler) -> dict[str, Any]:
        file: dict[str, Any] = written(self)
        return {key: value for key, value in file.items() if key != "compiled" or value}


class Snapshot(NightFile):
    """The record of the night. A figure that is not in here was not known; a gap says why."""

    origins: dict[str, Origin] = {}
    figures: dict[str, Figure] = {}
    items: tuple[Item, ...] = ()
    """What was published, in the order of sources.yaml and of their answers."""
    gaps: tuple[Gap, ...] = ()
    before: Told | None = None
    """What the last edition before told readers to watch, as they have it."""
    carried: dict[str, date] = {}
    """The figures among these that an earlier edition gave, each with the day whose archive has its bytes."""

    @model_serializer(mode="wrap")
    def _without_empty(self, written: SerializerFunctionWrapHandler) -> dict[str, Any]:
        snapshot: dict[str, Any] = written(self)
        return {key: value for key, value in snapshot.items() if key != "carried" or value}
