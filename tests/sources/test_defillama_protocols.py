"""Watched protocols: only those of the list, each by its own slug, and an unknown change is none."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from answers import answered
from brief.errors import Refused, WrongUsage
from brief.models import Night, Reading
from brief.sources import defillama_protocols
from recordings_llama import element

AT = datetime(2026, 3, 27, 9, tzinfo=UTC)
OPTIONS: dict[str, Any] = {"protocols": {"lido": "lido", "balancer": "balancer-v2"}}


def night(options: dict[str, Any] = OPTIONS) -> Night:
    return Night(day=AT.date(), at=AT, options=options)


def read(body: object, options: dict[str, Any] = OPTIONS) -> list[Reading]:
    return defillama_protocols.parse([answered("defillama-protocols", body, AT)], night(options))


def row(slug: object, tvl: object, change: object, name: str = "A | B") -> dict[str, object]:
    return {"name": name, "slug": slug, "tvl": tvl, "change_1d": change}


def test_asks_for_the_list() -> None:
    assert [request.url for request in defillama_protocols.requests(night())] == ["https://api.llama.fi/protocols"]


def test_only_the_watched_ones_are_read_and_what_is_not_known_is_left_out() -> None:
    rows = [row("other", 1, 1), row("lido", 20e9, None), row(None, 1, 1), row("balancer-v2", None, -46)]
    assert [(r.figure, str(r.value), r.unit, r.as_of, r.path, r.detail) for r in read(rows)] == [
        ("defi.protocols.lido.tvl", "20000000000.0", "usd", AT, "/1/tvl", {"protocol": "A | B"}),
        ("defi.protocols.balancer.change_1d", "-46", "percent", AT, "/3/change_1d", {"protocol": "A | B"}),
    ]


def test_the_recorded_row(contracts: Path) -> None:
    first = element(contracts, "client.get_protocols()", "protocols[0]")
    told = read([first], {"protocols": {"binance": "binance-cex"}})
    assert [(r.figure, str(r.value), r.detail["protocol"]) for r in told] == [
        ("defi.protocols.binance.tvl", "80255910530.16031", "Binance CEX"),
        ("defi.protocols.binance.change_1d", "-1.3934001692790048", "Binance CEX"),
    ]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ([row("lido", 1, 1), row("lido", 2, 2)], "lists lido twice, the second time at /1"),
        ([row("other", 1, 1)], "lists none of the protocols that sources.yaml names"),
        ([row("lido", -1, 1)], "sent -1 where an amount is due, at /0/tvl"),
        ([row("lido", "much", 1)], "'much' where a number is due, at /0/tvl"),
        ({"protocols": []}, "where a list is due"),
    ],
)
def test_what_cannot_be_right_is_refused(body: object, words: str) -> None:
    with pytest.raises(Refused, match=words):
        read(body)


@pytest.mark.parametrize("protocols", [{}, ["lido"], {"lido": 1}])
def test_an_entry_that_cannot_be_asked_says_so(protocols: object) -> None:
    with pytest.raises(WrongUsage, match=r"`protocols:` in sources\.yaml"):
        defillama_protocols.requests(night({"protocols": protocols}))
