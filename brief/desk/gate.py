"""What stops a post on its way to readers, and what is only said of it: the checks' findings, told one a line.

Owns when a post may go out: no failure for an editor, nothing at all to look at for cron. Refuses to check anything
itself.
"""

from collections.abc import Sequence

from brief.desk import posts
from brief.desk.checks import Finding
from brief.desk.substance import Change
from brief.errors import ChecksFailed
from brief.store import Store
from brief.style import plural

_SENTENCE = 90
"""Characters of a sentence that is quoted to be found again."""


def refuse_failures(edition: str, findings: Sequence[Finding]) -> None:
    """Stop where a reader would be misled: `ChecksFailed` with every failure, its line, its sentence and its remedy."""
    if failures := [finding for finding in findings if finding.severity == "fail"]:
        told = "\n".join([f"{edition} was not published: {plural(len(failures), 'failure')}.", *map(_told, failures)])
        raise ChecksFailed(told)


def refuse_unclean(store: Store, edition: str, findings: Sequence[Finding], changes: Sequence[Change]) -> None:
    """Leave to a person what a person should look at."""
    day = edition[:10]
    bad = [finding for finding in findings if finding.severity != "note"]
    aside = (store.clashes_path(edition), store.tonight_path(edition))
    why = ""
    if bad:
        many = plural(len(bad), "failure or warning", "failures and warnings")
        why = f"the checks found {many}, which `brief check {day}` lists"
    elif posts.was_withdrawn(store, edition):
        why = f"it was withdrawn, and only `brief publish {day}` brings it back"
    elif any(store.bytes_if_there(path) is not None for path in aside):
        why = f"tonight's text clashes with an editor's; look at it, then run `brief publish {day}`"
    elif changes:
        why = f"it was edited since it was published; `brief publish {day}` brings that out"
    if why:
        raise ChecksFailed(f"{edition} was left as it is: {why}.")


def remarks(findings: Sequence[Finding]) -> list[str]:
    """Warnings and notes, which stop nobody."""
    return [f"{finding.severity.title()}: {_told(finding)}" for finding in findings if finding.severity != "fail"]


def _told(finding: Finding) -> str:
    quoted = f", “{shortened(finding.sentence)}”" if finding.sentence else ""
    return f"Line {finding.line}{quoted}: {finding.message} {finding.fix}"


def shortened(words: str) -> str:
    """A sentence, or so much of it that it can be found again."""
    return words if len(words) <= _SENTENCE else f"{words[:_SENTENCE].rsplit(' ', 1)[0]} …"
