"""What a browser is answered with: a file of the site, where it moved to, or the page for what is not there.

Owns how an address leads to a file and what is said of its type. Refuses every address that leads out of the site, or
to a file whose name begins with a dot.
"""

import posixpath
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import quote, unquote, urlsplit

HTML = "text/html; charset=utf-8"
_TYPES = {
    ".html": HTML,
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".xml": "application/xml",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
    ".gif": "image/gif",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
    ".csv": "text/csv; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".pdf": "application/pdf",
    ".webmanifest": "application/manifest+json",
}
_FEEDS = {".xml": "application/atom+xml", ".json": "application/feed+json"}
LOST = "404.html"

Read = Callable[[str], bytes | None]
"""The bytes of a file of the site; None where there is none."""


class Answer(NamedTuple):
    status: int
    body: bytes = b""
    type: str = HTML
    location: str = ""
    """Where the browser is sent instead."""


def answer(address: str, read: Read, baseurl: str = "") -> Answer:
    """What is at an address of a site that lies below `baseurl`."""
    path = unquote(urlsplit(address).path)
    if baseurl and path in ("/", baseurl):
        return Answer(302, location=f"{baseurl}/")
    file = _file(path.removeprefix(baseurl)) if path.startswith(f"{baseurl}/") else None
    if file is None:
        return _lost(read)
    body = read(file)
    if body is not None:
        return Answer(200, body, type_of(file))
    if not path.endswith("/") and read(f"{file}/index.html") is not None:
        return Answer(301, location=quote(f"{path}/"))
    return _lost(read)


def type_of(file: str) -> str:
    """What a file is; a feed by its place, since its name does not tell."""
    ending = posixpath.splitext(file)[1].lower()
    if ending in _FEEDS and file.startswith(("feed.", "feeds/")):
        return _FEEDS[ending]
    return _TYPES.get(ending, "application/octet-stream")


def _file(path: str) -> str | None:
    """The file that a path below the site's root names; None where no file of the site can be meant."""
    parts = path.removeprefix("/").split("/")
    if parts[-1] == "":
        parts[-1] = "index.html"
    odd = any(part.startswith(".") or not part or not part.isprintable() or "\\" in part for part in parts)
    return None if odd else "/".join(parts)


def _lost(read: Read) -> Answer:
    return Answer(404, read(LOST) or b"<!doctype html>\n<title>Not found</title>\n<p>There is no such page.</p>\n")
