"""A label or a title from outside may be as odd as it likes: with nobody awake it stops no brief. What we say may."""

from brief.desk.checks import CHECKS, WORDING, Case, Evidence, Found, run
from brief.models.written import WrittenPost, WrittenSentence

LABELLED = "Fear & Greed stood at 21 (Extreme :) Fear)."
ASKED = "Example puts “Will ether hit $5” at 31%."
OURS = "Bitcoin fell 3.2%."


def case(text: str) -> Case:
    lines = tuple(WrittenSentence(text=line) for line in ("---", "---", LABELLED, "", ASKED, "", OURS))
    return Case(name="a.md", text=text, ours=True, evidence=Evidence(written=WrittenPost(edition="a", sentences=lines)))


def severity(check: str, sentence: str, text: str) -> str:
    (found,) = run(case(text), {check: lambda _: [Found(line=1, message="Odd.", fix="Mend it.", sentence=sentence)]})
    return found.severity


def test_words_of_others_warn_where_we_wrote_the_sentence() -> None:
    assert severity("brackets", LABELLED, LABELLED) == "warn"
    assert severity("magnitude", ASKED, ASKED) == "warn"


def test_an_editors_sentence_and_our_own_arithmetic_fail() -> None:
    edited = LABELLED.replace("stood", "was")
    assert severity("brackets", edited, edited) == "fail"
    assert severity("table-total", OURS, OURS) == "fail"
    assert severity("liquid", ASKED, ASKED) == "fail"


def test_every_name_of_a_check_of_words_is_a_check() -> None:
    assert set(CHECKS) >= WORDING
