"""A second vendor's index under the same figure: mixing up its kinds or its errors would print its number as wrong."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from brief.errors import Refused, Unreachable
from brief.models import Night, Payload, Reading
from brief.sources import coinmarketcap_fear_greed

NIGHT = Night(day=date(2025, 11, 4), at=datetime(2025, 11, 4, 12, tzinfo=UTC))
URL = "https://pro-api.coinmarketcap.com/v3/fear-and-greed/historical?limit=30"


def read(body: bytes) -> list[Reading]:
    payload = Payload(source="coinmarketcap-fear-greed", url=URL, body=body, fetched_at=NIGHT.at)
    return coinmarketcap_fear_greed.parse([payload], NIGHT)


def answer(*rows: Mapping[str, object], code: object = "0", told: object = "") -> bytes:
    status = {"timestamp": "2025-11-04T12:00:00.000Z", "error_code": code, "error_message": told, "credit_count": 1}
    return json.dumps({"data": list(rows), "status": status}).encode()


def row(value: object = 27, label: str = "Fear", seconds: object = "1762214400") -> dict[str, object]:
    return {"timestamp": seconds, "value": value, "value_classification": label}


def test_asks_without_the_key_which_the_client_adds() -> None:
    (request,) = coinmarketcap_fear_greed.requests(NIGHT)
    assert request.url == URL
    assert request.headers == {}
    shorter = NIGHT.model_copy(update={"options": {"days": 2}})
    assert coinmarketcap_fear_greed.requests(shorter)[0].url.endswith("?limit=2")


@pytest.mark.parametrize("code", ["0", 0])
@pytest.mark.parametrize("seconds", ["1762214400", 1762214400])
def test_both_kinds_of_every_field_read_alike(code: object, seconds: object) -> None:
    (reading,) = read(answer(row(seconds=seconds), code=code, told=None))
    assert (reading.figure, reading.value, reading.unit) == ("sentiment.fear_greed", Decimal(27), "index")
    assert reading.as_of == date(2025, 11, 4)
    assert (reading.path, reading.detail) == ("/data/0/value", {"label": "Fear"})


def test_recorded_history(contracts: Path) -> None:
    name = "flows/coinmarketcap/v3_fear-and-greed_historical.recorded-2024-12.trimmed.json"
    readings = read((contracts / name).read_bytes())
    assert len(readings) == 16
    assert [(one.as_of, int(one.value)) for one in readings[:3]] == [
        (date(2024, 12, 5), 80),
        (date(2024, 12, 4), 83),
        (date(2024, 12, 3), 80),
    ]
    assert readings[0].detail == {"label": "Extreme greed"}
    assert (readings[-1].as_of, int(readings[-1].value)) == (date(2024, 8, 28), 47)


def test_documented_sample(contracts: Path) -> None:
    readings = read((contracts / "market/coinmarketcap/fear-and-greed_historical.docs-sample.json").read_bytes())
    assert [(one.as_of, int(one.value), one.detail["label"]) for one in readings] == [
        (date(2024, 1, 15), 72, "Greed"),
        (date(2024, 1, 14), 68, "Greed"),
        (date(2024, 1, 13), 65, "Greed"),
    ]


@pytest.mark.parametrize("code", [429, "429", 1008, "1008"])
def test_a_full_quota_is_told_as_come_back_later(code: object) -> None:
    with pytest.raises(Unreachable, match=rf"^coinmarketcap-fear-greed answered with error {code}: Slow down\.$"):
        read(answer(code=code, told="Slow down"))


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (answer(code=1001, told="This API Key\nis invalid."), "answered with error 1001: This API Key is invalid."),
        (answer(row(), code="1006", told=None), "answered with error 1006."),
        (answer(), "sent an empty list where days of the index are due."),
        (answer(row(101)), "sent an index of 101, outside 0 to 100, at /data/0."),
        (answer(row(None)), "sent null where a number is due, at /data/0/value."),
        (answer(row(seconds="")), "sent '' where a number is due, at /data/0/timestamp."),
        (b'{"data": []}', "sent an answer without 'status' at /."),
        (b'{"status": {"error_code": 0}}', "sent an answer without 'data' at /."),
        (b"", "sent an empty answer."),
        (b"<html><body>502</body></html>", "answered with a web page instead of data."),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(body: bytes, sentence: str) -> None:
    with pytest.raises(Refused) as refused:
        read(body)
    assert str(refused.value) == f"coinmarketcap-fear-greed {sentence}"


def test_cut_off_answer_gives_no_days_at_all() -> None:
    with pytest.raises(Refused, match="JSON that stops in the middle"):
        read(answer(row())[:-25])
