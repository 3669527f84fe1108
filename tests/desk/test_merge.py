"""What holds of every merge, whatever is merged: each law broken is a word lost or a figure left stale."""

import random
import re
from collections import Counter

import merge3
import pytest
from editor import Editor
from hypothesis import given, settings
from hypothesis import strategies as st
from newsroom import TYPED, Generator

from brief.desk.merge import Merged, merge
from brief.desk.merge.match import match
from brief.errors import Unmerged
from brief.prose.units import cut

FRONT = '---\nlayout: post\ntitle: "A brief"\ndate: 2025-11-04\npublished: false\n---\n\n'
SEEDS = st.integers(0, 2**32 - 1)
TEXTS = st.text(max_size=80)


def a_case(seed: int, edits: int = 5) -> tuple[str, str, str]:
    """What we wrote, an editor's version of it, and what we write now."""
    rng = random.Random(seed)
    generator, editor = Generator(rng), Editor(rng)
    night = generator.night()
    base = mine = str(night)
    for _ in range(rng.randint(1, edits)):
        mine = editor.edit(mine)
    return base, mine, str(generator.next_run(night))


@given(TEXTS, TEXTS)
def test_an_untouched_post_takes_every_change(base: str, theirs: str) -> None:
    assert merge(base, base, theirs) == Merged(text=theirs)


@given(TEXTS, TEXTS)
def test_an_unchanged_night_changes_nothing(base: str, mine: str) -> None:
    assert merge(base, mine, base) == Merged(text=mine)


@given(TEXTS, TEXTS)
def test_what_says_the_same_already_stays(base: str, mine: str) -> None:
    assert merge(base, mine, mine) == Merged(text=mine)


@given(SEEDS, st.sampled_from(["\n", "\r\n", "\r"]), st.sampled_from(["", "\ufeff"]))
def test_a_post_only_encoded_anew_takes_every_change(seed: int, end: str, bom: str) -> None:
    base, _, theirs = a_case(seed)
    assert merge(base, bom + base.replace("\n", end), theirs).text == bom + theirs.replace("\n", end)


@pytest.mark.slow
@given(SEEDS)
@settings(max_examples=50)
def test_line_ends_and_byte_order_mark_change_nothing_else(seed: int) -> None:
    base, mine, theirs = a_case(seed)
    plain = mine.removeprefix("\ufeff").replace("\r\n", "\n")
    saved = "\ufeff" + plain.replace("\n", "\r\n")
    assert merge(base, saved, theirs).text == "\ufeff" + merge(base, plain, theirs).text.replace("\n", "\r\n")


@pytest.mark.slow
@given(SEEDS)
@settings(max_examples=50)
def test_a_merge_is_settled(seed: int) -> None:
    """With tonight's text as the next base, nothing is left to change or to report; nor is the merge undone later."""
    base, mine, theirs = a_case(seed)
    merged = merge(base, mine, theirs)
    assert merge(theirs, merged.text, theirs) == Merged(text=merged.text)
    assert merge(base, merged.text, base) == Merged(text=merged.text)


PIECES = st.sampled_from(
    [
        *(
            "It fell by 3%. ",
            "It rose by \\$4 million.[^a] ",
            "**Lead** says 5. ",
            "- ",
            "  ",
            "\n",
            "\n\n",
            "\n\n",
            "> ",
        ),
        *(
            "### Head\n\n",
            "**Label**\n\n",
            "<!-- item: one -->\n\n",
            "| a | 1 |\n",
            "|---|---|\n",
            "***\n\n",
            "1. ",
            "\t",
        ),
        *(
            "[^a]: Note.\n\n",
            "[^b]: Other, 6.\n\n",
            "```\n",
            "`x`",
            "<div>",
            "\\",
            "*",
            "_",
            "zqone ",
            "zqtwo. ",
            "Zqsix! ",
        ),
    ]
)
BODIES = st.lists(PIECES, max_size=25).map("".join)


@given(BODIES, BODIES, BODIES)
@settings(max_examples=300)
def test_no_text_is_too_odd_to_keep_its_words(base: str, mine: str, theirs: str) -> None:
    """Any three texts: the file is left as it is, or every word that is the editor's own is in it afterwards."""
    base, mine, theirs = (FRONT + body for body in (base, mine, theirs))
    try:
        merged = merge(base, mine, theirs).text
    except Unmerged as refused:
        assert "would have lost" not in str(refused), "only the last check saw that a word was lost"
        return
    assert not (Counter(typed(mine)) - Counter(typed(base))) - Counter(typed(merged))


def typed(text: str) -> list[str]:
    return re.findall(r"[Zz]q[a-z]+", text)


WORDS = [
    f"{a}{b}" for a in ("bal", "cor", "dun", "fer", "gil", "hom", "jan", "kes") for b in ("ta", "mo", "ri", "pe", "lu")
]


class Page:
    """A post as lines of its own, of which each is one unit; two hands edit lines that are not neighbours."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.lines = ["### Overview", ""]
        self.free: list[int] = []
        for _ in range(rng.randint(2, 4)):
            rng.choice((self._paragraph, self._bullets, self._table))()
            self.lines.append("")

    def _line(self, first: str = "", last: str = ".") -> None:
        self.lines.append(first + " ".join(self.rng.sample(WORDS, 9)).capitalize() + last)

    def _paragraph(self) -> None:
        for n in range(self.rng.randint(2, 5)):
            self._line()
            self.free += [len(self.lines) - 1] if n else []

    def _bullets(self) -> None:
        for _ in range(self.rng.randint(2, 5)):
            self._line("- ")
            self.free.append(len(self.lines) - 1)
            self._line("  ")
            self.free.append(len(self.lines) - 1)

    def _table(self) -> None:
        self.lines += ["| Fund | Flow |", "|:---|---:|"]
        for name in self.rng.sample(WORDS, 4):
            self.lines.append(f"| {name} of {self.rng.choice(WORDS)} | {self.rng.randint(1, 99)} |")
            self.free.append(len(self.lines) - 1)

    def hands(self) -> tuple[list[int], list[int]]:
        """The lines that each of two editors changes: no two lines are neighbours."""
        chosen: list[int] = []
        for line in sorted(self.rng.sample(self.free, len(self.free))):
            if not chosen or line > chosen[-1] + 2:
                chosen.append(line)
        self.rng.shuffle(chosen)
        half = len(chosen) // 2
        return chosen[:half], chosen[half:]

    def edited(self, places: list[int]) -> str:
        lines: list[str] = []
        for n, line in enumerate(self.lines):
            lines += self._edit(line) if n in places else [line]
        return FRONT + "\n".join(lines)

    def _edit(self, line: str) -> list[str]:
        new = "".join(self.rng.sample("abcdefghij", 8))
        how = self.rng.randrange(3)
        if line.startswith("|"):
            cells = line.split(" | ")
            return [[], [f"{cells[0]} | {self.rng.randint(100, 999)} |"], [line, f"| {new} | 7 |"]][how]
        indent = "  " if line.startswith(("- ", "  ")) else ""
        words = line.split(" ")
        reworded = " ".join([*words[:-2], new, words[-1]])
        drops = [] if not line.startswith("- ") else [reworded]
        return [drops, [reworded], [line, f"{indent}{new.capitalize()} is new."]][how]


@pytest.mark.slow
@given(SEEDS)
@settings(max_examples=200)
def test_an_independent_merge_agrees_where_the_rules_do(seed: int) -> None:
    """Edits of different lines, none moved: line by line, `merge3` merges as we do."""
    page = Page(random.Random(seed))
    ours, editors = page.hands()
    base, mine, theirs = page.edited([]), page.edited(editors), page.edited(ours)
    other = merge3.Merge3(base.splitlines(True), mine.splitlines(True), theirs.splitlines(True))
    expected = list(other.merge_lines(start_marker="<<<<<<<", end_marker=">>>>>>>"))
    assert not any(line.startswith("<<<<<<<") for line in expected)
    merged = merge(base, mine, theirs)
    assert merged.text == "".join(expected)
    assert merged.clashes == ()


def test_an_empty_or_damaged_file_is_left_alone() -> None:
    base, theirs = f"{FRONT}Bitcoin fell.\n", f"{FRONT}Bitcoin rose.\n"
    for damaged, why in (
        ("", "is empty"),
        (" \n\n", "is empty"),
        (f"{FRONT}Bitcoin\0fell.\n", "NUL"),
        (FRONT, "no text below"),
        ("Bitcoin fell.\n", "no front matter"),
        (FRONT.replace("title:", "- title:") + "Bitcoin fell!\n", "no YAML"),
        (f"{FRONT}Bitcoin fell!\n>>>>>>> theirs\n", "conflict marker in line 9"),
        (f"{FRONT}Bitcoin fe", "half written: it ends in mid-line, at “Bitcoin fe”"),
    ):
        with pytest.raises(Unmerged, match=why) as refused:
            merge(base, damaged, theirs)
        assert refused.value.exit_code == 20
        assert "so nothing was merged into it. " in str(refused.value)


def test_only_an_editor_publishes() -> None:
    """Whatever our texts say of it: tonight's run neither publishes nor hides."""
    base = f"{FRONT}Bitcoin fell.\n"
    mine = base.replace('"A brief"', '"A better brief"')
    assert "published: false" in merge(base, mine, base.replace("published: false", "published: true")).text
    shown = mine.replace("published: false", "published: true")
    assert "published: true" in merge(base, shown, base.replace("fell", "rose")).text


def test_who_is_whom_after_an_editor() -> None:
    """The checks know a sentence again by the same judgement."""
    before = cut("Bitcoin fell by 3%.\nEther rose by 4%.\n\n- **Solana** lost 5%.\n")
    after = cut("- **Solana** gave up 5% and more.\n\nMy own word.\nBitcoin fell by 4%.\n")
    assert match(before, after) == {0: 2, 2: 0}


def test_a_moved_sentence_is_known_by_its_rare_words_and_figures() -> None:
    """The editor put one bookmaker's odds in the place of another's, with a word more: they get their own figures."""
    before = cut("**One**\n\nKalshi puts a fall at 31.0%.\n\n**Two**\n\nPolymarket puts a fall at 12.5%.\n")
    after = cut("**One**\n\nPolymarket puts a deep fall at 12.5%.\n\n**Two**\n")
    assert match(before, after) == {0: 0, 1: 3, 2: 2}


def test_of_two_that_are_the_same_the_one_between_its_neighbours_is_it() -> None:
    """The editor dropped the first of two sentences that say the same: figures that come are the second's."""
    before = cut("Bitcoin fell.\nNo news on it.\nEther rose.\nNo news on it.\nSolana lost.\n")
    after = cut("Bitcoin fell.\nEther rose.\nNo news on it.\nSolana lost.\n")
    assert match(before, after) == {0: 0, 1: 2, 2: 3, 3: 4}


def test_every_typed_word_is_counted() -> None:
    """The case maker types, or the laws above would hold of nothing."""
    cases = [a_case(seed) for seed in range(30)]
    assert sum(bool(TYPED.search(mine)) for _, mine, _ in cases) > 10
    assert sum(base != theirs for base, _, theirs in cases) == len(cases)
