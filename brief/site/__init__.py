"""Published posts and their receipts become a static site. Pure: no disk, no network, no clock."""

from brief.site.frame import Frame, Page
from brief.site.markdown import body_html
from brief.site.pages import Site
from brief.site.reading import reading_html
from brief.site.receipts import receipts_page
from brief.site.templates import environment

__all__ = ["Frame", "Page", "Site", "body_html", "environment", "reading_html", "receipts_page"]
