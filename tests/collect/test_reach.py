"""A source must not be able to send us into the network that the machine is part of."""

import asyncio

import httpx
import pytest
from collect_tools import asking, settings

from brief.collect.reach import is_private, looked_up
from brief.errors import Refused
from brief.models import Request

PRIVATE = (
    *("127.0.0.1", "10.0.0.8", "172.16.3.4", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1"),  # noqa: S104
    *("[::1]", "[fe80::1]", "[fd00::1]", "[::ffff:10.0.0.8]", "[2002:0a00:0008::]", "[::]"),
    *("localhost", "router", "LOCALHOST.", "printer.local", "db.internal", "a.b.home.arpa", "metadata.google.internal"),
    *("2130706433", "127.1", "0x7f.0.0.1", "0177.0.0.0x1"),
)
PUBLIC = ("93.184.216.34", "[2606:2800:220:1::1]", "example.org", "www.example.org.", "10.example.org")


@pytest.mark.parametrize("host", PRIVATE)
def test_a_host_of_our_own_network_is_known_by_its_name(host: str) -> None:
    assert asyncio.run(is_private(host, None))


@pytest.mark.parametrize("host", PUBLIC)
def test_a_host_of_the_internet_is_none(host: str) -> None:
    assert not asyncio.run(is_private(host, None))


@pytest.mark.parametrize(
    ("stands_for", "private"),
    [
        (["93.184.216.34"], False),
        (["93.184.216.34", "10.0.0.8"], True),
        (["::1"], True),
        (["fe80::1%eth0"], True),
        (["nonsense"], True),
        ([], False),
    ],
)
def test_a_name_is_judged_by_all_that_it_stands_for(stands_for: list[str], private: bool) -> None:
    async def lookup(host: str) -> list[str]:
        assert host == "example.org"
        return stands_for

    assert asyncio.run(is_private("example.org", lookup)) is private


def test_what_a_proxy_will_look_up_is_not_looked_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    assert asyncio.run(looked_up("example.org")) == []  # a test that looks a name up fails
    monkeypatch.setenv("NO_PROXY", "localhost")
    assert "127.0.0.1" in asyncio.run(looked_up("localhost"))


@pytest.mark.parametrize("host", PRIVATE)
def test_a_redirect_into_our_own_network_is_not_followed(host: str) -> None:
    asked = []

    async def handler(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.host)
        return httpx.Response(302, headers={"location": f"https://{host}/admin?token=abc"})

    async def night() -> None:
        config = settings("alpha")
        async with asking(config, handler=handler) as client:
            with pytest.raises(
                Refused, match=r"^alpha leads to \S+, which is not on the public internet; .*\.$"
            ) as told:
                await client.fetch(config.sources[0], Request(url="https://example.org/"))
        assert "abc" not in str(told.value)

    asyncio.run(night())
    assert asked == ["example.org"]


def test_a_redirect_to_another_public_host_and_back_is_followed() -> None:
    asked = []

    async def handler(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        where = {
            "https://example.org/": "https://www.example.com/a",
            "https://www.example.com/a": "https://example.org/b",
        }
        target = where.get(asked[-1])
        return httpx.Response(302, headers={"location": target}) if target else httpx.Response(200, content=b"{}")

    async def night() -> None:
        config = settings("alpha")
        async with asking(config, handler=handler) as client:
            assert (await client.fetch(config.sources[0], Request(url="https://example.org/"))).body == b"{}"

    asyncio.run(night())
    assert asked[-1] == "https://example.org/b"
