"""A post's body as our pages show it: Jekyll's HTML, and what helps a reader to move about in it.

Owns what is added to it, all of it marked `data-brief` (`dressing` has the rule): links to sections, headlines and
events, roles for the bold lines that head them, tables that scroll by themselves. Refuses to change or move a word.
"""

import re
import textwrap
from collections.abc import Callable, Mapping, Sequence
from itertools import islice
from types import MappingProxyType
from typing import NamedTuple

from markdown_it.token import Token
from markupsafe import escape

from brief.site.addresses import Addresses
from brief.site.dressing import brought_near, dressed, ours, plain, raw
from brief.site.figure_links import FigureLinks
from brief.site.glossary import Glossary, Term
from brief.site.markdown import parsed, rendered, slug
from brief.site.terms import explained

_ITEM = re.compile(r"<!-- item: ([a-z0-9][a-z0-9-]*) -->\s*")
_SEVERITY = re.compile(r"\[(CRITICAL|HIGH|MEDIUM|LOW)\]$")
_RUN_ON = '<span class="run-on" data-brief></span>'
_LINKED = ("heading_open", "bullet_list_open")
"""What gets a link to itself below an item's comment; a bold line of its own has one always."""


def reading_html(
    markdown: str, tables: Mapping[str, str] = MappingProxyType({}), figures: FigureLinks | None = None
) -> str:
    """The body of a post with its links, roles and scrolling tables.

    `tables` are shown below pictures: HTML, by how a picture's address ends. `figures` lead to their receipts.
    """
    return rendered(_Body(parsed(markdown), tables, figures).added())


class Body(NamedTuple):
    """A body as a post's page shows it."""

    html: str
    terms: tuple[Term, ...] = ()
    """Those of its words that lead to the glossary."""


def explained_html(
    markdown: str, tables: Mapping[str, str], figures: FigureLinks | None, glossary: Glossary, to: Addresses
) -> Body:
    """The same on a page of the site: the first of each of the glossary's terms leads there, and so does what is near.

    `to` is the site as that page links to it.
    """
    link = to.link(glossary.path) if glossary.path else ""
    tokens, terms = explained(_Body(parsed(markdown), tables, figures, to.near).added(), glossary, link)
    return Body(rendered(tokens), terms)


class _Body:
    """One pass over a body's tokens."""

    def __init__(
        self,
        tokens: Sequence[Token],
        tables: Mapping[str, str],
        figures: FigureLinks | None,
        near: Callable[[str], str] = str,
    ) -> None:
        self._tokens, self._tables, self._figures, self._near = tokens, tables, figures, near
        self._taken = {str(token.attrGet("id")) for token in tokens if token.attrGet("id")}
        self._label, self._item, self._level = "", "", 2
        """The last heading or bold line; the item whose block comes next; the last heading's level."""
        self._in_notes = False

    def added(self) -> list[Token]:
        made: list[Token] = []
        i = 0
        while i < len(self._tokens):
            end = i + 1
            if self._tokens[i].type == "table_open":
                end = next(n for n in range(i, len(self._tokens)) if self._tokens[n].type == "table_close") + 1
                for token in self._tokens[i:end]:
                    self._lead_to_receipts(token, table=True)
                made += dressed(self._tokens[i:end], self._label, self._anchor())
            else:
                self._visit(i)
                made.append(self._tokens[i])
            if self._tokens[i].type == "paragraph_close" and (below := self._below(self._tokens[i - 1])):
                ours(self._tokens[i - 2], {"class": "chart"})
                made += below
            i = end
        return made

    def _lead_to_receipts(self, token: Token, *, table: bool = False) -> None:
        if self._figures and token.type == "inline" and not self._in_notes:
            self._figures.put_into(token, table=table)

    def _visit(self, i: int) -> None:
        token = self._tokens[i]
        if token.type == "inline":
            if self._tokens[i - 1].type != "heading_open":
                self._lead_to_receipts(token)
            _end_runs(token)
            _tell_bare_links(token)
            brought_near(token, self._near)
        elif token.type == "html_block":
            found = _ITEM.fullmatch(token.content)
            self._item = found[1] if found else ""
        elif token.type == "footnote_block_open":
            self._in_notes = True
        elif token.nesting == 1 and token.level == 0 and not self._in_notes:
            self._open(token, self._first_inline(i))

    def _below(self, inline: Token) -> list[Token]:
        """What is shown below a picture that stands alone in its paragraph."""
        parts = [part for part in inline.children or [] if part.type != "text" or part.content]
        address = str(parts[0].attrGet("src")) if len(parts) == 1 and parts[0].type == "image" else ""
        return [raw(html) for end, html in self._tables.items() if address.endswith(end)]

    def _open(self, token: Token, inline: Token | None) -> None:
        """A block of the post itself opens: what is linked to gets an id, if it has none, and its link."""
        if token.type == "heading_open" and inline is not None:
            self._level, self._label = int(token.tag[1]), plain(inline)
        elif token.type == "paragraph_open" and inline is not None and _is_bold_line(inline):
            self._label = plain(inline)
            ours(token, {"class": "sub", "role": "heading", "aria-level": str(self._level + 1)})
            _tag_severity(inline)
        has_own = str(token.attrGet("id") or "")
        anchor = has_own or self._anchor()
        if not anchor and token.attrGet("role"):
            anchor = self._free(slug(self._label))
        if not anchor:
            return
        if not has_own:
            ours(token, {"id": anchor})
        if inline is not None and (token.type in _LINKED or token.attrGet("role")):
            _link(inline, anchor)

    def _anchor(self) -> str:
        """The id of the item that was announced; none where there is none, or another element has it already."""
        item, self._item = self._item, ""
        return self._free(f"item-{item}") if item else ""

    def _free(self, anchor: str) -> str:
        if not anchor or anchor in self._taken:
            return ""
        self._taken.add(anchor)
        return anchor

    def _first_inline(self, i: int) -> Token | None:
        """The first text of the block that opens at `i`."""
        for token in islice(self._tokens, i + 1, None):
            if token.level == 0:
                return None
            if token.type == "inline":
                return token
        return None


def _is_bold_line(inline: Token) -> bool:
    """Whether a paragraph is one bold run and nothing else: it heads what follows."""
    children = [token for token in inline.children or [] if token.type != "text" or token.content]
    closing = [i for i, token in enumerate(children) if token.type == "strong_close"]
    return bool(children) and children[0].type == "strong_open" and closing == [len(children) - 1]


def _tag_severity(inline: Token) -> None:
    """`[HIGH]` at the end of a headline becomes a tag that can be seen at a glance; the word stays."""
    children = inline.children or []
    texts = [i for i, token in enumerate(children) if token.type == "text" and token.content]
    found = _SEVERITY.search(children[texts[-1]].content) if texts else None
    if found is None:
        return
    place = texts[-1]
    before, tag = children[place].copy(), children[place].copy()
    before.content, tag.content = before.content[: found.start()], found[0]
    opening = raw(f'<span class="severity {found[1].lower()}" data-brief="wrap">', inline=True)
    inline.children = [*children[:place], before, opening, tag, raw("</span>", inline=True), *children[place + 1 :]]


def _end_runs(inline: Token) -> None:
    """Behind the last of a run of footnote marks, where the text goes on: the marks are padded, to be tapped."""
    children = inline.children or []
    marks = [token.type == "footnote_ref" for token in children]
    if not any(marks):
        return
    inline.children = [
        part
        for token, is_mark, goes_on in zip(children, marks, [*marks[1:], False], strict=True)
        for part in ((token, raw(_RUN_ON, inline=True)) if is_mark and not goes_on else (token,))
    ]


def _tell_bare_links(inline: Token) -> None:
    """A link whose text is its address need not have it printed behind it."""
    for token in inline.children or []:
        if token.type == "link_open" and token.markup == "autolink":
            ours(token, {"class": "bare"})


def _link(inline: Token, anchor: str) -> None:
    """A link to the block itself, at the end of its first text. It has no text: what a reader copies is the post's."""
    label = escape(f"Link to: {_lead(inline)}")
    link = f'<a class="permalink" href="#{escape(anchor)}" aria-label="{label}" data-brief></a>'
    inline.children = [*(inline.children or []), raw(link, inline=True)]


def _lead(inline: Token) -> str:
    """The bold run a text begins with, else its first words."""
    children = inline.children or []
    end = next((i for i, token in enumerate(children) if token.type == "strong_close"), 0)
    if end and _is_bold_line(Token("inline", "", 0, children=children[: end + 1])):
        return plain(Token("inline", "", 0, children=children[:end]))
    return textwrap.shorten(plain(inline), 60, placeholder="…")
