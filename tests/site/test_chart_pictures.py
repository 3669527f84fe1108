"""What a reader sees in a chart is what the figures are: zero is there, a hole is a hole, no word is markup."""

import base64
import hashlib
import re
from decimal import Decimal
from xml.etree import ElementTree as ET

import jinja2
import pytest
from chart_samples import chart
from hypothesis import given, settings
from hypothesis import strategies as st
from site_sample import HOSTILE_TITLE, templates

from brief.models.chart import Chart, ChartSource
from brief.site.charts import sparkline, style, style_hash, svg

SVG = "{http://www.w3.org/2000/svg}"
LOOK = templates()
WALK = [Decimal(100_000 + (i * 7919) % 24_000) for i in range(365)]


def drawn(one: Chart) -> ET.Element:
    return ET.fromstring(svg(one, LOOK))  # noqa: S314 - our own


def of_class(picture: ET.Element, name: str) -> list[ET.Element]:
    return [element for element in picture.iter() if element.get("class") == name]


def labels(picture: ET.Element) -> list[str]:
    return [element.text or "" for element in of_class(picture, "label")]


def printed(picture: ET.Element) -> str:
    return " ".join(" ".join(element.itertext()) for element in picture.iter(f"{SVG}text"))


def bars(picture: ET.Element, name: str) -> list[tuple[Decimal, Decimal]]:
    """From where to where each bar goes."""
    paths = "".join(path.get("d", "") for path in of_class(picture, name))
    return [(Decimal(start), Decimal(end)) for start, end in re.findall(r"M\S+ ([\d.]+)V([\d.]+)h", paths)]


def zero_line(picture: ET.Element) -> Decimal:
    (zero,) = of_class(picture, "zero")
    found = re.fullmatch(r"M14 ([\d.]+)H[\d.]+", zero.get("d", ""))
    assert found
    return Decimal(found[1])


def test_bars_start_at_a_zero_line_and_go_both_ways() -> None:
    picture = drawn(chart([300_000_000, -186_500_000, 1_200_000_000], shape="bars", flow=True))
    zero = zero_line(picture)
    ins, outs = bars(picture, "in"), bars(picture, "out")
    assert [start for start, _ in (*ins, *outs)] == [zero] * 3
    assert all(end < zero for _, end in ins)
    assert all(end > zero for _, end in outs)
    sizes = [zero - ins[0][1], outs[0][1] - zero, zero - ins[1][1]]
    assert abs(sizes[0] / sizes[2] - Decimal("0.25")) < Decimal("0.01")
    assert abs(sizes[1] / sizes[2] - Decimal("0.1554")) < Decimal("0.01")
    assert "$0" in labels(picture)
    (pattern,) = picture.iter(f"{SVG}pattern")
    (out,) = of_class(picture, "out")
    assert out.get("fill") == f"url(#{pattern.get('id')})"


@pytest.mark.parametrize("values", [[50, 60, 70], [-50, -60, -70], [0, 0, 0], [5, 5, 5]])
def test_a_flow_has_a_zero_line_whatever_its_sign(values: list[int]) -> None:
    for shape in ("bars", "line"):
        picture = drawn(chart(values, shape=shape, flow=True))
        assert zero_line(picture) > 0
        assert "$0" in labels(picture)


def test_a_line_of_prices_says_by_its_ticks_that_it_does_not_start_at_zero() -> None:
    picture = drawn(chart(["106583.04", "124658.54", "106431.68"]))
    assert not of_class(picture, "zero")
    assert labels(picture)[0] == "$105K"


def test_a_missing_day_breaks_the_line_and_is_shaded_and_told() -> None:
    picture = drawn(chart([10, 12, None, None, 11, None, 13]))
    (line,) = of_class(picture, "line")
    pieces = line.get("d", "").split("M")[1:]
    assert [len(re.findall(r"[\d.]+ [\d.]+", piece)) for piece in pieces] == [2, 1, 1]
    assert [piece.endswith("h0") for piece in pieces] == [False, True, True]
    assert len(of_class(picture, "hole")) == 2
    assert "Shaded: no figure." in printed(picture)
    assert "no figure" not in printed(drawn(chart([10, 12])))


def test_a_day_without_a_flow_is_no_zero_flow() -> None:
    with_hole = drawn(chart([10, None, -3], shape="bars", flow=True))
    with_zero = drawn(chart([10, 0, -3], shape="bars", flow=True))
    assert (len(bars(with_hole, "in")), len(of_class(with_hole, "hole"))) == (1, 1)
    assert (len(bars(with_zero, "in")), len(of_class(with_zero, "hole"))) == (2, 0)


def test_an_index_is_drawn_on_its_whole_scale() -> None:
    assert labels(drawn(chart([42, 21, 50], unit="index")))[:5] == ["0", "25", "50", "75", "100"]


def test_one_point_is_a_dot_and_no_point_no_chart() -> None:
    picture = drawn(chart([103_849]))
    assert len(of_class(picture, "dot")) == 1
    assert "$103,849" in printed(picture)
    assert svg(chart([]), LOOK) == ""
    assert svg(chart([None, None]), LOOK) == ""


def test_title_source_day_and_what_is_invented_are_printed_in_the_picture() -> None:
    sources = (
        ChartSource(cite="Binance", credit="Prices from Binance"),
        ChartSource(cite="Kraken"),
        ChartSource(cite="A Vendor", credit="Data under CC BY."),
    )
    words = printed(drawn(chart([1, 2], sources=sources, note="Specimen: invented figures.")))
    assert "Bitcoin’s daily close" in words
    for sentence in ("Prices from Binance.", "Source: Kraken.", "Source: A Vendor.", "Data under CC BY."):
        assert sentence in words
    assert "As of Aug. 7, 2025." in words
    assert "Specimen: invented figures." in words


def test_those_who_do_not_see_it_are_told_what_it_shows() -> None:
    picture = drawn(chart([100, 90, 120]))
    names = (picture.get("aria-labelledby") or "").split()
    assert picture.get("role") == "img"
    told = {element.get("id"): element.text for element in picture if element.tag in (f"{SVG}title", f"{SVG}desc")}
    assert [told[name] for name in names] == [
        "Bitcoin’s daily close, last 90 days",
        "From $100 on Aug. 6 to $120 on Aug. 8, 2025; lowest $90 on Aug. 7, highest $120 on Aug. 8.",
    ]


@pytest.mark.parametrize(
    "text", [HOSTILE_TITLE, "x" * 300, "]]></style><script>alert(1)</script>", "\x00\x0b\ufffe a", ""]
)
def test_no_word_of_others_becomes_markup(text: str) -> None:
    hostile = chart([1, None, 3], title=text, sources=(ChartSource(cite=text, credit=text),), note=text)
    picture = drawn(hostile)
    tags = {element.tag.removeprefix(SVG) for element in picture.iter()}
    assert tags <= {"svg", "title", "desc", "style", "rect", "path", "text", "tspan", "circle"}


def test_nothing_in_it_needs_more_of_a_policy_than_the_hash_of_its_one_style() -> None:
    pictures = [svg(chart(WALK[:90]), LOOK), svg(chart([1, -2, 3], shape="bars", flow=True, unit="usd"), LOOK)]
    for picture in pictures:
        (inside,) = re.findall(r"<style>(.*?)</style>", picture, re.DOTALL)
        assert inside == style(LOOK)
        assert f"'sha256-{base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()}'" == style_hash(LOOK)
        assert not re.search(r"\sstyle=|<script|\son\w+=|href=", picture)
    assert "prefers-color-scheme:dark" in style(LOOK)


@pytest.mark.parametrize(("days", "most"), [(90, 4096), (365, 10_240)])
def test_a_chart_is_small_and_always_the_same_bytes(days: int, most: int) -> None:
    one = chart(WALK[:days])
    assert len(svg(one, LOOK).encode()) <= most
    assert svg(one, LOOK) == svg(Chart.model_validate_json(one.model_dump_json()), templates())
    assert not re.search(r"\d\.\d\d+[\s\"hVz]", re.sub(r"<style>.*</style>", "", svg(one, LOOK), flags=re.DOTALL))


ANY = st.decimals(-(10**20), 10**20, allow_nan=False, allow_infinity=False)


@settings(max_examples=60)
@given(
    st.lists(st.none() | ANY, max_size=40),
    st.sampled_from(["line", "bars"]),
    st.sampled_from(["usd", "percent", "index", "count", "coin", "ratio", "points", "days"]),
    st.booleans(),
)
def test_every_mark_stays_in_the_picture(values: list[Decimal | None], shape: str, unit: str, flow: bool) -> None:
    one = chart(values, shape=shape, unit=unit, flow=flow)  # type: ignore[arg-type]
    text = svg(one, LOOK)
    if not any(value is not None for value in values):
        assert text == ""
        return
    picture = ET.fromstring(text)  # noqa: S314 - our own
    _, _, width, height = map(Decimal, (picture.get("viewBox") or "").split())
    for line in of_class(picture, "line"):
        for x, y in re.findall(r"([-\d.]+) ([-\d.]+)", line.get("d", "")):
            assert 0 <= Decimal(x) <= width
            assert 0 <= Decimal(y) <= height
    for start, end in (*bars(picture, "in"), *bars(picture, "out")):
        assert 0 <= min(start, end) <= max(start, end) <= height
    for element in picture.iter(f"{SVG}text"):
        assert 0 <= Decimal(element.get("y") or 0) <= height


def test_a_sparkline_is_hidden_where_its_figures_stand_beside_it_and_has_words_where_not() -> None:
    points = chart([1, 2, None, 4]).points
    assert 'aria-hidden="true"' in sparkline(points, LOOK)
    with_words = sparkline(points, LOOK, words='Up & "away"', from_zero=True)
    picture = ET.fromstring(with_words)  # noqa: S314 - our own
    assert (picture.get("role"), picture.get("aria-label")) == ("img", 'Up & "away"')
    assert [path.get("d", "").count("M") for path in picture.iter("path")] == [1, 2]
    assert sparkline(chart([1]).points, LOOK) == ""
    assert sparkline(chart([None, None]).points, LOOK) == ""
    ET.fromstring(sparkline(chart([5, 5, 5]).points, LOOK))  # noqa: S314 - our own


def test_an_owner_may_draw_charts_in_colours_of_his_own() -> None:
    own = jinja2.Environment(
        loader=jinja2.ChoiceLoader(
            [jinja2.DictLoader({"chart-style.css.j2": ".line{stroke:red}"}), LOOK.loader or jinja2.DictLoader({})]
        ),
        autoescape=True,
    )
    own.filters |= LOOK.filters
    assert "<style>.line{stroke:red}</style>" in svg(chart([1, 2]), own)
    assert style_hash(own) != style_hash(LOOK)
