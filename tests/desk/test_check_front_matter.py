"""A front matter that Jekyll reads otherwise than we do, or that readers would stumble over, is listed, too."""

from datetime import date

import pytest
from checking import FRONT, lines, piece, post

from brief.desk.checks import CHECKS, run
from brief.desk.checks.front_matter import (
    KEYS,
    front_matter,
    front_matter_keys,
    front_matter_words,
)
from brief.desk.checks.headline import front_matter_length
from brief.desk.checks.post_date import front_matter_date


def changed(old: str, new: str) -> str:
    assert old in FRONT
    return FRONT.replace(old, new)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        (changed('"Daily Crypto Market Brief', "Daily: Crypto Market Brief"), 3, "The front matter is no YAML"),
        (changed("date: 2025-11-04", "date: 2025-11-05"), 4, "The date is not the file name's."),
        (changed("date: 2025-11-04", "date: yesterday"), 4, "'yesterday' is no date."),
        (changed("published: false", "published: maybe"), 6, "Published is neither true nor false."),
        (changed('edition: "', 'permalink: /a/\nedition: "'), 10, "Permalink would move the post on one site only."),
        ("Fell.\n", 1, "There is no front matter."),
        (FRONT.removesuffix("---\n"), 1, "The front matter is not closed."),
    ],
)
def test_what_nobody_can_read_is_a_finding_like_any_other(text: str, line: int, message: str) -> None:
    (found,) = front_matter(post(text))
    assert found.line == line
    assert found.message.startswith(message)
    assert found.fix[0].isupper()
    assert found.severity == "fail"


def test_a_file_name_that_is_no_posts_is_told() -> None:
    case = post(FRONT + "Fell.\n").model_copy(update={"name": "brief.md"})
    assert lines(front_matter, case) == [(1, "Brief.md is no name of a post.")]


def test_a_post_in_order_has_no_finding_and_a_piece_needs_no_front_matter() -> None:
    checks = {name: CHECKS[name] for name in CHECKS if name.startswith("front-matter")}
    assert run(post(FRONT + "Fell.\n"), checks) == []
    assert run(piece("Fell.\n"), checks) == []
    assert run(piece('---\ntitle: "A"\ndate: 2025-11-04\n---\nFell.\n', name="my-brief-2025-11-04.md"), checks) == []


def test_a_piece_with_a_broken_front_matter_is_told_as_well() -> None:
    (found,) = front_matter(piece("---\ntitle: A: b\n---\nFell.\n"))
    assert (found.line, found.message.startswith("The front matter is no YAML")) == (2, True)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        (changed('"crypto"', '"crpyto"'), 5, "The category is “crpyto”, not “crypto”."),
        (changed('"crypto"', '"markets"'), 5, "The category is “markets”, not “crypto”."),
        (changed("layout: post", "layout: psot"), 2, "The layout is “psot”, not “post”."),
        (changed("description:", "desciption:"), 7, "The field desciption is not known; description is."),
    ],
)
def test_a_misspelled_word_is_found(text: str, line: int, message: str) -> None:
    assert lines(front_matter_words, post(text)) == [(line, message)]


def test_others_may_have_fields_and_categories_of_their_own() -> None:
    text = "---\ntitle: A\ncategory: weather\ntags: [a]\nmood: good\nlayout: wide\n---\n"
    assert lines(front_matter_words, piece(text)) == []
    assert lines(front_matter_words, piece("---\ncategory: crpyto\n---\n")) == [
        (2, "The category is “crpyto”, not “crypto”.")
    ]


@pytest.mark.parametrize(
    ("text", "line", "message", "severity"),
    [
        (changed('excerpt: "Bitcoin fell, and funds lost money."\n', ""), 1, "The field excerpt is missing.", "warn"),
        (changed('description: "Bitcoin fell."', 'description: ""'), 7, "The field description is empty.", "warn"),
        (changed('"crypto"', "crypto"), 5, "The field category is not in quotes.", "warn"),
        (
            changed("published: false\n", "published: false\npublished: true\n"),
            6,
            "The field published is there twice.",
            "fail",
        ),
        (
            changed('category: "crypto"\npublished: false\n', 'published: false\ncategory: "crypto"\n'),
            5,
            f"The field published is not in its place: the order is {', '.join(KEYS)}.",
            "note",
        ),
    ],
)
def test_a_field_that_is_missing_bare_or_out_of_place(text: str, line: int, message: str, severity: str) -> None:
    found = [(one.line, one.message, one.severity) for one in front_matter_keys(post(text))]
    assert found == [(line, message, severity)]


def test_an_editors_own_field_is_no_matter() -> None:
    assert lines(front_matter_keys, post(changed('as_of: "', 'author: me\nlast_modified_at: 2025\nas_of: "'))) == []


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        (changed("2025-11-04\ncat", "2025-11-04 06:00:00 +0000\ncat"), 4, "The date has a time of day."),
        (
            changed("2025-11-04T12:00:00Z", "2025-11-05T00:30:00Z"),
            9,
            "The figures are as of Nov. 5, 2025 at UTC, and the date is 2025-11-04.",
        ),
        (
            FRONT + "\nAs of November 4–5, 2025 (03:27 UTC), all fell.\n",
            4,
            "The date is 2025-11-04 without a time, and the text (line 13) is as of Nov. 4 and Nov. 5.",
        ),
        (
            FRONT + "Prices as of Nov. 6 are lower.\n",
            4,
            "The date is 2025-11-04 without a time, and the text (line 12) is as of Nov. 6.",
        ),
    ],
)
def test_a_date_that_is_not_one_day(text: str, line: int, message: str) -> None:
    assert lines(front_matter_date, post(text)) == [(line, message)]


def test_a_day_in_another_zone_is_the_day_at_utc() -> None:
    text = "---\ntitle: A\ndate: 2025-11-04T22:00:00-05:00\n---\n"
    assert lines(front_matter_date, piece(text, name="a-2025-11-04.md")) == [
        (3, "The date is 2025-11-05 at UTC, and the file's name says 2025-11-04.")
    ]
    assert lines(front_matter_date, piece(text, date(2025, 11, 5), name="a-2025-11-05.md")) == []


def test_figures_may_be_older_than_the_post() -> None:
    assert (
        lines(front_matter_date, post(FRONT + "As of Oct. 31, holders had less. As of Nov. 4 they have more.\n")) == []
    )


def test_the_briefs_own_name_does_not_count_for_the_headlines_length() -> None:
    headline = "Seven Sessions of Bitcoin Fund Outflows: $1.37B Liquidated, BTC Above $1.25M"
    assert len(headline) == 76
    text = changed("Four Sessions of Outflows", headline)
    assert lines(front_matter_length, post(text)) == []
    assert lines(front_matter_length, post(text.replace("Seven", "Twenty-Five"))) == [
        (3, "The headline has 82 characters; 80 are shown.")
    ]


def test_a_description_is_one_sentence() -> None:
    text = changed('description: "Bitcoin fell."', f'description: "{"Bitcoin fell. " * 15}"')
    assert lines(front_matter_length, post(text)) == [(7, "The description has 210 characters; 200 are shown.")]
