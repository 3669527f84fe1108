"""One footnote a source: what it is, whose, when it was asked, where a reader can look, and its receipt.

Refuses to name a vendor for a number it did not publish: a reconstructed source is cited to its publications.
"""

from collections.abc import Iterable

from brief import style
from brief.models import Figure, Origin, Published
from brief.models.story import Story
from brief.write import escape


def definitions(story: Story, cited: Iterable[str], printed: Iterable[str], receipts_url: str) -> list[str]:
    """The footnote definitions in order of first citation, one line each."""
    names = list(printed)
    return [_definition(story, story.origins[source], names, receipts_url) for source in cited]


def _definition(story: Story, origin: Origin, printed: list[str], receipts_url: str) -> str:
    receipt = _receipt(story, origin.source, printed, receipts_url)
    parts = [f"[^{origin.source}]: {_whose(story, origin, printed)}"]
    if first := story.spans.get(origin.source):
        parts.append(f"Series from {style.full_day(first)}.")
    return " ".join([*parts, receipt])


def _whose(story: Story, origin: Origin, printed: list[str]) -> str:
    title, cite, page = escape.text(origin.title), escape.text(origin.cite), escape.autolink(origin.page)
    linked = story.links
    reports = [f for f in origin.published if f.url in linked or _prints(story, origin.source, f, printed)]
    told = "; ".join(_report(fact) for fact in reports or origin.published)
    if origin.provenance == "by hand":
        return f"{title}: {told}."
    if origin.provenance == "reconstructed":
        return f"{title[:1].upper()}{title[1:]}: reconstructed from {told}."
    if origin.provenance == "specimen":
        return f"Invented figures, in the place of {title}: {told}."
    if origin.provenance == "stored":
        failed = any(gap.source == origin.source for gap in story.confidence.missing)
        return f"{cite}, {title}, from the stored series ({'no answer' if failed else 'not asked'} that night). {page}"
    when, did = origin.fetched_at, "checked" if origin.unchanged else "retrieved"
    return f"{cite}, {title}, {did} {style.full_day(when)}, {style.clock(when)}. {page}"


def _report(published: Published) -> str:
    words = [escape.text(published.publication)]
    if published.day:
        words.append(style.full_day(published.day))
    note = f" ({escape.text(published.note)})" if published.note else ""
    return ", ".join([*words, escape.autolink(published.url)]) + note


def _prints(story: Story, source: str, fact: Published, printed: list[str]) -> bool:
    """Whether the post prints a figure of this source that the publication gave, directly or through a formula."""
    return any(map(fact.gave, _behind(story, source, printed)))


def _behind(story: Story, source: str, printed: list[str]) -> set[str]:
    """The names of the source's own figures that stand behind what is printed."""
    found: set[str] = set()
    queue = [name for name in printed if name in story.figures]
    while queue:
        figure: Figure = story.figures[queue.pop()]
        found |= {reading.figure for reading in figure.readings if reading.source == source}
        queue += [name for name in figure.inputs if name in story.figures and name not in found]
    return found


def _receipt(story: Story, source: str, printed: list[str], receipts_url: str) -> str:
    """A link to the receipt of the source's first printed figure; of one without, to that of its answer."""
    first = next((name for name in printed if source in story.figures[name].sources), "")
    answer = f"#src-{source}" if story.origins[source].sha256 else ""
    anchor = f"#{anchor_of(first)}" if first else answer
    return f"[Receipt]({receipts_url}{anchor})"


def anchor_of(figure: str) -> str:
    """The HTML id of a figure's receipt."""
    return "fig-" + figure.replace(".", "-")
