"""What one process need not read again for its next build of a site: its templates as they are compiled, the record.

Owns when that may be believed: the frame's files are read each time and compared, the record is known by its file.
Refuses to remember for another process: what lies in `_build/` is for those.
"""

from collections.abc import Sequence

from brief.desk import built
from brief.desk.built import Built
from brief.desk.framing import site_frame
from brief.models.text import Text
from brief.site.extracts import Extract
from brief.site.frame import Frame
from brief.store import Store


class Remembered:
    """The last build of this process; empty before there was one."""

    def __init__(self) -> None:
        self._frame: Frame | None = None
        self._record: Built | None = None
        self._known_by: object = None
        self.extracts: dict[str, Extract] = {}
        """What was taken out of the newest posts, by the files that keep it."""

    def frame(self, store: Store, texts: Sequence[Text]) -> Frame:
        """The frame of this build, with these hand-written pages."""
        self._frame = site_frame(store, texts, self._frame)
        return self._frame

    def record(self, store: Store, name: str, ground: str) -> Built:
        """The record of the last build, whoever made it."""
        if self._record and self._record.ground == ground and self._known_by == built.known_by(store, name):
            return self._record
        return built.read(store, name, ground)

    def keep(self, store: Store, name: str, record: Built) -> None:
        """Write down the record of a build that is served."""
        if record != self._record or self._known_by != built.known_by(store, name):
            built.write(store, name, record)
        self._record, self._known_by = record, built.known_by(store, name)
