"""Days that are counted on: what began on a day and goes on, beside the longest of its kind. Kept by hand."""

from datetime import date
from typing import Annotated, Self

from pydantic import Field, model_validator

from brief.models.base import Entry

Address = Annotated[str, Field(pattern=r"^https://\S+$")]


class Longest(Entry):
    """The longest of its kind before this one, from its first day to its last, both counted."""

    first: date
    last: date
    days: int = Field(ge=1)
    """As its source has it, so that a mistyped date is noticed."""
    publication: str = Field(min_length=1)
    source: Address

    @model_validator(mode="after")
    def _days_of_both_ends(self) -> Self:
        counted = (self.last - self.first).days + 1
        if counted != self.days:
            raise ValueError(f"from {self.first} to {self.last} are {counted} days, both counted, and not {self.days}")
        return self


class Count(Entry):
    """What began on `since`, its first day, and goes on until its last, `until`, in New York's days."""

    id: str = Field(pattern=r"^[a-z]+(-[a-z]+)*$")
    name: str = Field(min_length=1)
    """How its line begins: "Shutdown"."""
    what: str = Field(min_length=1)
    """What is counted, as it stands behind "day 35 of": "the US federal government's shutdown"."""
    since: date
    until: date | None = None
    publication: str = Field(min_length=1)
    source: Address
    """Who says when it began, and where."""
    longest: Longest | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.until is not None and self.until < self.since:
            raise ValueError(f"{self.id} ends on {self.until}, before it begins on {self.since}")
        if self.longest is not None and self.longest.last >= self.since:
            raise ValueError(f"the longest before {self.id} must have ended before {self.since}")
        return self


class Counts(Entry):
    """As `content/_data/counts.yaml` has them."""

    counts: tuple[Count, ...] = ()

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        ids = [count.id for count in self.counts]
        if twice := next((id_ for id_ in ids if ids.count(id_) > 1), ""):
            raise ValueError(f"{twice} is there twice; give each count an id of its own")
        return self
