"""What the announcements of all venues share: promotion as news, an old notice as new, an error as a quiet week."""

from decimal import Decimal
from typing import NamedTuple

import pytest

from notices import BINANCE, BYBIT, GONE, KUCOIN, OKX, Notices, millis, moment


class Named(NamedTuple):
    """A venue's answer, where its rows stand, and how a row names its title, its time and its link."""

    venue: Notices
    rows: str
    title: str
    at: str
    link: str = ""


VENUES = (
    Named(OKX, "/data/0/details", "title", "pTime", "url"),
    Named(BYBIT, "/result/list", "title", "dateTimestamp", "url"),
    Named(KUCOIN, "/data/items", "annTitle", "cTime", "annUrl"),
    Named(BINANCE, "/data/catalogs/0/articles", "title", "releaseDate"),
)
each = pytest.mark.parametrize("named", VENUES, ids=lambda named: named.venue.module)


def rows(named: Named, *told: tuple[object, object]) -> object:
    """An answer with these titles and times."""
    listed = [{named.title: title, named.at: at} for title, at in told]
    kept = [{key: value for key, value in row.items() if value is not GONE} for row in listed]
    return named.venue.but((named.rows, kept))


def titles(named: Named, answer: object, **options: object) -> list[str]:
    return [item.title for item in named.venue.read(answer, **options)]


@each
def test_newest_first_however_old(named: Named) -> None:
    old, new, older = millis(hours=-2), millis(hours=-1), millis(days=-900)
    found = named.venue.read(rows(named, ("Old", old), ("New", str(new)), ("Older", older)))
    assert [(item.title, moment(item.at)) for item in found] == [
        ("New", "2026-03-28T05:00:00Z"),
        ("Old", "2026-03-28T04:00:00Z"),
        ("Older", "2023-10-10T06:00:00Z"),
    ]
    assert [item.path for item in found] == [f"{named.rows}/{place}/{named.title}" for place in (1, 0, 2)]
    assert {item.topic for item in found} == {f"exchanges.{named.venue.module.removesuffix('_announcements')}"}


@each
def test_two_of_one_moment_stay_in_the_order_of_the_venue(named: Named) -> None:
    assert titles(named, rows(named, ("B", millis()), ("A", millis()))) == ["B", "A"]


@each
def test_only_titles_about_our_subject_and_no_promotion(named: Named) -> None:
    answer = rows(named, ("Venue to list SMPL", millis()), ("Campaigns for all", millis()), ("SMPL campaign", millis()))
    assert titles(named, answer) == ["Venue to list SMPL", "Campaigns for all", "SMPL campaign"]
    assert titles(named, answer, skip=["campaign*"]) == ["Venue to list SMPL"]
    assert titles(named, answer, about=["SMPL"]) == ["Venue to list SMPL", "SMPL campaign"]
    assert titles(named, answer, about=["SMPL"], skip=["campaign*"]) == ["Venue to list SMPL"]


@each
def test_a_night_of_nothing_but_promotion_is_an_answer(named: Named) -> None:
    assert titles(named, named.venue.answer, skip=["SMPL"]) == []


@each
@pytest.mark.parametrize("row", [("A", GONE), ("A", None), ("A", ""), ("", 1), (GONE, 1), (7, 1), (" \u202e", 1)])
def test_a_row_without_a_title_or_a_time_costs_itself_only(named: Named, row: tuple[object, object]) -> None:
    assert titles(named, rows(named, row, ("Good", millis()))) == ["Good"]
    assert named.venue.refusal(rows(named, row)) == (
        "sent a list without one row that has a title and a time we can read."
    )


@each
def test_an_empty_list_has_nothing_to_tell(named: Named) -> None:
    assert titles(named, rows(named)) == []


@each
@pytest.mark.parametrize(
    ("at", "told"),
    [
        ("soon", "'soon' where a number is due"),
        ("2026-03-28T05:00:00Z", "'2026-03-28T05:00:00Z' where a number is due"),
        ([], "a list where a number is due"),
        (True, "a bool where a number is due"),
        (0, "0 where a time is due"),
        (10**15, "1000000000000000 where a time is due"),
    ],
)
def test_a_time_that_is_none_is_refused(named: Named, at: object, told: str) -> None:
    answer = rows(named, ("Good", millis()), ("A", at))
    assert named.venue.refusal(answer) == f"sent {told}, at {named.rows}/1/{named.at}."


@each
@pytest.mark.parametrize(("value", "kind"), [({}, "a dict"), (None, "null"), ("none", "a str"), (3, "a int")])
def test_rows_that_are_no_list_are_refused(named: Named, value: object, kind: str) -> None:
    assert named.venue.refusal(named.venue.but((named.rows, value))) == (
        f"sent {kind} where a list is due, at {named.rows}."
    )


@each
def test_a_hostile_title_is_one_line(named: Named) -> None:
    title = "Venue to\n<b>list</b>&#8238; {{ SMPL }}\u200b | now"
    assert titles(named, rows(named, (title, millis()))) == ["Venue to list {{ SMPL }} | now"]


@each
def test_amounts_of_a_title_are_its_own(named: Named) -> None:
    (item,) = named.venue.read(rows(named, ("Venue moves $1.5 million and 400,000 USDT", millis())))
    (amount,) = item.amounts
    outlet = item.outlet.lower()
    assert (amount.figure, amount.value, amount.unit) == (f"items.{outlet}.amount", Decimal(1_500_000), "usd")
    assert (amount.path, amount.as_of, amount.formula) == (item.path, item.at, "money(1)")


@pytest.mark.parametrize("named", [named for named in VENUES if named.link], ids=lambda named: named.venue.module)
@pytest.mark.parametrize(
    ("written", "link"),
    [
        ("https://venue.example/a?lang=en_US&utm_source=b", "https://venue.example/a?lang=en_US"),
        ("javascript:alert(1)", ""),
        ("/announcement/a", ""),
        ("", ""),
        (None, ""),
        (["https://venue.example/a"], ""),
        (GONE, ""),
    ],
)
def test_links_are_web_addresses(named: Named, written: object, link: str) -> None:
    (item,) = named.venue.read(named.venue.but((f"{named.rows}/0/{named.link}", written)))
    assert item.link == link
