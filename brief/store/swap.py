"""One file compared and swapped: new bytes take the place of the expected ones, or nothing happens.

Owns the races with text editors, which know no lock: they save by renaming a new file over the old one, or by emptying
and refilling the old one in place. Refuses to decide which text is right: what it finds in the way goes back, and what
it has taken out of a file is kept until no program can write to it any more.

On Linux the two files change places in one step (renameat2), so what comes out is looked at before anything is lost.
Elsewhere, and on file systems without it, the file is read again and then renamed over: a save in the instant between
the two would be lost there; nothing else is different.
"""

import ctypes
import errno
import hashlib
import os
import secrets
import stat
import sys
import tempfile
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from brief.store import hold
from brief.store.leftovers import PIECE

_DISPLACED, _WRITING = "displaced-", ".writing-"
_HERE, _EXCHANGE = -100, 2  # AT_FDCWD, RENAME_EXCHANGE: not in Python's modules
_NO_EXCHANGE = {errno.ENOSYS, errno.EINVAL, errno.EXDEV, errno.EOPNOTSUPP, errno.EPERM}
_NO_LINKS = {errno.ENOSYS, errno.EXDEV, errno.EOPNOTSUPP, errno.EPERM, errno.EMLINK}
_TURNS = 20
_LONG_ENOUGH = timedelta(days=1)


class Displaced(NamedTuple):
    """A text that a swap took out of a file, or was about to put there. Marks are the beginnings of sha256 sums."""

    path: Path
    raw: bytes
    before: str
    """The mark of the text that was expected in the file."""
    after: str
    """The mark of the text that was to take its place."""

    @property
    def known(self) -> bool:
        """Whether it holds just what we took or brought; else somebody saved it meanwhile."""
        return mark(self.raw) in (self.before, self.after)

    @property
    def swapped(self) -> bool:
        """Whether it shows that the swap was done: the expected text is here, so the new one went there."""
        return mark(self.raw) == self.before


def mark(raw: bytes) -> str:
    """What a text is known by in the name of a displaced file."""
    return hashlib.sha256(raw).hexdigest()[:16]


def create(path: Path, raw: bytes) -> bool:
    """Write a new file, whole; False where one of that name is there, even if it came this instant."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = _beside(path, raw)
    try:
        os.link(beside, path)
    except FileExistsError:
        return False
    except OSError as refusal:
        if refusal.errno not in _NO_LINKS:
            raise
        if path.exists():
            return False
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    return True


def replace(path: Path, raw: bytes) -> None:
    """Write a file whole, whatever it held."""
    beside = _beside(path, raw)
    try:
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def replace_if(path: Path, expected: bytes, new: bytes, aside: Path) -> bool:
    """Put `new` where `expected` is; False, and the file is as its editor left it, where it holds anything else.

    A file that a program holds open for writing counts as changed: it may be half saved. What was taken out stays in
    the folder `aside`; a symbolic link stays one, and mode and owner stay with the file.
    """
    target = path.resolve()
    if _now_in(target) != expected:
        return False
    if new == expected:
        return True
    aside.mkdir(parents=True, exist_ok=True)
    ours = aside / _named(expected, new)
    _written(aside, _WRITING, new, like=target).rename(ours)
    try:
        with hold.held(target) as writing:
            return not writing and _now_in(target) == expected and _swapped(ours, target, expected, new)
    except FileNotFoundError:  # the file was deleted: what we hold stays aside, and the file stays deleted
        return False


def displaced(aside: Path) -> list[Displaced]:
    """What is kept in a folder. The pieces of writes that were cut off are cleared away."""
    for piece in aside.glob(f"{_WRITING}*"):
        piece.unlink(missing_ok=True)
    found = []
    for path in sorted(aside.glob(f"{_DISPLACED}*-*-*")):
        before, after, _ = path.name.removeprefix(_DISPLACED).split("-", 2)
        found.append(Displaced(path, path.read_bytes(), before, after))
    return found


def let_go(one: Displaced, at: datetime) -> None:
    """Remove a displaced text that is on record, unless some program may write to it still; then it is kept on."""
    writing = hold.is_being_written(one.path)
    if writing is None:
        writing = at.timestamp() - one.path.stat().st_ctime < _LONG_ENOUGH.total_seconds()
    if not writing and one.path.read_bytes() == one.raw:
        one.path.unlink()
    elif not one.known:
        rest = one.path.name.rpartition("-")[2]
        one.path.rename(one.path.with_name(f"{_DISPLACED}{mark(one.raw)}-{one.after}-{rest}"))


def _swapped(ours: Path, target: Path, expected: bytes, new: bytes) -> bool:
    """Exchange the two. Where something else comes out, it is newer and goes back, until nothing newer comes out.

    The file is held meanwhile: whoever is about to save it in place has to wait, and then finds it where it was. Of
    what went back a copy is kept: who looked into the file in the moment before may save over it.
    """
    due, put, went_back = expected, new, list[bytes]()
    try:
        for turn in range(_TURNS):
            if not _exchange(ours, target):
                return turn == 0 and _renamed(ours, target, expected, new)
            writing = hold.is_being_written(ours)
            out = ours.read_bytes()
            if out == due and not writing:
                return turn == 0
            if not writing:  # else it is half saved, and whoever saves it goes on to
                went_back.append(out)
            due, put = put, out
        return False
    finally:
        for text in set(went_back) - {expected, new, _now_in(ours)}:
            _written(ours.parent, _WRITING, text, like=ours).rename(ours.with_name(_named(expected, new)))


def _named(expected: bytes, new: bytes) -> str:
    """A name for a displaced text, which no other has."""
    return f"{_DISPLACED}{mark(expected)}-{mark(new)}-{secrets.token_hex(8)}"


def _exchange(one: Path, other: Path) -> bool:
    """Let two files change places in one step; False where the system or the file system cannot."""
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None) if sys.platform == "linux" else None
    if rename is None:
        return False
    if rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in _NO_EXCHANGE:
        return False
    raise OSError(code, os.strerror(code), str(other))


def _renamed(ours: Path, target: Path, expected: bytes, new: bytes) -> bool:
    """The way without an exchange. The old file gets a second name, so that what is written to it still is kept."""
    beside = _beside(target, new, like=target)
    ours.unlink()
    try:
        with suppress(OSError):  # no hard links here, or another disk: then it is not kept
            os.link(target, ours)
        if _now_in(target) != expected or hold.is_being_written(target):
            ours.unlink(missing_ok=True)
            return False
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
    return True


def _now_in(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None


def _beside(path: Path, raw: bytes, *, like: Path | None = None) -> Path:
    """A piece beside a file, which is to take its place: who is killed before leaves it to be cleared away."""
    return _written(path.parent, f".{path.name}.", raw, suffix=PIECE, like=like)


def _written(folder: Path, prefix: str, raw: bytes, *, suffix: str = "", like: Path | None = None) -> Path:
    """A new file with these bytes, on the disk; with the mode and owner of `like`."""
    descriptor, name = tempfile.mkstemp(prefix=prefix, suffix=suffix, dir=folder)
    path = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        state = like.stat() if like else None
        path.chmod(stat.S_IMODE(state.st_mode) if state else 0o644)
        if state and (state.st_uid, state.st_gid) != (os.geteuid(), os.getegid()):
            with suppress(PermissionError):  # only root may give a file away
                os.chown(path, state.st_uid, state.st_gid)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return path
