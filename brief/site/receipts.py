"""The page that shows what stands behind each figure of an edition.

It stands alone: written beside the posts, Jekyll publishes it as a static file; our builder makes it with the others.
Owns what is said of the files that lie beside it.
"""

from collections.abc import Collection
from typing import NamedTuple

from brief.models import Receipts
from brief.site.addresses import DATA, SNAPSHOT, receipts_path
from brief.site.frame import Frame
from brief.site.machine.linked_data import Download, dataset, script

_DATE_LENGTH = len("2025-11-04-")
TERMS = f"{DATA}#terms"


class Beside(NamedTuple):
    """A file for machines, and its schema, where there is one."""

    name: str
    what: str
    schema: str = ""


BESIDE = (
    Beside("receipts.json", "all receipts of this page", "receipts-1.json"),
    Beside(
        SNAPSHOT, "the night’s figures with their readings, as far as their sources let them pass", "snapshot-1.json"
    ),
    Beside("charts.json", "the figures of the charts"),
)


def receipts_page(receipts: Receipts, frame: Frame, beside: Collection[str] = ("receipts.json",)) -> str:
    """The HTML of `/receipts/EDITION/`; `beside` names the files that lie with it."""
    path = receipts_path(receipts.edition)
    files = [one for one in BESIDE if one.name in beside]
    values = {
        "post_path": frame.to.edition(receipts.day, receipts.edition[_DATE_LENGTH:]),
        "receipts": receipts,
        "shown": {receipt.figure for receipt in receipts.receipts},
        "files": files,
        "data_path": DATA,
    }
    if frame.to.has_url:
        there = frame.to.absolute
        found = dataset(
            receipts,
            frame.settings,
            address=there(path),
            downloads=[
                Download(url=there(path + one.name), media_type="application/json", name=one.what) for one in files
            ],
            credit_lines=receipts.credits,
            licence=there(TERMS),
        )
        values["linked"] = script(found)
    return frame.render("receipts.html.j2", path, values)
