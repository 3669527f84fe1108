"""Starting the command: a verb that waits for the imports of all others is too slow to be run after every edit."""

import inspect
import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import click
import pytest

from brief.cli import commands
from brief.verbs.listing import VERBS, Listed
from nights import REPOSITORY, new_site, run_replay, short_site

LOADED = """
import sys
from brief.cli import main
try:
    main()
except SystemExit as ended:
    assert not ended.code, ended.code
print(*sorted(sys.modules), file=sys.stderr)
"""
RENDERING = {"pydantic", "jinja2", "markdown_it", "yaml", "filelock", "brief.store", "brief.models"}
NIGHTS = {
    *("httpx", "feedparser", "icalendar", "holidays", "rich", "tenacity"),
    *("brief.sources", "brief.collect", "brief.config", "brief.story", "brief.history", "brief.night", "brief.serving"),
    *("brief.desk.checks", "brief.desk.merge", "brief.desk.posts", "brief.desk.publish"),
}


def loaded(*words: str) -> set[str]:
    """The modules that a run of the command has imported."""
    environ = {name: value for name, value in os.environ.items() if name != "BRIEF_ROOT"}
    told = subprocess.run(
        [sys.executable, "-c", LOADED, *words],
        cwd=REPOSITORY,
        env=environ,
        capture_output=True,
        text=True,
        check=True,
    )
    return set(told.stderr.split())


def test_the_list_of_verbs_waits_for_no_verb() -> None:
    modules = loaded("--help")
    assert "click" in modules
    assert not modules & (RENDERING | NIGHTS)
    assert {name for name in modules if name.startswith("brief.verbs.")} == {
        "brief.verbs.listing",
        "brief.verbs.mistakes",
    }


@pytest.mark.slow
def test_a_build_waits_for_nothing_that_only_a_night_needs(tmp_path: Path) -> None:
    root = str(new_site(tmp_path).root)
    loaded("build", "--root", root)
    modules = loaded("build", "--root", root)  # nothing has changed, as after most saved edits of a post
    assert modules >= {"jinja2", "brief.desk.building"}
    assert not modules & NIGHTS


@pytest.mark.slow
def test_a_build_that_finds_nothing_new_draws_and_reads_nothing(tmp_path: Path) -> None:
    store = short_site(tmp_path)
    run_replay(store, publish=True)
    loaded("build", "--root", str(store.root))
    modules = loaded("build", "--root", str(store.root))
    assert modules >= {"jinja2", "brief.desk.building"}
    assert not modules & (NIGHTS | {"PIL", "brief.memory"})


def first_paragraph(verb: object) -> str:
    return " ".join((inspect.getdoc(verb) or "").split("\n\n")[0].split())


@pytest.mark.parametrize(("name", "listed"), VERBS.items())
def test_the_list_says_what_the_verb_itself_says(name: str, listed: Listed) -> None:
    verb = getattr(import_module(f"brief.verbs.{listed.module}"), listed.function)
    assert listed.help == first_paragraph(verb)


def test_the_list_looks_as_if_every_verb_had_been_imported() -> None:
    context = click.Context(commands)
    imported = click.Group()
    for name in commands.list_commands(context):
        verb = commands.resolve_command(context, [name])[1]
        assert verb is not None
        imported.add_command(verb)
    shown, due = commands.get_help(context), imported.get_help(click.Context(imported))
    assert shown.partition("Commands:")[2] == due.partition("Commands:")[2]
    assert len(due) > 1000


def test_no_verb_is_left_out_of_the_list() -> None:
    """A verb is a function of `brief.verbs` with options; one that is in no row cannot be run."""
    listed = {(one.module, one.function) for one in VERBS.values()}
    found = {
        (path.stem, name)
        for path in (REPOSITORY / "brief" / "verbs").glob("[!_]*.py")
        for name, value in vars(import_module(f"brief.verbs.{path.stem}")).items()
        if inspect.isfunction(value)
        and value.__module__ == f"brief.verbs.{path.stem}"
        and "Example: brief " in (inspect.getdoc(value) or "")
    }
    assert found == listed
