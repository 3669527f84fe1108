"""Singapore's regulator, of an answer nobody recorded: its page "Maintenance" as a quiet week, a link led astray."""

from decimal import Decimal
from urllib.parse import parse_qs, urlsplit

import pytest

from notices import GONE, MAS, moment, told

ROW = "/response/docs/0"
SITE = "https://www.mas.gov.sg/"


def row(title: str, at: str = "2026-03-27T10:01:20Z") -> dict[str, object]:
    return {"document_title_string_s": title, "mas_date_tdt": at}


def titles(*rows: object, **options: object) -> list[str]:
    return [item.title for item in MAS.read({"response": {"docs": list(rows)}}, **options)]


def test_the_newest_releases_are_asked() -> None:
    parts = urlsplit(MAS.asked().url)
    assert (parts.scheme, parts.netloc, parts.path) == ("https", "www.mas.gov.sg", "/api/v1/search")
    assert parse_qs(parts.query) == {
        "q": ["*:*"],
        "fq": ['mas_contenttype_s:"Media Releases"'],
        "sort": ["mas_date_tdt desc"],
        "rows": ["15"],
        "json.nl": ["map"],
    }


def test_a_release_as_it_was_described() -> None:
    (item,) = MAS.read(MAS.answer)
    link = f"{SITE}news/media-releases/2026/reserves"
    assert told([item]) == [("2026-03-27T10:01:20Z", "MAS consults on the reserves of stablecoins", link)]
    assert (item.topic, item.outlet) == ("regulation.sg.mas", "MAS")
    assert item.path == "/response/docs/0/document_title_string_s"
    assert (item.amounts, item.detail) == ((), {})


def test_whoever_is_no_browser_gets_a_page_of_maintenance() -> None:
    page = b"\r\n<!DOCTYPE html>\n<html><head><title>Maintenance</title></head><body></body></html>"
    assert MAS.refusal(page) == "answered with a web page instead of data."


LONG = "news/" + "virtual-assets-" * 40


@pytest.mark.parametrize(
    ("path", "link"),
    [
        ("/news/a", f"{SITE}news/a"),
        ("news/a", f"{SITE}news/a"),
        (f"/{LONG}", f"{SITE}{LONG}"),
        ("https://www.mas.gov.sg/news/a?utm_source=b", f"{SITE}news/a"),
        ("//other.example/a", "https://other.example/a"),
        ("javascript:alert(1)", ""),
        ("", ""),
        (None, ""),
        (5, ""),
        (GONE, ""),
    ],
)
def test_links_are_web_addresses_of_any_length(path: object, link: str) -> None:
    (item,) = MAS.read(MAS.but((f"{ROW}/page_url_s", path)))
    assert item.link == link


@pytest.mark.parametrize(
    ("written", "at"),
    [
        ("2026-03-27T10:01:20Z", "2026-03-27T10:01:20Z"),
        ("2026-03-27T10:01:20.999Z", "2026-03-27T10:01:20Z"),
        ("2026-03-27T18:01:20+08:00", "2026-03-27T10:01:20Z"),
    ],
)
def test_times_are_instants(written: str, at: str) -> None:
    (item,) = MAS.read(MAS.but((f"{ROW}/mas_date_tdt", written)))
    assert moment(item.at) == at


def test_newest_first_however_old() -> None:
    assert titles(row("Old", "2019-01-01T00:00:00Z"), row("New"), row("New too")) == ["New", "New too", "Old"]


def test_only_what_is_about_our_subject() -> None:
    rows = (row("MAS on stablecoins"), row("MAS on coins"), row("Stablecoins: corrigendum"))
    assert titles(*rows, about=["stablecoin*"]) == ["MAS on stablecoins", "Stablecoins: corrigendum"]
    assert titles(*rows, about=["stablecoin*"], skip=["corrigendum"]) == ["MAS on stablecoins"]
    assert titles(*rows, skip=["corrigendum"]) == ["MAS on stablecoins", "MAS on coins"]


def test_amounts_are_us_dollars_only() -> None:
    (item,) = MAS.read({"response": {"docs": [row("MAS fines banks S$27.45 million and US$3 million")]}})
    assert [(amount.figure, amount.value) for amount in item.amounts] == [("items.mas.amount", Decimal(3_000_000))]


@pytest.mark.parametrize("title", ["", None, ["MAS"], " \u202e ", GONE])
def test_a_row_without_a_title_costs_itself_only(title: object) -> None:
    told_ = {**row(""), "document_title_string_s": title}
    untitled = {key: value for key, value in told_.items() if value is not GONE}
    assert titles(untitled, row("On\n<b>coins</b>&#8238;")) == ["On coins"]


def test_no_release_is_an_answer() -> None:
    assert titles() == []


@pytest.mark.parametrize(
    ("place", "value", "sentence"),
    [
        ("", [], "sent an answer without 'response' at /."),
        ("", {"error": {"code": 400, "msg": "undefined field"}}, "sent an answer without 'response' at /."),
        ("/response", None, "sent an answer without 'docs' at /response."),
        ("/response/docs", GONE, "sent an answer without 'docs' at /response."),
        ("/response/docs", {}, "sent a dict where a list is due, at /response/docs."),
        (f"{ROW}/mas_date_tdt", GONE, "sent an answer without 'mas_date_tdt' at /response/docs/0."),
        (f"{ROW}/mas_date_tdt", None, "sent null where text is due, at /response/docs/0/mas_date_tdt."),
        (
            f"{ROW}/mas_date_tdt",
            "2026-03-27T10:01:20",
            "sent '2026-03-27T10:01:20' where a time is due, at /response/docs/0/mas_date_tdt.",
        ),
        (
            f"{ROW}/mas_date_tdt",
            "9999-12-31T23:00:00-02:00",
            "sent '9999-12-31T23:00:00-02:00' where a time is due, at /response/docs/0/mas_date_tdt.",
        ),
    ],
)
def test_what_cannot_be_read_is_refused(place: str, value: object, sentence: str) -> None:
    assert MAS.refusal(MAS.but((place, value))) == sentence
