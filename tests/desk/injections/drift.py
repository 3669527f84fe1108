"""A digit typed wrong somewhere in a generated post."""

import random
import re

_SENTENCE = re.compile(r"^(?:- |  )?(?:\*\*)?[A-Z].*\d", re.MULTILINE)
_DIGIT = re.compile(r"(?<!&#)(?<!&#\d)(?<!&#\d\d)\d")  # one of a sign spelled as a number is none


def mistyped(text: str, dice: random.Random) -> str | None:
    """One digit of one sentence becomes another digit."""
    body = text.index("\n---\n", 4)
    lines = [found for found in _SENTENCE.finditer(text, body) if not text.startswith("[^", found.start())]
    line = dice.choice(lines)
    at = dice.choice([digit.start() for digit in _DIGIT.finditer(text, line.start(), line.end())])
    other = dice.choice([digit for digit in "0123456789" if digit != text[at]])
    return text[:at] + other + text[at + 1 :]


INJECTIONS = {"number-drift": mistyped}
