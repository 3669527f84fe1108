"""One command run once: how long it took, and how much memory its processes held at most. Linux only: reads /proc."""

import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

LOOK = 0.02
"""Seconds between two looks at the processes."""
TOLD = 2000
"""How much of a failed command's words is shown."""


class Failed(Exception):
    """A command that ended with an error: the comparison would be of something else."""


@dataclass(frozen=True)
class Run:
    """What one run cost."""

    seconds: float
    peaks: tuple[int, ...]
    """The most memory each process held, in bytes, the largest first."""

    @property
    def largest(self) -> int:
        return self.peaks[0]


def run(command: Sequence[str], folder: Path, environ: Mapping[str, str] | None = None) -> Run:
    """Run a command to its end in a folder."""
    with tempfile.TemporaryFile() as words:
        start = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env={**os.environ, **(environ or {})}, stdout=words, stderr=subprocess.STDOUT
        )
        watch = _Watch(process.pid)
        watch.start()
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        peaks = watch.end()
        if process.returncode:
            words.seek(0)
            told = words.read().decode(errors="replace")[-TOLD:]
            raise Failed(f"{' '.join(command)} ended with {process.returncode} in {folder}:\n{told}")
    # The kernel's own count has what a process held between two looks; it is of the largest, not a sum.
    own = usage.ru_maxrss * 1024
    return Run(seconds, (max(own, *peaks), *peaks[1:]) if peaks else (own,))


class _Watch(threading.Thread):
    """Looks at a process and all below it, again and again, and keeps the most that each held."""

    def __init__(self, process: int) -> None:
        super().__init__(daemon=True)
        self._process, self._peaks = process, dict[int, int]()
        self._over = threading.Event()

    def run(self) -> None:
        while not self._over.wait(LOOK):
            for process in self._below():
                if held := _peak(process):
                    self._peaks[process] = held

    def end(self) -> tuple[int, ...]:
        self._over.set()
        self.join()
        return tuple(sorted(self._peaks.values(), reverse=True))

    def _below(self) -> list[int]:
        found = [self._process]
        for process in found:
            found += _children(process)
        return found


def _children(process: int) -> list[int]:
    """The processes that any thread of a process started."""
    told: list[int] = []
    try:
        for thread in Path(f"/proc/{process}/task").iterdir():
            told += map(int, (thread / "children").read_text().split())
    except OSError:
        return told  # it has ended since
    return told


def _peak(process: int) -> int:
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmHWM:")), 0)
