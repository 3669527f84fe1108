"""Every source of notices, sent what it should never get: a web page, half an answer, an answer of another shape.

One that raised anything but a refusal would cost the night more than its own column; one that read on would print an
empty line, or the good news that nothing is wrong.
"""

import copy
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brief.errors import Refused, Unreachable
from brief.models import Item
from commands import is_sentence
from notices import AT, EVERY, Notices, spoiled

each = pytest.mark.parametrize("source", EVERY, ids=lambda source: source.module)


@each
def test_the_answer_as_it_should_be_is_read(source: Notices) -> None:
    found = source.read(source.answer)
    assert found
    for item in found:
        assert_is_a_notice(item, source)


@each
def test_the_request_wants_json(source: Notices) -> None:
    request = source.asked()
    assert request.url.startswith("https://")
    assert request.headers["Accept"] == "application/json"


@each
@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (b"", "sent an empty answer."),
        (b" \r\n", "sent an empty answer."),
        (b"<!DOCTYPE html><html><body>Maintenance</body></html>", "answered with a web page instead of data."),
        (b"\xef\xbb\xbf\n<html><body>Maintenance</body></html>", "answered with a web page instead of data."),
        (b"<?xml version='1.0'?><Error/>", "answered with a web page instead of data."),
        (b'{"code": "0", "data": [{"title": "A\x92B"}]}', "sent bytes that are not UTF-8 text."),
        (b"GET\n/api/v5/system/status\nfalse\n{}", "sent broken JSON at character 0 (34 bytes)."),
        (b'{"status": NaN}', "sent JSON we do not accept: NaN is no number."),
        (b'{"status": 1e99999999999999999999}', "sent JSON we do not accept: 1e99999999999999999999 is no number."),
    ],
)
def test_what_is_no_json_is_refused(source: Notices, body: bytes, sentence: str) -> None:
    assert source.refusal(body) == sentence


@each
def test_half_an_answer_is_refused(source: Notices) -> None:
    body = spoiled(source.answer)
    for end in range(1, len(body), 19):
        sentence = f"sent JSON that stops in the middle ({end:,} bytes)."
        assert source.refusal(body[:end]) == sentence, body[:end]


@each
def test_a_challenge_page_is_no_answer(source: Notices) -> None:
    with pytest.raises(Unreachable, match=f"^{source.source} answered with a browser challenge instead of its data"):
        source.read(b"<!DOCTYPE html><html><head><title>Just a moment...</title></head></html>")


@each
@pytest.mark.parametrize("body", [[], {}, None, "open", 0, True, [{}], {"data": None}, {"result": []}])
def test_json_of_another_shape_is_refused(source: Notices, body: object) -> None:
    assert source.refusal(body)


TEXT = st.text("a0 .:<>&;/-é中\n\u2028\u202e\ud800", max_size=12)
EDGES = ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "1e40", "-1", "https://a.example:0/", "//[", "$1e9"]
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXT
    # What is at the edge of a time, a number, an address or an amount.
    | st.sampled_from(EDGES),
    lambda below: st.lists(below, max_size=2) | st.dictionaries(TEXT, below, max_size=2),
    max_leaves=4,
)


@each
@given(data=st.data())
@settings(max_examples=40)
def test_an_answer_with_anything_in_it_is_read_or_refused(source: Notices, data: st.DataObject) -> None:
    """One spot of the good answer holds something else, another may be gone."""
    answer = {"": copy.deepcopy(source.answer)}
    for changed in range(data.draw(st.integers(1, 2))):
        holder, key = data.draw(st.sampled_from(list(spots(answer))))
        if changed and isinstance(holder, dict) and key:
            del holder[key]
        else:
            holder[key] = data.draw(JSON)
    holds(source, answer[""])


@each
@given(body=st.binary(max_size=40) | JSON.map(spoiled))
@settings(max_examples=15)
def test_any_bytes_are_read_or_refused(source: Notices, body: bytes) -> None:
    holds(source, body)


def spots(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every place of an answer that can hold another value, as its holder and key."""
    for key in value if isinstance(value, dict) else range(len(value)):
        yield value, key
        if isinstance(value[key], dict | list):
            yield from spots(value[key])


def holds(source: Notices, body: object) -> None:
    """Whatever stands in the answer: notices, or one sentence."""
    try:
        found = source.read(body)
    except (Refused, Unreachable) as refused:
        assert is_sentence(str(refused)), str(refused)
        assert str(refused).startswith(f"{source.source} ")
        str(refused).encode()
    else:
        for item in found:
            assert_is_a_notice(item, source)


def assert_is_a_notice(item: Item, source: Notices) -> None:
    """What a page can be made of: one line of a title and of each detail, a web address or none."""
    assert item.title
    for text in (item.title, *item.detail.values()):
        assert text == " ".join(text.split())
        text.encode()
    assert item.link.startswith(("https://", "http://")) or not item.link
    assert item.topic.split(".")[0] in ("status", "calendar", "exchanges", "regulation")
    assert (item.source, item.fetched_at) == (source.source, AT)
    if item.at.year >= 1000:  # nobody keeps an older one
        assert Item.model_validate_json(item.model_dump_json()) == item
