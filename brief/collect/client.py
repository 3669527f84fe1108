"""The only door to the network: polite, patient, bounded, and honest about who asks.

Owns pacing per host, retries, redirects, limits of size and time, and where a key may travel. Refuses plain http, and
an answer or a night that never ends. The clock, sleep and chance are handed in.
"""

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import cast

import httpx
from tenacity import AsyncRetrying, RetryCallState, retry_if_exception_type

from brief import __version__
from brief.collect.answer import CONDITIONS, KEPT_HEADERS, LATER, Answer, retry_after
from brief.collect.reach import Lookup, is_private, looked_up
from brief.collect.redact import redact, scrub, scrub_bytes
from brief.collect.unpacking import ACCEPTED, Broken, TooLarge, Unpacking
from brief.config import Config, HostRule, Source
from brief.errors import Refused, Unreachable, WrongUsage
from brief.models import Request

TRIES = 4
LONGEST_WAIT = 120.0
LARGEST = 20_000_000
REDIRECTS = 5
_MOVED = frozenset({301, 302, 303, 307, 308})
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


OnTry = Callable[[Source, Request], None]
"""Is told of each attempt."""


def untold(source: Source, request: Request) -> None:
    """Nobody counts the attempts."""


class _TryAgain(Exception):
    """An attempt that may be repeated: nothing came (`why` says what happened), or `answer` asks us to come later."""

    def __init__(self, why: str, answer: Answer | None = None, after: float = 0) -> None:
        super().__init__(why)
        self.why, self.answer, self.after = why, answer, after


class _Lane:
    """The queue before one host: so many at a time, so long between two starts."""

    def __init__(self, rule: HostRule) -> None:
        self.rule = rule
        self.slots = asyncio.Semaphore(rule.concurrency)
        self._free = datetime.min.replace(tzinfo=UTC)

    def wait(self, now: datetime) -> float:
        """The seconds until the host may be asked again."""
        return max((self._free - now).total_seconds(), 0)

    def hold(self, now: datetime, seconds: float) -> None:
        """Nobody asks this host before `seconds` have passed."""
        self._free = max(self._free, now + timedelta(seconds=seconds))


class Client:
    """Asks for one night. Made by `open_client`; the night's deadline runs from then on."""

    def __init__(
        self,
        http: httpx.AsyncClient,
        config: Config,
        *,
        now: Callable[[], datetime],
        sleep: Callable[[float], Awaitable[None]],
        random: Callable[[], float],
        on_try: OnTry = untold,
        allow_loopback_http: bool = False,
        largest: int = LARGEST,
        lookup: Lookup | None = looked_up,
        whose: str = "the night",
    ) -> None:
        self._lookup, self._whose = lookup, whose
        self._http, self._config, self._on_try = http, config, on_try
        self._now, self._sleep, self._random = now, sleep, random
        self._allow_loopback_http, self._largest = allow_loopback_http, largest
        self._lanes: dict[str, _Lane] = {}
        self._secrets = config.secrets()
        self._ends = now() + timedelta(seconds=config.deadline)
        self._loop_ends = asyncio.get_running_loop().time() + config.deadline

    async def fetch(self, source: Source, request: Request) -> Answer:
        """The final answer, of whatever status. `Unreachable` where none came, `Refused` where we may not take it."""
        try:
            async with asyncio.timeout_at(self._loop_ends):
                return await self._tries(source, request)
        except TimeoutError:
            raise Unreachable(f"{source.id} was not done when {self._deadline()} passed.") from None

    def _deadline(self) -> str:
        return f"{self._whose}'s deadline of {self._config.deadline:g} s"

    async def _tries(self, source: Source, request: Request) -> Answer:
        again = AsyncRetrying(
            retry=retry_if_exception_type(_TryAgain),
            stop=lambda state: state.attempt_number >= TRIES or state.upcoming_sleep > self._patience(),
            wait=self._backoff,
            sleep=self._sleep,
            reraise=True,
        )
        try:
            return await again(self._attempt, source, request)
        except _TryAgain as last:
            if last.answer is not None:
                return last.answer
            raise Unreachable(f"{source.id} {last.why}; try again later.") from None

    def _left(self) -> float:
        return (self._ends - self._now()).total_seconds()

    def _patience(self) -> float:
        return min(LONGEST_WAIT, self._left())

    def _backoff(self, state: RetryCallState) -> float:
        """1, 2, 4 seconds, each spread by half either way; never sooner than the source asks."""
        failed = state.outcome.exception() if state.outcome is not None else None
        asked = failed.after if isinstance(failed, _TryAgain) else 0
        spread: float = 2 ** (state.attempt_number - 1) * (0.5 + self._random())
        return max(spread, asked)

    async def _attempt(self, source: Source, request: Request) -> Answer:
        """One try, redirects followed by hand: a key must not follow to another host, nor anything to plain http.

        A validator is of the address it came from and follows nowhere.
        """
        self._on_try(source, request)
        start = url = _url(source, request.url)
        headers = self._headers(source, request)
        for hop in range(REDIRECTS + 1):
            self._refuse_scheme(source, start, url)
            if hop:
                await self._refuse_private(source, start, url)
            answer, location = await self._once(source, request, url, headers)
            if answer.status not in _MOVED or not location:
                return answer.model_copy(update={"landed": answer.url}) if hop else answer
            if request.method != "GET":
                raise Refused(f"{source.id} sends a {request.method} on to another address; its module needs a look.")
            target = _url(source, location, base=url)
            if (target.scheme, target.host, target.port) != (url.scheme, url.host, url.port):
                headers = self._signature()
            for name in CONDITIONS:
                headers.pop(name, None)
            url = target
        raise Refused(f"{source.id} redirected us more than {REDIRECTS} times; its address needs a look.")

    def _signature(self) -> httpx.Headers:
        contact = f" (+{self._config.contact})" if self._config.contact else ""
        return httpx.Headers({"user-agent": f"market-brief/{__version__}{contact}", "accept-encoding": ACCEPTED})

    def _headers(self, source: Source, request: Request) -> httpx.Headers:
        headers = httpx.Headers(request.headers)
        if source.key is not None and (key := self._config.key_of(source)):
            headers[source.key.header] = key
        headers.update(self._signature())
        return headers

    def _refuse_scheme(self, source: Source, start: httpx.URL, url: httpx.URL) -> None:
        if url.scheme == "https" and url.host:
            return
        loopback = start.scheme == url.scheme == "http" and {start.host, url.host} <= _LOOPBACK
        if not (self._allow_loopback_http and loopback):
            where = redact(str(url.copy_with(query=None)), self._secrets)
            raise Refused(f"{source.id} leads to {where}; only https is asked.")

    async def _refuse_private(self, source: Source, start: httpx.URL, url: httpx.URL) -> None:
        """A source may send us on, but not into the network that this machine is part of."""
        if url.host == start.host or (self._allow_loopback_http and {start.host, url.host} <= _LOOPBACK):
            return
        if await is_private(url.host, self._lookup):
            where = redact(str(url.copy_with(query=None)), self._secrets)
            raise Refused(f"{source.id} leads to {where}, which is not on the public internet; it was not asked.")

    async def _once(
        self, source: Source, request: Request, url: httpx.URL, headers: httpx.Headers
    ) -> tuple[Answer, str]:
        """One exchange with one host, in its lane. A status that asks us to come later is `_TryAgain`."""
        lane = self._lanes.setdefault(url.host, _Lane(self._config.host(url.host)))
        async with lane.slots:
            await self._turn(source, lane, url.host)
            try:
                async with asyncio.timeout(lane.rule.timeout):
                    answer, location = await self._exchange(source, request, url, headers)
            except TimeoutError:
                raise _TryAgain(f"did not answer within {lane.rule.timeout:g} s") from None
            except httpx.RequestError as broken:
                raise _TryAgain(self._what_broke(broken)) from None
        if answer.status in LATER:
            after = retry_after(answer.headers, answer.fetched_at)
            lane.hold(self._now(), after)
            raise _TryAgain(f"answered with HTTP {answer.status}", answer, after)
        return answer, location

    async def _turn(self, source: Source, lane: _Lane, host: str) -> None:
        wait = lane.wait(self._now())
        if wait > self._left():
            raise Unreachable(f"{source.id} was not asked: {self._deadline()} passes before {host} may be asked again.")
        lane.hold(self._now(), wait + lane.rule.pause)
        if wait:
            await self._sleep(wait)

    async def _exchange(
        self, source: Source, request: Request, url: httpx.URL, headers: httpx.Headers
    ) -> tuple[Answer, str]:
        content = request.body.encode() or None
        began = self._now()
        async with self._http.stream(request.method, url, headers=headers, content=content) as response:
            encoding, length = (response.headers.get(name, "") for name in ("content-encoding", "content-length"))
            try:
                body = Unpacking(encoding, length, self._largest)
                async for piece in cast("httpx.AsyncByteStream", response.stream):  # as it arrived: httpx unpacks all
                    body.add(piece)
                whole = body.whole()
            except TooLarge:
                raise Refused(
                    f"{source.id} sent more than {self._largest // 1_000_000} MB; nothing was read."
                ) from None
            except Broken:
                raise _TryAgain("sent an answer whose compression is broken") from None
        kept = {name: response.headers[name] for name in KEPT_HEADERS if name in response.headers}
        answer = Answer(
            status=response.status_code,
            headers={name: scrub(value, self._secrets) for name, value in kept.items()},
            body=scrub_bytes(whole, self._secrets),
            fetched_at=self._now().replace(microsecond=0),
            url=redact(str(url), self._secrets),
            took=(self._now() - began).total_seconds(),
        )
        return answer, response.headers.get("location", "")

    def _what_broke(self, broken: httpx.RequestError) -> str:
        """What happened on the wire, in our words: the library's own may quote a header."""
        if isinstance(broken, httpx.ConnectError | httpx.ProxyError):
            reason = re.sub(r"\s+", " ", scrub(str(broken), self._secrets))[:160].strip()
            return "cannot be reached" + (f" ({reason})" if reason else "")
        return "broke off before its answer was complete"


def _url(source: Source, text: str, base: httpx.URL | None = None) -> httpx.URL:
    try:
        return base.join(text) if base is not None else httpx.URL(text)
    except (httpx.InvalidURL, ValueError):
        raise Refused(f"{source.id} leads to an address that is none; its module needs a look.") from None


@asynccontextmanager
async def open_client(
    config: Config,
    *,
    now: Callable[[], datetime],
    sleep: Callable[[float], Awaitable[None]],
    random: Callable[[], float],
    transport: httpx.AsyncBaseTransport | None = None,
    on_try: OnTry = untold,
    allow_loopback_http: bool = False,
    largest: int = LARGEST,
    lookup: Lookup | None = looked_up,
    whose: str = "the night",
) -> AsyncIterator[Client]:
    """A client for one night. HTTPS_PROXY and SSL_CERT_FILE count; cookies do not, so no answer depends on another.

    `whose` the deadline is that an operator may be told of.
    """
    nothing = CookieJar(DefaultCookiePolicy(allowed_domains=[]))
    # No bound on all connections: behind a proxy, one whose host hung is never given back, and a hundred of them would
    # keep every other host from being asked. Each host has its own bound, its lane.
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=20)
    try:
        http = httpx.AsyncClient(timeout=None, limits=limits, cookies=nothing, transport=transport)  # noqa: S113 - timed in _once
    except (ValueError, ImportError, OSError, httpx.InvalidURL) as wrong:
        raise WrongUsage(
            f"HTTPS_PROXY, ALL_PROXY or SSL_CERT_FILE holds what we cannot use ({type(wrong).__name__}); "
            "a proxy is an http:// or https:// address, the other a file of certificates."
        ) from None
    async with http:
        yield Client(
            http,
            config,
            now=now,
            sleep=sleep,
            random=random,
            on_try=on_try,
            allow_loopback_http=allow_loopback_http,
            largest=largest,
            lookup=lookup if transport is None else None,
            whose=whose,
        )
