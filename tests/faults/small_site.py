"""The smallest honest site: a short past, three sources, yesterday's brief with its readers.

What its sources answer at any instant is `test_live_nights.Internet`; here it is asked over the wire.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import httpx
import yaml
from faulty_nights import hurry
from night_at import Nights, nights
from real_internet import Asked, Reply, internet

from brief.store import Store
from nights import new_site
from test_cut_off_nights import Dearer
from test_live_nights import Internet

SOURCES = ("coingecko", "farside-btc", "alternative-me")
ROWS = 40


def small_site(folder: Path) -> Store:
    """A site folder in which a night is quick."""
    store = new_site(folder)
    shutil.rmtree(store.content / "_raw")
    for path in (store.content / "_series").glob("*.csv"):
        header, *rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
        path.write_text("".join([header, *rows[-ROWS:]]), encoding="utf-8")
    hurry(store)
    file = yaml.safe_load(store.sources_file().read_text(encoding="utf-8"))
    file["sources"] = {name: file["sources"][name] for name in SOURCES}
    del file["sections"]["macro"]  # none of them fills it
    store.sources_file().write_text(yaml.safe_dump(file, sort_keys=False), encoding="utf-8")
    return store


def over_the_wire(internet: Internet, at: Callable[[], datetime]) -> Callable[[Asked], Reply]:
    """A made-up internet's answers, as a real server sends them."""

    def answer(asked: Asked) -> Reply:
        request = httpx.Request(asked.method, asked.url, content=asked.body)
        told = internet(request, at())
        return Reply(told.content, told.status_code, {"content-type": told.headers.get("content-type", "text/plain")})

    return answer


@contextmanager
def nights_by(clock: list[datetime], folder: Path) -> Iterator[Nights]:
    """Runs of the command, with sources that answer as they do at the clock's only instant."""
    with internet(folder, over_the_wire(Dearer(), lambda: clock[0])) as net, nights(folder, net.environ) as found:
        yield found


def left_behind(root: Path) -> dict[str, bytes]:
    """Every file that two runs must agree on, hidden ones, too. Not what has times in it: the records of builds and of
    runs, and what is told of those; nor the journal, which tells truly that a run was cut off."""
    files = (path for path in sorted(root.rglob("*")) if path.is_file())
    found = {path.relative_to(root).as_posix(): path for path in files}
    apart = ("_build/", "content/_runs/", "content/_journal/", ".brief.lock")
    told = ("health.json", "status/index.html")
    return {name: path.read_bytes() for name, path in found.items() if not name.startswith(apart) | name.endswith(told)}
