"""An editor and the nightly run at the same post for thousands of steps: nothing typed is lost, nothing ours is stale.

What must hold is said of texts, by the words that mark each sentence (`newsroom`), never by asking the merge who is
whom.
"""

import random
import re
from collections import Counter
from collections.abc import Sequence

import pytest
from editor import Editor
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test
from newsroom import OURS, TYPED, Generator

from brief.desk.merge import Clash, merge
from brief.errors import Unmerged
from brief.prose import days, numbers
from brief.prose.days import Mention, Time
from brief.prose.numbers import Number
from brief.prose.units import Unit, cut

STEPS = 10_000
MOST = 0.8
SEEDS = st.integers(0, 2**32 - 1)


def plain(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\r\n", "\n")


def body(text: str) -> list[Unit]:
    return cut(plain(text).split("\n---\n", 1)[1], by_line=False)


def squeezed(unit: Unit) -> str:
    text = re.sub(r"-{2,}", "-", unit.text) if unit.kind == "row" else unit.text
    return " ".join(text.replace("\n>", "\n").split())


def masked(text: str) -> str:
    """A text without its figures and footnote marks: what pouring must not touch."""
    text = re.sub(r"\[\^[^\]]+\](?!:)", "", text)
    for find in (numbers.find, days.find, days.find_times):
        found: Sequence[Number | Mention | Time] = find(text)
        for figure in reversed(found):
            text = f"{text[: figure.start]}#{text[figure.end :]}"
    return " ".join(text.split())


def statements(text: str) -> list[str]:
    """What a text states, figures aside: its units, of a table each cell."""
    found: list[str] = []
    for unit in body(text):
        whole = squeezed(unit)
        found += (
            [masked(cell.strip()) for cell in whole.strip("|").split("|")] if unit.kind == "row" else [masked(whole)]
        )
    return found


def marked(text: str) -> dict[str, list[Unit]]:
    """The units that each word of ours stands in."""
    found: dict[str, list[Unit]] = {}
    for unit in body(text):
        for own in dict.fromkeys(OURS.findall(unit.text)):
            found.setdefault(own, []).append(unit)
    return found


class Desk(RuleBasedStateMachine):
    """`base`: what we wrote last. `mine`: the editor's file. `keep` merges tonight's text into it."""

    steps = 0

    def __init__(self) -> None:
        super().__init__()
        self.base = self.mine = ""
        self.unsaved = ""

    @initialize(seed=SEEDS)
    def first_night(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.generator, self.editor = Generator(self.rng), Editor(self.rng)
        self.night = self.generator.night()
        self.base = self.mine = str(self.night)

    @precondition(lambda self: not self.unsaved)
    @rule(times=st.integers(1, 4))
    def edit(self, times: int) -> None:
        for _ in range(times):
            self.mine = self.editor.edit(self.mine)
        type(self).steps += times

    @rule()
    def run_again(self) -> None:
        self.night = self.generator.next_run(self.night)
        self.step()

    @rule()
    def run_again_without_news(self) -> None:
        self.step()

    @precondition(lambda self: not self.unsaved)
    @rule(share=st.floats(0, 1))
    def save_half(self, share: float) -> None:
        self.unsaved, self.mine = self.mine, self.mine[: int(share * len(self.mine))]
        type(self).steps += 1

    @precondition(lambda self: self.unsaved)
    @rule()
    def save_the_rest(self) -> None:
        self.mine, self.unsaved = self.unsaved, ""
        type(self).steps += 1

    def keep(self, theirs: str) -> tuple[str, tuple[Clash, ...]] | None:
        """Merge tonight's text into the editor's file; None where it was left as it is."""
        try:
            merged = merge(self.base, self.mine, theirs)
        except Unmerged:
            return None
        return merged.text, merged.clashes

    def step(self) -> None:
        type(self).steps += 1
        base, mine, theirs = self.base, self.mine, str(self.night)
        kept = self.keep(theirs)
        if kept is None:
            assert self.unsaved, "a whole file was refused"
            return
        text, clashes = kept
        self.mine, self.base = text, theirs
        if self.unsaved:
            # The editor's program will write the rest over this: what it has in hand is still all there.
            assert not Counter(TYPED.findall(mine)) - Counter(TYPED.findall(text))
            return
        nothing_typed_is_lost(base, mine, text)
        words_are_not_mixed(mine, theirs, text)
        untouched_sentences_are_tonights(base, mine, theirs, text)
        clashes_are_told_once(base, mine, theirs, text, clashes)
        layout_stays(mine, text)
        assert merge(theirs, text, theirs).text == text
        if plain(mine) == plain(base):
            assert plain(text) == plain(theirs)
        if theirs == base:
            assert text == mine


def nothing_typed_is_lost(base: str, mine: str, text: str) -> None:
    assert Counter(TYPED.findall(text)) == Counter(TYPED.findall(mine))
    ours = Counter(statements(base))
    lost = (Counter(statements(mine)) - ours) - Counter(statements(text))
    assert not lost, f"the editor wrote {lost}"


def words_are_not_mixed(mine: str, theirs: str, text: str) -> None:
    known = {*statements(mine), *statements(theirs), "–"}
    mixed = [statement for statement in statements(text) if statement not in known]
    assert not mixed, f"nobody wrote {mixed}"


def untouched_sentences_are_tonights(base: str, mine: str, theirs: str, text: str) -> None:
    """By each word of ours: what the editor left alone says what tonight's text says, and what he dropped is gone."""
    lines = [plain(side).split("\n") for side in (base, mine, theirs, text)]
    for key in ("title", "excerpt"):
        before, edited, ours, merged = (next(line for line in side if line.startswith(key)) for side in lines)
        assert edited != before or merged == ours, f"the editor left the {key} alone"
    was, now, new, got = map(marked, (base, mine, theirs, text))
    for own, units in was.items():
        if own not in now:
            assert own not in got, f"{own} was dropped by the editor"
        elif [squeezed(unit) for unit in now[own]] == [squeezed(unit) for unit in units]:
            tonight = [squeezed(unit) for unit in new.get(own, [])]
            if not tonight and units[0].kind in ("heading", "label"):
                continue  # it stays where the editor wrote below it
            assert [squeezed(unit) for unit in got.get(own, [])] == tonight, f"{own} was left alone by the editor"


def clashes_are_told_once(base: str, mine: str, theirs: str, text: str, clashes: tuple[Clash, ...]) -> None:
    was, now, new = map(marked, (base, mine, theirs))
    lines = plain(text).split("\n")
    front = plain(text).split("\n---\n")[0].count("\n") + 2
    told = Counter(own for clash in clashes if clash.line > front for own in OURS.findall(clash.before))
    for clash in clashes:
        assert clash.editor.split("\n")[0] in lines[clash.line - 1], "a clash is told of another line"
    for own in was:
        before, edited, ours = (" ".join(squeezed(unit) for unit in side.get(own, [])) for side in (was, now, new))
        if not edited or edited in (before, ours) or before == ours:
            continue
        assert told[own] <= 1, f"{own} was told {told[own]} times"
        words = set(before.split())
        little_left = len(words & set(edited.split())) < MOST * len(words)
        if little_left or len(now[own]) > 1 or was[own][0].kind != "sentence":
            continue  # so much is new that it may pass for a sentence of the editor's own
        if masked(before) != masked(ours):
            assert told[own] == 1, f"{own} clashed, and nobody was told"


def layout_stays(mine: str, text: str) -> None:
    assert text.startswith("\ufeff") == mine.startswith("\ufeff")
    assert ("\r\n" in text) == ("\r\n" in mine)
    assert ("published: true" in text) == ("published: true" in mine)
    assert not re.search(r"^(<{7}|>{7}|={7}|\|{7})", text, re.MULTILINE)


def explore(examples: int, steps: int) -> None:
    """Let the two work at `examples` posts for up to `steps` steps each. A failing one is a seed: nothing to shrink."""
    profile = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        phases=[Phase.explicit, Phase.reuse, Phase.generate],
        suppress_health_check=list(HealthCheck),
        print_blob=True,
    )
    run_state_machine_as_test(Desk, settings=profile)


@pytest.mark.slow
def test_an_editor_and_the_nightly_run() -> None:
    explore(examples=20, steps=20)


@pytest.mark.slow
def test_an_editor_and_the_nightly_run_for_ten_thousand_steps() -> None:
    Desk.steps = 0
    while Desk.steps < STEPS:
        explore(examples=100, steps=50)
    assert Desk.steps >= STEPS
