"""How a text is put together: brackets, bullets, spaces, sentences that end. Refuses to judge a word."""

import re
from collections.abc import Iterator

from brief.desk.checks.case import Case
from brief.desk.checks.finding import Found
from brief.desk.checks.footnotes import definitions
from brief.desk.checks.passages import Told, passages, prose, told

_BULLETS = "•◦▪●‣·–—"
_DOUBLE = re.compile(rf"^\s*(?:[{_BULLETS}]|[-*+]\s)")
_TWO_MARKS = re.compile(r"[\s>]*[-*+]\s+[-*+]\s")
_GLUED = re.compile(r"(?P<before>(?<![\w./@-])[A-Za-z][\w’'-]*[a-z)\]”\"]|\d%)[.?!](?P<after>[A-Z][a-z]+)(?!\w*[./@])")
_OPENERS = frozenset(
    re.findall(
        r"\w+",
        "The This That These Those It Its In On At A An As And But For From If When While After Before With By Of To So"
        " Not There Here They He She We You I Our Their Yet Both All Some Most Bitcoin Ethereum Solana",
    )
)
_PAIRS = {")": "(", "]": "[", "}": "{"}
_ENUMERATION = re.compile(r"(?:^|[\s;,:])(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})$")
_SMILEY = re.compile(r"[:;]-?[()]")
_CUT_OFF = re.compile(r"(?:…|\.\.\.)\s*$")
_DANGLING = re.compile(
    r"(?:\b(?:the|a|an|of|to|and|or|with|from|by|for|at|is|are|was|were|its|their|than|because|while|into|between|that)"
    r"|,)\s*$",
    re.IGNORECASE,
)
_LEAST_WORDS = 4
_TWICE = re.compile(r"\b([A-Za-z]{2,})\s+\1\b", re.IGNORECASE)
_MAY_REPEAT = frozenset({"that", "had", "is", "very", "so", "no", "many", "do", "york", "bora", "pago"})


def brackets(case: Case) -> Iterator[Found]:
    """A bracket is opened and not closed, or closed and not opened.

    Example: "Bitcoin Support Levels ($104K → $100K Psychological"
    """
    for passage in passages(case):
        text = " ".join(one.own for one in passage)
        bad = _unbalanced(_SMILEY.sub(" ", text))
        if bad:
            one = next((one for one in passage if _unbalanced(one.own)), passage[0])
            what = "closed and never opened" if bad in _PAIRS else "opened and never closed"
            yield Found(one.line, f"A “{bad}” is {what}.", "Add the other one, or take it out.", sentence=one.text)


def double_bullet(case: Case) -> Iterator[Found]:
    """List items begin with two bullets, one of them pasted in with the text.

    Example: "- •Bitcoin ETFs experienced net outflows"
    """
    items = [passage[0] for passage in passages(case) if passage[0].unit.nest and _has_two(case.body, passage[0])]
    if items:
        many = f"{len(items)} list items begin" if len(items) > 1 else "A list item begins"
        message = f"{many} with two bullets."
        yield Found(items[0].line, message, "Take the pasted ones out.", "warn", items[0].text)


def missing_space(case: Case) -> Iterator[Found]:
    """The next sentence begins right behind the full stop.

    Example: "not a breakdown of custody or exchange plumbing.The price move looked like a crash"
    """
    names = " ".join(definition.text for definition in definitions(case))
    for one in told(case):
        for found in _GLUED.finditer(one.own):
            is_sentence = not found["before"][0].isupper() or found["after"] in _OPENERS
            if is_sentence and found[0] not in names:
                message = f"There is no space in “{found[0]}”."
                yield Found(one.line, message, "Put one behind the full stop.", "warn", one.text)


def cut_off(case: Case) -> Iterator[Found]:
    """A sentence ends in the middle.

    Example: "That is, crypto adoption is still…"
    """
    for one in prose(case):
        dangling = len(one.text.split()) >= _LEAST_WORDS and _DANGLING.search(one.text)
        if _CUT_OFF.search(one.text) or (dangling and not one.own.endswith(("”", '"'))):
            end = " ".join(one.text.split()[-4:])
            yield Found(one.line, f"The sentence breaks off: “{end}”.", "Finish it, or take it out.", sentence=one.text)


def word_twice(case: Case) -> Iterator[Found]:
    """A word stands there twice in a row.

    Example: "Bitcoin funds lost the the most since August"
    """
    for one in told(case):
        for found in _TWICE.finditer(one.own):
            if found[1].lower() not in _MAY_REPEAT and not (found[1][0].isupper() and found[0].split()[1][0].isupper()):
                yield Found(one.line, f"“{found[0]}” is one word too many.", "Take one out.", "warn", one.text)


def _has_two(body: str, item: Told) -> bool:
    """Whether a list item begins with two bullets, of which Markdown may take both for its own."""
    line = body.rfind("\n", 0, item.unit.start) + 1
    return bool(_DOUBLE.match(item.text) or _TWO_MARKS.match(body[line : item.unit.start]))


def _unbalanced(text: str) -> str:
    """A bracket without its other half; empty where there is none."""
    opened: list[str] = []
    for at, sign in enumerate(text):
        if sign in _PAIRS.values():
            opened.append(sign)
        elif sign in _PAIRS and opened and opened[-1] == _PAIRS[sign]:
            opened.pop()
        elif sign in _PAIRS and not (sign == ")" and not opened and _ENUMERATION.search(text[:at])):
            return sign
    return opened[-1] if opened else ""
