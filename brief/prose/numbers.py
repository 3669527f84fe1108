"""The numbers in a sentence: value, printed precision, unit, and where they stand.

Owns how people write amounts: "$1.37 billion", "−5.7%", "$9.5–10 billion", "120 M", "fourth", "~6,587 WETH". Days and
times of day are `days`, footnote marks, names with digits ("S&P 500", "Nasdaq-100", "Q3", "v2") are no numbers.
Refuses floats and any opinion on whether a number is right.
"""

import re
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Literal, NamedTuple

from brief.prose import days
from brief.style import CARDINALS, ORDINALS

Kind = Literal["usd", "percent", "points", "bp", "coin", "count", "ordinal", "time", "year"]
"""time: a length of time ("24 hours", "200-day"), in the unit the sentence names. coin: units of `Number.coin`.
year: four digits alone, from 1900 to 2099."""
Approx = Literal["", "about", "over", "under"]

MOST = Decimal(10) ** 17
"""A hundred thousand trillion: beyond it a row of digits is a key or a joke, not an amount."""
READ_BEFORE = 2048
"""How many sentences are remembered: a dozen checks ask for the numbers of the same post."""

_SCALES = {
    **dict.fromkeys(("thousand", "k"), 3),
    **dict.fromkeys(("million", "mn", "m"), 6),
    **dict.fromkeys(("billion", "bn", "b"), 9),
    **dict.fromkeys(("trillion", "tn", "t"), 12),
}
_COINS = {
    **dict.fromkeys(("btc", "bitcoin", "bitcoins", "wbtc"), "BTC"),
    **dict.fromkeys(("eth", "ether", "weth"), "ETH"),
    **{coin.lower(): coin for coin in ("SOL", "BNB", "XRP", "DOGE", "TON", "ADA", "LINK", "AVAX", "osETH", "wstETH")},
}
_TEENS = ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_WORDS = {word: (n, "count") for n, word in enumerate((*CARDINALS, *_TEENS, "twenty"))} | {
    word: (n, "ordinal") for n, word in enumerate(ORDINALS, start=1)
}

_TIMES = r"(?:(?:trading\s)?(?:days?|sessions?|weeks?)|hours?|hrs?|h|d|months?|years?|minutes?)"
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+"
_NUMBER = re.compile(
    rf"""
    (?<![\w.])(?<![A-Za-z_][&/#-])(?<!\d[&/#])(?<!\w\s\#)
    (?P<sign>[+−]|(?<![^\s(\[|~*])[-–])?
    (?P<usd>(?:US)?\\?\$|USD\s)?
    (?P<late>(?<=\$)[-−–])?
    (?P<digits>(?>{_DIGITS}))
    (?:(?P<plus>\+)(?!\d))?
    (?P<scale>(?:\s?(?i:thousand|million|billion|trillion|mn|bn|tn)\b)|(?:\s?[KMBT](?![A-Za-z0-9&]))|(?:[kmb](?!\w)))?
    (?P<over>\+(?!\d))?
    (?P<unit>\s?%|\s?(?:per\s?cent|percent)\b(?!age)|(?:\s|-)percentage[\s-]points?\b|\s?(?:basis\spoints?|bps?)\b
        |\\?\$(?!\d)|\sdollars\b|(?P<ordinal>st|nd|rd|th)\b|(?:\s|-)?(?i:{_TIMES})\b)?
    (?!(?!s\b)[A-Za-z])
    """,
    re.VERBOSE,
)
_AFTER_A_NAME = re.compile(r"(?:S&P|Nasdaq|Russell|Dow|Layer|No\.|FTSE|Nikkei|DAX|CAC)[\s-]?$", re.IGNORECASE)
_CHANGE = frozenset({"percent", "points", "bp"})
_COIN = re.compile(r"[\s ]?(\w+)")
_WORD = re.compile(rf"(?<![\w-])(?:{'|'.join(_WORDS)})(?![\w])", re.IGNORECASE)
_WORD_SCALE = re.compile(r"\s(thousand|million|billion|trillion)\b")
_TIME_AFTER = re.compile(rf"[\s-](?:straight\s|more\s|consecutive\s)?{_TIMES}\b")
_RANGE = re.compile(r"\s?[–-]\s?|\s(?:to|through)\s")
_FROM = re.compile(r"\b(?:from|by)\s\W*(?:\w+\s)?\W*$")
_PAIR = re.compile(r"\s(?:and|or)\s")
_SCALE_OF = re.compile(r"(thousand|million|billion|trillion|mn|bn|tn|[KMBTkmb])\b", re.IGNORECASE)
_APPROX = re.compile(
    r"(?:\b(?P<about>about|around|roughly|nearly|almost|some|approximately|approx\.|close to)|(?P<tilde>~)"
    r"|\b(?P<over>over|more than|at least|exceeding|exceeded|well over|upwards of)|(?P<gt>>)"
    r"|\b(?P<under>under|less than|fewer than|at most|up to)|(?P<lt><))[\s*]*$",
    re.IGNORECASE,
)
_MARK = re.compile(r"\bUTC[+−-]\d+|(?<!\\)\[\^[^\]\\]+\]:?|<[a-z]+:[^>]*>|\]\([^)]*\)|https?://\S+|`[^`]*`")


class Number(NamedTuple):
    """One number as written. `value` is in base units and signed, `step` the worth of its last printed digit."""

    start: int
    end: int
    text: str
    value: Decimal
    step: Decimal
    unit: Kind
    coin: str = ""
    approx: Approx = ""
    word: bool = False

    def rounds(self, exact: Decimal) -> bool:
        """Whether this is `exact`, rounded half up at the printed precision."""
        return rounded(exact, self.step) == self.value

    @property
    def low(self) -> Decimal:
        """The least value that prints so."""
        return self.value - self.step / 2

    @property
    def high(self) -> Decimal:
        return self.value + self.step / 2


def rounded(exact: Decimal, step: Decimal) -> Decimal:
    """`exact` as a number with this last digit says it."""
    return (exact / step).quantize(Decimal(1), ROUND_HALF_UP) * step


def find(text: str) -> list[Number]:
    """Every number, in order of appearance. The text may be Markdown."""
    return list(_found(text))


@lru_cache(maxsize=READ_BEFORE)
def _found(text: str) -> tuple[Number, ...]:
    bare = _blank(text)
    found = [*_digits(bare), *_words(bare)]
    return tuple(_with_ranges(bare, sorted(found)))


def _blank(text: str) -> str:
    """The text with days, times, footnote marks, addresses and code blanked, character for character."""
    text = _MARK.sub(lambda found: " " * len(found[0]), text)
    spans = [*((day.start, day.end) for day in days.find(text)), *((at.start, at.end) for at in days.find_times(text))]
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _digits(text: str) -> list[Number]:
    found = []
    for match in _NUMBER.finditer(text):
        unit, coin, end = _unit(match, text)
        if unit not in _CHANGE and _AFTER_A_NAME.search(text[: match.start()]):
            continue
        scale = Decimal(10) ** _SCALES.get((match["scale"] or "").strip().lower(), 0)
        digits = match["digits"].replace(",", "")
        places = len(digits.partition(".")[2])
        negative = (match["sign"] or match["late"] or "+") != "+"
        value = Decimal(digits) * scale * (-1 if negative else 1)
        if abs(value) > MOST:
            continue
        one = Number(
            start=match.start(),
            end=end,
            text=text[match.start() : end],
            value=value,
            step=Decimal(1).scaleb(-places) * scale,
            unit=unit,
            coin=coin,
            approx="over" if match["plus"] or match["over"] else _approx(text[: match.start()], unit),
        )
        found.append(one)
    return found


def _unit(match: re.Match[str], text: str) -> tuple[Kind, str, int]:
    """The unit, the coin where it is one, and where the number's text ends."""
    after = (match["unit"] or "").strip(" -").lower()
    if match["usd"] or after.endswith("$") or after == "dollars":
        return "usd", "", match.end()
    if after in ("%", "percent", "per cent"):
        return "percent", "", match.end()
    if after.startswith("percentage"):
        return "points", "", match.end()
    if after.startswith(("basis", "bp")):
        return "bp", "", match.end()
    if match["ordinal"]:
        return "ordinal", "", match.end()
    if after:
        return "time", "", match.end("plus" if match["plus"] else "digits")
    coin = _COIN.match(text, match.end())
    if coin and coin[1].lower() in _COINS and not re.match(r"[\s-](?:ETF|fund|spot)", text[coin.end() :]):
        return "coin", _COINS[coin[1].lower()], coin.end()
    bare = match["digits"] == match[0] and re.fullmatch(r"(?:19|20)\d\d", match[0])
    return "year" if bare else "count", "", match.end()


def _approx(before: str, unit: Kind) -> Approx:
    """What the words before a number make of it; "over four trading days" is no more than four."""
    found = _APPROX.search(before)
    if not found or unit == "year" or (unit == "time" and (found["over"] or "").lower() == "over"):
        return ""
    if found["about"] or found["tilde"]:
        return "about"
    return "over" if found["over"] or found["gt"] else "under"


def _words(text: str) -> list[Number]:
    found = []
    for match in _WORD.finditer(text):
        n, kind = _WORDS[match[0].lower()]
        scale = _WORD_SCALE.match(text, match.end())
        size = Decimal(10) ** _SCALES[scale[1]] if scale else Decimal(1)
        end = scale.end() if scale else match.end()
        unit: Kind = "ordinal" if kind == "ordinal" else "time" if _TIME_AFTER.match(text, end) else "count"
        found.append(
            Number(
                match.start(),
                end,
                text[match.start() : end],
                n * size,
                size,
                unit,
                "",
                _approx(text[: match.start()], unit),
                True,
            )
        )
    return found


def _with_ranges(text: str, found: list[Number]) -> list[Number]:
    """Of "$9.5–10 billion" and "about 14.4 to 14.6 million BTC" each number means what is written once for both."""
    for i in range(len(found) - 1):
        first, second = found[i], found[i + 1]
        between = text[first.end : second.start]
        if first.word or second.word:
            continue
        if _RANGE.fullmatch(between):
            found[i], found[i + 1] = _range(first, second)
            if first.approx == "about" and not second.approx and not _FROM.search(text[: first.start]):
                found[i + 1] = found[i + 1]._replace(approx="about")
        elif _PAIR.fullmatch(between) and first.unit == "count" and second.unit == "percent":
            found[i] = first._replace(unit="percent")
    return found


def _range(first: Number, second: Number) -> tuple[Number, Number]:
    times = _scale_of(second)
    borrows = times > 1 and _scale_of(first) == 1 and abs(first.value) < 1000
    if first.unit == "count":
        first = first._replace(unit=second.unit, coin=second.coin)
    if first.unit == "usd" and second.unit == "count":
        second = second._replace(unit="usd")
    if borrows:
        first = first._replace(value=first.value * times, step=first.step * times)
    return first, second


def _scale_of(number: Number) -> Decimal:
    scale = _SCALE_OF.search(number.text)
    return Decimal(10) ** _SCALES[scale[1].lower()] if scale else Decimal(1)
