"""The sums of a night: made with its record, read again when somebody doubts it.

Owns `_generated/ID.sums.json`, and what is counted among the things a night is made with. Refuses to say what a
difference means (`proof`).
"""

from collections.abc import Mapping
from hashlib import sha256

from pydantic import ValidationError

from brief import __version__
from brief.errors import Refused
from brief.models.base import first_place
from brief.models.sums import Grown, Sums
from brief.store import Store

RULES = ("headlines.yaml", "watch.yaml", "calendar.yaml", "counts.yaml", "look.yaml")
"""The files of `content/_data/` that decide what a night says and how its charts look."""


def sums_of(
    store: Store, edition: str, *, files: Mapping[str, str], archive: Mapping[str, str], series: Mapping[str, str]
) -> dict[str, str]:
    """The file of a night's sums, by path below `content/`.

    `files` are what is written, our text among them, `archive` the sums of its archive, `series` the text of each one
    as the night leaves it.
    """
    found = Sums(
        edition=edition,
        made_with=made_with(store),
        archive=dict(archive),
        series={name: _grown(text.encode()) for name, text in series.items()},
        files={name: sum_of(text.encode()) for name, text in files.items()},
    )
    path = store.sums_path(edition).relative_to(store.content).as_posix()
    return {path: found.sealed(sum_of(found.bare().encode())).model_dump_json(indent=1) + "\n"}


def read(store: Store, edition: str) -> Sums | None:
    """A night's sums; None of a night that was written without. One that is damaged is `Refused` with its file."""
    path = store.sums_path(edition)
    raw = store.bytes_if_there(path)
    if raw is None:
        return None
    try:
        found = Sums.model_validate_json(raw)
    except ValidationError as damaged:
        raise Refused(f"{path} cannot be read, at {first_place(damaged)}.") from None
    if found.sha256 != sum_of(found.bare().encode()) or found.edition != edition:
        raise Refused(f"{path} was changed since it was written.")
    return found


def made_with(store: Store) -> dict[str, str]:
    """What decides, besides a night's answers, what it comes to: each by the name an operator knows."""
    content = store.content
    files = {f"content/{path.name}": path for path in (content / "_config.yml", *sorted(content.glob("[!.]*.md")))}
    files |= {f"content/_data/{name}": content / "_data" / name for name in RULES}
    found = {"sources.yaml": store.bytes_if_there(store.sources_file())}
    found |= {name: store.bytes_if_there(path) for name, path in files.items()}
    for kind in ("post", "site"):
        found[f"templates/{kind}"] = repr(sorted(store.templates(kind).items())).encode()
    return {"brief": __version__, **{name: sum_of(raw) for name, raw in found.items() if raw is not None}}


def known_series(store: Store, sums: Sums | None) -> dict[str, str]:
    """The series as a night left them: what a night of an earlier day added since is not among them.

    Of a night without sums all that is stored, of which it knew what was known by then.
    """
    if sums is None:
        return store.series_texts()
    known = {name: store.read_bytes(store.series_path(name), "series")[: one.size] for name, one in sums.series.items()}
    return {name: raw.decode() for name, raw in known.items()}


def sum_of(raw: bytes) -> str:
    """What bytes are known by."""
    return sha256(raw).hexdigest()


def _grown(raw: bytes) -> Grown:
    return Grown(size=len(raw), sha256=sum_of(raw))
