"""What an answer holds, as objects and lists, whatever its format. Pure.

Owns which format an answer has: JSON, a page's tables, CSV, XML (feeds); and what a text in it is: a number, a time, a
word. Refuses values: numbers are all alike here, and what cannot be read holds nothing.
"""

import csv
import json
import re
from collections.abc import Mapping
from typing import Any, Literal
from xml.parsers import expat

from brief.errors import BriefError
from brief.models import Payload
from brief.sources._table import Table, read_tables

Format = Literal["json", "html", "csv", "xml"]
DEEPEST = 12
LARGEST = 4_000_000
"""Bytes of a page or a feed that are looked through."""

_DIGITS = re.compile(r"[(+\u2212-]?\$?\d[\d,]*(\.\d+)?([eE][+-]?\d+)?%?\)?", re.ASCII)
_TIME = re.compile(r"\d{4}-\d{2}-\d{2}([T ].*)?|\d{1,2} [A-Z][a-z]{2} \d{4}", re.ASCII)
_BLANK = ("", "-", ".", "\u2014")


def content_of(payload: Payload) -> tuple[Format, Any] | None:
    """What the bytes hold, as objects and lists."""
    start = payload.body.lstrip(b"\xef\xbb\xbf \t\r\n")[:200].lower()
    if start.startswith((b"{", b"[")):
        value = _json(payload.body)
        return None if value is None else ("json", value)
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<body", b"<table", b"<div")):
        return "html", _tables(payload)
    if start.startswith(b"<"):
        tree = _tree(payload.body)
        return None if tree is None else ("xml", tree)
    rows = _lines(payload.body)
    return None if rows is None else ("csv", rows)


def _json(body: bytes) -> Any:
    try:
        return json.loads(body, parse_float=lambda text: 0.5, parse_int=lambda text: 1)
    except (ValueError, RecursionError):
        return None


def _lines(body: bytes) -> list[dict[str, str]] | None:
    """The lines of a CSV file under its header; None for any other text."""
    try:
        rows = list(csv.reader(body.decode("utf-8-sig").splitlines(), strict=True))
    except (ValueError, csv.Error):
        return None
    if len(rows) < 2 or len(rows[0]) < 2 or {len(row) for row in rows if row} != {len(rows[0])}:
        return None
    names = [f"col[{name}]" for name in rows[0]]
    return [dict(zip(names, row, strict=True)) for row in rows[1:] if row]


def _tables(payload: Payload) -> dict[str, list[dict[str, str]]]:
    """The tables of a page by their class, where it is theirs alone, else by number."""
    if len(payload.body) > LARGEST:
        return {}
    try:
        tables = read_tables(payload)[:20]
    except (BriefError, RecursionError):
        return {}
    named = ["-".join(sorted(table.classes)) for table in tables]
    own = (name if name and named.count(name) == 1 else str(place) for place, name in enumerate(named))
    return {f"table[{name}]": _rows(table) for name, table in zip(own, tables, strict=True)}


def _rows(table: Table) -> list[dict[str, str]]:
    """The rows below the header, which may take two or three rows: each column has the last name above it."""
    width = max((len(row.texts) for row in table.rows), default=0)
    names = [""] * width
    body = 0
    for row in table.rows[:3]:
        if any(kind_of_text(text) in ("digits", "time") for text in row.texts):
            break
        body += 1
        names = [text or name for text, name in zip(row.texts, names, strict=False)] + names[len(row.texts) :]
    steps = [f"col[{name or number}]" for number, name in enumerate(names)]
    return [dict(zip(steps, row.texts, strict=False)) for row in table.rows[body:] if len(row.texts) == width]


def _tree(body: bytes) -> dict[str, Any] | None:
    """An XML document: an element is an object of its children's names, each with the list of them; or None."""
    if len(body) > LARGEST:
        return None
    top: dict[str, Any] = {}
    open_ = [top]
    parser = expat.ParserCreate()

    def start(name: str, _: Mapping[str, str]) -> None:
        element: dict[str, Any] = {}
        if len(open_) <= DEEPEST:
            open_[-1].setdefault(name, []).append(element)
        open_.append(element)

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda name: open_.pop()
    # No document of ours needs its own entities, which is how a small one becomes a large one.
    parser.EntityDeclHandler = _refuse_entities
    try:
        parser.Parse(body, True)
    except (expat.ExpatError, ValueError, LookupError):
        return None
    return top


def _refuse_entities(*declared: object) -> None:
    raise ValueError("no entity of its own")


def kind_of_text(text: str) -> str:
    text = text[:100].strip()
    if text in _BLANK:
        return "nothing"
    if _DIGITS.fullmatch(text):
        return "digits"
    return "time" if _TIME.fullmatch(text) else "text"
