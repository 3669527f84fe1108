"""An owner's page is on the site, or named with what is wrong with it; it stops no brief."""

from pathlib import Path

import pytest

from brief.desk.building import build_site
from brief.store import Store
from nights import new_site

PAGE = '---\ntitle: "{title}"\n{more}---\n\nWords.\n'


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return new_site(tmp_path)


def write(store: Store, name: str, title: str, more: str = "") -> None:
    (store.content / f"{name}.md").write_text(PAGE.format(title=title, more=more), "utf-8")


def test_a_page_is_served_and_every_other_page_leads_to_it(store: Store) -> None:
    write(store, "staff", "Who we are", "permalink: /who/\n")
    assert build_site(store) == []
    assert "<p>Words.</p>" in (store.site / "who" / "index.html").read_text("utf-8")
    assert '<a href="../who/">Who we are</a>' in (store.site / "status" / "index.html").read_text("utf-8")


def test_jekyll_s_lists_of_posts_are_not_taken_for_pages(store: Store) -> None:
    assert build_site(store) == []
    assert "No brief has been published yet." in (store.site / "index.html").read_text("utf-8")
    assert not (store.site / "index").exists()


def test_a_page_that_cannot_be_read_is_left_out_and_told(store: Store) -> None:
    (store.content / "about.md").write_bytes(b"---\ntitle: About\n---\n\xff\n")
    write(store, "other", "Method", "permalink: /method/\n")
    assert build_site(store) == [
        "about.md:4: this is not UTF-8 text; save the file as UTF-8, then run again. It was left out.",
        "other.md: method.md is at /method/ already; change its permalink. It was left out.",
    ]
    assert not (store.site / "about").exists()
    assert 'href="about/"' not in (store.site / "index.html").read_text("utf-8")


def test_a_page_that_is_not_published_is_in_the_preview_only(store: Store) -> None:
    write(store, "plans", "Plans", "published: false\n")
    build_site(store)
    build_site(store, drafts=True)
    assert not (store.site / "plans").exists()
    assert (store.preview / "plans" / "index.html").exists()
    assert "Disallow: /\n" in (store.preview / "robots.txt").read_text("utf-8")
    assert "Disallow" not in (store.site / "robots.txt").read_text("utf-8")


@pytest.mark.slow
def test_another_meaning_of_a_term_reaches_the_posts(store: Store) -> None:
    (store.content / "_posts").mkdir(exist_ok=True)
    (store.content / "_posts" / "2025-11-04-x.md").write_text(PAGE.format(title="A", more="published: true\n"), "utf-8")
    post = store.site / "2025" / "11" / "04" / "x" / "index.html"
    build_site(store)
    assert "<p>Words.</p>" in post.read_text("utf-8")
    (store.content / "glossary.md").write_text('---\ntitle: "G"\n---\n\n### Word\n\nA sign.\n', "utf-8")
    build_site(store)
    assert '<a class="term" data-brief="wrap" href="../../../../glossary/#word">Words</a>.' in post.read_text("utf-8")
    assert "<p>A sign.</p>" in post.read_text("utf-8")
