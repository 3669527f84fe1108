"""The archive is the replay: what a night asked, what came back, byte for byte, and the same answers again later.

Owns the manifest and the way of bytes into it, before anyone parses them. Refuses to know where they lie (a `Shelf`
does), and to answer from bytes that were changed.
"""

import gzip
import hashlib
import json
import zlib
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Literal, Protocol, Self

from pydantic import Field, SerializerFunctionWrapHandler, ValidationError, model_serializer

from brief.collect.answer import Answer, brings_data, refuse_status
from brief.collect.redact import redact
from brief.config import Config, Source
from brief.errors import Refused, Unknown, Unreachable
from brief.models import Drift, Instant, Payload, Published, Request
from brief.models.base import Frozen, first_place
from brief.models.figures import ArchiveProvenance
from brief.models.snapshot import NightFile

MANIFEST = "manifest.json"
TRIED = "manifest-tried.json"
"""What the last run was answered, whether or not a night came of it; the manifest is of the night that was kept."""
GZIP_HEADER = b"\x1f\x8b\x08" + bytes(5) + b"\x02\xff"
"""No time and no operating system in it: Python's own header differs between versions."""
_LEFT_OUT_EMPTY = ("body", "tag", "why", "landed", "unchanged_since", "drift")


class Shelf(Protocol):
    """One day's folder of the archive; `get` of what is not there is `Unknown`."""

    def put(self, name: str, data: bytes) -> None: ...
    def get(self, name: str) -> bytes: ...


class Asks(Protocol):
    """Who asks for a live night: the client, or one that stands before it."""

    async def fetch(self, source: Source, request: Request) -> Answer: ...


class Compares(Protocol):
    """Who knows what sources answered before."""

    def drift(self, source: Source, request: Request, payload: Payload) -> Drift | None: ...


class Entry(Frozen):
    """One request and its answer. Where none came, `status` is 0 and `why` is the sentence the night got instead.

    Where the source said that nothing has changed (304), the body is the one it sent on the night `unchanged_since`,
    kept here again, and `fetched_at` is when it said so.
    """

    source: str
    method: Literal["GET", "POST"]
    url: str
    status: int
    headers: dict[str, str] = {}
    fetched_at: Instant
    sha256: str = Field(pattern=r"^([0-9a-f]{64})?$")
    file: str = Field(pattern=r"^([0-9a-f]{64}\.gz)?$")
    origin: tuple[Published, ...] | None = None
    body: str = ""
    tag: str = ""
    why: str = ""
    landed: str = ""
    unchanged_since: date | None = None
    drift: Drift | None = None
    """How its shape differed from what was known that night: a replay says the same, whatever is known by then."""

    @model_serializer(mode="wrap")
    def _without_empty(self, written: SerializerFunctionWrapHandler) -> dict[str, Any]:
        entry: dict[str, Any] = written(self)
        return {key: value for key, value in entry.items() if value or key not in _LEFT_OUT_EMPTY}

    @property
    def holds(self) -> bool:
        """Whether its body is what the source had to say that night."""
        return brings_data(self.status, self.unchanged_since)

    def answers(self, source: Source, request: Request) -> bool:
        asked = (source.id, request.method, redact(request.url, ()), request.body)
        return asked == (self.source, self.method, self.url, self.body)

    def about(self, source: Source, request: Request) -> bool:
        """Whether it answers a question of the same kind: all but the query is the same."""
        asked = (source.id, request.method, redact(request.url, ()).partition("?")[0], request.body, request.tag)
        return asked == (self.source, self.method, self.url.partition("?")[0], self.body, self.tag)


class Manifest(NightFile):
    """The list of contents of one night's archive."""

    requests: tuple[Entry, ...]

    @classmethod
    def read(cls, shelf: Shelf, name: str = MANIFEST) -> Self:
        """The manifest of the night that was kept, or by its `name` that of the last try."""
        try:
            return cls.model_validate_json(shelf.get(name))
        except ValidationError as wrong:
            told = wrong.errors()[0]["msg"]
            raise Refused(f"The archive's {name} cannot be read, at {first_place(wrong)}: {told}.") from None

    def text(self) -> str:
        written = self.model_dump(mode="json")
        if not self.assumption:
            del written["assumption"]
        return json.dumps(written, indent=1, ensure_ascii=False) + "\n"


def pack(body: bytes) -> tuple[str, str, bytes]:
    """The sha256 of a body, its file's name, and the file, in which no time of packing stands."""
    sha256 = hashlib.sha256(body).hexdigest()
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    deflated = squeeze.compress(body) + squeeze.flush()
    tail = zlib.crc32(body).to_bytes(4, "little") + (len(body) % 2**32).to_bytes(4, "little")
    return sha256, f"{sha256}.gz", GZIP_HEADER + deflated + tail


def unpack(entry: Entry, shelf: Shelf) -> bytes:
    """The body an entry names, proven to be the one that was stored."""
    try:
        body = gzip.decompress(shelf.get(entry.file))
    except Unknown:
        raise Refused(f"{entry.source}: the archive lacks {entry.file}; restore it, or collect the day anew.") from None
    except (OSError, EOFError, zlib.error):
        body = b""
    if hashlib.sha256(body).hexdigest() != entry.sha256:
        raise Refused(f"{entry.source}: the archive was changed, {entry.file} is not what was stored; restore it.")
    return body


def entry_of(source: Source, request: Request, secrets: Sequence[str], **found: Any) -> Entry:
    """The entry of a request: what was asked, without a key, and what was `found`."""
    url = redact(request.url, secrets)
    asked = {"source": source.id, "method": request.method, "url": url, "body": request.body, "tag": request.tag}
    return Entry.model_validate({**asked, "sha256": "", "file": "", **found})


def _payload(source: Source, request: Request, answer: Answer) -> Payload:
    """The answer as a source's parser sees it; the same live and in a replay."""
    return Payload(
        source=source.id,
        url=redact(request.url, ()),
        body=answer.body,
        fetched_at=answer.fetched_at,
        tag=request.tag,
        headers=answer.headers,
        unchanged_since=answer.unchanged_since,
    )


class Recorder:
    """A live night: asks through the client, and keeps every answer before anyone reads it."""

    provenance: ArchiveProvenance = "recorded"
    assumption = ""

    def __init__(
        self, client: Asks, shelf: Shelf, config: Config, *, day: date, at: datetime, shapes: Compares | None = None
    ) -> None:
        self._client, self._shelf, self._config, self._shapes = client, shelf, config, shapes
        self._day, self._at = day, at
        self._entries: list[Entry | None] = []

    def chosen(self, config: Config) -> tuple[tuple[Source, ...], tuple[str, ...]]:
        """The sources that may be asked, and one line for each that may not."""
        reasons = {source.id: config.usable(source) for source in config.sources}
        lines = tuple(f"{source}: off, {reason}." for source, reason in reasons.items() if reason)
        return tuple(source for source in config.sources if not reasons[source.id]), lines

    def published(self, source: Source) -> tuple[Published, ...]:
        return ()

    def unread(self, config: Config) -> tuple[str, ...]:
        return ()

    async def ask(self, source: Source, request: Request) -> Payload:
        place = len(self._entries)
        self._entries.append(None)  # the order of asking, whatever the order of arrival
        try:
            answer = await self._client.fetch(source, request)
        except (Refused, Unreachable) as failed:
            self._entries[place] = self._entry(source, request, status=0, fetched_at=self._at, why=str(failed))
            raise
        sha256, file, packed = pack(answer.body)
        self._shelf.put(file, packed)
        payload = _payload(source, request, answer)
        if self._shapes is not None and brings_data(answer.status, answer.unchanged_since):
            payload = payload.model_copy(update={"drift": self._shapes.drift(source, request, payload)})
        self._entries[place] = self._entry(
            source,
            request,
            status=answer.status,
            headers=answer.headers,
            fetched_at=answer.fetched_at,
            sha256=sha256,
            file=file,
            landed=answer.landed,
            unchanged_since=answer.unchanged_since,
            drift=payload.drift,
        )
        refuse_status(source, answer)
        return payload

    def _entry(self, source: Source, request: Request, **found: Any) -> Entry:
        return entry_of(source, request, self._config.secrets(), **found)

    def finish(self, others: Sequence[Entry] = ()) -> Manifest:
        """The manifest, sources in the order of sources.yaml, each one's requests in the order asked.

        `others` are the entries of sources that were not asked, and stay. It is set down as tried; `keep` makes it the
        archive's once a night has come of it.
        """
        order = {source.id: rank for rank, source in enumerate(self._config.sources)}
        found = [*others, *(entry for entry in self._entries if entry is not None)]
        kept = sorted(found, key=lambda entry: order.get(entry.source, len(order)))
        manifest = Manifest(day=self._day, as_of=self._at, provenance=self.provenance, requests=tuple(kept))
        self._shelf.put(TRIED, manifest.text().encode())
        return manifest


def keep(shelf: Shelf) -> None:
    """Let what was tried last be the archive of its day: from now on a replay reads it."""
    shelf.put(MANIFEST, shelf.get(TRIED))


class Replay:
    """A night again, from its archive: needs no key, asks nobody. What the manifest does not hold was not asked."""

    def __init__(self, manifest: Manifest, shelf: Shelf) -> None:
        self._manifest, self._shelf = manifest, shelf
        self.provenance: ArchiveProvenance = manifest.provenance
        self.assumption = manifest.assumption
        self._read: set[int] = set()
        self.given: list[tuple[Entry, int]] = []
        """What it answered with, and how many bytes each answer had."""

    def chosen(self, config: Config) -> tuple[tuple[Source, ...], tuple[str, ...]]:
        """The sources the manifest holds, and one line for each of them that sources.yaml no longer has."""
        held = {entry.source for entry in self._manifest.requests}
        gone = sorted(held - {source.id for source in config.sources})
        lines = tuple(f"{source}: in the archive, but no longer in sources.yaml; not read." for source in gone)
        return tuple(source for source in config.sources if source.id in held), lines

    def published(self, source: Source) -> tuple[Published, ...]:
        """The published facts behind a source's reconstructed bodies."""
        found = [fact for entry in self._manifest.requests if entry.source == source.id for fact in entry.origin or ()]
        return tuple(dict.fromkeys(found))

    def unread(self, config: Config) -> tuple[str, ...]:
        """One line for each source that no longer asks all the questions the archive has answers to."""
        left = [entry.source for place, entry in enumerate(self._manifest.requests) if place not in self._read]
        return tuple(
            f"{source.id}: {count} of its archived answers belong to questions it no longer asks; not read."
            for source in config.sources
            if (count := left.count(source.id))
        )

    async def ask(self, source: Source, request: Request) -> Payload | None:
        """The archived answer; None where the night did not ask this."""
        entries = list(enumerate(self._manifest.requests))
        same = [place for place, entry in entries if entry.answers(source, request)]
        if not same and not any(entry.about(source, request) for place, entry in entries if place in self._read):
            # The question may have grown since (one more coin on the watch list): the only answer of its kind still is.
            alike = [place for place, entry in entries if entry.about(source, request)]
            same = alike if len(alike) == 1 else []
        if not same:
            return None
        self._read.add(same[0])
        return self._again(source, request, self._manifest.requests[same[0]])

    def _again(self, source: Source, request: Request, entry: Entry) -> Payload:
        if not entry.file:
            self.given.append((entry, 0))
            raise Unreachable(entry.why)
        body = unpack(entry, self._shelf)
        self.given.append((entry, len(body)))
        answer = Answer(
            status=entry.status,
            headers=entry.headers,
            body=body,
            fetched_at=entry.fetched_at,
            url=entry.landed or entry.url,
            landed=entry.landed,
            unchanged_since=entry.unchanged_since,
        )
        refuse_status(source, answer)
        return _payload(source, request, answer).model_copy(update={"drift": entry.drift})
