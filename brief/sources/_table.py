"""Reading HTML tables: cells that always know where they stand.

Owns the step from a page to plain text in rows, and the spelling of a cell's place, `table[N]/row[LABEL]/col[HEADER]`:
N counts all tables of the page from zero, LABEL is the row's first cell. Refuses challenge pages, pages without the
wanted table, and text where an amount is due; never guesses which column is meant.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bs4 import BeautifulSoup, ParserRejectedMarkup, Tag

from brief.errors import Refused
from brief.models import Payload, Reading, Unit
from brief.sources._page import refuse_challenge

_AMOUNT = re.compile(
    r"(?P<open>\()?(?P<minus>[-\u2212])?(?P<digits>(\d{1,3}(,\d{3}){1,4}|\d{1,12})(\.\d{1,6})?)(?(open)\))", re.ASCII
)
_BLANK = ("", "-")


@dataclass(frozen=True)
class Cell:
    """One cell as plain text, and its place."""

    payload: Payload
    text: str
    path: str

    @property
    def is_blank(self) -> bool:
        """Empty or a dash: nothing reported yet, which is not zero."""
        return self.text in _BLANK

    @property
    def is_amount(self) -> bool:
        """Whether a number stands here."""
        found = _AMOUNT.fullmatch(self.text)
        return found is not None and not (found["open"] and found["minus"])

    def amount(self) -> Decimal:
        """The number here: thousands commas, and parentheses for what is negative."""
        found = _AMOUNT.fullmatch(self.text)
        if found is None or not self.is_amount:
            raise Refused(f"{self.payload.source} has {self.text!r:.40} where an amount is due, at {self.path}.")
        number = Decimal(found["digits"].replace(",", ""))
        return -number if number and (found["open"] or found["minus"]) else number

    def ref(self) -> str:
        """How a formula names this cell."""
        return f"{{{self.path}}}"

    def reading(self, figure: str, unit: Unit, as_of: date, *, value: Decimal, formula: str) -> Reading:
        """A reading of `value`, which follows from the text here by `formula`."""
        return self.payload.reading(figure, value, unit, as_of, self.path, formula=formula)


@dataclass(frozen=True)
class Row:
    """One row, header cells and data cells alike."""

    payload: Payload
    path: str
    texts: tuple[str, ...]

    @property
    def label(self) -> str:
        return self.texts[0] if self.texts else ""

    def under(self, headers: Sequence[str]) -> dict[str, Cell]:
        """The cells by the names of their columns; a row of another length is `Refused`, as its columns are unknown."""
        if len(self.texts) != len(headers):
            raise Refused(
                f"{self.payload.source} has {len(self.texts)} cells under {len(headers)} headers, at {self.path}."
            )
        named = zip(headers, self.texts, strict=True)
        return {header: Cell(self.payload, text, f"{self.path}/col[{header}]") for header, text in named}


@dataclass(frozen=True)
class Table:
    """One table of the page; rows of tables inside it belong to those."""

    payload: Payload
    number: int
    classes: frozenset[str]
    rows: tuple[Row, ...]

    @property
    def path(self) -> str:
        return f"table[{self.number}]"


def read_tables(payload: Payload) -> list[Table]:
    """All tables of a page, in document order."""
    refuse_challenge(payload)
    try:
        page = BeautifulSoup(payload.body.decode("utf-8"), "html.parser")
    except UnicodeDecodeError:
        raise Refused(f"{payload.source} sent bytes that are not UTF-8 text.") from None
    except ParserRejectedMarkup:
        raise Refused(f"{payload.source} sent a page that cannot be read as HTML.") from None
    return [_table(payload, number, tag) for number, tag in enumerate(page.find_all("table"))]


def find_table(payload: Payload, css_class: str) -> Table:
    """The one table of that class; a page without it, or with two, is `Refused`."""
    tables = read_tables(payload)
    found = [table for table in tables if css_class in table.classes]
    if len(found) != 1:
        raise Refused(
            f"{payload.source} sent a page with {len(found)} tables of class {css_class!r} among {len(tables)} "
            "where one is due; look at the page, its layout may have changed."
        )
    return found[0]


def _table(payload: Payload, number: int, tag: Tag) -> Table:
    own = [row for row in tag.find_all("tr") if row.find_parent("table") is tag]
    rows = tuple(_row(payload, number, row) for row in own)
    return Table(payload, number, frozenset(tag.get_attribute_list("class")) - {None}, rows)


def _row(payload: Payload, number: int, tag: Tag) -> Row:
    texts = tuple(" ".join(cell.get_text(" ").split()) for cell in tag.find_all(["td", "th"], recursive=False))
    return Row(payload, f"table[{number}]/row[{texts[0] if texts else ''}]", texts)
