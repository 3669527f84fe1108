"""What files are known again by without reading them: size, times and inode, as git does it.

Owns the one doubt there is: a file saved in the very instant it is looked at may be saved again without its clock
moving on, so it has no signature yet. Refuses to read a file.
"""

import errno
import os
from pathlib import Path

from brief.errors import DiskRefused

NOTHING = "-"
"""The signature of a file that is not there."""
_GRAIN = 50_000_000
"""Nanoseconds within which a file system's clock may stand still; those in use move on at least every 10 ms."""


class Signatures:
    """The files as they are at one instant, told by the file system's own clock."""

    def __init__(self, mark: Path) -> None:
        """`mark` is a file of ours on the same file system: what was saved before it is written is settled."""
        try:
            mark.parent.mkdir(parents=True, exist_ok=True)
            mark.write_bytes(b"")
            self._settled = mark.stat().st_mtime_ns - _GRAIN
        except OSError as refusal:
            raise _refused(mark, refusal) from refusal

    def of(self, path: Path | str) -> str:
        """A file's or folder's signature; empty where it was saved just now."""
        try:
            return self._text(os.stat(path))  # noqa: PTH116 - thousands of them: a Path each takes five times as long
        except (FileNotFoundError, NotADirectoryError):
            return NOTHING
        except OSError as refusal:
            raise _refused(path, refusal) from refusal

    def inside(self, folder: Path, suffix: str = "") -> dict[str, str]:
        """The signatures of what a folder holds, under their names without `suffix`; nothing that begins with a dot."""
        try:
            with os.scandir(folder) as entries:
                named = [(name, one) for one in entries if (name := one.name).endswith(suffix) and name[0] != "."]
                return {name.removesuffix(suffix): text for name, one in named if (text := self._of(one)) != NOTHING}
        except (FileNotFoundError, NotADirectoryError):
            return {}
        except OSError as refusal:
            raise _refused(folder, refusal) from refusal

    def _of(self, one: os.DirEntry[str]) -> str:
        """A link that leads nowhere, or round in a circle, is no file, and hides no other."""
        try:
            return self._text(one.stat())
        except OSError as refusal:
            if refusal.errno in (errno.ENOENT, errno.ELOOP, errno.ENOTDIR):
                return NOTHING
            raise

    def _text(self, seen: os.stat_result) -> str:
        written, changed = seen.st_mtime_ns, seen.st_ctime_ns
        if written >= self._settled or changed >= self._settled:
            return ""
        return f"{seen.st_size:x}.{written:x}.{changed:x}.{seen.st_ino:x}"


def _refused(path: Path | str, refusal: OSError) -> DiskRefused:
    return DiskRefused(f"The disk refused to look at {path}: {refusal.strerror or refusal}. Mend that and run again.")
