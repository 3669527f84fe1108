"""Every path, every read and every write below a site folder. The only room that touches the disk.

Owns atomic writes (beside, then rename) and the sentences for a disk that refuses. Refuses to know what the files mean:
it hands out text and bytes.
"""

import functools
import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime
from pathlib import Path

import filelock

from brief.errors import BriefError, ChecksFailed, DiskRefused, Locked, Unknown
from brief.store import defaults, leftovers, swap
from brief.store import lock as locking
from brief.store.defaults import DEFAULTS
from brief.store.lock import Owner
from brief.store.paths import Paths
from brief.store.served import Served, Stamp
from brief.store.signatures import NOTHING, Signatures
from brief.store.swap import Displaced

__all__ = ["NOTHING", "Displaced", "Owner", "Served", "Shelf", "Signatures", "Stamp", "Store", "appended"]

_PATIENCE = 10.0
"""Seconds that one of our writes waits for another, which takes a thousandth."""


class Store(Paths):
    """The site folder, read and written; what it need not hold is read from `defaults`."""

    def __init__(self, root: Path, defaults: Path = DEFAULTS, owner: Owner | None = None) -> None:
        """`owner` is what the lock's file tells of whoever holds it through this store."""
        super().__init__(root)
        self.defaults = defaults
        self.owner = owner

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Keep two runs apart; the lock goes with the process that held it."""
        path = self.root / ".brief.lock"
        try:
            held = locking.take(path, self.root, self.owner)
        except OSError as refusal:
            raise _refused("lock", path, refusal) from refusal
        mark = self.build_record("at-work")
        try:
            try:
                leftovers.begin(self.root, mark)
            except OSError as refusal:
                raise _refused("write", mark, refusal) from refusal
            yield
            leftovers.end(mark)
        finally:
            locking.let_go(held)

    def read_text(self, path: Path, what: str, *, wrong: type[BriefError] = ChecksFailed) -> str:
        """The text of a file; `what` names it for the reader of the error, `wrong` is raised where it is no text."""
        raw = self.read_bytes(path, what)
        try:
            return raw.decode("utf-8")
        except UnicodeDecodeError as broken:
            line = raw.count(b"\n", 0, broken.start) + 1
            raise wrong(f"{path}:{line}: this is not UTF-8 text; save the file as UTF-8, then run again.") from None

    def read_bytes(self, path: Path, what: str) -> bytes:
        try:
            return path.read_bytes()
        except FileNotFoundError:
            raise Unknown(f"There is no {what} at {path}.") from None
        except OSError as refusal:
            raise _refused("read", path, refusal) from refusal

    def bytes_if_there(self, path: Path) -> bytes | None:
        try:
            return path.read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as refusal:
            raise _refused("read", path, refusal) from refusal

    def text_if_there(self, path: Path) -> str | None:
        return self.read_text(path, path.name) if path.is_file() else None

    def templates(self, kind: str) -> dict[str, str]:
        """The templates of `templates/KIND` by file name, the site folder's own before the defaults.

        A default's text is there under its name behind `default/`, too, whichever goes before it.
        """
        found = defaults.templates(self.root, self.defaults, kind)
        if not found:
            raise Unknown(f"There are no templates in {self.defaults / 'templates' / kind}; install the package again.")
        return {name: self.read_text(path, "template") for name, path in found.items()}

    def own_templates(self) -> list[str]:
        """What lies below the site folder's own `templates/`, by path there."""
        return list(defaults.own_templates(self.root, self.defaults))

    def journal_numbers(self, edition: str) -> list[int]:
        """The numbers of a journal's entries, first to last."""
        names = self.names(self.journal_folder(edition))
        stems = (name.removesuffix(".json") for name in names if name.endswith(".json"))
        return sorted(int(stem) for stem in stems if stem.isascii() and stem.isdigit())

    def editions(self) -> list[str]:
        """Every edition that has a post, or had one: by name, whether its text can be read or not."""
        posts = (name.removesuffix(".md") for name in self.names(self.content / "_posts") if name.endswith(".md"))
        return sorted({*posts, *self.names(self.content / "_journal")})

    def publishing(self) -> list[str]:
        """The editions of which a run that was cut off may have published the post, and nothing else."""
        found = (self.content / "_generated").glob("*.publishing")
        return sorted(path.stem for path in found)

    def archive(self, day: date) -> "Shelf":
        return Shelf(self, self.content / "_raw" / day.isoformat())

    def backfilled(self, source: str) -> "Shelf":
        """The answers of a source about its past."""
        return Shelf(self, self.backfill_folder(source))

    def archived_days(self) -> list[date]:
        """The days that have a folder in the archive, first to last."""
        return _days(self.names(self.content / "_raw"))

    def recorded_days(self) -> list[date]:
        """The days that have a snapshot, first to last."""
        return _days(name.removesuffix(".json") for name in self.names(self.content / "_snapshots"))

    def posts(self) -> dict[str, str]:
        """Every post's text, by edition; bytes that are no UTF-8 stand in it as lone surrogates."""
        posts = sorted((self.content / "_posts").glob("*.md"))
        return {path.stem: self.read_bytes(path, "post").decode("utf-8", "surrogateescape") for path in posts}

    def texts(self) -> dict[str, str]:
        """The hand-written pages that lie right in `content/`, by file stem; bytes that are no UTF-8 as in posts."""
        pages = sorted(self.content.glob("[!.]*.md"))
        return {path.stem: self.read_bytes(path, "page").decode("utf-8", "surrogateescape") for path in pages}

    def runs(self, since: date | None = None) -> dict[date, str]:
        """The text of each day's `run.json`, first to last; with `since`, of that day and those after it."""
        found: dict[date, str] = {}
        for name in self.names(self.runs_folder(date.min).parent):
            with suppress(ValueError):  # another folder than a day's is somebody else's
                day = date.fromisoformat(name)
                text = self.text_if_there(self.runs_folder(day) / "run.json") if since is None or day >= since else None
                found |= {day: text} if text is not None else {}
        return found

    def requests(self, day: date) -> str:
        """The lines that the runs of a day left of their requests; empty where they left none."""
        return self.text_if_there(self.runs_folder(day) / "requests.jsonl") or ""

    def told_editions(self) -> list[str]:
        """The editions whose readers were told what to watch, first to last."""
        found = (self.content / "_published").glob("*.told.json")
        return sorted(path.name.removesuffix(".told.json") for path in found)

    def series_texts(self) -> dict[str, str]:
        """Every stored series as CSV text, by name."""
        return {path.stem: self.read_text(path, "series") for path in sorted((self.content / "_series").glob("*.csv"))}

    def append_series(self, name: str, header: str, lines: list[str]) -> None:
        """Add rows to a series. The old bytes stay as they are, in front."""
        path = self.series_path(name)
        self.write(path, appended(self.text_if_there(path), header, lines))

    def pictures(self, folder: Path) -> list[str]:
        """The names of the pictures that we drew into a folder."""
        return [name for name in self.names(folder) if name.endswith(".svg")]

    def assets(self, signatures: Signatures) -> dict[str, tuple[Path, str]]:
        """What both builders copy as it is, with its signature, by path below `content/`.

        Its own files before the defaults; no file whose name begins with a dot, no chart, which goes with its post, and
        no link out of `content/` or to a folder: whoever may add a file must not publish another one of this machine.
        """
        found: dict[str, tuple[Path, str]] = {}
        due = [self.content / "assets"]
        while due:
            folder = due.pop()
            for name, signature in signatures.inside(folder).items():
                path = folder / name
                if path.is_symlink() and not self._leads_to_a_file_of_ours(path):
                    continue
                if path.is_dir() and path != self.content / defaults.MADE:
                    due.append(path)
                elif path.is_file():
                    found[path.relative_to(self.content).as_posix()] = path, signature
        shipped = defaults.assets(self.defaults)
        theirs = {name: (path, signatures.of(path)) for name, path in shipped.items() if name not in found}
        return dict(sorted({**theirs, **found}.items()))

    def _leads_to_a_file_of_ours(self, link: Path) -> bool:
        target = link.resolve()
        return target.is_file() and target.is_relative_to(self.content.resolve())

    def of_a_new_site(self, *, templates: bool) -> dict[str, bytes]:
        """What a new site folder begins with, by path in it; templates and assets only if asked for."""
        found = defaults.of_a_new_site(self.defaults, templates=templates)
        return {name: self.read_bytes(path, "default") for name, path in found.items()}

    def write(self, path: Path, data: str | bytes) -> bool:
        """Write a file whole or not at all; False where it already holds just this."""
        raw = data.encode("utf-8") if isinstance(data, str) else data
        try:
            if path.is_file() and path.read_bytes() == raw:
                return False
            path.parent.mkdir(parents=True, exist_ok=True)
            swap.replace(path, raw)
        except OSError as refusal:
            raise _refused("write", path, refusal) from refusal
        return True

    def replace_if(self, path: Path, expected: bytes | None, new: bytes) -> bool:
        """Compare and swap: False, and nothing is changed, where the file no longer holds `expected` (None: is there).

        See `brief.store.swap` for what it withstands. What was taken out is among the `displaced` until it is let go.
        """
        try:
            if expected is None:
                return swap.create(path, new)
            aside = self.journal_folder(path.stem)
            with self._swapping(aside):
                return swap.replace_if(path, expected, new, aside)
        except OSError as refusal:
            raise _refused("write", path, refusal) from refusal

    def displaced(self, path: Path) -> list[Displaced]:
        """The texts that swaps took out of a file, as they are now: a program that had it open may have saved since."""
        aside = self.journal_folder(path.stem)
        try:
            if not aside.is_dir():
                return []
            with self._swapping(aside):
                return swap.displaced(aside)
        except OSError as refusal:
            raise _refused("read", aside, refusal) from refusal

    def let_go(self, one: Displaced, at: datetime) -> None:
        """Remove a displaced text that is on record; not yet, where a program may still write to it."""
        try:
            with self._swapping(one.path.parent):
                swap.let_go(one, at)
        except FileNotFoundError:
            pass  # another run let it go
        except OSError as refusal:
            raise _refused("remove", one.path, refusal) from refusal

    def remove(self, path: Path) -> None:
        try:
            path.unlink(missing_ok=True)
        except OSError as refusal:
            raise _refused("remove", path, refusal) from refusal

    @contextmanager
    def _swapping(self, aside: Path) -> Iterator[None]:
        """Keep our own swaps of a file apart: a text that is in it for an instant only must not be built upon."""
        aside.mkdir(parents=True, exist_ok=True)
        lock = filelock.FileLock(aside / ".lock", timeout=_PATIENCE, poll_interval=0.001)
        try:
            lock.acquire()
        except filelock.Timeout:
            raise Locked(f"Another run is writing {aside.name}; wait for it to end, then try again.") from None
        try:
            yield
        finally:
            lock.release()

    def names(self, folder: Path) -> list[str]:
        try:
            return sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))
        except (FileNotFoundError, NotADirectoryError):
            return []
        except OSError as refusal:
            raise _refused("read", folder, refusal) from refusal

    def served(self, *, drafts: bool = False) -> Served:
        """The folder that a build changes: `_site`, or with drafts `_preview`."""
        target = self.preview if drafts else self.site
        return Served(target, self.build_record(f"{target.name}.pending"))

    def left_beside_posts(self) -> Served:
        """The folder that Jekyll publishes, as far as it holds files of the site."""
        return Served(self.content, self.build_record("content.pending"))

    def program(self) -> str:
        """What this program is known by: another version, or a changed module, and its pages are made again."""
        return _program()

    def identity(self, path: Path) -> tuple[int, ...] | None:
        """What a file is known again by that is always replaced as a whole; None where there is none."""
        try:
            seen = path.stat()
        except (FileNotFoundError, NotADirectoryError):
            return None
        return seen.st_dev, seen.st_ino, seen.st_size, seen.st_mtime_ns

    def signatures(self) -> Signatures:
        """What the files are known again by at this instant."""
        return Signatures(self.build_record(".instant"))


class Shelf:
    """A folder of an archive: one night's, or what one source said of its past."""

    def __init__(self, store: Store, folder: Path) -> None:
        self._store = store
        self.folder = folder

    def put(self, name: str, data: bytes) -> None:
        self._store.write(self.folder / name, data)

    def get(self, name: str) -> bytes:
        return self._store.read_bytes(self.folder / name, "archived file")

    def sizes(self) -> dict[str, int]:
        """How many bytes each of its files takes, by name."""
        found = {name: self._store.identity(self.folder / name) for name in self._store.names(self.folder)}
        return {name: seen[2] for name, seen in found.items() if seen}

    def remove(self, name: str) -> None:
        self._store.remove(self.folder / name)


def _days(names: Iterable[str]) -> list[date]:
    """The names that are days."""
    shaped = [name for name in names if len(name) == len("2025-11-04")]
    found = []
    for name in shaped:
        with suppress(ValueError):
            found.append(date.fromisoformat(name))
    return sorted(found)


def appended(before: str | None, header: str, lines: list[str]) -> str:
    """A series' text with rows added."""
    before = before or header
    return before + ("" if before.endswith("\n") else "\n") + "".join(lines)


@functools.cache  # what runs was read when it was started
def _program() -> str:
    found = []
    for folder, _, names in os.walk(Path(__file__).parents[1]):
        for name in names:
            if name.endswith(".py"):
                seen = os.stat(f"{folder}/{name}")  # noqa: PTH116 - hundreds of them, before each build
                found.append((folder, name, seen.st_size, seen.st_mtime_ns))
    return hashlib.sha256(repr(sorted(found)).encode()).hexdigest()[:16]


def _refused(what: str, path: Path, refusal: OSError) -> DiskRefused:
    why = refusal.strerror or str(refusal)
    return DiskRefused(f"The disk refused to {what} {path}: {why}. Nothing was lost; mend that and run again.")
