"""Fund flows: a half-filled session printed as a small flow, or one fund's money under another's name."""

import csv
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from brief.errors import Refused, Unreachable, WrongUsage
from brief.models import Night, Payload, Reading
from brief.sources import farside

AT = datetime(2026, 7, 24, 6, tzinfo=UTC)
Row = Mapping[str, str]
"""One session as our series have it: an ISO day under `date`, plain numbers, an empty text for a dash."""


def spell(number: str) -> str:
    """A number as the page spells it."""
    if not number:
        return "-"
    value = Decimal(number)
    return f'<span class="redFont">({-value:,})</span>' if value < 0 else f"{value:,}"


def line(label: str, cells: Sequence[str]) -> str:
    spans = [f'<td><div align="right"><span class="tabletext">{spell(cell)}</span></div></td>' for cell in cells]
    return f'<tr>\n<td><span class="tabletext">{label}</span></td>{"".join(spans)}</tr>'


def heads(cells: Sequence[str]) -> str:
    return "<tr>" + "".join(f'<th><span class="tabletext">  {cell}</span></th>' for cell in cells) + "</tr>"


def page(rows: Sequence[Row], funds: Sequence[str], *, title: str = "", seed: Sequence[str] = ()) -> bytes:
    """A page in the layout of the recorded bitcoin page; /eth/ and /sol/ have a Seed row besides."""
    days = [
        line(f"{date.fromisoformat(row['date']):%d %b %Y}", [row[name] for name in (*funds, "Total")]) for row in rows
    ]
    summary = [line(label, ["1"] * (len(funds) + 1)) for label in ("Total", "Average", "Maximum", "Minimum")]
    above = [
        heads(["", *[""] * len(funds), "Total"]),
        heads(["", *funds, ""]),
        heads(["Fee", *["0.25%"] * len(funds), ""]),
        "<tr></tr>",
    ]
    rest = [line("Seed", seed)] if seed else []
    return (
        f"<html><head>{f'<title>{title} (US$m)</title>' if title else ''}</head><body>"
        '<table class="thead"><tr><td>Fund ETF Flows</td></tr></table>'
        f'<table class="etf"><thead>{"".join(above)}</thead><tbody>{"".join(rest + days + summary)}</tbody></table>'
        '<table class="tfooter"><tr><td>note</td></tr></table><table class="tfooter"></table></body></html>'
    ).encode()


def session(day: str, total: str, **cells: str) -> Row:
    return {"date": day, **cells, "Total": total}


def read(body: bytes, **options: Any) -> list[Reading]:
    payload = Payload(source="farside-btc", url="https://farside.co.uk/btc/", body=body, fetched_at=AT)
    return farside.parse([payload], Night(day=AT.date(), at=AT, options=options))


def sessions(readings: Sequence[Reading], asset: str) -> dict[str, dict[str, Decimal]]:
    """What was read, in US$ millions by day and column, to lay beside a series."""
    found: dict[str, dict[str, Decimal]] = {}
    for reading in readings:
        name = reading.figure.removeprefix(f"etf.{asset}.").removeprefix("funds.")
        if name != "issuers" and not name.startswith("partial."):
            column = "Total" if name == "net" else name.upper()
            found.setdefault(reading.as_of.isoformat(), {})[column] = reading.value / 1_000_000
    return found


def part(readings: Sequence[Reading]) -> dict[str, tuple[str, Decimal]]:
    """What is known of a session that is still open."""
    own = [reading for reading in readings if ".partial." in reading.figure]
    return {r.figure.rpartition(".")[2]: (r.as_of.isoformat(), r.value) for r in own}


def numbers(row: Row) -> dict[str, Decimal]:
    return {name: Decimal(cell) for name, cell in row.items() if name != "date" and cell}


def series(folder: Path, asset: str) -> list[Row]:
    with (folder / f"etf_{asset}_flows_farside_usdm.csv").open() as file:
        return list(csv.DictReader(file))


TWO = [
    session("2025-11-03", "-186.5", IBIT="-186.5", FBTC="0.0"),
    session("2025-11-04", "-472.8", IBIT="-100.0", FBTC="-372.8"),
]


def test_the_page_is_the_entry_s() -> None:
    night = Night(day=AT.date(), at=AT, options={"asset": "sol", "page": "https://farside.co.uk/sol/"})
    assert [(request.url, request.tag) for request in farside.requests(night)] == [
        ("https://farside.co.uk/sol/", "sol")
    ]
    assert (
        farside.requests(night.model_copy(update={"options": {"asset": "eth"}}))[0].url == "https://farside.co.uk/eth/"
    )
    with pytest.raises(WrongUsage, match=r"options: \{asset: btc\}"):
        farside.requests(night.model_copy(update={"options": {}}))


def test_every_number_of_a_session_has_its_day_unit_and_place() -> None:
    net, ibit, fbtc, issuers = read(page(TWO, ["IBIT", "FBTC"]), keep=1)
    assert [(r.figure, str(r.value), r.unit, r.path) for r in (net, ibit, fbtc, issuers)] == [
        ("etf.btc.net", "-472800000", "usd", "table[1]/row[04 Nov 2025]/col[Total]"),
        ("etf.btc.funds.ibit", "-100000000", "usd", "table[1]/row[04 Nov 2025]/col[IBIT]"),
        ("etf.btc.funds.fbtc", "-372800000", "usd", "table[1]/row[04 Nov 2025]/col[FBTC]"),
        ("etf.btc.issuers", "2", "count", "table[1]/row[04 Nov 2025]"),
    ]
    assert {r.as_of for r in (net, ibit, fbtc, issuers)} == {date(2025, 11, 4)}
    assert (net.formula, issuers.formula) == (
        "value * 1000000; the page counts US$ millions",
        "count(funds with a number in this row)",
    )


def test_funds_that_do_not_add_up_to_their_total_refuse_the_page() -> None:
    broken = page(TWO, ["IBIT", "FBTC"]).replace(b"(372.8)", b"(472.8)")
    with pytest.raises(
        Refused, match=r"shows 2025-11-04 with funds that add up to -572\.8 .* total of -472\.8 million"
    ):
        read(broken)


def test_a_new_fund_in_mid_table_moves_no_number_to_another_fund() -> None:
    rows = [
        session("2026-04-07", "3.0", IBIT="1.0", MSBT="", GBTC="2.0"),
        session("2026-04-08", "34.6", IBIT="1.0", MSBT="30.6", GBTC="3.0"),
    ]
    found = sessions(read(page(rows, ["IBIT", "MSBT", "GBTC"])), "btc")
    assert found == {row["date"]: numbers(row) for row in rows}
    assert "MSBT" not in found["2026-04-07"]


@pytest.mark.parametrize(
    "last",
    [
        session("2025-11-05", "0.0", IBIT="", FBTC=""),
        session("2025-11-05", "113.3", IBIT="", FBTC="113.3"),
        session("2025-11-05", "", IBIT="1.0", FBTC="2.0"),
    ],
)
def test_a_day_that_is_still_open_is_not_read_as_a_session(last: Row) -> None:
    assert sorted(sessions(read(page([*TWO, last], ["IBIT", "FBTC"])), "btc")) == ["2025-11-03", "2025-11-04"]


def test_the_filled_cells_of_an_open_session_are_told_as_a_part() -> None:
    """Two of three have reported; the page's own Total has one of them."""
    funds = ["IBIT", "FBTC", "GBTC"]
    before = session("2025-11-04", "-472.8", IBIT="-100.0", FBTC="-372.8", GBTC="0.0")
    last = session("2025-11-05", "113.3", IBIT="", FBTC="113.3", GBTC="-20.1")
    readings = read(page([before, last], funds))
    assert part(readings) == {
        "net": ("2025-11-05", Decimal(93_200_000)),  # 113.3 - 20.1
        "reported": ("2025-11-05", Decimal(2)),
        "issuers": ("2025-11-05", Decimal(3)),
    }
    net, due = (next(r for r in readings if r.figure == f"etf.btc.partial.{name}") for name in ("net", "issuers"))
    cells = "{table[1]/row[05 Nov 2025]/col[FBTC]} + {table[1]/row[05 Nov 2025]/col[GBTC]}"
    assert (net.path, net.formula.partition(";")[0]) == ("table[1]/row[05 Nov 2025]", f"({cells}) * 1000000")
    assert due.path == "table[1]/row[04 Nov 2025]", "as many as reported the last time"


@pytest.mark.parametrize(
    "last",
    [
        session("2025-11-05", "0.0", IBIT="", FBTC=""),
        session("2025-11-05", "1.0", IBIT="1.0", FBTC="0.0"),
    ],
)
def test_an_empty_row_and_a_finished_one_have_no_part(last: Row) -> None:
    assert part(read(page([*TWO, last], ["IBIT", "FBTC"]))) == {}


def test_a_holiday_is_no_day_of_zero_flow() -> None:
    rows = [TWO[0], session("2025-06-19", "0.0", IBIT="", FBTC="")]
    assert sorted(sessions(read(page(rows, ["IBIT", "FBTC"])), "btc")) == ["2025-11-03"]


def test_a_page_of_open_days_only_is_refused() -> None:
    with pytest.raises(Refused, match="no session on which every fund has reported, among 1"):
        read(page([session("2025-11-05", "0.0", IBIT="", FBTC="")], ["IBIT", "FBTC"]))


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        (b"  FBTC", b"  ", "'' where a fund's ticker is due"),
        (b"  FBTC", b"  IBIT", "headers: IBIT, IBIT, Total; we need each once"),
        (b"  FBTC", b"  Fidelity", "'Fidelity' where a fund's ticker is due"),
        (b"  FBTC", b"  F]BTC", "'F]BTC' where a fund's ticker is due"),
        (b"  Total", b"  Sum", "'Sum' where a fund's ticker is due"),
        (b">03 Nov 2025<", b">04 Nov 2025<", "2025-11-04 twice"),
        (b">0.0<", b">TBC<", r"'TBC' where an amount is due, at table\[1\]/row\[03 Nov 2025\]/col\[FBTC\]"),
        (b">0.0<", b"></td><td>0.0<", "4 headers|cells under 4"),
        (b'class="etf"', b'class="flows"', "0 tables of class 'etf' among 4"),
        (b" Nov 2025", b"/11/2025", "without a single row that is a past session"),
    ],
)
def test_a_changed_layout_is_refused_and_never_guessed(old: bytes, new: bytes, why: str) -> None:
    body = page(TWO, ["IBIT", "FBTC"])
    assert old in body
    with pytest.raises(Refused, match=why):
        read(body.replace(old, new))


def test_a_table_without_tickers_is_refused() -> None:
    with pytest.raises(Refused, match="without a row of tickers"):
        read(b'<table class="etf"><tr><td>Fee</td><td>0.25%</td></tr></table>')


@pytest.mark.parametrize(
    ("title", "fund", "asset"),
    [
        ("Ethereum ETF Flow", "AAAA", "eth"),
        ("Solana ETF Flow", "AAAA", "sol"),
        ("", "ETHA", "eth"),
        ("", "BSOL", "sol"),
    ],
)
def test_the_page_itself_tells_its_asset(title: str, fund: str, asset: str) -> None:
    body = page([session("2025-11-03", "1.0", **{fund: "1.0"})], [fund], title=title)
    assert read(body)[0].figure == f"etf.{asset}.net"
    assert read(body, asset=asset) == read(body)
    with pytest.raises(Refused, match=f"answered with {asset} flows where btc flows are due"):
        read(body, asset="btc")


def test_a_page_of_an_unknown_asset_needs_the_entry_to_name_it() -> None:
    body = page([session("2025-11-03", "1.0", XRPC="1.0")], ["XRPC"])
    assert read(body, asset="xrp")[0].figure == "etf.xrp.net"
    with pytest.raises(Refused, match="does not show which asset"):
        read(body)


def test_a_browser_challenge_is_one_sentence_and_no_number(contracts: Path) -> None:
    body = (contracts / "flows/farside/eth_cloudflare_challenge.recorded-2026-02-11.redacted.html").read_bytes()
    with pytest.raises(Unreachable, match="farside-btc answered with a browser challenge instead of its data"):
        read(body)


def test_the_recorded_page_of_2025_equals_the_stored_series_cell_by_cell(contracts: Path, real_history: Path) -> None:
    body = (contracts / "flows/farside/btc_page.recorded-2025-08-10.trimmed.html").read_bytes()
    found = sessions(read(body, asset="btc", keep=100), "btc")
    stored = {row["date"]: numbers(row) for row in series(real_history, "btc")}
    assert len(found) == 15
    assert found == {day: stored[day] for day in found}
    assert found["2025-08-01"]["Total"] == Decimal("-812.3")
    assert {name: str(value) for name, value in found["2025-07-21"].items() if value} == FLOWS_2025


TOTALS_2026 = [
    *[("06", "265.7"), ("07", "21.5"), ("08", "-84.9"), ("09", "-95.3"), ("10", "90.4"), ("13", "-424.7")],
    *[("14", "181.1"), ("15", "107.7"), ("16", "79.1"), ("17", "132.3"), ("20", "226.8"), ("21", "203.2")],
    ("22", "69.1"),
]
FLOWS_2025 = {"FBTC": "-12.8", "BITB": "-1.9", "ARKB": "-77.5", "HODL": "-2.5", "GBTC": "-36.7", "Total": "-131.4"}
FLOWS_2026 = {"IBIT": "38.8", "FBTC": "21.5", "BITB": "5.4", "MSBT": "3.8", "GBTC": "-38.3", "BTC": "37.9"}
NO_FLOWS_2026 = {"ARKB", "BTCO", "EZBC", "BRRR", "HODL", "BTCW"}


def test_the_recorded_page_of_2026_exactly_and_without_its_open_day(contracts: Path) -> None:
    body = (contracts / "flows/farside/btc_table.recorded-2026-07-23.html").read_bytes()
    readings = read(body, asset="btc", keep=100)
    found = sessions(readings, "btc")
    assert [(day[-2:], str(cells["Total"])) for day, cells in found.items()] == TOTALS_2026
    last = found["2026-07-22"]
    assert {name: str(value) for name, value in last.items() if value} == FLOWS_2026 | {"Total": "69.1"}
    assert {name for name, value in last.items() if not value} == NO_FLOWS_2026
    assert {r.value for r in readings if r.figure == "etf.btc.issuers"} == {12}
    (net,) = [r for r in readings if r.figure == "etf.btc.net" and r.as_of == date(2026, 7, 22)]
    assert net.path == "table[0]/row[22 Jul 2026]/col[Total]"
    assert list(sessions(read(body), "btc")) == [f"2026-07-{day}" for day, _ in TOTALS_2026[-10:]]


NEVER_FILLED = {
    "btc": {"2024-11-20"},
    "eth": {"2024-11-20", "2026-01-21", "2026-01-28", "2026-03-24"},
    "sol": {"2026-03-24"},
}
"""Sessions on which a launched fund still has a dash in the last state seen."""


@pytest.mark.sampled(1)
@pytest.mark.parametrize("asset", ["btc", "eth", "sol"])
def test_every_value_of_the_real_history_comes_back_from_a_page(real_history: Path, asset: str) -> None:
    """All but the holidays, and a session whose dash was never filled comes back without that fund."""
    rows = series(real_history, asset)
    funds = [name for name in rows[0] if name not in ("date", "Total")]
    seed = ["10.6", *[""] * (len(funds) - 1), "10255.0"] if asset != "btc" else []
    found = sessions(read(page(rows, funds, seed=seed), asset=asset, keep=10_000), asset)
    stored = {row["date"]: numbers(row) for row in rows}
    assert found == {day: cells for day, cells in stored.items() if cells != {"Total": 0}}
    assert set(found) >= NEVER_FILLED[asset]


def test_a_dash_that_is_never_filled_costs_no_session() -> None:
    """One hole in the series would end every "since" and every streak at it, for good."""
    hole = session("2025-11-05", "-7.0", IBIT="-7.0", FBTC="")
    later = session("2025-11-06", "3.0", IBIT="1.0", FBTC="2.0")
    funds = ["IBIT", "FBTC"]
    assert "2025-11-05" not in sessions(read(page([*TWO, hole], funds)), "btc")
    assert sessions(read(page([*TWO, hole, later], funds)), "btc")["2025-11-05"] == numbers(hole)
    for total in ("-9.0", ""):
        unequal = {**hole, "Total": total}
        assert "2025-11-05" not in sessions(read(page([*TWO, unequal, later], funds)), "btc")


def test_of_a_session_that_is_still_traded_nothing_is_read() -> None:
    """So it stood on the bitcoin page at 10 in the morning of New York: a day of no flows, hours before its close."""
    early = session("2026-07-23", "0.0", IBIT="0.0", FBTC="0.0")
    for hour, days in ((19, []), (20, ["2026-07-23"])):
        at = datetime(2026, 7, 23, hour, tzinfo=UTC)
        payload = Payload(
            source="farside-btc",
            url="https://farside.co.uk/btc/",
            body=page([*TWO, early], ["IBIT", "FBTC"]),
            fetched_at=at,
        )
        found = sessions(farside.parse([payload], Night(day=at.date(), at=at)), "btc")
        assert list(found) == ["2025-11-03", "2025-11-04", *days]


FIRST_SESSIONS = {
    "btc": set[str](),
    "eth": {"2026-03-11"},
    "sol": {"2025-11-17", "2025-11-18", "2025-11-19", "2025-12-03"},
}
"""Days on which a fund reported for the first time: until then its dash is that of a fund not launched."""


@pytest.mark.slow
@pytest.mark.parametrize("asset", [*(pytest.param(name, marks=pytest.mark.slow) for name in ("btc", "eth")), "sol"])
def test_no_state_of_a_half_filled_day_was_ever_final(real_history: Path, asset: str) -> None:
    """Every half-filled state that was ever seen, as the newest row of a page."""
    rows = series(real_history, asset)
    funds = [name for name in rows[0] if name not in ("date", "Total")]
    final = {row["date"]: row for row in rows if row["date"] >= "2025-10-28"}
    half: list[Row] = []
    for text in (real_history / f"etf_{asset}_flows_farside_vintages.jsonl").read_text().splitlines():
        state = json.loads(text)
        cells = {fund: state["cells"].get(fund, "") for fund in funds} | {"Total": state["cells"]["Total"]}
        row = final[state["date"]]
        if state["date"] not in FIRST_SESSIONS[asset] and any(row[fund] and not cells[fund] for fund in funds):
            half.append({"date": state["date"], **cells})
    assert len({row["date"] for row in half}) >= 80
    for state in half:
        before = [row for day, row in final.items() if day < state["date"]][-12:]
        readings = read(page([*before, state], funds), asset=asset, keep=10_000)
        found = sessions(readings, asset)
        assert state["date"] not in found, state
        filled = [value for fund, value in numbers(state).items() if fund != "Total"]
        day, known = part(readings).get("net", ("", Decimal(0)))
        assert day == state["date"] if filled else day in {"", *NEVER_FILLED[asset]}, state
        assert not filled or known == 1_000_000 * sum(filled), state
