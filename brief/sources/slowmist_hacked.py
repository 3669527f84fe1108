"""SlowMist's list of hacked targets: the newest twenty, with method and loss.

Never seen as a whole: written from a sample of two rows whose markup eight independent readers agree on; the page
around them is unproven, so the source is off until somebody has tried it. `https://hacked.slowmist.io/?c=&page=1`, no
key, HTML, newest first. In the sample a row is an `li`: `span.time` holds the day ("2026-03-27"), `h3` the name behind
an `em` that says "Hacked target:", and an `em` before each other value says what it is: "Amount of loss:" ("$
1,080,000", or "-" for not known), "Attack method:". `p.link-reference a` leads to a report.

A loss counts only where one amount of US dollars stands there; a place is `row[N]/h3`, N counting such rows from zero.
The title is "NAME: METHOD"; detail is protocol, technique and loss as it is written. Refuses a page without a row.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from bs4 import BeautifulSoup, ParserRejectedMarkup, Tag

from brief.errors import Refused
from brief.models import Item, Night, Payload, Reading, Request
from brief.sources._amounts import find_amounts
from brief.sources._page import refuse_challenge
from brief.sources._plain import plain, web_link

URL = "https://hacked.slowmist.io/?c=&page=1"
PAGE = "https://hacked.slowmist.io/"
TOPIC = "incidents.slowmist"
OUTLET = "SlowMist"
TARGET, LOSS, METHOD = "Hacked target:", "Amount of loss:", "Attack method:"
UNKNOWN = "-"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def requests(night: Night) -> list[Request]:
    """The first page."""
    return [Request(url=URL)]


def items(payloads: Sequence[Payload], night: Night) -> list[Item]:
    """`incidents.slowmist`: the page's rows in their order."""
    payload = payloads[0]
    found = [item for number, row in enumerate(_rows(payload)) for item in _items(payload, number, row)]
    if not found:
        raise Refused(f"{payload.source} sent a page without a hacked target; look at it, its layout may have changed.")
    return found


def _rows(payload: Payload) -> list[Tag]:
    refuse_challenge(payload)
    try:
        page = BeautifulSoup(payload.body.decode("utf-8"), "html.parser")
    except UnicodeDecodeError:
        raise Refused(f"{payload.source} sent bytes that are not UTF-8 text.") from None
    except ParserRejectedMarkup:
        raise Refused(f"{payload.source} sent a page that cannot be read as HTML.") from None
    return [row for row in page.find_all("li") if row.find("h3") is not None and row.select_one("span.time")]


def _items(payload: Payload, number: int, row: Tag) -> Iterator[Item]:
    told = _told(row)
    target, method, loss = (told.get(name, "") for name in (TARGET, METHOD, LOSS))
    at = _day(row)
    if not target or at is None:
        return
    link = row.select_one("p.link-reference a")
    detail = {"protocol": target, "technique": method, "loss": loss}
    yield payload.item(
        TOPIC,
        plain(f"{target}: {method}") if method else target,
        OUTLET,
        at,
        f"row[{number}]/h3",
        link=web_link(str(link.get("href", "")) if link else "", PAGE) or PAGE,
        amounts=_loss(payload, number, loss, at),
        detail={name: text for name, text in detail.items() if text},
    )


def _told(row: Tag) -> dict[str, str]:
    """What stands behind each `em`, by what the `em` says; a dash is nothing."""
    found: dict[str, str] = {}
    for name in row.find_all("em"):
        if name.parent is not None:
            label = plain(name.get_text())
            text = plain(name.parent.get_text()).removeprefix(label).strip()
            found.setdefault(label, "" if text == UNKNOWN else text)
    return found


def _loss(payload: Payload, number: int, text: str, at: date) -> tuple[Reading, ...]:
    found = list(find_amounts(text))
    if len(found) != 1:
        return ()
    place, detail = f"row[{number}]/{LOSS.removesuffix(':')}", {"text": found[0].text}
    return (payload.reading("items.amount", found[0].value, "usd", at, place, formula="money(1)", detail=detail),)


def _day(row: Tag) -> date | None:
    time = row.select_one("span.time")
    text = plain(time.get_text()) if time else ""
    try:
        return date.fromisoformat(text if _DAY.fullmatch(text) else "")
    except ValueError:
        return None
