"""arXiv's newest papers of quantitative finance about cryptocurrencies. Title, day, link; no authors and no abstract.

Written from recorded answers (April 2026) of `https://export.arxiv.org/api/query` to other searches: ten papers, one,
none, and a refusal; the feed is the same. No key; one request in three seconds, one connection. Atom, with these traps:

* An entry's id is http, its links are https; titles of older entries are wrapped in lines.
* `published` is the day of the first version, `updated` of the one shown; the first is taken.
* No paper is a feed without entries, and an answer. A refusal is HTTP 400 and a feed whose one entry is called "Error".

Options: `query` (arXiv's own language; `cat:q-fin.* AND all:cryptocurrency` where it is absent), `papers` (how many
of the newest are asked for; 30).
"""

from collections.abc import Sequence
from urllib.parse import urlencode

from brief.errors import Refused
from brief.models import Item, Night, Payload, Request
from brief.sources._feed import Entry, read_feed

API = "https://export.arxiv.org/api/query"
TOPIC = "research.arxiv"
OUTLET = "arXiv"
QUERY = "cat:q-fin.* AND all:cryptocurrency"
PAPERS = 30
ERRORS = "/api/errors"


def requests(night: Night) -> list[Request]:
    """The newest papers first."""
    query = {
        "search_query": night.options.get("query", QUERY),
        "sortBy": "submittedDate",
        "sortOrder": "descending",
        "start": 0,
        "max_results": night.options.get("papers", PAPERS),
    }
    return [Request(url=f"{API}?{urlencode(query)}", headers={"Accept": "application/atom+xml, */*;q=0.5"})]


def items(payloads: Sequence[Payload], night: Night) -> list[Item]:
    """`research.arxiv`: the papers, the newest first."""
    payload = payloads[0]
    entries = sorted(read_feed(payload), key=lambda entry: entry.at, reverse=True)
    for entry in entries:
        _refuse_error(payload, entry)
    return [
        payload.item(TOPIC, entry.title, OUTLET, entry.at, entry.path, link=_secure(entry.link)) for entry in entries
    ]


def _refuse_error(payload: Payload, entry: Entry) -> None:
    """A paper may well be called "Error"; only an entry that leads to the errors' page is one."""
    if ERRORS in entry.id:
        said = entry.id.partition("#")[2].replace("_", " ").strip()[:160].rstrip(". ")
        raise Refused(f"{payload.source} did not accept the question{': ' + said if said else ''}.")


def _secure(link: str) -> str:
    return f"https://{link.removeprefix('http://')}" if link.startswith("http://") else link
