"""What somebody published, told by its title: a headline, a notice, an announcement, an incident, a paper, a date.

Owns the shape; refuses their text: of an article only title, outlet, link and date are kept.
"""

from brief.models.base import Frozen
from brief.models.figures import AsOf, Instant, Reading


class Item(Frozen):
    """One thing published, as its source gave it. Made by `Payload.item` only, so that its place is never forgotten."""

    topic: str
    """What it belongs to, as dotted as a figure's name: `news.coindesk`, `regulation.us.sec`, `status.kraken`."""
    title: str
    """Plain text of one line, from outside: escape before printing."""
    outlet: str
    """Who says so."""
    at: AsOf
    """When it was published; of an event to come, when it is due."""
    link: str = ""
    source: str
    url: str
    """What was asked, without keys."""
    fetched_at: Instant
    sha256: str
    path: str
    """Where it stood in the payload: `entry[ID]` of a feed, a JSON pointer, a row of a table."""
    amounts: tuple[Reading, ...] = ()
    """The amounts of money that its title names, in US dollars, in order."""
    detail: dict[str, str] = {}
    """What else must be said with it (impact, chains, previous value). Text from outside."""
