"""Telling somebody outside that a night begins, is over or failed: one small request, and no answer is read.

Owns how long that may take and what may go wrong with it. Refuses plain http beyond this machine, redirects, and to
say an address: it is itself the key to where it leads.
"""

import asyncio

import httpx

from brief import __version__
from brief.errors import Unreachable

PATIENCE = 5.0
"""Seconds for all of it: a monitor that hangs must not keep a night from ending."""
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


def send(name: str, address: str, body: str | None = None, *, patience: float = PATIENCE) -> None:
    """GET the address, or POST the body, which is JSON. `Unreachable`, with its `name`, where that did not arrive."""
    asyncio.run(_sent(name, _url(name, address), body, patience))


def below(address: str, path: str) -> str:
    """The address with one step more in its path, whatever its query."""
    before, mark, query = address.partition("?")
    return f"{before.rstrip('/')}/{path}{mark}{query}" if path else address


def _url(name: str, address: str) -> httpx.URL:
    try:
        url = httpx.URL(address.strip())
    except (httpx.InvalidURL, ValueError):
        raise Unreachable(f"{name} holds no address; nothing was sent there.") from None
    if url.host and (url.scheme == "https" or (url.scheme == "http" and url.host in _LOOPBACK)):
        return url
    raise Unreachable(f"{name} must be an https:// address; nothing was sent there.")


async def _sent(name: str, url: httpx.URL, body: str | None, patience: float) -> None:
    headers = {"user-agent": f"market-brief/{__version__}"}
    if body is not None:
        headers["content-type"] = "application/json"
    method = "GET" if body is None else "POST"
    try:
        async with (
            asyncio.timeout(patience),
            httpx.AsyncClient(timeout=None, follow_redirects=False) as http,  # noqa: S113 - timed by the line above
            http.stream(method, url, headers=headers, content=body) as response,
        ):
            status = response.status_code
    except TimeoutError:
        raise Unreachable(f"{name} did not answer within {patience:g} s.") from None
    except (httpx.HTTPError, ValueError, ImportError, OSError, httpx.InvalidURL):  # its words may hold the address
        raise Unreachable(f"{name} cannot be reached.") from None
    if not 200 <= status < 300:
        raise Unreachable(f"{name} answered with HTTP {status}.")
