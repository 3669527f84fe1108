"""Three bodies of Markdown, or three lines of sentences, made one."""

from brief.desk.merge.arrange import arrange
from brief.desk.merge.fate import Fate, decide
from brief.desk.merge.layout import set_apart
from brief.desk.merge.numbering import count_anew
from brief.desk.merge.outline import Outline
from brief.desk.merge.three import Three
from brief.models.base import Frozen
from brief.prose.sentences import split
from brief.prose.units import Unit, cut


class Clash(Frozen):
    """A sentence that both sides changed: the editor's stands. `line` is its line in the merged text.

    `ours` is tonight's, empty where we dropped it; `before` is what we had written, empty where both sides wrote anew.
    """

    line: int
    editor: str
    ours: str
    before: str


class Part(Frozen):
    """A merged body, or one merged value of the front matter; its clashes' lines count from its own first."""

    text: str
    clashes: tuple[Clash, ...] = ()
    poured: int = 0


def merge_body(base: str, mine: str, theirs: str) -> Part:
    """Three bodies, without front matter, as one."""
    return _merged(*(Outline(cut(text, by_line=False), text) for text in (base, mine, theirs)))


def merge_line(base: str, mine: str, theirs: str) -> Part:
    """Three versions of a line of plain sentences as one; nothing in it is Markdown."""
    return _merged(*(Outline(_sentences(text), text) for text in (base, mine, theirs)))


def _sentences(text: str) -> list[Unit]:
    return [Unit("sentence", text[start:end], start, end, line=1, block=1) for start, end in split(text, by_line=False)]


def _merged(base: Outline, mine: Outline, theirs: Outline) -> Part:
    three = Three(base, mine, theirs)
    fates = decide(three)
    order = arrange(three, fates)
    texts = count_anew(three, order, {name: fate.text for name, fate in fates.items()})
    text, places = set_apart(three, order, texts)
    clashes = (_clash(fates[name]._replace(text=texts[name]), text, places[name]) for name, _ in order)
    return Part(
        text=text,
        clashes=tuple(clash for clash in clashes if clash),
        poured=sum(fate.poured for fate in fates.values()),
    )


def _clash(fate: Fate, text: str, place: int) -> Clash | None:
    if fate.clash is None:
        return None
    before, ours = fate.clash
    return Clash(line=text.count("\n", 0, place) + 1, editor=fate.text, ours=ours, before=before)
