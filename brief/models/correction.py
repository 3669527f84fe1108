"""Corrections: what a published post said, what it says now, when that was changed and why."""

from typing import Literal

from pydantic import ConfigDict, Field

from brief.models.base import Frozen
from brief.models.figures import Instant


class Reworded(Frozen):
    """One statement that changed: `was` is empty where it was added, `now` where it was taken out."""

    place: str
    """Where it stands: `title`, `description`, `excerpt`, `as_of`, `row`, `footnote`, `text`..."""
    was: str = ""
    now: str = ""


class Correction(Frozen):
    """One correction of one post, as readers are told of it."""

    at: Instant
    reason: str
    changes: tuple[Reworded, ...] = ()
    sha256: str
    """Of the post's file with the correction in it: a run that was cut off knows it again."""
    undone: bool = False
    """It never reached readers, or was taken back: it stays on record and is shown nowhere."""


class Corrections(Frozen):
    """All corrections of one post, oldest first: `content/_corrections/ID.json`. One is added, none is taken out."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)

    schema_: Literal[1] = Field(default=1, alias="schema")
    edition: str
    corrections: tuple[Correction, ...] = ()
