"""Every source under every fault, over the wire: the night ends as it should, says what happened, and invents nothing.

Asked is a real server behind a real proxy and TLS, by the real client. A plan disturbs half of all sources at once,
each by another fault, so that the other half makes a brief; a pair of faults meets a source one after the other.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fault_kinds import ANSWERS, HOSTS, Fault
from faulty_nights import SECRETS, Night, Plan, World, measured, pairs, plans, published, world

from brief.desk.checks import run
from brief.desk.inspect import case_of
from brief.story import edition_id
from commands import is_sentence
from nights import files_below
from specimen.make import DAY

NIGHTS = 2 * (len(HOSTS) + len(ANSWERS))
PAIRS = 8
QUICK = (3, 17)
"""One night of each kind is tried in the fast suite."""
REQUIRED = "prices."
TRUE_ZERO = {("okx-liquidations", "empty list")}
"""An empty list that means: none. A list of what was published may be empty, too; then nothing new is told."""


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with world(tmp_path_factory.mktemp("world")) as found:
        yield found


Count = Callable[[str, int], None]


@pytest.fixture
def count(record_property: Callable[[str, object], None]) -> Count:
    """Tells how many cases were tried; the end of the run prints the sum."""
    return lambda what, cases: record_property(f"tried: {what}", cases)


def holds(real: World, folder: Path, plan: Plan) -> int:
    """Everything that must be so after a night under a plan; how many sources it disturbed."""
    tried = real.night(folder, plan)
    disturbed = real.disturbed(plan)
    near = {near for source in plan.answers for near in real.archived.touched(source)} | disturbed.keys()
    wrong = [
        *(f"{one}: {what}" for one, fault in disturbed.items() for what in _of_a_source(real, tried, one, fault)),
        *(
            f"{one} was not disturbed, and gave something else"
            for one in real.usable
            if one not in near | _same(real, tried)
        ),
        *_of_the_night(real, tried),
        *_of_what_is_written(real, tried),
    ]
    assert wrong == [], f"{plan.name}\n" + "\n".join(wrong)
    return len(disturbed)


def _same(real: World, tried: Night) -> set[str]:
    """The sources that gave just what they give on a calm night."""
    return {one for one in real.usable if _given(tried, one) == _given(real.calm, one)}


def _given(tried: Night, source: str) -> tuple[set[tuple[object, ...]], set[tuple[object, ...]]]:
    return measured(tried.kept, source), published(tried.collected.items, source)


def _core(item: tuple[Any, ...]) -> tuple[Any, ...]:
    """What an item says. Without the field that names its outlet or its link, it says neither."""
    topic, title, _, at, _ = item
    return topic, title, at


def _nameless(item: tuple[Any, ...]) -> tuple[Any, ...]:
    """An incident whose page says no name for it."""
    return item[0], "an incident without a name", item[3]


def _told(tried: Night, source: str) -> list[str]:
    """What an operator reads of a source."""
    return [line for line in tried.said.splitlines() if re.search(rf"(?<![\w-]){source}(?![\w-])", line)]


def _of_a_source(real: World, tried: Night, source: str, fault: Fault) -> Iterator[str]:
    """What is wrong with what a disturbed source gave, and with what is told of it."""
    gaps = [gap.why for gap in tried.collected.gaps if gap.source == source]
    calm, found = measured(real.calm.kept, source), measured(tried.kept, source)
    if (source, fault.name) not in TRUE_ZERO:
        if invented := found - calm:
            yield f"{fault.name} made up {sorted(map(str, invented))[:3]}"
        if calm and not found and not _told(tried, source):
            yield f"{fault.name} took {len(calm)} figures away, and nobody is told"
    calm, found = published(real.calm.collected.items, source), published(tried.collected.items, source)
    if (
        invented := {_core(item) for item in found}
        - {_core(item) for item in calm}
        - {_nameless(item) for item in calm}
    ):
        yield f"{fault.name} made up {sorted(map(str, invented))[:3]}"
    if calm and not found and fault.name != "empty list" and not _told(tried, source):
        yield f"{fault.name} took {len(calm)} items away, and nobody is told"
    if not fault.silent and not gaps:
        yield f"{fault.name} left no gap"
    for why in gaps:
        if not is_sentence(why) or source not in why:
            yield f"{fault.name} is told as {why!r}"
        elif fault.told and not fault.silent and not re.search(rf"{source} (?:{fault.told})$", why):
            yield f"{fault.name} is told as {why!r}, not as {fault.told!r}"


def _of_the_night(real: World, tried: Night) -> Iterator[str]:
    """The exit code follows from what was given: nothing, nothing of what is required, less than all, or all."""
    figures = {reading.figure for reading in tried.kept}
    due = 75 if not figures else 30 if not any(it.startswith(REQUIRED) for it in figures) else 10
    if tried.code != due:
        yield f"the night ended with {tried.code}, due is {due}"
    if "Traceback" in tried.said:
        yield "a traceback"


def _of_what_is_written(real: World, tried: Night) -> Iterator[str]:
    for name, data in files_below(tried.store.root).items():
        for secret in SECRETS.values():
            if secret.encode() in data:
                yield f"{name} holds a key"
    if any(secret in tried.said for secret in SECRETS.values()):
        yield "a key was printed"
    store, edition = tried.store, edition_id(DAY)
    if tried.code in (0, 10):
        text = store.read_text(store.post_path(edition), "post")
        yield from (f"a check: {finding}" for finding in run(case_of(store, tried.config, edition, text)))
        calm = real.calm.store.series_texts()
        for name, rows in store.series_texts().items():
            if made_up := set(rows.splitlines()) - set(calm.get(name, "").splitlines()):
                yield f"the series {name} got {sorted(made_up)[:3]}"
    elif store.post_path(edition).exists():
        yield "a post was written all the same"


def test_the_calm_night_is_the_specimen(real: World) -> None:
    """Else nothing would be disturbed: most sources give figures or items, over the wire."""
    giving = [one for one in real.usable if any(_given(real.calm, one))]
    assert len(giving) > 60
    assert len(real.usable) * (len(HOSTS) + len(ANSWERS)) > 500


@pytest.mark.parametrize("number", QUICK)
def test_a_night_invents_nothing_whatever_happens(real: World, tmp_path: Path, count: Count, number: int) -> None:
    count("source x fault", holds(real, tmp_path, plans(real)[number]))


@pytest.mark.slow
@pytest.mark.parametrize("number", [number for number in range(NIGHTS) if number not in QUICK])
def test_nor_does_any_other_night(real: World, tmp_path: Path, count: Count, number: int) -> None:
    count("source x fault", holds(real, tmp_path, plans(real)[number]))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(PAIRS))
def test_two_faults_behind_each_other_invent_nothing(real: World, tmp_path: Path, count: Count, seed: int) -> None:
    count("source x pair of faults", holds(real, tmp_path, pairs(real, PAIRS)[seed]))
