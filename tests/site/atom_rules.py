"""What RFC 4287 asks of an Atom feed, and a feed reader drops otherwise."""

import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit

_ATOM = "{http://www.w3.org/2005/Atom}"
_ONCE = {
    "feed": {"id": (1, 1), "title": (1, 1), "updated": (1, 1), "subtitle": (0, 1), "rights": (0, 1), "icon": (0, 1)},
    "entry": {
        "id": (1, 1),
        "title": (1, 1),
        "updated": (1, 1),
        "published": (0, 1),
        "summary": (0, 1),
        "content": (0, 1),
        "rights": (0, 1),
        "source": (0, 1),
    },
}
_MORE = {
    "feed": {"author", "category", "contributor", "entry", "generator", "link", "logo"},
    "entry": {"author", "category", "contributor", "link"},
}
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
_TEXT = {"text", "html", "xhtml"}


def broken_rules(data: bytes) -> Iterator[str]:
    """What is wrong with a feed."""
    feed = ET.fromstring(data)  # noqa: S314 - our own feed
    if feed.tag != f"{_ATOM}feed":
        yield f"the root is {feed.tag}"
        return
    yield from _of(feed, "feed")
    entries = feed.findall(f"{_ATOM}entry")
    every = [one.findtext(f"{_ATOM}id") for one in entries]
    yield from (f"{id_} is the id of {count} entries" for id_, count in Counter(every).items() if count > 1)
    if not any(link.get("rel") == "self" for link in feed.findall(f"{_ATOM}link")):
        yield "no link to itself"
    for one in entries:
        yield from _of(one, "entry")
        if one.find(f"{_ATOM}author") is None and feed.find(f"{_ATOM}author") is None:
            yield "an entry without an author"
        if not one.findall(f"{_ATOM}link[@rel='alternate']") and one.find(f"{_ATOM}content") is None:
            yield "an entry that leads nowhere"


def _of(one: ET.Element, kind: str) -> Iterator[str]:
    counts = Counter(child.tag.removeprefix(_ATOM) for child in one)
    for name, (least, most) in _ONCE[kind].items():
        if not least <= counts[name] <= most:
            yield f"{kind} has {counts[name]} {name}"
    yield from (f"{kind} has {name}" for name in counts if name not in {*_ONCE[kind], *_MORE[kind]})
    for child in one:
        yield from _child(child, child.tag.removeprefix(_ATOM))
    alternates = Counter(
        (link.get("type"), link.get("hreflang")) for link in one.findall(f"{_ATOM}link[@rel='alternate']")
    )
    yield from (f"{kind} has {count} links of type {type_}" for (type_, _), count in alternates.items() if count > 1)


def _child(child: ET.Element, name: str) -> Iterator[str]:
    text = child.text or ""
    if name in ("updated", "published") and not _INSTANT.fullmatch(text):
        yield f"{name} is {text!r}"
    if name == "id" and not urlsplit(text).scheme:
        yield f"id is {text!r}"
    if name == "link" and not urlsplit(child.get("href", "")).scheme:
        yield f"link to {child.get('href')!r}"
    if name == "category" and not child.get("term"):
        yield "category without term"
    if name in ("title", "subtitle", "summary", "content") and child.get("type", "text") not in _TEXT:
        yield f"{name} of type {child.get('type')}"
    if name == "author" and not child.findtext(f"{_ATOM}name"):
        yield "author without name"
