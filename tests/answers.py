"""An answer of a source, as its module is given it, for the tests of the modules."""

import json
from datetime import datetime

from brief.models import Payload


def answered(source: str, body: object, at: datetime, *, tag: str = "", url: str = "https://example.org") -> Payload:
    """What `source` sent at `at`: bytes as they are, anything else as JSON."""
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Payload(source=source, url=url, body=raw, fetched_at=at, tag=tag)
