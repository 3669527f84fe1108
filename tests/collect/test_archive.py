"""What the archive lost, nobody can prove; what it changed, nobody should print; what it leaks is a key gone public."""

import asyncio
import gzip
import hashlib
import html
import json
from urllib.parse import quote

import httpx
import pytest
from collect_tools import AT, DAY, FakeClock, MadeUp, MemoryShelf, asking, settings
from hypothesis import given
from hypothesis import settings as trials
from hypothesis import strategies as st

from brief.collect.archive import MANIFEST, Entry, Manifest, Recorder, Replay, keep, pack, unpack
from brief.collect.redact import redact, scrub_bytes
from brief.collect.runner import Collected, collect
from brief.config import Config
from brief.errors import Refused, Unreachable
from brief.models import Payload, Request

BODY = b'{"prices.btc.usd": "104500.5"}'
SHA256 = hashlib.sha256(BODY).hexdigest()


async def handler(request: httpx.Request) -> httpx.Response:
    if request.url.path == "/blocked":
        return httpx.Response(451, json={"msg": "restricted"}, headers={"server": "cloud", "etag": '"1"'})
    if request.url.path == "/dead":
        raise httpx.ConnectError("no route")
    if request.url.path == "/post":
        return httpx.Response(200, content=request.content)
    return httpx.Response(200, content=BODY, headers={"content-type": "application/json", "x-trace": "1"})


async def recorded(shelf: MemoryShelf, config: Config, *requests: Request) -> tuple[Manifest, list[Payload | str]]:
    answers: list[Payload | str] = []
    async with asking(config, FakeClock(), handler) as client:
        recorder = Recorder(client, shelf, config, day=DAY, at=AT)
        for request in requests:
            try:
                answers.append(await recorder.ask(config.sources[0], request))
            except (Refused, Unreachable) as failed:
                answers.append(str(failed))
        manifest = recorder.finish()
        keep(shelf)
        return manifest, answers


def test_the_manifest_is_as_the_formats_page_says() -> None:
    shelf = MemoryShelf()
    requests = [
        Request(url="https://example.org/a?b=1&api_key=zzz"),
        Request(url="https://example.org/blocked", method="POST", body='{"q":1}', tag="btc"),
    ]
    asyncio.run(recorded(shelf, settings("alpha"), *requests))
    blocked = hashlib.sha256(b'{"msg":"restricted"}').hexdigest()
    assert json.loads(shelf.files[MANIFEST]) == {
        "schema": 1,
        "day": "2025-11-04",
        "as_of": "2025-11-04T00:06:00Z",
        "provenance": "recorded",
        "requests": [
            {
                "source": "alpha",
                "method": "GET",
                "url": "https://example.org/a?b=1",
                "status": 200,
                "headers": {"content-type": "application/json"},
                "fetched_at": "2025-11-04T00:06:00Z",
                "sha256": SHA256,
                "file": f"{SHA256}.gz",
                "origin": None,
            },
            {
                "source": "alpha",
                "method": "POST",
                "url": "https://example.org/blocked",
                "status": 451,
                "headers": {"content-type": "application/json", "etag": '"1"'},
                "fetched_at": "2025-11-04T00:06:00Z",
                "sha256": blocked,
                "file": f"{blocked}.gz",
                "origin": None,
                "body": '{"q":1}',
                "tag": "btc",
            },
        ],
    }
    assert gzip.decompress(shelf.files[f"{SHA256}.gz"]) == BODY
    assert shelf.files[f"{SHA256}.gz"][:10] == b"\x1f\x8b\x08\0\0\0\0\0\x02\xff"


def test_a_replay_gives_what_the_night_got_even_its_failures() -> None:
    shelf, config = MemoryShelf(), settings("alpha")
    requests = [Request(url=f"https://example.org/{path}", tag=path) for path in ("a", "blocked", "dead")]
    requests += [Request(url="https://example.org/post", method="POST", body=body) for body in ("btc", "eth")]
    manifest, live = asyncio.run(recorded(shelf, config, *requests))
    assert isinstance(live[0], Payload)
    assert str(live[1]).startswith("alpha refused us (HTTP 451): restricted")
    assert live[2] == "alpha cannot be reached (no route); try again later."

    async def again() -> list[Payload | str | None]:
        replay, answers = Replay(Manifest.read(shelf), shelf), list[Payload | str | None]()
        for request in requests:
            try:
                answers.append(await replay.ask(config.sources[0], request))
            except (Refused, Unreachable) as failed:
                answers.append(str(failed))
        return answers

    assert asyncio.run(again()) == live
    assert Manifest.read(shelf) == manifest


def entry(**changes: object) -> Entry:
    fields = {"source": "alpha", "method": "GET", "url": "https://example.org/a", "status": 200, "fetched_at": AT}
    return Entry.model_validate({**fields, "sha256": SHA256, "file": f"{SHA256}.gz", **changes})


def test_bytes_that_were_changed_are_refused() -> None:
    shelf = MemoryShelf()
    for changed in (gzip.compress(BODY + b" "), b"no gzip", b"", gzip.compress(BODY)[:-9]):
        shelf.put(f"{SHA256}.gz", changed)
        with pytest.raises(Refused, match=r"^alpha: the archive was changed, [0-9a-f]{64}\.gz is not what was stored"):
            unpack(entry(), shelf)


def test_bytes_that_are_gone_are_refused() -> None:
    with pytest.raises(Refused, match=r"^alpha: the archive lacks [0-9a-f]{64}\.gz"):
        unpack(entry(), MemoryShelf())


@pytest.mark.parametrize("file", ["../../etc/passwd", "body.gz", f"{SHA256}.gz/../x"])
def test_a_manifest_names_no_other_file(file: str) -> None:
    shelf = MemoryShelf()
    manifest = {"schema": 1, "day": "2025-11-04", "as_of": "2025-11-04T00:06:00Z", "provenance": "recorded"}
    requests = [{**entry().model_dump(mode="json"), "file": file}]
    shelf.put(MANIFEST, json.dumps({**manifest, "requests": requests}).encode())
    with pytest.raises(Refused, match=r"manifest\.json cannot be read, at /requests/0/file"):
        Manifest.read(shelf)


def test_what_the_manifest_does_not_hold_was_not_asked() -> None:
    shelf, config = MemoryShelf(), settings("alpha", "beta")
    _, file, packed = pack(BODY)
    shelf.put(file, packed)
    fact = {"figures": ["prices.btc.usd"], "publication": "A Paper", "url": "https://example.org/p"}
    manifest = Manifest.model_validate(
        {
            "day": DAY,
            "as_of": AT,
            "provenance": "reconstructed",
            "assumption": "Nothing is known of Sunday.",
            "requests": [entry(origin=[fact]), entry(url="https://example.org/old"), entry(source="gone")],
        }
    )
    replay = Replay(manifest, shelf)
    module = MadeUp(["https://example.org/a", "https://example.org/new"])
    got = asyncio.run(collect(config, day=DAY, at=AT, fetcher=replay, find=lambda name: module))
    assert [(it.source, it.figure) for it in got.readings] == [("alpha", "prices.btc.usd")]
    assert got.gaps == ()
    assert got.origins["alpha"].published[0].publication == "A Paper"
    assert got.origins["alpha"].provenance == "reconstructed"
    assert replay.assumption == "Nothing is known of Sunday."
    assert '"assumption": "Nothing is known of Sunday."' in manifest.text()
    assert got.report == (
        "gone: in the archive, but no longer in sources.yaml; not read.",
        "alpha: 1 of its archived answers belong to questions it no longer asks; not read.",
    )


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://a.example/x?api_key=1&b=%2C&x_cg_demo_api_key=2", "https://a.example/x?b=%2C"),
        ("https://a.example/x?apikey=1", "https://a.example/x"),
        ("https://a.example/x?KEY=1&Token=2&tokens=btc,eth", "https://a.example/x?tokens=btc,eth"),
        ("https://user:word@a.example/x", "https://a.example/x"),
        ("https://a.example/v1/hidden-key-value/x?q=hidden-key-value", "https://a.example/v1/***/x?q=***"),
    ],
)
def test_a_url_is_kept_without_its_keys(url: str, kept: str) -> None:
    assert redact(url, ["hidden-key-value"]) == kept


def test_one_key_inside_another_leaves_no_tail() -> None:
    assert scrub_bytes(b"abcdefgh-and-more", ["abcdefgh", "abcdefgh-and-more"]) == b"***"


@pytest.mark.slow
@trials(deadline=None)
@given(st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=8, max_size=40).map("k3Y~".__add__))
def test_a_key_reaches_nothing_we_keep_or_say(key: str) -> None:
    """The server quotes the key back in every way it can; the parser stumbles over it; the host is redirected."""
    heard = []

    async def echo(request: httpx.Request) -> httpx.Response:
        heard.append(request.headers.get("x-key"))
        path = request.url.path
        if path == "/moved" and request.url.host == "example.org":
            return httpx.Response(302, headers={"location": f"https://other.example/?token={quote(key, safe='')}"})
        if path == "/refused":
            return httpx.Response(401, json={"message": f"Key {key} is wrong"}, headers={"etag": key})
        if path == "/plain":
            return httpx.Response(403, text=f"Key {key} is wrong")
        if path == "/spelt":
            escaped = "".join(f"\\u{ord(letter):04x}" for letter in key)
            return httpx.Response(400, text=f'{{"msg": "{escaped}"}}')
        if path == "/dead":
            raise httpx.ConnectError(f"proxy said {key}")
        return httpx.Response(200, content=json.dumps({key: f"{quote(key)} {html.escape(key)}"}))

    async def night(shelf: MemoryShelf) -> Collected:
        config = settings(
            *("alpha", "beta", "gamma", "delta", "epsilon", "zeta"),
            entry="key: {env: SOME_KEY, header: X-Key}",
            environ={"SOME_KEY": key},
        )
        paths = iter(["fine", "moved", "refused", "plain", "dead", "spelt"])
        modules = [MadeUp([f"https://example.org/{path}"]) for path in paths]
        async with asking(config, FakeClock(), echo) as client:
            recorder = Recorder(client, shelf, config, day=DAY, at=AT)
            found = iter(modules)
            got = await collect(config, day=DAY, at=AT, fetcher=recorder, on_event=tell, find=lambda name: next(found))
            recorder.finish()
            keep(shelf)
            return got

    shelf, told = MemoryShelf(), list[str]()

    def tell(source: str, state: str, detail: str) -> None:
        told.append(detail)

    got = asyncio.run(night(shelf))
    assert key in heard
    kept = [gzip.decompress(data) if name.endswith(".gz") else data for name, data in shelf.files.items()]
    said = "\n".join([*(gap.why for gap in got.gaps), *got.report, *told, *(it.url for it in got.origins.values())])
    assert len(got.gaps) == 6
    for spelling in (key, json.dumps(key)[1:-1], quote(key, safe=""), html.escape(key)):
        assert all(spelling.encode() not in data for data in kept)
        assert spelling not in said
