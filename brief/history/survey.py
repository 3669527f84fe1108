"""Looking over a stored series: which days it has, which are missing, and what was said otherwise later. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from brief.history.calendar import is_session, sessions
from brief.models import Point, Unit
from brief.models.series import Sessions
from brief.models.survey import Hole, Revision, Survey


def survey(name: str, rows: Sequence[Point], kind: Sessions, unit: Unit | None = None) -> Survey:
    """What the rows of a series hold, all of them together."""
    latest: dict[date, Point] = {}
    for row in rows:
        if row.day not in latest or row.known >= latest[row.day].known:
            latest[row.day] = row
    points = tuple(latest[day] for day in sorted(latest))
    return Survey(
        name=name,
        unit=unit,
        sessions=kind,
        rows=len(rows),
        points=points,
        holes=tuple(_holes(kind, [point.day for point in points])),
        revisions=revisions(rows),
        no_sessions=tuple(point.day for point in points if not is_session(kind, point.day)),
    )


def revisions(rows: Iterable[Point]) -> tuple[Revision, ...]:
    """Every row that says another number of its day than its source had said before it, oldest known first."""
    said: dict[tuple[date, str], Point] = {}
    found = []
    for row in sorted(rows, key=lambda it: it.known):
        before = said.get((row.day, row.source))
        if before is not None and before.value != row.value:
            found.append(
                Revision(day=row.day, source=row.source, before=before.value, value=row.value, known=row.known)
            )
        said[row.day, row.source] = row
    return tuple(sorted(found, key=lambda it: (it.known, it.day)))


def _holes(kind: Sessions, days: Sequence[date]) -> Iterator[Hole]:
    """The stretches of sessions between the first and the last day that have no point."""
    if not days:
        return
    there, missing = set(days), list[date]()
    for day in sessions(kind, days[0], days[-1]):
        if day not in there:
            missing.append(day)
        elif missing:
            yield Hole(first=missing[0], last=missing[-1], sessions=len(missing))
            missing = []
    if missing:  # the last point is of no session
        yield Hole(first=missing[0], last=missing[-1], sessions=len(missing))
