"""`brief` at a given instant, in a process of its own that may be ended at any moment.

Run as a program, it has imported what a night takes, and forks a process for each command it reads: a line of JSON with
the instant, the words and where its output goes. It answers with the process's number, then with how that ended.
The clock stands still, and who sleeps wakes at once; nothing else is another than when an operator types the words.
"""

import asyncio
import contextlib
import importlib
import json
import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

REPOSITORY = Path(__file__).parents[2]
NEVER = 1_000_000
"""A step that no night gets to."""
LEFT = "steps left: "
_TOUCHES = ("os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "ctypes.dlsym")
"""Steps of a program that change what is on the disk, or are about to; and files that are opened for writing."""


class Ended(NamedTuple):
    """How a command ended: its exit code, or minus the signal; and what it printed."""

    code: int
    said: str


class Running(NamedTuple):
    """A command that was started."""

    nights: "Nights"
    pid: int
    output: Path

    def kill(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)

    def wait(self) -> Ended:
        code = self.nights.ended(self.pid)
        return Ended(code, self.output.read_text(encoding="utf-8", errors="replace") if self.output.is_file() else "")


class Nights:
    """The process that forks others, as whoever runs it sees it."""

    def __init__(self, process: "subprocess.Popen[str]", folder: Path) -> None:
        self._process, self._folder, self._started = process, folder, 0
        self._codes: dict[int, int] = {}

    def start(
        self,
        at: datetime,
        *words: object,
        dies_at: int = 0,
        environ: Mapping[str, str] | None = None,
        output: Path | None = None,
    ) -> Running:
        """Start `brief WORDS`. With `dies_at`, it is killed before so manieth of its steps that touch the disk."""
        assert self._process.stdin
        self._started += 1
        output = output or self._folder / f"{self._started}.txt"
        told = {"at": at.isoformat(), "words": [*map(str, words)], "output": str(output), "dies_at": dies_at}
        self._process.stdin.write(json.dumps({**told, "environ": dict(environ or {})}) + "\n")
        self._process.stdin.flush()
        return Running(self, self._told("pid"), output)

    def run(self, at: datetime, *words: object, **how: Any) -> Ended:
        return self.start(at, *words, **how).wait()

    def ended(self, pid: int) -> int:
        while pid not in self._codes:
            self._told("ended")
        return self._codes.pop(pid)

    def _told(self, what: str) -> int:
        """The next process's number, or that of one that has ended; whatever is told meanwhile is kept."""
        assert self._process.stdout
        while True:
            told = json.loads(self._process.stdout.readline())
            if "code" in told:
                self._codes[told["ended"]] = told["code"]
            if what in told:
                number: int = told[what]
                return number


@contextmanager
def nights(folder: Path, environ: Mapping[str, str]) -> Iterator[Nights]:
    """Start nights in processes of their own, which have this environment and no key but those in it."""
    folder.mkdir(parents=True, exist_ok=True)
    kept = {name: value for name, value in os.environ.items() if not name.endswith("_API_KEY") and name != "BRIEF_ROOT"}
    path = {"PYTHONPATH": str(REPOSITORY)}
    command = [sys.executable, str(Path(__file__))]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env={**kept, **path, **environ}
    ) as process:
        yield Nights(process, folder)


def _serve() -> None:
    for module in ("collect.live", "night", "verbs.nights", "verbs.building", "desk.checks"):
        importlib.import_module(f"brief.{module}")
    running: set[int] = set()
    for line in _lines(running):
        told = json.loads(line)
        pid = os.fork()
        if not pid:
            _become(told)
        running.add(pid)
        _tell(pid=pid)


def _lines(running: set[int]) -> Iterator[str]:
    """What is asked, a line each; meanwhile, who has ended is told."""
    import select

    waiting = b""
    while True:
        for pid in list(running):
            done, status = os.waitpid(pid, os.WNOHANG)
            if done:
                running.remove(pid)
                _tell(ended=pid, code=os.waitstatus_to_exitcode(status))
        if not select.select([0], [], [], 0.005 if running else None)[0]:
            continue
        piece = os.read(0, 1 << 16)
        if not piece:
            return
        *whole, waiting = (waiting + piece).split(b"\n")
        yield from (line.decode() for line in whole)


def _tell(**told: int) -> None:
    print(json.dumps(told), flush=True)  # noqa: T201 - it is how this program answers


def _become(told: Mapping[str, Any]) -> NoReturn:
    """The command itself."""
    os.environ.update(told["environ"])
    output = os.open(told["output"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    for stream in (1, 2):
        os.dup2(output, stream)
    _stop_the_clock(datetime.fromisoformat(told["at"]))
    left = _die_at(told["dies_at"])
    from brief.cli import main

    sys.argv = ["brief", *told["words"]]
    code = 1
    try:
        main()
    except SystemExit as ended:
        code = int(ended.code or 0)
    except BaseException:
        import traceback

        traceback.print_exc()
    finally:
        with contextlib.suppress(OSError):
            if told["dies_at"]:
                print(f"{LEFT}{left[0]}")  # noqa: T201 - told to whoever started it
            sys.stdout.flush()
        os._exit(code)
    raise AssertionError


def _stop_the_clock(at: datetime) -> None:
    from brief import cli

    class Stopped(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> "Stopped":
            return cls.fromisoformat(at.isoformat())

    async def at_once(seconds: float, real: Any = asyncio.sleep) -> None:
        await real(0)

    vars(cli)["datetime"] = Stopped
    vars(asyncio)["sleep"] = at_once
    random.random = lambda: 0.5


def _die_at(step: int) -> list[int]:
    """Kill this process before it touches the disk for the nth time; returned is how often it may until then."""
    left = [step]

    def look(event: str, given: tuple[Any, ...]) -> None:
        writes = event == "open" and isinstance(given[2], int) and given[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        if event in _TOUCHES or writes:
            left[0] -= 1
            if not left[0]:
                os.kill(os.getpid(), signal.SIGKILL)

    if step:
        sys.addaudithook(look)
    return left


if __name__ == "__main__":
    _serve()
