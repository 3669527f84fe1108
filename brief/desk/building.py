"""The site from the posts: what changed is found, made, and put in its place.

Owns the order of a build: what there is, which pages that comes to, which of them are not there yet, and only then the
first change of what readers see. Refuses to read what has not changed.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import NamedTuple

from brief.desk import beside_posts, built, yesterday
from brief.desk.built import Built, Known, Made, Tallied
from brief.desk.families import named, page_list
from brief.desk.making import make
from brief.desk.missing import reasons
from brief.desk.offering import Offering
from brief.desk.past import Past, watched
from brief.desk.readers import ForReaders, Given
from brief.desk.remembered import Remembered
from brief.desk.scoreboard import scoreboard
from brief.desk.standing import standing
from brief.desk.texts import found_texts
from brief.site.frame import Frame, Page, digest
from brief.site.look import stylesheet
from brief.site.pages import Site, one_at_each_address
from brief.store import Served, Signatures, Stamp, Store
from brief.store.fonts import packaged_fonts

STYLE = "assets/style.css"

Watch = Callable[[int, int], None]
"""Is told how many pages are made, and of how many."""


def unwatched(done: int, of: int) -> None:
    """Nobody looks on."""


def build_site(store: Store, *, drafts: bool = False, watch: Watch = unwatched) -> list[str]:
    """Build all published posts; with drafts all posts, as they stand, into the preview.

    Returns a sentence for each file that is no post or an unreadable draft, and for each post that readers have in an
    earlier text: those wait, and stop nobody.
    """
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
    library = ForReaders(store, frame, drafts=drafts, given=given, extracts=remembered.extracts)
    posts = _seen(library, before, signatures)
    tallied = _tallied(store, before, signatures, given)
    entries = [known.seen.entry for known in posts.values() if known.seen.entry]
    shown = [entry for entry in entries if entry.post.published or drafts]
    why = reasons(store, entries, signatures, drafts=drafts)
    stands = standing(store, served.name, frame.ground, shown, signatures, given)
    newest = max(shown, key=lambda entry: (entry.post.day, entry.post.id), default=None)
    listed, assets = page_list(store), watched(store, signatures, before.watched) if newest else before.watched
    past = Past(store, signatures, before.series, newest)
    offering = Offering(store, served.name, frame, newest, signatures)
    site = Site(
        shown,
        frame,
        library,
        board=tallied.board,
        faces=packaged_fonts,
        reasons=why,
        texts=written.texts,
        standing=stands.standing,
        sections=listed.sections,
        families=listed.families(named(assets.assets)),
        past=past,
        offers=offering.offers,
        table=offering.table,
        drafts=drafts,
    )
    pages = one_at_each_address(site.pages(), _static(store, frame, signatures))
    with served.staging():
        files, changed, gone = _made(pages, served, before, watch)
        notes = [*(note for known in posts.values() for note in known.seen.notes), *tallied.notes]
        notes += [*written.notes, *stands.notes]
        record = Built(before.ground, posts, files, tallied, past.keys, assets)
        yield Together(served, changed, gone, record, tuple(notes), remembered)


def show(store: Store, made: Together) -> None:
    """Put in its place what was made; what Jekyll publishes, too, is left beside the posts."""
    made.served.move(made.changed, made.gone)
    beside_posts.leave(store, made.served, made.record, made.changed, made.gone)
    made.remembered.keep(store, made.served.name, made.record)  # last: a run that is cut off before is repeated whole
    made.served.settled()


def _seen(library: ForReaders, before: Built, signatures: Signatures) -> dict[str, Known]:
    """Every post: as the last build saw it where its files are the same, else looked at anew."""
    found = {}
    for edition, signature in library.editions(signatures).items():
        last = before.posts.get(edition)
        same = last and signature and last.signature == signature
        found[edition] = last if last and same else built.known(edition, signature, library.see(edition))
    return found


def _tallied(store: Store, before: Built, signatures: Signatures, given: Given | None) -> Tallied:
    """The scoreboard; counted again only where a record of what was told is another."""
    told = yesterday.as_readers_have_it(store, given.edition, given.text) if given else None
    records = signatures.inside(store.content / "_published", ".told.json")
    signature = "" if told or "" in records.values() else digest(sorted(records.items()))
    if signature and before.tallied and before.tallied.signature == signature:
        return before.tallied
    board, notes = scoreboard(store, told)
    return Tallied(signature, board, tuple(notes))


def _static(store: Store, frame: Frame, signatures: Signatures) -> Iterator[Page]:
    """What is copied as it is, the style sheet with the site's own look. What was saved this instant is read again."""
    for file, (path, signature) in store.assets(signatures).items():
        copy = partial(store.read_bytes, path, "file")
        if file == STYLE:
            yield Page(file, signature and frame.digest(signature), partial(_styled, copy, frame))
        else:
            yield Page(file, signature, copy)


def _styled(sheet: Callable[[], bytes], frame: Frame) -> bytes:
    return stylesheet(sheet().decode(), frame.look).encode()


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
