"""An answer's bytes as they arrive, taken out of their compression, and never further than an answer may be long.

A few kilobytes can stand for gigabytes, and a piece of them is unpacked in one go: so the limit has to hold inside the
unpacking, not behind it. Owns which compression is asked for (`ACCEPTED`). Refuses any other, and one inside another.
"""

import zlib

ACCEPTED = "gzip"
_PLAIN = ("", "identity")
_GZIP = 16 + zlib.MAX_WBITS


class TooLarge(Exception):
    """More comes than an answer may hold."""


class Broken(Exception):
    """What came cannot be unpacked."""


class Unpacking:
    """One answer's body, piece by piece. `encoding` and `length` are what its headers say, if anything."""

    def __init__(self, encoding: str, length: str, largest: int) -> None:
        self._zipped = encoding.strip().lower() == ACCEPTED
        self._largest, self._body = largest, bytearray()
        self._member = zlib.decompressobj(_GZIP)
        self._began = False
        if length.isascii() and length.isdigit() and int(length) > largest:
            raise TooLarge
        if not self._zipped and encoding.strip().lower() not in _PLAIN:
            raise Broken

    def add(self, piece: bytes) -> None:
        """Take in what arrived."""
        self._began = self._began or bool(piece)
        while piece:
            if not self._zipped:
                self._body += piece
                piece = b""
            else:
                piece = self._unzip(piece)
            if len(self._body) > self._largest:
                raise TooLarge

    def _unzip(self, piece: bytes) -> bytes:
        """Unpack as much as there is room for, and one byte; what is left begins another member, as gzip allows."""
        if self._member.eof:
            self._member = zlib.decompressobj(_GZIP)
        try:
            self._body += self._member.decompress(piece, self._largest - len(self._body) + 1)
        except zlib.error:
            raise Broken from None
        return self._member.unused_data if self._member.eof else b""

    def whole(self) -> bytes:
        """The body, once all of it has come."""
        if self._zipped and self._began and not self._member.eof:
            raise Broken
        return bytes(self._body)
