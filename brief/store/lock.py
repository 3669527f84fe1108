"""The lock of a site folder: one run at a time, and a file that names whose it is.

What keeps two runs apart is the kernel's lock on the open file, which goes with the process that holds it: the file of
an owner that died, or one that was copied along with the folder, holds up nobody and is written anew. Refuses a file
system without such locks, where two runs could not be told apart.
"""

import json
import os
import platform
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import filelock

from brief.errors import Locked


class Owner(NamedTuple):
    """Who holds the lock, in the words of the file."""

    verb: str
    start: datetime

    def text(self) -> str:
        start = self.start.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        told = {"pid": os.getpid(), "host": platform.node(), "start": start, "verb": self.verb}
        return json.dumps(told) + "\n"


def take(path: Path, root: Path, owner: Owner | None) -> filelock.BaseFileLock:
    """Get hold of the lock; where somebody else has it, `Locked` names them. An `OSError` is the disk's refusal."""
    lock = filelock.FileLock(path, timeout=0, fallback_to_soft=False)
    try:
        lock.acquire()
    except filelock.Timeout:
        told = f"Another run is at work in {root}{_named(path)}; wait for it to end, then try again."
        raise Locked(told) from None
    _name(path, owner.text() if owner else "")
    return lock


def let_go(lock: filelock.BaseFileLock) -> None:
    """Give the lock up; its file stays, and names nobody."""
    _name(Path(lock.lock_file), "")
    lock.release()


def _name(path: Path, text: str) -> None:
    """Write whose the lock is. A disk that has no room for a name holds up nobody: what is held is the file itself."""
    with suppress(OSError):
        path.write_text(text, encoding="utf-8")


def _named(path: Path) -> str:
    """Who says in the file that it is theirs, as a part of a sentence; nothing where it does not say."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        pid, host, start, verb = (str(told[key]) for key in ("pid", "host", "start", "verb"))
    except (OSError, ValueError, LookupError, TypeError):
        return ""
    shown = f", `brief {verb}` (process {pid} on {host}) since {start}"
    return shown if shown.isprintable() and len(shown) < 400 else ""
