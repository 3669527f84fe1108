"""Hong Kong's SFC: a notice eight hours off, one of last year's as new, a link that leads nowhere."""

import json
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from brief.models import Night
from brief.sources import sfc_news
from notices import AT, GONE, SFC, moment, told

NEWS = "https://apps.sfc.hk/edistributionWeb/gateway/EN/news-and-announcements/news/"


def row(title: str, issued: str = "2026-03-28T07:53:29.346") -> dict[str, object]:
    return {"newsRefNo": "26PR99", "title": title, "issueDate": issued}


def titles(*rows: object, **options: object) -> list[str]:
    return [item.title for item in SFC.read({"items": list(rows), "total": len(rows)}, **options)]


def test_the_newest_of_the_year_are_asked() -> None:
    request = SFC.asked()
    assert (request.method, request.url) == ("POST", "https://apps.sfc.hk/edistributionWeb/api/news/search")
    assert request.headers["Content-Type"] == "application/json"
    assert json.loads(request.body) == {
        "lang": "EN",
        "category": "all",
        "year": 2026,
        "month": "all",
        "pageNo": 0,
        "pageSize": 50,
        "sort": {"field": "issueDate", "order": "desc"},
    }


def test_the_year_is_the_one_of_the_edition() -> None:
    (request,) = sfc_news.requests(Night(day=datetime(2025, 12, 31, tzinfo=UTC).date(), at=AT))
    assert json.loads(request.body)["year"] == 2025


def test_recorded_row(contracts: Path) -> None:
    """It was issued at 16:53:29 in Hong Kong."""
    (item,) = SFC.read((contracts / "news/sfc-hk/news_search.docs-sample.json").read_bytes())
    title = "Settlement with Sino Wealth International Limited..."
    assert told([item]) == [("2026-02-16T08:53:29Z", title, f"{NEWS}doc?refNo=26PR27")]
    assert (item.topic, item.outlet, item.path) == ("regulation.hk.sfc", "SFC", "/items/0/title")
    assert (item.amounts, item.detail) == ((), {})


@pytest.mark.parametrize(
    ("issued", "at"),
    [
        ("2026-03-28T07:53:29.346", "2026-03-27T23:53:29Z"),
        ("2026-03-28 07:53", "2026-03-27T23:53:00Z"),
        ("2026-03-28T07:53:29Z", "2026-03-28T07:53:29Z"),
        ("2026-03-28T07:53:29+09:00", "2026-03-27T22:53:29Z"),
        ("1989-05-01T00:00:00", "1989-04-30T16:00:00Z"),
    ],
)
def test_a_clock_without_a_zone_is_hong_kongs(issued: str, at: str) -> None:
    (item,) = SFC.read(SFC.but(("/items/0/issueDate", issued)))
    assert moment(item.at) == at


@pytest.mark.parametrize(
    ("number", "link"),
    [
        ("26PR100", f"{NEWS}doc?refNo=26PR100"),
        ("26PR1&x=1", NEWS),
        ("26EC12", NEWS),
        ("٢٦PR1", NEWS),
        ("", NEWS),
        (None, NEWS),
        (GONE, NEWS),
    ],
)
def test_an_address_is_made_of_a_number_only(number: object, link: str) -> None:
    (item,) = SFC.read(SFC.but(("/items/0/newsRefNo", number)))
    assert item.link == link


def test_newest_first_however_old() -> None:
    rows = (row("Old", "2024-03-28T07:53:29"), row("New"), row("Between", "2026-03-28T07:53:28"))
    assert titles(*rows) == ["New", "Between", "Old"]


def test_only_what_is_about_our_subject() -> None:
    rows = (row("SFC fines a broker"), row("SFC warns of Bitcoin ATMs"), row("Bitcoin tender"))
    assert titles(*rows, about=["bitcoin"]) == ["SFC warns of Bitcoin ATMs", "Bitcoin tender"]
    assert titles(*rows, about=["bitcoin"], skip=["tender*"]) == ["SFC warns of Bitcoin ATMs"]
    assert titles(*rows, skip=["tender*"]) == ["SFC fines a broker", "SFC warns of Bitcoin ATMs"]


def test_what_is_not_about_our_subject_needs_no_time() -> None:
    assert titles(row("SFC fines a broker", ""), row("On bitcoin"), about=["bitcoin"]) == ["On bitcoin"]


def test_amounts_are_us_dollars_only() -> None:
    (item,) = SFC.read({"items": [row("SFC fines a broker HK$4 million, of which US$1.2 million is paid")]})
    assert [(amount.figure, amount.value) for amount in item.amounts] == [("items.sfc.amount", Decimal(1_200_000))]


@pytest.mark.parametrize("title", ["", None, 5, " \u202e ", GONE])
def test_a_row_without_a_title_costs_itself_only(title: object) -> None:
    untitled = {key: value for key, value in {**row(""), "title": title}.items() if value is not GONE}
    assert titles(untitled, row("On\n<b>bitcoin</b>&#8238;")) == ["On bitcoin"]


def test_a_year_without_news_is_an_answer() -> None:
    assert titles() == []


@pytest.mark.parametrize(
    ("place", "value", "sentence"),
    [
        ("", [], "sent an answer without 'items' at /."),
        ("/items", GONE, "sent an answer without 'items' at /."),
        ("/items", None, "sent null where a list is due, at /items."),
        ("/items", {}, "sent a dict where a list is due, at /items."),
        ("/items/0/issueDate", GONE, "sent an answer without 'issueDate' at /items/0."),
        ("/items/0/issueDate", None, "sent null where text is due, at /items/0/issueDate."),
        ("/items/0/issueDate", 1774655609, "sent a int where text is due, at /items/0/issueDate."),
        ("/items/0/issueDate", "28/03/2026", "sent '28/03/2026' where a time is due, at /items/0/issueDate."),
        ("/items/0/issueDate", "0001-01-01", "sent '0001-01-01' where a time is due, at /items/0/issueDate."),
    ],
)
def test_what_cannot_be_read_is_refused(place: str, value: object, sentence: str) -> None:
    assert SFC.refusal(SFC.but((place, value))) == sentence
