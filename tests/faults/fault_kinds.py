"""What can go wrong with an answer, by name: what becomes of it on the wire, and what an operator must be told.

Owns the faults themselves, as functions from the answer that is right to the one that is sent. Refuses to know who is
disturbed when. `told` is what the gap's sentence must say behind the source's name, where only one thing is right.
"""

import gzip
import hashlib
import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

from real_internet import PIECE, Asked, Reply, Wire

MEGABYTE = 1_000_000
PATIENCE = 0.3
"""Seconds that one answer may take, from a host that will not give it."""
AGO = timedelta(days=7 * 213)
"""Whole weeks, so that a session stays one; older than whatever may still be printed."""


class Fault(NamedTuple):
    """One thing that goes wrong. `wire` is for a whole host, `change` for one answer."""

    name: str
    told: str = ""
    wire: Wire = ""
    change: Callable[[Reply, Asked], Reply] = lambda reply, asked: reply
    passes: bool = False
    """Whether another attempt may bring something else: the client asks again."""
    silent: bool = False
    """Whether an answer may honestly be read as it is: nothing was lost, or it says that there is nothing."""

    @property
    def slow(self) -> bool:
        """Whether nothing whole comes, however long one waits."""
        return self.wire in ("silent", "dripping")


def _body(change: Callable[[bytes], bytes]) -> Callable[[Reply, Asked], Reply]:
    return lambda reply, asked: reply._replace(body=change(reply.body))


def _status(status: int, body: str, **headers: str) -> Callable[[Reply, Asked], Reply]:
    """An answer that quotes what was sent to it, the key with it."""
    named = {name.replace("_", "-"): text for name, text in headers.items()}

    def change(reply: Reply, asked: Asked) -> Reply:
        quoted = json.dumps(dict(asked.headers))
        kind = "text/html" if body.startswith("<") else "application/json"
        return Reply(body.replace("QUOTED", quoted).encode(), status, {"content-type": kind, **named})

    return change


def _zipped(body: bytes, layers: int = 1) -> Callable[[Reply, Asked], Reply]:
    for _ in range(layers):
        body = gzip.compress(body, 9)
    encoding = ", ".join(["gzip"] * layers)
    return lambda reply, asked: reply._replace(body=body, headers={**reply.headers, "content-encoding": encoding})


def _charset(name: str) -> Callable[[Reply, Asked], Reply]:
    """The same bytes, called something else."""

    def change(reply: Reply, asked: Asked) -> Reply:
        kind = reply.headers["content-type"].partition(";")[0]
        return reply._replace(headers={**reply.headers, "content-type": f"{kind}; charset={name}"})

    return change


def _in_another(body: bytes) -> bytes:
    return body.decode("utf-8-sig").encode("utf-16")


def _json_or(change: Callable[[Any], Any], otherwise: Callable[[str], str]) -> Callable[[bytes], bytes]:
    """Change an answer as JSON; as text where it is none."""

    def changed(body: bytes) -> bytes:
        text = body.decode("utf-8-sig")
        try:
            value = json.loads(text, parse_float=str)
        except ValueError:
            return otherwise(text).encode()
        return json.dumps(change(value)).encode()

    return changed


def _without_rows(value: Any) -> Any:
    """Every list empty; an answer without one is an empty object."""
    if isinstance(value, list):
        return []
    if not isinstance(value, dict):
        return value
    emptied = {name: _without_rows(below) for name, below in value.items()}
    return emptied if emptied != value else {}


def _without_rows_of_text(text: str) -> str:
    """No row of a table, no entry of a feed, no line of a file but its first, no event of a calendar."""
    if "VCALENDAR" in text:
        return re.sub(r"BEGIN:VEVENT.*?END:VEVENT\r?\n", "", text, flags=re.DOTALL)
    if "<" in text:
        return re.sub(r"<(tr|item|entry)\b.*?</\1>", "", text, flags=re.DOTALL)
    return text.splitlines()[0] + "\n"


def _nulls(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _nulls(below) for name, below in value.items()}
    return [_nulls(below) for below in value] if isinstance(value, list) else None


def _nulls_of_text(text: str) -> str:
    if "VCALENDAR" in text:
        return re.sub(r"(?m)^(DTSTART|SUMMARY|UID)([^:\r\n]*):.*$", r"\1\2:", text)
    if "<" in text:
        return re.sub(r">[^<>]+<", "><", text)
    head, *lines = text.splitlines()
    return "\n".join([head, *(re.sub(r",[^,]*", ",", line) for line in lines)]) + "\n"


_NUMBER = re.compile(r"(?<=[\[{:,\"(>])(\s*)(-?)(\d+(?:\.\d+)?)(?=\s*[\]},\")<]|\s*$)", re.MULTILINE)
_A_TIME = re.compile(r"9[5-9]\d{7}(\d{3}){0,3}(\.\d+)?|(19|20)\d\d|(19|20)\d{6}")


def _absurd(sign: str) -> Callable[[bytes], bytes]:
    """Every number ten thousand billion times itself and more, above or below zero; times stay times."""

    def beyond(found: re.Match[str]) -> str:
        blank, minus, number = found.groups()
        return found[0] if _A_TIME.fullmatch(number) else f"{blank}{sign or minus}99999999999999{number}"

    def change(body: bytes) -> bytes:
        text = body.decode("utf-8-sig")
        return body if text.lstrip().startswith("<?xml") else _NUMBER.sub(beyond, text).encode()  # a feed has no figure

    return change


_ISO_DAY = re.compile(r"(?<!\d)(19\d\d|200[0-2])(-?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")
_EPOCH = re.compile(r"(?<![\d.])(9[5-9]\d{7})((?:\d{3}){0,3})(?![\d])")
_DAY_MONTH = re.compile(r"(?<!\d)(\d{1,2}) ([A-Z][a-z]{2}) (200[01]|1999)(?!\d)")
_MONTH_DAY = re.compile(r"([A-Z][a-z]{2}) (\d{1,2}), (200[01]|1999)(?!\d)")


def _stale(body: bytes) -> bytes:
    """The answer of four years ago: every time and day in it is so much earlier."""

    def day(found: re.Match[str]) -> str:
        year, dash, month, number = found.groups()
        try:
            return (date(int(year), int(month), int(number)) - AGO).strftime(f"%Y{dash}%m{dash}%d")
        except ValueError:
            return found[0]

    def told(found: re.Match[str], form: str) -> str:
        try:
            return (datetime.strptime(found[0], form).replace(tzinfo=UTC) - AGO).strftime(form)
        except ValueError:
            return found[0]

    text = _ISO_DAY.sub(day, body.decode("utf-8-sig"))
    text = _EPOCH.sub(lambda found: f"{int(found[1]) - int(AGO.total_seconds())}{found[2]}", text)
    text = _DAY_MONTH.sub(lambda found: told(found, "%d %b %Y"), text)
    return _MONTH_DAY.sub(lambda found: told(found, "%b %d, %Y"), text).encode()


def fields(body: bytes) -> list[str]:
    """The names of what an answer has: keys, columns, tags; each once, in the order sent."""
    text = body.decode("utf-8-sig")
    if "VCALENDAR" in text:
        found = re.findall(r"(?m)^([A-Z-]+)[;:]", text)
    elif text.lstrip()[:1] in "[{":
        found = re.findall(r'"([^"\\]+)"\s*:', text)
    elif "<table" in text:
        found = re.findall(r"<th[^>]*>(?:<[^>]*>)*([^<]+)<", text)
    elif "<" in text:
        found = re.findall(r"<([A-Za-z:]+)[ >]", text)
    else:
        found = [name for line in text.splitlines()[:8] for name in line.split(",") if name.strip()]
    return list(dict.fromkeys(found))


def renamed(body: bytes, field: str) -> bytes:
    """The answer with one of its fields under another name, wherever it stands."""
    text, name = body.decode("utf-8-sig"), re.escape(field)
    if "VCALENDAR" in text:
        return re.sub(rf"(?m)^{name}(?=[;:])", f"X-{field}", text).encode()
    if text.lstrip()[:1] in "[{":
        return re.sub(rf'"{name}"(?=\s*:)', f'"{field}_v2"', text).encode()
    if "<table" in text:
        return text.replace(f"{field}<", f"{field} v2<").encode()
    if "<" in text:
        return re.sub(rf"(?<=[</]){name}(?=[ >])", f"{field}V2", text).encode()
    return text.replace(field, f"{field} v2", 1).encode()


def _drifted(body: bytes) -> bytes:
    """One field, another for every answer, always the same one for the same."""
    names = fields(body)
    return renamed(body, names[hashlib.sha256(body).digest()[0] % len(names)]) if names else body


def _moved(to: str) -> Callable[[Reply, Asked], Reply]:
    return lambda reply, asked: Reply(b"", 302, {"location": to or asked.target})


CHALLENGE = "<!DOCTYPE html><html><head><title>Just a moment...</title></head><body>QUOTED</body></html>"
HOSTS = (
    Fault("refused", r"cannot be reached \(502 Bad Gateway\); try again later\.", wire="refused"),
    Fault("no such name", r"cannot be reached \(504 Gateway Timeout\); try again later\.", wire="no such name"),
    Fault(
        "dropped",
        r"(cannot be reached|broke off before its answer was complete)\b.*; try again later\.",
        wire="dropped",
    ),
    Fault("timeout", rf"did not answer within {PATIENCE:g} s; try again later\.", wire="silent"),
    Fault("slow drip", rf"did not answer within {PATIENCE:g} s; try again later\.", wire="dripping"),
    Fault("no TLS", r"cannot be reached \(.*SSL.*\); try again later\.", wire="no TLS"),
)
"""What happens to a host happens to every source that asks it."""

ANSWERS = (
    Fault(
        "429",
        r"is busy \(HTTP 429\): slow down .*; try again later\.",
        passes=True,
        change=_status(429, '{"message": "slow down QUOTED"}'.replace("QUOTED", "please")),
    ),
    Fault(
        "429 with Retry-After",
        r"is busy \(HTTP 429\); it asks us to wait 7 s\.",
        passes=True,
        change=_status(429, "{}", retry_after="7"),
    ),
    Fault(
        "500",
        r"failed \(HTTP 500\).*; try again later\.",
        passes=True,
        change=_status(500, '{"message": "broken", "sent": QUOTED}'),
    ),
    Fault(
        "403 challenge",
        r"answered with a browser challenge instead of its data; nothing was read, .*\.",
        change=_status(403, CHALLENGE),
    ),
    Fault(
        "401 that quotes the key",
        r"refused us \(HTTP 401\).*\.",
        change=_status(401, '{"message": "not yours: QUOTED"}'),
    ),
    Fault("200 with HTML", r".+\.", change=_status(200, "<!DOCTYPE html><html><body>Back soon. QUOTED</body></html>")),
    Fault(
        "truncated",
        r"broke off before its answer was complete; try again later\.",
        passes=True,
        change=lambda reply, asked: reply._replace(body=reply.body[: len(reply.body) // 2], promised=len(reply.body)),
    ),
    Fault("cut in the middle", r".+\.", change=_body(lambda body: body[: len(body) // 2])),
    Fault("in UTF-16", r".+\.", change=_body(_in_another), silent=True),
    Fault("wrong charset", r".+\.", change=_charset("shift_jis"), silent=True),
    Fault("unknown charset", r".+\.", change=_charset("x-klingon"), silent=True),
    Fault("empty", r"sent an empty answer\.|.+\.", change=_body(lambda body: b"")),
    Fault("empty list", r".+\.", change=_body(_json_or(_without_rows, _without_rows_of_text)), silent=True),
    Fault("nulls", r".+\.", change=_body(_json_or(_nulls, _nulls_of_text)), silent=True),
    Fault("absurdly high", r".+\.", change=_body(_absurd("")), silent=True),
    Fault("absurdly low", r".+\.", change=_body(_absurd("-")), silent=True),
    Fault("a field renamed", r".+\.", change=_body(_drifted), silent=True),
    Fault("stale", r".+\.", change=_body(_stale), silent=True),
    Fault(
        "redirect loop",
        r"redirected us more than 5 times; .*\.|sends a POST on to another address; .*\.",
        change=_moved(""),
    ),
    Fault(
        "redirect to a file",
        r"leads to .*; only https is asked\.|sends a POST on to another address; .*\.",
        change=_moved("file:///etc/passwd"),
    ),
    Fault(
        "50 MB",
        r"sent more than 20 MB; nothing was read\.",
        change=lambda reply, asked: reply._replace(body=b" " * PIECE, times=50 * MEGABYTE // PIECE),
    ),
    Fault(
        "endless",
        r"sent more than 20 MB; nothing was read\.",
        change=lambda reply, asked: reply._replace(body=b" " * PIECE, times=1 << 30, promised=-1),
    ),
    Fault("gzip bomb", r"sent more than 20 MB; nothing was read\.", change=_zipped(bytes(200 * MEGABYTE))),
    Fault(
        "gzip bomb in a gzip",
        r"sent an answer whose compression is broken; try again later\.",
        change=_zipped(bytes(400 * MEGABYTE), layers=2),
    ),
)
"""What happens to one source's answers."""
