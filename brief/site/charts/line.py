"""A line through the days that follow one another; where one is missing the line is broken, and one alone is a dot."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from brief.site.charts.frame import at
from brief.site.charts.scale import Spot


def path(spots: Sequence[Spot]) -> str:
    """The line as the `d` of an SVG path."""
    return "".join(map(_piece, _runs(spots)))


def _runs(spots: Sequence[Spot]) -> Iterator[list[tuple[Decimal, Decimal]]]:
    run: list[tuple[Decimal, Decimal]] = []
    for spot in spots:
        if spot.y is not None:
            run.append((spot.x, spot.y))
        elif run:
            yield run
            run = []
    if run:
        yield run


def _piece(run: list[tuple[Decimal, Decimal]]) -> str:
    """A moveto whose further pairs are lines; one day alone is a line to itself, which round ends make a dot."""
    places = " ".join(f"{at(x)} {at(y)}" for x, y in run)
    return f"M{places}h0" if len(run) == 1 else f"M{places}"
