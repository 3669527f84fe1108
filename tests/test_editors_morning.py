"""An editor's morning at the command line, from the night's draft to a correction taken back: no word is lost."""

import json
import re
from pathlib import Path

import pytest

from archives import change_bodies
from brief.collect.archive import Manifest
from brief.store import Store
from commands import Ran, brief
from nights import BUNDLED, EDITION, new_site

DAY = "2025-11-04"
PAGE = Path("2025/11/04/daily-crypto-market-brief/index.html")
TITLE = 'title: "Bitcoin Funds Bleed for a Fourth Session, and Fear Is Back"'
FUNDS = "- **Bitcoin funds** bled \\$186.5 million on Monday, every dollar of it out of IBIT.[^farside-btc]"
LATER = FUNDS.replace("186.5", "190.2")


class Morning:
    """One site folder and what an editor does in it."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.path = store.post_path(EDITION)

    def run(self, *words: str) -> Ran:
        return brief(*words, "--root", self.store.root)

    @property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    def change(self, was: str, now: str) -> None:
        assert self.text.count(was) == 1, was
        self.path.write_text(self.text.replace(was, now), encoding="utf-8")

    def page(self, name: Path | str = PAGE) -> str:
        path = self.store.site / name
        return path.read_text(encoding="utf-8") if path.is_file() else ""


@pytest.fixture(scope="module")
def morning(tmp_path_factory: pytest.TempPathFactory) -> Morning:
    return Morning(new_site(tmp_path_factory.mktemp("morning")))


def late_data(source: str, tag: str, body: bytes) -> bytes:
    """Farside puts IBIT's outflow of the last session right, in the fund's cell and in the total."""
    if source in ("farside-btc", "sosovalue-btc"):
        head, row, last = body.rpartition(b"03 Nov 2025")
        last = last.replace(b"(186.5)", b"(190.2)") if row else last
        return (head + row + last).replace(b"-186500000", b"-190200000")
    return body.replace(b"1370000000", b"1410000000") if source == "coinglass-liquidations" else body


@pytest.mark.slow
def test_a_morning(morning: Morning) -> None:
    """One story, told in order: each step begins where the one before it ended."""
    the_night_leaves_a_draft(morning)
    the_editor_works_in_a_text_editor(morning)
    late_data_comes_and_every_word_stays(morning)
    the_mistake_is_caught(morning)
    it_is_published(morning)
    a_typo_is_nobody_s_business(morning)
    a_mistake_is_corrected_in_the_open(morning)
    the_correction_is_taken_back(morning)


def the_night_leaves_a_draft(morning: Morning) -> None:
    assert morning.run("nightly", "--replay", DAY).code == 0
    assert morning.run("check", DAY) == (0, f"{EDITION}: nothing to mend.\n", "")
    assert morning.page() == ""


def the_editor_works_in_a_text_editor(morning: Morning) -> None:
    """Two headlines reworded, the sections in another order, one item dropped, one added, a number mistyped."""
    title = next(line for line in morning.text.splitlines() if line.startswith("title: "))
    morning.change(title, TITLE)
    morning.change("- **Bitcoin funds** lost \\$186.5 million on Nov. 3, all of it from IBIT.[^farside-btc]", FUNDS)
    start = morning.text.index("**Liquidations & Derivatives**")
    derivatives = morning.text[start : morning.text.index("**ETF & Spot Flows**")]
    morning.change(derivatives, "")
    morning.change("***\n\n### Top Headlines", derivatives + "***\n\n### Top Headlines")
    breadth = next(line for line in morning.text.splitlines() if line.startswith("- **Breadth**"))
    morning.change(breadth + "\n", "")
    morning.change("***\n\n### Confidence", "Ann will watch the funds today.\n\n***\n\n### Confidence")
    morning.change("together they took \\$499.5 million", "together they took \\$494.5 million")


def late_data_comes_and_every_word_stays(morning: Morning) -> None:
    store = morning.store
    change_bodies(store, Manifest.read(store.archive(BUNDLED)), late_data)
    told = morning.run("nightly", "--replay", DAY)
    assert told.code in (0, 10), told.err
    text = morning.text
    assert TITLE in text
    assert LATER in text
    assert "\\$1.41 billion" in text
    assert "\\$1.37 billion" not in text
    assert "Ann will watch the funds today." in text
    assert "together they took \\$494.5 million" in text
    assert "Breadth" not in text
    assert text.index("**ETF & Spot") < text.index("**Liquidations & Derivatives**") < text.index("### Top Headlines")
    assert "<<<<" not in text
    again = morning.run("nightly", "--replay", DAY)
    assert again.code == 0, again.out
    assert morning.text == text


def the_mistake_is_caught(morning: Morning) -> None:
    message = "The sentence says $494.5 million; etf.eth.streak_sum is $499.5 million (Farside Investors)."
    told = morning.run("check", DAY, "--json")
    assert told.code == 20
    (found,) = json.loads(told.out)["findings"]
    assert (found["check"], found["severity"], found["message"]) == ("number-drift", "fail", message)
    assert morning.text.splitlines()[found["line"] - 1].startswith("  It was the fourth session")
    refused = morning.run("publish", DAY)
    assert refused.code == 20
    assert message in refused.err
    assert morning.page() == ""
    morning.change("\\$494.5 million", "\\$499.5 million")
    assert morning.run("check", DAY).code == 0


def it_is_published(morning: Morning) -> None:
    before = morning.text
    assert morning.run("publish", DAY).code == 0
    assert morning.text == before.replace("published: false", "published: true")
    page = morning.page()
    seen = re.sub(r"<[^>]+>", "", page)
    assert "bled $190.2 million on Monday, every dollar of it out of IBIT." in seen
    assert "Bitcoin Funds Bleed for a Fourth Session" in page
    assert "Bitcoin Funds Bleed for a Fourth Session" in morning.page("index.html")
    cron = morning.run("nightly", "--replay", DAY, "--publish")
    assert f"{EDITION} is published; it was left as it is." in cron.out
    assert morning.text == before.replace("published: false", "published: true")


def a_typo_is_nobody_s_business(morning: Morning) -> None:
    morning.change("every dollar of it out of IBIT", "every dolar of it out of IBIT")
    assert morning.run("publish", DAY).code == 0
    morning.change("every dolar of it out of IBIT", "every dollar of it out of IBIT")
    assert morning.run("publish", DAY).code == 0
    assert "Corrected" not in morning.page()
    assert "dolar" not in morning.page()


def a_mistake_is_corrected_in_the_open(morning: Morning) -> None:
    published = morning.page()
    morning.change("on Monday, every dollar of it out of IBIT", "on Monday, nearly every dollar of it out of IBIT")
    refused = morning.run("publish", DAY)
    assert refused.code == 64
    assert "--reason" in refused.err
    assert morning.page() == published
    reason = "Not every dollar left IBIT: two other funds lost a little."
    assert morning.run("publish", DAY, "--reason", reason).code == 0
    assert reason in morning.text
    assert reason in morning.page()
    assert reason in morning.page("corrections/index.html")
    assert "Corrections" in morning.page()


def the_correction_is_taken_back(morning: Morning) -> None:
    log = morning.run("log", DAY)
    assert log.code == 0
    assert "Not every dollar left IBIT" in log.out
    undone = morning.run("undo", DAY)
    assert undone.code == 10  # readers have the text before the correction, the file has the editor's
    assert "readers keep the text they have" in undone.out
    assert "on Monday, nearly every dollar" in morning.text
    assert "on Monday, every dollar of it out of IBIT." in morning.page()
    assert "Not every dollar left IBIT" not in morning.page()
    assert morning.run("undo", DAY).code == 0
    assert LATER in morning.text
    assert morning.run("unpublish", DAY).code == 0
    assert morning.page() == ""
    assert LATER in morning.text
