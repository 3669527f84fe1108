"""What a night's files are known by: written with its record, so that a bit that changed later is found by its file."""

from typing import Literal, Self

from pydantic import ConfigDict, Field

from brief.models.base import Frozen


class Grown(Frozen):
    """A series as a night left it. Rows are only added, so its file still begins with just these bytes."""

    size: int
    sha256: str


class Sums(Frozen):
    """`_generated/ID.sums.json`."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)

    schema_: Literal[1] = Field(default=1, alias="schema")
    edition: str
    made_with: dict[str, str] = {}
    """What besides the answers decides what the night comes to: settings, rules, words."""
    archive: dict[str, str] = {}
    """The files of its archive, by name; as they are packed."""
    series: dict[str, Grown] = {}
    files: dict[str, str] = {}
    """What was written, by path below `content/`: our text and its record."""
    sha256: str = ""
    """Of all that."""

    def sealed(self, sha256: str) -> Self:
        """The same with its own sum."""
        return self.model_copy(update={"sha256": sha256})

    def bare(self) -> str:
        """What its own sum is of."""
        return self.model_copy(update={"sha256": ""}).model_dump_json()
