"""What search engines read first: every page there is to find, and the newest briefs for those that gather news.

Owns which pages are told. Refuses a clock: news is what is at most a day older than the newest brief; and an invented
edition among it.
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from operator import itemgetter

from brief.site.entries import Entry
from brief.site.frame import Frame, Page
from brief.site.wellformed import xml

NEWS_DAYS = timedelta(days=2)
"""How long Google takes a page for news; a publisher is asked to name no others."""


def sitemap_pages(frame: Frame, pages: Sequence[Page], entries: Sequence[Entry]) -> Iterator[Page]:
    """Both sitemaps, of the pages that are to be found and of the entries, newest first."""
    found = sorted({page.found: page.changed for page in pages if page.found}.items(), key=itemgetter(0))
    yield _sitemap(frame, "sitemap.xml", found, {"pages": found})
    news = [entry for entry in entries if entry.post.published and entry.provenance != "specimen"]
    latest = [entry for entry in news if news[0].post.day - entry.post.day < NEWS_DAYS]
    told = [(entry.path, entry.post.day, entry.post.title) for entry in latest]
    yield _sitemap(frame, "sitemap-news.xml", told, {"entries": latest})


def _sitemap(frame: Frame, name: str, shows: object, values: dict[str, object]) -> Page:
    template = f"{name}.j2"

    def make() -> bytes:
        return xml(frame.render(template, f"/{name}", values)).encode()

    return Page(name, frame.key(template, shows), make)
