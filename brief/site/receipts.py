"""The page that shows what stands behind each figure of an edition.

It stands alone: written beside the posts, Jekyll publishes it as a static file; our builder makes it with the others.
"""

import jinja2

from brief.models import Receipts, SiteSettings
from brief.site.addresses import Addresses, receipts_path

_DATE_LENGTH = len("2025-11-04-")


def receipts_page(receipts: Receipts, settings: SiteSettings, templates: jinja2.Environment) -> str:
    """The HTML of `/receipts/EDITION/`."""
    to = Addresses(settings, receipts_path(receipts.edition))
    return templates.get_template("receipts.html.j2").render(
        site=settings,
        to=to,
        path=receipts_path(receipts.edition),
        post_path=to.edition(receipts.day, receipts.edition[_DATE_LENGTH:]),
        receipts=receipts,
        shown={receipt.figure for receipt in receipts.receipts},
    )
