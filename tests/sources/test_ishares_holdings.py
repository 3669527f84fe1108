"""A fund's holdings: cash read as coins, another day's coins, or a file of another layout read by guess."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from answers import answered
from brief.errors import BriefError, Refused, Unreachable, WrongUsage
from brief.models import Night, Reading
from brief.sources import ishares_holdings

AT = datetime(2026, 9, 28, 6, tzinfo=UTC)
URL = "https://www.ishares.com/us/products/333011/ishares-bitcoin-trust-etf/latest-holdings.csv"
OPTIONS = {"asset": "btc", "fund": "ibit", "url": URL}
HEADER = "Ticker,Name,Market Value,Weight (%),Quantity"
COIN = '"BTC","BITCOIN","67,004,440,920.46","100.00","799,878.62850"'
CASH = '"USD","USD CASH","21,827.32","0.00","21,827.32"'
AS_OF = 'Fund Holdings as of,"Sep 25, 2026"'


def file(*lines: str, as_of: str = AS_OF) -> bytes:
    """The described file: a preamble, the holdings, and prose that need not be proper CSV."""
    above = ["\ufeffiShares Bitcoin Trust ETF", as_of, 'Inception Date,"Jan 05, 2024"', ""]
    return "\r\n".join([*above, *lines, "", 'The "content", as said "above', ""]).encode()


def read(body: bytes, options: Mapping[str, Any] = OPTIONS) -> list[Reading]:
    payload = answered("ishares-holdings", body, AT, tag="ibit", url=URL)
    return ishares_holdings.parse([payload], Night(day=AT.date(), at=AT, options=dict(options)))


def test_the_file_is_the_entry_s() -> None:
    (asked,) = ishares_holdings.requests(Night(day=AT.date(), at=AT, options=OPTIONS))
    assert (asked.url, asked.tag, asked.headers) == (URL, "ibit", {})


@pytest.mark.parametrize("missing", ["fund", "url"])
def test_an_entry_that_does_not_say_which_fund_is_a_mistake(missing: str) -> None:
    options = {name: value for name, value in OPTIONS.items() if name != missing}
    night = Night(day=AT.date(), at=AT, options=options)
    with pytest.raises(WrongUsage, match="needs"):
        ishares_holdings.requests(night)


def test_holdings_of_an_unknown_coin_are_not_read() -> None:
    with pytest.raises(WrongUsage, match="asset: btc"):
        read(file(HEADER, COIN), {"fund": "ibit", "url": URL})


def test_the_coins_have_their_day_and_place() -> None:
    (held,) = read(file(HEADER, CASH, COIN))
    assert (held.figure, held.value, held.unit) == ("etf.btc.holdings.ibit", Decimal("799878.62850"), "coin")
    assert (held.as_of, held.path) == (date(2026, 9, 25), "line[7]/col[Quantity]")
    assert held.formula == "value; thousands commas removed"


def test_a_number_without_commas_is_copied() -> None:
    (held,) = read(file(HEADER, COIN.replace("799,878", "799878")))
    assert (held.value, held.formula) == (Decimal("799878.62850"), "")


def test_columns_are_found_by_name() -> None:
    assert read(file("Quantity,Ticker", '"7.5",BTC'))[0].value == Decimal("7.5")


@pytest.mark.parametrize(
    "day", ['"-"', "25/09/2026", "2026-09-25", '"Sept 25, 2026"', '"Sep 31, 2026"', "Sep 25 2026", ""]
)
def test_another_spelling_of_the_day_is_not_guessed(day: str) -> None:
    with pytest.raises(Refused, match=r"where a day is due, at line\[2\]"):
        read(file(HEADER, COIN, as_of=f"Fund Holdings as of,{day}"))


def test_the_day_is_the_same_without_its_quotes() -> None:
    assert read(file(HEADER, COIN, as_of="Fund Holdings as of,Sep 25, 2026"))[0].as_of == date(2026, 9, 25)


@pytest.mark.parametrize(
    ("body", "error", "why"),
    [
        (b"<!DOCTYPE html><html><body>Consent</body></html>", Refused, "a web page instead of data"),
        (b"<html><title>Just a moment...</title></html>", Unreachable, "browser challenge"),
        (b"", Refused, "without the columns Ticker and Quantity"),
        (b"\xff\xfe", Refused, "not UTF-8"),
        (file("Ticker,Name,Shares", '"BTC","BITCOIN","1"'), Refused, "without the columns Ticker and Quantity"),
        (file(HEADER, COIN, as_of="As of,today"), Refused, "has 0 lines 'Fund Holdings as of'"),
        (file(HEADER, COIN, as_of=f"{AS_OF}\n{AS_OF}"), Refused, "has 2 lines 'Fund Holdings as of'"),
        (file(HEADER, CASH), Refused, "has 0 lines of BTC"),
        (file(HEADER, COIN, COIN), Refused, "has 2 lines of BTC"),
        (file(HEADER, '"BTC","BITCOIN"', COIN), Refused, "has 0 lines of BTC"),
        (file(HEADER, '"BTC","BITCOIN","1'), Refused, "broken CSV"),
        (file(HEADER, '"BTC","BITCOIN","1","1","-"'), Refused, r"'-' where a number of coins is due, at line\[6\]"),
        (file(HEADER, '"BTC","BITCOIN","1","1","0.00"'), Refused, "'0.00' where a number of coins is due"),
        (file(HEADER, '"BTC","BITCOIN","1","1","7,99.5"'), Refused, "'7,99.5' where a number of coins is due"),
        (file(HEADER, '"BTC","BITCOIN","1","1","-799.5"'), Refused, "'-799.5' where a number of coins is due"),
    ],
)
def test_what_is_no_holding_is_one_sentence(body: bytes, error: type[BriefError], why: str) -> None:
    with pytest.raises(error, match=why):
        read(body)


def test_another_coin_s_fund_is_refused_under_bitcoin_s_name() -> None:
    with pytest.raises(Refused, match="has 0 lines of BTC"):
        read(file(HEADER, COIN.replace("BTC", "ETH")))
