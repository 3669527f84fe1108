"""A post's front matter, read; and the one line of it that we ever change.

Owns the agreement with Jekyll on what a post's file says. Refuses what the two builders would read differently (a date
beside the file name's, a key that moves the post), and never dumps YAML over an editor's.
"""

import re
from datetime import UTC, date, datetime
from typing import Any

import yaml
from frontmatter.default_handlers import YAMLHandler
from pydantic import ValidationError

from brief.errors import ChecksFailed
from brief.models import Post

_YAML = YAMLHandler(fm_boundary=re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE))
_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})-([A-Za-z0-9_]+(?:-[A-Za-z0-9_]+)*)")
_PUBLISHED = re.compile(r"^(published[ \t]*:[ \t]*)(\S+)(?=[ \t]*(?:#[^\r\n]*)?\r?$)", re.MULTILINE)
_TEXTS = ("title", "category", "description", "excerpt")
_MOVES = ("permalink", "slug")
_BOM = "\ufeff"


def read_post(id: str, text: str) -> Post:  # noqa: A002 - the model's own word
    """The post in the file `ID.md`. Anything that Jekyll would publish differently is a sentence with file and line."""
    file = f"{id}.md"
    day, slug = _name(id, file)
    front, body = _split(file, text)
    fields = _load(file, front)
    if moved := next((key for key in _MOVES if key in fields), None):
        raise ChecksFailed(f"{_at(file, front, moved)}: {moved} would move the post on one site only; remove it.")
    if day != _date(file, front, fields.get("date", day)):
        raise ChecksFailed(f"{_at(file, front, 'date')}: the date is not the file name's; write date: {day}.")
    texts = {key: _text(file, front, key, fields[key]) for key in _TEXTS if key in fields}
    if not texts.get("title", "").strip():
        raise ChecksFailed(f'{_at(file, front, "title")}: the post has no title; write title: "...".')
    published = fields.get("published", True)  # as Jekyll has it: only a plain false hides a post
    if not isinstance(published, bool):
        raise ChecksFailed(f"{_at(file, front, 'published')}: published is neither true nor false; write one of them.")
    as_of = fields.get("as_of")
    try:
        return Post(id=id, slug=slug, day=day, published=published, as_of=as_of, body=body, **texts)
    except ValidationError:
        raise ChecksFailed(
            f"{_at(file, front, 'as_of')}: {as_of!r} is no time; write it like 2025-11-04T12:00:00Z."
        ) from None


def publish(text: str) -> str:
    """The same text with `published: true`; not a character besides is changed. Already true: the same text."""
    front, _ = _split("post", text)
    start = text.index(front)
    lines = list(_PUBLISHED.finditer(front))
    if len(lines) != 1:
        many = "no line" if not lines else f"{len(lines)} lines"
        raise ChecksFailed(f"The front matter has {many} `published: false`; write exactly one, then publish again.")
    value = lines[0][2]
    if value == "true":
        return text
    if value != "false":
        raise ChecksFailed(f"The front matter says `published: {value}`; write `published: false`, then publish again.")
    at = start + lines[0].start(2)
    return text[:at] + "true" + text[at + len(value) :]


def _name(id_: str, file: str) -> tuple[date, str]:
    named = _NAME.fullmatch(id_)
    try:
        return date.fromisoformat(named[1] if named else ""), named[2] if named else ""
    except ValueError:
        raise ChecksFailed(f"{file} is no name of a post; call it like 2025-11-04-a-short-name.md.") from None


def _split(file: str, text: str) -> tuple[str, str]:
    """Front matter and body, as Jekyll splits them; the body keeps every blank."""
    whole = text.removeprefix(_BOM)
    if not whole.startswith("---") or not _YAML.detect(whole):
        raise ChecksFailed(f"{file}:1: there is no front matter; begin the file with a line ---.")
    try:
        front, body = _YAML.split(whole)
    except ValueError:
        raise ChecksFailed(f"{file}:1: the front matter is not closed; end it with a line ---.") from None
    return front, body.removeprefix("\n")


def _load(file: str, front: str) -> dict[str, Any]:
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


def _date(file: str, front: str, value: object) -> date:
    """The day Jekyll would publish under with `timezone: UTC`."""
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value.strip())
        except ValueError:
            raise ChecksFailed(f"{_at(file, front, 'date')}: {value!r} is no date; write it like 2025-11-04.") from None
    if isinstance(value, datetime):
        return (value.astimezone(UTC) if value.tzinfo else value).date()
    if isinstance(value, date):
        return value
    raise ChecksFailed(f"{_at(file, front, 'date')}: {value!r} is no date; write it like 2025-11-04.")


def _text(file: str, front: str, key: str, value: object) -> str:
    if not isinstance(value, str):
        kind = "nothing" if value is None else f"a {type(value).__name__}"
        raise ChecksFailed(f'{_at(file, front, key)}: {key} is {kind} to YAML; put it in quotes: {key}: "...".')
    return value


def _at(file: str, front: str, key: str) -> str:
    """`FILE:LINE` of a key; the front matter's first line where the key is absent."""
    for number, line in enumerate(front.split("\n"), start=1):
        if re.match(rf"[\"']?{key}[\"']?[ \t]*:", line):
            return f"{file}:{number}"
    return f"{file}:1"
