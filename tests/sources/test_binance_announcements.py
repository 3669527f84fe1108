"""Binance's announcements: a link that leads elsewhere, delistings told as listings, or an error as a quiet week."""

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from notices import BINANCE, GONE, millis, told

PAGE = "https://www.binance.com/en/support/announcement/"
ARTICLE = "/data/catalogs/0/articles/0"


@pytest.mark.parametrize("catalog", [48, 161])
def test_the_newest_twenty_of_its_catalog_are_asked(catalog: int) -> None:
    parts = urlsplit(BINANCE.asked(catalog=catalog).url)
    assert (parts.scheme, parts.netloc) == ("https", "www.binance.com")
    assert parts.path == "/bapi/composite/v1/public/cms/article/list/query"
    assert parse_qs(parts.query) == {"type": ["1"], "pageNo": ["1"], "pageSize": ["20"], "catalogId": [str(catalog)]}


def test_recorded_excerpt(contracts: Path) -> None:
    (item,) = BINANCE.read((contracts / "news/binance/cms_article_list_query.recorded-excerpt.json").read_bytes())
    assert told([item]) == [
        (
            "2025-06-25T09:30:41Z",
            "Binance Futures Will Launch USDⓈ-Margined OLUSDT Perpetual Contract (2025-06-25)",
            f"{PAGE}80889caa7146492f9de2a2627fa30a4d",
        )
    ]
    assert (item.topic, item.outlet, item.path) == ("exchanges.binance", "Binance", f"{ARTICLE}/title")
    assert (item.amounts, item.detail) == ((), {})


@pytest.mark.parametrize(
    ("code", "link"),
    [
        ("a1b2", f"{PAGE}a1b2"),
        ("../../evil", PAGE),
        ("a?b=c", PAGE),
        ("//evil.example/", PAGE),
        ("", PAGE),
        (None, PAGE),
        (239914, PAGE),
        (GONE, PAGE),
    ],
)
def test_an_address_is_made_of_a_plain_code_only(code: object, link: str) -> None:
    (item,) = BINANCE.read(BINANCE.but((f"{ARTICLE}/code", code)))
    assert item.link == link


def test_articles_of_several_catalogs_keep_their_own_links() -> None:
    other = {"articles": [{"title": "Newer", "code": "ffff", "releaseDate": millis()}, {"title": "No time"}]}
    found = BINANCE.read(BINANCE.but(("/data/catalogs", [*BINANCE.answer["data"]["catalogs"], other])))
    assert told(found) == [
        ("2026-03-28T06:00:00Z", "Newer", f"{PAGE}ffff"),
        ("2026-03-28T01:00:00Z", "Binance Will List Sampler (SMPL)", f"{PAGE}0123456789abcdef"),
    ]


@pytest.mark.parametrize("catalogs", [[], [{"articles": []}]])
def test_a_catalog_without_an_article_has_nothing_to_tell(catalogs: object) -> None:
    assert BINANCE.read(BINANCE.but(("/data/catalogs", catalogs))) == []


@pytest.mark.parametrize(
    ("place", "value", "sentence"),
    [
        ("", [], "sent an answer without 'data' at /."),
        (
            "",
            {"code": "100001", "message": "Illegal\nparameter.", "data": None},
            "answered with error 100001: Illegal parameter.",
        ),
        ("", {"code": "0", "data": {"catalogs": []}}, "answered with error 0."),
        ("/data", None, "sent an answer without 'catalogs' at /data."),
        ("/data/catalogs", GONE, "sent an answer without 'catalogs' at /data."),
        ("/data/catalogs", {}, "sent a dict where a list is due, at /data/catalogs."),
        ("/data/catalogs/0/articles", GONE, "sent an answer without 'articles' at /data/catalogs/0."),
    ],
)
def test_what_cannot_be_read_is_refused(place: str, value: object, sentence: str) -> None:
    assert BINANCE.refusal(BINANCE.but((place, value))) == sentence
