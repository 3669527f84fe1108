"""What readers are told of a mistake, in the post and on record: once, dated, and nothing else of the post touched."""

import difflib
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from brief.desk import correction_words, corrections
from brief.desk.substance import Change
from brief.errors import Refused
from brief.models import Correction, Corrections, Post, Reworded
from brief.site.markdown import body_html
from brief.store import Store
from brief.write.front_matter import read_post, stamp
from hostile import HOSTILE

ID = "2025-11-04-brief"
AT = datetime(2025, 11, 4, 14, 5, tzinfo=UTC)
FRONT = '---\nlayout: post\ntitle: "Flows"\ndate: 2025-11-04\npublished: true\n---\n'
BODY = """
### Flows

- **Bitcoin funds** lost \\$186.5 million.[^a]
  It was the fourth session.

***

### Confidence Statement

All agreed.

***

*Not investment advice.*

[^a]: Farside, <https://farside.co.uk/btc/>.
"""
LOST = Reworded(place="text", was="Bitcoin funds lost $168.5 million.", now="Bitcoin funds lost $186.5 million.")
BULLET = """- **Nov. 4, 2025, 14:05 UTC**: Two digits were swapped.
  It said: “Bitcoin funds lost \\$168.5 million.”
"""
SECTION = f"### Corrections\n\n<!-- item: corrections -->\n\n{BULLET}"


def noted(text: str, *, at: datetime = AT, reason: str = "Two digits were swapped", change: Reworded = LOST) -> str:
    return correction_words.noted(text, read_post(ID, text).body, at=at, reason=reason, changes=[change])


def test_the_first_correction_opens_a_section_before_the_closing_lines() -> None:
    assert noted(FRONT + BODY) == FRONT + BODY.replace("All agreed.\n\n***", f"All agreed.\n\n{SECTION}\n***")


def test_a_second_one_joins_the_list_below_the_first() -> None:
    once = noted(FRONT + BODY)
    again = noted(
        once, at=AT + timedelta(hours=2), reason="It was a fifth session.", change=Reworded(place="text", now="x")
    )
    assert again == once.replace(BULLET, f"{BULLET}- **Nov. 4, 2025, 16:05 UTC**: It was a fifth session.\n")


@pytest.mark.parametrize(
    ("body", "after"),
    [
        ("A.\n\n[^a]: x\n", f"A.\n\n{SECTION}\n[^a]: x\n"),
        ("A.\n[^a]: x\n", f"A.\n\n{SECTION}\n[^a]: x\n"),
        ("A.\n", f"A.\n\n{SECTION}"),
        ("A.", f"A.\n\n{SECTION}"),
        ("", SECTION),
        ("A.\n***\n", f"A.\n\n{SECTION}\n***\n"),
        ("***\n\n### H\n\nA.\n", f"***\n\n### H\n\nA.\n\n{SECTION}"),
        ("- A.\n\n***\n- B.\n", f"- A.\n\n***\n- B.\n\n{SECTION}"),
        ("A.\n\n```\n***\n```\n", f"A.\n\n```\n***\n```\n\n{SECTION}"),
    ],
)
def test_a_post_of_any_shape_gets_its_section_at_its_end(body: str, after: str) -> None:
    assert noted(FRONT + body) == FRONT + after


@pytest.mark.parametrize(
    "edited",
    [
        FRONT + BODY,
        ("\ufeff" + FRONT + BODY).replace("\n", "\r\n"),
        noted(FRONT + BODY).replace("<!-- item: corrections -->\n\n", ""),
        noted(FRONT + BODY).replace("- **Nov", "* **Nov"),
        noted(FRONT + BODY).replace(BULLET, ""),
        noted(FRONT + BODY).replace("### Corrections\n", "### Berichtigungen\n"),
    ],
)
def test_only_lines_are_added_and_they_are_shown_as_one_list(edited: str) -> None:
    """Whatever an editor made of the file: no other character changes, and each bullet is a bullet of that list."""
    text = noted(edited, at=AT + timedelta(days=1), reason="New")
    steps = difflib.SequenceMatcher(None, edited, text, autojunk=False).get_opcodes()
    assert {step for step, *_ in steps} == {"equal", "insert"}
    assert text.count("\r\n") in (0, text.count("\n"))
    html = body_html(read_post(ID, text).body)
    assert html.count("<ul>") == 2
    assert "<li><strong>Nov. 5, 2025, 14:05 UTC</strong>: New.\n" in html.replace("\r\n", "\n")


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_reason_is_words_whatever_is_in_it(hostile: str) -> None:
    """Somebody pastes a headline into the reason: it must not become markup, a footnote or Liquid."""
    text = noted(FRONT + BODY, reason=f"Wrong: {hostile}", change=Reworded(place="text", was=hostile, now="x"))
    html = body_html(read_post(ID, text).body)
    plain = body_html(read_post(ID, noted(FRONT + BODY)).body)
    assert [html.count(f"<{tag}") for tag in ("li", "h3", "a", "em", "table", "p", "hr")] == [
        plain.count(f"<{tag}") for tag in ("li", "h3", "a", "em", "table", "p", "hr")
    ]
    assert "{{" not in text
    assert "{%" not in text


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ([LOST], "It said: “Bitcoin funds lost \\$168.5 million.”"),
        (
            [Reworded(place="row", was="IBIT, −$168.5 million", now="IBIT, −$186.5 million")],
            "The table said: “IBIT, −\\$168.5 million”.",
        ),
        ([Reworded(place="title", was="BTC Rises", now="BTC Falls")], "The headline said: “BTC Rises”."),
        ([Reworded(place="description", was="It rose.", now="It fell.")], "The summary said: “It rose.”"),
        ([LOST, Reworded(place="title", was="A", now="B")], "It said: “Bitcoin funds lost \\$168.5 million.”"),
        ([Reworded(place="text", was="It rose.")], "Taken out: “It rose.”"),
        ([Reworded(place="text", now="It rose.")], ""),
        ([LOST, Reworded(place="row", was="A", now="B")], ""),
        ([Reworded(place="title", was="A", now="B"), Reworded(place="footnote", was="A", now="B")], ""),
        ([], ""),
    ],
)
def test_what_it_said_before_is_printed_where_one_sentence_tells_it(changes: list[Reworded], said: str) -> None:
    text = correction_words.noted(FRONT + BODY, BODY, at=AT, reason="Wrong", changes=changes)
    (bullet,) = text.split("<!-- item: corrections -->\n\n")[1].split("\n***")[:1]
    assert bullet.splitlines() == ["- **Nov. 4, 2025, 14:05 UTC**: Wrong.", *([f"  {said}"] if said else [])]


def test_of_a_long_sentence_only_the_words_around_the_change_are_quoted() -> None:
    words = [f"word{n}" for n in range(60)]
    was, now = " ".join([*words[:30], "rose", *words[30:]]), " ".join([*words[:30], "fell", *words[30:]])
    text = noted(FRONT + BODY, change=Reworded(place="text", was=was, now=now))
    assert (
        "  It said: “… word24 word25 word26 word27 word28 word29 rose word30 word31 word32 word33 word34 word35 …”\n"
        in text
    )
    start = noted(
        FRONT + BODY, change=Reworded(place="text", was=f"rose {' '.join(words)}", now=f"fell {' '.join(words)}")
    )
    assert "  It said: “rose word0 word1 word2 word3 word4 word5 …”\n" in start


def test_a_change_that_is_repeated_is_told_once() -> None:
    """A wrong price stands in the description, the excerpt and the text."""
    changes = [
        Change("description", "At $1.", "At $2.", "“1” became “2”"),
        Change("excerpt", "At $1.", "At $2.", "“1” became “2”"),
        Change("text", "At $1.", "At $2.", "“1” became “2”"),
        Change("row", "| BTC | $1 |", "| BTC | $2 |", "“1” became “2”"),
    ]
    assert correction_words.reworded(changes) == (
        Reworded(place="text", was="At $1.", now="At $2."),
        Reworded(place="row", was="BTC, $1", now="BTC, $2"),
    )


def correction(at: datetime, *, undone: bool = False) -> Correction:
    return Correction(at=at, reason="Wrong.", changes=(LOST,), sha256="0" * 64, undone=undone)


def post(corrected: datetime | None) -> Post:
    text = FRONT + BODY
    return read_post(ID, stamp(text, corrected) if corrected else text)


def test_what_was_wrong_and_is_told_so_is_no_claim_of_the_post() -> None:
    """Else the checks would stop every later publication for the number that was corrected."""
    text = noted(FRONT + BODY, reason="It was $1.85 [^nowhere]").replace("1.85", "1.85[^b] {{ x }}")
    hidden = correction_words.unquoted(text, read_post(ID, text).body)
    assert [len(line) for line in hidden.splitlines()] == [len(line) for line in text.splitlines()]
    before, bullet, after = hidden.partition("-->\n\n")[0], hidden.split("\n- ")[2].split("\n\n")[0], hidden[-40:]
    assert bullet.split() == ["[^b]", "{{"]
    assert before == text.partition("-->\n\n")[0]
    assert after == text[-40:]
    assert correction_words.unquoted(FRONT + BODY, BODY) == FRONT + BODY


LATER, LATEST = AT + timedelta(hours=1), AT + timedelta(hours=2)


def test_readers_have_the_corrections_up_to_the_stamp_of_the_post() -> None:
    """One that a run wrote down and could not publish, or that was undone, is not on the page."""
    record = Corrections(edition=ID, corrections=(correction(AT), correction(LATER), correction(LATEST)))
    assert [one.at for one in corrections.shown(record, post(LATER))] == [LATER, AT]
    assert corrections.shown(record, post(None)) == ()


def test_what_was_undone_stays_on_record_and_does_not_come_back() -> None:
    record = Corrections(edition=ID, corrections=(correction(AT), correction(LATER)))
    after = corrections.with_one_more(record, post(AT), correction(LATEST))
    assert [(one.at, one.undone) for one in after.corrections] == [(AT, False), (LATER, True), (LATEST, False)]
    assert [one.at for one in corrections.shown(after, post(LATEST))] == [LATEST, AT]


def test_the_record_is_read_as_it_was_written(tmp_path: Path) -> None:
    store = Store(tmp_path)
    record = Corrections(edition=ID, corrections=(correction(AT), correction(LATER, undone=True)))
    corrections.keep(store, record)
    assert corrections.read(store, ID) == record
    stored = json.loads(store.corrections_path(ID).read_text(encoding="utf-8"))
    assert stored["schema"] == 1
    assert stored["corrections"][0]["at"] == "2025-11-04T14:05:00Z"
    assert stored["corrections"][0]["changes"] == [LOST.model_dump()]
    assert corrections.read(store, "2025-11-05-brief").corrections == ()


@pytest.mark.parametrize("damage", ['{"schema": 1, "edition": "x", "corrections": [{"at": 5}]}', "{", ""])
def test_a_damaged_record_is_refused_with_the_place(tmp_path: Path, damage: str) -> None:
    store = Store(tmp_path)
    store.write(store.corrections_path(ID), damage)
    with pytest.raises(Refused, match=rf"^The corrections of {ID} cannot be read, at /.*{ID}\.json; readers were told"):
        corrections.read(store, ID)
