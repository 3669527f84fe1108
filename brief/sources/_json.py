"""Reading JSON answers: a cursor that always knows where it stands.

Owns the step from bytes to Decimals and the sentences for what is missing. Refuses to guess: a field that is absent,
null or of another kind is a `Refused` that names its JSON pointer (RFC 6901), never a default.
"""

import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, tzinfo
from decimal import Decimal, InvalidOperation
from typing import Any

from brief.errors import Refused, Unreachable
from brief.models import Payload, Reading, Unit
from brief.sources._page import refuse_web_page
from brief.sources._plain import plain

LONGEST_NUMBER = 40
"""Digits before or behind the point; "1e999999" is a way to fill a disk, not a price."""
MOST_DIGITS = 2 * LONGEST_NUMBER
"""In all; a page would have to print each of them."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class Place:
    """One spot in a JSON payload: `place["data"][0]["price"].decimal()`."""

    __slots__ = ("path", "payload", "value")

    def __init__(self, payload: Payload, value: Any, path: str = "") -> None:
        self.payload, self.value, self.path = payload, value, path

    def __getitem__(self, key: str | int) -> "Place":
        """The spot below, or `Refused` where there is none."""
        below = self.get(key)
        if below is None:
            raise Refused(f"{self.payload.source} sent an answer without {key!r} at {self.path or '/'}.")
        return below

    def get(self, key: str | int) -> "Place | None":
        """The spot below, or None where the key is absent. A null is a spot: ask `is_null`."""
        found: Any
        if isinstance(key, str) and isinstance(self.value, dict):
            if key not in self.value:
                return None
            found = self.value[key]
        elif isinstance(key, int) and isinstance(self.value, list):
            index = key if key >= 0 else len(self.value) + key
            if not 0 <= index < len(self.value):
                return None
            found, key = self.value[index], index
        else:
            return None
        step = str(key).replace("~", "~0").replace("/", "~1")
        return Place(self.payload, found, f"{self.path}/{step}")

    def __iter__(self) -> Iterator["Place"]:
        """The items of a list, in order."""
        if not isinstance(self.value, list):
            raise Refused(f"{self.payload.source} sent {self._kind()} where a list is due, at {self.path or '/'}.")
        return (self[index] for index in range(len(self.value)))

    def keys(self) -> list[str]:
        """The names in an object, in the order sent."""
        if not isinstance(self.value, dict):
            raise Refused(f"{self.payload.source} sent {self._kind()} where an object is due, at {self.path or '/'}.")
        return list(self.value)

    @property
    def is_null(self) -> bool:
        """Null, or the empty string some venues send for "not applicable"."""
        return self.value is None or self.value == ""

    def _kind(self) -> str:
        return "null" if self.value is None else f"a {type(self.value).__name__}"

    def decimal(self) -> Decimal:
        """The number here, sent as a number or as a string of one."""
        if isinstance(self.value, bool) or not isinstance(self.value, int | Decimal | str):
            raise Refused(f"{self.payload.source} sent {self._kind()} where a number is due, at {self.path}.")
        try:
            number = Decimal(self.value)
        except InvalidOperation:
            number = Decimal("NaN")
        if (
            not number.is_finite()
            or abs(number.adjusted()) > LONGEST_NUMBER
            or len(number.as_tuple().digits) > MOST_DIGITS
        ):
            raise Refused(f"{self.payload.source} sent {self.value!r:.40} where a number is due, at {self.path}.")
        return number

    def text(self) -> str:
        if not isinstance(self.value, str):
            raise Refused(f"{self.payload.source} sent {self._kind()} where text is due, at {self.path}.")
        if any("\ud800" <= letter <= "\udfff" for letter in self.value):
            raise Refused(f"{self.payload.source} sent half a character where text is due, at {self.path}.")
        return self.value

    def seconds(self) -> datetime:
        """The instant here, sent as seconds since 1970."""
        return self._instant(self.decimal())

    def millis(self) -> datetime:
        """The instant here, sent as milliseconds since 1970."""
        return self._instant(self.decimal() / 1000)

    def _instant(self, seconds: Decimal) -> datetime:
        if not Decimal(0) < seconds < Decimal(10) ** 11:
            raise Refused(f"{self.payload.source} sent {self.value!r:.40} where a time is due, at {self.path}.")
        return _EPOCH + timedelta(microseconds=int(seconds * 1_000_000))

    def iso(self) -> datetime:
        """The instant here, sent as ISO 8601 text with a zone."""
        return self.local_iso(None)

    def local_iso(self, zone: tzinfo | None) -> datetime:
        """The instant here, sent as ISO 8601 text; one without a zone is of this one."""
        try:
            instant = datetime.fromisoformat(self.text())
            if instant.tzinfo is None and zone is None:
                raise ValueError("nobody knows of which zone")
            return (instant if instant.tzinfo else instant.replace(tzinfo=zone)).astimezone(UTC)
        except (ValueError, OverflowError):  # "0001-01-01T00:00:00+14:00" lies before the first year
            raise Refused(
                f"{self.payload.source} sent {self.value!r:.40} where a time is due, at {self.path}."
            ) from None

    def day(self) -> date:
        """A calendar day, like "2025-11-03"."""
        text = self.text()
        try:
            return date.fromisoformat(text if _DAY.fullmatch(text) else "")
        except ValueError:
            raise Refused(f"{self.payload.source} sent {text!r:.40} where a day is due, at {self.path}.") from None

    def ref(self, beside: "Place | None" = None) -> str:
        """How a formula names this spot: `{/data/0/oi}`; with its payload's hash where `beside` is of another one."""
        other = beside is not None and beside.payload is not self.payload
        return f"{{{self.path}{'@' + self.payload.sha256[:8] if other else ''}}}"

    def reading(
        self,
        figure: str,
        unit: Unit,
        as_of: date,
        *,
        value: Decimal | None = None,
        formula: str = "",
        detail: dict[str, str] | None = None,
    ) -> Reading:
        """A reading of the number here; or of `value`, which follows from it by `formula`."""
        number = self.decimal() if value is None else value
        return self.payload.reading(figure, number, unit, as_of, self.path, formula=formula, detail=detail)


def read_json(payload: Payload) -> Place:
    """The top of a JSON answer, with every number a Decimal. Refuses web pages, cut-off bodies and NaN."""
    if not payload.body.strip():
        raise Refused(f"{payload.source} sent an empty answer.")
    refuse_web_page(payload)
    try:
        value = json.loads(payload.body, parse_float=_number, parse_constant=_no_constant)
    except UnicodeDecodeError:
        raise Refused(f"{payload.source} sent bytes that are not UTF-8 text.") from None
    except json.JSONDecodeError as broken:
        end = len(payload.body.decode("utf-8", "replace").rstrip())
        cut = broken.pos >= end - 1 or broken.msg.startswith("Unterminated string")
        what = "JSON that stops in the middle" if cut else f"broken JSON at character {broken.pos}"
        raise Refused(f"{payload.source} sent {what} ({len(payload.body):,} bytes).") from None
    except (ValueError, RecursionError) as broken:
        raise Refused(f"{payload.source} sent JSON we do not accept: {broken}.") from None
    return Place(payload, value)


def _number(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:  # an exponent of twenty digits
        raise ValueError(f"{text[:40]} is no number") from None


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is no number")


def refuse_error(
    place: Place, code: str, message: str, *, fine: tuple[str, ...] = ("0",), busy: tuple[str, ...] = ()
) -> None:
    """Stop at an error inside a 200: an envelope whose `code` is present and none of `fine`.

    A code in `busy` is the source asking us to come back later (`Unreachable`); any other is `Refused`.
    """
    found = place.get(code)
    if found is None or found.is_null or str(found.value) in fine:
        return
    told = place.get(message)
    said = "" if told is None or told.is_null else short(str(told.value))
    kind = Unreachable if str(found.value) in busy else Refused
    raise kind(f"{place.payload.source} answered with error {short(str(found.value))}{': ' + said if said else ''}.")


def short(said: str) -> str:
    """What a source says of its own error, as a part of our sentence."""
    return plain(said)[:160].rstrip(". ") or "one without words"
