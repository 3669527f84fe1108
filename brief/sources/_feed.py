"""RSS and Atom: the entries of a feed as plain text, dated in UTC. Written against recorded feeds of all three kinds.

feedparser reads the bytes; it fetches nothing. Owns what it does not do: dates (it makes one of "2026-13-01", and of
"2026/07/27" today's), links and titles with markup, entries given twice. Refuses what is no feed: a web page with
status 200, an empty answer, a feed cut off in the middle, one of whose entries none can be read. It raises nothing but
`Refused` (for a challenge page `Unreachable`), and passes no markup on.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from xml.sax import SAXException
from zoneinfo import ZoneInfo

import feedparser

from brief.errors import Refused
from brief.models import Payload
from brief.models.base import Frozen
from brief.models.figures import Instant
from brief.sources._page import refuse_challenge
from brief.sources._plain import LONGEST, plain, web_link

MOST_ENTRIES = 1000
_FIRST_YEAR = 1990
"""No feed is older than the web. An earlier date is an empty field: the Federal Reserve's is 30 December 1899."""
# Neither looks at the same sign over and over: nobody's tail of comments or tags takes an hour.
_END = re.compile(rb"</(?:\w+:)?(?:rss|feed|rdf)\s*>(?>\s*(?:<!--.*?-->\s*)*)$", re.IGNORECASE | re.DOTALL)
_OF_ENTRIES = re.compile(rb"<(?:guid|published)[ />]")
"""What no feed has but in an entry: where there is none, entries are called something else now."""
_BARE = re.compile(rb"&(?!#\d+;|#[xX][0-9a-fA-F]+;|\w+;)")
_WIDE = re.compile(rb"(?i)^(\s*<\?xml\b[^<>]{0,200}?\bencoding\s*=\s*[\"'])(?:utf-?(?:16|32)|ucs-?[24])[\w-]*")
_HALVES = re.compile(rb"(?:&#(?:[xX]0*[dD][89a-fA-F][0-9a-fA-F]{2}|0*5[5-7]\d{3});)+")
_TIME = re.compile(r"<time[^<>]*\bdatetime=[\"']([^\"']{10,40})[\"']")
# The two forms that feeds may use. A text of another form, or with a zone that has many meanings ("IST"), is no date.
_OFFSET = r"[+-]\d{2}:?\d{2}"
_ISO = re.compile(
    rf"\d{{4}}(-?)\d{{2}}\1\d{{2}}(?:[T ]\d{{2}}:?\d{{2}}(?::?\d{{2}}(?:\.\d+)?)?(?: ?(?:Z|{_OFFSET}))?)?", re.ASCII
)
_MAIL = re.compile(
    r"(?:[A-Z]{3,9}, ?)?(?P<day>\d{1,2} [A-Z]{3,9} (?:[1-9]\d{3}|\d{2}))(?: (?P<time>\d{1,2}:\d{2}(?::\d{2})?)"
    rf"(?: (?:UTC?|GMT)?(?P<offset>{_OFFSET})| (?P<zone>UTC?|GMT|Z|[ECMP][SD]T))?)?",
    re.ASCII,
)
_REMARK = re.compile(r" ?\([^()]*\)$")
_LEAP_SECOND = re.compile(r"(?<=:59):60(?!\d)")


class Entry(Frozen):
    """One entry of a feed. `outlet` is who published it first, where the feed passes on what others wrote."""

    id: str
    title: str
    link: str
    at: Instant
    outlet: str = ""
    number: str = ""
    """What its author field says, where a release carries its number there."""

    @property
    def path(self) -> str:
        return f"entry[{self.id}]/title"


def read_feed(payload: Payload, *, date_format: str = "", zone: str = "UTC") -> list[Entry]:
    """The entries in the feed's order, each id once; what has no title or no date is left out.

    `date_format` (of `strptime`) and `zone` are for a publisher whose dates follow no standard.
    """
    parsed = _parsed(payload)
    entries: dict[str, Entry] = {}
    for raw in parsed.entries[:MOST_ENTRIES]:
        entry = _entry(raw, payload.url, date_format, zone)
        if entry is not None:
            entries.setdefault(entry.id, entry)
    if not entries and (parsed.entries or _OF_ENTRIES.search(payload.body)):  # or the night would say: nothing new
        what = "a feed without one entry that has a title and a date we can read"
        raise Refused(f"{payload.source} sent {what}; see what its address gives now.")
    return list(entries.values())


def _parsed(payload: Payload) -> Any:
    body = _mended(payload.body)
    parsed = _read(payload, body)
    if _is_broken(parsed) and _BARE.search(body):  # or "R&D" would be read as "R&D;"
        parsed = _read(payload, _BARE.sub(b"&amp;", body))
    if not parsed.get("version"):
        refuse_challenge(payload)  # not before: a feed may have a headline that reads like one
        raise Refused(f"{payload.source} answered with something that is no feed; see what its address gives now.")
    if parsed.bozo and not _END.search(payload.body[-2000:].replace(b"\x00", b"")):
        raise Refused(f"{payload.source} sent a feed that is cut off or broken; it was not read.")
    if not parsed.entries and _is_broken(parsed):
        raise Refused(f"{payload.source} sent a feed that is broken, with no entry left in it; it was not read.")
    return parsed


def _read(payload: Payload, body: bytes) -> Any:
    told = {"content-type": payload.headers.get("content-type", "application/xml"), "content-location": payload.url}
    try:
        return feedparser.parse(body, response_headers=told, sanitize_html=False, resolve_relative_uris=False)
    except Exception as broken:
        raise Refused(f"{payload.source} sent a feed that nobody can read; it was not read.") from broken


def _mended(body: bytes) -> bytes:
    """The feed without small mistakes for which feedparser drops all of it, or garbles every title in it."""
    body = _WIDE.sub(rb"\1utf-8", body)  # what we could just read is not of two or four bytes a letter
    return _HALVES.sub(_joined, _as_utf8(body))


def _as_utf8(body: bytes) -> bytes:
    """UTF-8 in which a letter was cut is UTF-8 still: feedparser would read all of it as another encoding, "â€™"."""
    text = body.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = len(text) - broken - len(text.encode("ascii", "ignore"))
    return text.encode() if whole > broken else body


def _joined(found: re.Match[bytes]) -> bytes:
    """Codes of UTF-16's halves as codes of the characters that they make up: "&#55357;&#56832;" is one."""
    codes = (code.lower().removeprefix("&#") for code in found[0].decode().split(";")[:-1])
    halves = "".join(chr(int(code[1:], 16) if code.startswith("x") else int(code)) for code in codes)
    whole = halves.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return "".join(f"&#{ord(sign)};" for sign in whole).encode()


def _is_broken(parsed: Any) -> bool:
    """Whether it is no XML, and what was read of it is a guess."""
    return isinstance(parsed.get("bozo_exception"), SAXException)


def _entry(raw: Any, base: str, date_format: str, zone: str) -> Entry | None:
    title = plain(_text(raw, "title"))
    at = _published(raw, date_format, zone)
    link = web_link(_text(raw, "link"), base)
    told_id = _text(raw, "id")  # one that `plain` would cut could be another's, too
    own = (plain(told_id) if len(told_id) <= LONGEST else "") or link or title
    if not title or at is None:
        return None
    outlet = raw.get("source")
    told = plain(_text(outlet, "title")) if hasattr(outlet, "get") else ""
    if told:  # who passes on what others wrote puts their name behind the title
        title = title.removesuffix(f" - {told}")
    return Entry(id=own, title=title, link=link, at=at, outlet=told, number=plain(_text(raw, "author")))


def _text(raw: Any, name: str) -> str:
    found = raw.get(name)
    return found if isinstance(found, str) else ""


def _published(raw: Any, date_format: str, zone: str) -> datetime | None:
    """When it was published; where the feed does not say so in a way all know, in its own format or in its page."""
    told = [_text(raw, name) for name in ("published", "updated") if name in raw]  # `get` gives one date for the other
    dates = (_instant(text, zone) for text in told)
    return next((at for at in (*dates, *_elsewhere(raw, date_format, zone)) if at is not None), None)


def _instant(text: str, zone: str) -> datetime | None:
    """The moment that such a text names; None for one that cannot be, or could be several."""
    text = _LEAP_SECOND.sub(":59", _REMARK.sub("", " ".join(text.upper().split())))
    mail = _MAIL.fullmatch(text)
    try:
        if mail:
            zone_told = (mail["offset"] or mail["zone"] or "").replace(":", "").replace("-0000", "+0000")
            at = parsedate_to_datetime(f"{mail['day']} {mail['time'] or '00:00'} {zone_told}")
        else:
            at = datetime.fromisoformat(text.replace(" +", "+").replace(" -", "-") if _ISO.fullmatch(text) else "")
        return _likely(at if at.tzinfo else at.replace(tzinfo=ZoneInfo(zone)))
    except (ValueError, OverflowError):
        return None


def _likely(at: datetime) -> datetime | None:
    at = at.astimezone(UTC).replace(microsecond=0)
    return at if at.year >= _FIRST_YEAR else None


def _elsewhere(raw: Any, date_format: str, zone: str) -> Iterator[datetime | None]:
    if date_format:
        try:
            at = datetime.strptime(_text(raw, "published").strip(), date_format).replace(tzinfo=ZoneInfo(zone))
            yield _likely(at)
        except (ValueError, OverflowError):
            yield None
    if found := _TIME.search(_text(raw, "summary")):
        yield _instant(found[1], zone)
