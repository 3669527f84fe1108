"""Readers may have what was measured, of sources that allow it, once they were told of it: no draft's figures."""

import csv
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from brief.desk.building import build_site
from brief.desk.publish import publish_post, unpublish_post
from brief.store import Store
from nights import EDITION, configuration, run_replay, short_site

CLOSE = "prices.btc.binance.close"
AT = datetime(2025, 11, 4, 14, tzinfo=UTC)


@pytest.fixture
def site(tmp_path: Path) -> Store:
    """The bundled night, published."""
    store = short_site(tmp_path)
    run_replay(store, publish=True)
    return store


def rows(store: Store, name: str) -> list[dict[str, str]]:
    with (store.site / "data" / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def measured(store: Store, day: str, value: str, known: str, name: str = CLOSE) -> None:
    with (store.content / "_series" / f"{name}.csv").open("a", encoding="utf-8") as file:
        file.write(f"{day},{value},binance-klines,{known}\n")
    build_site(store)


def test_each_row_says_what_it_counts_and_whose_it_is(site: Store) -> None:
    last = rows(site, CLOSE)[-1]
    assert last == {"day": "2025-11-03", "value": last["value"], "unit": "usd", "source": "binance-klines"}
    assert {row["unit"] for row in rows(site, "sentiment.fear_greed")} == {"index"}
    page = (site.site / "data" / "index.html").read_text(encoding="utf-8")
    assert f'href="{CLOSE}.csv"' in page
    assert "Crypto Fear &amp; Greed Index: alternative.me" in page


def test_what_a_night_measured_is_offered_once_its_brief_is_published(site: Store) -> None:
    before = rows(site, CLOSE)
    measured(site, "2025-11-05", "1", "2025-11-06T05:00:00Z")  # of a later day
    measured(site, "2025-11-04", "2", "2025-11-05T05:00:00Z")  # of its day, known the day after
    assert rows(site, CLOSE) == before
    measured(site, "2025-11-03", "3", "2025-11-04T23:00:00Z")
    assert [row["value"] for row in rows(site, CLOSE)] == [*(row["value"] for row in before[:-1]), "3"]


def test_fund_flows_are_named_and_not_offered(site: Store) -> None:
    assert not list((site.site / "data").glob("etf.*"))
    page = (site.site / "data" / "index.html").read_text(encoding="utf-8")
    assert "Its terms do not say that a series of its figures may be passed on: <code>etf." in page
    assert 'href="etf.' not in page


def test_a_source_that_closes_takes_its_series_out_of_the_site(site: Store) -> None:
    path = site.sources_file()
    head, entry, rest = path.read_text(encoding="utf-8").partition("  binance-klines:\n")
    path.write_text(head + entry + rest.replace("publish: extract", "publish: none", 1), encoding="utf-8")
    assert configuration(site).sources
    build_site(site)
    assert not list((site.site / "data").glob("prices.*.binance.*"))
    assert (site.site / "data" / "prices.btc.coinbase.close.csv").is_file()


def test_without_a_brief_nothing_is_offered(tmp_path: Path) -> None:
    site = short_site(tmp_path)
    build_site(site)
    assert [path.name for path in sorted((site.site / "data").iterdir())] == ["index.html", "schemas"]


def test_a_night_s_snapshot_goes_where_its_brief_goes(site: Store) -> None:
    served = site.site / "receipts" / EDITION / "snapshot.json"
    lies = site.content / "receipts" / EDITION / "snapshot.json"
    assert served.read_bytes() == lies.read_bytes()
    unpublish_post(site, EDITION, at=AT)
    assert not served.exists()
    assert not lies.exists()
    assert (site.content / "_receipts" / EDITION / "snapshot.json").is_file()
    publish_post(site, configuration(site), EDITION, at=AT + timedelta(hours=1))
    assert served.read_bytes() == lies.read_bytes()


def test_an_older_brief_without_a_snapshot_is_shown_without_one(site: Store) -> None:
    for folder in ("receipts", "_receipts"):
        (site.content / folder / EDITION / "snapshot.json").unlink(missing_ok=True)
    build_site(site)
    assert not (site.site / "receipts" / EDITION / "snapshot.json").exists()
    page = (site.site / "receipts" / EDITION / "index.html").read_text(encoding="utf-8")
    assert "receipts.json" in page
    assert "snapshot.json" not in page
