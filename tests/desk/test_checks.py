"""What would be wrong in front of readers stops publishing, and the editor is told which line and what to do."""

import pytest

from brief.desk.checks import check_post

FRONT = '---\ntitle: "A"\ndate: 2025-11-04\n---\n\n'


def test_liquid_in_a_post_is_named_by_its_line_in_the_file() -> None:
    text = '---\ntitle: "A"\ndate: 2025-11-04\n---\n\nFine.\nSee {{ site.title }}.\n'
    (found,) = check_post("2025-11-04-a", text)
    assert (found.check, found.line, found.fix) == ("liquid", 7, "Write &#123;&#123;.")


def test_a_footnote_in_code_is_no_footnote() -> None:
    text = '---\ntitle: "A"\ndate: 2025-11-04\n---\n\nWrite `[^note]` so:\n\n```\n[^other]\n```\n'
    assert check_post("2025-11-04-a", text) == []


@pytest.mark.parametrize(
    ("body", "line", "message"),
    [
        ("Fell.[^a]\n", 6, "The footnote a is not defined."),
        ("Fell.[^a]\n\n[^a]: One.\n\n[^a]: Two.\n", 10, "The footnote a is defined twice."),
        ("Fell.[^a]\n\n[^a]:\n", 8, "The footnote a is empty."),
        ("Fell.\n\n[^a]: One.\n", 8, "The footnote a is defined and never used."),
    ],
)
def test_a_footnote_that_leads_nowhere_is_found(body: str, line: int, message: str) -> None:
    (found,) = check_post("2025-11-04-a", FRONT + body)
    assert (found.check, found.line, found.message) == ("footnotes", line, message)
    assert found.fix


def test_a_post_in_order_has_no_finding() -> None:
    assert check_post("2025-11-04-a", FRONT + "Fell.[^a] Again.[^a]\n\n[^a]: One, <https://example.org/>.\n") == []
