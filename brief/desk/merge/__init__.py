"""Three-way merge of a post: the editor's words stay, and tonight's figures come in. Pure.

`base` is what we wrote last, `mine` the editor's file, `theirs` tonight's text. Whoever alone changed a sentence has it
his way. Where both did and ours moved only figures, they are poured into the editor's sentence. Else his sentence
stands and the clash is reported: once, since the caller makes `theirs` the next base. What he dropped stays dropped,
what he moved stays where he put it, what he wrote stays. The words of two versions are never mixed in one sentence.

    units     `outline` puts them into their boxes, `match` says who is whom, `three` gives each one name
    rules     `fate` decides each unit, with `pour`, `spelling` (figures), `rows`, `tables`, `kin` (joined, cut in two)
    shape     `arrange` puts them in order, `layout` sets them apart
    the rest  `front` merges front matter by key, `encoding` keeps line ends and BOM, `safe` refuses
"""

from brief.desk.merge.body import Clash, merge_body
from brief.desk.merge.encoding import Encoding
from brief.desk.merge.front import merge_front, read, why_unreadable
from brief.desk.merge.safe import assure, readable
from brief.errors import Unmerged
from brief.models.base import Frozen

__all__ = ["Clash", "Merged", "merge"]


class Merged(Frozen):
    """The text to write, what a person must look at, and how many sentences of the editor's took new figures."""

    text: str
    clashes: tuple[Clash, ...] = ()
    poured: int = 0


def merge(base: str, mine: str, theirs: str) -> Merged:
    """The editor's post with tonight's changes. Raises Unmerged, with a sentence, where that is not safe."""
    if theirs in (base, mine):
        return Merged(text=mine)
    if mine == base:
        return Merged(text=theirs)
    encoding = Encoding.of(mine)
    was, now, new = (Encoding.plain(text) for text in (base, mine, theirs))
    if now == was:
        return Merged(text=encoding.write(new))
    if now == new:
        return Merged(text=mine)
    merged = _merged(was, now, new)
    assure(was, now, new, merged.text)
    return merged.model_copy(update={"text": encoding.write(merged.text)})


def _merged(base: str, mine: str, theirs: str) -> Merged:
    editors = readable(base, mine)
    ours, tonight = read(base), read(theirs)
    if ours is None or tonight is None or why_unreadable(ours) or why_unreadable(tonight):
        raise Unmerged(
            "What we wrote last, or tonight's text, has no front matter that can be read, so nothing was merged. "
            "Run again."
        )
    front, told = merge_front(ours, editors, tonight)
    body = merge_body(ours.body, editors.body, tonight.body)
    above = front.text.count("\n")
    clashes = (clash.model_copy(update={"line": clash.line + above}) for clash in body.clashes)
    return Merged(text=front.text + body.text, clashes=(*told.clashes, *clashes), poured=told.poured + body.poured)
