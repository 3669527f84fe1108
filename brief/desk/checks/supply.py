"""What follows from the number of bitcoins there are: shares of the supply, and the value that a fall takes away.

Owns that number, by the rules of the network: a subsidy that halves every 210,000 blocks. Between the halvings, whose
days are known, blocks come evenly enough: the count is right to a tenth of a percent.
"""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from brief.desk.checks.case import Case
from brief.desk.checks.changes import percents
from brief.desk.checks.finding import Found
from brief.desk.checks.reading import just_said, price_now, told_quotes, topics
from brief.prose import numbers, spans, subjects
from brief.prose.numbers import Number
from brief.prose.spans import Span
from brief.style import money, usd

# Block 210,000, 420,000, 630,000 and 840,000 (blockchain.com, mempool.space): the day, and the coins mined by then.
_HALVINGS = (
    (date(2009, 1, 3), Decimal(0)),
    (date(2012, 11, 28), Decimal(10_500_000)),
    (date(2016, 7, 9), Decimal(15_750_000)),
    (date(2020, 5, 11), Decimal(18_375_000)),
    (date(2024, 4, 20), Decimal(19_687_500)),
)
_A_DAY = Decimal(450)
"""After the last of them: 144 blocks of 3.125 coins."""
_LAST_YEAR = 2028
"""The next halving's; from then on this table needs a row."""
_RIGHT_TO = Decimal("0.001")
LEAST_BITCOINS = Decimal(1_000)

_OF_SUPPLY = re.compile(
    r"^\s(?:\w+\s){0,2}?of\s(?:the\s|its\s|bitcoin[’']s\s|all\s)?(?:\w+\s)?(?:circulating|total|outstanding)?\s?(?:supply|bitcoins?\sin\scirculation)\b",
    re.IGNORECASE,
)
_TOOK = re.compile(r"\b(?:removed|erased|wiped(?:\s(?:out|off))?|lost|shed|cut|took)\s[^.;$]{0,25}$", re.IGNORECASE)
_VALUE = re.compile(
    r"^\s(?:from|off|of|in)\s(?:its|bitcoin[’']s|the\scoin[’']s)\s(?:total\s)?(?:market\s)?(?:value|cap\w*)",
    re.IGNORECASE,
)


def bitcoins(day: date) -> Span | None:
    """The circulating supply on a day; None before there was a market, and from the next halving's year on.

    >>> [int(end) for end in bitcoins(date(2025, 11, 5))]
    [19921358, 19961242]
    """
    if not _HALVINGS[1][0] <= day < date(_LAST_YEAR, 1, 1):
        return None
    number = max(n for n, (begins, _) in enumerate(_HALVINGS) if begins <= day)
    begins, mined = _HALVINGS[number]
    since = (day - begins).days
    if number + 1 < len(_HALVINGS):
        ends, then = _HALVINGS[number + 1]
        now = mined + (then - mined) * since / (ends - begins).days
    else:
        now = mined + _A_DAY * since
    return Span(now, now).wider(_RIGHT_TO)


def share_of_supply(case: Case) -> Iterator[Found]:
    """So many bitcoins are said to be a share of the supply that they are not.

    Example: "800,000 bitcoin (3.8% of the circulating supply)", which are 4.0% of 19.94 million.
    """
    supply = bitcoins(case.day) if case.day else None
    if supply is None:
        return
    for sentence in case.prose():
        every = numbers.find(sentence.text)
        for said in every:
            if said.unit != "percent" or not _OF_SUPPLY.match(sentence.text[said.end :]):
                continue
            part = _coins_before(sentence.text, every, said)
            if part and part.high and not spans.share(part, supply).meets(spans.of(said)):
                exact = spans.share(part, supply)
                yield Found(
                    line=sentence.line,
                    sentence=sentence.text,
                    message=(
                        f"{_millions(part)} bitcoins are {percents(exact)} of the {_millions(supply)} there are, "
                        f"not {said.text}."
                    ),
                    fix="Divide by the circulating supply of the day, or say which other number is meant.",
                )


def _coins_before(text: str, every: list[Number], said: Number) -> Span | None:
    """The bitcoins nearest before a percentage, both ends where they are a range."""
    coins = [n for n in every if n.coin == "BTC" and n.end <= said.start and n.value >= LEAST_BITCOINS]
    if not coins or (subjects.find(text[coins[-1].end : said.start]) and "ether" in text.lower()):
        return None
    if len(coins) > 1 and re.fullmatch(r"\s?(?:to|–|-)\s?", text[coins[-2].end : coins[-1].start]):
        return spans.covering(coins[-2], coins[-1])
    return spans.of(coins[-1])


def _millions(part: Span) -> str:
    return f"{part.middle / 1_000_000:.2f} million" if part.middle >= 1_000_000 else f"{part.middle:,.0f}"


def value_lost(case: Case) -> Iterator[Found]:
    """The market value that a fall is said to have removed is not the fall times the coins there are.

    Example: from $126,000 into the $80,000 region "removed around $400B", where 19.9 million coins lost $918 billion.
    """
    supply = bitcoins(case.day) if case.day else None
    for topic in topics(case):
        text = topic.sentence.text
        amount = next((n for n in numbers.find(text) if n.unit == "usd" and _is_value_lost(text, n)), None)
        coins = {one.coin for one in subjects.find(text) if one.coin} or {topic.coin}
        if supply is None or amount is None or coins != {"btc"}:
            continue
        told = [
            one for one in told_quotes(case) if one.quote.coin == "btc" and one.sentence.line <= topic.sentence.line
        ]
        peaks = [one.quote for one in told if one.quote.kind in ("peak", "from")]
        now, said = price_now(case, "btc"), just_said(told, topic.sentence)
        ends = [price.span for price in (now, said) if price]
        if not peaks or not ends:
            continue
        end = Span(min(span.low for span in ends), max(span.high for span in ends))
        lost = peaks[-1].span.apart(end).times(supply)
        if not lost.meets(spans.of(amount)):
            yield Found(
                line=topic.sentence.line,
                sentence=text,
                message=(
                    f"A fall from {peaks[-1].number.text} to {_prices(end)} takes {_moneys(lost)} off "
                    f"{supply.middle / 1_000_000:.2f} million coins, not {amount.text}."
                ),
                fix="Multiply the fall by the coins there are, or say from when on the loss is counted.",
            )


def _is_value_lost(text: str, amount: Number) -> bool:
    return bool(_TOOK.search(text[: amount.start]) and _VALUE.match(text[amount.end :]))


def _prices(span: Span) -> str:
    low, high = (usd(end.quantize(Decimal(1))) for end in span)
    return low if low == high else f"between {low} and {high}"


def _moneys(span: Span) -> str:
    low, high = money(span.low), money(span.high)
    return low if low == high else f"{low} to {high}"
