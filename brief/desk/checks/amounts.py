"""How amounts are written: one currency sign, one minus, the unit with every number. Refuses to compute any.

In our own posts the minus is U+2212, as the house has it; other texts may use what they like, but one sign only.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from brief.desk.checks.case import Case
from brief.desk.checks.finding import Found
from brief.desk.checks.footnotes import listed
from brief.desk.checks.passages import Told, prose, told
from brief.prose import numbers
from brief.prose.numbers import Number

_SCALE = r"(?:\s?(?:[KMBTkmbt]|[Bb]n|[Mm]n|[Tt]n|(?i:thousand|million|billion|trillion))\b)?"
_DIGITS = r"\d+(?:,\d{3})*(?:\.\d+)?"
_AMOUNT = rf"(?:US)?\${_DIGITS}{_SCALE}"
_ZONED = re.compile(rf"{_AMOUNT}\s?\((?:UTC|GMT)\s?[+−-]?\d{{0,2}}\)")
_TWICE = re.compile(rf"{_AMOUNT}\s(?:US\s)?(?:dollars?|USD)\b")
_BEHIND = re.compile(rf"(?<![\w$.,]){_DIGITS}\$(?!\w)")
_MINUS = re.compile(r"(?:^|(?<=[\s(\[:|]))([-−–])(?=(?:US)?\$?\d)")
_HYPHEN = re.compile(rf"(?:^|(?<=[\s(\[:|]))-(?:US)?\$?{_DIGITS}%?")
_LOST_LESS = re.compile(
    rf"""
    \b(?P<lost>erased|los[et]|loses|losing|wiped\sout|wiping\sout|sheds?|drops|dropped|fell|falls|declined?|declines|decreased
        |plunged|slid|slipped|tumbled|sank|lowered|down|(?:loss(?:es)?|drop|fall|decline|outflows?|decrease)\sof)
    (?:\s(?:by|over|about|around|more\sthan|nearly|roughly|almost|some|another|approximately|a\stotal\sof|as\smuch\sas))*
    \s(?P<less>[-−–](?:US)?\$?{_DIGITS}%?{_SCALE})
    """,
    re.VERBOSE | re.IGNORECASE,
)
_FROM_TO = re.compile(
    rf"""
    \b(?:fell|fallen|rose|risen|dropped|plummeted|plunged|slid|climbed|grew|grown|jumped|declined|decreased|increased
        |surged|shrank|shrunk|went|gone|moved|collapsed|sank)\s(?:back\s)?
    (?:from\s(?P<a>{_DIGITS})\sto\s(?P<b>{_DIGITS})|to\s(?P<c>{_DIGITS})\sfrom\s(?P<d>{_DIGITS}))
    (?P<after>[\w\s%-]{{0,24}})
    """,
    re.VERBOSE,
)
_OF_SOMETHING = re.compile(
    r"\b(?:inflows?|outflows?|flows?|volumes?|deposits?|withdrawals?|turnover|TVL|supply)\b", re.IGNORECASE
)
_OF_NOTHING = re.compile(r"\b(?:index|greed|RSI|score|ratio|rank|odds|correlation|skew)\b", re.IGNORECASE)
_COUNTED = re.compile(
    r"\s?(?:%|percent|points?|bps?|basis|million|billion|trillion|[KMB]\b|BTC|ETH|SOL|coins?|tokens?|bitcoins?|dollars?"
    r"|transactions?|trades?|addresses|users?|contracts?|wallets?|deposits?|(?:a|per)\s\w+\s(?:BTC|ETH|coins?))"
)
_ASSET = re.compile(r"\W*(?:and\s)?(?P<name>[A-Z]{2,5}|Bitcoin|Ethereum|Solana|Dogecoin|Cardano|Ripple)\b")
_SHORT_PART = 6
_COMPARED = re.compile(r"\b(?:from|versus|vs\.?|against|compared (?:with|to))\b")
_FROM = re.compile(r"\bfrom\s(?:[a-z]+\s){0,2}$")
_A_SENTENCE = re.compile(r"[.;]\s")
_MILLION, _THOUSAND, _NEAR = 1_000_000, 1000, Decimal(5)


def zone_on_amount(case: Case) -> Iterator[Found]:
    """A time zone is glued to an amount of money.

    Example: "it may test $100,000 (UTC+8)"
    """
    for one in told(case):
        if found := _ZONED.findall(one.text):
            message = f"{listed(found)}: an amount has no time zone."
            yield Found(one.line, message, "Take the zone out; it belongs to a time.", sentence=one.text)


def currency_sign(case: Case) -> Iterator[Found]:
    """An amount says dollars twice, or has its sign behind it, where a percent sign may have been meant.

    Example: "a 12.45$ drop", "above $126,000 dollars"
    """
    for one in told(case):
        for found in _TWICE.findall(one.text):
            yield Found(one.line, f"“{found}” says dollars twice.", "Keep the sign or the word.", sentence=one.text)
        for found in _BEHIND.findall(one.text):
            message = f"“{found}” has its sign behind the number."
            yield Found(one.line, message, "Put it in front, or write the % that was meant.", sentence=one.text)


def unit_missing(case: Case) -> Iterator[Found]:
    """A number stands without the unit that its neighbour or its kind has.

    Example: "at roughly $39.40 B after the move, down from about $44.00 the day before"
    """
    for one in prose(case):
        for short, whole in _short_of_a_unit(one.own):
            message = f"“{short.text}” stands beside “{whole.text}” without million, billion or trillion."
            yield Found(one.line, message, "Give it its unit.", sentence=one.text)
        for moved in _FROM_TO.finditer(one.own):
            of = re.split(r"[.;]", one.own[: moved.start()])[-1]
            counted = _COUNTED.match(moved["after"])
            if not counted and _OF_SOMETHING.search(of) and not _OF_NOTHING.search(of):
                message = f"{moved['a'] or moved['c']} and {moved['b'] or moved['d']} are counted in nothing."
                yield Found(one.line, message, "Say in what: dollars, coins, trades.", sentence=one.text)


def number_missing(case: Case) -> Iterator[Found]:
    """In a list of assets, each with its change, one has words instead of a number.

    Example: "BNB down 6.4%, XRP down 5%, DOGE under pressure"
    """
    for one in prose(case):
        parts = [(name["name"], part) for part in re.split(r"[,;]\s", one.own) if (name := _ASSET.match(part))]
        without = [name for name, part in parts if not re.search(r"\d", part) and len(part.split()) <= _SHORT_PART]
        changed = [part for _, part in parts if "%" in part and len(part.split()) <= _SHORT_PART]
        if len(changed) > 1 and len(without) == 1 and len(parts) == len(changed) + 1:
            message = f"{without[0]} has no number among {len(changed)} assets that have one."
            yield Found(one.line, message, "Give its change, or leave it out.", "warn", one.text)


def double_minus(case: Case) -> Iterator[Found]:
    """A loss is written with a minus, which makes it a gain.

    Example: "officially erased over −$1 trillion of market cap"
    """
    for one in told(case):
        for found in _LOST_LESS.finditer(one.own):
            message = f"“{found[0]}”: {found['lost']} and a minus say it twice."
            yield Found(one.line, message, f"Write {found['less'][1:]}, or take the verb out.", sentence=one.text)


def minus_sign(case: Case) -> Iterator[Found]:
    """Numbers have different signs for minus, or a hyphen for one in a post of ours.

    Example: "Bitcoin –4.038% Ethereum -11.13%"
    """
    if case.ours:
        yield from _hyphens(case)
        return
    signs: dict[str, Told] = {}
    for one in told(case):
        for sign in _MINUS.findall(one.own):
            signs.setdefault(sign, one)
    if len(signs) > 1:
        where = listed([f"“{sign}” in line {one.line}" for sign, one in signs.items()])
        last = list(signs.values())[-1]
        message = f"Minus is written in {len(signs)} ways, {where}."
        yield Found(last.line, message, "Use one sign, −.", "warn", last.text)


def _hyphens(case: Case) -> Iterator[Found]:
    for one in told(case):
        for found in _HYPHEN.findall(one.own):
            fix = f"Write −{found[1:]}, with the minus sign U+2212."
            yield Found(one.line, f"“{found}” has a hyphen for a minus.", fix, "warn", one.text)


def _short_of_a_unit(text: str) -> Iterator[tuple[Number, Number]]:
    """Amounts below a thousand dollars that are compared with one of the same digits in millions or more."""
    found = [number for number in numbers.find(text) if number.unit == "usd"]
    for first, second in pairwise(found):
        between = text[first.end : second.start]
        from_to = " to " in between and _FROM.search(text[: first.start])
        if _A_SENTENCE.search(between) or not (from_to or _COMPARED.search(between)):
            continue
        short, whole = sorted((first, second), key=lambda number: abs(number.value))
        digits = abs(whole.value)
        while digits >= _THOUSAND:
            digits /= _THOUSAND
        is_short = 0 < abs(short.value) < _THOUSAND and abs(whole.value) >= _MILLION
        if is_short and 1 / _NEAR < abs(short.value) / digits < _NEAR:
            yield short, whole
