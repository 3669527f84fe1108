"""What is measured of the builders, and in which order. Every site is laid out once and built again and again."""

import hashlib
import shutil
import statistics
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from benchmarks.site import posts
from benchmarks.site.builders import HUGO, OURS, Installed, Site
from benchmarks.site.running import Failed, Run, run
from benchmarks.site.serving import shown_after_edit

HELP_RUNS = 15
Say = Callable[[str], None]


@dataclass(frozen=True)
class Measured:
    """The runs of one thing with one builder."""

    name: str
    version: str
    runs: tuple[Run, ...]

    @property
    def seconds(self) -> float:
        return statistics.median(run.seconds for run in self.runs)

    @property
    def largest(self) -> int:
        """The most memory that any process of any run held."""
        return max(run.largest for run in self.runs)

    @property
    def processes(self) -> tuple[int, ...]:
        """The most memory of each process of the run that had the most of them."""
        return max((run.peaks for run in self.runs), key=len)


@dataclass(frozen=True)
class Results:
    """One benchmark, whole."""

    posts: int
    size: int
    """The median size of a post, in bytes."""
    machine: str
    cold: tuple[Measured, ...]
    """The builders that are there, ours first."""
    edited: dict[str, Measured] = field(default_factory=dict)
    added: dict[str, Measured] = field(default_factory=dict)
    moved: tuple[str, ...] | None = None
    """Files of ours that an edit or a new post wrote anew without changing a byte; None where it was not looked."""
    help_seconds: float | None = None
    python_seconds: float | None = None
    shown_seconds: float | None = None
    """From a saved edit to its being served; None where there is nothing that serves."""


def measure(
    installed: Sequence[Installed], folder: Path, *, count: int, runs: int, slow_runs: int, machine: str, say: Say
) -> Results:
    """Measure all builders, one after another, in folders of their own that are removed again."""
    days = posts.days(count)
    cold: list[Measured] = []
    edited: dict[str, Measured] = {}
    added: dict[str, Measured] = {}
    moved: tuple[str, ...] | None = None
    shown: float | None = None
    for each in installed:
        name, again = each.builder.name, each.builder in (OURS, HUGO)
        site = Site(each, folder / each.builder.option)
        say(f"{name}: writing {count} posts")
        site.lay_out(days)
        cold.append(_measured(site, [_cold(site, say) for _ in range(runs if again else slow_runs)]))
        _check(site, count)
        if again:
            edits = [_edit(site, days[count // 2], number, say) for number in range(1, runs + 1)]
            edited[name] = _measured(site, [one[0] for one in edits])
            adds = [_add(site, days[-1] + timedelta(days=1), say) for _ in range(runs)]
            added[name] = _measured(site, [one[0] for one in adds])
            if each.builder is OURS:
                moved = tuple(sorted({path for _, paths in (*edits, *adds) for path in paths}))
                shown = _shown(site, days[count // 2], say)
        shutil.rmtree(site.folder)
    sizes = [len(posts.post(day).encode()) for day in days]
    ours = next((each for each in installed if each.builder is OURS), None)
    return Results(
        posts=count,
        size=round(statistics.median(sizes)),
        machine=machine,
        cold=tuple(cold),
        edited=edited,
        added=added,
        moved=moved,
        help_seconds=_median_of((*ours.command, "--help"), ours.environ) if ours else None,
        python_seconds=_median_of((ours.command[0] if "python" in ours.command[0] else sys.executable, "-c", "pass"))
        if ours
        else None,
        shown_seconds=shown,
    )


def _measured(site: Site, runs: Sequence[Run]) -> Measured:
    return Measured(site.builder.name, site.installed.version, tuple(runs))


def _build(site: Site) -> Run:
    return run(site.command, site.folder, site.installed.environ)


def _told(site: Site, what: str, cost: Run, say: Say) -> Run:
    say(f"{site.builder.name}: {what} in {cost.seconds:.2f} s, {cost.largest / 1e6:.0f} MB")
    return cost


def _cold(site: Site, say: Say) -> Run:
    site.clean()
    return _told(site, "all built", _build(site), say)


def _check(site: Site, count: int) -> None:
    """A builder that left posts out, or their footnotes, would be compared with those that did not."""
    pages = [path for path in site.output.rglob("*.html") if "Confidence Statement" in path.read_text(encoding="utf-8")]
    if len(pages) < count:
        raise Failed(f"{site.builder.name} made {len(pages)} pages of {count} posts.")
    if bare := [path for path in pages if 'href="#fn' not in path.read_text(encoding="utf-8")]:
        raise Failed(f"{site.builder.name} made {bare[0].name} without footnotes; give it what it needs for them.")


def _edit(site: Site, day: date, number: int, say: Say) -> tuple[Run, list[str]]:
    """One post edited and the site built again; of ours also which untouched files were written."""
    before = _files(site)
    site.write(day, posts.edited(posts.post(day), number))
    cost = _told(site, "one post edited", _build(site), say)
    return cost, _rewritten(before, _files(site))


def _add(site: Site, day: date, say: Say) -> tuple[Run, list[str]]:
    """One post added and the site built again; then all is as it was."""
    before = _files(site)
    site.write(day, posts.post(day))
    cost = _told(site, "one post added", _build(site), say)
    found = _rewritten(before, _files(site))
    site.remove(day)
    _build(site)
    return cost, found


def _files(site: Site) -> dict[str, tuple[int, bytes]]:
    """When each file of our site was written, and what is in it."""
    if site.builder is not OURS:
        return {}
    return {
        path.relative_to(site.output).as_posix(): (path.stat().st_mtime_ns, hashlib.sha256(path.read_bytes()).digest())
        for path in site.output.rglob("*")
        if path.is_file()
    }


def _rewritten(before: dict[str, tuple[int, bytes]], after: dict[str, tuple[int, bytes]]) -> list[str]:
    """The files that hold what they held and have another time."""
    return [
        path
        for path, (then, text) in before.items()
        if path in after and after[path][1] == text and after[path][0] != then
    ]


def _shown(site: Site, day: date, say: Say) -> float | None:
    _build(site)
    post = site.folder / site.builder.post_file(day)
    page = f"/{day:%Y/%m/%d}/{posts.SLUG}/"
    found = shown_after_edit(site.installed.command, site.installed.environ, site.folder, post, page)
    say(f"{site.builder.name}: a saved edit is served {f'after {found * 1000:.0f} ms' if found else 'by nothing yet'}")
    return found


def _median_of(command: Sequence[str], environ: dict[str, str] | None = None) -> float:
    """How long a short command takes, after a first run that fills the caches."""
    took = [run(command, Path.cwd(), environ).seconds for _ in range(HELP_RUNS + 1)]
    return statistics.median(took[1:])
