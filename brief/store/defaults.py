"""What a site folder need not hold: templates, style sheet, and all that a new one begins with.

Owns where these lie (with the installed package, or in the checkout that it is run from) and how a site folder's own
files go before them. Refuses to read a file: it tells paths by name.
"""

from pathlib import Path

_PACKAGE = Path(__file__).parents[1]
_INSTALLED = _PACKAGE / "defaults"
DEFAULTS = _INSTALLED if _INSTALLED.is_dir() else _PACKAGE.parent
"""Laid out as a site folder is."""

DEFAULT = "default/"
"""A default template has its name with this before it as well, so that one which goes before it can build upon it."""
TEMPLATES = ("post", "site")
_BUNDLED = "2025-11-04"
SETTINGS = ("_config.yml", "_config.minima.yml")
"""The second goes beside the first where Jekyll builds the site in its own theme."""
MADE = "assets/charts/"
"""What nights put among a checkout's assets: no default."""


def templates(root: Path, defaults: Path, kind: str) -> dict[str, Path]:
    """The templates of one kind by name: a site folder's own, and the defaults it has none of its own for."""
    ours, theirs = (_named(place / "templates" / kind) for place in (defaults, root))
    return {**{f"{DEFAULT}{name}": path for name, path in ours.items()}, **ours, **theirs}


def _named(folder: Path) -> dict[str, Path]:
    return {path.name: path for path in sorted(folder.glob("*.j2"))}


def own_templates(root: Path, defaults: Path) -> dict[str, Path]:
    """Everything below a site folder's `templates/`, by its path there; nothing where it is the defaults themselves."""
    folder = root / "templates"
    return {} if folder.resolve() == (defaults / "templates").resolve() else _below(folder, folder)


def assets(defaults: Path) -> dict[str, Path]:
    """The defaults among what is served as it is, by path below `content/`."""
    content = defaults / "content"
    tops = [top for top in sorted((content / "assets").glob("[!.]*")) if top != content / MADE]
    return {path.relative_to(content).as_posix(): path for top in tops for path in _files(top)}


def of_a_new_site(defaults: Path, *, templates: bool) -> dict[str, Path]:
    """What a new site folder begins with, by path in it: rules, past and the bundled night; the look if asked for."""
    content = defaults / "content"
    places = [content / "_data", content / "_minima", content / "_series", content / "_raw" / _BUNDLED]
    if templates:
        places += [content / "assets", *(defaults / "templates" / kind for kind in TEMPLATES)]
    found = {name: path for place in places for name, path in _below(place, defaults).items()}
    settings = [content / name for name in SETTINGS]
    alone = [*sorted(content.glob("*.md")), *settings, defaults / "sources.yaml"]
    found |= {path.relative_to(defaults).as_posix(): path for path in alone}
    return {name: path for name, path in found.items() if not name.startswith(f"content/{MADE}")}


def _below(folder: Path, base: Path) -> dict[str, Path]:
    """Every file below a folder by its path from `base`; none whose path has a name that begins with a dot."""
    return {path.relative_to(base).as_posix(): path for path in _files(folder)}


def _files(place: Path) -> list[Path]:
    """A file, or all those below a folder; none whose name, or whose folder's, begins with a dot."""
    if place.is_file():
        return [place]
    return [path for inside in sorted(place.glob("[!.]*")) for path in _files(inside)]
