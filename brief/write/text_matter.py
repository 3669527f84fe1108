"""A hand-written page of `content/`, read: its front matter, its address, and what Jekyll would make otherwise of it.

Owns which of these files are pages of ours: those with front matter, but for a list of posts, which is `layout: home`
and Jekyll's own. Refuses an address that leads out of the site, and Liquid, which only Jekyll reads.
"""

import re

from brief.errors import ChecksFailed
from brief.models.text import Text
from brief.write.matter import line_of, load, refuse_no_text, split, text_of

HOME = "home"
_LIQUID = re.compile(r"\{[{%]")
_PART = r"[A-Za-z0-9_-][A-Za-z0-9._-]*"
_PATH = re.compile(rf"/(?!$)(?:{_PART}/)*(?:{_PART}\.html)?")


def read_text(name: str, text: str) -> Text | None:
    """The page in the file `NAME.md`; None where the file is no page of ours. What is wrong is a sentence with line."""
    file = f"{name}.md"
    if not text.removeprefix("\ufeff").startswith("---"):
        return None
    refuse_no_text(file, text)
    front, body = split(file, text)
    fields = load(file, front)
    if fields.get("layout") == HOME:
        return None
    texts = {key: text_of(file, front, key, fields[key]) for key in ("title", "description") if key in fields}
    if not texts.get("title", "").strip():
        raise ChecksFailed(f'{line_of(file, front, "title")}: the page has no title; write title: "...".')
    published = fields.get("published", True)
    if not isinstance(published, bool):
        at = line_of(file, front, "published")
        raise ChecksFailed(f"{at}: published is neither true nor false; write one of them.")
    if found := _LIQUID.search(body):
        line = text.count("\n", 0, text.rindex(body) + found.start()) + 1
        raise ChecksFailed(f"{file}:{line}: {found[0]} is Liquid, which only Jekyll reads; write the text itself.")
    path = _path(file, front, fields.get("permalink", "/" if name == "index" else f"/{name}/"))
    return Text(name=name, path=path, published=published, body=body, **texts)


def _path(file: str, front: str, value: object) -> str:
    if isinstance(value, str) and _PATH.fullmatch(value):
        return value
    at = line_of(file, front, "permalink")
    raise ChecksFailed(f"{at}: {value!r} is no address of a page; write permalink: /about/ or /about/us.html.")
