"""What the tests of faults tell at the end: how many cases they tried."""

from collections import Counter
from typing import Any


def pytest_terminal_summary(terminalreporter: Any) -> None:
    tried: Counter[str] = Counter()
    for report in terminalreporter.getreports("passed"):
        for name, cases in report.user_properties:
            if name.startswith("tried: "):
                tried[name.removeprefix("tried: ")] += cases
    for name, cases in sorted(tried.items()):
        terminalreporter.write_line(f"{cases:,} cases tried: {name}")
