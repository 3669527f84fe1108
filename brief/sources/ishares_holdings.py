"""What an iShares fund holds, in coin, from the issuer's own file. Written from a described shape: never recorded.

`GET https://www.ishares.com/us/products/333011/ishares-bitcoin-trust-etf/latest-holdings.csv`, no key. CSV below a
preamble: the fund's name, `Fund Holdings as of,"Sep 25, 2026"`, other lines, then a header with `Ticker` and
`Quantity` among its columns and a line a holding: the coin (`BTC`), and US dollars in cash. `Quantity` of the coin is
how many coins the fund holds, with or without thousands commas. Prose may follow. The answer does not name the ticker
of the fund: `fund`, `asset` and `url` in the entry say which one it is.

Others' notes say that such files count an order a trading day after its own, so a day's holdings need not have that
day's flow in them. Refuses web pages, another spelling of the day (`-` stands where there is none), a file without
exactly one line of the coin, and a quantity that is no positive number.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal

from brief.errors import Refused, WrongUsage
from brief.models import Night, Payload, Reading, Request
from brief.sources._funds import wanted_asset
from brief.sources._page import refuse_web_page

AS_OF = "Fund Holdings as of"
COMMAS = "value; thousands commas removed"
_FUND = re.compile(r"[a-z][a-z0-9]{1,7}", re.ASCII)
_DAY = re.compile(r"[A-Z][a-z]{2} \d{1,2}, \d{4}", re.ASCII)
_QUANTITY = re.compile(r"(\d{1,3}(,\d{3}){1,4}|\d{1,15})(\.\d{1,15})?", re.ASCII)
Lines = Iterator[tuple[int, list[str]]]
"""The cells of every line, with its number in the file, counted from 1."""


def requests(night: Night) -> list[Request]:
    """The one file of the fund; `url` in the entry is its address."""
    url = night.options.get("url", "")
    if not isinstance(url, str) or not url.startswith("https://"):
        raise WrongUsage("The entry of a fund's holdings needs options: {asset: btc, fund: ibit, url: https://...}.")
    return [Request(url=url, tag=_fund(night))]


def parse(payloads: Sequence[Payload], night: Night) -> list[Reading]:
    """`etf.ASSET.holdings.FUND`, in coin, as of the file's own day."""
    payload = payloads[0]
    figure = f"etf.{wanted_asset(night)}.holdings.{_fund(night)}"
    lines = _lines(payload)
    day, header = _preamble(payload, lines)
    number, text = _quantity(payload, lines, header, wanted_asset(night).upper())
    path = f"line[{number}]/col[Quantity]"
    value = Decimal(text.replace(",", "")) if _QUANTITY.fullmatch(text) else Decimal(0)
    if not value:
        raise Refused(f"{payload.source} has {text!r:.40} where a number of coins is due, at {path}.")
    return [payload.reading(figure, value, "coin", day, path, formula=COMMAS if "," in text else "")]


def _fund(night: Night) -> str:
    fund = str(night.options.get("fund", ""))
    if not _FUND.fullmatch(fund):
        raise WrongUsage("The entry of a fund's holdings needs the fund's ticker, like options: {fund: ibit}.")
    return fund


def _lines(payload: Payload) -> Lines:
    """Line by line: what follows the holdings is prose, and need not be proper CSV."""
    refuse_web_page(payload)
    try:
        text = payload.body.decode("utf-8-sig")
        for number, line in enumerate(text.split("\n"), start=1):
            yield number, next(csv.reader([line.removesuffix("\r")], strict=True), [])
    except UnicodeDecodeError:
        raise Refused(f"{payload.source} sent bytes that are not UTF-8 text.") from None
    except csv.Error as broken:
        raise Refused(f"{payload.source} sent broken CSV ({broken}).") from None


def _preamble(payload: Payload, lines: Lines) -> tuple[date, list[str]]:
    """The day of the holdings, and the header below it."""
    days: list[date] = []
    for number, cells in lines:
        if "Ticker" in cells and "Quantity" in cells:
            if len(days) != 1:
                raise Refused(f"{payload.source} has {len(days)} lines {AS_OF!r} above its holdings; one is due.")
            return days[0], cells
        if cells and cells[0] == AS_OF:
            days.append(_day(payload, number, ",".join(cells[1:])))
    raise Refused(f"{payload.source} sent a file without the columns Ticker and Quantity; its layout may have changed.")


def _day(payload: Payload, number: int, text: str) -> date:
    try:
        return datetime.strptime(text if _DAY.fullmatch(text) else "", "%b %d, %Y").replace(tzinfo=UTC).date()
    except ValueError:
        raise Refused(f"{payload.source} has {text!r:.40} where a day is due, at line[{number}].") from None


def _quantity(payload: Payload, lines: Lines, header: list[str], coin: str) -> tuple[int, str]:
    """The coin's quantity as text and the number of its line; the holdings end at a line of another width."""
    ticker, quantity = header.index("Ticker"), header.index("Quantity")
    found = []
    for number, cells in lines:
        if len(cells) != len(header):
            break
        if cells[ticker] == coin:
            found.append((number, cells[quantity]))
    if len(found) != 1:
        raise Refused(f"{payload.source} has {len(found)} lines of {coin} among its holdings; one is due.")
    return found[0]
