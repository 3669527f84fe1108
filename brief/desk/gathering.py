"""What a site folder holds, gathered for one build: its posts, its past, its sources, and the pages that they come to.

Owns what is looked at anew and what is as the last build saw it. Refuses to read what has not changed, and to make a
page.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from brief.desk import built, yesterday
from brief.desk.built import Built, Known, Tallied
from brief.desk.families import named, page_list
from brief.desk.health import health
from brief.desk.missing import reasons
from brief.desk.offering import Offering
from brief.desk.past import Past, watched
from brief.desk.readers import ForReaders, Given
from brief.desk.scoreboard import scoreboard
from brief.desk.standing import standing
from brief.desk.texts import FoundTexts
from brief.site.entries import Entry
from brief.site.extracts import Extract
from brief.site.frame import Frame, Page, digest
from brief.site.look import stylesheet
from brief.site.pages import Site, one_at_each_address
from brief.site.standing_pages import of_last_run
from brief.store import Signatures, Store
from brief.store.fonts import packaged_fonts

STYLE = "assets/style.css"


class Gathered(NamedTuple):
    """What was found."""

    pages: list[Page]
    """Every file that the site is to have."""
    record: Built
    """What of it the next build need not look at again; the files are not in it yet."""
    notes: tuple[str, ...]
    """What there is to say of files that are left out or wait."""


def gather(
    store: Store,
    frame: Frame,
    before: Built,
    signatures: Signatures,
    extracts: dict[str, Extract],
    *,
    drafts: bool,
    given: Given | None,
    written: FoundTexts,
) -> Gathered:
    """All that goes into a site; `before` is the record of the last build, `written` are the hand-written pages.

    `extracts` are those that this process has at hand.
    """
    name = store.served(drafts=drafts).name
    library = ForReaders(store, frame, drafts=drafts, given=given, extracts=extracts)
    posts = _seen(library, before, signatures)
    tallied = _tallied(store, before, signatures, given)
    entries = [known.seen.entry for known in posts.values() if known.seen.entry]
    shown = [entry for entry in entries if entry.post.published or drafts]
    newest = _newest(shown)
    stands = standing(store, name, frame.ground, shown, signatures, given)
    went = health(store, name, frame.ground, stands.standing, newest, signatures)
    listed, assets = page_list(store), watched(store, signatures, before.watched) if newest else before.watched
    past = Past(store, signatures, before.series, newest)
    offering = Offering(store, name, frame, newest, signatures)
    site = Site(
        shown,
        frame,
        library,
        board=tallied.board,
        faces=packaged_fonts,
        reasons=reasons(store, entries, signatures, drafts=drafts),
        texts=written.texts,
        standing=stands.standing,
        health=went.health,
        sections=listed.sections,
        families=listed.families(named(assets.assets)),
        past=past,
        offers=offering.offers,
        table=offering.table,
        drafts=drafts,
    )
    pages = one_at_each_address(site.pages(), _static(store, frame, signatures))
    notes = (note for known in posts.values() for note in known.seen.notes)
    record = Built(posts=posts, tallied=tallied, series=past.keys, watched=assets)
    return Gathered(pages, record, (*notes, *tallied.notes, *written.notes, *stands.notes, *went.notes))


def told_of_nights(store: Store, frame: Frame, before: Built, signatures: Signatures) -> list[Page]:
    """Of the pages of a site those that tell of its last run, as `gather` has them."""
    name = store.served().name
    library = ForReaders(store, frame, drafts=False, given=None, extracts={})
    entries = [known.seen.entry for known in _seen(library, before, signatures).values() if known.seen.entry]
    shown = [entry for entry in entries if entry.post.published]
    found = standing(store, name, frame.ground, shown, signatures).standing
    went = health(store, name, frame.ground, found, _newest(shown), signatures).health
    return list(of_last_run(frame, found, went, shown, reasons(store, entries, signatures, drafts=False)))


def _newest(shown: Sequence[Entry]) -> Entry | None:
    return max(shown, key=lambda entry: (entry.post.day, entry.post.id), default=None)


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
