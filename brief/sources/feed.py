"""Any plain RSS or Atom feed: what an outlet, a regulator, a venue or a journal published. Title, outlet, link, date.

Written from recorded feeds of CoinDesk, Cointelegraph, The Block, the SEC, the Federal Reserve, ESMA and arXiv; an
entry in `sources.yaml` says by `proof:` whether its own was among them. Its options:

- `url`: the feed. `topic`: what its entries belong to. `outlet`: who speaks; entries that name another outlet keep it.
- `about`: words of which a title must hold one (a regulator publishes much that is not about this market).
- `skip`: words that mark an entry as no news (a standing page, a tender, a paid release).
- `date_format` and `zone`: how the FCA writes a date, and where ("%A, %B %d, %Y - %H:%M", Europe/London).

The feed's `<description>` is not kept; ESMA's alone is read for its date. EDGAR's page past the last filing is a web
page with status 200, and refused as one; a filing that stands there twice with one id is one.
"""

from collections.abc import Sequence
from typing import Any

from brief.models import Item, Night, Payload, Request
from brief.models.phrases import is_wanted
from brief.sources._amounts import amounts
from brief.sources._feed import Entry, read_feed


def requests(night: Night) -> list[Request]:
    """The feed, once."""
    return [
        Request(url=night.options["url"], headers={"Accept": "application/rss+xml, application/atom+xml, */*;q=0.5"})
    ]


def items(payloads: Sequence[Payload], night: Night) -> list[Item]:
    """The feed's entries that are about our subject, newest first."""
    options = night.options
    payload = payloads[0]
    entries = read_feed(payload, date_format=options.get("date_format", ""), zone=options.get("zone", "UTC"))
    kept = [entry for entry in entries if is_wanted(entry.title, options)]
    return [_item(payload, entry, options) for entry in sorted(kept, key=lambda entry: entry.at, reverse=True)]


def _item(payload: Payload, entry: Entry, options: dict[str, Any]) -> Item:
    outlet = entry.outlet or options.get("outlet", "")
    told = amounts(payload, entry.title, entry.at, entry.path, outlet)
    topic = options.get("topic", "")
    return payload.item(topic, entry.title, outlet, entry.at, entry.path, link=entry.link, amounts=told)
