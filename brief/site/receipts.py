"""The page that shows what stands behind each figure of an edition.

It stands alone: written beside the posts, Jekyll publishes it as a static file; our builder makes it with the others.
"""

from brief.models import Receipts
from brief.site.addresses import receipts_path
from brief.site.frame import Frame

_DATE_LENGTH = len("2025-11-04-")


def receipts_page(receipts: Receipts, frame: Frame) -> str:
    """The HTML of `/receipts/EDITION/`."""
    path = receipts_path(receipts.edition)
    values = {
        "post_path": frame.to.edition(receipts.day, receipts.edition[_DATE_LENGTH:]),
        "receipts": receipts,
        "shown": {receipt.figure for receipt in receipts.receipts},
    }
    return frame.render("receipts.html.j2", path, values)
