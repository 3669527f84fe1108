"""A source that changes is named with the place, and an ordinary night is not: shapes against answers made by hand."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.collect.archive import Manifest, unpack
from brief.collect.shape import ENOUGH, MOST_PLACES, Shape, Spot, changes, merged, shape_of
from brief.models import Payload
from nights import BUNDLED, SPECIMEN
from recordings import whole
from specimen.make import DAY
from test_try_recordings import READ

AT = datetime(2025, 11, 4, 12, tzinfo=UTC)


QUOTED = "a number in quotes"


def payload(body: object) -> Payload:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Payload(source="alpha", url="https://example.org/", body=raw, fetched_at=AT)


def seen(body: object, known: Shape | None = None) -> Shape:
    shape = shape_of(payload(body), known)
    assert shape is not None
    return shape


def learned(*bodies: object) -> Shape:
    known = None
    for body in bodies:
        known = merged(known, seen(body, known))
    assert known is not None
    return known


def told(known: Shape, body: object, *, firm: bool = True) -> list[str]:
    return [change.said for change in changes(known, seen(body, known)) if change.firm or not firm]


ROWS = [{"id": number, "price": f"{number}.5", "name": "ab", "at": "2025-11-04T00:00:00Z"} for number in range(20)]
GOOD = {"status": "ok", "data": {"rows": ROWS, "caps": {"BTC": 1.5, "ETH": 2}}, "next": None}


def without(name: str) -> list[dict[str, Any]]:
    return [{key: value for key, value in row.items() if key != name} for row in ROWS]


def with_rows(rows: object) -> dict[str, Any]:
    return {**GOOD, "data": {"rows": rows, "caps": {"BTC": 1.5, "SOL": 2, "XRP": 3}}}


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (with_rows(ROWS), []),
        (with_rows(ROWS[:7][::-1]), []),
        (with_rows(without("price")), ["/data/rows/*/price is gone"]),
        (
            with_rows([{**row, "price": 7} for row in ROWS]),
            [f"/data/rows/*/price is a number where {QUOTED} was"],
        ),
        (
            with_rows([{**row, "price": "n/a"} for row in ROWS]),
            [f"/data/rows/*/price is text where {QUOTED} was"],
        ),
        (with_rows([{**row, "price": None} for row in ROWS]), ["/data/rows/*/price is null everywhere"]),
        (with_rows([{**row, "price": None if row["id"] else "1"} for row in ROWS]), []),
        (
            with_rows([{**row, "price": [1]} for row in ROWS]),
            [f"/data/rows/*/price is a list where {QUOTED} was"],
        ),
        (with_rows([{**row, "name": "12"} for row in ROWS]), []),
        (with_rows([{**row, "extra": 1} for row in ROWS]), ["/data/rows/*/extra is new"]),
        (with_rows([{**row, **({"extra": 1} if row["id"] == 3 else {})} for row in ROWS]), []),
        (with_rows(ROWS[:2]), ["/data/rows has 2 items where 20 were"]),
        (with_rows(ROWS * 5), ["/data/rows has 100 items where 20 were"]),
        (with_rows([]), ["/data/rows has 0 items where 20 were"]),
        (with_rows({"rows": ROWS}), ["/data/rows is an object where a list was"]),
        ({"status": "ok", "data": None, "next": None}, ["/data is null everywhere"]),
        ({"status": "error"}, ["/data is gone", "/next is gone"]),
        (b"<html><body>Maintenance</body></html>", ["it is a web page where JSON was"]),
    ],
)
def test_what_has_changed_is_named_with_its_place(body: object, said: list[str]) -> None:
    known = learned(*[GOOD] * ENOUGH)
    assert told(known, body) == said


def test_of_an_answer_seen_once_only_its_rows_are_sure() -> None:
    known = learned(GOOD)
    assert told(known, {"status": "ok", "data": GOOD["data"]}) == []
    assert told(known, {"status": "ok", "data": GOOD["data"]}, firm=False) == ["/next is gone"]
    assert told(known, with_rows(without("price"))) == ["/data/rows/*/price is gone"]


def test_what_was_learned_is_not_told_again() -> None:
    changed = with_rows(without("price"))
    known = learned(*[GOOD] * ENOUGH, changed)
    assert told(known, changed, firm=False) == []
    assert told(known, GOOD, firm=False) == []


def test_what_is_known_comes_to_rest() -> None:
    """Else the file of every source would change every night."""
    known = learned(*[GOOD] * ENOUGH)
    assert merged(known, seen(GOOD, known)) == known


def test_a_row_of_columns_keeps_their_places() -> None:
    known = learned([[1700000000000, "1.5", "2.5", 7]] * 5)
    assert told(known, [[1700000000000, "1.5", 7]] * 5) == [
        "/*/3 is gone",
        "/*/2 is a number where a number in quotes was",
    ]


def test_names_that_come_and_go_become_one_place() -> None:
    nights = [{"odds": {f"coin-{(night * 7 + number):x}q": "yes" for number in range(7)}} for night in range(12)]
    known = learned(*nights)
    assert "/odds/*" in known.places
    assert told(known, {"odds": {"other": "yes"}}, firm=False) == []


TABLE = """<html><table class="etf"><tr><th></th><th></th><th>Total</th></tr><tr><td></td><td>IBIT</td><td></td></tr>
{rows}</table></html>"""


def page(*rows: tuple[str, ...]) -> bytes:
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return TABLE.replace("{rows}", cells).encode()


def test_a_column_of_a_table_that_is_gone_or_full_of_words_is_named() -> None:
    known = learned(page(*[("03 Nov 2025", "(1.5)", "2,000.1")] * 12))
    assert told(known, page(*[("04 Nov 2025", "-", "0.0")] * 12)) == ["table[etf]/row[*]/col[IBIT] is null everywhere"]
    assert told(known, page(*[("04 Nov 2025", "soon", "0.0")] * 12)) == [
        "table[etf]/row[*]/col[IBIT] is text where a number in quotes was"
    ]
    renamed = page(*[("03 Nov 2025", "(1.5)", "2")] * 12).replace(b"IBIT", b"IBTC")
    assert told(known, renamed) == ["table[etf]/row[*]/col[IBIT] is gone", "table[etf]/row[*]/col[IBTC] is new"]
    assert told(known, b"<html><p>moved</p></html>", firm=False) == ["table[etf] is gone"]


def test_a_column_of_a_csv_file_that_is_gone_is_named() -> None:
    known = learned(b"date,DGS10\n" + b"2025-11-03,4.1\n" * 9)
    assert told(known, b"date,DGS10\n" + b"2025-11-04,4.2\n" * 9) == []
    assert told(known, b"date,DGS30\n" + b"2025-11-04,4.2\n" * 9) == [
        "line[*]/col[DGS10] is gone",
        "line[*]/col[DGS30] is new",
    ]


def test_an_element_that_no_entry_of_a_feed_has_any_more_is_named() -> None:
    entry = b"<item><title>a</title><pubDate>b</pubDate></item>"
    known = learned(b"<rss><channel>" + entry * 9 + b"</channel></rss>")
    assert told(known, b"<rss><channel>" + entry * 4 + b"</channel></rss>") == []
    undated = b"<rss><channel>" + b"<item><title>a</title></item>" * 9 + b"</channel></rss>"
    assert told(known, undated) == ["/rss/*/channel/*/item/*/pubDate is gone"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"plain words",
        b'{"cut": [1, 2',
        b"<rss><channel>",
        b"BEGIN:VCALENDAR\r\n",
        b"[" * 100_000,
        b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
    ],
)
def test_what_cannot_be_read_has_no_shape(body: bytes) -> None:
    assert shape_of(payload(body)) is None


def test_an_answer_without_end_has_a_shape_of_some_size_and_nothing_of_it_is_gone() -> None:
    known = learned({f"name{'x' * number}": {"a": 1} for number in range(2000)})
    assert len(known.places) <= MOST_PLACES
    assert not known.whole
    deep: Any = 1
    for _ in range(300):
        deep = {"a": deep}
    assert len(learned(deep).places) < 20


NAMES = st.sampled_from(["price", "id", "BTC", "2025-11-04", "a/b", "~", "*", "é", "x\ny", "", "rows", "data"])
LEAVES = st.none() | st.booleans() | st.integers(-9, 9) | st.sampled_from(["1.5", "word", "", "2025-11-04", 0.5])
JSON = st.recursive(
    LEAVES, lambda below: st.lists(below, max_size=4) | st.dictionaries(NAMES, below, max_size=4), max_leaves=25
)
BODIES = st.lists(JSON, max_size=4) | st.dictionaries(NAMES, JSON, max_size=4)


@given(
    st.binary(max_size=200) | st.text(max_size=200).map(str.encode) | BODIES.map(lambda body: json.dumps(body).encode())
)
def test_no_bytes_make_it_raise(body: bytes) -> None:
    shape = shape_of(payload(body))
    assert shape is None or changes(shape, shape) == ()


@given(BODIES)
def test_the_same_answer_again_is_no_change_in_whatever_order_its_fields_come(body: Any) -> None:
    known = learned(body)
    assert changes(known, seen(turned(body), known)) == ()
    for text in known.places.values():
        assert str(Spot.read(text)) == text


def turned(value: Any) -> Any:
    """The same with every object's fields the other way round."""
    if isinstance(value, dict):
        return {key: turned(below) for key, below in reversed(value.items())}
    return [turned(below) for below in value] if isinstance(value, list) else value


@given(st.lists(BODIES, min_size=1, max_size=4))
def test_what_was_learned_last_is_told_of_no_more(bodies: list[Any]) -> None:
    assert told(learned(*bodies), bodies[-1], firm=False) == []


RECORDS = st.fixed_dictionaries(
    {"a": st.integers(), "b": st.sampled_from(["word", "other"]), "c": st.fixed_dictionaries({"d": st.booleans()})}
)


@given(st.lists(RECORDS, min_size=3, max_size=9), st.data())
def test_exactly_the_field_that_was_taken_out_is_gone(rows: list[dict[str, Any]], data: st.DataObject) -> None:
    """The truth by hand: of every path of a row one is taken out of all rows, or of all but one."""
    path = data.draw(st.sampled_from([("a",), ("b",), ("c",), ("c", "d")]))
    spared = data.draw(st.integers(0, len(rows)))  # the last number spares none
    known = learned({"rows": rows})
    left = [row if number == spared else cut(row, path) for number, row in enumerate(rows)]
    gone = [] if spared < len(rows) else [f"/rows/*/{'/'.join(path)} is gone"]
    assert told(known, {"rows": left}) == gone


def cut(row: dict[str, Any], path: tuple[str, ...]) -> dict[str, Any]:
    first, *rest = path
    if not rest:
        return {key: value for key, value in row.items() if key != first}
    return {**row, first: cut(row[first], tuple(rest))}


def archived(folder: Path, manifest: Manifest) -> Iterator[Payload]:
    class Folder:
        def get(self, name: str) -> bytes:
            return (folder / name).read_bytes()

        def put(self, name: str, data: bytes) -> None:
            raise AssertionError

    for entry in manifest.requests:
        body = unpack(entry, Folder())
        yield Payload(source=entry.source, url=entry.url, body=body, fetched_at=entry.fetched_at, tag=entry.tag)


def nights() -> Iterator[Payload]:
    for folder in (SPECIMEN / "_raw" / DAY.isoformat(), SPECIMEN.parents[1] / "content" / "_raw" / BUNDLED.isoformat()):
        yield from archived(folder, Manifest.model_validate_json((folder / "manifest.json").read_bytes()))


def test_a_night_again_raises_no_alarm() -> None:
    """Every answer of both bundled nights, read a second time with what was learned of the first."""
    looked = 0
    for answer in nights():
        shape = shape_of(answer)
        if shape is not None:
            looked += 1
            assert changes(shape, seen(answer.body, shape)) == ()
    assert looked > 150


def test_half_the_rows_of_an_answer_are_as_the_other_half() -> None:
    """Two ordinary nights, of every answer that has rows enough: each half is known, the other comes."""
    alarms, pairs = [], 0
    for answer in nights():
        for one, other in halves(answer.body):
            pairs += 1
            alarms += [(answer.source, said) for said in told(learned(one), other) if not said.endswith("is new")]
    assert pairs > 80
    assert alarms == []


def halves(body: bytes) -> Iterator[tuple[object, object]]:
    """A JSON answer with every other row of its longest list, and with those in between."""
    try:
        value = json.loads(body)
    except ValueError:
        return
    lists = [found for found in rows_of(value) if len(found) >= 4 and isinstance(found[0], dict | list)]
    if not lists:
        return
    rows = max(lists, key=len)
    every = list(rows)
    for one, other in ((every[::2], every[1::2]), (every[1::2], every[::2])):
        rows[:] = one
        first = json.dumps(value).encode()
        rows[:] = other
        yield first, json.dumps(value).encode()


def rows_of(value: Any) -> Iterator[list[Any]]:
    if isinstance(value, list):
        yield value
    for below in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from rows_of(below)


def test_recordings_of_one_request_differ_in_nothing_that_is_surely_broken(contracts: Path) -> None:
    """Where several answers to the same request were recorded, months apart: a sample of a documentation is none."""
    groups: dict[tuple[str, str], dict[str, bytes]] = {}
    for case in READ:
        for file in case.files.split():
            stem = file.rpartition("/")[2].partition(".")[0].rstrip("0123456789-")
            if case.unwrap is whole and "docs-sample" not in file:
                groups.setdefault((case.source, stem), {})[file] = (contracts / file).read_bytes()
    pairs = [pair for bodies in groups.values() for pair in permutations(bodies.values(), 2)]
    assert pairs
    for one, other in pairs:
        known = shape_of(payload(one))
        if known is not None:
            assert told(known, other) == []
