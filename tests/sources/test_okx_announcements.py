"""OKX's announcements: one dated by the day it takes effect, one in Chinese, or an error as a quiet week."""

from pathlib import Path

import pytest

from brief.errors import Unreachable
from notices import GONE, OKX, below_a_header, told

HELP = "https://www.okx.com/help/"


def test_the_newest_page_is_asked_in_english() -> None:
    request = OKX.asked()
    assert request.url == "https://www.okx.com/api/v5/support/announcements?page=1"
    assert request.headers["Accept-Language"] == "en-US"


def test_documented_sample_is_dated_by_its_publication(contracts: Path) -> None:
    """The first holds from 03:00:00 on, and was published four seconds later."""
    found = OKX.read((contracts / "news/okx/v5_support_announcements.docs-sample.json").read_bytes())
    assert told(found) == [
        (
            "2025-10-28T03:00:04Z",
            "OKX to list Virtuals Protocol (VIRTUAL) for spot trading",
            f"{HELP}okx-to-list-virtuals-protocol-virtual-for-spot-trading",
        ),
        (
            "2025-10-27T16:32:36Z",
            "Completion of X Layer Mainnet Upgrade",
            f"{HELP}completion-of-x-layer-mainnet-upgrade",
        ),
    ]
    first = found[0]
    assert (first.topic, first.outlet, first.path) == ("exchanges.okx", "OKX", "/data/0/details/0/title")
    assert (first.amounts, first.detail) == ((), {})


def test_documented_sample_of_2024(contracts: Path) -> None:
    body = (contracts / "news/okx/GetAnnouncements.docs-sample-2024.txt").read_bytes()
    assert told(OKX.read(below_a_header(body))) == [
        (
            "2024-09-12T08:00:00Z",
            "OKX to delist KISHU margin trading pairs",
            f"{HELP}okx-to-delist-kishu-margin-trading-pairs",
        ),
        ("2024-09-10T11:30:00Z", "OKX completed MATIC token migration", f"{HELP}okx-completed-matic-token-migration"),
    ]
    assert OKX.refusal(body) == "sent broken JSON at character 0 (813 bytes)."


def test_documented_kinds_of_announcements_are_none(contracts: Path) -> None:
    body = (contracts / "news/okx/GetAnnouncementTypes.docs-sample-2024.txt").read_bytes()
    assert OKX.refusal(below_a_header(body)) == "sent an answer without 'details' at /data/0."


def test_the_day_it_takes_effect_is_no_time_of_publication() -> None:
    answer = OKX.but(("/data/0/details/0/pTime", GONE))
    assert OKX.refusal(answer) == "sent a list without one row that has a title and a time we can read."


def test_pages_are_read_one_behind_the_other() -> None:
    page = {"details": [{"title": "Second", "pTime": "1774674000001"}, {"title": "Third", "pTime": "1774677599000"}]}
    answer = OKX.but(("/data", [*OKX.answer["data"], page]))
    assert [item.path for item in OKX.read(answer)] == [
        "/data/1/details/1/title",
        "/data/1/details/0/title",
        "/data/0/details/0/title",
    ]


@pytest.mark.parametrize("code", ["50011", "50001"])
def test_an_error_that_asks_for_patience(contracts: Path, code: str) -> None:
    body = (contracts / "news/okx/error_rate_limit.docs-sample.json").read_bytes().replace(b"50011", code.encode())
    with pytest.raises(Unreachable, match=rf"^okx-announcements answered with error {code}: Rate limit reached\. "):
        OKX.read(body)


@pytest.mark.parametrize(
    ("place", "value", "sentence"),
    [
        ("", [], "sent an answer without 'data' at /."),
        (
            "",
            {"code": "51000", "msg": "Parameter\npage error.", "data": []},
            "answered with error 51000: Parameter page error.",
        ),
        ("/data", GONE, "sent an answer without 'data' at /."),
        ("/data", {}, "sent a dict where a list is due, at /data."),
        ("/data/0", None, "sent an answer without 'details' at /data/0."),
        ("/data/0/details", GONE, "sent an answer without 'details' at /data/0."),
    ],
)
def test_what_cannot_be_read_is_refused(place: str, value: object, sentence: str) -> None:
    assert OKX.refusal(OKX.but((place, value))) == sentence
