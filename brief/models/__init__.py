"""The nouns of the brief, frozen. Owns shapes and their JSON; refuses I/O, wording and judgement."""

from brief.models.correction import Correction, Corrections, Reworded
from brief.models.exchange import Drift, Night, Payload, Request
from brief.models.figures import (
    Agreement,
    AsOf,
    Figure,
    Instant,
    Origin,
    Published,
    Reading,
    Spelling,
    Unit,
    as_of_text,
    day_of,
    instant_of,
)
from brief.models.news import Item
from brief.models.post import Post, SiteSettings
from brief.models.receipt import Receipt, ReceiptReading, Receipts, ReceiptTree
from brief.models.series import Point, Series
from brief.models.snapshot import Gap, Snapshot

__all__ = [
    "Agreement",
    "AsOf",
    "Correction",
    "Corrections",
    "Drift",
    "Figure",
    "Gap",
    "Instant",
    "Item",
    "Night",
    "Origin",
    "Payload",
    "Point",
    "Post",
    "Published",
    "Reading",
    "Receipt",
    "ReceiptReading",
    "ReceiptTree",
    "Receipts",
    "Request",
    "Reworded",
    "Series",
    "SiteSettings",
    "Snapshot",
    "Spelling",
    "Unit",
    "as_of_text",
    "day_of",
    "instant_of",
]
