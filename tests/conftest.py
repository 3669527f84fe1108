"""What every test gets: no real sleep, no socket but loopback, no change to a tracked file, the shared recordings."""

import asyncio
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

REPOSITORY = Path(__file__).parents[1]

# A busy machine is no failure: time is measured in benchmarks/, never in a test.
hypothesis.settings.register_profile("brief", deadline=None)
hypothesis.settings.load_profile("brief")


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


@pytest.fixture(scope="session", autouse=True)
def no_tracked_file_changes() -> Iterator[None]:
    """The suite leaves the checkout as it found it."""
    before = _tracked_state()
    yield
    assert _tracked_state() == before, "a test changed a tracked file"


def _tracked_state() -> str:
    """What `git diff` says, so that a developer's own uncommitted work is no failure. Empty outside a checkout."""
    if not (REPOSITORY / ".git").exists():
        return ""
    diff = ["git", "-C", str(REPOSITORY), "diff", "--no-ext-diff"]
    return subprocess.run(diff, capture_output=True, text=True, check=True).stdout


@pytest.fixture(scope="session")
def jekyll() -> str:
    """The real Jekyll."""
    return _program("jekyll")


@pytest.fixture(scope="session")
def chromium() -> str:
    """A real Chromium."""
    return _program("chromium")


def _program(name: str) -> str:
    """Its path; a test that needs it is skipped where it is absent, and fails where BRIEF_REQUIRE asks for it."""
    if path := shutil.which(name):
        return path
    if name in os.environ.get("BRIEF_REQUIRE", "").replace(",", " ").split():
        pytest.fail(f"{name} is not installed, and BRIEF_REQUIRE asks for it")
    pytest.skip(f"{name} is not installed")
