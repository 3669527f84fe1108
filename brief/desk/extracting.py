"""What is taken out of the newest posts, kept from one build to the next: a text that stays is not read again.

Owns `_build/NAME.extracts/`, which anybody may empty. Refuses to trust a damaged file: the text is read again.
"""

import json
from collections.abc import Callable, Sequence

from brief.models import Receipts
from brief.site.entries import Entry
from brief.site.extracts import Extract, Piece, Printed, Section, extract
from brief.site.frame import Frame, digest
from brief.store import Store


def extracts(
    store: Store,
    name: str,
    frame: Frame,
    entries: Sequence[Entry],
    body: Callable[[str], str],
    receipts: Callable[[str], Receipts],
    remembered: dict[str, Extract],
) -> dict[str, Extract]:
    """The extract of each of these posts, by edition; those of other texts are forgotten.

    `body` gives a text, `receipts` what is behind it; `remembered` has those of this process's last build, by file.
    """
    folder = store.build_record(f"{name}.extracts")
    files = {entry.post.id: f"{digest(frame.ground, entry.digest, entry.path)}.json" for entry in entries}
    found = {}
    for entry in entries:
        path = folder / files[entry.post.id]
        known = remembered.get(path.name) or _read(store.bytes_if_there(path))
        if known is None:
            behind = receipts(entry.post.id) if entry.receipts else None
            known = extract(body(entry.post.id), frame.to.absolute(entry.path), behind)
            store.write(path, json.dumps(known, ensure_ascii=False, separators=(",", ":")))
        found[entry.post.id] = known
    remembered.clear()
    remembered.update((files[edition], known) for edition, known in found.items())
    for old in set(store.names(folder)) - set(files.values()):
        store.remove(folder / old)
    return found


def _read(stored: bytes | None) -> Extract | None:
    if stored is None:
        return None
    try:
        html, *lists = json.loads(stored)
        sections, pieces, figures = lists
        return Extract(
            html,
            tuple(map(Section._make, sections)),
            tuple(map(Piece._make, pieces)),
            tuple(map(Printed._make, figures)),
        )
    except (ValueError, TypeError):
        return None
