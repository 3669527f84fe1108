"""What follows from a coin's price: how far it is below a peak, what a gain on a cost implies, what a fall took away.

Owns recomputing; refuses where the text gives neither price nor peak.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from brief.desk.checks.case import Case
from brief.desk.checks.changes import percents
from brief.desk.checks.finding import Found
from brief.desk.checks.reading import Price, Topic, just_said, price_now, told_quotes, topics
from brief.prose import numbers, quotes, spans, subjects
from brief.prose.numbers import Number
from brief.prose.spans import Span
from brief.style import usd

SLIGHTLY = Decimal("0.01")
"""A price moves while a text is written."""
FINE = Decimal("0.001")
"""So many percentage points beside the edge of rounding are no mistake."""

_OFF = re.compile(
    r"^\s(?P<way>below|under|beneath|lower\sthan|off|down\sfrom|from|above|higher\sthan|over)\s[^.;%$]{0,40}$",
    re.IGNORECASE,
)
_ITS_PEAK = re.compile(
    r"^\s(?:below|under|off|down\sfrom|from|short\sof)\s(?:its|the|their)\s(?:[\w-]+\s){0,3}?(?:peak|high|top)\b",
    re.IGNORECASE,
)
_DOWN = re.compile(
    r"\b(?:down|f[ae]ll(?:en)?|below|under|off|lost|dropped|decline\w*|drawdown|lower)\b|^[-−–]", re.IGNORECASE
)
_COST = re.compile(
    r"\b(?:average|mean|aggregate|realized)\s(?:\w+\s){0,2}?(?:cost|price|entry)|\bcost\sbasis|\b(?:bought|acquired)\sat\b",
    re.IGNORECASE,
)
_GAIN = re.compile(
    r"\b(?P<up>up|gains?|profits?|ahead|above)\b|\b(?P<down>down|loss(?:es)?|underwater|under\swater|below)\b",
    re.IGNORECASE,
)


def off_peak(case: Case) -> Iterator[Found]:
    """The percentage below a peak does not follow from the peak and the price that the text gives.

    Example: "Ethereum has fallen 18% from early October's $4,252 peak", at $3,600 to $3,634 (−14.5% to −15.3%).
    """
    for topic in topics(case):
        for said, text_after in _percentages(topic.sentence.text):
            measured = _from_amount(case, topic, said, text_after) or _from_its_peak(case, topic, said, text_after)
            if measured is None:
                continue
            price, peak, told = measured
            exact = spans.change(peak, price.span)
            if exact.meets(Span(_said(said).low - FINE, _said(said).high + FINE)):
                continue
            yield Found(
                line=topic.sentence.line,
                sentence=topic.sentence.text,
                message=f"{price.told.capitalize()}; against {told} that is {percents(exact)}, not {_text(said)}.",
                fix="Recompute the percentage from the two prices, or name the peak or the price that it belongs to.",
            )
            break


def _percentages(text: str) -> Iterator[tuple[tuple[Number, ...], str]]:
    """Each percentage, or range of them, with the text behind it."""
    found = [number for number in numbers.find(text) if number.unit == "percent"]
    skip = False
    for i, number in enumerate(found):
        if skip:
            skip = False
            continue
        following = found[i + 1] if i + 1 < len(found) else None
        if following and re.fullmatch(r"\s?(?:to|–|-)\s?", text[number.end : following.start]):
            skip = True
            yield (number, following), text[following.end :]
        else:
            yield (number,), text[number.end :]


def _said(said: tuple[Number, ...]) -> Span:
    return spans.of(said[0]) if len(said) == 1 else spans.covering(*said)


def _text(said: tuple[Number, ...]) -> str:
    return " to ".join(number.text for number in said)


def _from_amount(case: Case, topic: Topic, said: tuple[Number, ...], after: str) -> tuple[Price, Span, str] | None:
    """ "17.7% below $126,199.63": the amount has to be this coin's peak, low or start, and near."""
    amount = next((number for number in numbers.find(after) if number.unit == "usd"), None)
    if amount is None or not (way := _OFF.match(after[: amount.start])):
        return None
    text = topic.sentence.text
    place = len(text) - len(after) + amount.start
    quote = next((one for one in quotes.find(text, topic.coin) if one.start == place), None)
    if quote is None or quote.kind in ("level", "toward") or quote.start != place:
        return None
    price = price_now(case, quote.coin)
    if price is None or (way["way"].lower() in ("from", "over") and quote.kind != "peak"):
        return None
    return price, quote.span, amount.text


def _from_its_peak(case: Case, topic: Topic, said: tuple[Number, ...], after: str) -> tuple[Price, Span, str] | None:
    """ "20% to 30% below its peak": the peak the text gives, and the price of the sentence before."""
    if not _ITS_PEAK.match(after):
        return None
    named = subjects.last_before([one for one in subjects.find(topic.sentence.text) if one.coin], said[0].start)
    coin = named.key if named else topic.coin
    told = [one for one in told_quotes(case) if one.quote.coin == coin]
    peaks = [one for one in told if one.quote.kind == "peak" and one.sentence.line <= topic.sentence.line]
    price = just_said(told, topic.sentence) or price_now(case, coin)
    if not peaks or price is None:
        return None
    peak = peaks[-1].quote
    return price, peak.span, f"the peak of {peak.number.text} (line {peaks[-1].sentence.line})"


def cost_gain(case: Case) -> Iterator[Found]:
    """A gain on an average cost implies a price that the coin does not have.

    Example: "the average cost is $55,900, holders are up about 93%", which implies $107,887 for a coin below $99,000.
    """
    for topic in topics(case):
        text = topic.sentence.text
        if not _COST.search(text):
            continue
        every = numbers.find(text)
        cost = next((number for number in every if number.unit == "usd"), None)
        said = next((number for number in every if cost and number.unit == "percent" and number.start > cost.end), None)
        way = max(_GAIN.finditer(text[: said.start]), key=lambda found: found.end(), default=None) if said else None
        coin = next((one.coin for one in subjects.find(text) if one.coin and not one.is_funds), topic.coin)
        price = price_now(case, coin) if coin else None
        if cost is None or said is None or way is None or price is None or way.start() < cost.end:
            continue
        sign = 1 if way["up"] else -1
        share = [1 + sign * end / 100 for end in spans.of(said)]
        implied = spans.of(cost).times(Span(min(share), max(share)))
        if not implied.meets(price.span.wider(SLIGHTLY)):
            yield Found(
                line=topic.sentence.line,
                sentence=text,
                figure=f"prices.{coin}.usd",
                message=(
                    f"{said.text} on a cost of {cost.text} implies a price of "
                    f"{usd(cost.value * (1 + sign * said.value / 100))}; {price.told}."
                ),
                fix="Recompute the gain with the price the text gives, or say when the gain was measured.",
            )
