"""Number drift: each number of a sentence against the figures that the sentence printed when we wrote it.

Owns what an editor may do with a number: leave it, round it as a person would (`rounding`), take it out, move it to
another sentence, or vouch for one of his own, with a footnote of his own or with "(editor: why)" behind it, which
readers see. Everything else is a failure that names the figure, its value and its source.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from brief.desk.checks.case import Case
from brief.desk.checks.finding import Found
from brief.desk.checks.rounding import same_kind, stands_for
from brief.desk.merge.match import match
from brief.models.written import PrintedFigure, WrittenPost, WrittenSentence
from brief.prose import days, numbers, units
from brief.prose.numbers import Number
from brief.style import MONTHS

_REFERENCE = re.compile(r"(?<!\\)\[\^([^\]\s\\]+)\](?!:)")
_DEFINED = re.compile(r"(?<!\\)\[\^([^\]\s\\]+)\]:")
_VOUCHED = re.compile(r"\(editor: *[^()]*\w[^()]*\)")
_MISTYPED = re.compile(r"(?<![\d.,])0\d")
"""As in "Nov. 4, 0025": nobody spells a figure so, whatever its value."""
_DIGITS = re.compile(r"\d+")
_TARGET = re.compile(r"\]\((https?://[^)\s]+)\)")
_OURS_TO_THE_DIGIT = ("date", "as_of", "edition")
_WITH_FIGURES = ("title", "description", "excerpt")
_AFTER_A_MONTH = re.compile(rf"\b(?:{'|'.join(name.rstrip('.') for name in MONTHS)})[a-z]*\.?\s$")
_NEEDS_NO_FIGURE = ("day", "time of day", "length", "year", "word")
_KIND = {"time": "length", "ordinal": "count"}
_COUNTS = {"word", "count", "length"}
_VOUCH = "or cite a source of your own for it with a new footnote, or say why behind it: (editor: ...)"


class Token(NamedTuple):
    """One thing in a sentence that a wrong digit makes false. Two are the same where kind and key are."""

    start: int
    kind: str
    key: tuple[object, ...]
    text: str
    number: Number | None = None


class Line:
    """A sentence of the post beside the one of ours in whose place it stands; `before` is empty where it is new."""

    def __init__(self, number: int, now: str, before: str, figures: Sequence[PrintedFigure] = ()) -> None:
        self.number = number
        self.now, self.before = units.plain(now), units.plain(before)
        self.figures = figures
        own = set(_REFERENCE.findall(now)) - set(_REFERENCE.findall(before))
        self.vouched = bool(own or _VOUCHED.search(now))

    @cached_property
    def ours(self) -> list[Token]:
        return tokens(self.before)

    @cached_property
    def theirs(self) -> list[Token]:
        return tokens(self.now)

    @cached_property
    def gone(self) -> list[Token]:
        """What our sentence says and the editor's no longer does."""
        return _beyond(self.ours, self.theirs)

    @cached_property
    def retouched(self) -> bool:
        """Whether nothing but its numbers is different: then each number stands in the place of one of ours."""
        alike = _without(self.now, self.theirs) == _without(self.before, self.ours)
        return alike and len(self.ours) == len(self.theirs)


def number_drift(case: Case) -> Iterator[Found]:
    """A number is not, at the precision printed, the figure its sentence printed when it was written.

    Example: "Bitcoin funds lost $185.6 million", where the figure is $186.5 million (Farside Investors).
    """
    written = case.evidence.written
    if written is None:
        return
    yield from _to_the_digit(case, written)
    everywhere = [figure for line in written.sentences for figure in line.figures]
    yield from _addresses(case, written)
    for line in (*_front_matter(case, written), *_body(case, written)):
        if line.now.split() != line.before.split() and not line.vouched:
            yield from _departures(line, everywhere)


def _departures(line: Line, everywhere: Sequence[PrintedFigure]) -> Iterator[Found]:
    if line.retouched:
        for ours, theirs in zip(line.ours, line.theirs, strict=True):
            own = [narrow for figure in line.figures if (narrow := _narrowed(figure, ours))]
            if not _same(ours, theirs) and not _is_one_of(theirs, own):
                yield _departed(line, theirs, own or _meant(theirs, line.figures), [ours])
        return
    for token in _beyond(line.theirs, line.ours):
        if _is_one_of(token, everywhere):
            continue
        replaced = [old for old in line.gone if old.kind == token.kind]
        if replaced or token.kind not in _NEEDS_NO_FIGURE:
            yield _departed(line, token, _meant(token, line.figures), replaced)


def _departed(line: Line, token: Token, meant: Sequence[PrintedFigure], replaced: Sequence[Token]) -> Found:
    figure = meant[0] if meant else None
    if figure:
        was = f"{figure.figure} is {figure.spelling}{f' ({figure.source})' if figure.source else ''}"
        fix = f"Write {figure.spelling}, {_VOUCH}."
    elif replaced:
        was = f"the sentence had {replaced[0].text} when it was written"
        fix = f"Write {replaced[0].text}, {_VOUCH}."
    else:
        was = "no figure of this edition is that"
        fix = f"Correct it, {_VOUCH}."
    return Found(
        line=line.number,
        sentence=line.now,
        figure=figure.figure if figure else "",
        message=f"The sentence says {token.text}; {was}.",
        fix=fix,
    )


def _meant(token: Token, figures: Sequence[PrintedFigure]) -> list[PrintedFigure]:
    """The figures a mistyped number can have been: those of its kind, the nearest in value first."""
    number = token.number
    if number is None:
        return []
    fit = [figure for figure in figures if figure.values and same_kind(number, figure)]
    return sorted(fit, key=lambda figure: min(abs(abs(value) - abs(number.value)) for value in figure.values))


def _is_one_of(token: Token, figures: Sequence[PrintedFigure]) -> bool:
    if token.number is None or _MISTYPED.search(token.text):
        return False
    return any(stands_for(token.number, figure) for figure in figures)


def _narrowed(figure: PrintedFigure, ours: Token) -> PrintedFigure | None:
    """The figure with those of its values that our number stands for: one end of a range is not the other."""
    spellings = re.split(r" to ", figure.spelling)
    if len(figure.values) != len(spellings) or len(spellings) < 2:
        return figure if _is_one_of(ours, [figure]) else None
    ends = zip(spellings, figure.values, strict=True)
    parts = (figure.model_copy(update={"spelling": spelling, "values": (value,)}) for spelling, value in ends)
    return next((part for part in parts if _is_one_of(ours, [part])), None)


def tokens(sentence: str) -> list[Token]:
    """The numbers, days, times of day and other digits of a plain sentence, in its order."""
    found = [_token(number, sentence) for number in numbers.find(sentence)]
    for day in days.find(sentence):
        found.append(Token(day.start, "day", (day.month, day.day), day.text))
        if day.year:
            found.append(Token(day.start, "year", (day.year,), day.text))
    found += [Token(time.start, "time of day", (time.text,), time.text) for time in days.find_times(sentence)]
    rest = _without(sentence, found)
    found += [Token(sentence.rfind(digits), "digits", (digits,), digits) for digits in _DIGITS.findall(rest)]
    return sorted(found, key=lambda token: token.start)


def _token(number: Number, sentence: str) -> Token:
    if _AFTER_A_MONTH.search(sentence[: number.start]):  # "June 42" is no day, and no figure either
        return Token(number.start, "digits", (number.text,), number.text)
    counts = number.unit in ("count", "ordinal")
    kind = "word" if number.word and counts else _KIND.get(number.unit, number.unit)
    return Token(number.start, kind, (number.value, number.coin), number.text, number)


def _without(sentence: str, found: Sequence[Token]) -> str:
    """The sentence's words, the tokens taken out."""
    for token in found:
        end = token.start + len(token.text)
        sentence = sentence[: token.start] + "\x00" * len(token.text) + sentence[end:]
    return " ".join(sentence.replace("\x00", "").split())


def _beyond(some: Sequence[Token], others: Sequence[Token]) -> list[Token]:
    """The tokens that the others do not have, or have less often."""
    left, beyond = list(others), []
    for token in some:
        twin = next((other for other in left if _same(token, other)), None)
        if twin is None:
            beyond.append(token)
        else:
            left.remove(twin)
    return beyond


def _same(token: Token, other: Token) -> bool:
    """Whether they say the same: "four" is 4, and "4th" is "fourth"."""
    return token.key == other.key and (token.kind == other.kind or {token.kind, other.kind} <= _COUNTS)


def _to_the_digit(case: Case, written: WrittenPost) -> Iterator[Found]:
    """Day, time and edition of the front matter and our footnotes are ours, to the digit."""
    ours = _front_lines(written)
    for key, value, number in _keys(case):
        before = ours[key].text.partition(":")[2].strip() if key in ours else value
        if key in _OURS_TO_THE_DIGIT and _DIGITS.findall(value) != _DIGITS.findall(before):
            message = f"The front matter says {key}: {value}; it was written as {before}."
            yield Found(line=number, sentence=value, message=message, fix=f"Write {key}: {before}.")
    notes = {_label(line.text): line.text for line in written.sentences if _label(line.text)}
    for unit in case.units:
        label = _label(unit.text) if unit.kind == "footnote" else ""
        if label in notes and _DIGITS.findall(unit.text) != _DIGITS.findall(notes[label]):
            message = f"A number or an address in the footnote {label} is not as it was written."
            fix = "Put it back, or cite your own source under a label of your own."
            yield Found(line=case.line(unit), sentence=unit.text, message=message, fix=fix)


def _addresses(case: Case, written: WrittenPost) -> Iterator[Found]:
    """A link of ours whose digits are others leads elsewhere; an editor's own link is his."""
    ours = {target for line in written.sentences for target in _TARGET.findall(line.text)}
    alike = {_DIGITS.sub("", target): target for target in ours}
    for unit in case.units:
        for target in _TARGET.findall(unit.text) if unit.kind not in ("footnote", "comment") else ():
            if target not in ours and (before := alike.get(_DIGITS.sub("", target))):
                message = f"A link leads to {target}; it was written as {before}."
                yield Found(line=case.line(unit), sentence=unit.text, message=message, fix=f"Write {before}.")


def _label(line: str) -> str:
    """The label a footnote's definition begins with; empty for any other line."""
    found = _DEFINED.match(line)
    return found[1] if found else ""


def _front_matter(case: Case, written: WrittenPost) -> Iterator[Line]:
    """The lines of the front matter that print figures, each beside ours."""
    ours = _front_lines(written)
    for key, value, number in _keys(case):
        if key in _WITH_FIGURES and key in ours:
            yield Line(number, value, ours[key].text.partition(":")[2].strip(), ours[key].figures)


def _keys(case: Case) -> Iterator[tuple[str, str, int]]:
    """Key, value as written and line of each line of the front matter."""
    for number, line in enumerate(case.front_text.splitlines(), start=2):
        key, _, value = line.partition(":")
        yield key.strip("\"' "), value.strip(), number


def _front_lines(written: WrittenPost) -> dict[str, WrittenSentence]:
    lines = written.sentences[1 : _end_of_front(written)]
    return {line.text.partition(":")[0]: line for line in lines}


def _end_of_front(written: WrittenPost) -> int:
    marks = [number for number, line in enumerate(written.sentences) if line.text == "---"]
    return marks[1] if len(marks) > 1 else 0


def _body(case: Case, written: WrittenPost) -> Iterator[Line]:
    """Every sentence of the body beside the one of ours it stands for, wherever it was moved to."""
    ours = written.sentences[_end_of_front(written) + 1 :]
    base = units.cut("\n".join(line.text for line in ours))
    found = match(base, case.units)
    for i, unit in enumerate(case.units):
        before = base[found[i]] if i in found else None
        if unit.kind in ("comment", "rule", "code", "html", "footnote"):
            continue
        shown = units.plain(before.text) if before else ""
        figures = [figure for figure in ours[before.line - 1].figures if figure.spelling in shown] if before else []
        yield Line(case.line(unit), unit.text, before.text if before else "", figures)
