"""Put any values into the night's published answers and the post follows, comparisons included.

The expected words are worked out here a second time, naively, from the shipped series and the changed answers.
"""

import csv
import re
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

import holidays
import pytest

from archives import change_bodies
from brief.collect.archive import Manifest
from brief.store import Store
from invented import SESSION, Invented
from nights import BUNDLED, EDITION, new_site, run_replay

RATE_DAY = date(2025, 10, 31)
"""The last day whose SOFR was out at noon."""
MONTHS = ("Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")


def stored(store: Store, name: str) -> dict[date, Decimal]:
    with (store.content / "_series" / f"{name}.csv").open(encoding="utf-8") as file:
        return {date.fromisoformat(row["day"]): Decimal(row["value"]) for row in csv.DictReader(file)}


def money(value: Decimal) -> str:
    size = abs(value)
    units = ((10**12, 2, "trillion", "999995e6"), (10**9, 2, "billion", "999950e3"), (10**6, 1, "million", "999999.5"))
    for unit, places, word, least in units:
        if size >= Decimal(least):  # what rounds to a thousand of the unit below is one of this
            return f"${(size / unit).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):,} {word}"
    return f"${size.quantize(Decimal(1), ROUND_HALF_UP):,}"


def signed(value: Decimal) -> str:
    return ("−" if value < 0 else "+" if value > 0 else "") + money(value)


def percent(value: Decimal) -> str:
    return f"{abs(value).quantize(Decimal('0.1'), ROUND_HALF_UP)}%"


def spelled(day: date) -> str:
    year = "" if day.year == BUNDLED.year else f", {day.year}"
    return f"{MONTHS[day.month - 1]} {day.day}{year}"


def market_days(first: date, last: date) -> list[date]:
    closed = holidays.financial_holidays("NYSE", years=range(first.year, last.year + 1))
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return [day for day in days if day.weekday() < 5 and day not in closed]


def words_of(store: Store) -> str:
    text = (store.content / "_posts" / f"{EDITION}.md").read_text(encoding="utf-8")
    body = re.sub(r"^\[\^.*$", "", text, flags=re.MULTILINE)
    return " ".join(re.sub(r"\[\^[^\]]+\]", "", body).replace("\\", "").replace("**", "").split())


SEEDS = [*range(6), *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(6, 60))]


@pytest.fixture(scope="module", params=SEEDS)
def changed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Invented, Store, str]:
    store = new_site(tmp_path_factory.mktemp("random"))
    invented = Invented(request.param)
    change_bodies(store, Manifest.read(store.archive(BUNDLED)), invented.change)
    run_replay(store)
    return invented, store, words_of(store)


Changed = tuple[Invented, Store, str]


def test_other_prices_reach_the_table_the_text_and_the_distance_from_the_high(changed: Changed) -> None:
    invented, store, words = changed
    price = f"${invented.btc:,.2f}".removesuffix(".00")
    assert f"| Bitcoin | {price} |" in words
    assert re.search(rf"Bitcoin .{{,60}}\b(to|at) {re.escape(price)}", words.split("Market Overview")[1])
    assert f"${invented.eth_low:,} to ${invented.eth_high:,}" in words
    assert f"a spread of {percent((invented.eth_high / invented.eth_low - 1) * 100)}" in words
    highs = stored(store, "prices.btc.binance.high")
    top = max(value for day, value in highs.items() if day > SESSION - timedelta(days=365))
    when = max(day for day, value in highs.items() if value == top)
    assert f"{percent((invented.btc / top - 1) * 100)} below ${top:,.2f}, its {spelled(when)} high" in words
    closes = stored(store, "prices.btc.binance.close")
    mean = sum((closes[BUNDLED - timedelta(days=ago)] for ago in range(1, 201)), Decimal(0)) / 200
    side = "above" if invented.btc > mean else "below"
    average = f"${mean.quantize(Decimal(1), ROUND_HALF_UP):,}"
    assert f"Bitcoin is {percent((invented.btc / mean - 1) * 100)} {side} its 200-day average of {average} and" in words


def test_another_price_would_be_another_close(changed: Changed) -> None:
    invented, store, words = changed
    closes = stored(store, "prices.btc.binance.close")
    last = closes[SESSION]
    beyond = [d for d, v in closes.items() if (v <= invented.btc if invented.btc < last else v >= invented.btc)]
    side = "lowest" if invented.btc < last else "highest"
    claim = f"which would be its {side} daily close since {spelled(max(beyond))}"
    sessions = (BUNDLED - max(beyond)).days + 1
    with_the_move = invented.btc_change * (invented.btc - last) >= 0
    assert (claim in words) == (sessions >= 30 and with_the_move)


def test_another_total_reaches_the_text_and_another_price_the_title(changed: Changed) -> None:
    invented, _, words = changed
    assert f"Liquidations came to {money(Decimal(invented.liquidated))} in 24 hours" in words
    level = (invented.btc / 1000).quantize(Decimal(1), ROUND_HALF_UP)
    title = words.split('title: "')[1].split('" date')[0]
    assert re.search(rf"BTC (Near|Above|Below) \${level}K", title)


def test_another_index_is_compared_with_the_past_it_has(changed: Changed) -> None:
    invented, store, words = changed
    index = stored(store, "sentiment.fear_greed") | {
        SESSION: Decimal(invented.fear_before),
        BUNDLED: Decimal(invented.fear),
    }
    fell = invented.fear < invented.fear_before
    verbs = "edged down|fell|dropped|slid|plunged" if fell else "edged up|rose|climbed|jumped|surged"
    assert re.search(rf"(fell|rose|{verbs}) to {invented.fear} \(", words)
    day, reached = BUNDLED - timedelta(days=1), None
    while day in index:
        if index[day] <= invented.fear if fell else index[day] >= invented.fear:
            reached = day
            break
        day -= timedelta(days=1)
    sessions = (BUNDLED - reached).days + 1 if reached else 0
    claim = f"its {'lowest' if fell else 'highest'} since {spelled(reached)}" if reached else "since"
    sentence = words.split("index from 0 to 100,")[1].split("***")[0]
    assert (claim in sentence) == (sessions >= 14)


def side(now: Decimal, then: Decimal) -> str:
    return "more" if now > then else "less"


def test_another_supply_is_compared_with_the_weeks_and_the_months_before(changed: Changed) -> None:
    invented, store, words = changed
    supply = stored(store, "stablecoins.total.supply") | {SESSION: invented.supply}
    week, month = (supply[SESSION - timedelta(days=ago)] for ago in (7, 30))
    by_week = (
        f"{money(invented.supply - week)} ({percent((invented.supply / week - 1) * 100)}) {side(invented.supply, week)}"
    )
    by_month = f"{percent((invented.supply / month - 1) * 100)} {side(invented.supply, month)}"
    claim = (
        f"was {money(invented.supply)} on Nov. 3, {by_week} than seven days before and {by_month} than 30 days before"
    )
    assert claim in words
    day = SESSION - timedelta(days=1)
    while day in supply and supply[day] > invented.supply:
        day -= timedelta(days=1)
    assert (f"30 days before, its lowest since {spelled(day)}." in words) == ((SESSION - day).days + 1 >= 30)
    firsts = [value for day, value in sorted(supply.items()) if day.day == 1]
    changes = [later - earlier for earlier, later in pairwise(firsts)]
    run = next(n for n, change in enumerate(reversed(changes)) if change <= 0)
    assert (
        f"In October it grew by {money(changes[-1])} ({percent(changes[-1] / firsts[-2] * 100)}), the {run}th" in words
    )


def test_a_fall_of_a_protocol_is_told_from_a_fifth_on(changed: Changed) -> None:
    invented, _, words = changed
    claim = f"Balancer lost {abs(invented.balancer)}% of its value locked in a day, as was reported."
    assert (claim in words) == (invented.balancer <= -20)
    assert ("value locked" in words) == (invented.balancer <= -20)


@pytest.mark.parametrize("asset", ["btc", "eth", "sol"])
def test_other_flows_reach_the_table_the_streak_and_the_sums(changed: Changed, asset: str) -> None:
    invented, store, words = changed
    net = invented.net(asset)
    name = {"btc": "Bitcoin", "eth": "Ethereum", "sol": "Solana"}[asset]
    assert f"{name} funds {'took in' if net > 0 else 'lost'} {money(net)} on Nov. 3" in words
    for fund, flow in invented.flows[asset].items():
        label = {"BTC": "Grayscale’s BTC", "ETH": "Grayscale’s ETH"}.get(fund, fund)
        assert f"| {label} | {signed(flow * 1_000_000)} |" in words or abs(flow) < Decimal("0.05")
    flows = stored(store, f"etf.{asset}.net") | {SESSION: net}
    days = market_days(min(flows), SESSION)
    run = []
    for day in reversed(days):
        if flows[day] * net <= 0:
            break
        run.append(day)
    section = words.split("ETF & Spot Flows")[1].split(f"{name} funds ")[-1].split("- ")[0]
    if len(run) >= 3:
        assert money(sum((flows[day] for day in run), Decimal(0))) in section
    else:
        assert "in a row" not in section and "sessions so far" not in section
    sums = sum((flows[day] for day in days[-5:]), Decimal(0))
    assert f"| All {name} funds | {signed(net)} | {signed(sums)} |" in words


def test_another_rate_lies_elsewhere_by_another_range(changed: Changed) -> None:
    invented, store, words = changed
    rates = stored(store, "macro.sofr")
    days = sorted(day for day in rates if day < RATE_DAY)
    move = (invented.sofr - rates[days[-1]]) * 100
    low, high = invented.target_low, invented.target_high
    if invented.sofr < low:
        place = f"{(low - invented.sofr) * 100:.0f} bp below the bottom"
    elif invented.sofr == high:
        place = "at the top"
    else:
        place = f"{abs(invented.sofr - high) * 100:.0f} bp {'above' if invented.sofr > high else 'below'} the top"
    sign = "−" if move < 0 else "+" if move > 0 else ""
    rate = f"{invented.sofr:.2f}".replace("-", "−")
    assert (
        f"was {rate}% on Oct. 31 ({sign}{abs(move):.0f} bp), {place} of the Fed’s target range of {low:.2f}% to"
        in words
    )
    moves = {day: rates[day] - rates[before] for before, day in pairwise(days)}
    side = -1 if move < 0 else 1
    like = [day for day, one in moves.items() if one * side >= move * side / 100]
    claim = f"largest one-day {'fall' if move < 0 else 'rise'} since {spelled(max(like))}" if like else "on record"
    sentence = words.split("SOFR, the rate")[1].split(" - ")[0]
    old_enough = not like or len([day for day in days if day >= max(like)]) + 1 >= 20
    assert (claim in sentence) == (abs(move) >= 5 and old_enough)


def test_another_balance_is_compared_with_the_one_of_three_months_before(changed: Changed) -> None:
    invented, store, words = changed
    averages = stored(store, "macro.tga_week")
    cash = invented.cash * 1_000_000
    change = cash - averages[date(2025, 7, 30)]
    told = f"averaged {money(cash)} in the week to Oct. 29, {money(change)} {'less' if change < 0 else 'more'} than in"
    assert told in words
    earlier = {day: value for day, value in averages.items() if day < date(2025, 10, 29)}
    like = [day for day, value in earlier.items() if value >= cash]
    weeks = (date(2025, 10, 29) - max(like)).days // 7 + 1 if like else 0
    assert ("highest weekly average since" in words) == (weeks >= 20)
    if weeks >= 20:
        assert f"highest weekly average since {spelled(max(like))}" in words


def test_another_amount_lies_in_reverse_repo(changed: Changed) -> None:
    invented, store, words = changed
    amounts = stored(store, "macro.reverse_repo")
    amount = invented.reverse_repo * 1_000_000_000
    assert f"left {money(amount)} with the Fed overnight on Nov. 3" in words
    days = sorted(day for day in amounts if day < SESSION)
    like = [day for day in days if amounts[day] >= amount]
    old_enough = bool(like) and len([day for day in days if day >= max(like)]) + 1 >= 20
    assert (", the most since" in words.split("Reverse repo: ")[1].split(" - ")[0]) == old_enough
    if old_enough:
        assert f"the most since {spelled(max(like))}, after $51.80 billion on Oct. 31." in words


def test_a_changed_answer_is_a_revision_of_the_series(changed: Changed) -> None:
    invented, store, _ = changed
    rows = (store.content / "_series" / "etf.btc.net.csv").read_text(encoding="utf-8").splitlines()
    assert rows[-2].startswith("2025-11-03,-186500000,farside-btc,2025-11-04T05:30:00Z")
    assert rows[-1] == f"2025-11-03,{invented.net('btc'):.0f},farside-btc,2025-11-04T12:00:00Z"
