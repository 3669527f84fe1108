"""An edition's pages and the feeds, made again from the posts and their records, and compared with what is served.

Owns which files of the site are an edition's. Refuses to write one: the site is left as readers have it.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from brief.desk import built
from brief.desk.framing import site_frame
from brief.desk.gathering import gather
from brief.desk.texts import found_texts
from brief.models.proof import Difference
from brief.site.addresses import file_of
from brief.site.frame import Page, digest
from brief.store import Store
from brief.store.apart import Apart

FEEDS = ("feed.xml", "feed.json")


class PagesAgain:
    """The site as a build would make it now; each page is made when it is compared."""

    def __init__(self, store: Store, days: Iterable[date]) -> None:
        """`days` are those whose posts are read anew; of the others what the last build found is good enough."""
        apart = Apart(store)
        self._served = store.served()
        self.is_there = self._served.is_there()
        if not self.is_there:
            return
        written = found_texts(apart)
        frame = site_frame(apart, written.texts)
        before = built.read(store, self._served.name, digest(frame.ground, False))
        anew = tuple(day.isoformat() for day in days)
        kept = {edition: known for edition, known in before.posts.items() if not edition.startswith(anew)}
        found = gather(
            apart,
            frame,
            before._replace(posts=kept),
            store.signatures(),
            {},
            drafts=False,
            given=None,
            written=written,
        )
        self._pages = {page.file: page for page in found.pages}
        entries = [known.seen.entry for known in found.record.posts.values() if known.seen.entry]
        self._paths = {entry.post.id: file_of(entry.path) for entry in entries if entry.post.published}

    def of(self, edition: str) -> list[Page]:
        """The pages of a published edition: its post, its receipts and what lies beside them, its card, its charts."""
        path = self._paths.get(edition) if self.is_there else None
        if path is None:
            return []
        return [page for file, page in self._pages.items() if file == path or edition in file]

    def feeds(self) -> list[Page]:
        """The feeds of whole briefs."""
        return [self._pages[file] for file in FEEDS if self.is_there and file in self._pages]

    def damages(self, pages: Iterable[Page]) -> Iterator[Difference]:
        """Each of these that is served with other bytes than it is made of now."""
        for page in pages:
            served = self._served.bytes_if_there(page.file)
            if served == page.make():
                continue
            why = "it is not what the posts and their records come to" if served is not None else "it is not served"
            yield Difference(file=f"{self._served.name}/{page.file}", why=f"{why}; `brief build` makes it anew")
