"""Whose words a check judges: a quotation is somebody else's, and its line is the line of the file."""

from checking import FRONT, FRONT_LINES, piece, post

from brief.desk.checks.passages import passages, prose, told


def own(text: str) -> list[str]:
    return [one.own for one in told(piece(text))]


def test_quoted_speech_is_not_the_texts_own() -> None:
    assert own("He said “buy now” twice.") == ["He said “” twice."]
    assert own('They call it "a sure thing" there.') == ['They call it "" there.']


def test_a_quotation_of_several_sentences_is_nobodys_to_its_end() -> None:
    assert own("“It will rise. It must,” he said. Nobody knows.") == ["“", "” he said.", "Nobody knows."]


def test_a_quotation_ends_with_its_paragraph() -> None:
    assert own("He said “never closed.\n\nInvestors should sell.")[-1] == "Investors should sell."


def test_lines_are_the_files() -> None:
    body = "Fell.\n\n- **One** rose.[^a]\n  It stayed.\n\n[^a]: A.\n"
    found = [(one.line, one.text, one.notes) for one in told(post(FRONT + body))]
    assert found == [
        (FRONT_LINES + 1, "Fell.", ()),
        (FRONT_LINES + 3, "One rose.", ("a",)),
        (FRONT_LINES + 4, "It stayed.", ()),
    ]


def test_a_passage_is_a_paragraph_or_a_list_item() -> None:
    case = piece("### One\n\nFell. Rose.\n\n- First.\n- Second. Third.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n")
    assert [[one.text for one in passage] for passage in passages(case)][:4] == [
        ["One"],
        ["Fell.", "Rose."],
        ["First."],
        ["Second.", "Third."],
    ]
    assert [one.text for one in prose(case)] == ["Fell.", "Rose.", "First.", "Second.", "Third."]


def test_comments_code_and_footnotes_are_not_read() -> None:
    assert own("<!-- item: a -->\n\nFell `at once`.\n\n```\nbuy\n```\n\n[^a]: Buy.\n") == ["Fell at once."]
