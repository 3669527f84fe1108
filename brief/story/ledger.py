"""The night's figures and stored series at one desk, and the derived figures made from them.

Owns the rule that a derived figure names its formula, its inputs and the sources to cite. Refuses to derive across a
missing input: callers ask first and get None.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Context, Decimal

from brief.models import Agreement, Figure, Origin, Reading, Series, Snapshot, Unit, as_of_text, day_of, instant_of
from brief.models.blocks import Vendor
from brief.models.series import Made

_DIGITS = Context(prec=12)
"""A quotient is kept to this many digits: far finer than anything is printed, and no row of thirds."""
_LISTED = 8
"""Up to so many stored points are named one by one; of more, a receipt names the stretch and its hash."""


UNCHECKED = Agreement()


class Ledger:
    """Looks up what the night knows and keeps what is derived from it, by name."""

    def __init__(self, snapshot: Snapshot, series: Mapping[str, Series]) -> None:
        self.snapshot = snapshot
        self._series = series
        self.derived: dict[str, Figure] = {}
        self.spans: dict[str, date] = {}

    def figure(self, name: str) -> Figure | None:
        """A figure of the night; None where it has none."""
        return self.snapshot.figures.get(name)

    def under(self, prefix: str) -> dict[str, Figure]:
        """The night's figures whose name starts with `prefix`, by the rest of their name."""
        found = self.snapshot.figures.items()
        return {name.removeprefix(prefix): figure for name, figure in found if name.startswith(prefix)}

    def series(self, name: str) -> Series | None:
        """A stored series with at least one point, as this edition may know it."""
        series = self._series.get(name)
        return series if series and series.points else None

    def series_under(self, prefix: str) -> list[Series]:
        """The stored series whose name starts with `prefix`, as this edition may know them."""
        return [series for name, series in self._series.items() if name.startswith(prefix) and series.points]

    def is_carried(self, figure: Figure) -> bool:
        """Whether an earlier edition gave it, as its source failed tonight."""
        return figure.name in self.snapshot.carried

    def own_series(self, figure: Figure) -> Series | None:
        """The stored series of a figure, where its last point is this very value by this very source.

        Where another vendor stands in for the one whose series it is, nothing may be compared; nor may a figure that
        an earlier edition gave.
        """
        series = self.series(figure.name)
        if series is None or not figure.readings or self.is_carried(figure):
            return None
        last, reading = series.points[-1], figure.readings[0]
        same = (last.day, last.value, last.source) == (day_of(figure.as_of), figure.value, reading.source)
        return series if same else None

    def own_series_of_day(self, figure: Figure) -> Series | None:
        """The same for a figure of an instant, whose day in the series may have been read more than once: the vendor
        alone must be the same."""
        series = self.series(figure.name)
        if series is None or not figure.readings or self.is_carried(figure):
            return None
        last = series.points[-1]
        return series if (last.day, last.source) == (day_of(figure.as_of), figure.readings[0].source) else None

    def rest_on(self, series: Series) -> None:
        """Note that a sentence rests on this series, so that its footnote says since when it runs."""
        for source in series.sources:
            first = series.day(0)
            self.spans[source] = min(first, self.spans.get(source, first))

    def derive(
        self,
        name: str,
        value: Decimal,
        unit: Unit,
        as_of: date,
        *,
        formula: str,
        inputs: Iterable[str],
        sources: Iterable[str],
        stored: bool = False,
    ) -> Figure:
        """A figure that follows from others, kept under `name`.

        `formula` is arithmetic over names: a figure, a stored point `NAME[2025-11-03]`, a stretch of stored points
        `NAME[2025-10-29..2025-11-03]`, and functions that say what they do (`sum`, `mean`, `lowest_since`). What stands
        behind a semicolon is for people.
        """
        exact = _DIGITS.plus(value) if len(value.as_tuple().digits) > _DIGITS.prec else value
        figure = Figure(
            name=name,
            value=exact,
            unit=unit,
            as_of=as_of,
            formula=formula,
            inputs=tuple(inputs),
            sources=tuple(dict.fromkeys(sources)),
            stored=stored,
        )
        self.derived[name] = figure
        return figure

    def inputs(self, series: Series, days: Iterable[date]) -> list[str]:
        """How a receipt names the stored points a formula rests on, each with its source and when it became known:
        `etf.btc.net[2025-11-03] = -186500000 (farside-btc, known 2025-11-04T05:30:00Z)`.

        Many points are a stretch with the hash of their rows, as they stand in the series' file:
        `etf.btc.net[2024-01-11..2025-11-03] (455 rows, sha256 ...)`.
        """
        if series.made:
            return self.inputs(series.made.of, _spread_over(series.made, days))
        points = [point for day in days if (point := series.on(day))]
        if len(points) > _LISTED:
            rows = "".join(f"{p.day.isoformat()},{p.value:f},{p.source},{as_of_text(p.known)}\n" for p in points)
            digest = hashlib.sha256(rows.encode()).hexdigest()
            first, last = points[0].day, points[-1].day
            return [f"{stretch(series, first, last)} ({len(points)} rows, sha256 {digest})"]
        return [
            f"{series.name}[{p.day.isoformat()}] = {p.value:f} ({p.source}, known {as_of_text(p.known)})"
            for p in points
        ]

    def inputs_between(self, series: Series, first: date, last: date) -> list[str]:
        """The same for every stored point from `first` to `last`."""
        return self.inputs(series, [point.day for point in series.between(first, last)])

    def stored(self, name: str, series: Series, day: date, unit: Unit) -> Figure:
        """A point of a stored series as a figure of its own, cited to the source that once gave it."""
        point = series.at(day)
        self.rest_on(series)
        return self.derive(
            name,
            point.value,
            unit,
            day,
            formula=stretch(series, day, day),
            inputs=self.inputs(series, [day]),
            sources=(point.source,),
            stored=True,
        )

    def difference(self, name: str, figure: Figure, series: Series, base: date, unit: Unit) -> Figure:
        """By how much a figure is more than what a series had on a day."""
        return self._against(name, figure, series, base, figure.value - series.at(base).value, unit, "{} - {}")

    def growth(self, name: str, figure: Figure, series: Series, base: date) -> Figure:
        """The same in percent of what it had, which must be above zero."""
        value = (figure.value / series.at(base).value - 1) * 100
        return self._against(name, figure, series, base, value, "percent", "({} / {} - 1) * 100")

    def _against(
        self, name: str, figure: Figure, series: Series, base: date, value: Decimal, unit: Unit, formula: str
    ) -> Figure:
        self.rest_on(series)
        return self.derive(
            name,
            value,
            unit,
            figure.as_of,
            formula=formula.format(figure.name, stretch(series, base, base)),
            inputs=[figure.name, *self.inputs(series, [base])],
            sources=figure.sources[:1],
        )

    def total(self, name: str, parts: Iterable[Figure]) -> Figure:
        """The sum of figures of one unit; as old as the oldest of them."""
        figures = list(parts)
        return self.derive(
            name,
            sum((part.value for part in figures), Decimal(0)),
            figures[0].unit,
            min(figures, key=lambda part: instant_of(part.as_of)).as_of,
            formula=" + ".join(part.name for part in figures),
            inputs=(part.name for part in figures),
            sources=(source for part in figures for source in part.sources[:1]),
        )

    def measured(self, figure: Figure) -> Vendor:
        """A venue's own figure with the venue's name."""
        return Vendor(name=figure.detail.get("venue") or self.counted_by(figure.sources[0], figure.name), figure=figure)

    def alone(self, figure: Figure, reading: Reading) -> Figure:
        """One vendor's reading of a figure as a figure of its own, where vendors are named and not merged."""
        return self.keep(f"{figure.name}.{reading.source}", [reading])

    def keep(self, name: str, readings: Sequence[Reading], agreement: Agreement = UNCHECKED) -> Figure:
        """A figure of these readings, the first of which gives its value."""
        first = readings[0]
        own = Figure(
            name=name,
            value=first.value,
            unit=first.unit,
            as_of=first.as_of,
            readings=tuple(readings),
            agreement=agreement,
            sources=tuple(dict.fromkeys(reading.source for reading in readings)),
        )
        self.derived[name] = own
        return own

    def vendors(self, figure: Figure) -> tuple[Vendor, ...]:
        """Every vendor's own value beside the first one's."""
        others = figure.readings[1:]
        return tuple(Vendor(name=self.counted_by(r.source, figure.name), figure=self.alone(figure, r)) for r in others)

    def counted_by(self, source: str, figure: str) -> str:
        """Whose number this is, in words: the vendor, or the publication a reconstructed number was taken from."""
        origin = self.snapshot.origins[source]
        for published in origin.published:
            if not published.by_source and published.gave(figure):
                return published.publication
        return origin.cite

    def has_second_source(self, figure: Figure) -> bool:
        """Whether someone else was asked: two slots filled from the same reports are one source."""
        first, *others = (self._reports(reading) for reading in figure.readings)
        return any(not first & other for other in others)

    def _reports(self, reading: Reading) -> set[str]:
        """Who told of a reading: the publications a reconstructed one was taken from, else its source."""
        published = self.snapshot.origins[reading.source].published
        told = {fact.publication for fact in published if fact.gave(reading.figure) and not fact.by_source}
        return told or {reading.source}

    def from_its_maker(self, figure: Figure) -> bool:
        """True where the figure's first reading is the source's own number, not a report about it."""
        reading = figure.readings[0]
        origin: Origin = self.snapshot.origins[reading.source]
        return origin.provenance == "recorded" or any(
            published.by_source and published.gave(figure.name) for published in origin.published
        )


def stretch(series: Series, first: date, last: date) -> str:
    """How a formula names the points of a series from `first` to `last`; of one that is made, what it is made of."""
    if series.made:
        base = stretch(series.made.of, min(_spread_over(series.made, [first])), last)
        return f"differences({base})" if series.made.how == "differences" else f"sums({base}, {series.made.window})"
    days = first.isoformat() if first == last else f"{first.isoformat()}..{last.isoformat()}"
    return f"{series.name}[{days}]"


def _spread_over(made: Made, days: Iterable[date]) -> list[date]:
    """The days of the series below that the values of `days` were computed from."""
    below = made.of.points
    ends = (made.of.position(day) for day in days)
    places = {place for end in ends if end is not None for place in range(max(0, end - made.window + 1), end + 1)}
    return [below[place].day for place in sorted(places)]
