"""The Federal Register: a rule of another agency, a wrong deadline, or a page of an unknown shape as a quiet month."""

from decimal import Decimal
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from notices import GONE, REGISTER, told

ROW = "/results/0"
SITE = "https://www.federalregister.gov/documents/"
MIXED = "news/federal-register/documents_mixed.recorded.json"
PRESIDENT = "news/federal-register/documents_presdocu.recorded-trimmed.json"


def row(title: str, day: str = "2026-03-27") -> dict[str, object]:
    return {"title": title, "publication_date": day}


def titles(*rows: object, **options: object) -> list[str]:
    return [item.title for item in REGISTER.read({"count": len(rows), "results": list(rows)}, **options)]


def test_a_month_of_its_agencies_is_asked_newest_first() -> None:
    parts = urlsplit(REGISTER.asked().url)
    assert (parts.scheme, parts.netloc, parts.path) == ("https", "www.federalregister.gov", "/api/v1/documents.json")
    assert parse_qs(parts.query) == {
        "conditions[agencies][]": ["treasury-department", "federal-reserve-system"],
        "conditions[publication_date][gte]": ["2026-02-26"],
        "order": ["newest"],
        "per_page": ["100"],
        "fields[]": [
            "document_number",
            "title",
            "type",
            "action",
            "publication_date",
            "comments_close_on",
            "html_url",
            "agencies",
        ],
    }


def test_other_agencies_and_days_are_asked() -> None:
    asked = parse_qs(urlsplit(REGISTER.asked(agencies=["sec"], days="3").url).query)
    assert asked["conditions[agencies][]"] == ["sec"]
    assert asked["conditions[publication_date][gte]"] == ["2026-03-25"]


def test_recorded_page_newest_first(contracts: Path) -> None:
    found = REGISTER.read((contracts / MIXED).read_bytes())
    circia = (
        f"{SITE}2024/04/04/2024-06526/cyber-incident-reporting-for-critical-infrastructure-act-circia-"
        "reporting-requirements"
    )
    assert told(found) == [
        (
            "2026-07-13",
            "Airworthiness Directives; The Boeing Company Airplanes",
            f"{SITE}2026/07/13/2026-14090/airworthiness-directives-the-boeing-company-airplanes",
        ),
        (
            "2024-04-04",
            "Cyber Incident Reporting for Critical Infrastructure Act (CIRCIA) Reporting Requirements",
            circia,
        ),
        ("2024-04-04", "Synthetic ANPRM", circia),
        ("2024-04-04", "Synthetic Withdrawal", circia),
    ]
    assert [item.path for item in found] == [f"/results/{place}/title" for place in (1, 0, 2, 3)]
    assert {(item.topic, item.outlet, item.amounts) for item in found} == {
        ("regulation.us.register", "Federal Register", ())
    }
    assert found[0].detail == {
        "type": "Rule",
        "action": "Final rule; request for comments",
        "agencies": "Transportation Department, Federal Aviation Administration",
        "comments_until": "2026-08-27",
    }
    assert found[3].detail == {  # comments_close_on is null
        "type": "Proposed Rule",
        "action": "Proposed rule; withdrawal",
        "agencies": "Homeland Security Department",
    }


def test_recorded_page_of_the_president_has_other_fields(contracts: Path) -> None:
    found = REGISTER.read((contracts / PRESIDENT).read_bytes())
    assert [(item.at.isoformat(), item.title[:40], item.detail) for item in found] == [
        ("2026-09-23", "Enhancing Program Integrity and Interage", {"type": "Executive Order"}),
        ("2026-09-21", "Restoring Reciprocity in Government Proc", {"type": "Memorandum"}),
        ("2026-09-16", "Continuation of the National Emergency W", {"type": "Notice"}),
    ]
    assert found[1].link == f"{SITE}2026/09/21/2026-19336/restoring-reciprocity-in-government-procurement"


@pytest.mark.parametrize("answer", [{"count": 0}, {"count": "0"}, {"count": 0, "results": []}])
def test_a_month_without_a_document_lacks_its_list(answer: object) -> None:
    assert REGISTER.read(answer) == []


@pytest.mark.parametrize(
    ("agencies", "told_"),
    [
        ([{"name": "A"}, {"raw_name": "B"}, {"name": None, "raw_name": "C"}, {}, {"name": ""}], "A, B, C"),
        ([{"name": 5}, None, "A"], None),
        ([], None),
        (None, None),
        (GONE, None),
    ],
)
def test_agencies_by_their_names(agencies: object, told_: str | None) -> None:
    (item,) = REGISTER.read(REGISTER.but((f"{ROW}/agencies", agencies)))
    assert item.detail.get("agencies") == told_


def test_what_a_row_may_lack() -> None:
    names = ("type", "action", "comments_close_on", "agencies", "html_url")
    (item,) = REGISTER.read(REGISTER.but(*((f"{ROW}/{name}", GONE) for name in names)))
    assert (told([item]), item.detail) == ([("2026-03-27", "Reporting by Brokers of Digital Assets", "")], {})


def test_newest_first_however_old() -> None:
    rows = (row("Old", "2001-01-02"), row("New"), row("New too"), row("Between", "2026-03-26"))
    assert titles(*rows) == ["New", "New too", "Between", "Old"]


def test_only_what_is_about_our_subject() -> None:
    rows = (row("Digital Assets Rule"), row("Airplanes"), row("Sunshine Act: Digital Assets"))
    assert titles(*rows, about=["digital asset*"]) == ["Digital Assets Rule", "Sunshine Act: Digital Assets"]
    assert titles(*rows, about=["digital asset*"], skip=["Sunshine Act"]) == ["Digital Assets Rule"]
    assert titles(*rows, skip=["Sunshine Act"]) == ["Digital Assets Rule", "Airplanes"]


def test_amounts_of_a_title_are_its_own() -> None:
    (item,) = REGISTER.read(REGISTER.but((f"{ROW}/title", "Thresholds Above $10,000\n<i>for</i> Brokers")))
    assert item.title == "Thresholds Above $10,000 for Brokers"
    (amount,) = item.amounts
    assert (amount.figure, amount.value) == ("items.federal-register.amount", Decimal(10_000))
    assert amount.detail == {"text": "$10,000", "bound": "at least"}


@pytest.mark.parametrize("title", ["", None, [], "\u200b", GONE])
def test_a_row_without_a_title_costs_itself_only(title: object) -> None:
    untitled = {key: value for key, value in {**row(""), "title": title}.items() if value is not GONE}
    assert titles(untitled, row("Good")) == ["Good"]


@pytest.mark.parametrize("link", ["javascript:alert(1)", "/documents/1", None, ["https://register.example"]])
def test_links_are_web_addresses(link: object) -> None:
    (item,) = REGISTER.read(REGISTER.but((f"{ROW}/html_url", link)))
    assert item.link == ""


@pytest.mark.parametrize(
    ("place", "value", "sentence"),
    [
        ("", [], "sent an answer without 'count' at /."),
        ("", {"errors": {"per_page": "is too large"}}, "sent an answer without 'count' at /."),
        ("/count", None, "sent null where a number is due, at /count."),
        ("/count", "many", "sent 'many' where a number is due, at /count."),
        ("/results", GONE, "sent an answer without 'results' at /."),
        ("/results", {}, "sent a dict where a list is due, at /results."),
        (f"{ROW}/publication_date", GONE, "sent an answer without 'publication_date' at /results/0."),
        (f"{ROW}/publication_date", None, "sent null where text is due, at /results/0/publication_date."),
        (
            f"{ROW}/publication_date",
            "2026-02-30",
            "sent '2026-02-30' where a day is due, at /results/0/publication_date.",
        ),
        (
            f"{ROW}/publication_date",
            "2026-03-27T08:45:00",
            "sent '2026-03-27T08:45:00' where a day is due, at /results/0/publication_date.",
        ),
        (f"{ROW}/agencies", {"name": "A"}, "sent a dict where a list is due, at /results/0/agencies."),
    ],
)
def test_what_cannot_be_read_is_refused(place: str, value: object, sentence: str) -> None:
    assert REGISTER.refusal(REGISTER.but((place, value))) == sentence
