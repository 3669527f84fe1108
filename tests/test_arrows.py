"""Imports point one way, and the pure rooms stay pure: a brief that reads a clock or a disk cannot be rebuilt."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "brief"

MAY_IMPORT = {
    "errors": set(),
    "models": {"errors"},
    "style": {"models"},
    "sources": {"errors", "models"},
    "prose": {"errors", "models", "style"},
    "history": {"errors", "models"},
    "checked_yaml": {"errors", "models"},
    "config": {"checked_yaml", "errors", "models"},
    "kinds": {"config", "models"},
    "store": {"errors"},
    "collect": {"config", "errors", "history", "models", "sources"},
    "story": {"history", "models", "style"},
    "write": {"errors", "models", "story", "style"},
    "site": {"errors", "models", "story", "style", "write"},
    "memory": {"config", "history", "models"},
    "desk": {
        *("checked_yaml", "config", "errors", "history", "memory", "models", "prose", "site", "store", "story"),
        *("style", "write"),
    },
    "tonight": {
        *("collect", "config", "desk", "errors", "history", "memory", "models", "site", "store", "story", "style"),
        "write",
    },
    "night": {"collect", "config", "desk", "errors", "history", "models", "store", "story", "tonight"},
    "serving": {"desk", "errors", "site", "store"},
    "report": {"collect", "config", "desk", "kinds", "models", "night", "store", "style"},
    "verbs": {
        *("collect", "config", "desk", "errors", "models", "night", "report", "serving", "sources", "store", "story"),
        *("style", "tonight", "write"),
    },
    "cli": {"errors", "verbs"},
    "__main__": {"cli"},
}
PURE = {
    *("models", "style", "prose", "sources", "history", "story", "write", "site", "memory", "config", "checked_yaml"),
}
PURE_IN_DESK = ("merge", "checks")
NETWORK = {"httpx", "socket", "urllib.request", "http.client"}
LISTENING = {"http.server", "socketserver", "watchfiles"}
DISK = {"os", "pathlib", "shutil", "tempfile", "io", "importlib.resources"}
BUFFERS = {"BytesIO", "StringIO"}
"""Of `io` what stays in memory."""
CLOCKS = {"now", "utcnow", "today", "time", "monotonic", "perf_counter"}


@cache
def modules() -> tuple[tuple[str, Path, ast.Module], ...]:
    """Every module with the room it belongs to."""
    return tuple(
        (path.relative_to(PACKAGE).parts[0].removesuffix(".py"), path, ast.parse(path.read_text(encoding="utf-8")))
        for path in sorted(PACKAGE.rglob("*.py"))
    )


def imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            if node.module == "io" and {name.name for name in node.names} <= BUFFERS:
                continue
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names if node.module in ("brief", "importlib"))


def test_every_room_is_on_the_map() -> None:
    found = {room for room, _, _ in modules()} - {"__init__"}
    assert found <= set(MAY_IMPORT)
    assert found >= PURE


@pytest.mark.parametrize("room", sorted(MAY_IMPORT))
def test_imports_point_one_way(room: str) -> None:
    for own, path, tree in modules():
        if own != room:
            continue
        for name in imported(tree):
            other = name.split(".")[1] if name.startswith("brief.") else ""
            assert not other or other == own or other in MAY_IMPORT[room] | {"__version__"}, f"{path} imports {name}"


def test_the_map_has_no_circle() -> None:
    order: list[str] = []
    while len(order) < len(MAY_IMPORT):
        free = [room for room, below in MAY_IMPORT.items() if room not in order and below <= set(order)]
        assert free, f"a circle among {set(MAY_IMPORT) - set(order)}"
        order += free


def test_only_collect_sees_the_network() -> None:
    for room, path, tree in modules():
        if room != "collect":
            assert not NETWORK & set(imported(tree)), path


def test_only_the_preview_listens_and_watches() -> None:
    for room, path, tree in modules():
        if room != "serving":
            assert not LISTENING & set(imported(tree)), path


def test_only_store_sees_the_disk() -> None:
    for room, path, tree in modules():
        if room not in ("store", "cli", "verbs"):
            names = set(imported(tree))
            assert not DISK & (names | {name.split(".")[0] for name in names}), path
            calls = {
                node.func.id
                for node in ast.walk(tree)
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
            }
            assert "open" not in calls, path


def test_only_cli_sees_the_clock() -> None:
    for room, path, tree in modules():
        if room == "cli":
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CLOCKS:
                owner = ast.unparse(node.func.value)
                assert owner not in ("datetime", "date", "time", "datetime.datetime"), f"{path}: {ast.unparse(node)}"


@pytest.mark.parametrize("part", PURE_IN_DESK)
def test_merging_and_checking_see_no_file(part: str) -> None:
    """The same three texts must merge the same on any machine, and a check must not write what it finds wrong."""
    paths = sorted((PACKAGE / "desk" / part).glob("*.py"))
    assert paths
    for path in paths:
        names = set(imported(ast.parse(path.read_text(encoding="utf-8"))))
        assert not {name for name in names if name.startswith(("brief.store", "brief.config", "brief.memory"))}, path


def test_the_map_is_in_the_architecture_page() -> None:
    page = (PACKAGE.parent / "ARCHITECTURE.md").read_text(encoding="utf-8")
    table = page.split("## The rooms")[1].split("## I want to")[0]
    assert {room for room in MAY_IMPORT if f"`{room}`" not in table and f"`{room}/`" not in table} <= {"__main__"}
