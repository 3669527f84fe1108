"""What readers get of each post: which of its texts, with which receipts and corrections.

Owns that choice. Refuses to bring a change of substance before readers that nobody published: until then they keep the
text they have, and the operator is told.
"""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pydantic import ValidationError

from brief.desk import corrections, pictures
from brief.desk.extracting import extracts
from brief.desk.published import changed, last_published
from brief.errors import ChecksFailed, Refused, Unknown
from brief.models import Correction, Corrections, Post, Receipts
from brief.models.base import first_place
from brief.models.chart import Charts
from brief.site.addresses import SNAPSHOT
from brief.site.entries import Entry, entry_of
from brief.site.extracts import Extract
from brief.site.frame import Frame, digest
from brief.store import NOTHING, Signatures, Store
from brief.store.staged import Staged
from brief.write.front_matter import read_post, text_below

DRAFT = re.compile(r"^published[ \t]*:[ \t]*false\b", re.MULTILINE)


class _Kept:
    """The signatures of what goes with the posts: receipts and charts, of drafts or of what is published."""

    def __init__(self, store: Store, signatures: Signatures, *, draft: bool) -> None:
        self._of = signatures.of
        self._receipts = str(store.receipts_folder("", draft=draft))
        self._charts = str(store.charts_folder("", draft=draft))
        self._there = set(signatures.inside(store.receipts_folder("", draft=draft)))

    def of(self, edition: str) -> list[str]:
        """Those of one edition; nothing where nothing of it is there."""
        if edition not in self._there:
            return []
        files = (f"{self._receipts}/{edition}/{name}" for name in ("receipts.json", pictures.RECORD, SNAPSHOT))
        return [*map(self._of, files), self._of(f"{self._charts}/{edition}")]


class Given(NamedTuple):
    """An edition that is being published: what readers get of it is not on disk yet."""

    edition: str
    text: str
    record: Corrections
    receipts: str | None = None
    """Its `receipts.json`, where that is new, too."""
    files: Mapping[str, str] | None = None
    """Its record, where its draft's charts are what readers get: what of it is not on disk yet."""


class Seen(NamedTuple):
    """What a build found of a post, and what it has to say of it."""

    entry: Entry | None
    """None where its file cannot be read."""
    notes: tuple[str, ...] = ()


class ForReaders:
    """The posts as readers get them. A `Library` for the pages."""

    def __init__(
        self,
        store: Store,
        frame: Frame,
        *,
        drafts: bool = False,
        given: Given | None = None,
        extracts: dict[str, Extract] | None = None,
    ) -> None:
        """With `drafts` every text is shown as it stands in its file, published or not.

        `extracts` are those of this process's last build, and become those of this one.
        """
        self._store, self._frame, self._as_they_stand, self._given = store, frame, drafts, given
        self._extracts = {} if extracts is None else extracts

    def editions(self, signatures: Signatures) -> dict[str, str]:
        """Every post, by what all that readers get of it is known again by; empty where that is not known."""
        store = self._store
        posts = signatures.inside(store.content / "_posts", ".md")
        published = signatures.inside(store.content / "_published", ".md")
        corrected = signatures.inside(store.content / "_corrections", ".json")
        journals = signatures.inside(store.content / "_journal")
        kept = [_Kept(store, signatures, draft=draft) for draft in (False, True)]
        found = {}
        for edition in sorted(posts):
            parts = [posts[edition], *(some.get(edition, NOTHING) for some in (published, corrected, journals))]
            for some in kept:
                parts += some.of(edition)
            found[edition] = "" if "" in parts else " ".join(parts)
        if self._given:
            found[self._given.edition] = ""
        return dict(sorted(found.items())) if self._given else found

    def see(self, edition: str) -> Seen:
        """A post's entry, or why there is none; and that readers have another text of it than its file, if so."""
        file_text = self._file_text(edition)
        text = self._text(edition, file_text)
        notes = () if text == file_text else (_waits(edition),)
        try:
            post = read_post(edition, text)
        except ChecksFailed as unreadable:
            return Seen(None, (f"{unreadable} It was left out.", *notes))
        told = self._corrections(post)
        receipts = self._receipts_text(edition)
        found = _read_receipts(edition, receipts) if receipts is not None else None
        drawn = self._shown(edition)
        files = [drawn.text, *(drawn.picture(chart.name) for chart in drawn.record.charts)] if drawn else []
        snapshot = self._snapshot_text(edition)
        key = digest(text, receipts, snapshot, files, [one.model_dump_json() for one in told])
        entry = entry_of(
            post,
            self._frame.to,
            digest=key,
            receipts=found,
            snapshot=snapshot is not None,
            charts=drawn.record if drawn else None,
            corrections=told,
        )
        return Seen(entry, notes)

    def body(self, edition: str) -> str:
        """A post's Markdown as readers get it, without its front matter."""
        return text_below(edition, self._text(edition, self._file_text(edition)))

    def extracts(self, entries: Sequence[Entry]) -> Mapping[str, Extract]:
        """What feeds and other pages take out of these posts, by edition."""
        name = self._store.served(drafts=self._as_they_stand).name
        return extracts(self._store, name, self._frame, entries, self.body, self.receipts, self._extracts)

    def receipts_text(self, edition: str) -> str:
        """Its receipts as JSON; asked only of a post that has some."""
        return self._receipts_text(edition) or ""

    def receipts(self, edition: str) -> Receipts:
        """The same, read."""
        return _read_receipts(edition, self.receipts_text(edition))

    def snapshot_text(self, edition: str) -> str:
        """Its night's snapshot as JSON; asked only of a post that has one."""
        return self._snapshot_text(edition) or ""

    def charts(self, edition: str) -> Charts:
        """What its charts draw; asked only of a post that has some."""
        return self._drawn(edition).record

    def picture(self, edition: str, name: str) -> bytes:
        """One of them as a file."""
        return self._drawn(edition).picture(name)

    def charts_text(self, edition: str) -> str:
        """What they draw, as JSON."""
        return self._drawn(edition).text

    def _drawn(self, edition: str) -> pictures.Shown:
        found = self._shown(edition)
        if found is None:
            raise Unknown(f"The charts of {edition} were taken away while the site was built; build it again.")
        return found

    def _shown(self, edition: str) -> pictures.Shown | None:
        own = self._given and self._given.edition == edition
        return pictures.shown(self._store, edition, self._given.files if self._given and own else None)

    def _file_text(self, edition: str) -> str:
        """What its file will hold; bytes that are no UTF-8 stand in it as lone surrogates."""
        if self._given and self._given.edition == edition:
            return self._given.text
        raw = self._store.read_bytes(self._store.post_path(edition), "post")
        return raw.decode("utf-8", "surrogateescape")

    def _text(self, edition: str, file_text: str) -> str:
        own = self._given and self._given.edition == edition
        return file_text if self._as_they_stand or own else for_readers(self._store, edition, file_text)

    def _corrections(self, post: Post) -> tuple[Correction, ...]:
        own = self._given and self._given.edition == post.id
        record = self._given.record if self._given and own else corrections.read(self._store, post.id)
        return corrections.shown(record, post)

    def _receipts_text(self, edition: str) -> str | None:
        """An edition's receipts: where its post is shown, those that were shown with it; else the draft's."""
        if self._given and self._given.edition == edition and self._given.receipts is not None:
            return self._given.receipts
        folders = (self._store.receipts_folder(edition), self._store.receipts_folder(edition, draft=True))
        found = (self._store.text_if_there(folder / "receipts.json") for folder in folders)
        return next((text for text in found if text is not None), None)

    def _snapshot_text(self, edition: str) -> str | None:
        """An edition's snapshot, from where its receipts are."""
        own = self._given if self._given and self._given.edition == edition else None
        store = Staged(self._store, own.files) if own and own.files is not None else self._store
        order = (True, False) if own and own.receipts is not None else (False, True)
        found = (store.text_if_there(store.receipts_folder(edition, draft=draft) / SNAPSHOT) for draft in order)
        return next((text for text in found if text is not None), None)


def _waits(edition: str) -> str:
    return (
        f"{edition} was edited since it was published, and readers keep the text they have; "
        f"`brief publish {edition[:10]}` brings the edited one out, or says what is in the way."
    )


def for_readers(store: Store, edition: str, text: str) -> str:
    """The text of a post that readers may see: the one they were given, where its file says something else by now."""
    try:
        now = read_post(edition, text)
    except ChecksFailed:
        return text if DRAFT.search(text) else last_published(store, edition, text) or text
    if not now.published:
        return text
    before = last_published(store, edition, text)
    return before if before is not None and changed(edition, before, text) else text


def _read_receipts(edition: str, text: str) -> Receipts:
    try:
        return Receipts.model_validate_json(text)
    except ValidationError as damaged:
        raise Refused(
            f"The receipts of {edition} cannot be read, at {first_place(damaged)} of receipts.json; restore them, "
            "or remove their folder to build the post without them."
        ) from None
