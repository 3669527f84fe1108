"""What may come of a fuzzed input: something a page can be made of, or a documented refusal in one sentence or two."""

import re
from collections.abc import Iterable

import bs4

from brief.errors import BriefError
from brief.models import Item, Reading
from brief.site.markdown import body_html
from brief.write import escape
from fuzz.dice import Dice

LONGEST = 1500
_SCRIPTS = {"script", "img", "iframe", "svg", "style", "form", "object", "embed", "link", "meta", "base", "input"}


def refused(error: BriefError, source: str = "") -> None:
    """A refusal is text on one line that names its source, and nothing of Python."""
    said = str(error)
    assert said == " ".join(said.splitlines()), said
    said.encode()
    assert len(said) <= LONGEST, said
    assert said.endswith("."), said
    assert "Traceback" not in said
    if source:
        assert said.startswith(source), said


def told(readings: Iterable[Reading], items: Iterable[Item], dice: Dice) -> None:
    """Figures are finite and have a place; what a reader would see of one text of them is that text and no markup."""
    texts: list[str] = []
    for reading in readings:
        assert reading.value.is_finite()
        assert reading.figure == " ".join(reading.figure.split())
        assert len(f"{reading.value:f}") < 200
        texts += reading.detail.values()
    for item in items:
        for text in (item.title, *item.detail.values()):
            assert text == " ".join(text.split())
            text.encode()
        assert item.title
        assert re.match(r"https?://", item.link) or not item.link
        texts += [item.title, item.outlet, *item.detail.values()]
    if texts:
        shown(dice.one_of(texts))


def shown(text: str) -> str:
    """What a reader sees of a text from outside in a paragraph, a bullet and a table; no markup of its own among it."""
    safe = escape.text(text)
    body = f"Before {safe} after.\n\n- **Lead**: {safe}\n\n| A | B |\n|:---|---:|\n| {safe} | 1 |\n"
    escape.refuse_liquid(body)
    page = bs4.BeautifulSoup(body_html(body), "html.parser")
    for tag in page.find_all(True):
        assert tag.name not in _SCRIPTS, tag
        assert not [name for name in tag.attrs if name.startswith("on")], tag
        assert str(tag.get("href", "https://")).startswith(("https://", "http://", "mailto:", "#")), tag
    assert len(page.find_all("table")) == 1, body
    assert len(page.find_all("td")) == 2, body
    return body
