"""Taking keys out of what we keep and say: URLs, bodies, headers, sentences."""

import html
import json
from collections.abc import Iterable
from urllib.parse import quote, quote_plus, urlsplit, urlunsplit

_HIDDEN = "***"
_KEYLIKE = frozenset({"key", "token", "access_token", "auth", "auth_token", "secret", "signature", "password"})
_GO_JSON = {ord(letter): f"\\u{ord(letter):04x}" for letter in "<>&"}
"""What servers written in Go escape in JSON beyond its rules."""


def redact(url: str, secrets: Iterable[str]) -> str:
    """`url` without key-like query parameters, without user and password, and without any secret wherever it stands."""
    parts = urlsplit(url)
    kept = "&".join(part for part in parts.query.split("&") if not _keylike(part.partition("=")[0]))
    host = parts.netloc.rpartition("@")[2]
    return scrub(urlunsplit(parts._replace(netloc=host, query=kept)), secrets)


def _keylike(name: str) -> bool:
    plain = name.lower().replace("-", "_")
    return plain in _KEYLIKE or plain.endswith(("api_key", "apikey"))


def scrub(text: str, secrets: Iterable[str]) -> str:
    """`text` with every secret replaced, however a server may have spelt it."""
    for spelling in _spellings(secrets):
        text = text.replace(spelling, _HIDDEN)
    return text


def scrub_bytes(body: bytes, secrets: Iterable[str]) -> bytes:
    """`body` with every secret replaced: a server that quotes our key back must not put it into the archive."""
    for spelling in _spellings(secrets):
        body = body.replace(spelling.encode(), _HIDDEN.encode())
    return body


def _spellings(secrets: Iterable[str]) -> list[str]:
    """Every secret as itself, in JSON, in a URL and in HTML; longest first, so that none leaves its tail behind."""
    found = set()
    for secret in secrets:
        in_json = json.dumps(secret)[1:-1]
        found |= {secret, in_json, in_json.replace("/", "\\/"), in_json.translate(_GO_JSON), html.escape(secret)}
        found |= {quote(secret, safe=""), quote(secret), quote_plus(secret)}
    return sorted(found, key=lambda spelling: (-len(spelling), spelling))
