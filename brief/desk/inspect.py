"""Gathering what is known about a text, and checking it. Owns where evidence comes from; refuses to judge.

A post of ours is checked against its night: the figures each sentence printed, the snapshot, the stored series as that
night knew them. Any other text has its own words and, where its day is known, the series.
"""

import re
from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta

from pydantic import ValidationError

from brief import memory
from brief.config import Config
from brief.desk import pictures
from brief.desk.agenda import official_events
from brief.desk.checks import Case, Evidence, Finding, run
from brief.desk.correction_words import unquoted
from brief.desk.framing import site_settings
from brief.desk.record import known_series, read_snapshot
from brief.desk.rulebook import rule_book
from brief.errors import Refused
from brief.models import Series
from brief.models.base import first_place
from brief.models.written import WrittenPost
from brief.store import Store
from brief.story import tell

_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)-(\d\d)(?:-(\d\d)(?!\d)|(?![\d-]))")


def inspect(store: Store, config: Config, edition: str, text: str) -> list[Finding]:
    """Every finding in the text of a post, with all the evidence its night left."""
    return run(case_of(store, config, edition, text))


def case_of(store: Store, config: Config, edition: str, text: str) -> Case:
    """The post of an edition with the evidence there is; a night without a record has its words and the series."""
    day = day_in(edition)
    written = written_post(store, edition)
    if written and day and store.text_if_there(store.snapshot_path(day)) is not None:
        snapshot = read_snapshot(store, day)
        series = known_series(store, config, snapshot)
        figures = tell(snapshot, series, config.watch, rule_book(store)).figures
        evidence = Evidence(figures=figures, series=series, written=written)
    else:
        evidence = Evidence(written=written, series=_series(store, config, day) if day else {})
    site = {"calendar": official_events(store), "root": site_settings(store).root}
    evidence = evidence.model_copy(update={**site, "pictures": pictures.names(store, edition)})
    claimed = unquoted(text, Case(name=edition, text=text).body)
    return Case(name=f"{edition}.md", text=claimed, day=day, ours=written is not None, evidence=evidence)


def lint(text: str, name: str, *, day: date | None, store: Store, config: Config | None) -> list[Finding]:
    """Every finding in any text, by its own words; with the stored series where a site folder and a day are known."""
    day = day or day_in(text[:500]) or day_in(name)
    series = _series(store, config, day) if config and day else {}
    return run(Case(name=name, text=text, day=day, evidence=Evidence(series=series, calendar=official_events(store))))


def day_in(text: str) -> date | None:
    """The first day written like 2025-11-04 in a file's name or head; of a month like 2025-11 the last one."""
    found = _DAY.search(text)
    if not found:
        return None
    year, month = int(found[1]), int(found[2])
    try:
        return date(year, month, int(found[3]) if found[3] else monthrange(year, month)[1])
    except ValueError:
        return None


def written_post(store: Store, edition: str) -> WrittenPost | None:
    """What each sentence of an edition printed when we wrote it; None for a post that is not ours."""
    text = store.text_if_there(store.figures_path(edition))
    if text is None:
        return None
    try:
        return WrittenPost.model_validate_json(text)
    except ValidationError as damaged:
        raise Refused(
            f"The figures that {edition} printed cannot be read, at {first_place(damaged)} of "
            f"{store.figures_path(edition).name}; run `brief nightly --replay {edition[:10]}` to write them anew."
        ) from None


def _series(store: Store, config: Config, day: date) -> dict[str, Series]:
    """The stored series as somebody could know them at the end of a day."""
    rows = memory.stored_rows(store.series_texts(), config)
    known = datetime.combine(day + timedelta(days=1), time(), UTC)
    return memory.view(rows, config, day=day, known=known)
