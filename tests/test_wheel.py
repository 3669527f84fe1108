"""The built wheel in an empty folder: whoever installs it has no checkout, and must get the same brief."""

import importlib.util
import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from commands import brief
from nights import EDITION, REPOSITORY, files_below, new_site

pytestmark = pytest.mark.slow
DAY = "2025-11-04"
TOP = ("pyproject.toml", "hatch_build.py", "README.md", "LICENSE", "NOTICE", ".gitignore", "sources.yaml")
LITTER = (
    *("content/_posts/2025-11-09-x.md", "content/_generated/x.md", "content/_snapshots/2025-11-09.json"),
    *("content/_raw/2025-11-09/manifest.json", "content/_journal/x/0001.json", "content/receipts/x/index.html"),
    *("content/_receipts/x/receipts.json", "content/_published/x.md", "content/_corrections/x.json"),
    *("content/assets/charts/x/a.svg", "content/corrections/index.html", "content/scoreboard/index.html"),
    *("content/archive/2025/index.html", "content/charts/a.svg", "content/data/index.html", "content/feeds/btc.xml"),
    *("content/markets/index.html", "content/sources/index.html", "content/status/index.html", "content/feed.json"),
    *("content/feed.xml", "content/cards/x.png", "content/health.json", "content/_runs/2025-11-09/run.json"),
    *("content/sitemap.xml", "content/sitemap-news.xml"),
    *("_site/index.html", "_preview/index.html", ".brief.lock"),
)


def ran(*words: object, cwd: Path) -> str:
    """What a command printed, with no word of this checkout in its environment."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "BRIEF"))}
    told = subprocess.run([*map(str, words)], cwd=cwd, env=environ, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout + told.stderr
    return told.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of a checkout in which nights have left what they leave."""
    if not all(importlib.util.find_spec(name) for name in ("hatchling", "pip")):
        pytest.skip("hatchling or pip is not installed")
    checkout = tmp_path_factory.mktemp("checkout")
    for name in TOP:
        shutil.copy(REPOSITORY / name, checkout)
    for name in ("brief", "templates"):
        shutil.copytree(REPOSITORY / name, checkout / name)
    shutil.copytree(new_site(tmp_path_factory.mktemp("site")).content, checkout / "content")
    for name in LITTER:
        (checkout / name).parent.mkdir(parents=True, exist_ok=True)
        (checkout / name).write_text("left by a night", encoding="utf-8")
    built = tmp_path_factory.mktemp("built")
    offline = ("--no-deps", "--no-index", "--disable-pip-version-check")
    ran(sys.executable, "-m", "pip", "wheel", "-q", *offline, "--no-build-isolation", "-w", built, ".", cwd=checkout)
    (found,) = built.iterdir()
    return found


@pytest.fixture(scope="module")
def command(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`brief` of the wheel, in an environment that has this one's libraries and not its package."""
    place = tmp_path_factory.mktemp("environment")
    ran(sys.executable, "-m", "venv", "--without-pip", place, cwd=place)
    python = place / "bin" / "python"
    packages = Path(ran(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=place).strip())
    (packages / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    ran(sys.executable, "-m", "pip", "--python", python, "install", "-q", "--no-deps", "--no-index", wheel, cwd=place)
    where = ran(python, "-c", "import brief; print(brief.__file__)", cwd=place).strip()
    assert Path(where).is_relative_to(packages)
    return place / "bin" / "brief"


def test_it_holds_the_defaults_and_nothing_that_a_night_left(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        texts = {name: archive.read(name) for name in names if name.startswith("brief/defaults/")}
    assert {name.split("/")[0] for name in names if "dist-info" not in name} == {"brief"}
    assert b"left by a night" not in texts.values()
    defaults = {name.removeprefix("brief/defaults/"): data for name, data in texts.items()}
    shipped = {
        "sources.yaml": (REPOSITORY / "sources.yaml").read_bytes(),
        **{f"templates/{name}": data for name, data in files_below(REPOSITORY / "templates").items()},
    }
    assert {name: data for name, data in defaults.items() if not name.startswith("content/")} == shipped
    pages = {path.name for path in (REPOSITORY / "content").glob("*.md")}
    assert {name.split("/")[1] for name in defaults if name.startswith("content/")} == {
        *("_config.yml", "_config.minima.yml", "_data", "_minima", "_raw", "_series", "assets"),
        *pages,
    }
    assert {name.split("/")[2] for name in defaults if name.startswith("content/_raw/")} == {DAY}


def test_in_an_empty_folder_it_makes_the_brief_and_the_site_of_the_checkout(command: Path, tmp_path: Path) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    ran(command, "init", ".", "--url", "https://brief.example.org", cwd=folder)
    ran(command, "nightly", "--replay", DAY, "--publish", cwd=folder)
    ran(command, "build", cwd=folder)
    ours = new_site(tmp_path).root
    assert brief("nightly", "--replay", DAY, "--publish", "--root", ours).code == 0
    post = f"content/_posts/{EDITION}.md"
    golden = (REPOSITORY / "tests" / "goldens" / "bundled.md").read_bytes()
    assert (folder / post).read_bytes() == golden.replace(b"published: false\n", b"published: true\n")
    assert files_below(folder / "_site") == files_below(ours / "_site")
    assert (folder / "_site" / "index.html").is_file()
