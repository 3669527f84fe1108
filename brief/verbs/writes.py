"""The verbs about what was written to a post: log lists it, undo takes it back, diff shows what differs."""

from datetime import date

import click

from brief.desk import journal, posts
from brief.desk.compare import AGAINST, Against, other_text, shown
from brief.desk.compare import diff as compare
from brief.desk.placing import is_unrecorded
from brief.desk.undo import undo as take_back
from brief.desk.whereabouts import edition_on_record
from brief.errors import DEGRADED, DONE, Unknown
from brief.report import writes
from brief.verbs.desk import Desk, of_day


@of_day
@click.argument("n", metavar="[N]", type=int, required=False)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def log(desk: Desk, day: date, n: int | None, as_json: bool) -> int:
    """List every write to the post of DAY, theirs as found and ours; with N, print the text of that entry.

    Example: brief log 2025-11-04
    """
    edition = edition_on_record(desk.store, day)
    entries = journal.entries(desk.store, edition)
    if n is None:
        writes.journal(edition, entries, as_json=as_json)
        if not as_json and is_unrecorded(desk.store, edition, posts.read(desk.store, edition)):
            click.echo(f"{edition} was edited since; the next run, or `brief undo {day}`, puts that on record.")
        return DONE
    entry = next((entry for entry in entries if entry.n == n), None)
    if entry is None:
        raise Unknown(f"The journal of {edition} has no entry {n}; `brief log {day}` lists its {len(entries)}.")
    click.echo(entry.raw, nl=False)
    return DONE


@of_day
def undo(desk: Desk, day: date) -> int:
    """Take back the last write to the post of DAY, ours or an editor's; once more goes further back.

    Example: brief undo 2025-11-04
    """
    with desk.store.lock():
        done = take_back(desk.store, edition_on_record(desk.store, day), at=desk.at)
    built = ["The site is built."] if done.built else []
    click.echo("\n".join([*done.left_out, *done.said, *built]))
    return DEGRADED if done.left_out else DONE


@of_day
@click.option(
    "--against",
    type=click.Choice(AGAINST),
    default="generated",
    show_default=True,
    help="What to compare it with: what we wrote, the edition before, or what readers have.",
)
def diff(desk: Desk, day: date, against: Against) -> int:
    """Show what the post of DAY says that another text does not, line by line.

    Example: brief diff 2025-11-04 --against previous
    """
    edition = edition_on_record(desk.store, day)
    found = posts.read(desk.store, edition)
    if found is None:
        raise Unknown(f"{edition} has no file; `brief undo {day}` brings back its last text.")
    name, other = other_text(desk.store, edition, against)
    writes.difference(compare(name, other, f"_posts/{edition}.md", shown(found)))
    return DONE
