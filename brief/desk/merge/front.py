"""Front matter in three versions, merged by key, as lines of text. Never a dumped YAML.

Owns quoting, comments, and the order of keys, which are the editor's. `published` is always the editor's. A text value
is merged by sentence. Refuses what is no mapping: `read` says why.
"""

import json
import re
from typing import Any, NamedTuple

import yaml

from brief.desk.merge.body import Clash, Part, merge_line

_FENCE = re.compile(r"(?:---|\.\.\.)[ \t]*\Z")
_KEY = re.compile(
    r"(?:\"(?P<double>[^\"]+)\"|'(?P<single>[^']+)'|(?P<plain>[^\s#:'\"\-{}\[\],&*!|>%@`][^:#]*?))[ \t]*:(?=\s|\Z)"
)
_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'", re.DOTALL)
_COMMENT = re.compile(r"[ \t]+#[^\n]*\Z")
_EDITORS = "published"


class Entry(NamedTuple):
    """A key with all its lines; a comment or an empty line of its own has no key."""

    key: str
    text: str


class Front(NamedTuple):
    """The front matter's entries, between its two marks, and the text below it."""

    opening: str
    entries: tuple[Entry, ...]
    closing: str
    body: str

    @property
    def text(self) -> str:
        """The front matter as it stands in the file, to the end of its last mark's line."""
        return "".join(f"{line}\n" for line in (self.opening, *(entry.text for entry in self.entries))) + self.closing

    def get(self, key: str) -> Entry | None:
        """The entry of a key."""
        return next((entry for entry in self.entries if entry.key == key), None)


def read(text: str) -> Front | None:
    """A post's front matter and body; None where it has none, or one that is not closed."""
    opening, *lines = text.split("\n")
    end = next((n for n, line in enumerate(lines) if _FENCE.match(line)), None)
    if not re.fullmatch(r"---[ \t]*", opening) or end is None:
        return None
    body = "\n".join(lines[end + 1 :])
    closing = lines[end] + ("\n" if end + 1 < len(lines) else "")
    return Front(opening, _entries(lines[:end]), closing, body)


def why_unreadable(front: Front) -> str:
    """Why nobody can read it; empty where everybody can."""
    keys = [entry.key for entry in front.entries if entry.key]
    if twice := next((key for n, key in enumerate(keys) if key in keys[:n]), None):
        return f"it has {twice} twice"
    lines = "\n".join(entry.text for entry in front.entries)
    try:
        found = yaml.safe_load(lines)
    except yaml.MarkedYAMLError as broken:
        line = broken.problem_mark.line + 2 if broken.problem_mark else 1
        return f"line {line} is no YAML ({broken.problem})"
    except yaml.reader.ReaderError as broken:
        return f"line {lines.count(chr(10), 0, broken.position) + 2} is no YAML ({broken.reason})"
    except (yaml.YAMLError, ValueError) as broken:
        return f"it is no YAML ({' '.join(str(broken).split())})"
    return "" if isinstance(found, dict) else "it is no list of `key: value` lines"


def _entries(lines: list[str]) -> tuple[Entry, ...]:
    found: list[Entry] = []
    for line in lines:
        key = _KEY.match(line)
        if key:
            found.append(Entry(key["plain"] or key["double"] or key["single"], line))
        elif found and found[-1].key and line.strip() and not line.startswith("#"):
            found[-1] = Entry(found[-1].key, f"{found[-1].text}\n{line}")
        else:
            found.append(Entry("", line))
    return tuple(found)


def merge_front(base: Front, mine: Front, theirs: Front) -> tuple[Front, Part]:
    """The front matter of the merged post, and what the merge has to report."""
    merged: list[Entry] = []
    clashes: list[Clash] = []
    poured = 0
    for entry in mine.entries:
        part = _merge_entry(base.get(entry.key), entry, theirs.get(entry.key)) if entry.key else Part(text=entry.text)
        if part is None:
            continue
        line = 2 + sum(one.text.count("\n") + 1 for one in merged)
        merged.append(Entry(entry.key, part.text))
        clashes += [clash.model_copy(update={"line": line}) for clash in part.clashes]
        poured += part.poured
    merged = _with_new_keys(base, merged, mine, theirs)
    return mine._replace(entries=tuple(merged)), Part(text="", clashes=tuple(clashes), poured=poured)


def _merge_entry(base: Entry | None, mine: Entry, theirs: Entry | None) -> Part | None:
    """One key of the editor's; None where we dropped it and he had left it alone."""
    if mine.key == _EDITORS or theirs in (mine, base):
        return Part(text=mine.text)
    if theirs is None:
        return None if mine == base else _reported(mine, base, "")
    if mine == base:
        return Part(text=theirs.text)
    values = [_value(entry) if entry else "" for entry in (base, mine, theirs)]
    if values[1] == values[2]:
        return Part(text=mine.text)
    if base is None or not all(isinstance(value, str) for value in values):
        return _reported(mine, base, theirs.text)
    part = merge_line(*values)
    if part.text == values[1]:
        return part.model_copy(update={"text": mine.text})
    return part.model_copy(update={"text": _with_value(mine, part.text)})


def _reported(mine: Entry, base: Entry | None, ours: str) -> Part:
    clash = Clash(line=1, editor=mine.text, ours=ours, before=base.text if base else "")
    return Part(text=mine.text, clashes=(clash,))


def _value(entry: Entry) -> Any:
    """What the entry says, to YAML."""
    loaded = yaml.safe_load(entry.text)
    return next(iter(loaded.values()), None) if isinstance(loaded, dict) else None


def _with_value(entry: Entry, value: str) -> str:
    """The entry's lines with another text, quoted as it was, its comment kept."""
    key = _KEY.match(entry.text)
    assert key is not None  # noqa: S101 - an entry with a key begins with it
    head, rest = entry.text[: key.end()], entry.text[key.end() :]
    blanks = rest[: len(rest) - len(rest.lstrip())] or " "
    quoted = _QUOTED.match(rest.lstrip())
    if quoted:
        spelled = _single(value) if quoted[0].startswith("'") else _double(value)
        return head + blanks + spelled + rest.lstrip()[quoted.end() :]
    comment = _COMMENT.search(rest)
    plain = f"{head}{blanks}{value}"
    spelled = plain if "\n" not in entry.text and _reads_as(plain, value) else f"{head} {_double(value)}"
    return spelled + (comment[0] if comment else "")


def _reads_as(line: str, value: str) -> bool:
    try:
        return list(yaml.safe_load(line).values()) == [value]
    except (yaml.YAMLError, ValueError, AttributeError):
        return False


def _double(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)


def _single(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _with_new_keys(base: Front, merged: list[Entry], mine: Front, theirs: Front) -> list[Entry]:
    """Our new keys, each behind the key it follows in our text."""
    merged = list(merged)
    known = {entry.key for entry in (*base.entries, *mine.entries)} | {_EDITORS}
    before = ""
    for entry in theirs.entries:
        if entry.key and entry.key not in known:
            at = next((n for n, one in enumerate(merged, start=1) if before and one.key == before), len(merged))
            merged.insert(at, entry)
        before = entry.key or before
    return merged
