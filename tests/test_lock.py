"""One run at a time: a dead owner's lock must not hold up the next night, and a live one must not be run over."""

import json
import os
import platform
import re
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from brief.errors import DiskRefused, Locked
from brief.store import Owner, Store
from commands import brief, is_sentence
from nights import BUNDLED, but_how_it_went, files_below, short_site
from owners import hanging_proxy, night_at_work

DAY = BUNDLED.isoformat()
HOLD = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
from brief.store import Owner, Store
with Store(Path(sys.argv[1]), owner=Owner("build", datetime.now(UTC))).lock():
    if sys.argv[2] == "fork" and os.fork() == 0:
        print(os.getpid(), flush=True)
        sys.stdin.read()
        os._exit(0)
    if sys.argv[2] != "fork":
        print(os.getpid(), flush=True)
    sys.stdin.read()
"""


def holder(root: Path, how: str) -> subprocess.Popen[str]:
    """A process that holds the lock; with "fork" a child of it says so, and lives as long as its input is open."""
    command = [sys.executable, "-c", HOLD, str(root), how]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


@pytest.mark.slow
def test_a_live_owner_is_named_and_a_killed_one_is_taken_over(tmp_path: Path) -> None:
    store = short_site(tmp_path)
    lock = store.root / ".brief.lock"
    with hanging_proxy() as proxy, night_at_work(store.root, proxy) as night:
        told = brief("build", "--root", store.root)
        assert (told.code, told.out) == (40, "")
        assert is_sentence(told.err)
        who = rf"`brief nightly` \(process {night.pid} on {re.escape(platform.node())}\) since \d{{4}}-.*Z; wait for"
        assert re.search(who, told.err)
        night.send_signal(signal.SIGKILL)
        night.wait()
    assert json.loads(lock.read_text(encoding="utf-8"))["pid"] == night.pid, "the dead owner's name is still there"
    assert brief("nightly", "--replay", DAY, "--root", store.root).code == 0
    assert lock.read_bytes() == b""


def test_a_worker_that_outlives_its_killed_run_holds_no_lock(tmp_path: Path) -> None:
    """A build forks workers, which have every open file of the run: they end later than it does."""
    with holder(tmp_path, "fork") as owner:
        assert owner.stdout is not None
        child = int(owner.stdout.readline())
        owner.send_signal(signal.SIGKILL)
        owner.wait()
        os.kill(child, 0)
        with Store(tmp_path).lock():
            pass
        os.kill(child, signal.SIGKILL)


@pytest.mark.parametrize(
    "left",
    [
        b'{"pid": 1, "host": "another.example.org", "start": "2025-11-04T05:47:00Z", "verb": "nightly"}\n',
        b"4711\nsome-host\n",
        b"\xff\x00",
        b"[]",
        b"",
    ],
)
def test_a_file_that_was_left_or_copied_holds_up_nobody(tmp_path: Path, left: bytes) -> None:
    """It names a process that runs, even: of this machine, or of the one that the folder was copied from."""
    (tmp_path / ".brief.lock").write_bytes(left)
    owner = Owner("nightly", datetime(2025, 11, 4, tzinfo=UTC))
    with Store(tmp_path, owner=owner).lock():
        told = json.loads((tmp_path / ".brief.lock").read_text(encoding="utf-8"))
    assert told == {
        "pid": os.getpid(),
        "host": platform.node(),
        "start": "2025-11-04T00:00:00Z",
        "verb": "nightly",
    }


@pytest.mark.parametrize(
    "told", ["", "{", '{"pid": 1}', json.dumps({"pid": 1, "host": "a\nb", "start": "", "verb": ""})]
)
def test_an_owner_that_cannot_be_named_is_still_an_owner(tmp_path: Path, told: str) -> None:
    with Store(tmp_path).lock():
        (tmp_path / ".brief.lock").write_text(told, encoding="utf-8")
        with pytest.raises(Locked) as held, Store(tmp_path).lock():
            pytest.fail("two runs at once")
    assert str(held.value) == f"Another run is at work in {tmp_path}; wait for it to end, then try again."


def test_a_link_in_the_place_of_the_lock_is_not_written_through(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("mine", encoding="utf-8")
    (tmp_path / ".brief.lock").symlink_to(victim)
    with pytest.raises(DiskRefused), Store(tmp_path).lock():
        pytest.fail("locked")
    assert victim.read_text(encoding="utf-8") == "mine"


@pytest.mark.slow
def test_a_night_that_is_told_to_stop_ends_in_a_sentence_and_leaves_nothing_half(tmp_path: Path) -> None:
    store = short_site(tmp_path)
    before = files_below(store.root)
    with hanging_proxy() as proxy, night_at_work(store.root, proxy, "--publish") as night:
        night.send_signal(signal.SIGTERM)
        out, err = night.communicate()
    assert night.returncode == 75
    last = err.splitlines()[-1]
    assert is_sentence(last)
    assert last.startswith("`brief nightly` was told to stop, and stopped; readers keep the site they have.")
    assert "Traceback" not in out + err
    assert but_how_it_went(files_below(store.root)) == but_how_it_went(before)
    (run,) = store.runs().values()
    told = json.loads(run)
    assert (told["exit"], told["said"], told["published"]) == (75, last, False)
