"""Holding a file for a moment, so that no program can begin to write to it; and ending
with whoever has forked us. Refuses to wait for anybody."""

import ctypes
import errno
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform == "linux":
    import fcntl

_SET_SIGNAL = 10  # F_SETSIG: not in Python's modules
_DIES_WITH_PARENT = 1  # PR_SET_PDEATHSIG, likewise


@contextmanager
def held(path: Path) -> Iterator[bool | None]:
    """Whether a program has the file open for writing. While we hold it so, nobody else can begin to.

    A lease for reading is granted while nobody writes; who opens the file for writing then has to wait until we let go
    of it. None, and nothing is held, where there are no leases: elsewhere than on Linux, and for files of other users.
    """
    if sys.platform != "linux":
        yield None
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        writing = None
        try:
            # Who has to wait is announced to us by a signal, which must be one that does not end us.
            fcntl.fcntl(descriptor, _SET_SIGNAL, signal.SIGURG)
            fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_RDLCK)
            writing = False
        except OSError as refusal:
            writing = True if refusal.errno == errno.EAGAIN else None
        yield writing
    finally:
        os.close(descriptor)


def is_being_written(path: Path) -> bool | None:
    """Whether a program holds the file open for writing; None where the system does not tell."""
    with held(path) as writing:
        return writing


def ending_with_us() -> tuple[Callable[[int], None], tuple[int]]:
    """What a worker that we fork has to call, and with what, so that it is killed with us."""
    return _end_with, (os.getpid(),)


def _end_with(parent: int) -> None:
    """Let this process, forked by `parent`, be killed with it: else it writes on beside the next run.

    Elsewhere than on Linux a worker whose parent was killed has to be ended by hand.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DIES_WITH_PARENT, signal.SIGKILL)
        if os.getppid() != parent:  # it went before we could ask
            os._exit(1)
