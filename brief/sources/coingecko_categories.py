"""Market value and 24-hour change of the sectors we follow, as CoinGecko's categories. Written from recorded rows of
May 2021 and the documented answer of May 2026, which has the same fields and a few more.

`GET https://api.coingecko.com/api/v3/coins/categories`, no key needed: one answer with every category, some hundreds.
`market_cap` and `volume_24h` in US dollars, `market_cap_change_24h` in percent of the whole category's value, so large
coins weigh most; `updated_at` ISO 8601, a time of its own for each. A coin stands in as many categories as CoinGecko
puts it into, so categories overlap and must never be added. Names are changed now and then, ids are not: `categories`
in the entry lists ids. Any number may be null; an id that is gone gives no figure.
"""

from collections.abc import Sequence

from brief.errors import Refused, WrongUsage
from brief.models import Night, Payload, Reading, Request
from brief.sources._json import Place, read_json
from brief.sources._prices import is_amount, optional
from brief.sources.coingecko import refuse_answered_error


def requests(night: Night) -> list[Request]:
    """One call, whatever the night."""
    _wanted(night)
    return [Request(url="https://api.coingecko.com/api/v3/coins/categories?order=market_cap_desc")]


def parse(payloads: Sequence[Payload], night: Night) -> list[Reading]:
    """`sectors.NAME.cap`, `.volume_24h` and `.change_24h` of each category that `categories` lists."""
    answer, wanted = read_json(payloads[0]), _wanted(night)
    refuse_answered_error(answer)
    rows: dict[str, Place] = {}
    for row in answer:
        if (name := wanted.get(row["id"].text())) is None:
            continue
        if name in rows:
            raise Refused(f"{row.payload.source} lists the category {row['id'].text()} twice, at {row.path}.")
        rows[name] = row
    readings = [reading for name in wanted.values() if name in rows for reading in _category(rows[name], name)]
    if not readings:
        raise Refused(f"{answer.payload.source} sent none of the categories that sources.yaml lists.")
    return readings


def _category(row: Place, name: str) -> list[Reading]:
    """The readings of one category; none where CoinGecko gives no time for them."""
    if not (updated := optional(row, "updated_at")):
        return []
    as_of, detail = updated.iso(), {"category": row["name"].text()}
    readings = []
    for what, key in (("cap", "market_cap"), ("volume_24h", "volume_24h")):
        if (amount := optional(row, key)) and is_amount(amount):
            readings.append(amount.reading(f"sectors.{name}.{what}", "usd", as_of, detail=detail))
    if change := optional(row, "market_cap_change_24h"):
        readings.append(change.reading(f"sectors.{name}.change_24h", "percent", as_of, detail=detail))
    return readings


def _wanted(night: Night) -> dict[str, str]:
    """CoinGecko's id -> our name."""
    listed = night.options.get("categories")
    if not (isinstance(listed, dict) and listed and all(isinstance(it, str) for it in (*listed, *listed.values()))):
        raise WrongUsage("`categories:` in sources.yaml must map our names to CoinGecko's ids, like memes: meme-token.")
    return {id_: name for name, id_ in listed.items()}
