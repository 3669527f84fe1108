"""Defects of arithmetic, put into a generated post the way an editor would: a sentence more, or a number changed."""

import random
import re
from datetime import date, timedelta
from decimal import Decimal

from injections.places import body_start, day_of, replaced, with_sentence

from brief.style import day as spelled
from brief.style import ordinal

_BITCOIN = re.compile(r"^\| Bitcoin \| \\\$(?P<price>[\d,.]+) \|", re.MULTILINE)
_FEAR = re.compile(r"\*\*Fear & Greed\*\*.*?from 0 to 100,.*?(?:to|at) (?P<now>\d+)\b")
_SESSION = re.compile(r"\| Fund \| Net flow, (?P<day>[^|]+) \|")
_TOTALS = re.compile(
    r"^\| \*\*All (?P<coin>\w+) funds\*\* \| (?P<net>[+−])\\\$(?P<size>[\d.]+) million \|", re.MULTILINE
)
_COUNTS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "10")
_MINED = Decimal("19.94")
"""Million bitcoins, about, in the year of the generated posts."""


def _price(text: str) -> Decimal | None:
    found = _BITCOIN.search(text)
    return Decimal(found["price"].replace(",", "")) if found else None


def _is_recent(text: str) -> bool:
    """Whether the post's day is one of those that bitcoins and magnitudes are known for."""
    return day_of(text).year >= 2024


def _dollars(value: Decimal) -> str:
    return rf"\${value:,.0f}"


def _nets(text: str) -> dict[str, Decimal]:
    """Each group's net flow in millions, as the table has it."""
    return {
        found["coin"]: Decimal(found["size"]) * (-1 if found["net"] == "−" else 1) for found in _TOTALS.finditer(text)
    }


def _session(text: str) -> str | None:
    found = _SESSION.search(text)
    return found["day"] if found else None


def _wrong(dice: random.Random, right: Decimal) -> Decimal:
    """Another amount: a fifth to five times off."""
    factor = Decimal(dice.choice((dice.randrange(120, 500), dice.randrange(20, 80)))) / 100
    return (right * factor).quantize(Decimal("0.1"))


def listed_parts(text: str, dice: random.Random) -> str | None:
    one, two = dice.randrange(20, 300), dice.randrange(20, 300)
    total = one + two + dice.choice((-1, 1)) * dice.randrange(8, 19)
    return with_sentence(
        text,
        dice,
        dice.choice(
            (
                rf"Another count has \${total} million of outflows (ETHA: −\${one} million, FETH: −\${two} million).",
                rf"Liquidations of \${total} million, with longs losing \${one} million and shorts \${two} million.",
            )
        ),
    )


def table_total(text: str, dice: random.Random) -> str | None:
    more = dice.randrange(10, 900)
    return replaced(
        text,
        r"^(\| [A-Z]{3,5} \| [+−]\\\$)(\d+\.\d)( million \|)",
        rf"\g<1>{more}\g<2>\g<3>",
        dice,
        start=body_start(text),
    )


def groups_together(text: str, dice: random.Random) -> str | None:
    nets = _nets(text)
    bitcoin, ether = nets.get("Bitcoin"), nets.get("Ethereum")
    if not bitcoin or not ether or bitcoin * ether < 0 or "Bitcoin funds** saw" in text:
        return None
    verb = "lost" if bitcoin < 0 else "took in"
    total = _wrong(dice, abs(bitcoin + ether))
    return with_sentence(text, dice, rf"Bitcoin and Ethereum funds together {verb} \${total} million.")


def breadth(text: str, dice: random.Random) -> str | None:
    said = re.search(
        r"(?P<all>all )?(?P<n>\w+)(?: of (?P<of>\w+))? assets with a 24-hour figure (?P<way>rose|fell)", text
    )
    if said is None:
        return None
    of = said["of"] or said["n"]
    apart = 1 if "| 0.0% |" in text else 0  # what prints as nothing may be either
    right = _COUNTS.index(said["n"])
    other = [count for n, count in enumerate(_COUNTS[: _COUNTS.index(of)]) if abs(n - right) > apart]
    if dice.random() < 0.5 and said["of"] is None:
        return with_sentence(text, dice, f"All {of} assets {'fell' if said['way'] == 'rose' else 'rose'}.")
    return with_sentence(text, dice, f"In all, {dice.choice(other)} of {of} assets {said['way']}.")


def whole_market(text: str, dice: random.Random) -> str | None:
    price = _price(text)
    if price is None or not _is_recent(text):
        return None
    times = Decimal(dice.choice((dice.randrange(60, 125), dice.randrange(350, 2000)))) / 100
    total = price * _MINED / 1_000_000 * times
    return with_sentence(text, dice, rf"The total crypto market value stands at \${total:.2f} trillion.")


def flow_window(text: str, dice: random.Random) -> str | None:
    session, nets = _session(text), _nets(text)
    coin = dice.choice([coin for coin, net in nets.items() if net] or [""])
    if session is None or not coin:
        return None
    verb = "lost" if nets[coin] < 0 else "took in"
    return with_sentence(
        text, dice, rf"{coin} funds {verb} \${_wrong(dice, abs(nets[coin]))} million on {session}, one report says."
    )


def longer_window(text: str, dice: random.Random) -> str | None:
    edition = day_of(text)
    last = edition - timedelta(days=dice.randrange(4, 40))
    first = last - timedelta(days=dice.randrange(10, 20))
    inside = first + timedelta(days=dice.randrange(1, 5))
    less = dice.randrange(100, 700)
    more = less + dice.randrange(50, 900)
    return with_sentence(
        text,
        dice,
        rf"From {spelled(first, edition)} to {spelled(last, edition)} Bitcoin funds lost \${less} million.",
        rf"From {spelled(inside, edition)} to {spelled(last, edition)} Bitcoin funds lost \${more} million.",
    )


def run_length(text: str, dice: random.Random) -> str | None:
    told = re.search(r"\*\*Bitcoin funds\*\*.*\n(?:  That is.*\n)?  It was the (\w+) session", text)
    length = dice.choice([n for n in range(4, 16) if not told or ordinal(n) != told[1]])
    way = dice.choice(("outflows", "inflows"))
    return with_sentence(text, dice, f"For Bitcoin funds it was the {ordinal(length)} session of {way} in a row.")


def stated_change(text: str, dice: random.Random) -> str | None:
    end = dice.randrange(90, 150)
    start = end + dice.randrange(20, 60)
    wrong = start - end + dice.choice((-1, 1)) * dice.randrange(6, 15)
    move = rf"DeFi TVL fell from \${start} billion in October to \${end} billion"
    if dice.random() < 0.5:
        return with_sentence(text, dice, rf"{move}, a loss of \${wrong} billion.")
    return with_sentence(text, dice, f"{move}.", rf"DeFi TVL fell by about \${wrong} billion.")


def percent_change(text: str, dice: random.Random) -> str | None:
    start, end = dice.randrange(600, 990), dice.randrange(300, 590)
    wrong = round((1 - end / start) * 100) + dice.choice((-1, 1)) * dice.randrange(3, 9)
    amounts = rf"from \${start / 10} billion to \${end / 10} billion"
    said = dice.choice(
        (f"Open interest fell {wrong}.0% {amounts}.", f"Open interest fell {amounts}, a {wrong}.0% decline.")
    )
    return with_sentence(text, dice, said)


def off_peak(text: str, dice: random.Random) -> str | None:
    price = _price(text)
    if price is None:
        return None
    peak = price * dice.randrange(112, 180) / 100
    right = (1 - price / peak) * 100
    wrong = right + dice.choice((-1, 1)) * dice.randrange(2, 9)
    return with_sentence(text, dice, f"Bitcoin is {wrong:.1f}% below {_dollars(peak)}, its high in another count.")


def cost_gain(text: str, dice: random.Random) -> str | None:
    price = _price(text)
    if price is None:
        return None
    cost = price * dice.randrange(40, 85) / 100
    wrong = (price / cost - 1) * 100 + dice.choice((-1, 1)) * dice.randrange(5, 14)
    return with_sentence(
        text, dice, f"The average cost of bitcoin wallets is {_dollars(cost)}, so holders are up about {wrong:.0f}%."
    )


def change_base(text: str, dice: random.Random) -> str | None:
    way = dice.choice(("up", "down"))
    return with_sentence(text, dice, f"Bitcoin is {way} {dice.randrange(450, 850) / 10}% so far this year.")


def value_lost(text: str, dice: random.Random) -> str | None:
    price = _price(text)
    if price is None or not _is_recent(text):
        return None
    peak = (price * dice.randrange(115, 170) / 100).quantize(Decimal(1))
    lost = (peak - price) * _MINED / 1000
    wrong = lost * Decimal(dice.choice((dice.randrange(130, 400), dice.randrange(20, 75)))) / 100
    return with_sentence(
        text,
        dice,
        rf"Bitcoin’s fall from its peak of {_dollars(peak)} removed about \${wrong:.0f} billion from its market value.",
    )


def share_of_supply(text: str, dice: random.Random) -> str | None:
    if not _is_recent(text):
        return None
    coins = dice.randrange(210, 900) * 1000 + dice.randrange(1, 999)
    right = coins / float(_MINED) / 10_000
    wrong = right + dice.choice((-1, 1)) * dice.randrange(3, 9) / 10
    return with_sentence(text, dice, f"One company holds {coins:,} BTC, {wrong:.1f}% of the circulating supply.")


def share_of_total(text: str, dice: random.Random) -> str | None:
    whole, part = dice.randrange(400, 900), dice.randrange(100, 390)
    wrong = part / whole * 100 + dice.choice((-1, 1)) * dice.randrange(3, 20)
    return with_sentence(
        text, dice, rf"One fund took \${part} million, accounting for {wrong:.1f}% of the market’s \${whole} million."
    )


def all_of_it(text: str, dice: random.Random) -> str | None:
    session, net = _session(text), _nets(text).get("Bitcoin")
    fund = dice.choice(("FBTC", "GBTC"))
    if session is None or not net or re.search(rf"all of it (?:from|into) {fund}", text):
        return None
    verb, way = ("lost", "from") if net < 0 else ("took in", "into")
    return with_sentence(
        text, dice, rf"Bitcoin funds {verb} \${abs(net)} million on {session}, all of it {way} {fund}."
    )


def quantity_price(text: str, dice: random.Random) -> str | None:
    price = _price(text)
    if price is None:
        return None
    coins = dice.randrange(1_001, 30_000)
    wrong = coins * price / 1_000_000 * Decimal(dice.choice((dice.randrange(5, 40), dice.randrange(300, 1200)))) / 100
    said = (
        rf"One wallet moved {coins:,} BTC worth \${wrong:.1f} million.",
        rf"One wallet sold \${wrong:.1f} million of {coins:,} BTC.",
        rf"A fund has assets of \${wrong:.1f} million, holding {coins:,} bitcoin.",
        rf"One wallet moved {coins:,} BTC (\${wrong:.1f} million).",
    )
    return with_sentence(text, dice, dice.choice(said))


def magnitude(text: str, dice: random.Random) -> str | None:
    price = _price(text)
    said = [f"The Fear & Greed index stands at {dice.randrange(101, 990)}."]
    if price is not None:
        said.append(f"Bitcoin trades at {_dollars(price / dice.randrange(8, 14))}.")
    if _is_recent(text):
        said += [
            rf"The Treasury General Account stands at \${dice.randrange(10, 140)} billion.",
            rf"DeFi TVL stands at \${dice.randrange(2, 17)} billion.",
            rf"SOFR rose by {dice.randrange(20, 90)} basis points in a day.",
        ]
    return with_sentence(text, dice, dice.choice(said))


def superlative(text: str, dice: random.Random) -> str | None:
    found = _FEAR.search(text)
    if found is None or not _is_recent(text):
        return None
    now = int(found["now"])
    side = "lowest" if now > 12 else "highest"
    since = date(2018, 5, 1) + timedelta(days=dice.randrange(1400))
    return with_sentence(
        text, dice, f"Fear & Greed stands at {now}, its {side} level since {spelled(since, day_of(text))}."
    )


def same_figure(text: str, dice: random.Random) -> str | None:
    found, price = _FEAR.search(text), _price(text)
    said = []
    if found:
        said.append(f"Fear & Greed stands at {dice.choice([n for n in range(5, 95) if n != int(found['now'])])}.")
    if price is not None:
        said.append(f"Bitcoin trades at {_dollars(price * dice.choice((94, 95, 96, 104, 105, 107)) / 100)}.")
    return with_sentence(text, dice, dice.choice(said)) if said else None


def odds_differ(text: str, dice: random.Random) -> str | None:
    chance, level = dice.randrange(11, 90), dice.randrange(80, 140)
    edition = day_of(text)
    until = spelled(edition + timedelta(days=dice.randrange(1, 20)), edition)
    venue = dice.choice(("Myriad", "Polymarket", "Kalshi"))
    return with_sentence(
        text,
        dice,
        rf"{venue} puts {chance}% odds on bitcoin falling to \${level}K before it reaches \${level + 20}K.",
        rf"{venue} puts {chance}% odds on bitcoin below \${level}K by {until}.",
    )


def cut_percent(text: str, dice: random.Random) -> str | None:
    taken = {int(float(number) + 0.5) for number in re.findall(r"(\d+\.\d+)%", text)}
    whole, rest = dice.choice([n for n in range(20, 60) if n not in taken]), dice.randrange(51, 99)
    return with_sentence(
        text, dice, f"Bitcoin lost {whole}.{rest}% over the quarter.", f"Bitcoin lost about {whole}% of its price."
    )


def level_side(text: str, dice: random.Random) -> str | None:
    price = _price(text)
    if price is None:
        return None
    above = _dollars(price * dice.randrange(1010, 1200) / 1000)
    below = _dollars(price * dice.randrange(800, 990) / 1000)
    said = (
        f"Bitcoin could slide further on a break below {above}.",
        f"If bitcoin holds above {above}, a rebound is likely.",
        f"Bitcoin may stabilise if it stays above {above}.",
        f"Bitcoin would need a break above {below} to rise.",
        f"If bitcoin stays below {below}, sellers may return.",
    )
    return with_sentence(text, dice, dice.choice(said))


INJECTIONS = {
    "listed-parts": listed_parts,
    "table-total": table_total,
    "groups-together": groups_together,
    "breadth": breadth,
    "whole-market": whole_market,
    "flow-window": flow_window,
    "longer-window": longer_window,
    "run-length": run_length,
    "stated-change": stated_change,
    "percent-change": percent_change,
    "off-peak": off_peak,
    "cost-gain": cost_gain,
    "change-base": change_base,
    "value-lost": value_lost,
    "share-of-supply": share_of_supply,
    "share-of-total": share_of_total,
    "all-of-it": all_of_it,
    "quantity-price": quantity_price,
    "magnitude": magnitude,
    "superlative": superlative,
    "same-figure": same_figure,
    "odds-differ": odds_differ,
    "cut-percent": cut_percent,
    "level-side": level_side,
}
