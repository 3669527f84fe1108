"""Readings and figures: one number with its unit, its own time and the place it came from.

Money never meets a float: values are Decimals, and JSON holds them as strings.
"""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from fnmatch import fnmatchcase
from functools import lru_cache
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, AwareDatetime, Field, PlainSerializer, PlainValidator

from brief.models.base import Frozen

Unit = Literal["usd", "percent", "points", "index", "count", "days", "coin", "ratio", "hashes", "sats"]
"""usd: US dollars. percent: 3.2 means 3.2%. points: percentage points. index: a 0 to 100 index.
days, count: whole numbers. coin: units of the asset. ratio: one price in units of another.
hashes: hashes a second. sats: satoshis (a hundred-millionth of a bitcoin) a virtual byte of a transaction."""

Spelling = Literal["flow", "money", "price", "rate", "index", "level"]
"""How a number is written: an amount with or without its sign, a price, a rate, a 0 to 100 index, the level of another
index."""

ArchiveProvenance = Literal["recorded", "reconstructed", "specimen"]
Provenance = Literal["recorded", "reconstructed", "specimen", "stored", "by hand"]
"""recorded: bytes the source sent. reconstructed: published facts put into the source's shape by us. specimen:
invented. stored: the source did not answer that night; what is said of it comes from our stored series. by hand:
counted from dates that the editor keeps in `content/_data/counts.yaml`."""


@lru_cache(maxsize=65_536)  # a receipt names thousands of stored points, most of them by the same instants
def as_of_text(value: date) -> str:
    """`2025-11-03` for a day, RFC 3339 with `Z` for an instant."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return value.isoformat()


def _read_as_of(value: Any) -> date:
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise ValueError(f"the instant {value} has no time zone")
        return value.astimezone(UTC)
    if isinstance(value, date):
        return value
    if isinstance(value, str):
        return date.fromisoformat(value) if len(value) == 10 else _read_as_of(datetime.fromisoformat(value))
    raise ValueError(f"{value!r} is neither a day nor an instant")


AsOf = Annotated[date, PlainValidator(_read_as_of, json_schema_input_type=datetime | date), PlainSerializer(as_of_text)]
"""A figure's own time: an aware UTC datetime, or a plain date for what belongs to a whole day (a fund's session)."""


def instant_of(as_of: date) -> datetime:
    """An as-of as an instant, to put days and instants into one order: a day stands at its first moment."""
    return as_of if isinstance(as_of, datetime) else datetime.combine(as_of, time(), UTC)


def day_of(as_of: date) -> date:
    """The UTC day an as-of belongs to."""
    return as_of.astimezone(UTC).date() if isinstance(as_of, datetime) else as_of


def end_of(as_of: date) -> datetime:
    """From when on an as-of grows old: a day's value is new until the day is over."""
    return as_of if isinstance(as_of, datetime) else instant_of(as_of) + timedelta(days=1)


def _in_utc(value: datetime) -> datetime:
    return value.astimezone(UTC)


Instant = Annotated[AwareDatetime, AfterValidator(_in_utc), PlainSerializer(as_of_text)]
"""A moment, aware and in UTC: when a night ran, when an answer came."""


class Reading(Frozen):
    """One value as one source gave it. Made by `Payload.reading` only, so that its place is never forgotten."""

    figure: str
    value: Decimal
    unit: Unit
    as_of: AsOf
    source: str
    url: str
    """What was asked, without keys."""
    fetched_at: Instant
    sha256: str
    path: str
    formula: str = ""
    """How the value follows from the bytes, where it is not simply copied: arithmetic over `value` (the number at
    `path`), `{/other/place}` in the same payload and `{/place@hash}` in another one, whose sha256 begins so. What
    stands behind a semicolon is for people."""
    detail: dict[str, str] = {}
    """What else must be said with the number (venue, pair, question). Text from outside: escape before printing."""


class Agreement(Frozen):
    """How the sources of one figure compare: `checked` others looked at it, `within` of them inside the tolerance.

    `asked` and `answered` name sources, the first one's answer is the value. An answer that could not be compared (of
    another day, in another unit) is among `answered` and not `checked`.
    """

    asked: tuple[str, ...] = ()
    answered: tuple[str, ...] = ()
    checked: int = 0
    within: int = 0
    low: Decimal | None = None
    high: Decimal | None = None
    spread: Decimal | None = None
    """How far the compared answers lie apart: in percent of the lowest, for percentages in points."""
    tolerance: str = ""

    @property
    def disagrees(self) -> bool:
        return self.within < self.checked

    @property
    def agreeing(self) -> int:
        """How many sources stand behind the value, the first included."""
        return self.within + 1 if self.answered else 0


class Figure(Frozen):
    """What the brief may print: the first source's value, and every reading that checks it.

    A derived figure has no readings of its own; it has a `formula` over `inputs` (names of figures, or
    `series[day]` for a stored point).
    """

    name: str
    value: Decimal
    unit: Unit
    as_of: AsOf
    readings: tuple[Reading, ...] = ()
    agreement: Agreement = Field(default_factory=Agreement)
    formula: str = ""
    inputs: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    """The footnote labels to cite, first one first."""
    stored: bool = False
    """True for a point of a stored series: it was read on an earlier night, or shipped."""

    @property
    def detail(self) -> dict[str, str]:
        return self.readings[0].detail if self.readings else {}


class Published(Frozen):
    """Where a reconstructed fact was published: which figures, by whom, when, and the link."""

    figures: tuple[str, ...]
    publication: str
    url: str
    day: date | None = None
    by_source: bool = False
    """True where the publication is the source itself (its own table, copied), not a report about it."""
    note: str = ""
    """What the publication leaves open, in one sentence; printed with it."""

    def gave(self, figure: str) -> bool:
        """Whether the figure of this name is one of those it published."""
        return any(fnmatchcase(figure, pattern) for pattern in self.figures)


class Origin(Frozen):
    """One source on one night, with the words its footnote needs, frozen with the data."""

    source: str
    cite: str
    title: str
    page: str
    credit: str = ""
    fetched_at: Instant
    """When its last answer of the night came: what it told is known from then on."""
    url: str
    sha256: str
    provenance: Provenance
    published: tuple[Published, ...] = ()
    unchanged: dict[str, date] = {}
    """Of its answers that only said that nothing has changed: the hash of the bytes, and the night they came."""
    fills: tuple[str, ...] = ()
    """What it was asked for, figures and topics: an answer without anything new is an answer too."""
