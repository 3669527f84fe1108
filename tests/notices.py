"""Sources that tell notices in JSON: one answer of each as it should be, and the ways to read it and to spoil it."""

import copy
import importlib
import json
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

import pytest

from answers import answered
from brief.errors import Refused
from brief.models import Item, Night, Request
from commands import is_sentence

AT = datetime(2026, 3, 28, 6, tzinfo=UTC)
"""When the night of these tests asks."""
GONE = object()
"""In place of a value: its key is taken out."""


def millis(at: datetime = AT, **later: float) -> int:
    return int((at + timedelta(**later)).timestamp() * 1000)


def iso(**later: float) -> str:
    return (AT + timedelta(**later)).isoformat()


class Notices(NamedTuple):
    """A module of `brief.sources`, an answer as it should be, and the options of the entry."""

    module: str
    answer: Any
    options: Mapping[str, Any] = {}

    @property
    def source(self) -> str:
        return self.module.replace("_", "-")

    def asked(self, **options: object) -> Request:
        """Its only request."""
        request: Request
        (request,) = self._module().requests(self._night(options))
        return request

    def read(self, body: object, **options: object) -> list[Item]:
        """What it reads in `body`: bytes as they are, anything else as JSON."""
        read: Callable[..., list[Item]] = self._module().items
        return read([answered(self.source, body, AT)], self._night(options))

    def refusal(self, body: object, **options: object) -> str:
        """Its one sentence, without its name."""
        with pytest.raises(Refused) as refused:
            self.read(body, **options)
        said = str(refused.value)
        assert is_sentence(said)
        assert said.startswith(f"{self.source} ")
        return said.removeprefix(f"{self.source} ")

    def but(self, *changes: tuple[str, object]) -> Any:
        """The answer with other values at these JSON pointers."""
        answer = {"": copy.deepcopy(self.answer)}
        for pointer, value in changes:
            *path, last = ["", *pointer.split("/")[1:]]
            place: Any = answer
            for step in path:
                place = place[int(step) if isinstance(place, list) else step]
            if value is GONE:
                del place[last]
            else:
                place[int(last) if isinstance(place, list) else last] = value
        return answer[""]

    def _night(self, options: Mapping[str, object]) -> Night:
        return Night(day=AT.date(), at=AT, options={**self.options, **options})

    def _module(self) -> Any:
        return importlib.import_module(f"brief.sources.{self.module}")


def told(items: Iterable[Item]) -> list[tuple[str, str, str]]:
    """When, what and where to read on."""
    return [(moment(item.at), item.title, item.link) for item in items]


def moment(at: date) -> str:
    return at.isoformat().replace("+00:00", "Z")


def below_a_header(body: bytes) -> bytes:
    """The answer that a recorder put below three lines on what was asked."""
    method, path, signed, answer = body.split(b"\n", 3)
    assert (method, path[:1], signed.lower() in (b"true", b"false")) == (b"GET", b"/", True)
    return answer


WINDOWS = [
    ("scheduled", 0, ""),
    ("scheduled", 1, "calendar"),
    ("scheduled", 72 * 3_600_000, "calendar"),
    ("scheduled", 72 * 3_600_000 + 1, ""),
    ("scheduled", -1, ""),
    ("ongoing", -7 * 24 * 3_600_000, "status"),
    ("ongoing", 60_000, "status"),
    ("a state of tomorrow", -1, "status"),
    ("completed", -1, ""),
    ("canceled", 1, ""),
]
"""A window's state, how many milliseconds after the night it begins, and the topic it belongs to, if any."""

STATUSPAGE = Notices(
    "statuspage",
    {
        "page": {"name": "Venue", "updated_at": iso(days=-90)},
        "components": [{"name": "0x (ZRX) - Ethereum", "status": "partial_outage"}],
        "incidents": [
            {
                "name": "Withdrawals of bitcoin delayed",
                "status": "monitoring",
                "impact": "major",
                "created_at": iso(hours=-3),
                "started_at": iso(hours=-4),
                "shortlink": "https://stspg.example/incident",
                "incident_updates": [{"status": "monitoring", "affected_components": None}],
            }
        ],
        "scheduled_maintenances": [
            {
                "name": "Wallet upgrade",
                "status": "scheduled",
                "impact": "maintenance",
                "shortlink": "https://stspg.example/maintenance",
                "scheduled_for": iso(hours=24),
                "scheduled_until": iso(hours=25, minutes=30),
            }
        ],
        "status": {"indicator": "major", "description": "Partial System Outage"},
    },
    {"page": "https://status.venue.example", "venue": "venue", "outlet": "Venue"},
)
KRAKEN_STATUS = Notices(
    "kraken_status",
    {
        "error": [],
        "result": {
            "status": "cancel_only",
            "timestamp": "2026-03-28T05:59:30Z",
            "upcoming_maintenance": [],
            "emergency": [],
        },
    },
)
_WINDOW = {
    "title": "Spot trading system upgrade",
    "state": "ongoing",
    "begin": str(millis(hours=-1)),
    "end": str(millis(hours=2)),
    "href": "",
}
OKX_STATUS = Notices("okx_status", {"code": "0", "msg": "", "data": [{**_WINDOW, "env": "1", "scheDesc": ""}]})
BYBIT_STATUS = Notices("bybit_status", {"retCode": 0, "retMsg": "", "result": {"list": [{**_WINDOW, "env": 1}]}})
BINANCE_STATUS = Notices("binance_status", {"status": 1, "msg": "system maintenance"})
KUCOIN_STATUS = Notices("kucoin_status", {"code": "200000", "data": {"status": "close", "msg": "Engine upgrade"}})
OKX = Notices(
    "okx_announcements",
    {
        "code": "0",
        "msg": "",
        "data": [
            {
                "details": [
                    {
                        "annType": "announcements-new-listings",
                        "title": "OKX to list Sampler (SMPL)",
                        "url": "https://venue.example/listing",
                        "pTime": str(millis(hours=-5)),
                        "businessPTime": str(millis(hours=20)),
                    }
                ],
                "totalPage": "1",
            }
        ],
    },
)
BYBIT = Notices(
    "bybit_announcements",
    {
        "retCode": 0,
        "retMsg": "OK",
        "result": {
            "total": 1,
            "list": [
                {
                    "title": "Delisting of Sampler (SMPL)",
                    "url": "https://venue.example/delisting",
                    "dateTimestamp": millis(hours=-5),
                    "startDateTimestamp": millis(hours=20),
                }
            ],
        },
    },
)
KUCOIN = Notices(
    "kucoin_announcements",
    {
        "code": "200000",
        "data": {
            "items": [
                {
                    "annTitle": "KuCoin adds Sampler (SMPL)",
                    "annType": ["latest-announcements"],
                    "annUrl": "https://venue.example/listing?lang=en_US",
                    "cTime": millis(hours=-5),
                }
            ]
        },
    },
)
BINANCE = Notices(
    "binance_announcements",
    {
        "code": "000000",
        "message": None,
        "data": {
            "catalogs": [
                {
                    "catalogId": 48,
                    "articles": [
                        {
                            "title": "Binance Will List Sampler (SMPL)",
                            "code": "0123456789abcdef",
                            "releaseDate": millis(hours=-5),
                        }
                    ],
                }
            ]
        },
    },
    {"catalog": 48},
)
SFC = Notices(
    "sfc_news",
    {
        "items": [
            {
                "newsRefNo": "26PR99",
                "lang": "EN",
                "title": "SFC reprimands a virtual asset platform",
                "newsType": "EF",
                "issueDate": "2026-03-28T07:53:29.346",
            }
        ],
        "total": 1,
    },
)
REGISTER = Notices(
    "federal_register",
    {
        "count": 1,
        "next_page_url": None,
        "results": [
            {
                "document_number": "2026-00001",
                "title": "Reporting by Brokers of Digital Assets",
                "type": "Proposed Rule",
                "action": "Proposed rule.",
                "publication_date": "2026-03-27",
                "comments_close_on": "2026-05-26",
                "html_url": "https://register.example/documents/2026-00001",
                "agencies": [{"raw_name": "DEPARTMENT OF THE TREASURY", "name": "Treasury Department"}],
            }
        ],
    },
    {"agencies": ["treasury-department", "federal-reserve-system"]},
)
MAS = Notices(
    "mas_releases",
    {
        "response": {
            "numFound": 1,
            "docs": [
                {
                    "document_title_string_s": "MAS consults on the reserves of stablecoins",
                    "page_url_s": "/news/media-releases/2026/reserves",
                    "mas_date_tdt": "2026-03-27T10:01:20Z",
                    "mas_contenttype_s": "Media Releases",
                }
            ],
        }
    },
)
STATUSES = (STATUSPAGE, KRAKEN_STATUS, OKX_STATUS, BYBIT_STATUS, BINANCE_STATUS, KUCOIN_STATUS)
ANNOUNCEMENTS = (OKX, BYBIT, KUCOIN, BINANCE)
REGULATORS = (SFC, REGISTER, MAS)
EVERY = (*STATUSES, *ANNOUNCEMENTS, *REGULATORS)


def spoiled(value: object) -> bytes:
    """An answer in JSON, as bytes that can be cut and changed."""
    return json.dumps(value).encode()
