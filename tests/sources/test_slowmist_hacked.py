"""SlowMist's hacks, of a page nobody recorded: a dash as a loss of nothing, or another page as a quiet week."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from brief.errors import Refused, Unreachable
from brief.models import Item, Night, Payload
from brief.sources import slowmist_hacked

SAMPLE = "news/slowmist/hacked_list.shape-sample-unverified.html"
NIGHT = Night(day=date(2026, 3, 28), at=datetime.fromisoformat("2026-03-28T06:00:00Z"))


def read(body: bytes | str) -> list[Item]:
    body = body.encode() if isinstance(body, str) else body
    payload = Payload(source="slowmist-hacked", url=slowmist_hacked.URL, body=body, fetched_at=NIGHT.at)
    return slowmist_hacked.items([payload], NIGHT)


def row(
    name: str = "Moonwell",
    day: str = "2026-03-27",
    loss: str = "$ 1,080,000",
    method: str = "Governance Attack",
    link: str = "https://example.com/moonwell",
) -> str:
    values = f"<span><em>Amount of loss: </em>{loss}</span><span><em>Attack method: </em>{method}</span>"
    return (
        f'<li><span class="time">{day}</span><h3><em>Hacked target: </em>{name}</h3>'
        f"<p><em>Description of the event: </em>Somebody lost something.</p><p>{values}</p>"
        f'<p class="link-reference"><a href="{link}">View Reference Sources</a></p></li>'
    )


def page(*rows: str) -> str:
    menu = '<ul><li><a href="/">Home</a></li><li><h3>About</h3></li></ul>'
    return f'<!DOCTYPE html><html><body>{menu}<div class="case-content"><ul>{"".join(rows)}</ul></div></body></html>'


def test_the_first_page_is_asked() -> None:
    assert [request.url for request in slowmist_hacked.requests(NIGHT)] == ["https://hacked.slowmist.io/?c=&page=1"]


def test_sample_of_two_rows(contracts: Path) -> None:
    first, second = read((contracts / SAMPLE).read_bytes())
    assert [(item.at, item.title, item.path, item.link) for item in (first, second)] == [
        (date(2026, 3, 27), "Moonwell: Governance Attack", "row[0]/h3", "https://example.com/moonwell"),
        (
            date(2026, 3, 26),
            "unknown contract (Stake) on BSC: Oracle Manipulation",
            "row[1]/h3",
            "https://example.com/stake",
        ),
    ]
    assert (first.topic, first.outlet) == ("incidents.slowmist", "SlowMist")
    assert first.detail == {"protocol": "Moonwell", "technique": "Governance Attack", "loss": "$ 1,080,000"}
    (loss,) = first.amounts
    assert (loss.figure, loss.value, loss.unit, loss.as_of) == (
        "items.amount",
        Decimal(1_080_000),
        "usd",
        date(2026, 3, 27),
    )
    assert (loss.path, loss.formula, loss.detail) == ("row[0]/Amount of loss", "money(1)", {"text": "$ 1,080,000"})
    assert second.amounts[0].value == Decimal(133_000)


def test_rows_are_counted_without_the_page_around_them() -> None:
    found = read(page(row(), row("Stake", "2026-03-26", "$ 133,000")))
    assert [(item.title, item.path) for item in found] == [
        ("Moonwell: Governance Attack", "row[0]/h3"),
        ("Stake: Governance Attack", "row[1]/h3"),
    ]


@pytest.mark.parametrize(
    ("loss", "told"), [("-", ""), ("", ""), ("1,000 ETH", "1,000 ETH"), ("$ 1 - $ 2 million", "$ 1 - $ 2 million")]
)
def test_a_loss_that_is_no_sum_of_dollars_is_no_amount_and_no_zero(loss: str, told: str) -> None:
    (item,) = read(page(row(loss=loss)))
    assert (item.amounts, item.detail.get("loss", "")) == ((), told)


def test_an_unknown_method_is_not_told() -> None:
    (item,) = read(page(row(method="-")))
    assert (item.title, "technique" in item.detail) == ("Moonwell", False)


@pytest.mark.parametrize(
    ("link", "leads"),
    [
        ("https://example.com/a?utm_source=b&amp;id=1", "https://example.com/a?id=1"),
        ("/report/7", "https://hacked.slowmist.io/report/7"),
        ("javascript:alert(1)", "https://hacked.slowmist.io/"),
        ("", "https://hacked.slowmist.io/"),
    ],
)
def test_links_are_web_addresses(link: str, leads: str) -> None:
    assert read(page(row(link=link)))[0].link == leads


def test_a_hostile_name_becomes_one_line() -> None:
    (item,) = read(page(row(name="Moon\n<b>well</b>&#8238; {{ x }}")))
    assert item.title == "Moon well {{ x }}: Governance Attack"


@pytest.mark.parametrize("odd", [row(name=""), row(day="yesterday"), row(day="2026-02-30"), row(day="")])
def test_an_odd_row_costs_itself_only(odd: str) -> None:
    assert [item.path for item in read(page(odd, row()))] == ["row[1]/h3"]


@pytest.mark.parametrize(
    "body", [page(), "", "<html><body><h1>502</h1></body></html>", page(row(name="")), '{"code": 200}']
)
def test_a_page_without_a_row_is_no_quiet_week(body: str) -> None:
    with pytest.raises(Refused) as refused:
        read(body)
    assert str(refused.value) == (
        "slowmist-hacked sent a page without a hacked target; look at it, its layout may have changed."
    )


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(Refused, match=r"^slowmist-hacked sent bytes that are not UTF-8 text\.$"):
        read(b"\xff\xfe<li>")


def test_a_challenge_page_is_not_an_answer() -> None:
    with pytest.raises(Unreachable, match="browser challenge"):
        read("<!DOCTYPE html><html><head><title>Just a moment...</title></head></html>")
