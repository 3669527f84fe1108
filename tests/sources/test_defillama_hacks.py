"""Hacks: a loss that nobody knows printed as none, two events of one protocol as one, an old theft as news."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from brief.errors import Refused
from brief.models import Item, Night, Payload
from brief.sources import defillama_hacks

RECORDED = "news/defillama/hacks.recorded-subset.json"
Row = Mapping[str, object]


def night(day: str) -> Night:
    return Night(day=date.fromisoformat(day), at=datetime.fromisoformat(f"{day}T06:00:00Z"))


def read(body: bytes, day: str = "2025-11-04") -> list[Item]:
    payload = Payload(source="defillama-hacks", url=defillama_hacks.URL, body=body, fetched_at=night(day).at)
    return defillama_hacks.items([payload], night(day))


def answer(*rows: Row) -> bytes:
    return json.dumps(rows).encode()


def row(day: str = "2025-11-03", **other: object) -> dict[str, object]:
    return {
        "date": int(datetime.fromisoformat(f"{day}T00:00:00Z").timestamp()),
        "name": "Balancer V2",
        "classification": "Token & Share Accounting",
        "technique": "Rounding Error",
        "amount": 128000000,
        "chain": ["Ethereum", "Base"],
        "bridgeHack": False,
        "source": "",
        "returnedFunds": None,
        **other,
    }


def told(found: list[Item]) -> list[tuple[str, str, str]]:
    return [(item.at.isoformat(), item.title, item.path) for item in found]


def test_the_list_is_asked_once() -> None:
    (request,) = defillama_hacks.requests(night("2025-11-04"))
    assert request.url == "https://api.llama.fi/hacks"


def test_recorded_year_newest_first(contracts: Path) -> None:
    balancer, bybit = read((contracts / RECORDED).read_bytes())
    assert told([balancer, bybit]) == [
        ("2025-11-03", "Balancer V2: Token & Share Accounting", "/3/name"),
        ("2025-02-21", "Bybit: Social Engineering", "/9/name"),
    ]
    assert (balancer.topic, balancer.outlet, balancer.link) == (
        "incidents.defillama",
        "DefiLlama",
        "https://defillama.com/hacks",
    )
    assert balancer.detail == {
        "protocol": "Balancer V2",
        "chains": "Ethereum, Arbitrum, Base, Polygon, Sonic, Optimism",
        "technique": "Rounding Error",
        "classification": "Token & Share Accounting",
    }
    assert bybit.detail["returned"] == "1400000000"


def test_recorded_loss_is_the_row_s_own_number(contracts: Path) -> None:
    (loss,) = read((contracts / RECORDED).read_bytes())[0].amounts
    assert (loss.figure, loss.value, loss.unit) == ("items.amount", Decimal(128_000_000), "usd")
    assert (loss.path, loss.as_of, loss.formula) == ("/3/amount", date(2025, 11, 3), "")
    assert loss.detail == {"text": "128000000"}


def test_recorded_names_that_come_twice_are_two_events(contracts: Path) -> None:
    found = read((contracts / RECORDED).read_bytes(), "2023-12-31")
    assert told(found)[-3:] == [
        ("2023-07-07", "Multichain: Key Compromise", "/4/name"),
        ("2023-05-20", "Tornado Cash: Governance", "/1/name"),
        ("2023-03-13", "Euler V1: Token & Share Accounting", "/6/name"),
    ]
    assert [item.detail["protocol"] for item in found].count("Balancer V2") == 2
    assert found[-1].detail["returned"] == "240000000"  # more than was lost


def test_recorded_list_that_stopped_is_no_quiet_year(contracts: Path) -> None:
    body = (contracts / RECORDED).read_bytes()
    assert len(read(body, "2026-12-08")) == 1
    with pytest.raises(Refused, match=r"^defillama-hacks lists no hack after 2025-11-03, so its list may have stopped"):
        read(body, "2026-12-09")


def test_the_last_400_days_newest_first_and_one_day_in_the_order_sent() -> None:
    days = ("2024-09-30", "2024-10-01", "2025-11-03", "2025-06-01", "2025-11-03")
    assert [item.path for item in read(answer(*map(row, days)), "2025-11-05")] == [
        "/2/name",
        "/4/name",
        "/3/name",
        "/1/name",
    ]


@pytest.mark.parametrize(
    ("amount", "value"),
    [(128000000, "128000000"), (0, "0"), (1234.56, "1234.56"), ("800000", "800000"), (1.4e9, "1400000000")],
)
def test_losses_as_sent(amount: object, value: str) -> None:
    ((loss,),) = [item.amounts for item in read(answer(row(amount=amount)))]
    assert loss.value == Decimal(value)


@pytest.mark.parametrize("amount", [None, "", "unknown", -5, True, [], "NaN"])
def test_an_unknown_loss_is_no_amount_and_no_zero(amount: object) -> None:
    (item,) = read(answer(row(amount=amount)))
    assert (item.title, item.amounts) == ("Balancer V2: Token & Share Accounting", ())


def test_a_source_that_is_an_address_is_the_link() -> None:
    report = "https://x.com/peckshield/status/" + "1" * 300
    given = [report, f"{report}?utm_source=a", "javascript:alert(1)", "twitter", "", None, 7]
    links = [read(answer(row(source=source)))[0].link for source in given]
    assert links == [report] * 2 + ["https://defillama.com/hacks"] * 5


def test_what_is_not_known_is_not_told() -> None:
    bare = row(classification=None, technique="", chain=None, returnedFunds="")
    (item,) = read(answer(bare))
    assert (item.title, item.detail) == ("Balancer V2", {"protocol": "Balancer V2"})
    (item,) = read(answer(row(chain=["Base", None, "", "<b>BSC</b>"], returnedFunds=0)))
    assert (item.detail["chains"], item.detail["returned"]) == ("Base, BSC", "0")


def test_a_hostile_name_becomes_one_line() -> None:
    (item,) = read(answer(row(name="Evil\u202e\n<b>Swap</b>", classification="a\u0000b")))
    assert (item.title, item.detail["protocol"]) == ("Evil Swap: a b", "Evil Swap")


@pytest.mark.parametrize(
    "odd",
    [{}, row(name=""), row(name=None), row(date=None), row(date="soon"), row(date=0), row(date=True), row(date=1e30)],
)
def test_an_odd_row_costs_itself_only(odd: Row) -> None:
    assert [item.path for item in read(answer(odd, row()))] == ["/1/name"]


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (answer(), "sent a list without a single hack of a day."),
        (answer({}), "sent a list without a single hack of a day."),
        (b'{"message": "Upgrade to the paid plan"}', "sent a dict where a list is due, at /."),
        (b"null", "sent null where a list is due, at /."),
        (b"", "sent an empty answer."),
        (b"<!DOCTYPE html><html><body>402</body></html>", "answered with a web page instead of data."),
        (answer(row(), row())[:-30], "sent JSON that stops in the middle"),
    ],
)
def test_what_is_no_list_of_hacks_is_refused(body: bytes, sentence: str) -> None:
    with pytest.raises(Refused) as refused:
        read(body)
    assert str(refused.value).startswith(f"defillama-hacks {sentence}")
