"""Runs as a night writes them down, for tests of what is told of them."""

from datetime import UTC, date, datetime, time, timedelta

from brief.models import Gap
from brief.models.run import Asked, Carried, Run, SourceRun
from brief.store import Store
from brief.story import edition_id


def run_of(
    day: date,
    *read: str,
    gaps: tuple[str, ...] = (),
    exit_: int = 0,
    ms: int = 400,
    at: time = time(5, 47),
    carried: tuple[Carried, ...] = (),
    acknowledged: str = "",
    said: str = "",
    replayed: bool = False,
    why: str = "it sent no prices, at /a; look at it, its layout may have changed.",
) -> Run:
    """A live run of `day` that read some sources and has gaps of others; published where it ended well."""
    began = datetime.combine(day, at, UTC)
    silent = {name: f"{name}: {why}" for name in gaps}
    return Run(
        edition=edition_id(day),
        day=day,
        began=began,
        ended=began + timedelta(seconds=95),
        exit=exit_,
        said=said,
        version="0.1.0",
        replayed=replayed,
        published=exit_ in (0, 10),
        sources=(
            *(SourceRun(source=name, heard="read", requests=1, readings=3, ms=ms) for name in read),
            *(
                SourceRun(source=name, heard="gap", requests=1, why=said, acknowledged=acknowledged)
                for name, said in silent.items()
            ),
        ),
        gaps=tuple(Gap(source=name, fills="prices.*", why=said, name=name.title()) for name, said in silent.items()),
        carried=carried,
    )


def asked_at(run: datetime, source: str = "kraken") -> Asked:
    """A request of the run that began then."""
    return Asked(run=run, at=run, source=source, method="GET", url="https://example.org/", status=200)


def put(store: Store, run: Run, *requests: Asked) -> None:
    """On record, as the night leaves it."""
    folder = store.runs_folder(run.day)
    store.write(folder / "run.json", run.model_dump_json(indent=1) + "\n")
    if requests:
        store.write(folder / "requests.jsonl", "".join(f"{one.model_dump_json()}\n" for one in requests))
