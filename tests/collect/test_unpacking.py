"""A few bytes that stand for very many fill the memory of whoever unpacks them before counting."""

import gzip
import tracemalloc
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.collect.unpacking import Broken, TooLarge, Unpacking

LARGEST = 100_000


def unpacked(sent: bytes, encoding: str = "gzip", step: int = 1 << 16, length: str = "") -> bytes:
    body = Unpacking(encoding, length, LARGEST)
    for start in range(0, len(sent), step):
        body.add(sent[start : start + step])
    return body.whole()


@given(st.lists(st.binary(max_size=300), min_size=1, max_size=3), st.integers(1, 50))
def test_whatever_was_packed_comes_out_however_it_arrives(parts: list[bytes], step: int) -> None:
    whole = b"".join(parts)
    assert unpacked(b"".join(gzip.compress(part) for part in parts), "gzip", step) == whole
    assert unpacked(whole, "", step) == unpacked(whole, "Identity", step) == whole


@given(st.binary(min_size=1, max_size=300), st.data())
def test_what_breaks_off_or_is_no_gzip_is_broken(whole: bytes, data: st.DataObject) -> None:
    packed = gzip.compress(whole)
    with pytest.raises(Broken):
        unpacked(packed[: data.draw(st.integers(1, len(packed) - 1))])
    with pytest.raises(Broken):
        unpacked(b"<" + whole)


def test_a_bomb_takes_no_more_room_than_an_answer_may() -> None:
    bomb = gzip.compress(bytes(200_000_000), 9)
    tracemalloc.start()
    with pytest.raises(TooLarge):
        unpacked(bomb)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 10 * LARGEST


def test_the_limit_is_a_limit() -> None:
    assert unpacked(gzip.compress(bytes(LARGEST))) == unpacked(bytes(LARGEST), "") == bytes(LARGEST)
    for encoding, sent in (("gzip", gzip.compress(bytes(LARGEST + 1))), ("", bytes(LARGEST + 1))):
        with pytest.raises(TooLarge):
            unpacked(sent, encoding)


def test_what_is_told_to_be_too_long_is_not_read() -> None:
    with pytest.raises(TooLarge):
        Unpacking("", str(LARGEST + 1), LARGEST)
    assert unpacked(b"{}", "", length="no number") == b"{}"


@pytest.mark.parametrize("encoding", ["gzip, gzip", "br", "deflate", "gzip;q=1", "zstd"])
def test_another_compression_than_was_asked_for_is_refused(encoding: str) -> None:
    with pytest.raises(Broken):
        unpacked(zlib.compress(b"{}"), encoding)


def test_an_answer_without_a_body_need_not_be_packed() -> None:
    assert unpacked(b"") == b""
