"""A post's front matter, read; and the two lines of it that we ever change.

Owns the agreement with Jekyll on what a post's file says. Refuses what the two builders would read differently (a date
beside the file name's, a key that moves the post), and never dumps YAML over an editor's.
"""

import re
from datetime import UTC, date, datetime

from pydantic import ValidationError

from brief.errors import ChecksFailed
from brief.models import Post
from brief.write.matter import line_of, load, refuse_no_text, split, text_of

_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})-([A-Za-z0-9_]+(?:-[A-Za-z0-9_]+)*)")
_PUBLISHED = re.compile(r"^(published[ \t]*:[ \t]*)(\S+)(?=[ \t]*(?:#[^\r\n]*)?\r?$)", re.MULTILINE)
_CORRECTED = re.compile(r"^(last_modified_at[ \t]*:[ \t]*)([^\r\n]*)", re.MULTILINE)
_TEXTS = ("title", "category", "description", "excerpt")
_MOVES = ("permalink", "slug")


def read_post(id: str, text: str) -> Post:  # noqa: A002 - the model's own word
    """The post in the file `ID.md`. Anything that Jekyll would publish differently is a sentence with file and line."""
    file = f"{id}.md"
    day, slug = _name(id, file)
    refuse_no_text(file, text)
    front, body = split(file, text)
    fields = load(file, front)
    if moved := next((key for key in _MOVES if key in fields), None):
        raise ChecksFailed(f"{line_of(file, front, moved)}: {moved} would move the post on one site only; remove it.")
    if day != _date(file, front, fields.get("date", day)):
        raise ChecksFailed(f"{line_of(file, front, 'date')}: the date is not the file name's; write date: {day}.")
    texts = {key: text_of(file, front, key, fields[key]) for key in _TEXTS if key in fields}
    if not texts.get("title", "").strip():
        raise ChecksFailed(f'{line_of(file, front, "title")}: the post has no title; write title: "...".')
    published = fields.get("published", True)  # as Jekyll has it: only a plain false hides a post
    if not isinstance(published, bool):
        raise ChecksFailed(
            f"{line_of(file, front, 'published')}: published is neither true nor false; write one of them."
        )
    as_of = fields.get("as_of")
    try:
        corrected = _instant(fields.get("last_modified_at"))
        return Post(
            id=id, slug=slug, day=day, published=published, as_of=as_of, corrected=corrected, body=body, **texts
        )
    except ValidationError:
        raise ChecksFailed(
            f"{line_of(file, front, 'as_of')}: {as_of!r} is no time; write it like 2025-11-04T12:00:00Z."
        ) from None


def text_below(id: str, text: str) -> str:  # noqa: A002 - the model's own word
    """The body of the post in the file `ID.md`, whose front matter was read before."""
    return split(f"{id}.md", text)[1]


def publish(text: str) -> str:
    """The same text with `published: true`; not a character besides is changed. Already true: the same text."""
    return _flipped(text, "false", "true", "publish")


def withdraw(text: str) -> str:
    """The same text with `published: false`. One without the line, which Jekyll publishes, gets it."""
    front, _ = split("post", text)
    if not _PUBLISHED.search(front):
        return _added(text, "published: false")
    return _flipped(text, "true", "false", "withdraw")


def stamp(text: str, at: datetime) -> str:
    """The same text with `last_modified_at: "..."`: in place of the one it has, or as the last line of its front."""
    front, _ = split("post", text)
    value = f'"{at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")}"'
    found = _CORRECTED.search(front)
    if not found:
        return _added(text, f"last_modified_at: {value}")
    start = text.index(front)
    return text[: start + found.start(2)] + value + text[start + found.end(2) :]


def _flipped(text: str, old: str, new: str, verb: str) -> str:
    """The text with the one line `published: OLD` saying `NEW`; already so: the same text."""
    front, _ = split("post", text)
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
    front, _ = split("post", text)
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


def _name(id_: str, file: str) -> tuple[date, str]:
    named = _NAME.fullmatch(id_)
    try:
        return date.fromisoformat(named[1] if named else ""), named[2] if named else ""
    except ValueError:
        raise ChecksFailed(f"{file} is no name of a post; call it like 2025-11-04-a-short-name.md.") from None


def _date(file: str, front: str, value: object) -> date:
    """The day Jekyll would publish under with `timezone: UTC`."""
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value.strip())
        except ValueError:
            raise ChecksFailed(
                f"{line_of(file, front, 'date')}: {value!r} is no date; write it like 2025-11-04."
            ) from None
    if isinstance(value, datetime):
        return (value.astimezone(UTC) if value.tzinfo else value).date()
    if isinstance(value, date):
        return value
    raise ChecksFailed(f"{line_of(file, front, 'date')}: {value!r} is no date; write it like 2025-11-04.")
