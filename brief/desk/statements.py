"""What a post says, one statement at a time, in a form that does not change with how it is written.

Owns the reading of a sentence as words, numbers, units, signs, notes and links: "-3.2 percent" and "−3.2%" say the
same, and so do "$1.37B" and "$1.37 billion", "four" and "4", "isn’t" and "is not". Pure. Refuses to judge a difference.
"""

import re
import unicodedata
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from brief.models import Post
from brief.prose import sentences, units
from brief.prose.units import Unit
from brief.style import clock, full_day

_REFERENCE = re.compile(r"(?<!\\)\[\^([^\]\s\\]+)\]")
_TARGET = re.compile(r"\]\(\s*<?([^)\s>]+)|(https?://[^\s<>()\"'\]]+)|(?:href|src)\s*=\s*[\"']?([^\"'\s>]+)")
_ADDRESS = re.compile(r"<?https?://[^\s<>()\"'\]]+>?")
_DELIMITERS = re.compile(r"[|:\-\s]+")
_NUMBERING = re.compile(r"^\d+[.)]\s+")
_INITIALS = re.compile(r"\b(?:[A-Za-z]\.){2,}")
_CONTRACTIONS = (
    (re.compile(r"\bcan(?:'t|not)\b", re.IGNORECASE), "can not"),
    (re.compile(r"\bwon't\b", re.IGNORECASE), "will not"),
    (re.compile(r"n't\b", re.IGNORECASE), " not"),
    (re.compile(r"'re\b", re.IGNORECASE), " are"),
    (re.compile(r"'ve\b", re.IGNORECASE), " have"),
    (re.compile(r"'ll\b", re.IGNORECASE), " will"),
)
_PIECE = re.compile(
    r"(?P<sign>(?<![\w)%])[−–+±-](?=[$€£¥]?\d))|(?P<number>\d+(?:[.,:]\d+)*(?:(?:st|nd|rd|th)\b)?)|(?P<word>[^\W\d_]+(?:'[^\W\d_]+)*)|(?P<mark>\S)"
)
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_MEANT = {"%": "%", "‰": "‰", "?": "?", "&": "and", "~": "about", "≈": "about", "|": "|"}
_ORNAMENTS = "©®™"
_SCALES = {
    **dict.fromkeys(("b", "bn"), "billion"),
    **dict.fromkeys(("m", "mn", "mln"), "million"),
    **dict.fromkeys(("t", "tn", "trn"), "trillion"),
    "k": "thousand",
}
_NAMES = (
    *(
        "January",
        "February",
        "March",
        "April",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    *("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
)
_CARDINALS = "zero one two three four five six seven eight nine ten eleven twelve"
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
_WORDS = {name.lower(): name[:3].lower() for name in _NAMES}
_WORDS |= {"sept": "sep", "tues": "tue", "thur": "thu", "thurs": "thu", "percent": "%", "pct": "%"}
_WORDS |= {word: str(n) for n, word in enumerate(_CARDINALS.split())}
_WORDS |= {word: f"{n}th" for n, word in enumerate(_ORDINALS.split(), start=1)}
_SUFFIX = re.compile(r"(?:st|nd|rd|th)$")
_HEADLINE_SHARE = 0.7


class Token(NamedTuple):
    """A word, number or mark: what it says, and the word with its letters as they stand, a name with its capital."""

    said: str
    word: str

    @property
    def is_number(self) -> bool:
        return any(sign.isdigit() for sign in self.said)


class Statement(NamedTuple):
    """One thing a post says. Two with the same group, tokens, notes and links say the same."""

    group: str
    """What it may be compared with: `title`, `description`, `excerpt`, `as_of`, or a kind of text."""
    words: str
    """What a reader sees."""
    tokens: tuple[Token, ...]
    notes: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    under: str = ""
    """What gives it its meaning besides its words: the lead of its bullet, its headline, the head of its table."""
    lead: str = ""
    """What others stand under because of it."""

    @property
    def said(self) -> tuple[str, ...]:
        return tuple(token.said for token in self.tokens)

    @property
    def key(self) -> tuple[object, ...]:
        return self.group, self.said, self.notes, self.links


def statements(post: Post) -> list[Statement]:
    """Everything a reader of a post is told, in order; how it is divided, numbered and marked up is left out."""
    return [*_front(post), *_text(post.body)]


def _front(post: Post) -> Iterator[Statement]:
    yield Statement("title", post.title, tokens(post.title))
    for group, text in (("description", post.description), ("excerpt", post.excerpt)):
        for start, end in sentences.split(text):
            yield Statement(group, text[start:end], tokens(text[start:end]))
    if post.as_of:
        hour = f", {clock(post.as_of)}" if isinstance(post.as_of, datetime) else ""
        words = f"Figures as of {full_day(post.as_of)}{hour}."
        yield Statement("as_of", words, tokens(words))


def _text(body: str) -> Iterator[Statement]:
    bullets: dict[int, str] = {}
    head, table = "", -1
    for unit in units.cut(body):
        if unit.kind in ("comment", "rule") or (unit.kind == "row" and _DELIMITERS.fullmatch(unit.text)):
            continue
        if unit.kind == "row" and unit.block != table:
            head, table = _name(unit.text), unit.block
            yield _statement(unit, lead=head)
        elif unit.kind == "row":
            yield _statement(unit, under=head)
        elif unit.nest:
            yield _bulleted(unit, bullets)
        elif unit.kind == "label":
            yield _statement(unit, lead=_name(unit.label))
        else:
            yield _statement(unit, under=_name(unit.label) if unit.kind == "sentence" else "")


def _bulleted(unit: Unit, bullets: dict[int, str]) -> Statement:
    """A statement in a list: the first of a bullet gives it its name, and stands under the bullet around its own."""
    item = unit.nest[-1].item
    if item in bullets:
        return _statement(unit, under=bullets[item])
    bullets[item] = _name(unit.bullet)
    return _statement(unit, under=bullets.get(unit.nest[-2].item, "") if unit.nest[1:] else "", lead=bullets[item])


def _statement(unit: Unit, *, under: str = "", lead: str = "") -> Statement:
    if unit.kind in ("code", "html", "other"):
        raw = " ".join(unit.text.split())
        return Statement(unit.kind, raw, (Token(raw, ""),), under=under)
    words = units.plain(unit.text)
    bare = units.plain(_ADDRESS.sub("", unit.text))
    if unit.kind == "row":
        bare = bare.strip().strip("|")
    if unit.kind in ("heading", "label"):
        bare = _NUMBERING.sub("", bare)
    return Statement(
        unit.kind if unit.kind in ("row", "footnote") else "text",
        words,
        tokens(bare),
        tuple(sorted(_REFERENCE.findall(unit.text))),
        tuple(sorted(_targets(unit.text))),
        under,
        lead,
    )


def _targets(text: str) -> Iterator[str]:
    for found in _TARGET.finditer(text):
        yield (found[1] or found[2] or found[3]).rstrip(".,;:")


def _name(text: str) -> str:
    """A lead, head or headline as others refer to it: what it says, without its number in the order."""
    return " ".join(token.said for token in tokens(_NUMBERING.sub("", units.plain(text).strip("| "))))


def tokens(words: str) -> tuple[Token, ...]:
    """The words, numbers and marks that mean something, in order; punctuation and quotes mean nothing."""
    words = unicodedata.normalize("NFC", words).replace("’", "'")
    words = _INITIALS.sub(lambda found: found[0].replace(".", ""), words)
    for short, long in _CONTRACTIONS:
        words = short.sub(long, words)
    found = list(_pieces(words))
    is_headline = _is_headline([token.word for token in found])
    first = next((i for i, token in enumerate(found) if token.word.isalpha()), -1)
    return tuple(
        token._replace(word=token.word.lower()) if (is_headline or i == first) and not token.word.isupper() else token
        for i, token in enumerate(found)
    )


def _pieces(words: str) -> Iterator[Token]:
    after_number = False
    for piece in _PIECE.finditer(words):
        if piece["sign"]:
            yield Token("−" if piece["sign"] in "−–-" else piece["sign"], "")
        elif piece["number"]:
            yield Token(_number(piece["number"]), "")
        elif piece["word"]:
            yield _word(piece["word"].replace("'", ""), after_number=after_number)
        elif (mark := _mark(piece["mark"])) is not None:
            yield Token(mark, "")
        after_number = bool(piece["number"])


def _number(digits: str) -> str:
    if _THOUSANDS.fullmatch(digits):
        return digits.replace(",", "")
    return _SUFFIX.sub("th", digits)


def _word(word: str, *, after_number: bool) -> Token:
    small = word.lower()
    said = (_SCALES.get(small) if after_number else None) or _WORDS.get(small, small)
    return Token(said, "" if said[0].isdigit() or said == "%" else word)


def _mark(sign: str) -> str | None:
    """What a single sign says; None where it is punctuation or an ornament."""
    if sign in _MEANT:
        return _MEANT[sign]
    return sign if unicodedata.category(sign) in ("Sc", "Sm", "So") and sign not in _ORNAMENTS else None


def _is_headline(words: list[str]) -> bool:
    """Whether nearly every longer word has a capital, so that a capital says nothing about a name."""
    long = [word for word in words if len(word) > 3 and not word.isupper()]
    return len(long) > 2 and sum(word[0].isupper() for word in long) >= _HEADLINE_SHARE * len(long)
