"""What a run writes down of each request: the question, what came, how long it took, how often we tried.

Owns the measuring, around whoever asks. Refuses bodies, which are in the archive, and keys, which are taken out.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime

from brief.collect.answer import Answer
from brief.collect.archive import Asks, Entry
from brief.collect.redact import redact, scrub
from brief.config import Source
from brief.errors import Refused, Unreachable
from brief.models import Request
from brief.models.run import Asked


class Requests:
    """The lines of one run, in the order in which they were done with."""

    def __init__(self, run: datetime, now: Callable[[], datetime], secrets: Iterable[str]) -> None:
        """`run` is when the run began, `now` the clock."""
        self._run, self._now, self._secrets = run, now, tuple(secrets)
        self._tries = Counter[tuple[str, ...]]()
        self.lines: list[Asked] = []

    def tried(self, source: Source, request: Request) -> None:
        """Count an attempt; one that asks only whether something has changed is one for the same question."""
        self._tries[_question(source, request)] += 1

    def around(self, client: Asks) -> Asks:
        """Who asks through `client`, and leaves a line here for each answer and each failure."""
        return _Timed(client, self)

    def begin(self) -> datetime:
        return self._now()

    def asked(self, source: Source, request: Request, began: datetime, answer: Answer | None, why: str = "") -> None:
        """A question that somebody was asked tonight."""
        at = self._now()
        sent = answer is not None and answer.unchanged_since is None
        self.lines.append(
            Asked(
                run=self._run,
                at=at.replace(microsecond=0),
                source=source.id,
                method=request.method,
                url=redact(request.url, self._secrets),
                status=answer.status if answer else 0,
                bytes=len(answer.body) if answer else 0,
                sha256=hashlib.sha256(answer.body).hexdigest() if answer else "",
                ms=max(0, round((at - began).total_seconds() * 1000)),
                tries=self._tries[_question(source, request)],
                kept="" if sent or answer is None else "unchanged",
                why=scrub(why, self._secrets),
            )
        )

    def archived(self, entry: Entry, size: int) -> None:
        """A question that the archive has the answer to: nobody was asked."""
        self.lines.append(
            Asked(
                run=self._run,
                at=self._now().replace(microsecond=0),
                source=entry.source,
                method=entry.method,
                url=redact(entry.url, self._secrets),
                status=entry.status,
                bytes=size,
                sha256=entry.sha256,
                tries=0,
                kept="archive",
                why=scrub(entry.why, self._secrets),
            )
        )


class _Timed:
    """Stands before the client, and notes what came of each question."""

    def __init__(self, client: Asks, requests: Requests) -> None:
        self._client, self._requests = client, requests

    async def fetch(self, source: Source, request: Request) -> Answer:
        began = self._requests.begin()
        try:
            answer = await self._client.fetch(source, request)
        except (Refused, Unreachable) as failed:
            self._requests.asked(source, request, began, None, str(failed))
            raise
        self._requests.asked(source, request, began, answer)
        return answer


def _question(source: Source, request: Request) -> tuple[str, ...]:
    return source.id, request.method, request.url, request.body
