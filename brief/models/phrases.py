"""Words and phrases that a title may hold. Kept in YAML, read by sources and by the rules of the headlines."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Annotated, Any

from pydantic import AfterValidator


def _clean(words: tuple[str, ...]) -> tuple[str, ...]:
    if any(not word.strip(" *") for word in words):
        raise ValueError("an empty word fits every title")
    return words


Phrases = Annotated[tuple[str, ...], AfterValidator(_clean)]
"""Each is found as whole words, upper and lower case alike; a star stands for any end of a word ("hack*")."""


def holds(text: str, phrases: tuple[str, ...]) -> str:
    """The words of `text` that fit one of these phrases, first one first; empty where none does."""
    found = _pattern(tuple(phrases)).search(text) if phrases else None
    return found[0] if found else ""


def is_wanted(text: str, options: Mapping[str, Any]) -> bool:
    """Whether a source keeps what has this title, by its options `about` (one of them, if any) and `skip` (none)."""
    about, skip = tuple(options.get("about", ())), tuple(options.get("skip", ()))
    return (not about or bool(holds(text, about))) and not holds(text, skip)


@lru_cache(maxsize=512)
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    ways = "|".join(re.escape(phrase).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for phrase in phrases)
    return re.compile(rf"(?<!\w)(?:{ways})(?!\w)", re.IGNORECASE)
