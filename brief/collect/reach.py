"""Where a redirect may lead: to the public internet, never to a host of this machine's own network.

Owns which hosts those are, by address, by name, and by what a name stands for. Refuses to judge a name that a proxy
will look up: only the proxy knows what it stands for.
"""

import asyncio
import socket
from collections.abc import Awaitable, Callable
from ipaddress import IPv6Address, ip_address
from urllib.request import getproxies, proxy_bypass

Lookup = Callable[[str], Awaitable[list[str]]]
"""The addresses that a name stands for."""
_OWN = (".localhost", ".local", ".internal", ".intranet", ".lan", ".home", ".corp", ".private", ".home.arpa")


async def is_private(host: str, lookup: Lookup | None) -> bool:
    """Whether a host is none of the public internet. With no `lookup` its name alone is judged."""
    name = host.strip("[]").rstrip(".").lower()
    address = _address(name)
    if address is not None:
        return address
    if "." not in name or name.endswith(_OWN) or _is_number(name.rpartition(".")[2]):
        return True
    return any(_address(found) is not False for found in await lookup(name)) if lookup else False


async def looked_up(host: str) -> list[str]:
    """What the system says; nothing where a proxy will be asked, or where nobody knows the name."""
    if getproxies().keys() & {"https", "all"} and not proxy_bypass(host):
        return []
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, 443, type=socket.SOCK_STREAM)
    except OSError:  # whoever asks it will be told so
        return []
    return [str(address[4][0]) for address in found]


def _address(text: str) -> bool | None:
    """Whether an address is private; None where the text is none."""
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    if isinstance(address, IPv6Address):
        address = address.ipv4_mapped or address.sixtofour or address
    return not address.is_global or address.is_multicast


def _is_number(label: str) -> bool:
    """Whether a system may take a name that ends so for an address: 127.1, 0x7f.0.0.1."""
    return label.isdigit() or label.startswith("0x")
