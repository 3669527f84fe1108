"""How we spell numbers, money, dates and ordinals: one function per spelling, all pure.

Owns the house style. The answer is plain text, not Markdown: a dollar sign is escaped where the text is written.
Refuses floats, hyphens as minus signs, and rounding any way but half up.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import partial

from brief.models import Spelling, Unit, day_of

MINUS = "−"
MONTHS = ("Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")
FULL_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
CARDINALS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")

# Power of ten, decimals, word, letter, and the printed number at which the next unit takes over.
UNITS = (
    (0, 0, "", "", Decimal(1_000_000)),
    (6, 1, "million", "M", Decimal(1_000)),
    (9, 2, "billion", "B", Decimal(1_000)),
    (12, 2, "trillion", "T", Decimal("Infinity")),
)

_IN_MILLIONS = Decimal(10_000_000)
"""From here on dollars are an amount, below they are a price."""

# From this many daily standard deviations on: the verb for a rise, the verb for a fall.
MOVES = (
    (Decimal("3.5"), "surged", "plunged"),
    (Decimal("2.5"), "jumped", "slid"),
    (Decimal("1.5"), "climbed", "dropped"),
    (Decimal(1), "rose", "fell"),
    (Decimal("0.5"), "edged up", "edged down"),
    (Decimal(0), "little changed", "little changed"),
)


def minus(text: str) -> str:
    """A number's text with a real minus sign.

    >>> minus("-5.7"), minus("5.7")
    ('−5.7', '5.7')
    """
    return text.replace("-", MINUS)


def usd(value: Decimal) -> str:
    """A price, exact: what the source gave, to the cent from $1,000 on and never more than five digits below $1.

    >>> usd(Decimal("103849")), usd(Decimal("126199.63")), usd(Decimal("3600.00")), usd(Decimal("0.5021"))
    ('$103,849', '$126,199.63', '$3,600', '$0.5021')
    >>> usd(Decimal("158")), usd(Decimal("158.5")), usd(Decimal("-186.5")), usd(Decimal("0.0000123456"))
    ('$158', '$158.50', '−$186.50', '$0.000012346')
    """
    size = abs(value)
    places = 2 if size >= 1000 else 4 if size >= 1 else 4 - size.adjusted()
    digits, _, cents = f"{_round(size, places):,f}".rstrip("0").partition(".")
    return _sign(value) + "$" + (f"{digits}.{cents:0<2}" if cents else digits)


def money(value: Decimal, *, signed: bool = False) -> str:
    """A rounded amount. Unsigned it is the size alone, for a verb to say which way; signed it carries plus or minus.

    >>> money(Decimal(186500000)), money(Decimal(-1337200000)), money(Decimal("2.6581e12")), money(Decimal(43512))
    ('$186.5 million', '$1.34 billion', '$2.66 trillion', '$43,512')
    >>> money(Decimal(70000000), signed=True), money(Decimal(-999960000), signed=True), money(Decimal(0), signed=True)
    ('+$70.0 million', '−$1.00 billion', '$0')
    """
    number, word, _ = _scaled(value)
    sign = _sign(value, plus=True) if signed and number != "0" else ""
    return f"{sign}${number} {word}".rstrip()


def money_stated(value: Decimal, text: str) -> str:
    """An amount as finely as `text` gives it, where that is in millions or more: "$128 million" said is not "$128.0".

    >>> money_stated(Decimal(128000000), "$128 million"), money_stated(Decimal(128600000), "$128.6M")
    ('$128 million', '$128.6 million')
    >>> money_stated(Decimal(1080000), "$1,080,000"), money_stated(Decimal(2000000000), "$2B")
    ('$1.1 million', '$2 billion')
    """
    number, word, _ = _scaled(value)
    whole, _, decimals = number.partition(".")
    coarse = "." not in text and not decimals.strip("0")
    return f"${whole if coarse else number} {word}".rstrip()


def money_short(value: Decimal) -> str:
    """A rounded amount for a title, without sign.

    >>> money_short(Decimal(1370000000)), money_short(Decimal(-186500000)), money_short(Decimal(412000000))
    ('$1.37B', '$186.5M', '$412M')
    """
    number, _, letter = _scaled(value)
    return f"${number.removesuffix('.0')}{letter}"


def usd_range(low: Decimal, high: Decimal) -> str:
    """Two prices; one where both print the same.

    >>> usd_range(Decimal(3600), Decimal(3634)), usd_range(Decimal(3600), Decimal("3600.00"))
    ('$3,600 to $3,634', '$3,600')
    """
    return _range(usd(low), usd(high))


def percent(value: Decimal, *, signed: bool = False, places: int = 1) -> str:
    """A percentage. A minus is always printed, a plus where signed; what rounds to zero has neither.

    >>> percent(Decimal("-5.71")), percent(Decimal("0.35"), signed=True), percent(Decimal("-0.04"), signed=True)
    ('−5.7%', '+0.4%', '0.0%')
    """
    return _number(value, places, signed=signed) + "%"


def points(value: Decimal, *, signed: bool = False) -> str:
    """A difference of two percentages.

    >>> points(Decimal("0.4")), points(Decimal("-1")), points(Decimal("-3.14"), signed=True)
    ('0.4 percentage point', '1.0 percentage point', '−3.1 percentage points')
    """
    number = _number(value if signed else abs(value), 1, signed=signed)
    return f"{number} percentage point{'' if abs(_round(value, 1)) <= 1 else 's'}"


def basis_points(value: Decimal, *, signed: bool = True) -> str:
    """A difference of two yields in percent, with its sign; unsigned it is the size alone.

    >>> basis_points(Decimal("0.12")), basis_points(Decimal("-0.03")), basis_points(Decimal("0.001"))
    ('+12 bp', '−3 bp', '0 bp')
    >>> basis_points(Decimal("0.22"), signed=False), basis_points(Decimal("-0.03"), signed=False)
    ('22 bp', '3 bp')
    """
    return f"{_number((value if signed else abs(value)) * 100, 0, signed=signed)} bp"


def rate(value: Decimal, *, signed: bool = False) -> str:
    """A funding rate: percent with four decimals, as venues print it.

    >>> rate(Decimal("0.00254")), rate(Decimal("-0.0101"), signed=True), rate(Decimal("0.01"), signed=True)
    ('0.0025%', '−0.0101%', '+0.0100%')
    """
    return _number(value, 4, signed=signed) + "%"


def number(value: Decimal, places: int, *, signed: bool = False) -> str:
    """A plain number with so many decimals.

    >>> number(Decimal("0.7612"), 2), number(Decimal("35.74"), 1), number(Decimal("-4.94"), 1, signed=True)
    ('0.76', '35.7', '−4.9')
    """
    return _number(value, places, signed=signed)


def coins(value: Decimal, symbol: str, *, signed: bool = False) -> str:
    """An amount of a coin: whole ones, or three digits of less than a hundred.

    >>> coins(Decimal("-1796.4"), "BTC"), coins(Decimal("58.21"), "ETH"), coins(Decimal("95990.1"), "BTC", signed=True)
    ('1,796 BTC', '58.2 ETH', '+95,990 BTC')
    """
    places = 0 if abs(value) >= 100 else 1
    return f"{_number(value if signed else abs(value), places, signed=signed)} {symbol}"


def hash_rate(value: Decimal) -> str:
    """Hashes a second, as exahashes: a trillion million of them.

    >>> hash_rate(Decimal("1032365847424372700000")), hash_rate(Decimal("98765432109876543210"))
    ('1,032 EH/s', '98.8 EH/s')
    """
    exa = value.scaleb(-18)
    return f"{_number(exa, 0 if abs(exa) >= 100 else 1, signed=False)} EH/s"


def fee_rate(value: Decimal) -> str:
    """What a transaction pays for its size, as finely as it was given, to a hundredth.

    >>> fee_rate(Decimal("2.023")), fee_rate(Decimal("0.5")), fee_rate(Decimal("12"))
    ('2.02 sat/vB', '0.5 sat/vB', '12 sat/vB')
    """
    digits = f"{_round(value, 2):,f}"
    return f"{digits.rstrip('0').rstrip('.') if '.' in digits else digits} sat/vB"


def scaled(value: Decimal) -> str:
    """A large number in words, like an amount of money without the dollar.

    >>> scaled(Decimal("155970000000000.7")), scaled(Decimal("72006146478567.1"))
    ('155.97 trillion', '72.01 trillion')
    """
    number, word, _ = _scaled(value)
    return f"{_sign(value)}{number} {word}".rstrip()


def of_unit(value: Decimal, unit: Unit, *, like: Decimal | None = None, signed: bool = False) -> str:
    """A figure of any unit, as finely as one of the size of `like` is written, so that a column has one spelling.

    >>> of_unit(Decimal("106583.04"), "usd"), of_unit(Decimal(-186500000), "usd", signed=True)
    ('$106,583.04', '−$186.5 million')
    >>> of_unit(Decimal("0.0051"), "percent"), of_unit(Decimal("0.5"), "percent", like=Decimal("52.4"), signed=True)
    ('0.0051%', '+0.5%')
    >>> of_unit(Decimal("21"), "index"), of_unit(Decimal("35.7"), "index"), of_unit(Decimal("1796.4"), "coin")
    ('21', '35.7', '1,796')
    """
    size = abs(value if like is None else like)
    if unit == "usd":
        return money(value, signed=True) if signed else minus_money(value) if size >= _IN_MILLIONS else usd(value)
    if unit in ("hashes", "sats"):
        return hash_rate(value) if unit == "hashes" else fee_rate(value)
    if unit == "percent":
        return percent(value, signed=signed, places=1 if size >= 10 else 2 if size >= 1 else 4)
    places = {"count": 0, "days": 0, "ratio": 4, "coin": 0 if size >= 100 else 1}
    if unit == "ratio" and size >= _IN_MILLIONS:
        return scaled(value)
    whole = value == value.to_integral_value()
    return _number(value, places.get(unit, 0 if whole else 1), signed=signed)


def minus_money(value: Decimal) -> str:
    """A rounded amount that has a sign only where it is a minus: a market value, a sum.

    >>> minus_money(Decimal(3450000000000)), minus_money(Decimal(-186500000))
    ('$3.45 trillion', '−$186.5 million')
    """
    return ("" if money(value) == "$0" else _sign(value)) + money(value)


def to_five_digits(value: Decimal) -> Decimal:
    """A computed price as fine as it means something: whole dollars from 1,000 on.

    >>> to_five_digits(Decimal("109834.4321")), to_five_digits(Decimal("158.23456"))
    (Decimal('109834'), Decimal('158.23'))
    """
    return _round(value, max(0, 4 - value.adjusted()))


def month_short(when: date) -> str:
    """A day's month as the house writes it.

    >>> month_short(date(2025, 11, 4))
    'Nov.'
    """
    return MONTHS[day_of(when).month - 1]


def month(number: int) -> str:
    """A month by its full name.

    >>> month(11)
    'November'
    """
    return FULL_MONTHS[number - 1]


def day(when: date, edition: date) -> str:
    """A day, with its year where that is not the edition's.

    >>> day(date(2025, 11, 3), date(2025, 11, 4)), day(date(2024, 11, 3), date(2025, 11, 4))
    ('Nov. 3', 'Nov. 3, 2024')
    """
    return full_day(when) if day_of(when).year != edition.year else full_day(when).rpartition(",")[0]


def full_day(when: date) -> str:
    """A day with its year.

    >>> full_day(date(2025, 11, 4)), full_day(date(2025, 9, 30))
    ('Nov. 4, 2025', 'Sept. 30, 2025')
    """
    own = day_of(when)
    return f"{MONTHS[own.month - 1]} {own.day}, {own.year}"


def clock(when: datetime) -> str:
    """A time of day.

    >>> clock(datetime(2025, 11, 4, 12, 0, tzinfo=UTC))
    '12:00 UTC'
    """
    return when.astimezone(UTC).strftime("%H:%M UTC")


def weekday(when: date) -> str:
    """The day of the week.

    >>> weekday(date(2025, 11, 4))
    'Tuesday'
    """
    return WEEKDAYS[day_of(when).weekday()]


def ordinal(n: int) -> str:
    """A rank, as a word up to ninth.

    >>> [ordinal(n) for n in (1, 4, 9, 10, 11, 21, 22, 103, 112)]
    ['first', 'fourth', 'ninth', '10th', '11th', '21st', '22nd', '103rd', '112th']
    """
    ending = "th" if n % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return ORDINALS[n - 1] if 1 <= n <= len(ORDINALS) else f"{n:,}{ending}"


def cardinal(n: int) -> str:
    """A count, as a word up to nine.

    >>> cardinal(0), cardinal(9), cardinal(10), cardinal(1204)
    ('zero', 'nine', '10', '1,204')
    """
    return CARDINALS[n] if 0 <= n < len(CARDINALS) else minus(f"{n:,}")


def plural(n: int, one: str, many: str = "") -> str:
    """A count with its noun; `many` where the plural is not the singular with an s.

    >>> plural(1, "session"), plural(4, "session"), plural(12, "entry", "entries")
    ('one session', 'four sessions', '12 entries')
    """
    return f"{cardinal(n)} {one if n == 1 else many or one + 's'}"


def round_level(price: Decimal) -> Decimal:
    """The nearest round price: thousands from 10,000 on, hundreds from 1,000, tens from 100, whole dollars from 1.

    >>> [int(round_level(Decimal(price))) for price in ("103849", "3634", "158.2", "2.27")]
    [104000, 3600, 160, 2]
    """
    for least, step in ((10_000, 1_000), (1_000, 100), (100, 10), (1, 1)):
        if price >= least:
            return _round(price / step, 0) * step
    return price


def level_short(price: Decimal) -> str:
    """A round price for a title.

    >>> [level_short(Decimal(price)) for price in (104000, 1250000, 3600, 160)]
    ['$104K', '$1.25M', '$3,600', '$160']
    """
    for least, size, letter in ((1_000_000, 1_000_000, "M"), (10_000, 1_000, "K")):
        if price >= least:
            return f"${(price / size).normalize():,f}{letter}"
    return usd(price)


def move_verb(z: Decimal) -> str:
    """The verb for a move of `z` daily standard deviations (90 days); the same ladder up and down.

    >>> [move_verb(Decimal(z)) for z in ("0.49", "0.5", "-0.9", "1", "-1.5", "2.5", "-3.5")]
    ['little changed', 'edged up', 'edged down', 'rose', 'dropped', 'jumped', 'plunged']
    """
    up, down = next((up, down) for least, up, down in MOVES if abs(z) >= least)
    return down if z < 0 else up


def _round(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _sign(value: Decimal, *, plus: bool = False) -> str:
    return MINUS if value < 0 else "+" if plus and value > 0 else ""


def _number(value: Decimal, places: int, *, signed: bool) -> str:
    """A rounded number with its sign, which is taken after rounding: nothing is minus zero."""
    rounded = _round(value, places)
    return f"{_sign(rounded, plus=signed)}{abs(rounded):,f}"


def _scaled(value: Decimal) -> tuple[str, str, str]:
    """The size of an amount as printed, and its unit as word and letter; 1,000 of a unit is one of the next."""
    sizes = [(_round(abs(value).scaleb(-ten), places), word, letter, top) for ten, places, word, letter, top in UNITS]
    return next((f"{number:,f}", word, letter) for number, word, letter, top in sizes if number < top)


def _range(low: str, high: str) -> str:
    return low if low == high else f"{low} to {high}"


SPELLED: dict[Spelling, Callable[[Decimal], str]] = {
    "flow": partial(money, signed=True),
    "money": money,
    "price": usd,
    "rate": partial(percent, places=2),
    "index": "{:f}".format,
    "level": partial(number, places=2),
}
"""Where what is told decides how it is written; everywhere else a template does."""
