"""One HTTP answer as a value, and what its status means to us. Pure: the same for a live night and for a replay."""

import json
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from brief.config import Source
from brief.errors import Refused, Unreachable
from brief.models import Instant, Payload
from brief.models.base import Frozen
from brief.sources._page import refuse_challenge

KEPT_HEADERS = ("content-type", "date", "etag", "last-modified", "retry-after")
LATER = frozenset({408, 425, 429, *range(500, 600)})
"""Statuses that may be better in a moment."""
CONDITIONS = ("if-none-match", "if-modified-since")
"""The headers that ask only whether something has changed; `UNCHANGED` is the answer that it has not."""
UNCHANGED = 304

_WORDS = ("message", "error_message", "msg", "retMsg", "detail", "error", "errors", "status", "reason")
_HTML = re.compile(rb"\s*(<!doctype|<html|<head|<body|<\?xml)", re.IGNORECASE)


class Answer(Frozen):
    """What came back: any status, the whole body, the few headers worth keeping; `url` is where it ended.

    Where the source says that nothing has changed, the body is the one of an earlier night, `unchanged_since`.
    """

    status: int
    headers: dict[str, str]
    body: bytes
    fetched_at: Instant
    url: str
    landed: str = ""
    """Where redirects led, be it back to where they began; empty where there was none."""
    unchanged_since: date | None = None
    took: float = 0
    """Seconds from the question to the end of the answer, without those we waited for our turn."""


def brings_data(status: int, unchanged_since: date | None) -> bool:
    """Whether the body that goes with a status is what the source had to say."""
    return status == 200 or (status == UNCHANGED and unchanged_since is not None)


def refuse_status(source: Source, answer: Answer) -> None:
    """Stop at anything that brings no data, in one sentence: what the source said, and what to do."""
    if brings_data(answer.status, answer.unchanged_since):
        return
    if answer.status == UNCHANGED:
        raise Refused(f"{source.id} says that nothing has changed (HTTP 304), which nobody asked; nothing was read.")
    refuse_challenge(Payload(source=source.id, url=answer.url, body=answer.body, fetched_at=answer.fetched_at))
    said = _own_words(answer.body)
    told = f" (HTTP {answer.status})" + (f": {said.rstrip('.')}" if said else "")
    if answer.status in LATER:
        after = retry_after(answer.headers, answer.fetched_at)
        when = f"it asks us to wait {after:g} s" if after else "try again later"
        did = "is busy" if answer.status == 429 else "failed"
        raise Unreachable(f"{source.id} {did}{told}; {when}.")
    raise Refused(f"{source.id} refused us{told}; {_advice(source, answer.status)}.")


def _advice(source: Source, status: int) -> str:
    module = f"brief/sources/{source.module}.py"
    if status == 401 and source.key is not None:
        return f"check the key in {source.key.env}"
    return {
        401: "it wants a key, and sources.yaml names none",
        402: "our plan there does not cover this question",
        403: "try from another network or country, or set `enabled: false` in sources.yaml",
        404: f"the address is gone, {module} needs a look",
        451: "it does not serve this country, run elsewhere or set `enabled: false` in sources.yaml",
    }.get(status, f"{module} needs a look")


def _own_words(body: bytes) -> str:
    """The source's own error text on one line, at most 160 characters; nothing of a web page."""
    text = body.decode("utf-8", "replace")
    try:
        text = _find_words(json.loads(text), 3)
    except (ValueError, RecursionError):
        if _HTML.match(body):
            return ""
    printable = "".join(letter if letter.isprintable() else " " for letter in text[:2000])
    return " ".join(printable.split())[:160]


def _find_words(value: Any, depth: int) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        below = [value[name] for name in _WORDS if name in value]
    else:
        below = value if isinstance(value, list) else []
    found = (_find_words(item, depth - 1) for item in below if depth)
    return next((words for words in found if words), "")


def retry_after(headers: Mapping[str, str], now: datetime) -> float:
    """The seconds a source asks us to wait, from a number or a date; 0 where it does not say, or says nonsense."""
    told = headers.get("retry-after", "").strip()
    if re.fullmatch(r"\d{1,9}(\.\d+)?", told):
        return float(told)
    try:
        until = parsedate_to_datetime(told)
    except ValueError:
        return 0
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return max(until - now, timedelta()).total_seconds()
