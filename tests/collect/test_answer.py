"""A refusal read as data prints a wrong number; a refusal without words leaves the operator guessing."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from collect_tools import AT, settings

from brief.collect.answer import Answer, refuse_status, retry_after
from brief.errors import BriefError, Refused, Unreachable

SOURCE = settings("alpha", entry="key: {env: ALPHA_KEY, header: X-Key}").sources[0]
LONG = "x" * 300


def answer(status: int, body: bytes = b"", **headers: str) -> Answer:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Answer(status=status, headers=named, body=body, fetched_at=AT, url="https://example.org/")


def sentence(status: int, body: bytes = b"", kind: type[BriefError] = Refused, **headers: str) -> str:
    with pytest.raises(kind) as refused:
        refuse_status(SOURCE, answer(status, body, **headers))
    return str(refused.value)


def test_only_200_is_data() -> None:
    refuse_status(SOURCE, answer(200))
    assert sentence(204) == "alpha refused us (HTTP 204); brief/sources/made_up.py needs a look."
    assert sentence(206, b"[1]").startswith("alpha refused us (HTTP 206)")


@pytest.mark.parametrize(
    ("status", "body", "said"),
    [
        (401, b'{"message":"Invalid key"}', "(HTTP 401): Invalid key; check the key in ALPHA_KEY."),
        (402, b"", "(HTTP 402); our plan there does not cover this question."),
        (403, b'{"code":"1","msg":"Forbidden."}', "(HTTP 403): Forbidden; try from another network or country,"),
        (404, b'{"error":"no such coin"}', "(HTTP 404): no such coin; the address is gone, brief/sources/made_up.py"),
        (422, b'{"error":"Missing parameter vs_currency"}', "(HTTP 422): Missing parameter vs_currency; brief/sources"),
        (451, b'{"code":0,"msg":"restricted location"}', "(HTTP 451): restricted location; it does not serve this"),
        (400, b'{"status":{"error_code":400,"error_message":"Bad id"}}', "(HTTP 400): Bad id;"),
        (400, b'{"error":["EQuery:Unknown asset pair"]}', "(HTTP 400): EQuery:Unknown asset pair;"),
        (400, b"plain\r\n words \x1b[31mred", "(HTTP 400): plain words [31mred;"),
        (403, b"<!DOCTYPE html><html>long page", "(HTTP 403); try from another"),
        (400, b'{"message":"' + LONG.encode() + b'"}', f"(HTTP 400): {LONG[:160]};"),
        (400, b"\xff\xfe[[[", "(HTTP 400):"),
        (400, b"[" * 100_000, "(HTTP 400)"),
    ],
)
def test_a_refusal_says_the_status_the_source_s_own_words_and_what_to_do(status: int, body: bytes, said: str) -> None:
    assert sentence(status, body).startswith(f"alpha refused us {said}")


def test_a_busy_source_is_tried_later_not_mended() -> None:
    busy = sentence(429, b'{"error":"limit"}', Unreachable, retry_after="119")
    assert busy == "alpha is busy (HTTP 429): limit; it asks us to wait 119 s."
    assert sentence(503, b"", Unreachable) == "alpha failed (HTTP 503); try again later."


def test_a_browser_challenge_is_no_reason_to_mend_the_module() -> None:
    page = b"<!DOCTYPE html><html><head><title>Just a moment...</title>"
    assert "browser challenge" in sentence(403, page, Unreachable)


def test_the_recorded_country_block_of_binance_is_read(contracts: Path) -> None:
    body = (contracts / "market/binance/error_451_geo_block.recorded.json").read_bytes()
    assert "Service unavailable from a restricted location" in sentence(451, body)


def test_how_long_to_wait_comes_as_seconds_or_as_a_date() -> None:
    def asked(told: str) -> float:
        return retry_after({"retry-after": told}, AT)

    assert [asked("0"), asked("119"), asked("2.5")] == [0, 119, 2.5]
    assert asked(format_datetime(AT + timedelta(minutes=2), usegmt=True)) == 120
    assert asked(format_datetime(datetime(2000, 1, 1, tzinfo=UTC), usegmt=True)) == 0
    assert [asked(nonsense) for nonsense in ("", "soon", "-5", "1e400", "9" * 40)] == [0, 0, 0, 0, 0]
    assert retry_after({}, AT) == 0
