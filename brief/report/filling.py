"""A backfill while it goes on: a bar for each source on a terminal, in a log one line when a source is done."""

from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from brief.report.progress import MARKS


class Filling:
    """How many of its answers each source has given."""

    def __init__(self) -> None:
        self._console = Console(stderr=True, highlight=False)
        columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn())
        self._bars = Progress(*columns, TimeRemainingColumn(), console=self._console, transient=True)
        self._tasks: dict[str, TaskID] = {}

    def __enter__(self) -> "Filling":
        if self._console.is_terminal:
            self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._console.is_terminal:
            self._bars.stop()

    def answered(self, source: str, done: int, of: int) -> None:
        """So many of a source's answers are there, of so many."""
        if not self._console.is_terminal:
            return
        if source not in self._tasks:
            self._tasks[source] = self._bars.add_task(source, total=of)
        self._bars.update(self._tasks[source], completed=done)

    def event(self, source: str, state: str, detail: str) -> None:
        """A source is done: it was read, or something is missing."""
        line = f"{MARKS.get(state, ' ')} {source:<24} {detail.removeprefix(f'{source} ')}"
        self._console.print(line, markup=False, soft_wrap=True)
