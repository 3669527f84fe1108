"""Asking whether a page has changed since an earlier night, rather than for all of it again (ETag, Last-Modified).

Only for what was published: news, notices, papers, calendars, lists of incidents. A source that measures, and a status
page, say how things stand now, and many take the time of their answer for the time of what it says: a cache that
says "not modified" by mistake would print an old price under tonight's time. Of news it costs a headline that comes a
night late. A source with a key is asked in full as well, because what it sends may depend on who asks.

Owns which earlier answer still counts. It is the newest one, recorded, of the last `NIGHTS` nights, at this very
address, and proven by its hash before anybody is asked; so every page is read in full once in so many nights, whatever
its server says. The body is handed on as tonight's, which stands in its archive alone.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import NamedTuple

from brief.collect.answer import UNCHANGED, Answer
from brief.collect.archive import Asks, Entry, Manifest, Shelf, unpack
from brief.collect.runner import SourceModule, find_module
from brief.config import Source
from brief.errors import BriefError
from brief.models import Request

NIGHTS = 7
_ETAG = re.compile(r'(?:W/)?"[!#-~]{1,200}"')
"""As the standard spells it: anything else is another header, and a bare `*` would fit every version."""
_DATE = re.compile(r"[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2} GMT")
_SURE = timedelta(minutes=1)
_OF_THE_BODY = ("content-type", "etag", "last-modified")


def conditions(headers: Mapping[str, str], fetched_at: datetime) -> dict[str, str]:
    """What to send with the question whether an answer with these headers still holds; empty where it cannot be asked.

    A header goes out as it came in or not at all, so nothing goes out that could break a line or name no version.
    """
    etag, modified = headers.get("etag", ""), headers.get("last-modified", "")
    asked = {"if-none-match": etag} if _ETAG.fullmatch(etag) else {}
    return asked | ({"if-modified-since": modified} if _dates_a_version(modified, fetched_at) else {})


def _dates_a_version(modified: str, fetched_at: datetime) -> bool:
    """Whether a date tells versions apart: one of its own minute may be of two, one from the future is of none."""
    try:
        return bool(_DATE.fullmatch(modified)) and fetched_at - parsedate_to_datetime(modified) >= _SURE
    except ValueError:
        return False


class Earlier(NamedTuple):
    """An answer of an earlier night, with its body, and how to ask whether it still holds."""

    day: date
    entry: Entry
    body: bytes
    conditions: dict[str, str]

    def is_meant(self, unchanged: Answer) -> bool:
        """Whether a 304 speaks of this version: it may name the one it means, and a weak tag is as good as a strong."""
        named = [(unchanged.headers.get(name), self.entry.headers.get(name)) for name in ("etag", "last-modified")]
        return all(now.removeprefix("W/") == then.removeprefix("W/") for now, then in named if now and then)

    def confirmed(self, unchanged: Answer) -> Answer:
        """Tonight's answer: these bytes with the headers that describe them, at the time they were confirmed."""
        kept = {name: value for name, value in self.entry.headers.items() if name in _OF_THE_BODY}
        told = {name: value for name, value in unchanged.headers.items() if name not in _OF_THE_BODY}
        return unchanged.model_copy(update={"headers": kept | told, "body": self.body, "unchanged_since": self.day})


class Conditional:
    """Stands before the client of one night, and asks for what is known only whether it has changed."""

    def __init__(
        self,
        client: Asks,
        archive: Callable[[date], Shelf],
        *,
        day: date,
        find: Callable[[str], SourceModule] = find_module,
    ) -> None:
        self._client, self._archive, self._day, self._find = client, archive, day, find
        self._read: dict[date, Manifest | None] = {}

    async def fetch(self, source: Source, request: Request) -> Answer:
        """The answer; one that says "not modified" without having been asked, or after a redirect, stays what it is."""
        earlier = self._earlier(source, request)
        if earlier is None:
            return await self._client.fetch(source, request)
        asked = request.model_copy(update={"headers": request.headers | earlier.conditions})
        answer = await self._client.fetch(source, asked)
        if answer.status != UNCHANGED or answer.landed:
            return answer
        if not earlier.is_meant(answer):
            return await self._client.fetch(source, request)
        return earlier.confirmed(answer)

    def _earlier(self, source: Source, request: Request) -> Earlier | None:
        """The newest full answer to the same question, where all of it can be relied upon."""
        if request.method != "GET" or not self._tells_what_was_published(source):
            return None
        for manifest in self._nights():
            # An address that was kept without a key in it would stand for more than one question.
            same = [entry for entry in manifest.requests if entry.url == request.url and entry.answers(source, request)]
            if full := [entry for entry in same if entry.status == 200]:
                return self._proven(manifest.day, full[0]) if len(full) == 1 else None
        return None

    def _tells_what_was_published(self, source: Source) -> bool:
        says_now = any(topic.startswith("status.") for topic in source.fills)
        return source.key is None and not says_now and not hasattr(self._find(source.module), "parse")

    def _proven(self, day: date, entry: Entry) -> Earlier | None:
        """The answer with its body; None where another address gave it, nothing can be asked, or its bytes are gone."""
        asked = conditions(entry.headers, entry.fetched_at)
        if entry.landed or not asked:
            return None
        try:
            return Earlier(day, entry, unpack(entry, self._archive(day)), asked)
        except BriefError:
            return None

    def _nights(self) -> Iterator[Manifest]:
        """The recorded nights before this one, newest first, as far back as we look; each is read once."""
        for back in range(1, NIGHTS + 1):
            day = self._day - timedelta(days=back)
            if day not in self._read:
                self._read[day] = self._manifest(day)
            if (manifest := self._read[day]) is not None:
                yield manifest

    def _manifest(self, day: date) -> Manifest | None:
        """A night's manifest, if its bytes came from the sources. A damaged one costs a longer answer, no night."""
        try:
            manifest = Manifest.read(self._archive(day))
        except BriefError:
            return None
        return manifest if manifest.provenance == "recorded" and manifest.day == day else None
