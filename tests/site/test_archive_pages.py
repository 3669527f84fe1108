"""Every day since the first brief is in the archive once, with its brief or with why it has none."""

from datetime import date, timedelta

import bs4
from hypothesis import given
from hypothesis import strategies as st
from site_sample import NEWEST, POSTS, RECEIPTS, SETTINGS, post, receipt, site, templates
from whole_site import build

from brief.site.addresses import Addresses
from brief.site.archive import months
from brief.site.entries import Entry, entry_of

DAYS = st.sets(st.dates(date(2023, 12, 1), date(2025, 3, 10)), max_size=30)


def soup(page: bytes) -> bs4.BeautifulSoup:
    return bs4.BeautifulSoup(page.decode(), "html.parser")


def entry(day: date, slug: str = "x") -> Entry:
    return entry_of(post(f"{day}-{slug}", "A day", "x\n"), Addresses(SETTINGS), digest=f"{day}")


@given(days=DAYS, twice=DAYS, told=st.dictionaries(st.dates(date(2024, 1, 1), date(2025, 1, 1)), st.just("draft")))
def test_each_day_stands_once_with_its_briefs_or_its_reason(
    days: set[date], twice: set[date], told: dict[date, str]
) -> None:
    entries = sorted(
        [*map(entry, days), *(entry(day, "y") for day in days & twice)], key=lambda one: one.post.id, reverse=True
    )
    found = [day for month in months(entries, told) for day in month.days]
    assert [day.day for day in found] == sorted({day.day for day in found}, reverse=True)
    assert [one for day in found for one in day.entries] == entries
    if days:
        first, last = min(days), max(days)
        every = {first + timedelta(days=n) for n in range((last - first).days + 1)}
        assert every <= {day.day for day in found}
        assert {day.day: day.why for day in found if day.why is not None} == {
            day: told.get(day, "") for day in every - days
        }


def test_a_calendar_leads_to_each_brief_with_the_move_it_printed_and_to_why_a_day_has_none() -> None:
    fell = RECEIPTS.model_copy(update={"receipts": (receipt("prices.btc.change_24h", "-3.18", "percent"),)})
    posts = (*POSTS[:1], post("2025-11-01-quiet", "Quiet", "x\n"))
    files = build(posts, SETTINGS, templates(), {NEWEST: fell}, {})
    for page, up in (("archive/index.html", ""), ("archive/2025/11/index.html", "../../")):
        cells = {
            " ".join(cell.get_text(" ", strip=True).split()): (cell.get("class"), cell.a and cell.a["href"])
            for cell in soup(files[page]).select(".calendar td")
            if cell.get_text(strip=True)
        }
        month = "" if up else "2025/11/"
        assert cells["4 , bitcoin −3.2"] == (["down-2"], f"{up}../2025/11/04/daily-crypto-market-brief/")
        assert cells["1"] == (None, f"{up}../2025/11/01/quiet/")
        assert cells["3 , no brief"] == (["missing"], f"{month or './'}#none-2025-11-03")
        assert cells["5"] == (["out"], None)


def test_a_month_lists_its_briefs_and_says_why_a_day_has_none() -> None:
    page = soup(site()["archive/2025/11/index.html"])
    assert [item.get_text(" ", strip=True)[:12] for item in page.select(".briefs > li .when")] == [
        "Nov. 4, 2025",
        "Nov. 3, 2025",
        "Nov. 2, 2025",
        "Nov. 1, 2025",
    ]
    assert page.select_one("#none-2025-11-02 .teaser").get_text() == "No night is on record."  # type: ignore[union-attr]
    assert [link["href"] for link in page.select(".pager a")] == ["../10/"]
    assert [link["href"] for link in soup(site()["archive/2025/10/index.html"]).select(".pager a")] == [
        "../09/",
        "../11/",
    ]
