"""The front matter of a Markdown file: split from the text, loaded, and told by line where it is wrong.

Owns how Jekyll takes a file apart. Refuses what is no UTF-8, no YAML and no text in quotes where a text is due.
"""

import re
from typing import Any

import yaml
from frontmatter.default_handlers import YAMLHandler

from brief.errors import ChecksFailed

_YAML = YAMLHandler(fm_boundary=re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE))
_NO_TEXT = re.compile("[\udc80-\udcff]")
_BOM = "\ufeff"


def refuse_no_text(file: str, text: str) -> None:
    """Stop at bytes that are no UTF-8; whoever read the file let them stand as lone surrogates."""
    if broken := _NO_TEXT.search(text):
        line = text.count("\n", 0, broken.start()) + 1
        raise ChecksFailed(f"{file}:{line}: this is not UTF-8 text; save the file as UTF-8, then run again.")


def split(file: str, text: str) -> tuple[str, str]:
    """Front matter and body, as Jekyll splits them; the body keeps every blank."""
    whole = text.removeprefix(_BOM)
    if not whole.startswith("---") or not _YAML.detect(whole):
        raise ChecksFailed(f"{file}:1: there is no front matter; begin the file with a line ---.")
    try:
        front, body = _YAML.split(whole)
    except ValueError:
        raise ChecksFailed(f"{file}:1: the front matter is not closed; end it with a line ---.") from None
    return front, body.removeprefix("\n")


def load(file: str, front: str) -> dict[str, Any]:
    """The keys of a front matter; what is no YAML is a sentence with its line."""
    try:
        fields = _YAML.load(front)
    except yaml.MarkedYAMLError as broken:
        line = broken.problem_mark.line + 1 if broken.problem_mark else 1
        raise ChecksFailed(f"{file}:{line}: the front matter is no YAML: {broken.problem}; quote the text.") from None
    except yaml.reader.ReaderError as broken:
        line = front.count("\n", 0, broken.position) + 1
        raise ChecksFailed(f"{file}:{line}: the front matter holds a control character; remove it.") from None
    except ValueError as broken:
        raise ChecksFailed(f"{file}:1: the front matter holds a value that cannot be ({broken}).") from None
    if not isinstance(fields, dict):
        raise ChecksFailed(f"{file}:1: the front matter is not a list of `key: value` lines.")
    return fields


def text_of(file: str, front: str, key: str, value: object) -> str:
    """A value that has to be a text: YAML makes numbers, days and truths of many an unquoted one."""
    if not isinstance(value, str):
        kind = "nothing" if value is None else f"a {type(value).__name__}"
        raise ChecksFailed(f'{line_of(file, front, key)}: {key} is {kind} to YAML; put it in quotes: {key}: "...".')
    return value


def line_of(file: str, front: str, key: str) -> str:
    """`FILE:LINE` of a key; the front matter's first line where the key is absent."""
    for number, line in enumerate(front.split("\n"), start=1):
        if re.match(rf"[\"']?{key}[\"']?[ \t]*:", line):
            return f"{file}:{number}"
    return f"{file}:1"
