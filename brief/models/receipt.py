"""A receipt: everything a reader needs to check one printed figure. The shape of `brief why --json` and of the page."""

from datetime import date
from decimal import Decimal
from typing import Any, Literal

from pydantic import Field, SerializerFunctionWrapHandler, model_serializer

from brief.models.base import Frozen
from brief.models.figures import Agreement, ArchiveProvenance, AsOf, Instant, Provenance, Published, Unit


class ReceiptReading(Frozen):
    """One source's answer behind a figure: where it was asked, when, and where in the bytes it stood."""

    source: str
    cite: str
    page: str
    url: str
    fetched_at: Instant
    sha256: str
    path: str
    value: Decimal
    as_of: AsOf
    formula: str = ""
    published: tuple[Published, ...] = ()
    unchanged_since: date | None = None
    """The night on which the bytes came, where the source only said at `fetched_at` that they still hold."""
    carried_from: date | None = None
    """The night whose archive has the bytes, where the figure was carried on from an earlier edition."""

    @model_serializer(mode="wrap")
    def _without_empty(self, written: SerializerFunctionWrapHandler) -> dict[str, Any]:
        reading: dict[str, Any] = written(self)
        return {key: value for key, value in reading.items() if value is not None}


class Receipt(Frozen):
    """One figure with its formula, its inputs, how its sources agree, and their readings."""

    figure: str
    value: Decimal
    unit: Unit
    as_of: AsOf
    provenance: Provenance
    printed: tuple[str, ...] = ()
    """How the post spells it, in order of appearance; empty for an input that is not printed itself."""
    formula: str = ""
    inputs: tuple[str, ...] = ()
    agreement: Agreement = Field(default_factory=Agreement)
    readings: tuple[ReceiptReading, ...] = ()
    label: str = ""
    """What its vendor calls the value: "Extreme Fear". Text from outside."""

    @model_serializer(mode="wrap")
    def _without_empty_label(self, written: SerializerFunctionWrapHandler) -> dict[str, Any]:
        receipt: dict[str, Any] = written(self)
        return {key: value for key, value in receipt.items() if key != "label" or value}


class ReceiptTree(Frozen):
    """A receipt with those of the figures it was computed from below it, down to what was read from bytes."""

    receipt: Receipt
    below: tuple["ReceiptTree", ...] = ()


class ItemReceipt(Frozen):
    """One thing published that the post tells: where in the bytes its title stood."""

    title: str
    outlet: str
    link: str = ""
    at: AsOf
    sha256: str
    path: str
    stands: str
    """Where the post has it: `headlines.1`, `regulation.us`."""


class AnswerReceipt(Frozen):
    """A source's answer that told what was published, or proves that nothing was."""

    source: str
    cite: str
    page: str
    url: str
    fetched_at: Instant
    sha256: str
    provenance: Provenance
    published: tuple[Published, ...] = ()
    unchanged_since: date | None = None
    items: tuple[ItemReceipt, ...] = ()


class Fresh(Frozen):
    """How fresh a part of an edition is, and how complete."""

    part: Literal["prices", "flows", "liquidations", "sentiment"]
    as_of: AsOf
    report: str = ""
    """The publication that told it, where it was not recorded from its source; then `as_of` has its day only."""
    vendor: str = ""
    """Whose count it is."""
    issuers: int | None = None
    """How many have reported: all of them, as a session is told when it is final."""
    venues: int = 0
    """On how many it was counted; 0 where that is not what was counted."""
    at_least: bool = False
    carried: bool = False
    """The last edition's, since its source failed."""

    @model_serializer(mode="wrap")
    def _without_false(self, written: SerializerFunctionWrapHandler) -> dict[str, Any]:
        fresh: dict[str, Any] = written(self)
        return {key: value for key, value in fresh.items() if key != "carried" or value}


class Receipts(Frozen):
    """All receipts of one edition: its figures in the order of the post, then the answers behind what was published."""

    edition: str
    day: date
    title: str
    as_of: Instant
    provenance: ArchiveProvenance
    assumption: str = ""
    receipts: tuple[Receipt, ...] = ()
    answers: tuple[AnswerReceipt, ...] = ()
    freshness: tuple[Fresh, ...] = ()
    credits: tuple[str, ...] = ()
    """What its sources want to be named by, each once, in the order of the post."""
