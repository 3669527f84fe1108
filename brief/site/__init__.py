"""Published posts and their receipts become a static site. Pure: no disk, no network, no clock."""

from brief.site.markdown import body_html
from brief.site.pages import build
from brief.site.reading import reading_html
from brief.site.receipts import receipts_page
from brief.site.templates import environment

__all__ = ["body_html", "build", "environment", "reading_html", "receipts_page"]
