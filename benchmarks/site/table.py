"""The results as Markdown, and their place in a file: between two marks, so that one command brings them up to date."""

from collections.abc import Sequence

from benchmarks.site.measuring import Measured, Results

BEGIN, END = "<!-- site: begin -->", "<!-- site: end -->"
COLD_TARGET = 0.3
"""Of Jekyll's time."""
CHANGE_TARGET = 0.05
"""Of Hugo's time for the whole site."""
PEAK_TARGET = 300e6
HELP_TARGET, SHOWN_TARGET = 0.150, 0.150
LISTED = 5


def tables(results: Results) -> str:
    """What was measured, then what was aimed at."""
    head = f"{results.posts:,} posts of {results.size / 1000:.1f} KB. {results.machine}"
    return "\n\n".join([head, _builders(results), _targets(results)]) + "\n"


def put_between(page: str, text: str) -> str:
    """The page with the text between its marks in place of what stood there."""
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"The file has no {BEGIN} before an {END}; write both where the tables shall stand.")
    return f"{before}{BEGIN}\n\n{text}\n{END}{after}"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _builders(results: Results) -> str:
    jekyll = _of(results, "Jekyll")
    rows = [
        [
            f"{one.name} {one.version}",
            _seconds(one.seconds),
            _ratio(one.seconds, jekyll.seconds) if jekyll else "–",
            ", ".join(_megabytes(peak) for peak in one.processes[:LISTED]),
            str(len(one.runs)),
        ]
        for one in results.cold
    ]
    return _table(["Cold build", "Median", "Of Jekyll’s", "Most memory, each process", "Runs"], rows)


def _targets(results: Results) -> str:
    ours, jekyll, hugo = (_of(results, name) for name in ("Ours", "Jekyll", "Hugo"))
    rows = [_compared("Cold build, of Jekyll’s", ours, jekyll, COLD_TARGET)] if ours else []
    for what, found in (("One post edited", results.edited), ("One post added", results.added)):
        if "Ours" in found:
            rows.append(_compared(f"{what}, of Hugo’s whole build", found["Ours"], hugo, CHANGE_TARGET))
        if hugo and "Hugo" in found:
            rows.append([f"{what}, Hugo’s own", _seconds(found["Hugo"].seconds), "–", "–", "–"])
    rows += _of_ours(results, ours)
    return _table(["What", "Measured", "Ratio", "Target", "Met"], rows)


def _of_ours(results: Results, ours: Measured | None) -> list[list[str]]:
    """What is aimed at without looking at another builder."""
    rows = []
    if results.moved is not None:
        rows.append(["Untouched files written again", str(len(results.moved)), "–", "0", _met(not results.moved)])
    if ours:
        met = _met(ours.largest <= PEAK_TARGET)
        rows.append(["Most memory of a process", _megabytes(ours.largest), "–", f"≤ {_megabytes(PEAK_TARGET)}", met])
    if results.help_seconds is not None and results.python_seconds is not None:
        more = results.help_seconds - results.python_seconds
        target = f"≤ {HELP_TARGET * 1000:.0f} ms"
        rows.append(
            ["`brief --help`, over a bare Python", f"{more * 1000:.0f} ms", "–", target, _met(more <= HELP_TARGET)]
        )
    shown = results.shown_seconds
    told = "not available" if shown is None else f"{shown * 1000:.0f} ms"
    met = "–" if shown is None else _met(shown <= SHOWN_TARGET)
    rows.append(["A saved edit is served after", told, "–", f"≤ {SHOWN_TARGET * 1000:.0f} ms", met])
    return rows


def _compared(what: str, ours: Measured, other: Measured | None, target: float) -> list[str]:
    if other is None:
        return [what, _seconds(ours.seconds), "not installed", f"≤ {target} ×", "–"]
    met = _met(ours.seconds <= target * other.seconds)
    return [what, _seconds(ours.seconds), _ratio(ours.seconds, other.seconds), f"≤ {target} ×", met]


def _of(results: Results, name: str) -> Measured | None:
    return next((one for one in results.cold if one.name == name), None)


def _seconds(value: float) -> str:
    return f"{value:.2f} s" if value >= 1 else f"{value * 1000:.0f} ms"


def _ratio(value: float, other: float) -> str:
    return f"{value / other:.3f} ×"


def _megabytes(value: float) -> str:
    return f"{value / 1e6:.0f} MB"


def _met(is_met: bool) -> str:
    return "yes" if is_met else "no"
