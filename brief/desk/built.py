"""What the last build made, for the next one: each post's entry, each served file's key and stamp.

Owns `_build/_site.json` (for a preview `_build/_preview.json`), which anybody may delete: then everything is made
again, and what comes out as it was is left alone. Refuses to trust a record of another program, or a damaged one.
"""

import json
from typing import NamedTuple

from brief.desk.past import Keys, Stored, Watched
from brief.desk.readers import Seen
from brief.models.scoreboard import Scoreboard
from brief.site.entries import as_stored, from_stored
from brief.store import Stamp, Store


class Known(NamedTuple):
    """A post as the last build saw it, and what its files were known by then."""

    signature: str
    seen: Seen


class Made(NamedTuple):
    """A served file: the key it was made for, and what it is known again by."""

    key: str
    stamp: Stamp


class Tallied(NamedTuple):
    """The scoreboard, and what the records it was counted from were known by."""

    signature: str
    board: Scoreboard
    notes: tuple[str, ...]


class Built(NamedTuple):
    """The record of one build."""

    ground: str = ""
    """What every entry depends on besides its own files."""
    posts: dict[str, Known] = {}
    files: dict[str, Made] = {}
    tallied: Tallied | None = None
    series: Keys = {}
    watched: Watched = Watched("", ())


def read(store: Store, name: str, ground: str) -> Built:
    """The record of the last build; what it says of posts only where it was made on this ground."""
    try:
        stored = json.loads(store.bytes_if_there(store.build_record(f"{name}.json")) or b"{}")
        files = {file: Made(key, Stamp(size, mtime)) for file, (key, size, mtime) in stored["files"].items()}
        if stored["ground"] != ground:
            return Built(ground, {}, files)
        posts = {
            edition: Known(signature, Seen(entry and from_stored(entry), tuple(notes)))
            for edition, (signature, entry, notes) in stored["posts"].items()
        }
        signature, board, notes = stored["tallied"]
        tallied = Tallied(signature, Scoreboard.model_validate(board), tuple(notes))
        series = {name: Stored._make(one) for name, one in stored["series"].items()}
        sources, assets = stored["watched"]
        return Built(ground, posts, files, tallied, series, Watched(sources, tuple(assets)))
    except (ValueError, TypeError, KeyError, IndexError, AttributeError):
        return Built(ground)


def write(store: Store, name: str, built: Built) -> None:
    """Keep the record of a build."""
    tallied = built.tallied or Tallied("", Scoreboard(editions=0), ())
    stored = {
        "ground": built.ground,
        "posts": {
            edition: [known.signature, known.seen.entry and as_stored(known.seen.entry), known.seen.notes]
            for edition, known in built.posts.items()
        },
        "files": {file: [made.key, *made.stamp] for file, made in built.files.items()},
        "series": built.series,
        "watched": built.watched,
        "tallied": [tallied.signature, tallied.board.model_dump(mode="json"), tallied.notes],
    }
    store.write(store.build_record(f"{name}.json"), json.dumps(stored, separators=(",", ":")))
