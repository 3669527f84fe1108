"""Compiled templates kept from one build to the next: compiling those of a page takes longer than rendering it.

Owns `_build/templates/`, which anybody may empty. Refuses what another program compiled: its filters were others.
Whether a template's text is still the same, Jinja compares.
"""

import hashlib

import jinja2
from jinja2.bccache import Bucket

from brief.store import Store
from brief.write.compiled import Compiled

_FILE = "templates/"


_KEPT_HERE: dict[str, bytes] = {}
"""What this process compiled or read, for whichever site: Jinja compares a template's text before it takes it."""


class KeptCompiled(Compiled):
    """Jinja's compiled templates, in memory and in a site folder."""

    def __init__(self, store: Store) -> None:
        super().__init__(_KEPT_HERE)
        self._store = store
        self._made_by = f"{store.program()} {jinja2.__version__}"

    def load_bytecode(self, bucket: Bucket) -> None:
        super().load_bytecode(bucket)
        store = self._store
        if bucket.code is not None:
            if store.bytes_if_there(store.build_record(_FILE + bucket.key)) is None:
                self.dump_bytecode(bucket)
        else:
            head, _, code = (store.bytes_if_there(store.build_record(_FILE + bucket.key)) or b"").partition(b"\n")
            if head == self._head(code):
                bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        super().dump_bytecode(bucket)
        code = bucket.bytecode_to_string()
        self._store.write(self._store.build_record(_FILE + bucket.key), self._head(code) + b"\n" + code)

    def _head(self, code: bytes) -> bytes:
        """The first line of a file: who made it, and what tells a damaged one."""
        return f"{self._made_by} {hashlib.sha256(code).hexdigest()}".encode()
