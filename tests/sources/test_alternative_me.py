"""The index on the front line of every brief: a wrong day or a filled hole would make a false "lowest since"."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from brief.errors import Refused, Unreachable
from brief.models import Night, Payload, Reading
from brief.sources import alternative_me

NIGHT = Night(day=date(2025, 11, 25), at=datetime(2025, 11, 25, 12, tzinfo=UTC))


def read(body: bytes) -> list[Reading]:
    payload = Payload(source="alternative-me", url="https://api.alternative.me/fng/", body=body, fetched_at=NIGHT.at)
    return alternative_me.parse([payload], NIGHT)


def answer(*rows: Mapping[str, object], error: object = None) -> bytes:
    document = {"name": "Fear and Greed Index", "data": list(rows), "metadata": {"error": error}}
    return json.dumps(document, indent="\t").encode()


def row(value: object = "21", label: str = "Extreme Fear", seconds: object = "1762214400") -> dict[str, object]:
    return {"value": value, "value_classification": label, "timestamp": seconds}


def test_asks_for_enough_days_to_catch_up_a_missed_night() -> None:
    assert [request.url for request in alternative_me.requests(NIGHT)] == ["https://api.alternative.me/fng/?limit=30"]
    longer = NIGHT.model_copy(update={"options": {"days": 0}})
    assert alternative_me.requests(longer)[0].url == "https://api.alternative.me/fng/?limit=0"


def test_reading_carries_day_label_and_place() -> None:
    today = row() | {"time_until_update": "43777"}
    yesterday = row("42", "Fear", "1762128000")
    first, second = read(answer(today, yesterday))
    assert (first.figure, first.value, first.unit, first.as_of) == (
        "sentiment.fear_greed",
        Decimal(21),
        "index",
        date(2025, 11, 4),
    )
    assert first.detail == {"label": "Extreme Fear"}
    assert (first.path, second.path) == ("/data/0/value", "/data/1/value")
    assert (second.value, second.as_of) == (Decimal(42), date(2025, 11, 3))


def test_recorded_history_keeps_its_holes(contracts: Path) -> None:
    body = (contracts / "flows/alternative_me/fng_limit_0.recorded-2025-11-25.trimmed.json").read_bytes()
    readings = read(body)
    days = {reading.as_of: int(reading.value) for reading in readings}
    assert len(readings) == len(days) == 36
    assert (days[date(2025, 11, 25)], days[date(2025, 11, 4)], days[date(2025, 11, 3)]) == (20, 21, 42)
    assert (days[date(2024, 10, 25)], days[date(2024, 10, 27)]) == (72, 74)
    assert date(2024, 10, 26) not in days
    assert not {date(2018, 4, 14), date(2018, 4, 15), date(2018, 4, 16)} & days.keys()
    assert readings[-1].as_of == date(2018, 2, 1)


@pytest.mark.parametrize(
    "name", ["flows/alternative_me/fng_limit_1.recorded-2026-05-24.json", "news/alternative-me/fng.recorded.json"]
)
def test_recorded_single_day(contracts: Path, name: str) -> None:
    readings = read((contracts / name).read_bytes())
    assert [(reading.value, reading.as_of, reading.detail) for reading in readings] == [
        (Decimal(28), date(2026, 5, 23), {"label": "Fear"})
    ]


@pytest.mark.parametrize(
    "name",
    ["flows/alternative_me/fng_limit_1.recorded-2026-05-24.meta.json", "news/alternative-me/fng_meta.json"],
)
def test_a_recording_of_something_else_is_one_sentence(contracts: Path, name: str) -> None:
    with pytest.raises(Refused, match=r"^alternative-me sent an answer without 'data' at /\.$"):
        read((contracts / name).read_bytes())


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (answer(error="limit must be a number"), "answered with an error: limit must be a number."),
        (answer(row(), error="partial"), "answered with an error: partial."),
        (answer(), "sent an empty list where days of the index are due."),
        (answer(row("101")), "sent an index of 101, outside 0 to 100, at /data/0."),
        (answer(row("-1")), "sent an index of -1, outside 0 to 100, at /data/0."),
        (answer(row(None)), "sent null where a number is due, at /data/0/value."),
        (answer(row("")), "sent '' where a number is due, at /data/0/value."),
        (answer(row("2" + ".0" + "9" * 90)), f"sent '2.0{'9' * 36} where a number is due, at /data/0/value."),
        (answer(row(seconds="soon")), "sent 'soon' where a number is due, at /data/0/timestamp."),
        (answer(row(seconds=None)), "sent null where a number is due, at /data/0/timestamp."),
        (b'{"name": "Fear and Greed Index", "data": null}', "sent null where a list is due, at /data."),
        (b"", "sent an empty answer."),
        (b"<!DOCTYPE html><html><body>Bad gateway</body></html>", "answered with a web page instead of data."),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(body: bytes, sentence: str) -> None:
    with pytest.raises(Refused) as refused:
        read(body)
    assert str(refused.value) == f"alternative-me {sentence}"


def test_cut_off_answer_gives_no_days_at_all() -> None:
    with pytest.raises(Refused, match="JSON that stops in the middle"):
        read(answer(row(), row("42", "Fear", "1762128000"))[:-40])


def test_challenge_page_is_not_an_answer() -> None:
    with pytest.raises(Unreachable, match="browser challenge"):
        read(b"<!DOCTYPE html><html><head><title>Just a moment...</title></head></html>")
