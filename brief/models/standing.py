"""How the sources stand: what readers are told of each, and what the last nights heard of them."""

from datetime import date

from brief.models.base import Frozen
from brief.models.figures import ArchiveProvenance, Instant


class Listed(Frozen):
    """A source of `sources.yaml`, as far as readers are told of it."""

    id: str
    cite: str
    title: str
    page: str
    credit: str
    publish: str
    proof: str
    enabled: bool
    families: tuple[str, ...]
    """What kinds of figures and topics it fills: the first parts of their names."""

    @property
    def name(self) -> str:
        """Whose what, as a gap of it is named."""
        return f"{self.cite} ({self.title})"


class Silence(Frozen):
    """What a source did not give that it was asked for, and why."""

    source: str
    name: str
    why: str
    stale: int = 0


class Attendance(Frozen):
    """What one night heard of its sources."""

    edition: str
    day: date
    as_of: Instant
    provenance: ArchiveProvenance
    assumption: str = ""
    answered: tuple[str, ...] = ()
    silences: tuple[Silence, ...] = ()
    families: tuple[str, ...] = ()
    """Those of which the night has a figure or an item."""

    @property
    def silent(self) -> frozenset[str]:
        """The sources that gave nothing at all."""
        return frozenset(one.source for one in self.silences) - frozenset(self.answered)


class Standing(Frozen):
    """The sources in the order of preference, and the last nights whose briefs readers have, the newest first."""

    sources: tuple[Listed, ...] = ()
    nights: tuple[Attendance, ...] = ()
    due: str = ""
    """The time of day at which a night is to begin, `05:47`; empty where nobody said."""
