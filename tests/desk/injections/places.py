"""Where a defect can be put into a generated post: below a sentence, between two blocks, into a line, into the end."""

import random
import re
from datetime import date

_SENTENCE = re.compile(r"^(?P<bullet>- |  )?(?:\*\*)?[A-Z“].*[.!?](?:\[\^[\w-]+\])*$", re.MULTILINE)
_BLOCK = re.compile(r"(?<=\n\n)(?=\S)")
_INSIDE = re.compile(r"\| |  |\[\^|- ")


def day_of(text: str) -> date:
    """The post's own day."""
    return date.fromisoformat(re.findall(r"^date: (\S{10})", text, re.MULTILINE)[0])


def body_start(text: str) -> int:
    return text.index("\n---\n", 4) + len("\n---\n")


def notes_start(text: str) -> int:
    """Where the footnotes begin."""
    return text.index("\n[^", body_start(text))


def sentences(text: str) -> list[re.Match[str]]:
    """The lines that hold a sentence, between front matter and footnotes."""
    return list(_SENTENCE.finditer(text, body_start(text), notes_start(text)))


def with_sentence(text: str, dice: random.Random, *added: str) -> str:
    """The text with sentences, each on a line of its own below a random sentence."""
    for sentence in added:
        line = dice.choice(sentences(text))
        indent = "  " if line["bullet"] else ""
        text = f"{text[: line.end()]}\n{indent}{sentence}{text[line.end() :]}"
    return text


def with_block(text: str, dice: random.Random, *added: str) -> str:
    """The text with blocks, in their order, between two blocks of the body."""
    ends = [found.start() for found in _BLOCK.finditer(text, body_start(text) + 1, notes_start(text) + 2)]
    places = [at for at in ends if not _INSIDE.match(text, at)]
    at = dice.choice(places)
    return text[:at] + "".join(f"{block}\n\n" for block in added) + text[at:]


def with_note(text: str, label: str, definition: str) -> str:
    """The text with one footnote more."""
    return f"{text.rstrip()}\n\n[^{label}]: {definition}\n"


def replaced(text: str, pattern: str, by: str, dice: random.Random, *, start: int = 0, end: int = -1) -> str | None:
    """The text with one random match of a pattern rewritten; None where there is none."""
    found = list(re.compile(pattern, re.MULTILINE).finditer(text, start, len(text) if end < 0 else end))
    if not found:
        return None
    one = dice.choice(found)
    return text[: one.start()] + one.expand(by) + text[one.end() :]


def in_body(text: str, pattern: str, by: str, dice: random.Random) -> str | None:
    """The same between front matter and footnotes."""
    return replaced(text, pattern, by, dice, start=body_start(text), end=notes_start(text))


def word(dice: random.Random) -> str:
    """A made-up word, so that no two posts are the same."""
    return "".join(dice.choice("bdfgklmnprstv") + dice.choice("aeiou") for _ in range(3))


def dollars(dice: random.Random) -> str:
    return rf"\${dice.randrange(11, 990)}.{dice.randrange(1, 10)} million"


def percent(dice: random.Random) -> str:
    return f"{dice.randrange(1, 40)}.{dice.randrange(1, 10)}%"
