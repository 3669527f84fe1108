"""A page about an asset shows what was printed, what is stored and what was said; nothing more, no day too early."""

import shutil
from pathlib import Path

import bs4
import pytest
import yaml

from brief.desk.building import build_site
from brief.desk.families import named, page_list
from brief.errors import WrongUsage
from brief.site.extracts import Piece, told_of
from brief.store import Store
from commands import brief
from nights import EDITION, REPOSITORY, files_below, new_site, run_replay


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Store:
    store = new_site(tmp_path_factory.mktemp("built"))
    run_replay(store, publish=True)
    return store


@pytest.fixture
def site(built: Store, tmp_path: Path) -> Store:
    return Store(Path(shutil.copytree(built.root, tmp_path / "site")))


def page(store: Store, path: str) -> bs4.BeautifulSoup:
    return bs4.BeautifulSoup((store.site / path / "index.html").read_bytes().decode(), "html.parser")


def words(tag: bs4.Tag | bs4.BeautifulSoup, selector: str) -> list[str]:
    return [" ".join(found.get_text(" ", strip=True).split()) for found in tag.select(selector)]


def test_an_asset_shows_its_figures_as_they_were_printed_each_with_its_receipt(built: Store) -> None:
    bitcoin = page(built, "markets/btc")
    assert words(bitcoin, ".latest tbody tr") == [
        "Price $103,849 Nov. 4, 2025, 12:00 UTC",
        "24 hours −3.2% Nov. 4, 2025, 12:00 UTC",
        "Month to date −5.3% Nov. 4, 2025, 12:00 UTC",
        "Year to date +11.0% Nov. 4, 2025, 12:00 UTC",
        "From the high of 365 days −17.7% Nov. 4, 2025, 12:00 UTC",
        "US funds, last session −$186.5 million Nov. 3, 2025",
    ]
    receipts = page(built, f"receipts/{EDITION}")
    for link in bitcoin.select(".latest a"):
        path, _, anchor = str(link["href"]).partition("#")
        assert path == f"../../receipts/{EDITION}/"
        assert receipts.find(id=anchor), anchor


def test_charts_are_of_the_windows_that_were_asked_for_with_their_figures_below(built: Store) -> None:
    bitcoin = page(built, "markets/btc")
    assert [image["src"] for image in bitcoin.select(".charts img")] == [
        *(f"../../charts/btc-closes-{days}.svg" for days in (30, 90, 365)),
        "../../charts/btc-flows.svg",
    ]
    first = bitcoin.select(".charts details")[0]
    assert words(first, "tbody tr")[0] == "Nov. 3, 2025 $106,583.04"
    assert len(first.select("tbody tr")) == 30
    assert len(bitcoin.select(".charts details")[2].select("tbody tr")) == 365
    stored = (built.content / "_series" / "prices.btc.binance.close.csv").read_text().splitlines()
    assert any(line.startswith("2025-11-03,106583.04,binance-klines,") for line in stored)


def test_flows_are_told_fund_by_fund(built: Store) -> None:
    flows = page(built, "markets/fund-flows")
    table = next(one for one in flows.select("table") if "IBIT" in words(one, "th"))
    heads = words(table, "thead th")
    cells = words(table, "tbody tr:first-child > *")
    row = dict(zip(heads, cells, strict=True))
    assert (row["Session"], row["All"], row["IBIT"], row["FBTC"]) == (
        "Nov. 3, 2025",
        "−186.5",
        "−186.5",
        "0",
    )
    assert "In millions of dollars." in words(flows, "section:has(table) .caption")[0]
    assert len(table.select("tbody tr")) == 15


def test_a_fund_of_a_few_days_stands_beside_its_total(built: Store) -> None:
    """Without it the columns do not add up to the first one."""
    flows = page(built, "markets/fund-flows")
    table = next(one for one in flows.select("table") if "BSOL" in words(one, "th"))
    assert words(table, "thead th") == ["Session", "All", "BSOL", "GSOL"]
    assert words(table, "tbody tr:first-child > *") == ["Nov. 3, 2025", "+70.1", "+65.2", "+4.9"]
    assert words(table, "tbody tr:last-child > *") == ["Oct. 28, 2025", "+69.5", "+69.5", "–"]


def test_what_the_briefs_said_is_listed_and_has_a_feed(built: Store) -> None:
    said = words(page(built, "markets/sol"), ".told li li")
    assert "Solana funds took in $70.1 million on Nov. 3" in " ".join(said)
    assert not any("Balancer" in one and "Solana" not in one for one in said)
    assert "took in $70.1 million on Nov. 3" in (built.site / "feeds" / "sol.xml").read_text()
    assert not (built.site / "markets" / "link").exists()  # it is watched, and nothing is known of it


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ethereum fell.", True),
        ("The price of ethereum fell.", True),
        ("ETH/BTC fell.", True),
        ("Ethereum-based funds", False),
        ("Something together", False),
        ("TETHER fell", False),
    ],
)
def test_a_name_is_found_as_a_word_of_its_own(text: str, found: bool) -> None:
    assert bool(told_of([Piece("x", text, text)], ["Ethereum", "ETH"])) is found


def test_no_day_after_the_newest_brief_is_shown(site: Store) -> None:
    """A later night that is not published has left its rows already."""
    before = files_below(site.site)
    with (site.content / "_series" / "prices.btc.binance.close.csv").open("a", encoding="utf-8") as series:
        series.write("2025-11-04,99999.99,binance-klines,2025-11-05T00:10:00Z\n")
    build_site(site)
    assert files_below(site.site) == before


def test_a_later_figure_for_a_day_that_was_told_is_shown(site: Store) -> None:
    with (site.content / "_series" / "prices.btc.binance.close.csv").open("a", encoding="utf-8") as series:
        series.write("2025-11-03,106600.00,binance-klines,2025-11-04T20:00:00Z\n")
    build_site(site)
    assert words(page(site, "markets/btc"), ".charts tbody tr")[0] == "Nov. 3, 2025 $106,600"


def test_a_family_that_is_added_gets_its_page_by_an_entry(site: Store) -> None:
    path = site.content / "_data" / "pages.yaml"
    listed = yaml.safe_load(path.read_text())
    entry = {"id": "highs", "title": "Highs", "about": "Days at their highest."}
    chart = {"id": "high", "title": "Bitcoin’s high", "series": ["prices.btc.binance.high"], "unit": "usd"}
    listed["pages"].append({**entry, "charts": [chart]})
    path.write_text(yaml.safe_dump(listed))
    build_site(site)
    assert words(page(site, "markets/highs"), "h1") == ["Highs"]
    assert (site.site / "charts" / "highs-high.svg").read_text().startswith("<svg")
    assert "Highs" in words(page(site, "markets"), "tbody th")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("pages:\n- {id: a, title: A, about: A, colour: red}\n", r"pages\.yaml:2: .*colour: unknown key"),
        (
            "pages:\n- {id: a, title: A, about: A}\n- {id: a, title: A, about: A}\n",
            "two pages or feeds would be called a",
        ),
        ("pages:\n- {id: a, title: A, about: A, each: asset}\n", r"an id has \$asset in it"),
    ],
)
def test_a_mistake_in_the_list_is_told_with_its_line(site: Store, text: str, told: str) -> None:
    (site.content / "_data" / "pages.yaml").write_text(text)
    with pytest.raises(WrongUsage, match=told):
        page_list(site)
    assert brief("build", "--root", site.root).code == 64


def test_an_asset_s_page_is_filled_in() -> None:
    (bitcoin, *_) = page_list(Store(REPOSITORY)).families(named(["btc"]))
    assert (bitcoin.id, bitcoin.title, bitcoin.names) == ("btc", "Bitcoin", ("Bitcoin", "BTC"))
    assert bitcoin.charts[0].series[0] == "prices.btc.binance.close"
