"""Links as nearly every post has them: a label without markup, an address in which nothing has to be encoded.

Owns short ways to what the Markdown pipeline finds out a character at a time, a fifth of a post's time. Refuses every
other link: that goes the pipeline's own way.
"""

import re
from types import SimpleNamespace

from markdown_it import helpers
from markdown_it.common import normalize_url
from markdown_it.helpers.parse_link_destination import _Result
from markdown_it.rules_inline import StateInline

PLAIN_LINK = re.compile(r"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:/[A-Za-z0-9/_.~+,-]*)?(?:#[A-Za-z0-9_.:-]*)?")
"""An address in which nothing has to be encoded, or taken out of a backslash or an entity."""
_ENDED = re.compile(rf"{PLAIN_LINK.pattern}(?=[) ])")
_LABEL = re.compile(r"[^\n\\`~*_\[\]!<&]+\]")


def encoded(url: str) -> str:
    """The address as it stands in HTML."""
    return url if PLAIN_LINK.fullmatch(url) else normalize_url.normalizeLink(url)


def label_end(state: StateInline, start: int, disable_nested: bool = False) -> int:
    """Where the label that begins with the bracket at `start` ends; -1 where it does not."""
    plain = _LABEL.match(state.src, start + 1, state.posMax)
    if plain and state.level < state.md.options["maxNesting"]:
        return plain.end() - 1
    return helpers.parseLinkLabel(state, start, disable_nested)


def destination(text: str, begin: int, end: int) -> _Result:
    """The address at `begin` of a text, and where it ends, before `end`."""
    plain = _ENDED.match(text, begin, end)
    if not plain:
        return helpers.parseLinkDestination(text, begin, end)
    found = _Result()
    found.ok, found.pos, found.str = True, plain.end(), plain.group()
    return found


SHORT_WAYS = SimpleNamespace(
    parseLinkLabel=label_end, parseLinkDestination=destination, parseLinkTitle=helpers.parseLinkTitle
)
"""The helpers of a pipeline, by the names under which its rules ask for them."""
