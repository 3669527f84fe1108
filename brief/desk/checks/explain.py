"""What each check finds, in its own words: the docstrings of the checks as a page."""

import inspect
from collections.abc import Mapping

from brief.desk.checks import CHECKS, Finder
from brief.errors import WrongUsage

_HEAD = """# What is checked

Each check of `brief check` and `brief lint`, with what it finds and an example of it. Written by
`brief lint --explain`, from the checks' own docstrings.
"""


def page(checks: Mapping[str, Finder] = CHECKS) -> str:
    """`docs/checks.md`: every check in order, one line and one example each."""
    return _HEAD + "".join(f"\n## {name}\n\n{_told(name, find)}\n" for name, find in checks.items())


def _told(name: str, find: Finder) -> str:
    """The first paragraph of a check's docstring, and its example."""
    paragraphs = [" ".join(part.split()) for part in (inspect.getdoc(find) or "").split("\n\n")]
    example = next((part for part in paragraphs if part.startswith("Example:")), "")
    if not example:
        raise WrongUsage(f"The check {name} has no example; write a line Example: into its docstring.")
    return f"{paragraphs[0]}\n\n{example}"
