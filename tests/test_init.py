"""A new site folder: its owner must not begin by repairing it, and must not lose a file that was there."""

import shlex
from pathlib import Path

import pytest

from brief.desk.framing import site_settings
from brief.store import Store
from brief.store.defaults import DEFAULTS
from commands import brief, is_sentence
from nights import EDITION, REPOSITORY, configuration, files_below

DAY = "2025-11-04"
URL = "https://brief.example.org"


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A new site with the address of the shipped settings. Only read it."""
    folder = tmp_path_factory.mktemp("begun") / "my brief"
    told = brief("init", folder, "--url", URL)
    assert (told.code, told.err) == (0, "")
    return Store(folder)


def test_the_defaults_are_the_checkouts_own_folders() -> None:
    assert DEFAULTS == REPOSITORY


def test_a_new_site_holds_what_a_night_needs_and_no_look(begun: Store) -> None:
    files = files_below(begun.root)
    assert {name.split("/")[0] for name in files} == {".gitignore", "README.md", "content", "sources.yaml"}
    assert {name.split("/")[1] for name in files if name.startswith("content/")} == {
        *("_config.yml", "_data", "_raw", "_series"),
        *("about.md", "archive.md", "glossary.md", "index.md", "method.md"),
        *("_config.minima.yml", "_minima"),
    }
    own = {name: data for name, data in files.items() if name not in (".gitignore", "README.md", "content/_config.yml")}
    assert own == {name: (REPOSITORY / name).read_bytes() for name in own}
    assert {path.name for path in (begun.content / "_raw").iterdir()} == {DAY}
    assert (begun.root / "README.md").read_text(encoding="utf-8").startswith("# Daily Crypto Market Brief\n")


@pytest.mark.slow
def test_the_two_commands_it_ends_with_make_the_brief_of_the_checkout(tmp_path: Path) -> None:
    folder = tmp_path / "my brief"
    told = brief("init", folder, "--url", URL)
    *_, first, second = told.out.splitlines()
    for command in (first, second):
        words = shlex.split(command)
        assert words[0] == "brief"
        ran = brief(*words[1:])
        assert ran.code == 0, ran
    post = (folder / "content" / "_posts" / f"{EDITION}.md").read_text(encoding="utf-8")
    golden = (REPOSITORY / "tests" / "goldens" / "bundled.md").read_text(encoding="utf-8")
    assert post == golden.replace("published: false\n", "published: true\n")
    assert (folder / "_site" / "assets" / "style.css").read_bytes() == (
        REPOSITORY / "content" / "assets" / "style.css"
    ).read_bytes()
    assert not (folder / "templates").exists()


@pytest.mark.slow
def test_without_an_address_the_night_is_published_and_the_owner_told(tmp_path: Path) -> None:
    told = brief("init", tmp_path / "site")
    assert "It has no address yet: set url: in content/_config.yml before the first live night.\n" in told.out
    assert site_settings(Store(tmp_path / "site")).url == ""
    ran = brief("nightly", "--replay", DAY, "--publish", "--root", tmp_path / "site")
    assert ran.code == 0
    assert f"{EDITION} is published.\n" in ran.out
    assert not (tmp_path / "site" / "_site" / "feed.xml").exists()


@pytest.mark.parametrize(
    ("title", "url", "found"),
    [
        ('The "Quoted" Brief: #1', "https://example.org/", ('The "Quoted" Brief: #1', "https://example.org", "")),
        (
            r"Back\slash \1 – Ωmega",
            "https://example.org/a/b/",
            (r"Back\slash \1 – Ωmega", "https://example.org", "/a/b"),
        ),
        ("", "http://localhost:4000", ("Daily Crypto Market Brief", "http://localhost:4000", "")),
    ],
)
def test_title_and_address_are_read_back_as_they_were_given(
    tmp_path: Path, title: str, url: str, found: tuple[str, str, str]
) -> None:
    assert brief("init", tmp_path, "--title", title, "--url", url).code == 0
    settings = site_settings(Store(tmp_path))
    assert (settings.title, settings.url, settings.baseurl) == found
    shipped = site_settings(Store(REPOSITORY))
    rest = {"title", "url", "baseurl"}
    assert settings.model_dump(exclude=rest) == shipped.model_dump(exclude=rest)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ("--url", "example.org"),
            "--url example.org is no address of a site; write it like https://brief.example.org.",
        ),
        (("--url", "https://a.org/?q"), "is no address of a site; write it like https://brief.example.org."),
        (("--url", "https://a b"), "write it like https://brief.example.org."),
        (("--title", "two\nlines"), "is no title; write it in one line."),
        (("--title", " "), "is no title; write it in one line."),
    ],
)
def test_a_wrong_title_or_address_is_64_and_writes_nothing(tmp_path: Path, words: tuple[str, str], said: str) -> None:
    told = brief("init", tmp_path / "site", *words)
    assert (told.code, told.out) == (64, "")
    assert is_sentence(told.err)
    assert said in told.err
    assert not (tmp_path / "site").exists()


def test_a_folder_that_holds_a_site_is_refused_and_left_as_it_was(tmp_path: Path) -> None:
    brief("init", tmp_path)
    (tmp_path / "content" / "_data" / "watch.yaml").unlink()
    before = files_below(tmp_path)
    told = brief("init", tmp_path, "--templates")
    assert (told.code, told.out) == (64, "")
    assert told.err == f"{tmp_path} holds a site already; nothing was written. Name another folder.\n"
    assert files_below(tmp_path) == before


def test_a_file_that_was_there_is_left_and_named(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("mine", encoding="utf-8")
    (tmp_path / "content" / "_data").mkdir(parents=True)
    (tmp_path / "content" / "_data" / "watch.yaml").write_text("hours: 24\n", encoding="utf-8")
    told = brief("init", tmp_path)
    assert told.code == 0
    assert "Left as they were: README.md, content/_data/watch.yaml.\n" in told.out
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == "mine"
    assert (tmp_path / "content" / "_data" / "watch.yaml").read_text(encoding="utf-8") == "hours: 24\n"


def test_one_that_was_cut_off_is_finished_by_the_next(tmp_path: Path) -> None:
    """`sources.yaml` comes last, so a folder that holds a site holds the whole of it."""
    brief("init", tmp_path / "whole")
    whole = files_below(tmp_path / "whole")
    for name in [name for name in sorted(whole) if name != "sources.yaml"][:20]:
        path = tmp_path / "half" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(whole[name])
    told = brief("init", tmp_path / "half")
    assert told.code == 0
    assert "Left as they were" not in told.out
    assert files_below(tmp_path / "half") == whole


def test_with_templates_the_look_is_copied_and_told_as_no_mistake(tmp_path: Path) -> None:
    assert brief("init", tmp_path, "--templates").code == 0
    for part in ("templates/site", "templates/post", "content/assets"):
        tracked = {
            name: data for name, data in files_below(REPOSITORY / part).items() if not name.startswith("charts/")
        }
        assert files_below(tmp_path / part) == tracked
    assert brief("build", "--root", tmp_path) == (0, f"The site is built in {tmp_path}/_site.\n", "")


def test_its_sources_are_read_without_a_mistake(begun: Store) -> None:
    assert configuration(begun).sources


def test_a_folder_that_cannot_be_written_is_74(tmp_path: Path) -> None:
    (tmp_path / "content").write_text("a file where a folder is due", encoding="utf-8")
    told = brief("init", tmp_path)
    assert (told.code, told.out) == (74, "")
    assert told.err.startswith(f"The disk refused to write {tmp_path}/content/")
