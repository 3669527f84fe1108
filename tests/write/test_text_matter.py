"""A page that an owner adds is read as Jekyll reads it, or left out with a sentence that says what to change."""

import pytest

from brief.errors import ChecksFailed
from brief.write.text_matter import read_text


def page(front: str, body: str = "Words.\n") -> str:
    return f"---\nlayout: page\n{front}\n---\n{body}"


def test_a_page_says_where_it_is_and_what_it_is_called() -> None:
    found = read_text("about", page('title: "About"\ndescription: "Us."\npermalink: /about/us.html'))
    assert found is not None
    assert (found.name, found.path, found.title, found.description) == ("about", "/about/us.html", "About", "Us.")
    assert (found.published, found.body) == (True, "Words.\n")


@pytest.mark.parametrize(("name", "path"), [("about", "/about/"), ("On_us.2", "/On_us.2/")])
def test_a_page_without_an_address_is_called_by_its_file(name: str, path: str) -> None:
    found = read_text(name, page("title: A"))
    assert found is not None
    assert found.path == path


@pytest.mark.parametrize("text", ["", "# A readme\n", "---\nlayout: home\n---\n{% for %}\n", "--\ntitle: A\n---\n"])
def test_what_is_no_page_or_a_list_of_jekyll_s_is_left_alone(text: str) -> None:
    assert read_text("index", text) is None


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a", page("x: 1"), 'a.md:1: the page has no title; write title: "...".'),
        ("a", page('title: " "'), "a.md:3: the page has no title"),
        ("a", page("title: 7"), 'a.md:3: title is a int to YAML; put it in quotes: title: "...".'),
        ("a", page("title: A\npublished: maybe"), "a.md:4: published is neither true nor false"),
        ("a", page("title: A\npermalink: about"), "a.md:4: 'about' is no address of a page; write permalink: /about/"),
        ("a", page("title: A\npermalink: /../x/"), "is no address of a page"),
        ("a", page("title: A\npermalink: /"), "is no address of a page"),
        ("a", page("title: A\npermalink: 7"), "is no address of a page"),
        ("index", page("title: A"), "index.md:1: '/' is no address of a page"),
        ("a page", page("title: A"), "'/a page/' is no address of a page"),
        ("a", page("title: A", "one\n\n{{ site.title }}\n"), "a.md:7: {{ is Liquid, which only Jekyll reads"),
        ("a", page("title: A", "{%"), "a.md:5: {% is Liquid"),
        ("a", "---\ntitle: A\n", "a.md:1: the front matter is not closed"),
        ("a", "---\ntitle: [\n---\n", "the front matter is no YAML"),
        ("a", page("title: A", "\udcff"), "a.md:5: this is not UTF-8 text"),
    ],
)
def test_what_cannot_be_served_is_told_by_its_line(name: str, text: str, said: str) -> None:
    with pytest.raises(ChecksFailed) as refused:
        read_text(name, text)
    assert said in str(refused.value)
