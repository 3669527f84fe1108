"""What the last build made, for the next one: each post's entry, each served file's key and stamp.

Owns `_build/_site.json` (for a preview `_build/_preview.json`), which anybody may delete: then everything is made
again, and what comes out as it was is left alone. It has a line a post, so that what has not changed is written as it
was read. Refuses to trust a record of another program, or a damaged one.
"""

import json
from typing import Any, NamedTuple

from brief.desk.past import Keys, Stored, Watched
from brief.desk.readers import Seen
from brief.models.scoreboard import Scoreboard
from brief.site.entries import as_stored, from_stored
from brief.store import Stamp, Store


class Known(NamedTuple):
    """A post as the last build saw it, and what its files were known by then."""

    signature: str
    seen: Seen
    line: str
    """All that, as the record has it."""


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


def known(edition: str, signature: str, seen: Seen) -> Known:
    """A post as this build sees it."""
    return Known(signature, seen, _json([edition, signature, seen.entry and as_stored(seen.entry), seen.notes]))


def read(store: Store, name: str, ground: str) -> Built:
    """The record of the last build; what it says of posts only where it was made on this ground."""
    try:
        stored = (store.bytes_if_there(store.build_record(f"{name}.json")) or b"").decode()
        head, served, *lines = stored.split("\n")
        made_on, tallied, count, series, watched = json.loads(head)
        files = {file: Made(key, Stamp(size, mtime)) for file, (key, size, mtime) in json.loads(served).items()}
        if made_on != ground or count != len(lines):
            return Built(ground, {}, files)
        posts = dict(_known(line, *fields) for line, fields in zip(lines, _all(lines), strict=True))
        signature, board, notes = tallied
        score = Tallied(signature, Scoreboard.model_validate(board), tuple(notes))
        past = {name: Stored._make(one) for name, one in series.items()}
        sources, assets = watched
        return Built(ground, posts, files, score, past, Watched(sources, tuple(assets)))
    except (ValueError, TypeError, KeyError, IndexError, AttributeError):
        return Built(ground)


def write(store: Store, name: str, built: Built) -> None:
    """Keep the record of a build."""
    tallied = built.tallied or Tallied("", Scoreboard(editions=0), ())
    score = [tallied.signature, tallied.board.model_dump(mode="json"), tallied.notes]
    head = _json([built.ground, score, len(built.posts), built.series, built.watched])
    served = _json({file: [made.key, *made.stamp] for file, made in built.files.items()})
    store.write(
        store.build_record(f"{name}.json"), "\n".join([head, served, *(known.line for known in built.posts.values())])
    )


def known_by(store: Store, name: str) -> object:
    """What the record's file is known again by: it is always replaced, never written into. None where there is none."""
    return store.identity(store.build_record(f"{name}.json"))


def _all(lines: list[str]) -> list[list[Any]]:
    """The fields of all lines, read at once."""
    found: list[list[Any]] = json.loads(f"[{','.join(lines)}]")
    return found


def _known(line: str, edition: str, signature: str, entry: Any, notes: list[str]) -> tuple[str, Known]:
    return edition, Known(signature, Seen(entry and from_stored(entry), tuple(notes)), line)


def _json(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))
