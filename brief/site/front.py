"""The front page: the newest brief at a glance, and the dozen before it. Refuses what is not in that brief."""

from collections.abc import Mapping, Sequence
from typing import Any

from brief.site.addresses import chart_path
from brief.site.entries import Entry, listing
from brief.site.frame import Frame, Page
from brief.site.glance import Glance, glance
from brief.site.key_figures import key_figures
from brief.site.library import Library
from brief.site.sharing import picture_of

EARLIER = 12
"""How many earlier briefs the front page lists; the archive has them all."""


def front_page(frame: Frame, entries: Sequence[Entry], library: Library) -> Page:
    """The front page of these briefs, the newest first."""
    lead = entries[0] if entries else None
    earlier = entries[1 : EARLIER + 1]

    def values() -> Mapping[str, Any]:
        receipts = library.receipts(lead.post.id) if lead and lead.receipts else None
        drawn = library.charts(lead.post.id).charts[:1] if lead and lead.charts else ()
        return {
            "lead": lead,
            "charts": [(chart, chart_path(lead.post.id, chart.name)) for chart in drawn] if lead else (),
            "glance": glance(library.body(lead.post.id)) if lead else Glance(),
            "figures": key_figures(receipts) if receipts else (),
            "fresh": receipts.freshness if receipts else (),
            "earlier": earlier,
            "picture": picture_of(lead, receipts, frame) if lead and receipts else None,
        }

    shows = (lead and (lead.digest, lead.path), [listing(entry) for entry in earlier])
    return frame.page("index.html.j2", "/", shows, values, changed=lead and lead.updated)
