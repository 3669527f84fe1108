"""DefiLlama's list of hacks: which protocols lost money in the last 400 days, how, and how much.

Written from a recorded part (September 2026, twelve of some 1,270 rows) of `https://api.llama.fi/hacks`, no key so far;
the documentation lists the question under the paid plan, so it may close. One list, in no order. Traps of a row:

* `date` is the UTC midnight of the day, in seconds. `amount` and `returnedFunds` are US dollars; null is not known,
  which is no zero; what came back may exceed the loss (Euler).
* `source` was a link and is "" now; where it is no web address the list's own page is the link.
* One name comes many times (Multichain, Curve): each row is an event. `classification` changed its words in 2026.

The title is "NAME: CLASSIFICATION"; the loss is the item's amount, copied from its own field, not read from the title.
Detail: protocol, chains, technique, classification, returned (plain digits), each where it is known. Refuses a list
whose newest row is older than the days it is asked for.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from brief.errors import Refused
from brief.models import Item, Night, Payload, Reading, Request
from brief.sources._json import Place, read_json
from brief.sources._plain import plain
from brief.sources._told import address, number, told

URL = "https://api.llama.fi/hacks"
PAGE = "https://defillama.com/hacks"
TOPIC = "incidents.defillama"
OUTLET = "DefiLlama"
BACK = timedelta(days=400)


def requests(night: Night) -> list[Request]:
    """The whole list: it cannot be asked in parts."""
    return [Request(url=URL)]


def items(payloads: Sequence[Payload], night: Night) -> list[Item]:
    """`incidents.defillama`: the hacks of the last 400 days, the newest first."""
    payload = payloads[0]
    dated = [(day, row) for row in read_json(payload) if (day := _day(row)) is not None and told(row, "name")]
    newest = max((day for day, _ in dated), default=None)
    if newest is None:
        raise Refused(f"{payload.source} sent a list without a single hack of a day.")
    since = night.day - BACK
    if newest < since:
        raise Refused(f"{payload.source} lists no hack after {newest.isoformat()}, so its list may have stopped.")
    recent = sorted((each for each in dated if each[0] >= since), key=lambda each: each[0], reverse=True)
    return [_item(row, day) for day, row in recent]


def _item(row: Place, day: date) -> Item:
    name, classification, returned = told(row, "name"), told(row, "classification"), number(row, "returnedFunds")
    detail = {
        "protocol": name,
        "chains": _chains(row),
        "technique": told(row, "technique"),
        "classification": classification,
        "returned": "" if returned is None else f"{returned:f}",
    }
    return row.payload.item(
        TOPIC,
        plain(f"{name}: {classification}") if classification else name,
        OUTLET,
        day,
        f"{row.path}/name",
        link=address(row, "source") or PAGE,
        amounts=_loss(row, day),
        detail={what: text for what, text in detail.items() if text},
    )


def _loss(row: Place, day: date) -> tuple[Reading, ...]:
    amount = number(row, "amount")
    if amount is None or amount < 0:
        return ()
    return (row["amount"].reading("items.amount", "usd", day, detail={"text": f"{amount:f}"}),)


def _chains(row: Place) -> str:
    found = row.get("chain")
    names = found.value if found is not None and isinstance(found.value, list) else []
    return ", ".join(filter(None, (plain(name) for name in names if isinstance(name, str))))


def _day(row: Place) -> date | None:
    found = row.get("date")
    try:
        return found.seconds().date() if found is not None else None
    except Refused:
        return None
