"""A post's front matter, read; and the two lines of it that we ever change.

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
_CORRECTED = re.compile(r"^(last_modified_at[ \t]*:[ \t]*)([^\r\n]*)", re.MULTILINE)
_TEXTS = ("title", "category", "description", "excerpt")
_MOVES = ("permalink", "slug")
_NO_TEXT = re.compile("[\udc80-\udcff]")
_BOM = "\ufeff"


def read_post(id: str, text: str) -> Post:  # noqa: A002 - the model's own word
    """The post in the file `ID.md`. Anything that Jekyll would publish differently is a sentence with file and line."""
    file = f"{id}.md"
    day, slug = _name(id, file)
    _refuse_no_text(file, text)
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
        corrected = _instant(fields.get("last_modified_at"))
        return Post(
            id=id, slug=slug, day=day, published=published, as_of=as_of, corrected=corrected, body=body, **texts
        )
    except ValidationError:
        raise ChecksFailed(
            f"{_at(file, front, 'as_of')}: {as_of!r} is no time; write it like 2025-11-04T12:00:00Z."
        ) from None


def text_below(id: str, text: str) -> str:  # noqa: A002 - the model's own word
    """The body of the post in the file `ID.md`, whose front matter was read before."""
    return _split(f"{id}.md", text)[1]


def publish(text: str) -> str:
    """The same text with `published: true`; not a character besides is changed. Already true: the same text."""
    return _flipped(text, "false", "true", "publish")


def withdraw(text: str) -> str:
    """The same text with `published: false`. One without the line, which Jekyll publishes, gets it."""
    front, _ = _split("post", text)
    if not _PUBLISHED.search(front):
        return _added(text, "published: false")
    return _flipped(text, "true", "false", "withdraw")


def stamp(text: str, at: datetime) -> str:
    """The same text with `last_modified_at: "..."`: in place of the one it has, or as the last line of its front."""
    front, _ = _split("post", text)
    value = f'"{at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")}"'
    found = _CORRECTED.search(front)
    if not found:
        return _added(text, f"last_modified_at: {value}")
    start = text.index(front)
    return text[: start + found.start(2)] + value + text[start + found.end(2) :]


def _flipped(text: str, old: str, new: str, verb: str) -> str:
    """The text with the one line `published: OLD` saying `NEW`; already so: the same text."""
    front, _ = _split("post", text)
    start = text.index(front)
    lines = list(_PUBLISHED.finditer(front))
    if len(lines) != 1:
        many = "no line" if not lines else f"{len(lines)} lines"
        raise ChecksFailed(f"The front matter has {many} `published: {old}`; write exactly one, then {verb} again.")
    value = lines[0][2]
    if value == new:
        return text
    if value != old:
        raise ChecksFailed(f"The front matter says `published: {value}`; write `published: {old}`, then {verb} again.")
    at = start + lines[0].start(2)
    return text[:at] + new + text[at + len(value) :]


def _added(text: str, line: str) -> str:
    """The text with one line more, the last of its front matter."""
    front, _ = _split("post", text)
    end = text.index(front) + len(front.rstrip("\r\n"))
    line_end = "\r\n" if "\r\n" in front else "\n"
    return text[:end] + line_end + line + text[end:]


def _instant(value: object) -> datetime | None:
    """An instant as Jekyll's own plug-ins write it, too; None where it is not one of a zone."""
    try:
        found = datetime.fromisoformat(value.strip()) if isinstance(value, str) else value
    except ValueError:
        return None
    return found if isinstance(found, datetime) and found.tzinfo else None


def _refuse_no_text(file: str, text: str) -> None:
    """Stop at bytes that are no UTF-8; whoever read the file let them stand as lone surrogates."""
    if broken := _NO_TEXT.search(text):
        line = text.count("\n", 0, broken.start()) + 1
        raise ChecksFailed(f"{file}:{line}: this is not UTF-8 text; save the file as UTF-8, then run again.")


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
