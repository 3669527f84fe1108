"""A night's stored files against what they were when it left them, and against what it comes to when made again.

Each file is asked three things: what is stored, which sum the night wrote down, what is made now. Two that agree name
the third. Owns which files belong to a night, and what of a published edition can be compared. Refuses to write, to
compare an editor's words, and to make the night again (`night.again`).
"""

from collections.abc import Iterator, Mapping
from functools import cached_property

from brief.desk import corrections, journal, yesterday
from brief.desk.merge import merge
from brief.desk.placing import is_published, is_unrecorded, read
from brief.desk.published import by_the_journal
from brief.desk.sums import made_with, sum_of
from brief.errors import BriefError, ChecksFailed, Refused, Unmerged
from brief.models.proof import Difference
from brief.models.sums import Sums
from brief.store import Store
from brief.store.staged import Staged
from brief.write.front_matter import publish as flipped

CHANGED = "it was changed since it was written"
GONE = "it is not there any more"


def series_damages(store: Store, sums: Sums) -> Iterator[Difference]:
    """Each series that does not begin with the rows that the night left in it."""
    for name, grown in sums.series.items():
        path = store.series_path(name)
        raw = store.bytes_if_there(path)
        if raw is None:
            yield Difference(file=store.named(path), why=GONE)
        elif sum_of(raw[: grown.size]) != grown.sha256:
            yield Difference(file=store.named(path), why="a row that this night left in it was changed or taken out")


class Record:
    """What a night wrote, and what readers have of it."""

    def __init__(self, store: Store, edition: str, sums: Sums | None, made: Mapping[str, str] | None) -> None:
        """`made` are the files it comes to now, by path below `content/`; None where it cannot be made again."""
        self._store, self.edition, self._sums, self._made = store, edition, sums, made
        own = store.sums_path(edition).relative_to(store.content).as_posix()
        self._names = [name for name in (sums.files if sums else made or {}) if name != own]

    @property
    def count(self) -> int:
        """How many files are compared."""
        return len(self._names) + len(self._shown())

    def damages(self) -> Iterator[Difference]:
        """Each of its files that is not what the night left, or is not what it comes to."""
        for name in self._names:
            yield from self._compared(name, name)
        for name, drawn_from in self._shown().items():
            yield from self._compared(name, drawn_from)
        yield from self._published()

    @cached_property
    def outgrown(self) -> tuple[str, ...]:
        """Why the night comes to something else now, though its files are as it left them; empty where it does not."""
        if self._made is None or self._sums is None or all(self._then(name) == self._now(name) for name in self._names):
            return ()
        now, then = made_with(self._store), self._sums.made_with
        others = sorted(name for name in now.keys() | then.keys() if now.get(name) != then.get(name))
        if not others:
            return ()
        are = "are" if len(others) > 1 else "is"
        return (f"{', '.join(others)} {are} not as on that night, so its text comes out differently now",)

    def _then(self, name: str) -> str:
        """The sum that the night wrote down; empty where it did not."""
        return self._sums.files.get(name, "") if self._sums else ""

    def _now(self, name: str) -> str:
        """The sum of what it comes to now; empty where it cannot be made."""
        return sum_of(self._made[name].encode()) if self._made and name in self._made else ""

    def _compared(self, name: str, drawn_from: str) -> Iterator[Difference]:
        """One stored file; `drawn_from` is the file of the record that it is a copy of."""
        raw = self._store.bytes_if_there(self._store.content / name)
        if raw is None:
            yield self._named(name, GONE)
        elif why := self._verdict(sum_of(raw), self._then(drawn_from), self._now(drawn_from)):
            yield self._named(name, why)

    def _verdict(self, stored: str, then: str, now: str) -> str:
        """What is the matter with a file of these three sums; empty where nothing is."""
        if not now:
            return "" if stored == then else CHANGED
        if stored == now or (stored == then and self.outgrown):
            return ""
        if not then:
            return "it is not what the night comes to"
        return CHANGED if stored != then else "the night comes to something else now, and nobody knows why"

    def _shown(self) -> dict[str, str]:
        """What readers have of the record: each file, and the draft's that it is a copy of."""
        if not self._is_shown():
            return {}
        draft, receipts, pictures = (
            folder.relative_to(self._store.content).as_posix()
            for folder in (
                self._store.receipts_folder(self.edition, draft=True),
                self._store.receipts_folder(self.edition),
                self._store.charts_folder(self.edition),
            )
        )
        files = {name: name.removeprefix(f"{draft}/") for name in self._names if name.startswith(f"{draft}/")}
        return {f"{pictures if file.endswith('.svg') else receipts}/{file}": name for name, file in files.items()}

    def _is_shown(self) -> bool:
        return (self._store.receipts_folder(self.edition) / "receipts.json").is_file()

    def _published(self) -> Iterator[Difference]:
        """What was handed to readers: the text on record, and what it told to watch."""
        store, path = self._store, self._store.published_path(self.edition)
        text = store.bytes_if_there(path)
        if text is None or not self._is_shown():
            return
        told = by_the_journal(store, self.edition)
        if told is not None and told.encode() != text:
            yield Difference(file=store.named(path), why="it is not the text that the journal has as published")
            return
        yield from self._told(text)

    def _told(self, text: bytes) -> Iterator[Difference]:
        path = self._store.told_path(self.edition, draft=False)
        store = Staged(self._store, self._made) if self._made is not None else self._store
        try:
            due = yesterday.as_readers_have_it(store, self.edition, text.decode())
        except (BriefError, UnicodeDecodeError):  # the draft's record is damaged: it is named by its own file
            return
        raw = self._store.bytes_if_there(path)
        if due and raw != (due.model_dump_json(indent=1) + "\n").encode():
            yield Difference(file=self._store.named(path), why=CHANGED if raw else GONE)

    def _named(self, name: str, why: str) -> Difference:
        return Difference(file=self._store.named(self._store.content / name), why=why)


def journal_damages(store: Store, edition: str) -> Iterator[Difference]:
    """Each entry of the journal that is not the one that was written."""
    for n in store.journal_numbers(edition):
        try:
            journal.numbered(store, edition, n)
        except Refused as refused:
            yield Difference(file=store.named(store.journal_path(edition, n)), why=str(refused))


def correction_damages(store: Store, edition: str) -> Iterator[Difference]:
    """The record of corrections, where it cannot be read."""
    try:
        corrections.read(store, edition)
    except BriefError as refused:
        yield Difference(file=store.named(store.corrections_path(edition)), why=str(refused))


def merged_again(store: Store, edition: str, made: Mapping[str, str]) -> list[str]:
    """What merging tonight's text once more would do to an editor's post: nothing, where both are as they were."""
    base, raw = store.text_if_there(store.generated_path(edition)), read(store, edition)
    theirs = made.get(store.generated_path(edition).relative_to(store.content).as_posix())
    if raw is None or base is None or theirs is None or raw == base.encode():
        return []
    shown = is_published(edition, raw)
    try:
        mine = raw.decode()
        merged = merge(flipped(base), mine, flipped(theirs)) if shown else merge(base, mine, theirs)
    except (ChecksFailed, Unmerged, UnicodeDecodeError) as refusal:
        return [f"content/_posts/{edition}.md was edited, and cannot be merged again: {refusal}"]
    if merged.text != mine:
        return [f"content/_posts/{edition}.md was edited, and merging its night again would change it"]
    if is_unrecorded(store, edition, raw):
        return [f"content/_posts/{edition}.md was edited since it was last on record; its words are not compared"]
    return []
