"""Where sentences end. Owns abbreviations and what may follow a full stop; refuses to look at words' meaning.

A line break is white space, so that a re-wrapped paragraph has the sentences it had before. Where lines mean something
(`by_line`), one without a full stop that no program would have broken there ("Source: CoinGlass") ends what it says.
"""

import re

_BEFORE_A_NUMBER = {"jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"}
_BEFORE_A_NUMBER |= {"no", "nos", "p", "pp", "vol", "ch", "fig", "figs", "sec", "art", "para"}
_WEEKDAYS = {"mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun"}
_NEVER_LAST = {"vs", "e.g", "i.e", "cf", "approx", "ca", "mr", "mrs", "ms", "dr", "prof", "gov", "sen", "rep", "gen"}
_SOMETIMES_LAST = {"u.s", "u.k", "u.n", "e.u", "d.c", "inc", "corp", "co", "ltd", "llc", "plc", "etc", "jr", "sr"}
_SOMETIMES_LAST |= {"a.m", "p.m", "bros", "est", "st"}
_STARTERS = {"the", "it", "its", "that", "this", "these", "those", "they", "he", "she", "we", "a", "an", "in", "on"}
_STARTERS |= {"at", "but", "and", "for", "as", "by", "of", "with", "after", "before", "since", "while", "when", "if"}
_STARTERS |= {"however", "meanwhile", "still", "yet", "so", "all", "no", "not", "there", "both", "from", "to", "our"}

_NOTE = r"(?<!\\)\[\^[^\]\s\\]+\]"
_CLOSERS = r"(?:\\?[\"'”’»)\]*_`]|~~)*"
_STOP = re.compile(rf"(?:[.!?…]+{_CLOSERS}(?:\s*{_NOTE})*{_CLOSERS}(?=\s|$))|(?:[。！？]+[”’」』）]*(?:{_NOTE})*)")
_WHOLE = re.compile(r"`[^`]*`|<!--.*?-->|<[^<>\s][^<>]*>|!?\[[^\[\]]*\]\([^()\s]*\)", re.DOTALL)
_LAST_WORD = re.compile(r"[\w.’'&]*\Z")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_OPENERS = "*_\"'“‘«([\\~`"
_ENUMERATOR = re.compile(r"[\W_]*\d+\Z")
_AHEAD = 60  # characters that tell how the next sentence begins
_LINE_END = re.compile(r"[ \t]*(?:\r\n|\n|\r)[ \t]*")
_HARD_BREAK = re.compile(r"(?:(?= {2})|\\)(?= *(?:\r\n|\n|\r))")


def split(paragraph: str, *, by_line: bool = True) -> list[tuple[int, int]]:
    """The spans of a paragraph's sentences, in order, without the white space between them.

    >>> split("It fell on Nov. 3.[^a] U.S. funds lost $1.37 billion.")
    [(0, 22), (23, 53)]
    """
    breaks = [found.end() for found in _HARD_BREAK.finditer(paragraph)]
    ends = sorted({*_stops(paragraph), *breaks, *(_broken_lines(paragraph) if by_line else ()), len(paragraph)})
    spans = []
    start = 0
    for end in ends:
        first = start + len(paragraph[start:end]) - len(paragraph[start:end].lstrip())
        last = start + len(paragraph[start:end].rstrip())
        if first < last:
            spans.append((first, last))
            start = end
    return spans


def _stops(text: str) -> list[int]:
    """Behind each full stop that ends a sentence, with the quotes, brackets and footnote marks that belong to it."""
    whole = [found.span() for found in _WHOLE.finditer(text)]
    ends: list[int] = []
    for stop in _STOP.finditer(text):
        inside = any(start < stop.start() and stop.start() < end - 1 for start, end in whole)
        begun = ends[-1] if ends else 0
        if not inside and _ends_here(text[begun : stop.start()], stop[0], text[stop.end() : stop.end() + _AHEAD]):
            ends.append(stop.end())
    return ends


def _ends_here(before: str, stop: str, after: str) -> bool:
    if stop[0] in "。！？":
        return True
    next_up = after.lstrip().lstrip(_OPENERS)
    if not next_up:
        return True
    if next_up[0].islower():
        return False
    return stop[0] != "." or stop.startswith("..") or not _is_abbreviation(before, next_up)


def _is_abbreviation(before: str, next_up: str) -> bool:
    written = _LAST_WORD.search(before)
    word = written[0].lstrip(".'’") if written else ""
    if _ENUMERATOR.fullmatch(before) or word.lower() in _NEVER_LAST:
        return True
    following = _FIRST_WORD.match(next_up)
    next_word = following[0].lower() if following else ""
    if word.lower() in _BEFORE_A_NUMBER | _WEEKDAYS and next_up[0].isdigit():
        return True
    if word.lower() in _WEEKDAYS and next_word in _BEFORE_A_NUMBER:
        return True
    initial = len(word) == 1 and word.isupper()
    if initial or word.lower() in _SOMETIMES_LAST:
        return bool(next_word) and next_word not in _STARTERS
    return False


def _broken_lines(text: str) -> list[int]:
    """Line ends that no program made: the next word would have found room on the line."""
    hard: list[int] = []
    breaks = list(_LINE_END.finditer(text))
    starts = [0, *(found.end() for found in breaks)]
    ends = [*(found.start() for found in breaks), len(text)]
    lines = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    widest = max((len(line) for line in lines if len(line.split()) > 1), default=0)  # a long address may stick out
    for i, found in enumerate(breaks):
        word = re.match(r"\S*", text[found.end() :])
        room = widest - len(lines[i])
        begins = text[found.end() :].lstrip(_OPENERS)[:1]
        if word and 1 + len(word[0]) <= room and not begins.islower() and lines[i][-1:] not in ",;–—-(":
            hard.append(found.start())
    return hard
