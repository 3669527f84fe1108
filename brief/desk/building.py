"""The site from the posts: what changed is found, made, and put in its place.

Owns the order of a build: what there is (`gathering`), which of its pages are not served yet, and only then the first
change of what readers see. Refuses to make a page that is there.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from brief.desk import beside_posts
from brief.desk.built import Built, Made
from brief.desk.gathering import gather
from brief.desk.making import make
from brief.desk.readers import Given
from brief.desk.remembered import Remembered
from brief.desk.texts import found_texts
from brief.site.frame import Page, digest
from brief.store import Served, Stamp, Store

Watch = Callable[[int, int], None]
"""Is told how many pages are made, and of how many."""


def unwatched(done: int, of: int) -> None:
    """Nobody looks on."""


def build_site(store: Store, *, drafts: bool = False, watch: Watch = unwatched) -> list[str]:
    """Build all published posts; with drafts all posts, as they stand, into the preview.

    Returns a sentence for each file that is no post or an unreadable draft, and for each post that readers have in an
    earlier text: those wait, and stop nobody.
    """
    if store.publishing():
        from brief.desk.handing import finish_cut_off  # here, since hardly any build has that to do

        finish_cut_off(store)
    with put_together(store, drafts=drafts, watch=watch) as made:
        show(store, made)
    return list(made.notes)


class Together(NamedTuple):
    """A site that is made and not shown yet."""

    served: Served
    changed: tuple[str, ...]
    """The files to move into their place, lists behind what they list."""
    gone: tuple[str, ...]
    record: Built
    notes: tuple[str, ...]
    remembered: Remembered


@contextmanager
def put_together(
    store: Store,
    *,
    drafts: bool = False,
    given: Given | None = None,
    watch: Watch = unwatched,
    remembered: Remembered | None = None,
) -> Iterator[Together]:
    """Every page of the site that is not served yet, made and written down beside it, until the end of the block.

    With `given`, the site as it will be once that edition is published. `remembered` is what this process built before.
    """
    served = store.served(drafts=drafts)
    signatures = store.signatures()
    remembered = remembered or Remembered()
    written = found_texts(store, drafts=drafts)
    frame = remembered.frame(store, written.texts)
    before = remembered.record(store, served.name, digest(frame.ground, drafts))
    found = gather(store, frame, before, signatures, remembered.extracts, drafts=drafts, given=given, written=written)
    with served.staging():
        files, changed, gone = _made(found.pages, served, before, watch)
        record = found.record._replace(ground=before.ground, files=files)
        yield Together(served, changed, gone, record, found.notes, remembered)


def show(store: Store, made: Together) -> None:
    """Put in its place what was made; what Jekyll publishes, too, is left beside the posts."""
    unfinished = made.served.unfinished()
    made.served.move(made.changed, made.gone)
    beside_posts.leave(store, made.served, made.record, {*made.changed, *unfinished}, made.gone)
    made.remembered.keep(store, made.served.name, made.record)  # last: a run that is cut off before is repeated whole
    made.served.settled()


def _made(
    pages: list[Page], served: Served, before: Built, watch: Watch
) -> tuple[dict[str, Made], tuple[str, ...], tuple[str, ...]]:
    """Make what is not served as it should be: the record of all files, those to move, and those to take out."""
    unfinished = served.unfinished()
    known = before.files or dict.fromkeys(served.files(), _UNKNOWN)
    stamps = served.stamps({page.file for page in pages} & known.keys() - unfinished)
    due: list[Page] = []
    files: dict[str, Made] = {}
    for page in pages:
        last = known.get(page.file)
        if last and page.key and last.key == page.key and stamps.get(page.file) == last.stamp:
            files[page.file] = last
        else:
            due.append(page)
    changed: list[int] = []
    for done, (i, stamp, moves) in enumerate(make(due, served), start=1):
        files[due[i].file] = Made(due[i].key, stamp)
        changed += [i] if moves else []
        watch(done, len(due))
    gone = (known.keys() | unfinished) - files.keys()
    return files, tuple(due[i].file for i in sorted(changed)), tuple(sorted(gone))


_UNKNOWN = Made("", Stamp(-1, -1))
