"""Two sources, one number in print: the first one's, checked; never an average, never yesterday against today."""

from datetime import date, timedelta
from decimal import Decimal

from collect_tools import AT, reading, settings
from hypothesis import given
from hypothesis import settings as trials
from hypothesis import strategies as st

from brief.collect.reconcile import Reconciled, reconcile
from brief.config import Config
from brief.models import Agreement, Reading

FRIDAY, MONDAY = date(2025, 10, 31), date(2025, 11, 3)


def config(rule: str = "{tolerance: 0.5%}") -> Config:
    return settings("alpha", "beta", "gamma", top=f'figures: {{"prices.*": {rule}}}')


def compared(*readings: Reading, rule: str = "{tolerance: 0.5%}") -> Reconciled:
    return reconcile(readings, config(rule))


def agreement(*readings: Reading, rule: str = "{tolerance: 0.5%}") -> Agreement:
    return compared(*readings, rule=rule).figures["prices.btc.usd"].agreement


def numbers(told: Agreement) -> Agreement:
    """Without who was asked and the spread, which have a test of their own."""
    return told.model_copy(update={"asked": (), "answered": (), "spread": None})


def test_the_first_source_gives_the_value_and_the_others_check_it() -> None:
    rows = [reading("beta", "100.4"), reading("gamma", "100.5"), reading("alpha", "100")]
    figure = compared(*rows).figures["prices.btc.usd"]
    assert (figure.value, figure.sources) == (Decimal(100), ("alpha", "beta", "gamma"))
    assert figure.readings == (rows[2], rows[0], rows[1])
    assert numbers(figure.agreement) == Agreement(checked=2, within=2, tolerance="0.5%")


def test_beyond_the_tolerance_the_range_over_all_sources_is_kept() -> None:
    told = agreement(reading("alpha", "100"), reading("beta", "100.4"), reading("gamma", "99"))
    assert numbers(told) == Agreement(checked=2, within=1, low=Decimal(99), high=Decimal("100.4"), tolerance="0.5%")


def test_who_was_asked_who_answered_and_how_far_they_lie_apart_is_told() -> None:
    rows = reading("alpha", "100"), reading("gamma", "103")
    told = reconcile(rows, config(), {"alpha": (), "beta": (), "gamma": ()}).figures["prices.btc.usd"].agreement
    assert (told.asked, told.answered) == (("alpha", "beta", "gamma"), ("alpha", "gamma"))
    assert (told.agreeing, told.spread) == (1, Decimal(3))  # 103 / 100 - 1


def test_a_source_was_not_asked_about_what_a_replay_has_no_answer_to() -> None:
    told = reconcile([reading("alpha", "100")], config(), {"alpha": (), "beta": ("btc",)})
    assert told.figures["prices.btc.usd"].agreement.asked == ("alpha",)


def test_percentages_lie_apart_by_points_and_amounts_around_zero_by_nothing() -> None:
    rows = reading("alpha", "-4", unit="percent"), reading("beta", "1", unit="percent")
    assert agreement(*rows, rule="{tolerance: 2 points}").spread == Decimal(5)
    assert agreement(reading("alpha", "-4"), reading("beta", "1")).spread is None


def test_the_edge_of_the_tolerance_is_inside() -> None:
    assert agreement(reading("alpha", "100"), reading("beta", "100.5")).within == 1
    assert agreement(reading("alpha", "-100"), reading("beta", "-99.5")).within == 1
    assert agreement(reading("alpha", "100"), reading("beta", "100.5000001")).within == 0
    assert agreement(reading("alpha", "0"), reading("beta", "0.01")).within == 0


def test_an_absolute_tolerance_is_in_the_figure_s_own_unit() -> None:
    rule = "{tolerance: 2 points}"
    rows = reading("alpha", "4", unit="percent"), reading("beta", "6", unit="percent")
    assert numbers(agreement(*rows, rule=rule)) == Agreement(checked=1, within=1, tolerance="2 points")
    misplaced = compared(reading("alpha", "4"), reading("beta", "6"), rule=rule)
    assert numbers(misplaced.figures["prices.btc.usd"].agreement) == Agreement()
    assert misplaced.notes == (
        "prices.btc.usd was not compared between sources: its tolerance in sources.yaml, 2 points, is not in usd.",
    )


def test_different_methods_are_counted_and_named_but_give_no_range() -> None:
    rows = reading("alpha", "100"), reading("beta", "120")
    figure = compared(*rows, rule="{tolerance: 0.5%, methods: differ}").figures["prices.btc.usd"]
    assert numbers(figure.agreement) == Agreement(checked=1, within=0, tolerance="0.5%")
    assert figure.sources == ("alpha", "beta")


def test_without_a_tolerance_any_difference_shows() -> None:
    told = agreement(reading("alpha", "100"), reading("beta", "100.01"), rule="{methods: differ}")
    assert told.disagrees


def test_a_dated_figure_is_compared_on_its_own_day_only() -> None:
    late = compared(reading("alpha", "5", MONDAY), reading("beta", "9", FRIDAY)).figures["prices.btc.usd"]
    assert (late.value, late.sources, numbers(late.agreement)) == (Decimal(5), ("alpha",), Agreement())
    ahead = compared(
        reading("alpha", "5", FRIDAY),
        reading("beta", "9", MONDAY),
        reading("beta", "5", FRIDAY),
    ).figures["prices.btc.usd"]
    assert (ahead.as_of, ahead.value, ahead.agreement.within) == (FRIDAY, Decimal(5), 1)


def test_the_newest_reading_of_a_source_speaks_for_it() -> None:
    hour = timedelta(hours=1)
    figure = compared(
        reading("alpha", "1", AT - hour), reading("alpha", "2", AT), reading("beta", "2", AT - hour)
    ).figures["prices.btc.usd"]
    assert (figure.value, figure.as_of, figure.agreement.within) == (Decimal(2), AT, 1)


def test_an_impossible_value_is_refused_and_the_next_source_steps_in() -> None:
    told = compared(reading("alpha", "-1"), reading("beta", "100"), rule="{impossible: {below: 0}}")
    figure = told.figures["prices.btc.usd"]
    assert (figure.value, figure.sources) == (Decimal(100), ("beta",))
    assert [reading.source for reading in told.readings] == ["beta"]
    assert [(gap.source, gap.fills, gap.why) for gap in told.gaps] == [
        (
            "alpha",
            "prices.btc.usd",
            (
                "alpha gave prices.btc.usd as -1 usd (2025-11-04T00:06:00Z), which is impossible (below 0); "
                "it was not taken."
            ),
        )
    ]


def test_an_unusual_value_is_printed_and_reported() -> None:
    told = compared(reading("alpha", "600"), rule="{unusual: {above: 500}}")
    assert told.figures["prices.btc.usd"].value == Decimal(600)
    assert told.notes == ("prices.btc.usd is 600 usd by alpha, unusual (above 500); it is printed.",)


def test_two_units_are_never_compared() -> None:
    told = compared(reading("alpha", "4", unit="percent"), reading("beta", "4", unit="points"))
    assert told.figures["prices.btc.usd"].sources == ("alpha",)
    assert told.notes == ("beta gives prices.btc.usd in points, alpha in percent; they were not compared.",)


@trials(deadline=None)
@given(st.permutations(range(6)))
def test_the_order_of_readings_changes_nothing(order: list[int]) -> None:
    rows = [
        reading("alpha", "100", MONDAY),
        reading("alpha", "90", FRIDAY),
        reading("beta", "103", MONDAY),
        reading("gamma", "99", MONDAY, figure="prices.eth.usd"),
        reading("gamma", "1", AT, figure="prices.doge.usd"),
        reading("beta", "-1", AT, figure="prices.doge.usd"),
    ]
    rule = "{impossible: {below: 0}}"
    straight, shuffled = compared(*rows, rule=rule), compared(*(rows[place] for place in order), rule=rule)
    assert straight.figures == shuffled.figures
    assert list(shuffled.figures) == ["prices.btc.usd", "prices.doge.usd", "prices.eth.usd"]
    assert straight.gaps == shuffled.gaps
