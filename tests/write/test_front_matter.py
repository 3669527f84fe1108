"""What a post's file says must be what both sites publish, and publishing changes one word."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.errors import ChecksFailed
from brief.models import Post
from brief.write.front_matter import publish, read_post, stamp, withdraw

ID = "2025-11-04-daily-crypto-market-brief"
POST = """---
layout: post
title: "Funds: $1.37B \\"gone\\" # not a comment"
date: 2025-11-04
category: "crypto"
published: false
description: "One line."
excerpt: "Two lines."
as_of: "2025-11-04T12:00:00Z"
edition: "schema 1, rules 1"
---

### Market Overview

published: false

---

The end.\x20\x20
"""


def with_line(old: str, new: str) -> str:
    assert old in POST
    return POST.replace(old, new, 1)


def test_a_post_is_read_whole() -> None:
    assert read_post(ID, POST) == Post(
        id=ID,
        slug="daily-crypto-market-brief",
        day=date(2025, 11, 4),
        title='Funds: $1.37B "gone" # not a comment',
        category="crypto",
        published=False,
        description="One line.",
        excerpt="Two lines.",
        as_of=datetime(2025, 11, 4, 12, tzinfo=UTC),
        body="\n### Market Overview\n\npublished: false\n\n---\n\nThe end.  \n",
    )


@pytest.mark.parametrize(
    "changed", ["\ufeff" + POST, POST.replace("\n", "\r\n"), "\ufeff" + POST.replace("\n", "\r\n")]
)
def test_an_editor_on_windows_changes_nothing(changed: str) -> None:
    read = read_post(ID, changed)
    assert read.model_copy(update={"body": read.body.replace("\r\n", "\n")}) == read_post(ID, POST)


def test_a_post_of_few_lines_is_published_as_jekyll_does() -> None:
    read = read_post("2025-11-04-x", "---\ntitle: Old\n...\nbody")
    assert (read.day, read.published, read.as_of, read.body) == (date(2025, 11, 4), True, None, "body")


@pytest.mark.parametrize(
    "date_line",
    [
        "2025-11-04 23:59:00",
        '"2025-11-04"',
        "2025-11-05T01:00:00+02:00",
        "2025-11-04T00:00:00Z",
        "2025-11-04 # Tuesday",
    ],
)
def test_a_date_that_means_the_same_day_agrees(date_line: str) -> None:
    assert read_post(ID, with_line("date: 2025-11-04", f"date: {date_line}")).day == date(2025, 11, 4)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("date: 2025-11-04", "date: 2025-11-05", ":4: the date is not the file name's; write date: 2025-11-04."),
        ("date: 2025-11-04", "date: 2025-11-04T23:30:00-08:00", ":4: the date is not the file name's"),
        ("date: 2025-11-04", "date: soon", ":4: 'soon' is no date"),
        ("date: 2025-11-04", "date: 20251104", ":4: 20251104 is no date"),
        ("date: 2025-11-04", "date: 2025-13-45", ":1: the front matter holds a value that cannot be"),
        (
            'category: "crypto"',
            "category: a: b",
            ":5: the front matter is no YAML: mapping values are not allowed",
        ),
        ('category: "crypto"', 'category: "\\$1"', ":5: the front matter is no YAML: found unknown escape character"),
        ('category: "crypto"', "category: [HIGH] x", ":5: the front matter is no YAML"),
        ('category: "crypto"', "category: @x", ":5: the front matter is no YAML"),
        ('category: "crypto"', "category: \x07", ":5: the front matter holds a control character"),
        ('category: "crypto"', "category: 1000", ":5: category is a int to YAML; put it in quotes"),
        ('category: "crypto"', "category:", ":5: category is nothing to YAML"),
        ("title:", "titel:", ":1: the post has no title"),
        ('"Funds: $1.37B \\"gone\\" # not a comment"', "2025-11-04", ":3: title is a date to YAML"),
        ('"Funds: $1.37B \\"gone\\" # not a comment"', '" "', ":3: the post has no title"),
        ("published: false", 'published: "false"', ":6: published is neither true nor false"),
        ("2025-11-04T12:00:00Z", "noon", ":9: 'noon' is no time"),
        ("2025-11-04T12:00:00Z", "2025-11-04T12:00:00", ":9: '2025-11-04T12:00:00' is no time"),
        ("layout: post", "permalink: /x/", ":2: permalink would move the post on one site only"),
        ("layout: post", "slug: x", ":2: slug would move the post on one site only"),
    ],
)
def test_what_jekyll_would_publish_otherwise_is_told_with_file_and_line(old: str, new: str, told: str) -> None:
    with pytest.raises(ChecksFailed) as refused:
        read_post(ID, with_line(old, new))
    assert str(refused.value).startswith(f"{ID}.md{told}")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Just a body.\n", "x.md:1: there is no front matter"),
        ("", "x.md:1: there is no front matter"),
        ("\n---\ntitle: x\n---\n", "x.md:1: there is no front matter"),
        ("---- \ntitle: x\n---\n", "x.md:1: there is no front matter"),
        ("---\ntitle: x\n\nbody\n", "x.md:1: the front matter is not closed"),
        ("---\njust words\n---\n", "x.md:1: the front matter is not a list"),
        ("---\n---\nbody", "x.md:1: the front matter is not a list"),
    ],
)
def test_a_file_without_front_matter_is_no_post(text: str, told: str) -> None:
    with pytest.raises(ChecksFailed) as refused:
        read_post("2025-11-04-x", text)
    assert str(refused.value).startswith(f"2025-11-04-{told}")


@pytest.mark.parametrize(
    "name", ["daily-brief-2025-11-04", "2025-11-04", "2025-11-31-x", "2025-11-04-a--b", "2025-11-04-ä"]
)
def test_a_file_that_jekyll_would_skip_or_rename_is_told(name: str) -> None:
    with pytest.raises(ChecksFailed, match="is no name of a post"):
        read_post(name, POST)


def test_publishing_changes_one_word() -> None:
    assert publish(POST) == POST.replace("published: false", "published: true", 1)


@given(
    before=st.sampled_from(["", "\ufeff"]),
    end=st.sampled_from(["\n", "\r\n"]),
    blanks=st.text(" \t", max_size=3),
    comment=st.sampled_from(["", " # not yet", " #published: false"]),
    body=st.text(st.characters(exclude_categories=["Cs"])),
)
def test_publishing_keeps_every_other_character(before: str, end: str, blanks: str, comment: str, body: str) -> None:
    head = f'{before}---{end}title: "x"{end}published:{blanks} '
    tail = f"{blanks}{comment}{end}---{end}{body}"
    assert publish(f"{head}false{tail}") == f"{head}true{tail}"
    assert publish(f"{head}true{tail}") == f"{head}true{tail}"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("published: false\n", "", "The front matter has no line `published: false`"),
        ("published: false", "published: false\npublished: false", "The front matter has 2 lines `published: false`"),
        ("published: false", "published: no", "The front matter says `published: no`"),
        ("published: false", "  published: false", "The front matter has no line"),
    ],
)
def test_publishing_refuses_what_it_cannot_flip(old: str, new: str, told: str) -> None:
    with pytest.raises(ChecksFailed) as refused:
        publish(with_line(old, new))
    assert str(refused.value).startswith(told)


CORRECTED = datetime(2025, 11, 4, 14, 5, tzinfo=UTC)
STAMP = 'last_modified_at: "2025-11-04T14:05:00Z"'


@given(
    before=st.sampled_from(["", "\ufeff"]),
    end=st.sampled_from(["\n", "\r\n"]),
    comment=st.sampled_from(["", " # last_modified_at: never"]),
    body=st.text(st.characters(exclude_categories=["Cs"])),
)
def test_withdrawing_and_stamping_keep_every_other_character(before: str, end: str, comment: str, body: str) -> None:
    head, tail = f'{before}---{end}title: "x"{end}', f"{end}---{end}{body}"
    assert withdraw(f"{head}published: true{comment}{tail}") == f"{head}published: false{comment}{tail}"
    assert withdraw(f"{head}published: false{comment}{tail}") == f"{head}published: false{comment}{tail}"
    assert stamp(f"{head}published: true{comment}{tail}", CORRECTED) == (
        f"{head}published: true{comment}{end}{STAMP}{tail}"
    )
    assert stamp(f"{head}last_modified_at: 2001-01-01 # old{tail}", CORRECTED) == f"{head}{STAMP}{tail}"


def test_a_post_that_jekyll_publishes_without_being_told_is_withdrawn_by_a_line_more() -> None:
    text = with_line("published: false\n", "")
    assert withdraw(text) == text.replace('rules 1"\n', 'rules 1"\npublished: false\n')
    assert not read_post(ID, withdraw(text)).published


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("published: false", "published: true\npublished: true", "The front matter has 2 lines `published: true`"),
        ("published: false", "published: yes", "The front matter says `published: yes`; write `published: true`"),
    ],
)
def test_withdrawing_refuses_what_it_cannot_flip(old: str, new: str, told: str) -> None:
    with pytest.raises(ChecksFailed) as refused:
        withdraw(with_line(old, new))
    assert str(refused.value).startswith(told)
    assert str(refused.value).endswith("then withdraw again.")


@pytest.mark.parametrize(
    ("value", "corrected"),
    [
        ('"2025-11-04T14:05:00Z"', CORRECTED),
        ("2025-11-04T16:05:00+02:00", CORRECTED),
        ("2025-11-04 14:05:00 +00:00", CORRECTED),
        ("2025-11-04", None),
        ("yesterday", None),
        ("2025-11-04T14:05:00", None),
    ],
)
def test_the_time_of_a_correction_is_read_and_another_programs_dates_are_let_be(
    value: str, corrected: datetime | None
) -> None:
    assert read_post(ID, with_line("published: false", f"last_modified_at: {value}")).corrected == corrected
