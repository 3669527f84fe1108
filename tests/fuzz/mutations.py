"""What a body may turn into on its way: cut, filled, swapped, in another charset, deep, huge, or with markup in it."""

import copy
import json
import re
from collections.abc import Iterator
from typing import Any

from fuzz.dice import Dice
from hostile import ADDRESSES, HOSTILE

MOST_SPOTS = 3000
_NUMBER = re.compile(rb"\d+(?:\.\d+)?")
_GONE = object()


def _deep(depth: int, leaf: Any) -> Any:
    for number in range(depth):
        leaf = [leaf] if number % 2 else {"data": leaf}
    return leaf


VALUES: tuple[Any, ...] = (
    *(None, "", True, False, 0, -1, 1, 0.5, -0.0, 1e308, -1e308, 5e-324, 10**30, -(10**30), 10**400, 2**63, 2**31),
    *(
        "0",
        "-1",
        "NaN",
        "Infinity",
        "-Infinity",
        "1e999999",
        "1e-999999",
        "1_000",
        "١٢٣",
        "0x10",
        "1,5",
        "9" * 500,
        ".",
    ),
    *(" 1", "1 ", "+1", "--1", "1e40", "1e41", "null", "-", "$1", "(1)", "1%"),
    *("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "2025-02-30", "2025-11-04", "2025-11-04T25:00:00Z"),
    *("Tue, 04 Nov 2025 12:00:00 GMT", "4 Nov 2025", 1e11, 99999999999999, -62135596800, "1762257600", 1762257600),
    *("word", "x" * 5000, "\ud800", "a\u2028b\x00c", "https://a.example:0/", "//[", "javascript:alert(1)", "\u202eabc"),
    *([], {}, [[]], [{}], {"": None}, {"a": {"b": 1}}, [None], ["x"], [1, 2, 3], _deep(60, 1), _deep(200, None)),
    *HOSTILE,
    *ADDRESSES,
)
PIECES = (
    *(b"\x00", b"\xff", b"\xff\xfe", b"\xef\xbb\xbf", b"\xc3", b"\xed\xa0\x80", b"\r", b"\n", b"\t", b'"', b"'", b","),
    *(b"{", b"}", b"[", b"]", b":", b"<", b">", b"&", b"\\", b"\\u0000", b"\\ud800", b"null", b"-", b"1e999"),
    *(b"<script>alert(1)</script>", b"<b>", b"</table>", b"<table>", b"<td>", b"</td>", b"<tr>", b"]]>", b"<!--"),
    *(b"&#x110000;", b"&lt;script&gt;", b"<![CDATA[", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"{{ x }}", b"{% raw %}"),
    *(b"[" * 3000, b"<div>" * 300, b"9" * 600, "é中🚀".encode(), b"(", b")", b"%", b"\xa0", b"=" * 50, b"</item>"),
)
CHARSETS = ("utf-16", "utf-16-be", "utf-32", "latin-1", "cp1252", "utf-7", "shift_jis", "utf-8-sig")


def mutated(body: bytes, dice: Dice) -> bytes:
    """`body` after one to three mutations; what is JSON mostly stays JSON."""
    for _ in range(1 + dice.below(3)):
        value = _json(body) if dice.below(4) else None
        body = _bytes(body, dice) if value is None else _spelled(_structure(value, dice))
    return body


def _json(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def _spelled(value: Any) -> bytes:
    return json.dumps(value).encode()


def _spots(value: Any) -> Iterator[tuple[Any, Any]]:
    due = [value]
    while due:
        holder = due.pop()
        for key in list(holder) if isinstance(holder, dict) else range(len(holder)):
            yield holder, key
            if isinstance(holder[key], dict | list):
                due.append(holder[key])


def _structure(value: Any, dice: Dice) -> Any:
    """JSON with one place changed: filled anew, gone, renamed, wrapped, doubled, moved, or its fields turned."""
    if not isinstance(value, dict | list):
        return dice.one_of(VALUES)
    spots = [spot for spot, _ in zip(_spots(value), range(MOST_SPOTS), strict=False)]
    if not spots:
        return dice.one_of(VALUES)
    holder, key = spots[dice.below(len(spots))]
    here = holder[key]
    what = dice.below(12)
    if what < 4:
        holder[key] = copy.deepcopy(dice.one_of(VALUES))
    elif what == 4:
        del holder[key]
    elif what == 5:
        other, at = spots[dice.below(len(spots))]
        holder[key] = copy.deepcopy(other[at])
    elif what < 9:
        _moved(holder, key, dice)
    else:
        holder[key] = dice.one_of(([here], {"data": here}, _swapped(here), copy.deepcopy(value), []))
    return value


def _moved(holder: Any, key: Any, dice: Dice) -> None:
    """A field under another name, or all of them the other way round; an item of a list twice."""
    if isinstance(holder, list):
        holder.insert(0 if dice.below(2) else key, copy.deepcopy(holder[key]))
    elif dice.below(3):
        holder[dice.one_of(("", "a/b", "~", "data", "__proto__", f"{key}s"))] = holder.pop(key)
    else:
        turned = dict(reversed(holder.items()))
        holder.clear()
        holder.update(turned)


def _swapped(here: Any) -> Any:
    """The same in another type, as sources change their mind."""
    if isinstance(here, bool) or here is None:
        return str(here).lower()
    if isinstance(here, int | float):
        return str(here)
    if isinstance(here, str):
        return float(here) if re.fullmatch(r"-?\d{1,9}(\.\d{1,9})?", here) else [here]
    return list(here.values()) if isinstance(here, dict) else {str(number): one for number, one in enumerate(here)}


def _bytes(body: bytes, dice: Dice) -> bytes:
    """Any body: cut off, a piece gone, doubled, put in, another charset, other digits."""
    at = dice.below(len(body) + 1)
    length = 1 + dice.below(80)
    match dice.below(8):
        case 0:
            return body[:at]
        case 1:
            return body[:at] + body[at + length :]
        case 2:
            return body[:at] + body[at : at + length] * 3 + body[at + length :]
        case 3 | 4:
            return body[:at] + dice.one_of(PIECES) + body[at:]
        case 5:
            charset = dice.one_of(CHARSETS)
            return body.decode("utf-8", "replace").encode(charset, "replace")
        case 6:
            numbers = list(_NUMBER.finditer(body))
            if not numbers:
                return body + dice.one_of(PIECES)
            found = numbers[dice.below(len(numbers))]
            return body[: found.start()] + dice.one_of(NUMBERS) + body[found.end() :]
        case _:
            return body[:at] + dice.one_of(TEXTS) + body[at + length :]


NUMBERS = (
    b"",
    b"0",
    b"-1",
    b"9" * 400,
    b"1e400",
    b"1E-400",
    b"NaN",
    b"1.5.5",
    b"-",
    b"00",
    b"99999999999999999999",
    b"x",
)
TEXTS = tuple(text.encode("utf-8", "surrogatepass") for text in HOSTILE)
