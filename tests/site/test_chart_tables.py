"""The figures of a chart as rows: all of them, newest first, spelled like the post spells them."""

import bs4
from chart_samples import chart
from site_sample import HOSTILE_TITLE, templates

from brief.site.charts import data_table, rows


def test_every_day_has_a_row_and_a_day_without_a_figure_says_so() -> None:
    flows = chart(["-186500000", None, "0", "1210000000"], shape="bars", flow=True)
    assert [(row.day, row.iso, row.value) for row in rows(flows)] == [
        ("Aug. 9, 2025", "2025-08-09", "+$1.21 billion"),
        ("Aug. 8, 2025", "2025-08-08", "$0"),
        ("Aug. 7, 2025", "2025-08-07", ""),
        ("Aug. 6, 2025", "2025-08-06", "−$186.5 million"),
    ]
    page = bs4.BeautifulSoup(data_table(flows, templates()), "html.parser")
    assert [cell.get_text() for cell in page.select("td")] == ["+$1.21 billion", "$0", "no figure", "−$186.5 million"]


def test_a_price_is_exact_and_an_index_has_no_sign() -> None:
    assert [row.value for row in rows(chart(["103849", "106583.04"]))] == ["$106,583.04", "$103,849"]
    assert [row.value for row in rows(chart(["42", "21"], unit="index"))] == ["21", "42"]


def test_the_table_is_folded_and_read_out_with_its_heads() -> None:
    page = bs4.BeautifulSoup(data_table(chart([1, 2], title=HOSTILE_TITLE), templates()), "html.parser")
    (details,) = page.select("details.data")
    assert not details.has_attr("open")
    assert details.select_one("summary").get_text() == f"Show data: {HOSTILE_TITLE}"  # type: ignore[union-attr]
    assert [head["scope"] for head in page.select("thead th")] == ["col", "col"]
    assert [head["scope"] for head in page.select("tbody th")] == ["row", "row"]
    assert page.select_one("caption") is not None
    assert not page.select("script, b, [style]")
