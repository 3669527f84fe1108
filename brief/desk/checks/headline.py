"""How long a headline may be. Owns what counts: the brief's own name in front of it does not."""

import re
from collections.abc import Iterator

from brief.desk.checks.case import Case
from brief.desk.checks.finding import Found

HEADLINE, DESCRIPTION = 80, 200
"""Characters. A search page shows about 60 of a title; ours say streak, liquidations and price, and stay below 80."""


def front_matter_length(case: Case) -> Iterator[Found]:
    """The title or the description is longer than search pages and feeds show.

    Example: a title of 130 characters, whose second half no reader of a search page sees.
    """
    title = case.front.get("title")
    if isinstance(title, str):
        headline = _headline(title, case.name)
        if len(headline) > HEADLINE:
            message = f"The headline has {len(headline)} characters; {HEADLINE} are shown."
            yield Found(case.line_of("title"), message, "Shorten it; 64 fit everywhere.", "warn", headline)
    description = case.front.get("description")
    if isinstance(description, str) and len(description) > DESCRIPTION:
        message = f"The description has {len(description)} characters; {DESCRIPTION} are shown."
        yield Found(case.line_of("description"), message, "Shorten it to one sentence.", "warn", description)


def _headline(title: str, name: str) -> str:
    """The title without the brief's own name in front, which the file's name repeats."""
    first, dash, rest = re.sub(r"\s+[–—-]\s+", "\n", title, count=1).partition("\n")
    slug = re.sub(r"[^a-z0-9]+", "-", first.lower()).strip("-")
    return rest if dash and slug in name.lower() else title
