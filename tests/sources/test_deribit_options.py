"""Deribit's board of options: a wrong expiry, a made-up forward or half a board must not become a market's mood."""

import json
import re
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from answers import answered
from brief.errors import BriefError, Refused, Unreachable
from brief.models import Night, Payload, Reading
from brief.sources import deribit_options
from specimen.options import AT as SPECIMEN_AT
from specimen.options import bodies

AT = datetime(2026, 9, 8, 23, 20, tzinfo=UTC)
CREATED = datetime(2026, 9, 8, 20, tzinfo=UTC)
"""12 hours before an expiry's 08:00, so that days are halves."""
INDEX = 100_000
RECORDED = "market/deribit/book_summary_by_currency_BTC_option.recorded-2026-09-08.trimmed.json"


def row(name: str, *, forward: float = INDEX, iv: float | None = 50, held: Any = 1, **changed: Any) -> dict[str, Any]:
    """An option in the recorded shape."""
    asset = name.split("-")[0]
    return {
        "high": None,
        "low": None,
        "last": None,
        "instrument_name": name,
        "bid_price": None,
        "ask_price": 0.0001,
        "open_interest": held,
        "mark_price": 1.13e-6,
        "interest_rate": 0.0,
        "creation_timestamp": int(CREATED.timestamp()) * 1000,
        "estimated_delivery_price": INDEX,
        "price_change": None,
        "volume": 0.0,
        "mark_iv": iv,
        "underlying_price": forward,
        "underlying_index": name.rsplit("-", 2)[0],
        "base_currency": asset,
        "quote_currency": asset,
        "volume_usd": 0.0,
        "mid_price": None,
        **changed,
    }


def said(rows: Any, tag: str = "btc") -> Payload:
    body = rows if isinstance(rows, bytes | dict) else {"jsonrpc": "2.0", "result": rows}
    return answered("deribit-options", body, AT, tag=tag)


def read(*payloads: Payload) -> dict[str, Reading]:
    night = Night(day=AT.date(), at=AT, options={"assets": {"btc": "BTC", "eth": "ETH"}})
    readings = deribit_options.parse(payloads, night)
    assert len({reading.figure for reading in readings}) == len(readings)
    return {reading.figure.removeprefix("derivatives."): reading for reading in readings}


def number_at(body: bytes, path: str) -> Decimal:
    place: Any = json.loads(body, parse_float=Decimal)
    for step in path.split("/")[1:]:
        place = place[int(step)] if isinstance(place, list) else place[step]
    return Decimal(place)


def test_asks_for_all_options_of_each_asset_at_once() -> None:
    night = Night(day=AT.date(), at=AT, options={"assets": {"btc": "BTC", "eth": "ETH"}})
    base = "https://www.deribit.com/api/v2/public/get_book_summary_by_currency"
    assert [(r.tag, r.url) for r in deribit_options.requests(night)] == [
        ("btc", f"{base}?currency=BTC&kind=option"),
        ("eth", f"{base}?currency=ETH&kind=option"),
    ]


# Basis


def test_basis_is_the_future_over_the_index_as_simple_interest_a_year() -> None:
    """25DEC26 is 107.5 days away: (102,150 / 100,000 - 1) x 100 x 365 / 107.5 = 2.15 x 365 / 107.5 = 7.3%."""
    basis = read(said([row("BTC-25DEC26-100000-C", forward=102150)]))["btc.basis"]
    assert (basis.value, basis.unit, basis.as_of) == (Decimal("7.3"), "percent", CREATED)
    assert basis.path == "/result/0/underlying_price"
    assert basis.formula == (
        "({/result/0/underlying_price} / {/result/0/estimated_delivery_price} - 1) * 100 * 365 / "
        "((1798185600000 - {/result/0/creation_timestamp}) / 86400000); percent a year; "
        "BTC-25DEC26 over the index, and 1798185600000 is its expiry, 2026-12-25T08:00:00Z"
    )
    assert basis.detail == {"expiry": "2026-12-25", "days": "107.5", "venue": "Deribit"}


def test_a_future_below_the_index_is_a_negative_basis() -> None:
    assert read(said([row("BTC-25DEC26-100000-C", forward=97850)]))["btc.basis"].value == Decimal("-7.3")


@pytest.mark.parametrize(
    ("names", "chosen"),
    [
        (("BTC-25SEP26", "BTC-30OCT26", "BTC-25DEC26", "BTC-26MAR27"), "2026-12-25"),
        (("BTC-27NOV26", "BTC-25DEC26"), "2026-11-27"),  # 79.5 days, against 107.5
        (("BTC-4DEC26", "BTC-30OCT26"), "2026-10-30"),  # 86.5 days away, and no month ends
        (("BTC-25SEP26",), None),
        (("BTC-26MAR27",), None),
        (("BTC-4DEC26",), None),
    ],
)
def test_basis_is_of_the_month_s_end_nearest_to_90_days(names: tuple[str, ...], chosen: str | None) -> None:
    options = [row(f"{name}-100000-{side}", forward=101000) for name in names for side in "CP"]
    # Something is always said: a board of the next days stands beside it.
    basis = read(said([*options, row("BTC-9SEP26-100000-C", held=500), row("BTC-9SEP26-100000-P")])).get("btc.basis")
    assert (basis and basis.detail["expiry"]) == chosen


@pytest.mark.parametrize("index", ["SYN.BTC-25DEC26", "index_price", "BTC-26MAR27", "SYN.EXPIRY"])
def test_a_forward_that_is_no_future_s_price_gives_no_basis(index: str) -> None:
    board = [row("BTC-25DEC26-100000-C", forward=102150, underlying_index=index), *weekly()]
    assert "btc.basis" not in read(said(board))


def test_the_option_that_is_held_most_gives_the_forward_of_its_expiry() -> None:
    """Rows of one expiry are made some milliseconds apart and carry different forwards."""
    rows = [
        row("BTC-25DEC26-90000-P", forward=102150.5, held=7.9),
        row("BTC-25DEC26-110000-C", forward=102150, held=8),
        row("BTC-25DEC26-120000-C", forward=102151, held=8, creation_timestamp=int(CREATED.timestamp()) * 1000 + 3),
    ]
    assert read(said(rows))["btc.basis"].path == "/result/1/underlying_price"


# Skew

SMILE = [
    row("BTC-23SEP26-92000-P", iv=61),
    row("BTC-23SEP26-94000-P", iv=60),
    row("BTC-23SEP26-106000-C", iv=50),
    row("BTC-23SEP26-108000-C", iv=51),
]


def at_14_6_days(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    created = datetime(2026, 9, 23, 8, tzinfo=UTC) - timedelta(days=14.6)
    return [one | {"creation_timestamp": int(created.timestamp() * 1000)} for one in rows]


def test_skew_of_four_strikes_worked_by_hand() -> None:
    """14.6 days are 0.04 years, whose root is 0.2; N of a normal table.

    puts, |delta| = N(-d1), d1 = ln(F/K) / s + s / 2 with s = iv x 0.2:
      94,000 at 60%: s = 0.120; ln(100/94) = 0.0618754; d1 = 0.515628 + 0.060 = 0.575628; N(-d1) = 0.282432
      92,000 at 61%: s = 0.122; ln(100/92) = 0.0833816; d1 = 0.683456 + 0.061 = 0.744456; N(-d1) = 0.228300
      weight of the nearer: (0.25 - 0.228300) / (0.282432 - 0.228300) = 0.40087
      0.40087 x 60 + 0.59913 x 61 = 60.59913
    calls, delta = N(d1):
      106,000 at 50%: s = 0.100; ln(100/106) = -0.0582689; d1 = -0.582689 + 0.050 = -0.532689; N(d1) = 0.297124
      108,000 at 51%: s = 0.102; ln(100/108) = -0.0769610; d1 = -0.754520 + 0.051 = -0.703520; N(d1) = 0.240866
      weight of the nearer: (0.25 - 0.240866) / (0.297124 - 0.240866) = 0.16236
      0.16236 x 50 + 0.83764 x 51 = 50.83764
    60.59913 - 50.83764 = 9.76149
    """
    skew = read(said(at_14_6_days(SMILE)))["btc.skew_25d"]
    assert abs(skew.value - Decimal("9.76149")) < Decimal("0.0001")
    assert (skew.unit, skew.path, skew.as_of) == ("points", "/result", datetime(2026, 9, 8, 17, 36, tzinfo=UTC))
    assert skew.detail == {
        "expiry": "2026-09-23",
        "days": "14.6",
        "convention": "put minus call",
        "venue": "Deribit",
    }
    assert skew.formula.endswith(
        "; the 25-delta put of BTC-23SEP26 less its 25-delta call, each on a line between its neighbours in delta: "
        "puts of 0.2824 and 0.2283, calls of 0.2971 and 0.2409 (Black-76, not discounted)"
    )


def test_the_formula_of_a_skew_gives_it_again() -> None:
    payload = said(at_14_6_days(SMILE))
    skew = read(payload)["btc.skew_25d"]
    terms = re.findall(r"(?:^|([+-]) )([\d.]+) \* \{([^}]+)\}", skew.formula.split(";")[0])
    assert [path for _, _, path in terms] == [f"/result/{place}/mark_iv" for place in (1, 0, 2, 3)]
    signed = ((Decimal(weight) * (-1 if sign == "-" else 1), path) for sign, weight, path in terms)
    assert sum(weight * number_at(payload.body, path) for weight, path in signed) == skew.value


@pytest.mark.parametrize("gone", range(4))
def test_without_one_of_the_four_neighbours_no_skew_is_said(gone: int) -> None:
    rows = at_14_6_days(SMILE)
    del rows[gone]
    others = at_14_6_days(weekly())
    assert "btc.skew_25d" not in read(said([*rows, *others]))
    for unknown in (None, 0):
        rows = at_14_6_days(SMILE)
        rows[gone]["mark_iv"] = unknown
        assert "btc.skew_25d" not in read(said([*rows, *others]))


def test_options_in_the_money_have_no_part_in_it() -> None:
    inside = [row("BTC-23SEP26-92000-C", iv=90), row("BTC-23SEP26-107000-P", iv=10)]
    for rows in ([*inside, *SMILE], [*SMILE, *inside]):
        assert abs(read(said(at_14_6_days(rows)))["btc.skew_25d"].value - Decimal("9.7615")) < Decimal("0.0001")


def test_skew_is_of_the_expiry_nearest_to_30_days_or_of_none() -> None:
    def board(expiry: str) -> list[dict[str, Any]]:
        return [row(f"BTC-{expiry}-{strike}-{side}") for strike in range(80_000, 122_000, 2000) for side in "CP"]

    def chosen(*rows: dict[str, Any]) -> str | None:
        skew = read(said([*rows, *weekly()])).get("btc.skew_25d")
        return skew.detail["expiry"] if skew else None

    assert chosen(*board("23SEP26"), *board("2OCT26"), *board("30OCT26")) == "2026-10-02"  # 14.5, 23.5, 51.5 days
    assert chosen(*board("23SEP26"), *board("30OCT26")) == "2026-09-23"
    assert chosen(*board("22SEP26"), *board("8NOV26")) is None  # 13.5 and 60.5 days
    # Where the nearest one has too few strikes, another tenor does not stand in for it.
    assert chosen(*board("23SEP26"), row("BTC-2OCT26-100000-C"), row("BTC-2OCT26-100000-P")) is None


def test_a_negative_volatility_is_no_volatility() -> None:
    with pytest.raises(Refused, match=r"an implied volatility of -61\.0?, at /result/0/mark_iv"):
        read(said([row("BTC-23SEP26-92000-P", iv=-61.0), *SMILE[1:]]))


# The next large expiry


def weekly() -> list[dict[str, Any]]:
    """Three strikes of 11SEP26, the board of `test_max_pain_of_a_board_of_three_strikes` in thousands."""
    held = {"90000-C": 5, "100000-C": 40, "110000-C": 7, "90000-P": 20, "100000-P": 10, "110000-P": 30}
    return [row(f"BTC-11SEP26-{name}", held=amount) for name, amount in held.items()]


def test_an_expiry_s_size_and_balance_worked_by_hand() -> None:
    """Open are 5 + 40 + 7 = 52 calls and 20 + 10 + 30 = 60 puts: 112 coins, 11.2 million dollars at 100,000."""
    found = read(said([row("BTC-25DEC26-100000-C", held=1008), *weekly()]))
    detail = {"expiry": "2026-09-11T08:00:00Z", "venue": "Deribit"}
    both = "sum(open_interest of the 6 options BTC-11SEP26)"
    least = "the listed strike at which a settlement pays their holders least, in US dollars, the lowest of equals"
    expected = {
        "coin": ("coin", 112, f"{both}; in coin"),
        "usd": (
            "usd",
            11_200_000,
            f"{both} * {{/result/2/estimated_delivery_price}}; at the index price",
        ),
        "max_pain": (
            "usd",
            100_000,
            f"max_pain(open_interest by strike of the 6 options BTC-11SEP26); {least}",
        ),
        "put_call": (
            "ratio",
            Decimal(60) / 52,
            "sum(open_interest of the 3 puts BTC-11SEP26) / sum(open_interest of the 3 calls BTC-11SEP26)",
        ),
    }
    for what, (unit, value, formula) in expected.items():
        reading = found[f"btc.expiry.{what}"]
        assert (reading.unit, reading.value, reading.formula) == (unit, value, formula)
        assert (reading.path, reading.as_of, reading.detail) == ("/result", CREATED, detail)


def test_a_small_expiry_is_passed_over_and_a_far_one_is_no_news() -> None:
    # 112 of 1,121 coins are less than a tenth.
    rows = [*weekly(), row("BTC-25SEP26-100000-C", held=1000), row("BTC-25SEP26-100000-P", held=9)]
    assert read(said(rows))["btc.expiry.coin"].detail["expiry"] == "2026-09-25T08:00:00Z"
    rows = [*weekly(), row("BTC-25DEC26-100000-C", forward=102150, held=1009)]
    assert set(read(said(rows))) == {"btc.basis"}


def test_an_expiry_is_as_old_as_its_oldest_row() -> None:
    rows = weekly()
    rows[4]["creation_timestamp"] -= 60_000
    assert read(said(rows))["btc.expiry.coin"].as_of == CREATED - timedelta(minutes=1)


def test_options_that_have_expired_count_in_nothing() -> None:
    # Expired at 08:00, and still listed.
    old = [row("BTC-8SEP26-100000-C", held=5000), row("BTC-8SEP26-100000-P", held=5000)]
    assert read(said([*old, *weekly()]))["btc.expiry.coin"].value == 112


@pytest.mark.parametrize("side", "CP")
def test_half_a_board_is_no_expiry(side: str) -> None:
    rows = [one for one in weekly() if one["instrument_name"].endswith(side)]
    with pytest.raises(Refused, match="too few options for a basis, a skew or an expiry"):
        read(said(rows))


# Both assets, digits, recordings


def test_every_asset_keeps_to_itself() -> None:
    ether = [one | {"base_currency": "ETH"} for one in weekly()]
    for one in ether:
        name = one["instrument_name"].replace("BTC", "ETH")
        one |= {"instrument_name": name, "underlying_index": name.rsplit("-", 2)[0], "estimated_delivery_price": 3000}
    found = read(said(weekly()), said(ether, "eth"))
    assert found["btc.expiry.usd"].value == 11_200_000
    assert found["eth.expiry.usd"].value == 336_000


def test_the_board_of_the_specimen_says_what_it_was_made_to_say() -> None:
    payloads = [answered("deribit-options", body, SPECIMEN_AT, tag=tag) for tag, body in _specimen().items()]
    found = read(*payloads)
    assert len(found) == 12
    assert round(found["btc.basis"].value, 2) == 4
    assert found["btc.basis"].detail["expiry"] == "2001-03-30"
    assert 4 < found["btc.skew_25d"].value < 6
    assert found["btc.skew_25d"].detail["expiry"] == "2001-01-26"
    assert found["btc.expiry.max_pain"].detail["expiry"] == "2001-01-26T08:00:00Z"


def _specimen() -> dict[str, bytes]:
    return bodies()["deribit-options"]


def test_every_digit_that_is_used_changes_its_figure() -> None:
    """A value that survives a change of its bytes is not made of them."""
    body = _specimen()["btc"]
    before = read(answered("deribit-options", body, SPECIMEN_AT, tag="btc"))
    whole = json.loads(body, parse_float=Decimal)
    for name, reading in before.items():
        if not (used := re.findall(r"\{(/[^}]+)\}", reading.formula)):
            rows = range(len(whole["result"]))
            names = [whole["result"][place]["instrument_name"] for place in rows]
            used = [f"/result/{place}/open_interest" for place in rows if "26JAN01" in names[place]]
        for path in used:
            _, _, place, key = path.split("/")
            changed = json.loads(body, parse_float=Decimal)
            digits = str(changed["result"][int(place)][key])
            last = str((int(digits[-1]) + 1) % 10)
            changed["result"][int(place)][key] = Decimal(digits[:-1] + last)
            raw = json.dumps(changed, default=_as_number).encode()
            after = read(answered("deribit-options", raw, SPECIMEN_AT, tag="btc"))[name]
            same_strike = name.endswith("max_pain")  # a strike, which a tenth of a coin does not move
            assert (after.value != reading.value) is not same_strike, (name, path)


def _as_number(value: Decimal) -> float | int:
    return int(value) if value == value.to_integral_value() else float(value)


def test_the_recorded_rows_exactly(contracts: Path) -> None:
    """18 of about 900 rows. Of 30OCT26 the call at 79,000 is held most: 200.2, its forward 78,942.33.

    basis: (78942.33 / 78494.25 - 1) x 100 = 0.5708443%; from 23:14:33.348 on 8 September to 08:00 on 30 October are
    51.36489 days; 0.5708443 x 365 / 51.36489 = 4.05643%.
    25SEP26 is the first with a tenth of 8,365.4 coins (18SEP26 has 727.8):
    calls 1538.2 + 2303.9 = 3842.1; puts 0.1 + 458.1 + 1598.6 + 454.8 + 21.5 = 2533.1; together 6375.2.
    max pain: at 79,000 holders of calls get nothing, of puts 458.1 x 3,000 + 454.8 x 6,000 + 21.5 x 46,000
    + 0.1 x 76,000 = 5,099,700; at 82,000 the calls at 79,000 alone get 6,911,700; at 66,000 the same puts get
    934.5 x 13,000 more.
    """
    found = read(said((contracts / RECORDED).read_bytes()))
    made = datetime(2026, 9, 8, 23, 14, 33, 348000, tzinfo=UTC)
    assert {name: (str(r.value), r.as_of) for name, r in found.items()} == {
        "btc.basis": ("4.056432020354063531077129484", made),
        "btc.expiry.coin": ("6375.2", made),
        "btc.expiry.usd": ("500416542.600", made),
        "btc.expiry.max_pain": ("79000", made),
        "btc.expiry.put_call": ("0.6593009031519221259207204393", made),
    }
    assert found["btc.basis"].path == "/result/8/underlying_price"
    assert found["btc.basis"].detail == {"expiry": "2026-10-30", "days": "51.4", "venue": "Deribit"}
    # 25SEP26 keeps one put out of the money, so there is no point of 25 delta, and none is made up.
    assert "btc.skew_25d" not in found
    assert read(said((contracts / RECORDED).read_bytes(), ""))["btc.basis"].value == found["btc.basis"].value


def test_the_documented_sample_is_one_put_and_says_nothing(contracts: Path) -> None:
    body = (contracts / "market/deribit/get_book_summary_by_currency.docs-sample.json").read_bytes()
    with pytest.raises(Refused, match="an option on ETH, not on BTC, at /result/0"):
        read(said(body))
    with pytest.raises(Refused, match="too few options"):
        read(said(body, "eth"))


@pytest.mark.parametrize(
    ("body", "error", "why"),
    [
        ({"error": {"code": 11050, "message": "bad_request"}}, Refused, "error 11050: bad_request"),
        ({"error": {"code": 10028, "message": "too_many_requests"}}, Unreachable, "error 10028: too_many_requests"),
        ({"error": {"code": 11051, "message": "system_maintenance"}}, Unreachable, "error 11051"),
        ({"error": {"code": -32602, "message": "Invalid params"}}, Refused, "error -32602: Invalid params"),
        ({"result": weekly(), "testnet": True}, Refused, "its test network, where nothing is real"),
        ({"jsonrpc": "2.0"}, Refused, "without 'result'"),
        ({"result": {}}, Refused, "a dict where a list is due, at /result"),
        ([], Refused, "without one option that is still open"),
        ([row("BTC-8SEP26-100000-C")], Refused, "without one option that is still open"),
        ([*weekly(), row("ETH-11SEP26-3000-C")], Refused, "an option on ETH, not on BTC, at /result/6"),
        ([row("BTC-11SEP26-100000-C", base_currency="ETH")], Refused, "an option on ETH, not on BTC"),
        ([*weekly(), weekly()[0]], Refused, "sent one option twice"),
        ([row("BTC-11SEP26-100000-C", held=None)], Refused, "where a number is due, at /result/0/open_interest"),
        ([row("BTC-11SEP26-100000-C", held=-1)], Refused, "an open interest of -1, at /result/0"),
        ([row("BTC-25DEC26")], Refused, "where an option's name is due"),
        ([row("BTC-25DEC26-100000-C", estimated_delivery_price=0)], Refused, "0 where a price or a cap is due"),
        ([row("BTC-25DEC26-100000-C", underlying_price=None)], Refused, "underlying_price"),
        (b"<html>Forbidden</html>", Refused, "web page instead of data"),
    ],
)
def test_what_is_no_answer_is_one_sentence(body: Any, error: type[BriefError], why: str) -> None:
    with pytest.raises(error, match=why):
        read(said(body))
