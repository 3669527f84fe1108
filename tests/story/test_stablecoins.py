"""Stablecoins: a coin off its peg is told, a month only from a whole record, and nothing is compared across a hole."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from story_samples import TODAY, daily, figure, ledger, reading

from brief.models import Figure, Series
from brief.models.blocks import StablecoinBlock
from brief.story.confidence import confidence
from brief.story.ledger import Ledger
from brief.story.stablecoins import stablecoin_block

YESTERDAY = TODAY - timedelta(days=1)
TOTAL = "stablecoins.total.supply"


def supply(symbol: str, value: str, day: date = YESTERDAY) -> Figure:
    return figure(reading(f"stablecoins.{symbol}.supply", value, as_of=day))


def price(symbol: str, value: str) -> Figure:
    return figure(reading(f"stablecoins.{symbol}.price", value))


def whole(found: Figure | None) -> int | None:
    return int(found.value) if found else None


def edge(symbol: str, end: str, value: str) -> Figure:
    return figure(reading(f"stablecoins.{symbol}.kraken.{end}_24h", value, source="kraken"))


def told(book: Ledger) -> StablecoinBlock:
    found = stablecoin_block(book)
    assert found is not None
    return found


def block(*figures: Figure, series: tuple[Series, ...] = ()) -> StablecoinBlock:
    return told(ledger(*figures, series={each.name: each for each in series}))


def months(*steps: int, last: date = YESTERDAY) -> Series:
    """A total that moves by so much within each whole month up to that of `last`, and not since."""
    first = last.replace(day=1)
    for _ in steps:
        first = (first - timedelta(days=1)).replace(day=1)
    values, value, day, left = [], 100_000, first, list(steps)
    while day <= last:
        values.append(str(value))
        after = day + timedelta(days=1)
        if after.day == 1:
            value += left.pop(0)
        day = after
    return daily(TOTAL, *values, last=last)


def ending(series: Series) -> StablecoinBlock:
    """The section of a night whose total is the last of a series."""
    last = series.points[-1]
    return block(supply("total", str(last.value), last.day), series=(series,))


def test_without_a_stablecoin_there_is_no_section() -> None:
    assert stablecoin_block(ledger(figure(reading("prices.btc.usd", "100")))) is None


def test_a_supply_is_compared_with_seven_and_thirty_days_before() -> None:
    past = daily(TOTAL, "80", *["90"] * 22, "95", *["97"] * 6, "100")
    total = block(supply("total", "100"), series=(past,)).total
    assert total
    assert total.week
    assert total.month
    assert (total.week.amount.value, total.month.amount.value) == (Decimal(5), Decimal(20))
    assert total.month.percent.value == Decimal(25)


def test_nothing_is_compared_across_a_day_without_a_figure() -> None:
    past = daily(TOTAL, *["90"] * 8, "100")
    holed = past.model_copy(update={"points": (*past.points[:4], *past.points[5:])})
    total = block(supply("total", "100"), series=(holed,)).total
    assert total
    assert total.week is None


def test_where_another_vendor_counted_tonight_nothing_is_compared() -> None:
    past = daily(TOTAL, *["90"] * 40, "100", source="two")
    found = block(supply("total", "100"), series=(past,))
    assert found.total
    assert (found.total.week, found.months, found.lowest) == (None, None, None)


def test_a_month_of_growth_is_told_with_the_months_in_a_row() -> None:
    note = ending(months(-1, 2, 3, 4)).months
    assert note
    assert (note.month, whole(note.change.amount), whole(note.run), note.ended) == (date(2025, 10, 1), 4, 3, None)


def test_the_first_contraction_names_the_last_one_before_it() -> None:
    note = ending(months(-1, 2, 3, 4, -5)).months
    assert note
    assert (whole(note.change.amount), whole(note.run), note.ended) == (-5, 3, date(2025, 6, 1))


@pytest.mark.parametrize(
    "steps",
    [
        (2, 3, 4, -5),  # where growth began is not on record
        (-1, 2, 3, -5),  # two months are no run
        (-1, 2, 3),
        (-1, 2, 0, 4, -5),  # a month that stood still is neither
        (3, 2, 1),
    ],
)
def test_a_run_that_is_short_or_not_proven_is_not_told(steps: tuple[int, ...]) -> None:
    note = ending(months(*steps)).months
    assert note
    assert (whole(note.change.amount), note.run, note.ended) == (steps[-1], None, None)


def test_a_hole_in_the_record_hides_the_run_and_not_the_month() -> None:
    past = months(-1, 2, 3, 4)
    gone = date(2025, 8, 9)
    holed = past.model_copy(update={"points": tuple(point for point in past.points if point.day != gone)})
    note = ending(holed).months
    assert note
    assert (whole(note.change.amount), note.run) == (4, None)


def test_a_month_is_news_in_the_first_days_of_the_next_and_only_if_it_is_whole() -> None:
    late = months(1, last=YESTERDAY - timedelta(days=4))  # the last count is of Oct. 30: October is not over
    assert ending(late).months is None
    assert ending(months(1)).months is not None


def test_a_price_far_from_a_dollar_is_told_and_one_near_it_is_not() -> None:
    found = block(price("usdt", "0.9951"), price("usde", "0.995"), price("dai", "1.0051"))
    assert {row.symbol: row.off for row in found.coins} == {"USDT": False, "USDe": True, "DAI": True}
    deviations = {row.symbol: row.deviation.value for row in found.coins if row.deviation}
    assert deviations == {"USDT": Decimal("-0.49"), "USDe": Decimal("-0.5"), "DAI": Decimal("0.51")}


def test_a_price_that_sources_disagree_on_has_no_deviation() -> None:
    readings = [
        reading("stablecoins.usdt.price", value, source=source) for source, value in (("a", "0.97"), ("b", "1"))
    ]
    book = ledger(figure(*readings, low="0.97", high="1", within=0))
    (row,) = told(book).coins
    assert (row.deviation, row.off) == (None, False)
    sure = confidence(book, None, None, [told(book)])
    assert [one.what for one in sure.disagreements] == ["the price of USDT"]


def test_the_furthest_from_a_dollar_may_lie_on_either_side() -> None:
    below = block(price("usdt", "1"), edge("usdt", "low", "0.9984"), edge("usdt", "high", "1.0003"))
    above = block(price("usdt", "1"), edge("usdt", "low", "0.9998"), edge("usdt", "high", "1.0009"))
    assert [row.furthest.value for found in (below, above) for row in found.coins if row.furthest] == [
        Decimal("0.16"),
        Decimal("0.09"),
    ]


def closes(dollars: str, coins: str, last: date = YESTERDAY) -> tuple[Series, Series]:
    return (
        daily("prices.btc.coinbase.close", dollars, last=last, source="coinbase"),
        daily("prices.btc.binance.close", coins, last=last, source="binance-klines"),
    )


def test_two_closes_of_bitcoin_price_tether_where_nobody_does() -> None:
    found = block(supply("total", "100"), series=closes("99960", "100000")).implied
    assert found
    assert (found.price.value, found.deviation.value, found.day) == (Decimal("0.9996"), Decimal("-0.04"), YESTERDAY)
    assert found.price.sources == ("coinbase", "binance-klines")


def test_closes_of_another_day_and_venues_far_apart_tell_nothing_of_tether() -> None:
    total = supply("total", "100")
    assert block(total, series=closes("99960", "100000", YESTERDAY - timedelta(days=1))).implied is None
    assert block(total, series=closes("99500", "100000")).implied is None
    assert block(total, price("usdt", "0.9997"), series=closes("99960", "100000")).implied is None
    assert block(total, series=closes("99960", "100000")[:1]).implied is None


def test_a_low_is_told_and_a_high_of_what_always_grows_is_not() -> None:
    low = daily(TOTAL, "90", *["100"] * 40, "95")
    high = daily(TOTAL, "100", *["90"] * 40, "95")
    lows = [block(supply("total", "95"), series=(past,)).lowest for past in (low, high)]
    assert lows[0]
    assert lows[0].found == YESTERDAY - timedelta(days=41)
    assert lows[1] is None


def test_coins_stand_by_their_supply() -> None:
    found = block(supply("dai", "5"), supply("usdt", "180"), price("usde", "1"))
    assert [row.symbol for row in found.coins] == ["USDT", "DAI", "USDe"]
    assert found.dashes
