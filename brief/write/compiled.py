"""Templates compiled once for the life of a process: a night renders the same ones for its draft, its post, its site.

Owns nothing on disk. Refuses a template whose text is another by now: Jinja compares it before it takes what is kept.
"""

import jinja2
from jinja2.bccache import Bucket


class Compiled(jinja2.BytecodeCache):
    """Jinja's compiled templates in `kept`, in memory. One for each kind of environment: escaping is compiled in."""

    def __init__(self, kept: dict[str, bytes] | None = None) -> None:
        self._kept = {} if kept is None else kept

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept[bucket.key] = bucket.bytecode_to_string()
