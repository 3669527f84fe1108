"""One client behind a real proxy: what many hosts that hang take from the others."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest
from real_internet import Asked, Reply, internet

from brief.collect.client import open_client
from brief.config import Config, load
from brief.errors import Unreachable
from brief.models import Request

HANGING = 120
"""More hosts than a client's pool has connections by default."""
AT = datetime(2025, 11, 4, 12, tzinfo=UTC)
_SETTINGS = """
hosts:
  default: {concurrency: 4, pause: 0, timeout: 10}
IMPATIENT
sources:
  alpha:
    module: made_up
    cite: Made Up
    title: Invented prices
    page: https://calm.example/
    proof: unproven
    fills: ["prices.*"]
    fresh: 5d
"""


def _here(asked: Asked) -> Reply:
    return Reply(b"{}", 200, {"content-type": "application/json"})


async def _at_once(seconds: float) -> None:
    """Nobody waits before asking again."""


async def _ask(config: Config, slow: list[str]) -> tuple[int, bytes]:
    """How many hosts were given up, and what the calm one answered, asked last."""
    source = config.sources[0]
    async with open_client(config, now=lambda: AT, sleep=_at_once, random=lambda: 0.5) as client:

        async def given_up(host: str) -> bool:
            with pytest.raises(Unreachable, match=r"did not answer within 0\.2 s"):
                await client.fetch(source, Request(url=f"https://{host}/"))
            return True

        gone = await asyncio.gather(*(given_up(host) for host in slow))
        answer = await client.fetch(source, Request(url="https://calm.example/"))
    return sum(gone), answer.body


def test_hosts_that_hang_keep_nobody_else_from_being_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = [f"slow-{number}.example" for number in range(HANGING)]
    impatient = "\n".join(f"  {host}: {{timeout: 0.2}}" for host in slow)
    config = load(_SETTINGS.replace("IMPATIENT", impatient), "sources.yaml", {}, frozenset({"made_up"}))
    with internet(tmp_path, _here) as net:
        net.wires = dict.fromkeys(slow, "silent")
        for name, value in net.environ.items():
            monkeypatch.setenv(name, value)
        assert asyncio.run(_ask(config, slow)) == (HANGING, b"{}")
