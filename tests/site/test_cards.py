"""The card is the brief to whoever never opens it: nothing on it may be cut, boxed, misread or different next time."""

from datetime import date
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from brief.site.cards import ACCENT, INK, MARGIN, PAPER, Fonts, card
from brief.site.key_figures import KeyFigure
from brief.site.lettering import Face
from brief.site.sharing import HEIGHT, WIDTH, alt_text
from brief.store.fonts import packaged_fonts

FONTS = Fonts(*packaged_fonts())
DAY = date(2025, 11, 4)
SITE = "Daily Crypto Market Brief"
TITLE = f"{SITE} – Four Sessions of Bitcoin Fund Outflows: $1.37B Liquidated, BTC Near $104K"
FIGURES = (
    KeyFigure(
        figure="prices.btc.usd", name="Bitcoin", value="$103,849", change="−3.2% in 24 h", direction="down", as_of=DAY
    ),
    KeyFigure(
        figure="etf.btc.net",
        name="Bitcoin funds",
        value="−$186.5 million",
        change="fourth outflow in a row",
        note="session of Nov. 3",
        direction="down",
        as_of=DAY,
    ),
    KeyFigure(
        figure="liquidations.observed_24h",
        name="Liquidations",
        value="at least $20.9 million",
        change="in 24 h",
        note="on six venues",
        as_of=DAY,
    ),
)
MEDIUM = Face(FONTS.medium)


def picture(png: bytes) -> Image.Image:
    return Image.open(BytesIO(png)).convert("RGB")


def inked(image: Image.Image, box: tuple[int, int, int, int]) -> bool:
    return image.crop(box).getcolors(1 << 20) != [((box[2] - box[0]) * (box[3] - box[1]), PAPER)]


def test_the_same_brief_has_the_same_card_and_every_figure_shows() -> None:
    first = card(SITE, TITLE, DAY, FIGURES, FONTS)
    assert card(SITE, TITLE, DAY, FIGURES, FONTS) == first
    others = [
        card("Another Brief", TITLE, DAY, FIGURES, FONTS),
        card(SITE, TITLE + "!", DAY, FIGURES, FONTS),
        card(SITE, TITLE, date(2025, 11, 5), FIGURES, FONTS),
        card(SITE, TITLE, DAY, FIGURES, FONTS, notice="Specimen"),
        card(SITE, TITLE, DAY, FIGURES[:2], FONTS),
        card(SITE, TITLE, DAY, (), FONTS),
        *(
            card(SITE, TITLE, DAY, (FIGURES[0].model_copy(update=update), *FIGURES[1:]), FONTS)
            for update in (
                {"name": "Bitcoln"},
                {"value": "$103,848"},
                {"change": "+3.2% in 24 h"},
                {"note": "x"},
                {"direction": "up"},
                {"direction": ""},
            )
        ),
    ]
    assert len({first, *others}) == 1 + len(others)


def test_a_card_is_small_and_of_the_size_that_is_shared() -> None:
    png = card(SITE, TITLE, DAY, FIGURES, FONTS)
    image = Image.open(BytesIO(png))
    assert (image.size, image.mode, len(png) <= 40_000) == ((1200, 630), "P", True)
    colours = {colour for _, colour in picture(png).getcolors(256) or []}
    assert {PAPER, INK, ACCENT} <= colours
    assert len(colours) <= 16


LONG = ("Bitcoin", "Outflows", "Liquidated,", "$1.37B", "Supercalifragilisticexpialidocious", "a", "–", "日本", "🚀")


@settings(max_examples=25)
@given(st.lists(st.sampled_from(LONG), max_size=60), st.booleans())
def test_no_title_reaches_the_edges_or_the_figures(words: list[str], with_figures: bool) -> None:
    png = card(SITE, " ".join(words), DAY, FIGURES if with_figures else (), FONTS)
    image = picture(png)
    assert len(png) <= 40_000
    assert not inked(image, (0, 20, MARGIN - 8, HEIGHT))
    assert not inked(image, (WIDTH - MARGIN + 8, 20, WIDTH, HEIGHT))
    if with_figures:  # the white above the rule of the figures
        assert not inked(image, (0, 412, WIDTH, 423))


@settings(max_examples=60)
@given(st.lists(st.sampled_from(LONG[:6]), min_size=1, max_size=40), st.integers(40, 1200), st.sampled_from([32, 60]))
def test_lines_hold_all_words_in_order_within_the_width(words: list[str], width: int, size: int) -> None:
    lines = MEDIUM.lines(" ".join(words), size, width)
    assert "".join(lines).replace(" ", "") == "".join(words)
    widest = max(MEDIUM.width(word, size) for word in words)
    if widest <= width:
        assert " ".join(lines).split() == words
        assert all(MEDIUM.width(line, size) <= width for line in lines)
        greedy = 1
        used = 0
        for word in words:
            step = MEDIUM.width(word, size)
            if used and used + MEDIUM.width(" ", size) + step > width:
                greedy, used = greedy + 1, step
            else:
                used += step + (MEDIUM.width(" ", size) if used else 0)
        assert len(lines) == greedy


def test_a_long_title_gets_smaller_before_it_ends_early_and_then_ends_with_a_whole_word() -> None:
    assert MEDIUM.fitting("one two three", 30, 10_000) == "one two three"
    assert MEDIUM.fitting("one two three", 30, MEDIUM.width("one two …", 30)) == "one two …"
    assert MEDIUM.fitting("one", 30, 5) == ""


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("Bitcoin 🚀 up", "Bitcoin up"),
        ("比特币", ""),
        ("Złoty, Çağrı, Nguyễn", "Złoty, Çağrı, Nguyễn"),
        ("−3.2% → “x” … ½", "−3.2% – “x” … ½"),
        ("㎏ ①", "kg 1"),
        ("ḯ x\u0336", "i x"),
        ("a\u00a0b\u202ec\u200bd", "a bcd"),
    ],
)
def test_letters_that_the_font_lacks_are_never_boxes(written: str, printed: str) -> None:
    for face in (MEDIUM, Face(FONTS.regular)):
        assert face.printable(written) == printed


def test_a_title_that_is_mostly_unprintable_is_left_out() -> None:
    """ "BTC" alone, of a title in letters we lack, would be another title."""
    empty = card(SITE, "", DAY, FIGURES, FONTS)
    assert card(SITE, "比特币跌破十万四千美元 BTC", DAY, FIGURES, FONTS) == empty
    assert card(SITE, "Bitcoin 比特币 Falls", DAY, FIGURES, FONTS) == card(SITE, "Bitcoin Falls", DAY, FIGURES, FONTS)


def test_those_who_do_not_see_it_are_told_the_same() -> None:
    assert alt_text(SITE, TITLE, DAY, FIGURES) == (
        "Daily Crypto Market Brief, Nov. 4, 2025: Four Sessions of Bitcoin Fund Outflows: $1.37B Liquidated, BTC Near "
        "$104K. Bitcoin $103,849 (−3.2% in 24 h); Bitcoin funds −$186.5 million (fourth outflow in a row, session of "
        "Nov. 3); Liquidations at least $20.9 million (in 24 h, on six venues)."
    )
    assert alt_text("Brief", "Quiet", DAY, (), notice="Specimen: invented figures") == (
        "Brief, Specimen: invented figures, Nov. 4, 2025: Quiet."
    )
