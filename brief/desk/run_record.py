"""What a run of a night leaves written of itself: `run.json` and a line in `requests.jsonl` for each request.

Owns how the parts of a run become a record. It is no part of the edition: nothing is made from it but what an operator
is told. Refuses a key, wherever one may have got to.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from brief.models import Gap, Item, Reading
from brief.models.run import Asked, Heard, Run, SourceRun
from brief.store import Store

Scrub = Callable[[str], str]


def keep(store: Store, run: Run, asked: Iterable[Asked], scrub: Scrub) -> None:
    """Write the record of a run; requests are added to those of the day's other runs."""
    folder = store.runs_folder(run.day)
    if lines := "".join(f"{line.model_dump_json()}\n" for line in asked):
        store.write(folder / "requests.jsonl", store.requests(run.day) + scrub(lines))
    store.write(folder / "run.json", scrub(run.model_dump_json(indent=1)) + "\n")


def is_there(store: Store, day: date) -> bool:
    """Whether a run of this day has left a record."""
    return store.bytes_if_there(store.runs_folder(day) / "run.json") is not None


def of_sources(
    off: Mapping[str, str],
    asked: Sequence[Asked],
    readings: Sequence[Reading],
    items: Sequence[Item],
    gaps: Sequence[Gap],
    acknowledged: Mapping[str, str],
) -> tuple[SourceRun, ...]:
    """Each source's part of a run. `off` has every source in order, with why it may not be asked, or nothing."""
    return tuple(
        _source(
            source,
            reason,
            [line for line in asked if line.source == source],
            sum(reading.source == source for reading in readings),
            sum(item.source == source for item in items),
            [gap.why for gap in gaps if gap.source == source],
            acknowledged.get(source, ""),
        )
        for source, reason in off.items()
    )


def _source(
    source: str, off: str, asked: Sequence[Asked], readings: int, items: int, gaps: Sequence[str], expected: str
) -> SourceRun:
    heard: Heard = "gap" if gaps else "read" if asked else "off" if off else "unasked"
    return SourceRun(
        source=source,
        heard=heard,
        requests=len(asked),
        readings=readings,
        items=items,
        ms=max((line.ms for line in asked), default=0),
        why=gaps[0] if gaps else off if heard == "off" else "",
        acknowledged=expected if gaps else "",
    )
