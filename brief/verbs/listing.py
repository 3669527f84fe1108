"""Which verbs there are, where each is defined, and what the list of them says. Refuses to import one.

The words are the first paragraph of the verb's own help; a test holds the two together.
"""

from typing import NamedTuple


class Listed(NamedTuple):
    """A verb that has not been imported: `module` in this package has it as `function`."""

    module: str
    function: str
    help: str
    in_site: bool = True
    """It works in a site folder that is there, which `--root` names."""


VERBS = {
    "backfill": Listed(
        "backfilling",
        "backfill",
        "Fill the stored series with the past, back to a day, from each SOURCE that gives it; by default from all.",
    ),
    "build": Listed("building", "build", "Build the site from the posts."),
    "catchup": Listed(
        "catching",
        "catchup",
        "Write the editions that are missing before today, from what their nights had collected.",
    ),
    "check": Listed("checking", "check", "Say what is wrong with the post of DAY, each with its line and what to do."),
    "correct": Listed(
        "nights",
        "correct",
        "Bring what the night of DAY comes to now into its published post, as a correction.",
    ),
    "diff": Listed("writes", "diff", "Show what the post of DAY says that another text does not, line by line."),
    "doctor": Listed(
        "doctor",
        "doctor",
        "Ask every SOURCE now, all of them by default, and say how each stands and what to do about it.",
    ),
    "import": Listed(
        "series",
        "import_series",
        "Take the days of FILE, a CSV with the header day,value, into the series NAME.",
    ),
    "init": Listed(
        "founding",
        "init",
        "Make DIR a new site folder that works at once, with the bundled night to begin with.",
        in_site=False,
    ),
    "lint": Listed("checking", "lint", "Check any Markdown or text brief, a post of ours or not."),
    "log": Listed(
        "writes",
        "log",
        "List every write to the post of DAY, theirs as found and ours; with N, print the text of that entry.",
    ),
    "nightly": Listed("nights", "nightly", "Collect, write, check and build one night."),
    "prune": Listed(
        "pruning",
        "prune_archive",
        "Remove from the archive what no printed figure rests on, of nights that are long past; say how large it is.",
    ),
    "publish": Listed(
        "publishing",
        "publish",
        "Check the post of DAY, publish it and build the site; a post that is published already, as it was edited "
        "since.",
    ),
    "rebuild": Listed(
        "rebuilding",
        "rebuild",
        "Make the night of DAY again, from its archive and what was known then, and say whether it is the same.",
    ),
    "series": Listed("series", "series", "List the stored series, or show NAME: its days, its holes, its revisions."),
    "serve": Listed("serving", "serve", "Preview the site on this machine, and show each edit as soon as it is saved."),
    "sources": Listed(
        "sources",
        "sources",
        "List the sources: what they fill, how well they are proven, and whether they may be asked.",
    ),
    "try": Listed(
        "sources",
        "try_source",
        "Ask one source, or read FILES as its answers, and print the readings and what was published.",
    ),
    "undo": Listed(
        "writes",
        "undo",
        "Take back the last write to the post of DAY, ours or an editor's; once more goes further back.",
    ),
    "unpublish": Listed(
        "publishing",
        "unpublish",
        "Take the post of DAY back: readers no longer have it, and cron does not publish it again.",
    ),
    "why": Listed(
        "doubts",
        "why",
        "Say where the FIGURE of DAY comes from: sources, times, hashes, places, formula. Of headlines.1 rules and "
        "rank.",
    ),
    "why-not": Listed(
        "doubts",
        "why_not",
        "Say what became of each collected item of DAY whose title holds all of WORDS: where it stands, or why "
        "nowhere.",
    ),
}
