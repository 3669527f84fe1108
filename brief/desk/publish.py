"""Publishing a post, taking it back, and bringing out what was changed since: the editor's three commands.

Owns the order of things: checks, then the reason for a change of substance, then the whole site put together, then the
post's file, then what goes with it, then the site. Refuses to publish over a failed check, and to let a published post
say something else without a correction that says why.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from brief.config import Config
from brief.desk import correction_words, corrections, handing, posts, yesterday
from brief.desk.building import build_site, put_together, show
from brief.desk.checks import Finding
from brief.desk.gate import refuse_failures, refuse_unclean, remarks, shortened
from brief.desk.inspect import inspect
from brief.desk.journal import sha256
from brief.desk.published import changed, last_published
from brief.desk.readers import Given
from brief.desk.substance import Change
from brief.desk.unfinished import Plan
from brief.errors import Changed, WrongUsage
from brief.models import Correction, Corrections
from brief.store import Store
from brief.style import clock, full_day, plural
from brief.write.escape import clean
from brief.write.front_matter import publish as flipped
from brief.write.front_matter import read_post, stamp, withdraw

__all__ = [
    "Done",
    "GoesWith",
    "build_site",
    "publish_post",
    "publish_text",
    "unpublish_post",
]

Ask = Callable[[str], str]
"""Shows what changed and returns the reason that readers will see; empty where there is nobody to ask."""

_TOLD = 5
"""How many changes are shown to somebody who is asked for a reason."""


class Done(NamedTuple):
    """What was done, and which files the site was built without."""

    said: tuple[str, ...]
    left_out: tuple[str, ...]


class GoesWith(NamedTuple):
    """What is written with a text that brings new figures: our own text it is merged from, and the record of both."""

    base: str
    files: Mapping[str, str]
    """By path below `content/`."""


class _Text(NamedTuple):
    """What a post is going to say, and what readers have of it."""

    edition: str
    raw: bytes
    """Its file as it is."""
    text: str
    before: str | None
    changes: list[Change]


def nobody(_: str) -> str:
    """There is no one at the terminal."""
    return ""


def publish_post(
    store: Store,
    config: Config,
    edition: str,
    *,
    at: datetime,
    reason: str = "",
    ask: Ask = nobody,
    if_clean: bool = False,
) -> Done:
    """Publish a post's file as it stands if no check fails, and build the site.

    What was changed in a published post becomes a correction where it is of substance: that needs a `reason`.
    `if_clean` publishes only what nobody need look at: no warning, no clash, nothing withdrawn.
    """
    settled = posts.settle(store, edition, at=at)
    text = store.read_text(store.post_path(edition), "post")
    before = last_published(store, edition, text)
    findings = [] if if_clean and before == text else inspect(store, config, edition, text)
    if not if_clean:
        refuse_failures(edition, findings)
    found = _Text(edition, text.encode(), text, before, changed(edition, before, text))
    if if_clean and before != text:
        refuse_unclean(store, edition, findings, found.changes)
    done = _bring_out(store, found, at=at, reason=_reason(found, reason, ask), did="publish")
    return done._replace(said=(*settled, *remarks(findings), *done.said))


def publish_text(
    store: Store,
    edition: str,
    text: str,
    findings: Sequence[Finding],
    *,
    raw: bytes,
    at: datetime,
    reason: str,
    goes_with: GoesWith,
) -> Done:
    """Publish `text` in place of the file's `raw`, as a correction where it says something else."""
    refuse_failures(edition, findings)
    before = last_published(store, edition, raw.decode())
    found = _Text(edition, raw, text, before, changed(edition, before, text))
    done = _bring_out(store, found, at=at, reason=reason, did="correct", goes_with=goes_with)
    return done._replace(said=(*remarks(findings), *done.said))


def unpublish_post(store: Store, edition: str, *, at: datetime) -> Done:
    """Take a post back: its file says so, its receipts are a draft's again, the site is built without it."""
    text = store.read_text(store.post_path(edition), "post")
    was_shown = read_post(edition, text).published
    withdrawn = withdraw(text)
    with put_together(store, given=Given(edition, withdrawn, corrections.read(store, edition))) as made:
        settled = posts.write(store, edition, expected=text.encode(), new=withdrawn.encode(), did="unpublish", at=at)
        yesterday.take_back(store, edition)
        handing.move_receipts(store, edition, shown=False)
        handing.drop(store, edition)
        show(store, made)
    said = f"{edition} is withdrawn." if was_shown else f"{edition} is not published; nothing of it was changed."
    return Done((*settled, said), made.notes)


def _bring_out(
    store: Store, found: _Text, *, at: datetime, reason: str, did: str, goes_with: GoesWith | None = None
) -> Done:
    """Publish a checked text, once the site can be built with it: its correction, the post, what goes with it."""
    edition, record = found.edition, corrections.read(store, found.edition)
    text, record = _corrected(found, record, at, reason) if found.changes else (_stamped(found), record)
    receipts = _new_receipts(store, edition, goes_with)
    coming = goes_with.files if goes_with else {}
    with put_together(store, given=Given(edition, text, record, receipts, coming)) as made:
        if found.changes:
            corrections.keep(store, record)
        plan = None
        if goes_with:
            plan = Plan(before=sha256(found.raw), post=text, base=goes_with.base, files=goes_with.files)
        handing.begin(store, edition, text)
        try:
            settled = posts.write(
                store, edition, expected=found.raw, new=text.encode(), did=did, at=at, reason=reason, plan=plan
            )
        except Changed:
            handing.drop(store, edition)
            raise
        handing.hand_over(store, edition, text)
        show(store, made)
    return Done((*settled, _outcome(found, text, record)), made.notes)


def _corrected(found: _Text, record: Corrections, at: datetime, reason: str) -> tuple[str, Corrections]:
    """The text with its correction, and the record with it."""
    reworded = correction_words.reworded(found.changes)
    body = read_post(found.edition, found.text).body
    noted = correction_words.noted(found.text, body, at=at, reason=reason, changes=reworded)
    text = stamp(flipped(noted), at)
    correction = Correction(
        at=at, reason=correction_words.sentence(reason), changes=reworded, sha256=sha256(text.encode())
    )
    before = read_post(found.edition, found.before or found.text)
    return text, corrections.with_one_more(record, before, correction)


def _stamped(found: _Text) -> str:
    """The text, published; with the time of its last correction, whatever became of that line."""
    text = flipped(found.text)
    last = read_post(found.edition, found.before).corrected if found.before is not None else None
    return stamp(text, last) if last and read_post(found.edition, text).corrected != last else text


def _outcome(found: _Text, text: str, record: Corrections) -> str:
    if found.changes:
        one = record.corrections[-1]
        return f"{found.edition} is published with a correction of {full_day(one.at)}, {clock(one.at)}: {one.reason}"
    if found.before not in (None, text):
        return f"{found.edition} is published; what changed in it needs no correction."
    return _done(found.edition)


def _done(edition: str) -> str:
    return f"{edition} is published."


def _reason(found: _Text, reason: str, ask: Ask) -> str:
    """Why a published post says something else now."""
    if not found.changes or clean(reason):
        return reason
    changes = correction_words.reworded(found.changes)
    shown = [f"  {shortened(one.was) or '(nothing)'}\n  → {shortened(one.now) or '(nothing)'}" for one in changes]
    more = [f"  and {plural(len(shown) - _TOLD, 'more change')}"] if len(shown) > _TOLD else []
    told = "\n".join([f"{found.edition} is published, and this is not what readers have:", *shown[:_TOLD], *more])
    if answer := clean(ask(told)):
        return answer
    raise WrongUsage(
        f"{told}\nIt becomes a correction, so say why, in a sentence that readers will see: "
        f'brief publish {found.edition[:10]} --reason "..."'
    )


def _new_receipts(store: Store, edition: str, goes_with: GoesWith | None) -> str | None:
    """The receipts that readers are going to have: those of the text that comes, or the draft's."""
    path = store.receipts_folder(edition, draft=True) / "receipts.json"
    coming = goes_with.files.get(path.relative_to(store.content).as_posix()) if goes_with else None
    return coming or store.text_if_there(path)
