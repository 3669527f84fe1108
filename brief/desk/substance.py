"""Which change to a published post is one of substance, and which only puts a slip of the pen right.

Readers are told of the first in a dated correction, and not of the second. The rule, sentence by sentence; the title,
the description and the excerpt count as sentences, and so do a table's rows and the footnotes:

* **Substance**: a number, day, time, unit, sign or currency is another; a footnote or link is another, more or fewer;
  a ticker or a name is another; a word is another word, was added or was dropped (above all "not", "rose" for "fell",
  "inflow" for "outflow", "million" for "billion"); a question became a statement; a sentence, row or note was added or
  taken out, or stands under another bullet's lead, another table's head or another headline than before.
* **No substance**: white space, punctuation, capital letters, Markdown, quotation marks, an article; a number spelled
  another way ("1,370" for "1370", "$1.4B" for "$1.4 billion", "four" for "4"), a month or weekday shortened; a word
  typed twice; a misspelled word put right (one letter left out, added, mistaken, or swapped with the next; two in a
  long word) or given another ending ("fund", "funds"), unless it says which way something went (`brief.desk.words`);
  two sentences joined or one divided; sections, bullets, rows, paragraphs and headlines in another order.

What is in doubt is substance: a reason asked for once too often costs a line, a changed figure nobody is told of costs
the reader's trust. Owns the rule and what changed, in words. Pure. Refuses to ask, to write, and to judge who is right.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from brief.desk.statements import Statement, Token, statements
from brief.desk.words import WATCHED, misspelled
from brief.models import Post

_ARTICLES = {"a", "an", "the"}
_NEED_ARTICLE = {"few", "little"}
_ALIKE = 0.5
"""From here on two statements are one that was changed; below, one was taken out and another added."""
_FEW = 6
"""Of so few words, one that is misspelled is too large a part."""
_RUN = 4
"""So many statements may be joined into one, or one divided into."""


class Change(NamedTuple):
    """One change of substance: `was` is empty where a statement was added, `now` where one was taken out."""

    place: str
    """`title`, `description`, `excerpt`, `as_of`, `row`, `footnote`, `text`, `html`, `code` or `other`."""
    was: str
    now: str
    why: str
    """What changed, in words."""


class _Matched(NamedTuple):
    was: Statement | None
    now: Statement | None
    order: int


def changes(before: Post, after: Post) -> list[Change]:
    """Every change of substance between two texts of one post, in the order of the later one; empty for slips only."""
    old, new = statements(before), statements(after)
    leads = {statement.lead for statement in old} & {statement.lead for statement in new}
    found = []
    for pair in _matched(old, new):
        why = _why(pair, leads)
        if why:
            statement = pair.now or pair.was
            assert statement is not None  # noqa: S101 - a pair has at least one side
            was, now = (side.words if side else "" for side in (pair.was, pair.now))
            found.append(Change(statement.group, was, now, why))
    return found


def _why(pair: _Matched, leads: set[str]) -> str:
    if pair.was is None:
        return "added"
    if pair.now is None:
        return "taken out"
    if pair.was.under != pair.now.under and {pair.was.under, pair.now.under} <= leads:
        return f"moved from {_place(pair.was)} to {_place(pair.now)}"
    return difference(pair.was, pair.now)


def _place(statement: Statement) -> str:
    return f"“{statement.under}”" if statement.under else "a place of its own"


def difference(was: Statement, now: Statement) -> str:
    """What of substance differs between two statements, in words; empty where only a slip was put right."""
    if was.notes != now.notes:
        return _listed("footnote", was.notes, now.notes)
    if was.links != now.links:
        return _listed("link", was.links, now.links)
    steps = SequenceMatcher(None, was.said, now.said, autojunk=False).get_opcodes()
    return next(filter(None, (_step(was.tokens, i, j, now.tokens, k, m) for _, i, j, k, m in steps)), "")


def _step(was: Sequence[Token], i: int, j: int, now: Sequence[Token], k: int, m: int) -> str:
    """What differs between the words from `i` to `j` and those from `k` to `m` in their place."""
    old, new = was[i:j], now[k:m]
    if _is_slip(old, new) or (not new and _typed_twice(was, i, j)) or (not old and _typed_twice(now, k, m)):
        return ""
    old, new = _without_articles(was, i, j), _without_articles(now, k, m)
    return "" if _is_slip(old, new) else _told(old, new)


def _is_slip(old: Sequence[Token], new: Sequence[Token]) -> bool:
    """Whether words in the same place are the same words but for misspelling or a blank in a wrong place."""
    if [token.said for token in old] == [token.said for token in new]:
        return True
    if any(token.is_number for token in (*old, *new)):
        return False
    if len(old) == len(new):
        return all(a.said == b.said or misspelled(a.word, b.word) for a, b in zip(old, new, strict=True))
    joined = ["".join(token.said for token in side) for side in (old, new)]
    return joined[0] == joined[1] and not any(token.said in WATCHED for token in (*old, *new))


def _typed_twice(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether the words from `start` to `end` only repeat those beside them."""
    words, length = [token.said for token in tokens[start:end]], end - start
    beside = (tokens[max(0, start - length) : start], tokens[end : end + length])
    repeated = any([token.said for token in side] == words for side in beside)
    return repeated and not any(token.is_number for token in tokens[start:end])


def _without_articles(tokens: Sequence[Token], start: int, end: int) -> list[Token]:
    """The words from `start` to `end` but for articles; "a few" and "few" are not the same."""
    following = [*(token.said for token in tokens[start + 1 : end + 1]), ""]
    return [
        token
        for token, after in zip(tokens[start:end], following, strict=False)
        if token.said not in _ARTICLES or after in _NEED_ARTICLE
    ]


def _told(old: Sequence[Token], new: Sequence[Token]) -> str:
    was, now = (" ".join(token.said for token in side) for side in (old, new))
    if {*was, *now} <= {"|", " "}:
        return "a cell was moved to another column"
    if was and now:
        return f"“{was}” became “{now}”"
    return f"“{now}” was added" if now else f"“{was}” was taken out"


def _listed(what: str, was: Sequence[str], now: Sequence[str]) -> str:
    gone, come = Counter(was) - Counter(now), Counter(now) - Counter(was)
    if gone and come:
        return f"{what} {next(iter(gone))} became {next(iter(come))}"
    return f"{what} {next(iter(come))} was added" if come else f"{what} {next(iter(gone))} was taken out"


def _matched(old: Sequence[Statement], new: Sequence[Statement]) -> list[_Matched]:
    """Each statement with the one it was or became; what says the same in the same place is left out."""
    _, left_old, left_new = _same(list(enumerate(old)), list(enumerate(new)), in_place=True)
    moved, left_old, left_new = _same(left_old, left_new, in_place=False)
    left_old, left_new = _joined(left_old, left_new)
    left_new, left_old = _joined(left_new, left_old)
    before, after = dict(left_old), dict(left_new)
    changed = [
        _Matched(before.pop(i), after.pop(k), k)
        for _, i, k in sorted(_likely(left_old, left_new))
        if i in before and k in after
    ]
    gone = [_Matched(was, None, i) for i, was in before.items()]
    come = [_Matched(None, now, k) for k, now in after.items()]
    return sorted([*moved, *changed, *gone, *come], key=lambda pair: pair.order)


_Numbered = list[tuple[int, Statement]]


def _same(old: _Numbered, new: _Numbered, *, in_place: bool) -> tuple[list[_Matched], _Numbered, _Numbered]:
    """Pairs that say the same (`in_place`: under the same lead), and what has no partner."""
    waiting: dict[object, _Numbered] = {}
    for numbered in old:
        waiting.setdefault((numbered[1].key, in_place and numbered[1].under), []).append(numbered)
    pairs, left = [], []
    for k, now in new:
        partners = waiting.get((now.key, in_place and now.under))
        if partners:
            pairs.append(_Matched(partners.pop(0)[1], now, k))
        else:
            left.append((k, now))
    return pairs, sorted(numbered for some in waiting.values() for numbered in some), left


def _joined(whole: _Numbered, parts: _Numbered) -> tuple[_Numbered, _Numbered]:
    """What is left where statements that became two or more, word for word, are taken out with those they became."""
    left, rest = [], list(parts)
    for numbered in whole:
        run = next(_runs(numbered[1], rest), None)
        if run is None:
            left.append(numbered)
        else:
            rest = [part for part in rest if part not in run]
    return left, rest


def _runs(whole: Statement, parts: _Numbered) -> Iterator[_Numbered]:
    """Neighbours that together say just what `whole` says."""
    for start in range(len(parts)):
        for end in range(start + 2, min(start + _RUN, len(parts)) + 1):
            run = parts[start:end]
            neighbours = run[-1][0] - run[0][0] == len(run) - 1
            said = tuple(word for _, part in run for word in part.said)
            notes = tuple(sorted(note for _, part in run for note in part.notes))
            links = tuple(sorted(link for _, part in run for link in part.links))
            if (
                neighbours
                and run[0][1].group == whole.group
                and (said, notes, links) == (whole.said, whole.notes, whole.links)
            ):
                yield run


def _likely(old: _Numbered, new: _Numbered) -> Iterator[tuple[float, int, int]]:
    """Pairs that may be one statement before and after; the first number is the smaller, the more alike they are."""
    for i, was in old:
        for k, now in new:
            if was.group == now.group and (alike := _alike(was, now)) >= _ALIKE:
                yield -alike - (was.under == now.under) / 10, i, k


def _alike(was: Statement, now: Statement) -> float:
    """How many of their words two statements share, from 0 to 1; short ones are compared by their letters."""
    if max(len(was.said), len(now.said)) <= _FEW:
        return SequenceMatcher(None, " ".join(was.said), " ".join(now.said), autojunk=False).ratio()
    compare = SequenceMatcher(None, was.said, now.said, autojunk=False)
    return compare.ratio() if compare.quick_ratio() >= _ALIKE else 0
