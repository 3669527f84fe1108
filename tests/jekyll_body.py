"""Two bodies of one post, Jekyll's and ours, brought to the same form so that a test can say they are equal.

Jekyll builds a throw-away site; a small plugin writes down what each post's Markdown became before any layout. Compared
are elements, attributes (those of footnotes and headings included) and text. Not compared: white space between
blocks, comments, how a style or an address is spelled inside, and the wrappers of Jekyll's code highlighter.

What our pages add is marked `data-brief` and taken away first, and nothing else: an element where it is empty, the
element round its content where it says `wrap`, and else the attributes that it lists. Where `data-address` is listed,
the post's own address stands there, and our page's way to it in its place.
"""

import json
import re
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import bs4

_PLUGIN = """
require "json"
Jekyll::Hooks.register :site, :post_render do |site|
  posts = site.posts.docs.map do |d|
    [d.basename_without_ext, { "html" => d.content, "url" => d.url, "title" => d.data["title"] }]
  end
  File.write(File.join(site.source, "posts.json"), JSON.generate(posts.to_h))
end
"""
_CONFIG = """
permalink: /:year/:month/:day/:title/
timezone: UTC
future: true
strict_front_matter: true
disable_disk_cache: true
"""
_BLOCKS = {
    *("[document]", "blockquote", "body", "br", "div", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol"),
    *("p", "pre", "section", "table", "tbody", "td", "th", "thead", "tr", "ul"),
}


def built_by_jekyll(jekyll: str, posts: Mapping[str, str], folder: Path, *, parser: str = "GFM") -> dict[str, Any]:
    """What real Jekyll made of posts (file stem -> text): for each its `html`, `url` and `title`."""
    (folder / "_posts").mkdir(parents=True)
    (folder / "_plugins").mkdir()
    (folder / "_plugins" / "dump.rb").write_text(_PLUGIN)
    (folder / "_config.yml").write_text(f"{_CONFIG}kramdown:\n  input: {parser}\n")
    for stem, text in posts.items():
        (folder / "_posts" / f"{stem}.md").write_text(text, "utf-8", newline="")
    command = [jekyll, "build", "--quiet", "-s", str(folder), "-d", str(folder / "_site")]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr[-2000:]
    made: dict[str, Any] = json.loads((folder / "posts.json").read_text("utf-8"))
    return made


def canonical(html: str, *, curled: bool = True) -> list[str]:
    """One line for each node, indented. Without `curled`, typographic quotes and dashes count as the plain ones."""
    soup = bs4.BeautifulSoup(html, "html.parser")
    _take_away_ours(soup)
    return list(_lines(soup, 0, curled=curled))


def _take_away_ours(soup: bs4.BeautifulSoup) -> None:
    for tag in soup.select("[data-brief]"):
        added = str(tag.attrs.pop("data-brief")).split()
        if not added:
            tag.decompose()
        elif added == ["wrap"]:
            tag.unwrap()
        for name in added if added != ["wrap"] else ():
            value = tag.attrs.pop(name)  # one that is listed and not there is a mistake
            if name == "data-address":
                tag.attrs["src" if tag.name == "img" else "href"] = value


def _lines(parent: bs4.Tag, depth: int, *, curled: bool) -> Iterator[str]:
    pad = "  " * depth
    children = _children(parent)
    for i, child in enumerate(children):
        if isinstance(child, bs4.Tag):
            if code := _highlighted(child):
                yield f"{pad}<pre> {code!r}"
                continue
            yield f"{pad}<{_NAMES.get(child.name, child.name)}{_attributes(child)}>"
            yield from _lines(child, depth + 1, curled=curled)
            continue
        text = re.sub(r"[ \t\r\n\f]+", " ", child)
        if _is_edge(parent, children[i - 1] if i else None):
            text = text.lstrip(" ")
        if _is_edge(parent, children[i + 1] if i + 1 < len(children) else None):
            text = text.rstrip(" ")
        if text:
            yield f"{pad}{text if curled else _straight(text)!r}"


_NAMES = {"del": "s"}
_STRAIGHT = {"‘": "'", "’": "'", "“": '"', "”": '"', "–": "--", "—": "---", "…": "...", "«": "<<", "»": ">>"}


def _children(parent: bs4.Tag) -> list[bs4.Tag | str]:
    """Child nodes without comments, neighbouring texts joined."""
    children: list[bs4.Tag | str] = []
    for child in parent.children:
        if isinstance(child, bs4.Comment):
            continue
        if isinstance(child, bs4.Tag):
            children.append(child)
        elif children and isinstance(children[-1], str):
            children[-1] += str(child)
        else:
            children.append(str(child))
    return children


def _is_edge(parent: bs4.Tag, neighbour: bs4.Tag | str | None) -> bool:
    if neighbour is None:
        return parent.name in _BLOCKS
    return isinstance(neighbour, bs4.Tag) and neighbour.name in _BLOCKS


def _highlighted(tag: bs4.Tag) -> str:
    """The text of a code block, whatever is wrapped round it."""
    is_code = tag.name == "pre" or "highlighter-rouge" in tag.get_attribute_list("class")
    return tag.get_text().rstrip() if is_code and tag.name != "code" else ""


def _attributes(tag: bs4.Tag) -> str:
    if tag.name == "code":
        return ""  # the highlighter's classes
    return "".join(f" {name}={_value(name, tag[name])!r}" for name in sorted(tag.attrs))


def _value(name: str, value: object) -> str:
    text = " ".join(value) if isinstance(value, list) else str(value)
    if name == "style":
        return re.sub(r"\s*([:;])\s*", r"\1", text.strip()).rstrip(";")
    return unquote(text) if name in ("href", "src") else text


def _straight(text: str) -> str:
    """Plain quotes and dashes, outside addresses."""
    parts = re.split(r"(\S*://\S*)", text)
    plain = str.maketrans(_STRAIGHT)
    return "".join(part if i % 2 else part.translate(plain) for i, part in enumerate(parts))
