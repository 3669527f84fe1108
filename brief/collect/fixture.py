"""Answers laid down for whoever mends a source: the bodies as files, and `meta.json` with what was asked and came.

Owns the layout that `brief doctor --record` and a night's drift write and that `brief try --from FILE` reads:
`answer-N` with an extension for each answer that came, in the order asked; `meta.json` has for each request its method,
address without keys, body and tag, the status, the few headers we keep, the time and the hash. Refuses to look for
keys, which were taken out of what comes here, and the disk.
"""

from collections.abc import Mapping, Sequence
from typing import Literal

from pydantic import ConfigDict, Field, ValidationError

from brief.collect.answer import brings_data
from brief.collect.archive import Entry
from brief.errors import WrongUsage
from brief.models import Drift, Instant, Payload
from brief.models.base import Frozen, first_place

META = "meta.json"
_EXTENSIONS = (
    ((b"{", b"["), "json"),
    ((b"<!doctype html", b"<html"), "html"),
    ((b"<",), "xml"),
    ((b"begin:vcalendar",), "ics"),
)


class Laid(Frozen):
    """One request and its answer; without a `file`, `why` says what happened instead of one."""

    file: str = Field(default="", pattern=r"^(answer-\d+\.[a-z]+)?$")
    method: Literal["GET", "POST"]
    url: str
    body: str = ""
    tag: str = ""
    status: int
    headers: dict[str, str] = {}
    fetched_at: Instant
    sha256: str = ""
    why: str = ""
    drift: Drift | None = None


class Fixture(Frozen):
    """`meta.json`."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)

    schema_: Literal[1] = Field(default=1, alias="schema")
    source: str
    at: Instant
    answers: tuple[Laid, ...]

    @property
    def drifts(self) -> tuple[Drift, ...]:
        return tuple(laid.drift for laid in self.answers if laid.drift is not None)

    def payloads(self, bodies: Mapping[str, bytes]) -> list[Payload]:
        """The answers as a source's parser sees them: those that brought data."""
        return [
            Payload(
                source=self.source,
                url=laid.url,
                body=bodies[laid.file],
                fetched_at=laid.fetched_at,
                tag=laid.tag,
                headers=laid.headers,
            )
            for laid in self.answers
            if laid.file and brings_data(laid.status, None)
        ]


def laid_down(source: str, entries: Sequence[Entry], bodies: Mapping[str, bytes], at: Instant) -> dict[str, bytes]:
    """The files of one source's answers, by name; `bodies` by their hash."""
    files: dict[str, bytes] = {}
    laid = []
    for entry in entries:
        body = bodies.get(entry.sha256)
        name = f"answer-{len(files) + 1}.{_extension(body)}" if body is not None else ""
        if body is not None:
            files[name] = body
        status = 200 if entry.holds else entry.status  # a 304 stands for the body of an earlier night
        told = entry.model_dump(include={*Laid.model_fields} & {*Entry.model_fields})
        laid.append(Laid.model_validate({**told, "status": status, "file": name}))
    meta = Fixture(source=source, at=at, answers=tuple(laid))
    return {**files, META: (meta.model_dump_json(indent=1) + "\n").encode()}


def read_fixture(text: str, path: str) -> Fixture:
    try:
        return Fixture.model_validate_json(text)
    except ValidationError as wrong:
        told = wrong.errors()[0]["msg"]
        raise WrongUsage(f"{path} is no {META} of recorded answers, at {first_place(wrong)}: {told}.") from None


def _extension(body: bytes) -> str:
    start = body.lstrip(b"\xef\xbb\xbf \t\r\n")[:20].lower()
    return next((name for marks, name in _EXTENSIONS if start.startswith(marks)), "txt")
