"""Why a source gave nothing, for readers: in their words, and without what only an operator can act upon.

Owns the few things that can have happened. Refuses to repeat what a source sent: the operator's own sentence, with
place and advice, is in `health.json`.
"""

import re

from brief import style

_PART = re.compile(r"(\d+) of (\d+) answers are missing: ")
_HAPPENED = (
    (r" was not asked: | was not done when ", "It was not heard before the night had to end."),
    (r" did not answer within ", "It did not answer in time."),
    (r" cannot be reached", "It could not be reached."),
    (r" broke off before ", "Its answer broke off."),
    (r" is busy \(HTTP 429\)", "It asked us to come back later."),
    (r" (?:failed|answered) (?:with HTTP |\(HTTP )5\d\d", "It had a failure of its own."),
    (r" refused us\b| challenge\b", "It would not answer us."),
)
_UNREADABLE = "Its answer could not be read."


def told(why: str, stale: int = 0) -> str:
    """What happened, in a sentence or two; `why` is the gap's own sentence, `stale` how many figures were too old."""
    if stale:
        return f"What it gave was too old to print ({style.plural(stale, 'figure')})."
    part = _PART.match(why)
    rest = why[part.end() :] if part else why
    happened = next((words for pattern, words in _HAPPENED if re.search(pattern, rest)), _UNREADABLE)
    return f"A part of its answers is missing. {happened}" if part else happened
