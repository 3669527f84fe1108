"""How a page stands where its link is shared: by which picture, with which words for those who do not see it.

Owns the picture's size and its words. Refuses to draw it (`cards`): a page that only names it waits for no picture.
"""

from collections.abc import Sequence
from datetime import date

from brief import style
from brief.models import Receipts
from brief.site.entries import Entry
from brief.site.frame import Frame
from brief.site.headline import headline
from brief.site.key_figures import KeyFigure, for_card, key_figures
from brief.site.machine.linked_data import Picture

WIDTH, HEIGHT = 1200, 630


def picture_of(entry: Entry, receipts: Receipts, frame: Frame) -> Picture:
    """The card of a post, as its page and the front page name it."""
    title, post = frame.settings.title, entry.post
    notice = "Specimen: invented figures" if receipts.provenance == "specimen" else ""
    alt = alt_text(title, post.title, post.day, for_card(key_figures(receipts)), notice=notice)
    return Picture(url=frame.to.absolute(entry.card), width=WIDTH, height=HEIGHT, alt=alt)


def alt_text(site_title: str, title: str, day: date, figures: Sequence[KeyFigure], *, notice: str = "") -> str:
    """The card in words."""
    begins = ", ".join(part for part in (site_title, notice, style.full_day(day)) if part)
    told = "; ".join(figure.words for figure in figures)
    return f"{begins}: {headline(title, site_title)}{f'. {told}' if told else ''}."
