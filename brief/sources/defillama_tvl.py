"""What is locked in DeFi, in all and by chain, day by day, from DefiLlama. No key.

`https://api.llama.fi/v2/historicalChainTvl` and `.../v2/historicalChainTvl/CHAIN` are charts of US dollars,
`/v2/chains` a list of every chain with its value now. No whole answer was recorded: written from the recorded first
elements of all three (January 2024) and the documentation (July 2026).

This is DefiLlama's headline: without liquid staking and without what is counted twice. The old `/charts` has both in it
and is another measure, 167.0 against 94.5 billion on March 27, 2026: never mix the two. A chart does not say what it is
of, so each is held against the list. Values are at the coins' prices and move with them. In the list `chainId` and
`gecko_id` may be null.
"""

from collections.abc import Sequence
from decimal import Decimal
from urllib.parse import quote

from brief.errors import Refused, WrongUsage
from brief.models import Night, Payload, Reading, Request
from brief.sources._json import Place, read_json
from brief.sources._llama import at_least_nothing, day_points, refuse_another

HOST = "https://api.llama.fi/v2"
LIST, ALL = "list", "all"
TOGETHER = True
"""The list says what the charts are of: in a backfill they are read at once."""
APART = Decimal("0.3")
"""A chain's value moves by less than this between the first count of yesterday and now; the old measure is further."""


def requests(night: Night) -> list[Request]:
    """The list, the chart of all chains, and one of each in `chains`, which maps our names to DefiLlama's."""
    charts = [
        Request(url=f"{HOST}/historicalChainTvl/{quote(chain, safe='')}", tag=name)
        for name, chain in _chains(night).items()
    ]
    return [
        Request(url=f"{HOST}/chains", tag=LIST),
        Request(url=f"{HOST}/historicalChainTvl", tag=ALL),
        *charts,
    ]


def history(night: Night) -> list[Request]:
    """The same calls: a chart has every day there is."""
    return requests(night)


def parse(payloads: Sequence[Payload], night: Night) -> list[Reading]:
    """`defi.tvl` and `defi.chains.NAME.tvl` of each day before the night, newest first.

    An answer without a tag is taken for the chart of all chains.
    """
    answers = [read_json(payload) for payload in payloads]
    listed = {
        name: value for answer in answers if answer.payload.tag == LIST for name, value in _listed(answer).items()
    }
    readings: list[Reading] = []
    for answer in answers:
        if answer.payload.tag != LIST:
            readings += _chart(answer, listed, night)
    if not readings:
        raise Refused(f"{payloads[0].source} sent no chart of what is locked.")
    return readings


def _listed(answer: Place) -> dict[str, Decimal]:
    """What each chain holds now, by DefiLlama's name."""
    found = {row["name"].text(): at_least_nothing(row["tvl"]) for row in answer}
    if not found:
        raise Refused(f"{answer.payload.source} sent a list without a chain.")
    return found


def _chart(chart: Place, listed: dict[str, Decimal], night: Night) -> list[Reading]:
    ours = chart.payload.tag
    total = ours in ("", ALL)
    points = day_points(chart, night, lambda point: point["tvl"])
    theirs = _chains(night).get(ours, ours)
    now = sum(listed.values(), Decimal(0)) if total else listed.get(theirs)
    if listed and now is None:
        raise Refused(f"{chart.payload.source} lists no chain {theirs}; see `chains:` in sources.yaml.")
    if now:
        refuse_another(points[0][1], now, "all chains" if total else theirs, APART)
    name = "defi.tvl" if total else f"defi.chains.{ours}.tvl"
    return [place.reading(name, "usd", day) for day, place in points]


def _chains(night: Night) -> dict[str, str]:
    """Our name -> DefiLlama's."""
    chains = night.options.get("chains", {})
    if not isinstance(chains, dict) or not all(isinstance(text, str) for pair in chains.items() for text in pair):
        raise WrongUsage("`chains:` in sources.yaml must map our names to DefiLlama's, like ethereum: Ethereum.")
    return chains
