"""What is locked in the protocols we watch, and how that changed in a day, from DefiLlama. No key.

`https://api.llama.fi/protocols`, one list of some thousands. Written from its recorded first element (January 2024) and
the documentation. `tvl` is US dollars, `change_1d` and `change_7d` percent, at the coins' prices; each may be null or
absent. A protocol that has versions is one row for each (`balancer-v2`, `balancer-v3`); `protocols:` in the entry maps
our names to its `slug`. One that is not listed gives nothing. The list does not say of when it is: it is as of the
answer.
"""

from collections.abc import Sequence

from brief.errors import Refused, WrongUsage
from brief.models import Night, Payload, Reading, Request
from brief.sources._json import Place, read_json
from brief.sources._llama import at_least_nothing
from brief.sources._plain import plain
from brief.sources._prices import optional

URL = "https://api.llama.fi/protocols"


def requests(night: Night) -> list[Request]:
    """The whole list: it cannot be asked in parts."""
    _protocols(night)
    return [Request(url=URL)]


def parse(payloads: Sequence[Payload], night: Night) -> list[Reading]:
    """`defi.protocols.NAME.tvl`, and `.change_1d` where the vendor has one; its own name goes with them."""
    ours = {slug: name for name, slug in _protocols(night).items()}
    readings: list[Reading] = []
    seen = set[str]()
    for row in read_json(payloads[0]):
        slug = optional(row, "slug")
        name = ours.get(slug.text()) if slug is not None else None
        if name is None:
            continue
        if name in seen:
            raise Refused(f"{row.payload.source} lists {name} twice, the second time at {row.path}.")
        seen.add(name)
        readings += _row(row, name)
    if not readings:
        raise Refused(f"{payloads[0].source} lists none of the protocols that sources.yaml names.")
    return readings


def _row(row: Place, name: str) -> list[Reading]:
    detail, as_of = {"protocol": plain(row["name"].text())}, row.payload.fetched_at
    found = []
    tvl, change = optional(row, "tvl"), optional(row, "change_1d")
    if tvl is not None:
        at_least_nothing(tvl)
        found.append(tvl.reading(f"defi.protocols.{name}.tvl", "usd", as_of, detail=detail))
    if change is not None:
        found.append(change.reading(f"defi.protocols.{name}.change_1d", "percent", as_of, detail=detail))
    return found


def _protocols(night: Night) -> dict[str, str]:
    """Our name -> the vendor's slug."""
    protocols = night.options.get("protocols", {})
    if not (isinstance(protocols, dict) and all(isinstance(text, str) for pair in protocols.items() for text in pair)):
        raise WrongUsage("`protocols:` in sources.yaml must map our names to DefiLlama's slugs, like lido: lido.")
    if not protocols:
        raise WrongUsage("`protocols:` in sources.yaml names no protocol; list at least one, or turn the source off.")
    return protocols
