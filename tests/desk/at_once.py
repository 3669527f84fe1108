"""Processes that write one post at the same time, or are killed while they do; run by `test_writing_at_once`.

Each prints one line of JSON. None of them waits for a clock: what they do next is up to the machine.
"""

import functools
import json
import os
import random
import re
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from brief.desk import journal, posts, unfinished
from brief.errors import Changed, Locked
from brief.store import Store

EDITION = "2025-11-04-a-brief"
AT = datetime(2025, 11, 4, 6, 10, tzinfo=UTC)
TYPED = "Ask the desk."
OPERATIONS = {"open", "os.rename", "os.link", "os.remove", "os.chmod", "os.mkdir", "ctypes.dlopen", "os.listdir"}


def ours(n: int, *, typed: str = "Nobody knows why.") -> str:
    """The nth night's text."""
    rows = "".join(f"Fund {row} took \\$1 million.\n\n" for row in range(40))
    return (
        '---\nlayout: post\ntitle: "A Brief"\ndate: 2025-11-04\ncategory: "crypto"\npublished: false\n'
        f'description: "D."\nexcerpt: "E."\n---\n\nBitcoin fell to \\${100_000 + n}.\n\n{rows}{typed}\n'
    )


def night(store: Store, n: int) -> None:
    posts.keep(store, EDITION, ours(n), at=AT, record={"_snapshots/2025-11-04.json": f'{{"night": {n}}}\n'})


def read(store: Store) -> bytes:
    return posts.read(store, EDITION) or b""


def whole(store: Store, last: int, typed: str) -> int:
    """Which night's text the post holds; it must be one of them, complete, and the journal must be in order."""
    found = read(store)
    nights = [n for n in range(last + 1) if found == ours(n, typed=typed).encode()]
    assert nights, found[:400]
    base = store.bytes_if_there(store.generated_path(EDITION))
    assert base in [ours(n).encode() for n in range(last + 1)]
    assert journal.entries(store, EDITION)
    return nights[0]


def start(store: Store, *, typed: bool) -> str:
    """Tonight's post, with a sentence that its editor typed or just as we wrote it; that sentence."""
    night(store, 0)
    if not typed:
        return "Nobody knows why."
    store.post_path(EDITION).write_text(ours(0, typed=TYPED), encoding="utf-8")
    return TYPED


def finished(store: Store, n: int, typed: str) -> None:
    """The next night finishes what a killed one began: nothing is lost, and nothing of ours became the editor's."""
    left = read(store)
    night(store, n)
    assert read(store) == ours(n, typed=typed).encode()
    assert store.generated_path(EDITION).read_bytes() == ours(n).encode()
    assert store.snapshot_path(AT.date()).read_text(encoding="utf-8") == f'{{"night": {n}}}\n'
    told = journal.entries(store, EDITION)
    assert left in [entry.raw for entry in told]
    found = [entry for entry in told if entry.by == "editor"]
    assert [entry.text for entry in found] in ([], [ours(0, typed=TYPED)])
    assert not store.pending_path(EDITION).exists()


def killed_at_random(store: Store, rounds: int, seed: int) -> dict[str, int]:
    """A child writes night after night and is killed at some moment of its writing; again and again."""
    chance = random.Random(seed)
    typed = start(store, typed=True)
    n = in_between = 0
    for _ in range(rounds):
        with _child(functools.partial(_nights_from, store, n + 1)) as (child, begun):
            for _ in range(chance.randint(1, 3)):
                begun()
            _pass(chance.uniform(0, 0.006))
            os.kill(child, signal.SIGKILL)
        in_between += store.pending_path(EDITION).exists()
        n = whole(store, n + 1000, typed) + 1
        finished(store, n, typed)
    return {"rounds": rounds, "in_between": in_between}


def killed_at_each_step(store: Store, *, typed: bool) -> dict[str, int]:
    """A night is killed before its first operation on a file, then before its second, and so on to the last."""
    words = start(store, typed=typed)
    for n in range(1, 10_000):
        if _survives(n, functools.partial(night, store, n)):
            assert whole(store, n, words) == n
            return {"steps": n}
        whole(store, n, words)
        finished(store, n, words)
    raise AssertionError


def a_write_killed_at_each_step(store: Store) -> dict[str, int]:
    """The same for a single write, such as publishing makes, over what an editor has just saved."""
    start(store, typed=False)
    for n in range(1, 10_000):
        saved, new = ours(n, typed=f"Edit {n}.").encode(), ours(n, typed=f"Written {n}.").encode()
        store.post_path(EDITION).write_bytes(saved)
        if _survives(n, functools.partial(publish, store, new)):
            assert read(store) == new
            return {"steps": n}
        left = read(store)
        assert left in (saved, new)
        publish(store, ours(n, typed=f"Again {n}.").encode())
        texts = [entry.raw for entry in journal.entries(store, EDITION)]
        assert saved in texts
        assert left in texts
        assert read(store) == texts[-1]
    raise AssertionError


def publish(store: Store, new: bytes) -> None:
    posts.write(store, EDITION, expected=read(store), new=new, did="publish", at=AT)


def _survives(nth: int, work: Callable[[], object]) -> bool:
    """Whether a child came to the end of its work before its nth operation on a file, when it is killed."""
    with _child(functools.partial(_killing_itself_at, nth, work)) as (child, _):
        ended = os.waitpid(child, 0)[1]
    assert ended == 0 or os.WTERMSIG(ended) == signal.SIGKILL
    return ended == 0


def _nights_from(store: Store, first: int) -> None:
    for n in range(first, first + 999):
        night(store, n)


def _pass(seconds: float) -> None:
    """Let a moment go by; nobody waits for it, it only makes processes meet in ever new ways."""
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        pass


def _killing_itself_at(nth: int, work: Callable[[], object]) -> None:
    seen = [0]

    def hook(event: str, _: object) -> None:
        if event in OPERATIONS:
            seen[0] += 1
            if seen[0] == nth:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)
    work()


@contextmanager
def _child(work: Callable[[], object]) -> Iterator[tuple[int, Callable[[], object]]]:
    """A real process that does some work; and a way to wait until it begins to write a post, and then the next."""
    ready, begins = os.pipe()
    child = os.fork()
    if child == 0:
        real = unfinished.begin

        def begin(store: Store, edition: str, plan: unfinished.Plan) -> None:
            os.write(begins, b"!")
            real(store, edition, plan)

        unfinished.begin = begin
        work()
        os._exit(0)
    os.close(begins)
    try:
        yield child, lambda: os.read(ready, 1)
    finally:
        os.close(ready)
        with suppress(ChildProcessError):  # it was waited for already
            os.waitpid(child, 0)


def writer(store: Store, name: str, times: int) -> dict[str, object]:
    """Changes its own line of whatever the post holds, over and over, as `brief publish` does, and takes no lock."""
    tokens, refused = [], 0
    for n in range(times):
        found = read(store)
        lines = [line for line in found.split(b"\n") if not line.startswith(name.encode())]
        token = f"{name}{n}."
        try:
            posts.write(store, EDITION, expected=found, new=b"\n".join([*lines, token.encode()]), did="publish", at=AT)
        except Changed:
            refused += 1
        else:
            tokens.append(token)
    return {"done": len(tokens), "refused": refused, "tokens": tokens}


def nights(store: Store, name: str, times: int) -> dict[str, object]:
    """Brings late data of one fund after the other into the post, as `brief nightly` does, holding its lock."""
    done = tried = 0
    while tried < times:
        try:
            with store.lock():
                base = store.generated_path(EDITION).read_text(encoding="utf-8")
                row = (2 * tried + (name == "b")) % 40
                late = re.sub(rf"(Fund {row} took \\\$)\d+", rf"\g<1>{tried + 2}", base)
                kept = posts.keep(store, EDITION, late, at=AT)
        except Locked:
            continue
        tried += 1
        done += kept.written
    return {"done": done}


def editor(store: Store, how: str, times: int) -> dict[str, object]:
    """Loads the post, types a word, saves it all; by renaming a new file over the old one, or in place, in pieces."""
    path, saved, chance = store.post_path(EDITION), [], random.Random(3)
    beside = path.with_name("editor.tmp")
    for n in range(times):
        token = f"e{n}."
        text = read(store) + f"\n{token}".encode()
        if how == "rename":
            beside.write_bytes(text)
            beside.replace(path)
        else:
            with path.open("wb", buffering=0) as file:
                for at in range(0, len(text), 1000):
                    file.write(text[at : at + 1000])
        saved.append(token)
        _pass(chance.uniform(0, 0.004))
    return {"saved": saved}


def main(folder: str, what: str, *rest: str) -> None:
    store = Store(Path(folder))
    if what == "killed-at-random":
        told: object = killed_at_random(store, int(rest[0]), int(rest[1]))
    elif what == "killed-at-each-step":
        told = (
            a_write_killed_at_each_step(store)
            if rest[0] == "write"
            else killed_at_each_step(store, typed=rest[0] == "typed")
        )
    else:
        _say("ready")
        sys.stdin.readline()
        told = {"writer": writer, "nights": nights, "editor": editor}[what](store, rest[0], int(rest[1]))
    _say(json.dumps(told))


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
