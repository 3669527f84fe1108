"""A site folder as it would be with some files written: for looking at what a command would do before it does it."""

from collections.abc import Mapping
from pathlib import Path

from brief.store import Store


class Staged(Store):
    """Reads the staged files, by path below `content/`, in the place of those on disk. Write through the real one."""

    def __init__(self, store: Store, files: Mapping[str, str]) -> None:
        super().__init__(store.root)
        self._staged = {self.content / name: text for name, text in files.items()}

    def read_bytes(self, path: Path, what: str) -> bytes:
        staged = self._staged.get(path)
        return super().read_bytes(path, what) if staged is None else staged.encode()

    def bytes_if_there(self, path: Path) -> bytes | None:
        staged = self._staged.get(path)
        return super().bytes_if_there(path) if staged is None else staged.encode()

    def text_if_there(self, path: Path) -> str | None:
        return self._staged.get(path, super().text_if_there(path))
