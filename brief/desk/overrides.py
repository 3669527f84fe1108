"""A site folder's own templates before the defaults: what they may not do, and which of them nothing uses.

Refuses a template that builds upon itself. One that goes before no default, and that no template calls for, is told to
the operator: most often its name is misspelled, and the page looks as if nothing had been changed.
"""

import difflib
import re
from collections.abc import Iterator, Mapping

import jinja2
from jinja2 import meta

from brief.errors import WrongUsage
from brief.store import Store
from brief.store.defaults import DEFAULT, TEMPLATES

_EXTENDS = re.compile(r"\{%[-+]?\s*extends\s+[\"']([^\"']+)[\"']")


def templates(store: Store, kind: str) -> dict[str, str]:
    """The templates of one kind by name, defaults included; a circle among them is `WrongUsage`."""
    found = store.templates(kind)
    for name in found:
        _refuse_circle(kind, name, found)
    return found


def _refuse_circle(kind: str, name: str, found: Mapping[str, str]) -> None:
    seen, above = [name], _EXTENDS.search(found[name])
    while above and above[1] in found:
        if above[1] in seen:
            raise WrongUsage(
                f"templates/{kind}/{seen[-1]} extends {above[1]}, so the page never ends; to build upon the default "
                f'write {{% extends "{DEFAULT}{above[1].removeprefix(DEFAULT)}" %}}.'
            )
        seen.append(above[1])
        above = _EXTENDS.search(found[above[1]])


def unused(store: Store) -> list[str]:
    """A sentence for each file among the site folder's own templates that changes nothing."""
    told = []
    every: dict[str, Mapping[str, str]] = {}
    for path in store.own_templates():
        kind, _, name = path.partition("/")
        if kind not in TEMPLATES or "/" in name:
            told.append(f"templates/{path} is no template of the site; templates/site/ and templates/post/ hold those.")
            continue
        found = every[kind] = every.get(kind) or store.templates(kind)
        if DEFAULT + name not in found and name not in (used := _used(found)):
            near = difflib.get_close_matches(name, used, n=1)
            told.append(
                f"templates/{path} is used by nothing: there is no default of this name, and no template calls for it"
                f"{f'; {near[0]} may be meant' if near else ''}. Rename it, or remove it."
            )
    return told


def _used(found: Mapping[str, str]) -> set[str]:
    """The names of the defaults, and of what is called for on the way from them."""
    waiting = [name.removeprefix(DEFAULT) for name in found if name.startswith(DEFAULT)]
    used: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in used:
            used.add(name)
            waiting.extend(_called(found.get(name, "")))
    return used


def _called(text: str) -> Iterator[str]:
    """The templates that a text extends, includes or imports by name."""
    return (name for name in meta.find_referenced_templates(jinja2.Environment(autoescape=True).parse(text)) if name)
