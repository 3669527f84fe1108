"""The registry: what would be wrong in front of readers is told in the order of the file, with what to do."""

import re

from checking import FRONT, FRONT_LINES, post

from brief.desk.checks import CHECKS, run
from brief.desk.checks.explain import page


def test_findings_come_in_the_order_of_the_lines_whatever_check_found_them() -> None:
    body = "Fell.[^a]\n\nSee {{ site.title }}, and Bitcoin is bound to rise.\n\n[^b]: One.\n"
    found = [(finding.line - FRONT_LINES, finding.check) for finding in run(post(FRONT + body))]
    assert found == [(1, "footnote-undefined"), (3, "liquid"), (3, "promise"), (5, "footnote-unused")]


def test_a_post_that_nobody_can_read_is_checked_all_the_same() -> None:
    text = FRONT.replace('title: "Daily', "title: Daily: x") + "Fell.[^a]\n"
    found = {finding.check for finding in run(post(text))}
    assert {"front-matter", "footnote-undefined"} <= found


def test_a_post_in_order_has_no_finding() -> None:
    assert run(post(FRONT + "Fell.[^a] Again.[^a]\n\n[^a]: One, <https://example.org/>.\n")) == []


def test_only_the_checks_asked_for_are_run() -> None:
    text = FRONT + "Fell.[^a]\n\nSee {{ x }}.\n"
    assert [finding.check for finding in run(post(text), {"liquid": CHECKS["liquid"]})] == ["liquid"]


def test_every_check_is_explained_with_an_example() -> None:
    told = page()
    for name in CHECKS:
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", name)
        own = told.split(f"\n## {name}\n")[1].split("\n## ")[0]
        sentence, example = own.strip().split("\n\n")[:2]
        assert sentence.endswith(".")
        assert example.startswith("Example: ")
