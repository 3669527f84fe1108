"""A build that is killed while its workers make pages: they must not write on where the next one clears away."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from brief.store import Store

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="workers end with their parent on Linux only")
BUILD = """
import sys, threading
from pathlib import Path
from brief.desk import making
from brief.store import Store
making._make = lambda i: threading.Event().wait(600)  # a page that takes for ever
store = Store(Path(sys.argv[1]))
with store.lock():
    print("begun", flush=True)
    served = store.served()
    for _ in making._together([None] * 100, served, 2):
        pass
"""


def test_workers_and_lock_go_with_the_run(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", BUILD, str(tmp_path)], stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout
        assert run.stdout.readline() == "begun\n"
        children = Path(f"/proc/{run.pid}/task/{run.pid}/children")
        while len(children.read_text(encoding="ascii").split()) < 2:
            os.sched_yield()
        workers = [int(pid) for pid in children.read_text(encoding="ascii").split()]
        os.kill(run.pid, signal.SIGKILL)
        run.wait()
    until = time.monotonic() + 10
    while any(_lives(pid) for pid in workers) and time.monotonic() < until:
        os.sched_yield()
    assert not [pid for pid in workers if _lives(pid)]
    with Store(tmp_path).lock():
        pass


def _lives(pid: int) -> bool:
    try:
        return " Z " not in Path(f"/proc/{pid}/stat").read_text(encoding="ascii")
    except FileNotFoundError:
        return False
