"""The folder that is served, `_site` or `_preview`: changed file by file, and only where a file's bytes are others.

Owns how a build gets there: what is new is written into a folder beside it first, so that a build that fails changes
nothing; then each file is renamed into its place. A list of what is about to be moved lies in `_build/` meanwhile: what
a run that was cut off just then left undone is found by the next. Refuses to touch a file whose bytes stay.
"""

import errno
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from brief.errors import DiskRefused
from brief.store import swap

BUILD = "_build-"
_KEPT = ".gitkeep"


class Stamp(NamedTuple):
    """What a served file is known again by without reading it."""

    size: int
    mtime_ns: int


class Served:
    """A served folder, and the folder beside it that a build writes into."""

    def __init__(self, target: Path, pending: Path) -> None:
        """`pending` is where the list of what is about to be moved lies while it is."""
        self.name, self.target = target.name, target.resolve()
        self._pending = pending
        self._stage: Path | None = None

    @contextmanager
    def staging(self) -> Iterator[None]:
        """Have a folder to write into; what was not moved into its place by the end of the block is dropped."""
        with self._refusals():
            for left in self.target.parent.glob(f"{BUILD}{self.name}-*"):
                shutil.rmtree(left)
            self._stage = Path(tempfile.mkdtemp(prefix=f"{BUILD}{self.name}-", dir=self.target.parent))
        try:
            yield
        finally:
            shutil.rmtree(self._stage, ignore_errors=True)
            self._stage = None

    def stamps(self, files: Iterable[str]) -> dict[str, Stamp]:
        """The stamp of each of these files that is there."""
        found, folder = {}, f"{self.target}/"
        for file in files:
            try:
                seen = os.stat(folder + file)  # noqa: PTH116 - thousands of them: a Path each takes five times as long
            except (FileNotFoundError, NotADirectoryError):
                continue
            found[file] = Stamp(seen.st_size, seen.st_mtime_ns)
        return found

    def files(self) -> set[str]:
        """Every file that is there."""
        found = (path for path in self.target.rglob("*") if not path.is_dir())
        return {path.relative_to(self.target).as_posix() for path in found} - {_KEPT}

    def unfinished(self) -> set[str]:
        """The files that a run which was cut off was about to move, or had moved already."""
        try:
            return set(json.loads(self._pending.read_bytes()))
        except FileNotFoundError:
            return set()
        except ValueError:  # cut off while it was written: nothing had been moved
            return set()

    def put(self, file: str, data: bytes) -> tuple[Stamp, bool]:
        """Write a file beside, unless it is served with just these bytes; its stamp, and whether it has to be moved."""
        with self._refusals():
            place = self.target / file
            try:
                if place.read_bytes() == data:
                    return self.stamps([file])[file], False
            except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
                pass
            beside = self._beside(file)
            beside.parent.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(data)
            seen = beside.stat()
            return Stamp(seen.st_size, seen.st_mtime_ns), True

    def move(self, changed: Sequence[str], gone: Iterable[str]) -> None:
        """Take what is gone out and put what was written into its place, in this order."""
        gone = sorted(gone)
        with self._refusals():
            if changed or gone:
                self._pending.parent.mkdir(parents=True, exist_ok=True)
                due = {*changed, *gone, *self.unfinished()}  # what was cut off before is on no record yet
                swap.replace(self._pending, json.dumps(sorted(due)).encode())
            for file in gone:
                self._take_out(file)
            for file in changed:
                place = self.target / file
                place.parent.mkdir(parents=True, exist_ok=True)
                self._beside(file).replace(place)
            if not (self.target / _KEPT).exists():
                self.target.mkdir(parents=True, exist_ok=True)
                (self.target / _KEPT).touch()

    def settled(self) -> None:
        """Say that what was moved is on record."""
        with self._refusals():
            self._pending.unlink(missing_ok=True)

    def read(self, file: str) -> bytes:
        """A served file's bytes."""
        with self._refusals():
            return (self.target / file).read_bytes()

    def is_there(self) -> bool:
        """Whether a build was ever put in its place."""
        return (self.target / _KEPT).exists()

    def bytes_if_there(self, file: str) -> bytes | None:
        """A served file's bytes; None where there is no such file."""
        with self._refusals("read"):
            try:
                return (self.target / file).read_bytes()
            except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
                return None
            except OSError as refusal:
                if refusal.errno == errno.ENAMETOOLONG:
                    return None
                raise

    def _take_out(self, file: str) -> None:
        place = self.target / file
        try:
            place.unlink(missing_ok=True)
        except NotADirectoryError:
            return
        for folder in place.parents:
            if folder == self.target:
                break
            try:
                folder.rmdir()
            except OSError:  # something else is in it
                break

    def _beside(self, file: str) -> Path:
        if self._stage is None:
            raise RuntimeError("a served file is written while there is a folder for it")
        return self._stage / file

    @contextmanager
    def _refusals(self, what: str = "build") -> Iterator[None]:
        try:
            yield
        except OSError as refusal:
            why = refusal.strerror or str(refusal)
            raise DiskRefused(
                f"The disk refused to {what} {self.target}: {why}. Nothing was lost; mend that and run again."
            ) from refusal
