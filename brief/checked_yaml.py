"""A YAML file that people edit, read into a model: every mistake is a sentence with file, line and what is allowed.

Refuses what YAML itself lets pass: a key given twice, a key nobody knows, an empty file. Does no I/O.
"""

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from brief.errors import WrongUsage

M = TypeVar("M", bound=BaseModel)
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The same YAML, read several times faster where libyaml is built in."""


def read_checked(text: str, path: str, model: type[M], context: dict[str, Any] | None = None) -> M:
    """`text`, which stands in the file `path`, as a `model`; `context` is for the model's validators."""
    tree = _compose(text, path, [name for name, field in model.model_fields.items() if field.is_required()])
    try:
        return model.model_validate(_LOADER("").construct_document(tree), context=context)
    except ValidationError as wrong:
        raise WrongUsage("\n".join(_sentences(wrong, tree, path))) from None
    except yaml.YAMLError as broken:
        raise _broken_yaml(broken, path) from None
    except ValueError as broken:  # a date such as 2025-13-45, which YAML reads before we do
        raise WrongUsage(f"{path}: a value cannot be read: {broken}.") from None


def _compose(text: str, path: str, needed: Sequence[str]) -> yaml.Node:
    try:
        tree = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError:
        tree = _compose_in_python(text, path)
    if not isinstance(tree, yaml.MappingNode):
        least = f"it needs at least `{needed[-1]}:`" if needed else "write one, or remove the file"
        raise WrongUsage(f"{path}:1: the file holds no settings; {least}.")
    for key, first in _twice(tree):
        where = f"{path}:{key.start_mark.line + 1}"
        raise WrongUsage(f"{where}: {key.value} stands here again; it was first on line {first}. Keep one of them.")
    return tree


def _compose_in_python(text: str, path: str) -> yaml.Node | None:
    """The tree of a text that libyaml did not read; its mistake in the same words on every machine."""
    try:
        return yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as broken:
        raise _broken_yaml(broken, path) from None
    except RecursionError:
        raise WrongUsage(f"{path}:1: brackets stand in brackets more often than can be read.") from None


def _broken_yaml(broken: yaml.YAMLError, path: str) -> WrongUsage:
    mark = getattr(broken, "problem_mark", None)
    problem = getattr(broken, "problem", None) or getattr(broken, "reason", "it cannot be read")
    return WrongUsage(f"{path}:{mark.line + 1 if mark else 1}: this is not YAML: {problem}.")


def _twice(node: yaml.Node, visited: set[int] | None = None) -> Iterator[tuple[yaml.ScalarNode, int]]:
    """Keys that stand twice in one mapping, with the first one's line; YAML would silently take the last.

    What aliases repeat is looked at once: a few lines of them can stand for more than a machine can hold.
    """
    visited = set() if visited is None else visited
    if id(node) in visited:
        return
    visited.add(id(node))
    seen: dict[str, int] = {}
    for item in node.value if isinstance(node, yaml.MappingNode | yaml.SequenceNode) else ():
        if isinstance(item, tuple):
            key, below = item
            if isinstance(key, yaml.ScalarNode):
                if key.value in seen:
                    yield key, seen[key.value]
                seen.setdefault(key.value, key.start_mark.line + 1)
            yield from _twice(below, visited)
        else:
            yield from _twice(item, visited)


def _sentences(wrong: ValidationError, tree: yaml.Node, path: str) -> list[str]:
    """One sentence for each mistake, in the order of the file."""
    found = []
    for error in wrong.errors(include_url=False):
        context = error.get("ctx", {})
        steps = [*error["loc"], *context.get("keys", [context["key"]] if "key" in context else [])]
        steps = [step for step in steps if step != "[key]"]
        line = _line(tree, steps)
        if error["type"] == "missing":
            message = "this must be given"
        elif error["type"] == "literal_error":
            message = f"{error['input']!r} is not allowed; allowed are {context['expected']}"
        else:
            message = error["msg"].removeprefix("Value error, ")
        found.append((line, f"{path}:{line}: {'.'.join(map(str, steps)) or 'the file'}: {message}."))
    return [sentence for _, sentence in sorted(found)]


def _line(node: yaml.Node, steps: list[int | str]) -> int:
    """The line of the deepest node on the way that exists."""
    line: int = node.start_mark.line
    for step in steps:
        below: yaml.Node | None = None
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                if isinstance(key, yaml.ScalarNode) and key.value == str(step):
                    line, below = key.start_mark.line, value
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            below = node.value[step]
            line = below.start_mark.line
        if below is None:
            break
        node = below
    return line + 1
