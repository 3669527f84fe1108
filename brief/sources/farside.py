"""US spot fund flows by session, from Farside Investors' page. Written from two recorded copies of the bitcoin page.

`GET https://farside.co.uk/btc/` (also /eth/, /sol/: never recorded, same layout by every account), HTML, no key. The
table of class `etf` has a row of tickers, then one row a session (`21 Jul 2025`) and rows that are no sessions (Fee,
Seed, Total, Average, Maximum, Minimum). US$ millions; `(12.8)` is negative; `-` is not yet reported, never zero. New
funds appear in mid-table, so columns are found by ticker. An exchange holiday, and the open day from noon UTC, is a row
of dashes with Total 0.0; funds then fill in until about 05:00 UTC and Total is a partial sum meanwhile, so a session is
read only when every fund that reported before has reported. A few dashes are never filled (on six of 1,100 real
sessions): such a session is read, without that fund, once a later one is complete and its cells make up its total; one
of those seen was corrected afterwards. Of the newest session that is still open, the cells that are filled are added up
by us, under names of their own (`etf.ASSET.partial.*`): the page's Total was seen to lag behind its cells. Of a session
that New York still trades in nothing is read: on Feb. 3, 2026 the bitcoin page had 0.0 for every fund before its close.
Finished days are revised now and then: the newest `keep` are read every night. A data centre may get a browser
challenge, which is never evaded. Attribution is asked for. Any asset whose page has this layout can be read: `asset`
and `page` in the entry are all that is particular to it.

A page of all sessions since launch (/bitcoin-etf-flow-all-data/) was recorded as the texts of its cells, spelled as
here. Its table is taken to be laid out like this one, and is refused if it is not; it is asked for the past only.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import takewhile

from brief.errors import Refused
from brief.models import Night, Payload, Reading, Request
from brief.sources._funds import NAMES, asset_of, final_days, is_over, is_ticker, ticker, wanted_asset
from brief.sources._table import Cell, Row, Table, find_table

ROUNDING = Decimal("0.35")
"""How far a total may be from the sum of its cells, in US$ millions: every cell is rounded to one decimal."""
FORMULA = "value * 1000000; the page counts US$ millions"
Sessions = dict[date, tuple[Row, dict[str, Cell]]]


def requests(night: Night) -> list[Request]:
    """The one page of the asset; `page` in the entry is its address."""
    asset = wanted_asset(night)
    return [Request(url=night.options.get("page", f"https://farside.co.uk/{asset}/"), tag=asset)]


def history(night: Night) -> list[Request]:
    """The same page, of which a night reads the newest sessions only, and the one of all sessions if `past` in the
    entry names it."""
    every = night.options.get("past")
    return [*requests(night), *([Request(url=every, tag=wanted_asset(night))] if every else [])]


def parse(payloads: Sequence[Payload], night: Night) -> list[Reading]:
    """For each of the newest final sessions: `etf.ASSET.net`, one `etf.ASSET.funds.TICKER` a fund, and how many
    funds that is, `etf.ASSET.issuers`. For a newer one of which a part is known: `etf.ASSET.partial.*`."""
    page = payloads[0]
    table = find_table(page, "etf")
    headers = _headers(table)
    funds = [header for header in headers[1:] if header != "Total"]
    asset = asset_of(night, page, funds, _told(page))
    sessions = _sessions(table, headers)
    reported = {day: [fund for fund in funds if not cells[fund].is_blank] for day, (_, cells) in sessions.items()}
    final = _final(sessions, reported)
    if not final:
        raise Refused(f"{page.source} shows no session on which every fund has reported, among {len(sessions)}.")
    readings, keep = [], night.newest(int(night.options.get("keep", 10)))
    for day in final[-keep:] if keep else final:
        row, cells = sessions[day]
        readings += _readings(asset, day, row, {fund: cells[fund] for fund in reported[day]}, cells["Total"])
    newest = max(day for day in reported if reported[day])
    given = [sessions[newest][1][fund] for fund in reported[newest]]
    if newest > final[-1] and all(cell.is_amount for cell in given):
        last = sessions[final[-1]][0]
        readings += _partial(asset, newest, sessions[newest][0], given)
        readings.append(_count(f"etf.{asset}.partial.issuers", newest, last, len(reported[final[-1]])))
    return readings


def _final(sessions: Sessions, reported: Mapping[date, Sequence[str]]) -> list[date]:
    """The sessions to read: the complete ones, and an older one with a dash that was never filled, where a later one is
    complete, so that nobody is still to report, and its cells make up its total."""
    complete = [
        day
        for day in final_days({day: set(own) for day, own in reported.items()})
        if not sessions[day][1]["Total"].is_blank
    ]
    newest = max(complete, default=date.min)
    left = [day for day in reported if day < newest and day not in complete and reported[day]]
    return sorted([*complete, *(day for day in left if _adds_up(sessions[day][1], reported[day]))])


def _adds_up(cells: dict[str, Cell], funds: Sequence[str]) -> bool:
    total = cells["Total"]
    return not total.is_blank and abs(sum((cells[f].amount() for f in funds), Decimal(0)) - total.amount()) <= ROUNDING


def _readings(asset: str, day: date, row: Row, funds: dict[str, Cell], total: Cell) -> list[Reading]:
    """One session; refused where its funds do not add up to its total."""
    added = sum((cell.amount() for cell in funds.values()), Decimal(0))
    if abs(added - total.amount()) > ROUNDING:
        raise Refused(
            f"{row.payload.source} shows {day.isoformat()} with funds that add up to {added} million and a total of "
            f"{total.amount()} million; nothing was read."
        )
    readings = [total.reading(f"etf.{asset}.net", "usd", day, value=_dollars(total), formula=FORMULA)]
    for fund, cell in funds.items():
        name = f"etf.{asset}.funds.{fund.lower()}"
        readings.append(cell.reading(name, "usd", day, value=_dollars(cell), formula=FORMULA))
    return [*readings, _count(f"etf.{asset}.issuers", day, row, len(funds))]


def _partial(asset: str, day: date, row: Row, cells: Sequence[Cell]) -> list[Reading]:
    """What is known of an open session: the sum of the funds that have reported, and how many those are. How many are
    due, `.partial.issuers`, is how many reported on the last final session."""
    net = sum((_dollars(cell) for cell in cells), Decimal(0))
    how = f"({' + '.join(cell.ref() for cell in cells)}) * 1000000; the page counts US$ millions"
    given = row.payload.reading(f"etf.{asset}.partial.net", net, "usd", day, row.path, formula=how)
    return [given, _count(f"etf.{asset}.partial.reported", day, row, len(cells))]


def _count(figure: str, day: date, row: Row, number: int) -> Reading:
    how = "count(funds with a number in this row)"
    return row.payload.reading(figure, Decimal(number), "count", day, row.path, formula=how)


def _dollars(cell: Cell) -> Decimal:
    """A cell in US dollars, exactly; adding 0 writes it without an exponent."""
    return cell.amount().scaleb(6) + 0


def _headers(table: Table) -> list[str]:
    """The names of the columns: tickers, and Total, which stands a row higher. The first one, over the dates, is
    blank."""
    payload = table.payload
    above = list(takewhile(lambda row: _day(row.label) is None, table.rows))
    while above and (above[-1].label or not any(is_ticker(text) for text in above[-1].texts)):
        above.pop()
    if not above:
        raise Refused(f"{payload.source} has a table without a row of tickers; its layout may have changed.")
    names = [""]
    for column, own in enumerate(above[-1].texts[1:], start=1):
        higher = [row.texts[column] for row in above[:-1] if len(row.texts) > column and row.texts[column]]
        name = own or (higher[-1] if higher else "")
        names.append(name if name == "Total" else ticker(payload, name, f"{table.path}, header {column}"))
    if len(set(names)) != len(names) or "Total" not in names:
        raise Refused(f"{payload.source} has a table with these headers: {', '.join(names[1:])}; we need each once.")
    return names


def _sessions(table: Table, headers: list[str]) -> Sessions:
    sessions: Sessions = {}
    for row in table.rows:
        day = _day(row.label)
        if day is None or not is_over(day, table.payload.fetched_at):
            continue
        if day in sessions:
            raise Refused(f"{table.payload.source} shows {day.isoformat()} twice, at {row.path}.")
        sessions[day] = row, row.under(headers)
    if not sessions:
        raise Refused(f"{table.payload.source} has a table without a single row that is a past session.")
    return sessions


def _day(label: str) -> date | None:
    if not re.fullmatch(r"\d{1,2} [A-Z][a-z]{2} \d{4}", label, re.ASCII):
        return None
    try:
        return datetime.strptime(label, "%d %b %Y").replace(tzinfo=UTC).date()
    except ValueError:
        return None


def _told(page: Payload) -> str:
    """The asset the page's own title names, where it has one."""
    title = re.search(rb"<title>\s*(\w+) ETF Flow", page.body)
    name = title[1].decode("ascii", "replace").lower() if title else ""
    return next((asset for asset, word in NAMES.items() if word == name), "")
