"""The funds and the exchanges on the specimen night: fund pages, one fund's holdings, coins on and off exchanges.

Invented. For the session of Jan. 2, which has not begun at noon, one bitcoin fund has a number all the same; of that of
Dec. 29 one of the XRP funds has reported. IBIT holds half a million bitcoin. More
bitcoin left the exchanges than arrived on Jan. 1, and more ether arrived than left. Two XRP funds, young and small.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

Flows = Sequence[tuple[str, Sequence[float]]]
"""The tickers of a family, each with its flows of the five sessions, in US$ millions."""
SESSIONS = [date(2000, 12, day) for day in (22, 26, 27, 28, 29)]
XRP: Flows = [("XRPC", [3.1, 0.0, 5.2, 2.4, 6.7]), ("XRPZ", [1.2, -0.4, 2.0, 0.3, 3.8])]


def bodies() -> dict[str, dict[str, bytes]]:
    """Every answer by source and by the tag of its request."""
    return {
        "farside-xrp": {"xrp": farside(XRP, late=["XRPZ"])},
        "ishares-holdings": {"ibit": _holdings()},
        "coinglass-holdings": {"": (json.dumps({"code": "0", "data": _held()}, indent=1) + "\n").encode()},
        "coinmetrics-flows": {"": (json.dumps({"data": _exchanges()}, indent=1) + "\n").encode()},
    }


def farside(flows: Flows, tonight: Mapping[str, float] | None = None, late: Sequence[str] = ()) -> bytes:
    """A table in the documented layout: a Seed row, a holiday of dashes, a last session for which the `late` have not
    reported, the open day with what is there `tonight`, rows that are no days."""
    known = tonight or {}
    funds = [ticker for ticker, _ in flows]
    rows = [("Seed", ["10.0"] * len(funds), "99.0")]
    for place, day in enumerate(SESSIONS):
        given = [0.0 if fund in late and day == SESSIONS[-1] else series[place] for fund, series in flows]
        cells = ["-" if fund in late and day == SESSIONS[-1] else _cell(series[place]) for fund, series in flows]
        rows.append((day.strftime("%d %b %Y"), cells, _cell(round(sum(given), 1))))
    rows.insert(2, ("25 Dec 2000", ["-"] * len(funds), "0.0"))
    open_day = [_cell(known[fund]) if fund in known else "-" for fund in funds]
    rows.append(("02 Jan 2001", open_day, _cell(round(sum(known.values(), 0.0), 1))))
    rows += [(label, ["1,234"] * len(funds), "9,999") for label in ("Total", "Average", "Maximum", "Minimum")]
    lines = ["<html><head><title>Specimen ETF Flow (US$m)</title></head><body>", '<table class="etf">', "<thead>"]
    lines += [
        _row("", [""] * len(funds), "Total", "th"),
        _row("", funds, "", "th"),
        _row("Fee", ["0.25%"] * len(funds), "", "th"),
    ]
    lines += ["</thead>", "<tbody>", *(_row(label, cells, total, "td") for label, cells, total in rows)]
    return "\n".join([*lines, "</tbody>", "</table>", "</body></html>", ""]).encode()


def _cell(flow: float) -> str:
    return f'<span class="redFont">({-flow:,.1f})</span>' if flow < 0 else f"{flow:,.1f}"


def _row(label: str, cells: Iterable[str], total: str, kind: str) -> str:
    spans = "".join(f'<{kind}><span class="tabletext">{cell}</span></{kind}>' for cell in (label, *cells, total))
    return f"<tr>{spans}</tr>"


def _holdings() -> bytes:
    """The issuer's file in its described shape, prose below the holdings included."""
    lines = [
        "Specimen Bitcoin Trust ETF",
        'Fund Holdings as of,"Dec 29, 2000"',
        'Inception Date,"Nov 09, 2000"',
        "",
        "Ticker,Name,Sector,Asset Class,Market Value,Weight (%),Quantity,Market Currency",
        '"BTC","BITCOIN","-","Alternative","19,653,214,105.21","100.00","512,345.6789","BTC"',
        '"USD","USD CASH","-","Cash","20,512.75","0.00","20,512.75","USD"',
        "",
        '"Invented, like everything in this file."',
    ]
    return ("\ufeff" + "\r\n".join(lines) + "\r\n").encode()


def _held() -> list[dict[str, Any]]:
    """A vendor's list: six funds, a fund of futures, and one of another country."""
    rows = [
        ("IBIT", "us", "Spot", 512_300.5, "2000-12-29"),
        ("FBTC", "us", "Spot", 190_400.25, "2000-12-29"),
        ("GBTC", "us", "Spot", 120_000.0, "2000-12-29"),
        ("ARKB", "us", "Spot", 30_100.0, "2000-12-28"),
        ("BITB", "us", "Spot", 25_200.0, "2000-12-29"),
        ("HODL", "us", "Spot", 9_000.0, "2000-12-27"),
        ("BITO", "us", "Futures", 77_000.0, "2000-12-29"),
        ("XBTC", "hk", "Spot", 4_100.0, "2000-12-29"),
    ]
    return [
        {
            "ticker": name,
            "region": region,
            "fund_type": kind,
            "asset_details": {"holding_quantity": coins, "update_date": day},
        }
        for name, region, kind, coins, day in rows
    ]


def _exchanges() -> list[dict[str, Any]]:
    rows = {
        ("btc", "2000-12-31"): ("5120.5", "4980.25", "reviewed"),
        ("eth", "2000-12-31"): ("38200.125", "39150.5", "reviewed"),
        ("btc", "2001-01-01"): ("7301.25", "9515.75", "flash"),
        ("eth", "2001-01-01"): ("41250.5", "30012.25", "flash"),
    }
    return [
        {
            "asset": asset,
            "time": f"{day}T00:00:00.000000000Z",
            "FlowInExNtv": arrived,
            "FlowInExNtv-status": status,
            "FlowOutExNtv": left,
            "FlowOutExNtv-status": status,
        }
        for (asset, day), (arrived, left, status) in rows.items()
    ]
