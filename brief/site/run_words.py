"""What became of a run, for readers: how it ended and how long something took, in plain words.

Owns these words. Refuses the sentence for the operator, which is in `health.json`.
"""

from brief import style
from brief.errors import DEGRADED, DONE, ChecksFailed, DiskRefused, NoSource, Refused, Unreachable
from brief.models.health import LastRun

_MINUTE, _HOUR = 60, 3600
_ENDED = {
    ChecksFailed.exit_code: "A check found a mistake, so its edition was held back.",
    NoSource.exit_code: "Too little was known for a brief, so none was published.",
    Refused.exit_code: "What it was answered could not be used, so there is no brief of it.",
    DiskRefused.exit_code: "It could not be written down, so there is no brief of it.",
    Unreachable.exit_code: "No source could be reached, so there is no brief of it.",
}


def ended(run: LastRun) -> str:
    """What came of it."""
    if run.exit in (DONE, DEGRADED):
        return "It brought an edition." if run.published else "It wrote an edition that is not published."
    return _ENDED.get(run.exit, "It was cut short, so there is no brief of it.")


def lasted(seconds: int) -> str:
    """`48 seconds`, `12 minutes`, `three hours`: in the largest unit there is one of, rounded down."""
    if seconds < _MINUTE:
        return style.plural(seconds, "second")
    if seconds < _HOUR:
        return style.plural(seconds // _MINUTE, "minute")
    return style.plural(seconds // _HOUR, "hour")


def took(ms: int) -> str:
    """`0.4 s`: what an answer took."""
    return f"{ms // 100 / 10:.1f} s"
