"""A site folder whose builds leave nothing behind where others look: what they keep for the next one lies elsewhere."""

from pathlib import Path

from brief.store import Store


class Apart(Store):
    """Reads the same files. What a build remembers goes into a folder of its own below `_build/`."""

    def __init__(self, store: Store) -> None:
        super().__init__(store.root, store.defaults)

    def build_record(self, name: str) -> Path:
        return super().build_record("apart") / name
