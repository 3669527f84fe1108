"""The shape of an answer: which places it has, what stands there, how many; and how two shapes differ. Pure.

Owns what counts as the same shape. A place is a path in which `*` stands for any item of a list, any key of an object
whose keys are data (coins, days, ids), any row of a table. Of each place is known what stood there, whether it was
there wherever it could be, and how many items a list had. JSON, HTML tables, CSV and XML (feeds) have shapes; anything
else, and what cannot be read, has none. Refuses to judge: a parser says whether an answer can be used, a shape only
what has changed. Nothing that a source sends makes it raise.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from brief.collect.content import DEEPEST, Format, content_of, kind_of_text
from brief.models import Payload
from brief.models.base import Frozen

MOST_PLACES = 600
MOST_ITEMS = 300
"""So many items of a list are looked at: a field that the first three hundred lack is gone."""
ENOUGH = 8
"""Who was there so often is always there; more is not counted, so that what is known comes to rest."""
FIRM = 3
"""From so many on, what is missing is worth a word although everything was read."""
FAR = 4
"""A list is far off that has so many times fewer or more items than it ever had."""

_DATA_KEY = re.compile(r"[^a-z]*[0-9A-Z][^a-z]*|.*\d{4}.*|[0-9a-f-]{16,}", re.DOTALL)
_SPOT = re.compile(r"([a-z|]+) (\d+)(\?)?(?: (\d+)\.\.(\d+))?")
_LONGEST_STEP = 60


class Spot(NamedTuple):
    """What is known of one place. Written as `number 8`, `list 3? 20..100`."""

    kinds: frozenset[str]
    seen: int
    """In how many of the places above it was looked for since it was first there, at most `ENOUGH`."""
    always: bool
    """Whether it was there each time."""
    least: int = 0
    most: int = 0
    """How many items, of what has items."""

    def __str__(self) -> str:
        items = f" {self.least}..{self.most}" if self.kinds & _OPEN else ""
        return f"{'|'.join(sorted(self.kinds))} {self.seen}{'' if self.always else '?'}{items}"

    @classmethod
    def read(cls, text: str) -> "Spot":
        found = _SPOT.fullmatch(text)
        if found is None:
            raise ValueError(f"{text!r:.60} is no place of a shape")
        kinds, seen, unsure, least, most = found.groups()
        return cls(frozenset(kinds.split("|")), int(seen), not unsure, int(least or 0), int(most or 0))


_NOTHING = Spot(frozenset({"nothing"}), 0, always=False)


class Shape(Frozen):
    """One answer's shape, or what many of one kind have in common; places by path, as `Spot` writes them."""

    format: Format
    places: dict[str, str]
    whole: bool = True
    """False where the answer has more places than are kept: nothing can be said to be gone."""

    def spots(self) -> dict[str, Spot]:
        return {path: Spot.read(text) for path, text in self.places.items()}


class Change(Frozen):
    """One difference, as a part of a sentence: "/data/*/price is gone"."""

    said: str
    firm: bool
    """Whether enough answers were seen to speak of it although everything could be read."""
    harmless: bool = False
    """Something new, which nobody reads yet."""


def shape_of(payload: Payload, known: Shape | None = None) -> Shape | None:
    """The shape of an answer; with `known`, its places are spelled as there. None where it has none that we know."""
    found = content_of(payload)
    if found is None:
        return None
    format_, content = found
    look = _Look(known if known is not None and known.format == format_ else None)
    look.at(content, "", 0)
    places = {path: str(spot) for path, spot in look.spots()}
    return Shape(format=format_, places=dict(sorted(places.items())), whole=look.whole)


def merged(known: Shape | None, tonight: Shape) -> Shape:
    """What is known once another answer was seen: what it lacks is no longer always there."""
    if known is None or known.format != tonight.format:
        return tonight
    was, now = known.spots(), tonight.spots()
    spots = {path: _joined(path, was.get(path), now.get(path), now) for path in sorted({*was, *now})}
    places = {path: str(spot) for path, spot in _folded(spots).items()}
    kept = dict(list(places.items())[:MOST_PLACES])
    return Shape(format=known.format, places=kept, whole=known.whole and tonight.whole and kept == places)


def changes(known: Shape, tonight: Shape) -> tuple[Change, ...]:
    """How tonight's answer differs from what is known: gone, of another kind, far off in number, new."""
    if known.format != tonight.format:
        words = f"it is {_FORMATS[tonight.format]} where {_FORMATS[known.format]} was"
        return (Change(said=words, firm=True),)
    was, now = known.spots(), tonight.spots()
    found = [*_gone(was, now)] if tonight.whole else []
    found += [change for path, spot in now.items() if path in was for change in _differs(path, was[path], spot)]
    found += _new(was, now) if known.whole else []
    return tuple(change.model_copy(update={"said": _spelled(known.format, change.said)}) for change in found)


_FORMATS = {"json": "JSON", "html": "a web page", "csv": "CSV", "xml": "XML"}
_KINDS = {
    "number": "a number",
    "digits": "a number in quotes",
    "text": "text",
    "time": "a date",
    "flag": "true or false",
    "nothing": "null",
    "object": "an object",
    "map": "an object",
    "list": "a list",
    "row": "a list",
}
_NAMED = {"object", "row"}
"""What has names of its own below it: an object, and a list whose items hold different things."""
_OPEN = {"map", "list"}
_NUMBERS = {"number", "digits"}


def _gone(was: Mapping[str, Spot], now: Mapping[str, Spot]) -> Iterator[Change]:
    for path, spot in was.items():
        if path and path not in now and spot.always and _could_be(path, now):
            yield Change(said=f"{path} is gone", firm=spot.seen >= FIRM)


def _could_be(path: str, now: Mapping[str, Spot]) -> bool:
    """Whether the place above is there and has anything in it: of an empty list nothing is gone but its items."""
    above, _, step = path.rpartition("/")
    return step != "*" and above in now and bool(now[above].kinds & _NAMED)


def _new(was: Mapping[str, Spot], now: Mapping[str, Spot]) -> Iterator[Change]:
    for path, spot in now.items():
        above, _, step = path.rpartition("/")
        if path in was or step == "*" or not spot.always or above not in was:
            continue
        if path and was[above].kinds & _NAMED:
            yield Change(said=f"{path} is new", firm=_beside(path, was) >= FIRM, harmless=True)


def _beside(path: str, was: Mapping[str, Spot]) -> int:
    """How often the place above was looked into."""
    above = path.rpartition("/")[0]
    return max((spot.seen for other, spot in was.items() if other and other.rpartition("/")[0] == above), default=0)


def _differs(path: str, was: Spot, now: Spot) -> Iterator[Change]:
    told = was.kinds - {"nothing"}
    strange = now.kinds - was.kinds - {"nothing"}
    if "text" in told:
        strange -= {"digits", "time"}
    if now.kinds & told & _NUMBERS:  # some sources put some of their numbers in quotes
        strange -= _NUMBERS
    if strange and told and {_KINDS[kind] for kind in strange} - {_KINDS[kind] for kind in told}:
        words = " or ".join(_KINDS[kind] for kind in sorted(strange))
        due = " or ".join(_KINDS[kind] for kind in sorted(told))
        yield Change(said=f"{path or '/'} is {words} where {due} was", firm=was.seen >= FIRM)
    if now.kinds == {"nothing"} and "nothing" not in was.kinds:
        yield Change(said=f"{path or '/'} is null everywhere", firm=was.seen >= ENOUGH)
    if now.kinds & _OPEN and was.kinds & _OPEN:
        yield from _number(path, was, now)


def _number(path: str, was: Spot, now: Spot) -> Iterator[Change]:
    before = f"{was.least} to {was.most}" if was.least < was.most else f"{was.most}"
    few = was.least >= 2 * FAR and now.most * FAR < was.least
    many = now.least > FAR * max(was.most, 2 * FAR)
    if few or many or (was.least and not now.most):
        number = now.most if not many else now.least
        firm = was.seen >= (FIRM if few or many else ENOUGH)
        yield Change(said=f"{path or '/'} has {number} items where {before} were", firm=firm)


def _spelled(format_: Format, said: str) -> str:
    """The place as receipts spell one: `table[etf]/row[*]/col[IBIT]`, `line[*]/col[DGS10]`."""
    if format_ == "html":
        return said.replace("/*/col[", "/row[*]/col[").removeprefix("/")
    return said.replace("/*/col[", "line[*]/col[") if format_ == "csv" else said


def _joined(path: str, was: Spot | None, now: Spot | None, tonight: Mapping[str, Spot]) -> Spot:
    if was is None:
        return now or _NOTHING
    if now is None:
        return was._replace(always=was.always and not _could_be(path, tonight))
    return Spot(
        kinds=was.kinds | now.kinds,
        seen=min(was.seen + now.seen, ENOUGH),
        always=was.always and now.always,
        least=min(was.least, now.least),
        most=max(was.most, now.most),
    )


def _folded(spots: dict[str, Spot]) -> dict[str, Spot]:
    """An object of which most names come and go has data for names: they become one place."""
    below: dict[str, list[str]] = {}
    for path in spots:
        above, _, step = path.rpartition("/")
        if path and step != "*":
            below.setdefault(above, []).append(path)
    for above, names in below.items():
        fickle = [name for name in names if not spots[name].always]
        if len(fickle) >= 2 * FAR and 4 * len(fickle) > 3 * len(names) and len(_alike(spots, fickle)) == 1:
            return _folded(_fold(spots, above, names))
    return spots


def _alike(spots: Mapping[str, Spot], names: Iterable[str]) -> set[frozenset[str]]:
    return {spots[name].kinds for name in names}


def _fold(spots: Mapping[str, Spot], above: str, names: list[str]) -> dict[str, Spot]:
    folded: dict[str, Spot] = {}
    for path, spot in spots.items():
        name = next((name for name in names if path == name or path.startswith(name + "/")), None)
        place = path if name is None else f"{above}/*{path[len(name) :]}"
        one = spot._replace(always=True) if path == name else spot
        folded[place] = one if place not in folded else _joined(place, folded[place], one, {})
    top = folded[above]
    kinds = (top.kinds - {"object"}) | {"map"}
    folded[above] = top._replace(kinds=kinds, least=min(top.least, 1), most=max(top.most, len(names)))
    return dict(sorted(folded.items()))


class _Look:
    """One look through an answer: what stands at each place, counted."""

    def __init__(self, known: Shape | None) -> None:
        self._open: dict[tuple[str, bool], bool] = {}
        """Whether the names below a place are data, so that one `*` stands for all of them; for lists and objects."""
        for path, spot in known.spots().items() if known is not None else ():
            if spot.kinds & {"list", "row"}:
                self._open[path, True] = "list" in spot.kinds
            if spot.kinds & {"map", "object"}:
                self._open[path, False] = "map" in spot.kinds
        self._kinds: dict[str, Counter[str]] = {}
        self._sizes: dict[str, tuple[int, int]] = {}
        self._named: Counter[str] = Counter()
        self.whole = True

    def at(self, value: Any, path: str, depth: int) -> None:
        if path not in self._kinds and len(self._kinds) >= MOST_PLACES:
            self.whole = False
            return
        kind, is_open = self._kind(value, path)
        self._kinds.setdefault(path, Counter())[kind] += 1
        if not isinstance(value, dict | list):
            return
        if is_open:
            least, most = self._sizes.get(path, (len(value), len(value)))
            self._sizes[path] = min(least, len(value)), max(most, len(value))
        else:
            self._named[path] += 1
        if depth < DEEPEST:
            self._below(value, path, is_open, depth + 1)

    def _below(self, value: dict[str, Any] | list[Any], path: str, is_open: bool, depth: int) -> None:
        for number, (key, below) in enumerate(value.items() if isinstance(value, dict) else enumerate(value)):
            if number >= MOST_ITEMS:
                self.whole = self.whole and is_open
                return
            self.at(below, f"{path}/{'*' if is_open else _step(str(key))}", depth)

    def _kind(self, value: Any, path: str) -> tuple[str, bool]:
        """What stands there, and whether one place stands for all that is below it."""
        if not isinstance(value, dict | list):
            return _kind(value), False
        is_list = isinstance(value, list)
        if value or (path, is_list) in self._open:
            is_open = self._open.setdefault((path, is_list), _is_data(value, is_row=path.endswith("/*")))
        else:
            is_open = is_list
        return ("list" if is_open else "row") if is_list else ("map" if is_open else "object"), is_open

    def spots(self) -> Iterator[tuple[str, Spot]]:
        for path, kinds in self._kinds.items():
            above, _, step = path.rpartition("/")
            could = self._named[above] if path and step != "*" else kinds.total()
            least, most = self._sizes.get(path, (0, 0))
            yield path, Spot(frozenset(kinds), min(could, ENOUGH), kinds.total() >= could, least, most)


def _is_data(value: dict[str, Any] | list[Any], *, is_row: bool) -> bool:
    """Whether the names in it are data: a list's are, unless it is a row whose columns hold different things."""
    if isinstance(value, list):
        kinds = {_coarse(item) for item in value} - {"nothing"}
        return not (2 <= len(value) <= 16 and len(kinds) > 1)
    if all(_DATA_KEY.fullmatch(str(key)) for key in value):
        return True
    # Shares by coin, prices by currency: one object of nothing but numbers is a table; many of them are its rows.
    return not is_row and len(value) >= 8 and {_coarse(item) for item in value.values()} == {"number"}


def _coarse(value: Any) -> str:
    kind = "object" if isinstance(value, dict) else "list" if isinstance(value, list) else _kind(value)
    return "text" if kind in ("digits", "time") else kind


def _kind(value: Any) -> str:
    if isinstance(value, bool):
        return "flag"
    if value is None:
        return "nothing"
    return kind_of_text(value) if isinstance(value, str) else "number"


def _step(key: str) -> str:
    """A name as a step of a path, in which nothing from outside can break a line or a word of ours."""
    printable = "".join(sign if sign.isprintable() else "?" for sign in key[:_LONGEST_STEP]).strip() or "?"
    return "~*" if printable == "*" else printable.replace("~", "~0").replace("/", "~1")
