"""A reader who doubts a figure must find, behind one link, who said it, when, and in which bytes."""

from decimal import Decimal

import bs4
import pytest
from site_sample import RECEIPTS, SETTINGS, TEXTS, post, reading, receipt, site, templates

from brief.models import Agreement, Receipts
from brief.site import Frame, receipts_page
from brief.site.templates import exact


def page(receipts: Receipts = RECEIPTS) -> bs4.BeautifulSoup:
    return bs4.BeautifulSoup(receipts_page(receipts, Frame(SETTINGS, templates())), "html.parser")


def rows(parsed: bs4.BeautifulSoup, anchor: str) -> list[tuple[str, str]]:
    """What is told of one figure: label and words, its readings after it."""
    section = parsed.find(id=anchor)
    assert isinstance(section, bs4.Tag)
    return [
        (" ".join(dt.get_text().split()), " ".join(dd.get_text().split()))
        for dt, dd in zip(section.select("dt"), section.select("dd"), strict=True)
    ]


def test_a_figure_is_found_by_its_anchor_with_all_that_stands_behind_it() -> None:
    assert rows(page(), "fig-etf-btc-net") == [
        ("Unit", "US dollars"),
        ("Printed as", "$186.5 million"),
        ("Agreement", "Not checked against another source."),
        ("Value", "−$186,500,000, Nov. 4, 2025, 12:00 UTC"),
        ("Formula", "millions * 1000000"),
        ("Request", f"https://api.farside-btc.example.org/v1/{'simple/price/' * 6}?ids=bitcoin&vs=usd"),
        ("Fetched", "Nov. 4, 2025, 12:02 UTC"),
        ("Place", "/bitcoin/usd"),
        ("SHA-256", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"),
        ("Reported by", "Example Wire, Nov. 4, 2025"),
    ]


def test_bytes_of_an_earlier_night_are_not_said_to_have_come_tonight() -> None:
    earlier = reading("wire", "Example Wire", "5", unchanged_since="2025-11-03")
    found = page(RECEIPTS.model_copy(update={"receipts": (receipt("losses.a", "5", "usd", earlier),)}))
    assert dict(rows(found, "fig-losses-a"))["Fetched"] == (
        "for the edition of Nov. 3, 2025; unchanged, by the source’s own answer, Nov. 4, 2025, 12:02 UTC"
    )


def test_a_figure_has_its_own_time_not_the_edition_s() -> None:
    section = page().find(id="fig-etf-btc-net")
    assert isinstance(section, bs4.Tag)
    time = section.select_one("time")
    assert time is not None
    assert (time["datetime"], time.get_text()) == ("2025-11-03", "Nov. 3, 2025")


def test_sources_that_disagree_are_named_with_their_range() -> None:
    told = dict(rows(page(), "fig-prices-eth-usd"))
    assert told["Agreement"] == (
        "Checked by one other source: Coinpaprika. 0 of 1 within the tolerance (0.5%). "
        "They range from $3,600 to $3,634."
    )


def test_sources_that_agree_are_named_without_a_range() -> None:
    agreed = receipt(
        *("prices.btc.usd", "100", "usd"),
        *(reading(name, name.title(), "100") for name in ("first", "second", "third")),
        agreement=Agreement(checked=2, within=2, low=Decimal(100), high=Decimal(100), tolerance="0.5%"),
    )
    told = dict(rows(page(RECEIPTS.model_copy(update={"receipts": (agreed,)})), "fig-prices-btc-usd"))
    assert told["Agreement"] == "Checked by two other sources: Second, Third. 2 of 2 within the tolerance (0.5%)."


def test_a_derived_figure_links_the_figures_it_was_computed_from() -> None:
    told = dict(rows(page(), "fig-prices-btc-from_high"))
    assert told == {
        "Unit": "percent",
        "Formula": "100 * (prices.btc.usd / btc.high[2025-10-06] - 1)",
        "Computed from": "prices.btc.usd, btc.high[2025-10-06]",
    }
    assert [a["href"] for a in page().select("#fig-prices-btc-from_high dd a")] == ["#fig-prices-btc-usd"]


def test_a_reading_behind_a_derived_figure_does_not_borrow_its_unit() -> None:
    derived = receipt("a.change", "-3.2", "percent", reading("x", "X", "103849"), formula="f", inputs=("a.usd",))
    told = dict(rows(page(RECEIPTS.model_copy(update={"receipts": (derived,)})), "fig-a-change"))
    assert told["Value"] == "103,849, Nov. 4, 2025, 12:00 UTC"


@pytest.mark.parametrize(
    ("provenance", "banner"),
    [
        ("reconstructed", ["This edition was reconstructed from published reports."]),
        ("specimen", ["Specimen: invented figures."]),
        ("recorded", []),
        ("stored", []),
    ],
)
def test_a_banner_says_what_was_not_recorded(provenance: str, banner: list[str]) -> None:
    parsed = page(RECEIPTS.model_copy(update={"provenance": provenance}))
    assert [strong.get_text() for strong in parsed.select(".notice strong")] == banner


def test_an_assumption_is_told() -> None:
    parsed = page(RECEIPTS.model_copy(update={"assumption": "The reports were current at 12:00 UTC."}))
    assert parsed.select(".notice")[1].get_text() == "The reports were current at 12:00 UTC."


def test_text_and_addresses_from_outside_cannot_run() -> None:
    evil = reading("x", "<b onclick=x>X</b>", "1", page="javascript:alert(1)", url="JAVASCRIPT:alert(1)", path="</dd>")
    parsed = page(RECEIPTS.model_copy(update={"receipts": (receipt("a.b", "1", "usd", evil),)}))
    assert parsed.select("b, [onclick], a[href^='j' i]") == []
    assert dict(rows(parsed, "fig-a-b"))["Place"] == "</dd>"


def test_every_receipt_that_a_post_links_to_is_on_the_page() -> None:
    anchors = {tag["id"] for tag in page().select("section.receipt")}
    body = bs4.BeautifulSoup(site()["2025/11/04/daily-crypto-market-brief/index.html"].decode(), "html.parser")
    linked = {str(a["href"]).partition("#")[2] for a in body.select('[data-post-body] a[href*="/receipts/"]')}
    assert linked == anchors - {"fig-prices-btc-from_high"}


def test_the_page_written_for_jekyll_is_the_page_of_our_own_site() -> None:
    written = receipts_page(RECEIPTS, Frame(SETTINGS, templates(), texts=TEXTS)).encode()
    assert site()[f"receipts/{RECEIPTS.edition}/index.html"] == written


def test_an_edition_without_figures_says_so() -> None:
    assert "This edition prints no figures." in page(RECEIPTS.model_copy(update={"receipts": ()})).get_text()


def test_an_edition_without_receipts_links_to_none() -> None:
    files = site(posts=(post("2025-11-04-x", "x", "x\n"),))
    assert b"eceipts/" not in files["2025/11/04/x/index.html"] + files["index.html"]


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        ("-186500000", "usd", "−$186,500,000"),
        ("0.5021", "usd", "$0.5021"),
        ("1.37E+9", "usd", "$1,370,000,000"),
        ("-3.20", "percent", "−3.20%"),
        ("1", "points", "1 percentage point"),
        ("-0.4", "points", "−0.4 percentage points"),
        ("4", "days", "4 days"),
        ("1", "days", "1 day"),
        ("21", "index", "21"),
        ("1234", "count", "1,234"),
        ("0", "usd", "$0"),
    ],
)
def test_a_receipt_prints_every_digit(value: str, unit: str, shown: str) -> None:
    assert exact(Decimal(value), unit) == shown  # type: ignore[arg-type]
