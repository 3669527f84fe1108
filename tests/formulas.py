"""Redoing a formula from a receipt: a calculator of its own, which shares no code with the package.

Names and places are looked up by whoever calls; the arithmetic and the functions a formula may use are here, each
written from its definition.
"""

import ast
import re
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from statistics import correlation, median, stdev

Rows = list[tuple[date, Decimal]]
Value = Decimal | Rows
_NAME = re.compile(r"[a-z][a-z0-9_-]*(?:\.[a-z0-9_-]+)+(?:\[[0-9-]+(?:\.\.[0-9-]+)?\])?|\{[^}]+\}|\bvalue\b")


def redo(formula: str, look_up: Callable[[str], Value]) -> Decimal:
    """The value of a formula; what stands behind a semicolon is for people."""
    found: dict[str, Value] = {}

    def placeholder(match: re.Match[str]) -> str:
        name = f"v{len(found)}"
        found[name] = look_up(match[0])
        return name

    text = _NAME.sub(placeholder, formula.partition(";")[0])
    result = _of(ast.parse(text.strip(), mode="eval").body, found)
    assert isinstance(result, Decimal | int), formula
    return Decimal(result)


def _of(node: ast.expr, found: dict[str, Value]) -> Value:
    if isinstance(node, ast.Constant):
        return Decimal(node.value) if isinstance(node.value, int) else _constant(str(node.value))
    if isinstance(node, ast.Name):
        value = found[node.id]
        return value[0][1] if isinstance(value, list) and len(value) == 1 else value
    if isinstance(node, ast.UnaryOp):
        return -_number(_of(node.operand, found))
    if isinstance(node, ast.BinOp):
        left, right = _number(_of(node.left, found)), _number(_of(node.right, found))
        if isinstance(node.op, ast.Add):
            return left + right
        if isinstance(node.op, ast.Sub):
            return left - right
        return left * right if isinstance(node.op, ast.Mult) else left / right
    assert isinstance(node, ast.Call), ast.dump(node)
    assert isinstance(node.func, ast.Name)
    return FUNCTIONS[node.func.id]([_of(each, found) for each in node.args])


def _constant(text: str) -> Value:
    """A number, or a day that stands between quotes."""
    return [(date.fromisoformat(text), Decimal(1))] if text.count("-") == 2 else Decimal(text)


def count_days(given: Sequence[Value]) -> Decimal:
    """How many days from one to another, both counted."""
    (first, _), (last, _) = (_rows(each)[0] for each in given)
    return Decimal(sum(1 for _ in range(first.toordinal(), last.toordinal() + 1)))


def _number(value: Value) -> Decimal:
    assert isinstance(value, Decimal), value
    return value


def values(given: Sequence[Value]) -> list[Decimal]:
    """All numbers of the arguments in their order."""
    return [number for each in given for number in ([v for _, v in each] if isinstance(each, list) else [each])]


def _rows(value: Value) -> Rows:
    assert isinstance(value, list), value
    return value


def returns(given: Sequence[Value]) -> Rows:
    rows = _rows(given[0])
    return [(day, later / earlier - 1) for (_, earlier), (day, later) in pairwise(rows)]


def differences(given: Sequence[Value]) -> Rows:
    rows = _rows(given[0])
    return [(day, later - earlier) for (_, earlier), (day, later) in pairwise(rows)]


def sums(given: Sequence[Value]) -> Rows:
    rows, n = _rows(given[0]), int(_number(given[1]))
    return [(rows[i][0], sum((v for _, v in rows[i - n + 1 : i + 1]), Decimal(0))) for i in range(n - 1, len(rows))]


def months(given: Sequence[Value]) -> Rows:
    found: dict[tuple[int, int], Decimal] = {}
    for day, value in _rows(given[0]):
        found[day.year, day.month] = found.get((day.year, day.month), Decimal(0)) + value
    return [(date(year, month, 1), total) for (year, month), total in found.items()]


def month_changes(given: Sequence[Value]) -> Rows:
    """Of a stock: from the first day of each month to the first of the next."""
    firsts = [(day, value) for day, value in _rows(given[0]) if day.day == 1]
    return [(day, later - earlier) for (day, earlier), (_, later) in pairwise(firsts)]


def rsi(given: Sequence[Value]) -> Decimal:
    prices, n = [v for _, v in _rows(given[0])], int(_number(given[1]))
    moves = [b - a for a, b in pairwise(prices)]
    up = sum((m for m in moves[:n] if m > 0), Decimal(0)) / n
    down = sum((-m for m in moves[:n] if m < 0), Decimal(0)) / n
    for move in moves[n:]:
        up = (up * (n - 1) + max(move, Decimal(0))) / n
        down = (down * (n - 1) + max(-move, Decimal(0))) / n
    return 100 - 100 / (1 + up / down)


def common(given: Sequence[Value]) -> list[tuple[Decimal, Decimal]]:
    one, other = dict(_rows(given[0])), dict(_rows(given[1]))
    return [(one[day], other[day]) for day in sorted(one.keys() & other.keys())]


def correlated(given: Sequence[Value]) -> Decimal:
    pairs = common(given)
    moves = [(float(b[0] / a[0] - 1), float(b[1] / a[1] - 1)) for a, b in pairwise(pairs)]
    return Decimal(str(round(correlation([x for x, _ in moves], [y for _, y in moves]), 6)))


def streak(given: Sequence[Value]) -> Decimal:
    numbers = values(given)
    run = 0
    for number in reversed(numbers):
        if number * numbers[-1] <= 0:
            break
        run += 1
    return Decimal(run)


def since(side: int, whole: bool) -> Callable[[Sequence[Value]], Decimal]:
    """How many, where the last is the lowest (-1) or highest (1) of all, but for the first unless `whole`."""

    def count(given: Sequence[Value]) -> Decimal:
        numbers = [number * side for number in values(given)]
        between = numbers[:-1] if whole else numbers[1:-1]
        assert all(number < numbers[-1] for number in between), "one in between is beyond the last"
        assert whole or numbers[0] >= numbers[-1], "the first is not at or beyond the last"
        return Decimal(len(numbers))

    return count


def rank(side: int) -> Callable[[Sequence[Value]], Decimal]:
    def place(given: Sequence[Value]) -> Decimal:
        numbers = [number * side for number in values(given)]
        return Decimal(sum(number >= numbers[-1] for number in numbers))

    return place


def season(what: str) -> Callable[[Sequence[Value]], Decimal]:
    def told(given: Sequence[Value]) -> Decimal:
        ends = values(given)
        changes = [(b / a - 1) * 100 for a, b in zip(ends[::2], ends[1::2], strict=True)]
        if what == "ups":
            return Decimal(sum(change > 0 for change in changes))
        return Decimal(len(changes)) if what == "years" else median(changes)

    return told


def level(above: bool) -> Callable[[Sequence[Value]], Decimal]:
    """The next multiple of the smallest 1, 2 or 5 with zeros that is at least a twentieth of the price."""

    def found(given: Sequence[Value]) -> Decimal:
        price = _number(given[0])
        steps = [Decimal(n).scaleb(power) for power in range(-12, 9) for n in (1, 2, 5)]
        step = min(each for each in steps if each * 20 >= price)
        times = price // step
        return (times + 1 if above else times) * step

    return found


def _sample_deviation(given: Sequence[Value]) -> Decimal:
    return stdev(values(given))


FUNCTIONS: dict[str, Callable[[Sequence[Value]], Value]] = {
    "sum": lambda given: sum(values(given), Decimal(0)),
    "mean": lambda given: sum(values(given), Decimal(0)) / len(values(given)),
    "max": lambda given: max(values(given)),
    "min": lambda given: min(values(given)),
    "abs": lambda given: abs(_number(given[0])),
    "sqrt": lambda given: _number(given[0]).sqrt(),
    "count_lower": lambda given: Decimal(sum(number < values(given)[-1] for number in values(given))),
    "count_days": count_days,
    "count": lambda given: Decimal(len(values(given))),
    "count_negative": lambda given: Decimal(sum(number < 0 for number in values(given))),
    "count_common": lambda given: Decimal(len(common(given))),
    "stdev": _sample_deviation,
    "returns": returns,
    "differences": differences,
    "sums": sums,
    "months": months,
    "month_changes": month_changes,
    "rsi": rsi,
    "correlation": correlated,
    "streak": streak,
    "lowest_since": since(-1, whole=False),
    "highest_since": since(1, whole=False),
    "lowest_of": since(-1, whole=True),
    "highest_of": since(1, whole=True),
    "rank_lowest": rank(-1),
    "rank_highest": rank(1),
    "season_ups": season("ups"),
    "season_years": season("years"),
    "season_median": season("median"),
    "level_below": level(above=False),
    "level_above": level(above=True),
}
