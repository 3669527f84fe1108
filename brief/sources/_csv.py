"""Reading CSV answers: cells that always know where they stand.

Owns the step from bytes to rows under a known header, and the spelling of a cell's place, `line[N]/col[HEADER]`: N
counts the lines of the file from 1, the header's. Refuses web pages, any header but the expected ones, rows of another
length, and text where a number or a day is due. An empty cell is no zero: ask `is_blank`.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from brief.errors import Refused
from brief.models import Payload, Reading, Unit
from brief.sources._page import refuse_web_page

_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,15})?", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_BLANK = ("", ".")


@dataclass(frozen=True)
class Cell:
    """One cell as text, and its place."""

    payload: Payload
    text: str
    path: str

    @property
    def is_blank(self) -> bool:
        """Empty or a lone point: nothing was observed, which is not zero."""
        return self.text in _BLANK

    def decimal(self) -> Decimal:
        """The number here, in plain digits."""
        if not _NUMBER.fullmatch(self.text):
            raise Refused(f"{self.payload.source} has {self.text!r:.40} where a number is due, at {self.path}.")
        return Decimal(self.text)

    def day(self) -> date:
        """The day here, as 2025-11-03."""
        try:
            return date.fromisoformat(self.text if _DAY.fullmatch(self.text) else "")
        except ValueError:
            raise Refused(f"{self.payload.source} has {self.text!r:.40} where a day is due, at {self.path}.") from None

    def reading(
        self, figure: str, unit: Unit, as_of: date, *, times: int = 1, detail: dict[str, str] | None = None
    ) -> Reading:
        """A reading of the number here; of so many `times` it, where a file counts in millions."""
        value, formula = self.decimal(), ""
        if times != 1:
            value, formula = value * times, f"value * {times}"
            value = value.to_integral_value() if value == value.to_integral_value() else value
        return self.payload.reading(figure, value, unit, as_of, self.path, formula=formula, detail=detail)


Row = dict[str, Cell]
"""The cells of one line by the names of their columns."""


def read_csv(payload: Payload, *headers: tuple[str, ...]) -> list[Row]:
    """The rows below the header, which must be one of `headers`; the names of its columns tell which."""
    refuse_web_page(payload)
    lines = _lines(payload)
    _, header = next(lines, (1, ()))
    if header not in headers:
        due = " or ".join(",".join(names) for names in headers)
        raise Refused(f"{payload.source} sent {','.join(header)!r:.80} where the header {due:.120} is due.")
    return [_row(payload, number, header, texts) for number, texts in lines]


def _row(payload: Payload, number: int, header: tuple[str, ...], texts: tuple[str, ...]) -> Row:
    if len(texts) != len(header):
        raise Refused(f"{payload.source} has {len(texts)} cells under {len(header)} headers, at line[{number}].")
    named = zip(header, texts, strict=True)
    return {name: Cell(payload, text, f"line[{number}]/col[{name}]") for name, text in named}


def _lines(payload: Payload) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Each record with the number of the line it begins on."""
    try:
        text = payload.body.decode("utf-8-sig")
        if not text.strip():
            raise Refused(f"{payload.source} sent an empty answer.")
        reader = csv.reader((f"{line}\n" for line in text.removesuffix("\n").split("\n")), strict=True)
        number = 1
        for texts in reader:
            yield number, tuple(texts)
            number = reader.line_num + 1
    except UnicodeDecodeError:
        raise Refused(f"{payload.source} sent bytes that are not UTF-8 text.") from None
    except csv.Error as broken:
        raise Refused(f"{payload.source} sent broken CSV ({broken}).") from None
