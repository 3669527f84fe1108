"""Receipts: for a figure, everything behind it, down to the place in the bytes. For `brief why` and for the page."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from brief.models import Figure, Item, Origin, Reading, Receipt, ReceiptReading, Receipts, ReceiptTree
from brief.models.figures import Provenance
from brief.models.receipt import AnswerReceipt, ItemReceipt
from brief.models.story import Story
from brief.story.freshness import freshness
from brief.write.post import Written


def receipts(story: Story, written: Written) -> Receipts:
    """The receipts of a post: every printed figure in order of appearance, then the figures those rest on."""
    names = _with_inputs(story.figures, written.printed)
    found = tuple(receipt(story, name, written.printed.get(name, ())) for name in names)
    answers = tuple(_answers(story, written))
    cited = [reading.source for one in found for reading in one.readings] + [one.source for one in answers]
    return Receipts(
        edition=story.edition,
        day=story.day,
        title=written.title,
        as_of=story.as_of,
        provenance=story.provenance,
        assumption=story.assumption,
        receipts=found,
        answers=answers,
        freshness=freshness(story),
        credits=tuple(dict.fromkeys(credit for source in cited if (credit := story.origins[source].credit))),
    )


def _answers(story: Story, written: Written) -> Iterator[AnswerReceipt]:
    """The answers of the cited sources that told what was published, and of those that are cited for no figure."""
    told = [*(story.news.fates if story.news else ()), *(story.watch.fates if story.watch else ())]
    for source in written.cited:
        items = tuple(_item(fate.item, fate.place) for fate in told if fate.place and fate.item.source == source)
        for_figures = any(source in story.figures[name].sources for name in written.printed)
        if (items or not for_figures) and (origin := story.origins[source]).sha256:
            yield AnswerReceipt(
                source=source,
                cite=origin.cite,
                page=origin.page,
                url=origin.url,
                fetched_at=origin.fetched_at,
                sha256=origin.sha256,
                provenance=origin.provenance,
                published=origin.published,
                unchanged_since=origin.unchanged.get(origin.sha256),
                items=items,
            )


def _item(item: Item, place: str) -> ItemReceipt:
    return ItemReceipt(
        title=item.title,
        outlet=item.outlet,
        link=item.link,
        at=item.at,
        sha256=item.sha256,
        path=item.path,
        stands=place,
    )


def receipt(story: Story, name: str, printed: tuple[str, ...] = ()) -> Receipt:
    """One figure's receipt. A derived figure shows the readings of everything it was computed from."""
    figure = story.figures[name]
    behind = (story.figures[n] for n in _with_inputs(story.figures, [name]))
    readings = {
        (r.source, r.sha256, r.path): (r, story.carried.get(each.name)) for each in behind for r in each.readings
    }
    return Receipt(
        figure=name,
        value=figure.value,
        unit=figure.unit,
        as_of=figure.as_of,
        provenance=_provenance(story, figure),
        printed=printed,
        formula=figure.formula or (figure.readings[0].formula if figure.readings else ""),
        inputs=figure.inputs,
        agreement=figure.agreement,
        readings=tuple(_reading(story.origins[r.source], r, night) for r, night in readings.values()),
        label=figure.detail.get("label", ""),
    )


def tree(story: Story, name: str) -> ReceiptTree:
    """One figure's receipt with its own readings only, and below it those of the figures it was computed from."""
    figure = story.figures[name]
    night = story.carried.get(name)
    own = tuple(_reading(story.origins[reading.source], reading, night) for reading in figure.readings)
    below = tuple(tree(story, each) for each in figure.inputs if each in story.figures)
    return ReceiptTree(receipt=receipt(story, name).model_copy(update={"readings": own}), below=below)


def _with_inputs(figures: Mapping[str, Figure], names: Iterable[str]) -> list[str]:
    """The names, then the figures they rest on that are not among them, however deep."""
    found = list(names)
    for name in found:
        found += [below for below in figures[name].inputs if below in figures and below not in found]
    return found


def _provenance(story: Story, figure: Figure) -> Provenance:
    if figure.stored:
        return "stored"
    if figure.readings:
        return story.origins[figure.readings[0].source].provenance
    if figure.sources and story.origins[figure.sources[0]].provenance == "by hand":
        return "by hand"
    return story.provenance


def _reading(origin: Origin, reading: Reading, night: date | None) -> ReceiptReading:
    return ReceiptReading(
        source=reading.source,
        cite=origin.cite,
        page=origin.page,
        url=reading.url,
        fetched_at=reading.fetched_at,
        sha256=reading.sha256,
        path=reading.path,
        value=reading.value,
        as_of=reading.as_of,
        formula=reading.formula,
        published=tuple(fact for fact in origin.published if fact.gave(reading.figure)),
        unchanged_since=origin.unchanged.get(reading.sha256),
        carried_from=night,
    )
