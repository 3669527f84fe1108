"""What a live night would ask, without asking it: each source's first questions. Pure but for the modules it imports.

Refuses to guess what a source asks after its first answers; it says which ones may.
"""

from collections.abc import Callable
from datetime import date, datetime
from typing import NamedTuple

from brief.collect.redact import redact
from brief.collect.runner import SourceModule, find_module
from brief.config import Config
from brief.models import Night


class Planned(NamedTuple):
    """One source: what it would be asked first, or why not."""

    source: str
    first: tuple[str, ...] = ()
    """Method and address of each question, without keys."""
    more: bool = False
    """Further questions may follow from the answers."""
    why_not: str = ""


def plan(
    config: Config,
    *,
    day: date,
    at: datetime,
    only: frozenset[str] = frozenset(),
    find: Callable[[str], SourceModule] = find_module,
) -> tuple[Planned, ...]:
    """Every source in the order of sources.yaml; with `only`, no other is asked."""
    found = []
    for source in config.sources:
        reason = config.usable(source)
        if only and source.id not in only:
            reason = "--only names others"
        if reason:
            found.append(Planned(source.id, why_not=reason))
            continue
        module = find(source.module)
        try:
            asked = module.requests(Night(day=day, at=at, options=source.options))
        except (LookupError, ValueError, ArithmeticError, TypeError):
            found.append(Planned(source.id, why_not="its options in sources.yaml need a look"))
            continue
        first = dict.fromkeys(f"{request.method} {redact(request.url, config.secrets())}" for request in asked)
        found.append(Planned(source.id, tuple(first), more=hasattr(module, "more")))
    return tuple(found)
