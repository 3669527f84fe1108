"""A post's front matter: readable, complete, spelled as Jekyll and readers expect.

Owns the fields' names, order and values; the date is `post_date`. Refuses to repeat what `write.front_matter` refuses:
its sentence is passed on, so that everything that is wrong is listed at once.
"""

import re
from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches

from brief.desk.checks.case import Case
from brief.desk.checks.finding import Found
from brief.desk.checks.post_date import day_at_utc, read_date
from brief.errors import ChecksFailed
from brief.write.front_matter import read_post

KEYS = ("layout", "title", "date", "category", "published", "description", "excerpt", "as_of", "edition")
_QUOTED = ("title", "category", "description", "excerpt", "as_of", "edition")
_OTHERS = (
    *("tags", "categories", "author", "authors", "image", "lang", "last_modified_at", "permalink", "slug", "summary"),
)
_LAYOUTS = ("post", "page", "default", "home")
CATEGORIES = ("crypto",)
_COMMON_CATEGORIES = (
    *(*CATEGORIES, "markets", "news", "analysis", "research", "regulation", "security", "bitcoin", "ethereum"),
    *("stablecoins", "macro", "policy", "technology", "finance", "economy", "opinion", "daily", "weekly", "monthly"),
)
_KEY = re.compile(r"^([\"']?)([A-Za-z_][\w-]*)\1[ \t]*:[ \t]*(.*?)[ \t]*\r?$", re.MULTILINE)
_PLACE = re.compile(r"^\S+?:(\d+): ")
_POST_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})-[A-Za-z0-9_-]+$")
_NEAR = 0.8


def front_matter(case: Case) -> Iterator[Found]:
    """Nobody can read the front matter, or Jekyll would publish the post under another day or address.

    Example: `title: Bitcoin: below $104K` without quotes, which is no YAML.
    """
    if not case.ours and not case.front_text:
        return
    try:
        read_post(_name(case), case.text)
    except ChecksFailed as unreadable:
        place = _PLACE.match(str(unreadable))
        told = str(unreadable)[place.end() if place else 0 :]
        message, _, fix = told.rpartition("; ")
        line = int(place[1]) if place else 1
        yield Found(line, _sentence(message or told), _sentence(fix) if message else "Write it as the README shows.")


def front_matter_words(case: Case) -> Iterator[Found]:
    """A field's name or value is misspelled, or not one of those that exist.

    Example: `category: crpyto` for `category: crypto`.
    """
    for key, value, line in _fields(case):
        known = (*KEYS, *_OTHERS)
        if key not in known and (near := _near(key, known)):
            yield Found(line, f"The field {key} is not known; {near} is.", f"Write {near}:, or give it another name.")
        elif key in ("category", "layout"):
            ours = CATEGORIES if key == "category" else ("post",)
            common = _COMMON_CATEGORIES if key == "category" else _LAYOUTS
            meant = ours[0] if case.ours and value not in ours else _near(value, common)
            if meant:
                yield Found(line, f"The {key} is “{value}”, not “{meant}”.", f"Write {key}: {_spelled(key, meant)}.")


def front_matter_keys(case: Case) -> Iterator[Found]:
    """A field that every post of the brief has is missing, empty, out of order or without its quotes.

    Example: a post without `description:`, which search engines and the feed show.
    """
    if not case.ours or not case.front_text:
        return
    fields = _fields(case)
    there = [key for key, _, _ in fields if key in KEYS]
    for key in KEYS:
        if key not in there:
            yield Found(1, f"The field {key} is missing.", f"Write {key}: as the generated post has it.", "warn")
    for key in sorted({key for key in there if there.count(key) > 1}):
        yield Found(case.line_of(key), f"The field {key} is there twice.", "Keep one of the two.")
    in_order = sorted(there, key=KEYS.index)
    if there != in_order and len(set(there)) == len(there):
        key = next(key for key, right in zip(there, in_order, strict=True) if key != right)
        message = f"The field {key} is not in its place: the order is {', '.join(KEYS)}."
        yield Found(case.line_of(key), message, "Put the fields in this order.", "note")
    for key, value, line in fields:
        if key in _QUOTED and not value:
            yield Found(line, f"The field {key} is empty.", f'Write {key}: "...".', "warn")
        elif key in _QUOTED and not _is_quoted(case, key):
            yield Found(line, f"The field {key} is not in quotes.", f'Write {key}: "...".', "warn")


def _name(case: Case) -> str:
    """The post's id; a text that is not ours gets one of its own day, so that only its front matter is judged."""
    stem = case.name.removesuffix(".md")
    if case.ours or _POST_NAME.fullmatch(stem):
        return stem
    value = read_date(case.front.get("date"))
    day = day_at_utc(value) if value else case.day or date(2000, 1, 1)
    return f"{day.isoformat()}-text"


def _fields(case: Case) -> list[tuple[str, str, int]]:
    """Key, value without quotes, and line of each field of the front matter."""
    found = []
    for field in _KEY.finditer(case.front_text):
        value = re.sub(r"[ \t]+#.*$", "", field[3])
        line = case.front_text.count("\n", 0, field.start()) + 2
        found.append((field[2], value.strip("\"'"), line))
    return found


def _is_quoted(case: Case, key: str) -> bool:
    found = re.search(rf"^[\"']?{key}[\"']?[ \t]*:[ \t]*[\"']", case.front_text, re.MULTILINE)
    return bool(found)


def _near(word: str, known: tuple[str, ...]) -> str:
    """The known word that this one is a slip of; empty where it is none, or known itself."""
    if word.lower() in known:
        return ""
    return next(iter(get_close_matches(word.lower(), known, n=1, cutoff=_NEAR)), "")


def _spelled(key: str, value: str) -> str:
    return f'"{value}"' if key in _QUOTED else value


def _sentence(text: str) -> str:
    """The text as a sentence of its own."""
    return text[:1].upper() + text[1:].rstrip(".") + "." if text else text
