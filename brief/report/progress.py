"""The collecting while it goes on."""

from types import TracebackType
from typing import Any

from rich.console import Console
from rich.progress import Progress as Bar
from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

MARKS = {"asking": "…", "read": "✓", "gap": "✗", "off": "–"}


class Progress:
    """The collecting as it happens: one moving line a source on a terminal, one plain line an event in a log."""

    def __init__(self) -> None:
        self._console = Console(stderr=True, highlight=False)
        self._bar = Bar(
            SpinnerColumn(finished_text=" "),
            TextColumn("{task.description}", markup=False),
            TimeElapsedColumn(),
            console=self._console,
            transient=True,
        )
        self._tasks: dict[str, Any] = {}

    def __enter__(self) -> "Progress":
        if self._console.is_terminal:
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    def event(self, source: str, state: str, detail: str) -> None:
        """What a source is doing: asking, read, gap or off."""
        line = f"{MARKS.get(state, ' ')} {source:<24} {detail.removeprefix(f'{source}: ').removeprefix(f'{source} ')}"
        if not self._console.is_terminal:
            if state != "asking":
                self._console.print(line, markup=False, soft_wrap=True)
            return
        if source not in self._tasks:
            self._tasks[source] = self._bar.add_task(line, total=1)
        self._bar.update(self._tasks[source], description=line, completed=0 if state == "asking" else 1)
