"""What decentralized exchanges traded, or what users of DeFi paid in fees, added up over all protocols by DefiLlama.

`https://api.llama.fi/overview/dexs` and `/overview/fees`, no key, one call each; `overview:` in the entry says which.
The charts are left out of the answer on request. Of the totals no whole answer was recorded: written from the recorded
names of one and the recorded totals of a single chain (Osmosis, January 2024), which prove what the windows are:
`total7d` against `total14dto7d` is the vendor's own `change_7dover7d`. Of fees nothing was recorded; the service is the
same.

US dollars. `total24h`, `total7d` and `total30d` are the last windows, `total48hto24h`, `total14dto7d` and
`total60dto30d` the ones of the same length before them. Any of them may be absent or null. When a window ends is not
told: it is as of the answer. The last day of a protocol may still be missing in them.
"""

from collections.abc import Sequence
from itertools import pairwise

from brief.errors import Refused, WrongUsage
from brief.models import Night, Payload, Reading, Request
from brief.sources._json import Place, read_json
from brief.sources._llama import at_least_nothing
from brief.sources._prices import optional

FIGURES = {"dexs": "defi.dex.volume", "fees": "defi.fees"}
WINDOWS = {
    "": "total24h",
    "_before": "total48hto24h",
    "_7d": "total7d",
    "_7d_before": "total14dto7d",
    "_30d": "total30d",
    "_30d_before": "total60dto30d",
}
"""How each window ends our figure's name, and the vendor's field."""
_WITHOUT_CHARTS = "excludeTotalDataChart=true&excludeTotalDataChartBreakdown=true"


def requests(night: Night) -> list[Request]:
    """One call, without its charts."""
    kind = "&dataType=dailyFees" if _overview(night) == "fees" else ""
    return [Request(url=f"https://api.llama.fi/overview/{_overview(night)}?{_WITHOUT_CHARTS}{kind}")]


def parse(payloads: Sequence[Payload], night: Night) -> list[Reading]:
    """The figure of the overview in 24 hours, and with `_7d`, `_30d` and `_before` at its end in other windows."""
    answer, name = read_json(payloads[0]), FIGURES[_overview(night)]
    if (chain := optional(answer, "chain")) is not None and chain.text().lower() != "all":
        raise Refused(f"{answer.payload.source} sent what {chain.text():.40} alone did, where all chains are due.")
    places = {ending: optional(answer, field) for ending, field in WINDOWS.items()}
    found = {ending: place for ending, place in places.items() if place is not None and at_least_nothing(place)}
    if "" not in found:
        raise Refused(f"{answer.payload.source} sent no total of 24 hours, at {answer.path}/total24h.")
    _refuse_longer_that_is_less(found)
    return [place.reading(f"{name}{ending}", "usd", answer.payload.fetched_at) for ending, place in found.items()]


def _refuse_longer_that_is_less(found: dict[str, Place]) -> None:
    """What seven days hold, thirty do; where they do not, the windows are not what we take them for."""
    totals = [(place, place.decimal()) for ending in ("", "_7d", "_30d") if (place := found.get(ending)) is not None]
    for (_, shorter), (place, longer) in pairwise(totals):
        if longer < shorter:
            raise Refused(f"{place.payload.source} sent {longer} at {place.path}, less than in a part of that time.")


def _overview(night: Night) -> str:
    overview = night.options.get("overview")
    if overview not in FIGURES:
        raise WrongUsage(f"`overview:` in sources.yaml must be one of {', '.join(FIGURES)}.")
    return str(overview)
