"""A post's Markdown becomes the HTML that Jekyll (kramdown, GFM) makes of it.

Owns the pipeline: CommonMark with tables, strike-through and footnotes, with kramdown's heading ids and footnote
markup, so that one stylesheet and every deep link serve both builders. Refuses what the two would read differently:
bare links, curled quotes, attributes, definition lists.
"""

import re
import unicodedata
from collections.abc import MutableMapping, Sequence
from typing import Any
from urllib.parse import urljoin

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML, RendererProtocol
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import OptionsDict
from markupsafe import Markup, escape
from mdit_py_plugins.footnote import footnote_plugin

from brief.site.plain_links import SHORT_WAYS, encoded

_TYPOGRAPHY = re.compile(r"-{2,3}|\.\.\.")
_SLUG_SIGNS = ("Nd", "Nl", "Pc")
_RAW_LINK = re.compile(r"""(\s(?:href|src|cite|poster)\s*=\s*)(["'])(.*?)\2""", re.IGNORECASE | re.DOTALL)
_SIGNS = re.compile(r"[\n\\`~*_\[\]!<&]")
"""Where a line's text may end: with these begins whatever our rules look for. The pipeline's own list has also those of
rules that we do not use, `-`, `$`, `%` and `:` among them, at each of which it would try all rules in vain."""
_MARKS = ("footnote_ref", "html_inline")
_Env = MutableMapping[str, Any]


def body_html(markdown: str) -> str:
    """The body of a post as HTML, equal to Jekyll's."""
    return rendered(parsed(markdown))


def parsed(markdown: str, address: str = "") -> list[Token]:
    """The tokens of a body, heading ids and footnotes among them.

    With an `address`, that of the post's page, to be shown away from it: every link in them is absolute.
    """
    tokens = _PIPELINE.parse(markdown)
    for token in tokens if address else ():
        for part in (token, *(token.children or ())):
            _make_absolute(part, address)
    return tokens


def rendered(tokens: Sequence[Token], address: str = "") -> str:
    """The HTML of a body's tokens, or of some of them; `address` as they were parsed with."""
    return str(_PIPELINE.renderer.render(tokens, _PIPELINE.options, {"address": address}))


def inline_html(tokens: Sequence[Token], address: str = "") -> str:
    """A line's HTML without footnote marks and without raw tags, whose other half may be elsewhere."""
    return rendered([token for token in tokens if token.type not in _MARKS], address).strip()


def _make_absolute(token: Token, address: str) -> None:
    for name in ("href", "src"):
        if (target := token.attrGet(name)) is not None:
            token.attrSet(name, urljoin(address, str(target)))
    if token.type.startswith("html_") and not token.content.startswith("<!--"):
        token.content = _RAW_LINK.sub(lambda raw: f"{raw[1]}{raw[2]}{urljoin(address, raw[3])}{raw[2]}", token.content)


def _heading_ids(state: StateCore) -> None:
    """kramdown's ids. Runs before `text_join`, while an escaped `\\-` can be told from `--`, a dash to kramdown."""
    seen: dict[str, int] = {}
    for token, inline in zip(state.tokens, state.tokens[1:], strict=False):
        if token.type == "heading_open":
            found = slug("".join(map(_heading_text, inline.children or [])))
            seen[found] = seen.get(found, -1) + 1
            if numbered := f"{found}-{seen[found]}" if seen[found] else found:
                token.attrSet("id", numbered)


def _heading_text(token: Token) -> str:
    if token.type == "text":
        return _TYPOGRAPHY.sub("", token.content)
    return token.content if token.type in ("code_inline", "text_special") else ""


def slug(text: str) -> str:
    """Lower case, word characters and hyphens only, blanks as hyphens."""
    kept = (c for c in text.lower() if c in "- \t" or _is_word(c))
    return "".join(kept).replace(" ", "-").replace("\t", "-")


def _is_word(c: str) -> bool:
    category = unicodedata.category(c)
    return category[0] in "LM" or category in _SLUG_SIGNS


def _note(token: Token) -> tuple[Markup, int, int]:
    """A footnote's label, its number, and how often it was referred to before."""
    number: int = token.meta["id"] + 1
    return escape(token.meta.get("label") or number), number, token.meta.get("subId", 0)


def _page(env: _Env) -> Markup:
    """The address of the page, where the text is shown away from it."""
    return escape(env.get("address", ""))


def _reference(_: RendererProtocol, tokens: Sequence[Token], i: int, options: OptionsDict, env: _Env) -> str:
    label, number, repeat = _note(tokens[i])
    again = f":{repeat}" if repeat else ""
    return (
        f'<sup id="fnref:{label}{again}" role="doc-noteref">'
        f'<a href="{_page(env)}#fn:{label}" class="footnote" rel="footnote">{number}</a></sup>'
    )


def _notes_open(_: RendererProtocol, tokens: Sequence[Token], i: int, options: OptionsDict, env: _Env) -> str:
    return '<div class="footnotes" role="doc-endnotes">\n<ol>\n'


def _notes_close(_: RendererProtocol, tokens: Sequence[Token], i: int, options: OptionsDict, env: _Env) -> str:
    return "</ol>\n</div>\n"


def _note_open(_: RendererProtocol, tokens: Sequence[Token], i: int, options: OptionsDict, env: _Env) -> str:
    return f'<li id="fn:{_note(tokens[i])[0]}" role="doc-endnote">\n'


def _note_close(_: RendererProtocol, tokens: Sequence[Token], i: int, options: OptionsDict, env: _Env) -> str:
    return "</li>\n"


def _back_link(_: RendererProtocol, tokens: Sequence[Token], i: int, options: OptionsDict, env: _Env) -> str:
    label, _number, repeat = _note(tokens[i])
    again, mark = (f":{repeat}", f"<sup>{repeat + 1}</sup>") if repeat else ("", "")
    link = f"{_page(env)}#fnref:{label}{again}"
    return f'\u00a0<a href="{link}" class="reversefootnote" role="doc-backlink">&#8617;{mark}</a>'


def _as_written(link: str) -> str:
    return link


class _Renderer(RendererHTML):
    """Writes most elements, which have no attributes, without asking for them; names of attributes are our own."""

    @staticmethod
    def renderAttrs(token: Token) -> str:  # noqa: N802 - the pipeline's name
        if not token.attrs:
            return ""
        return "".join([f' {name}="{escapeHtml(str(value))}"' for name, value in token.attrs.items()])


def _make_pipeline() -> MarkdownIt:
    pipeline = MarkdownIt("commonmark", {"html": True, "linkify": False, "typographer": False}, renderer_cls=_Renderer)
    pipeline.enable(["table", "strikethrough"])
    pipeline.use(footnote_plugin, inline=False)  # kramdown has no ^[inline] notes
    pipeline.normalizeLink = encoded  # type: ignore[method-assign]
    # An address is shown as it was written, as kramdown does, not decoded.
    pipeline.normalizeLinkText = _as_written  # type: ignore[method-assign]
    pipeline.helpers = SHORT_WAYS  # type: ignore[assignment]
    pipeline.inline.terminator_re = _SIGNS
    pipeline.core.ruler.before("text_join", "kramdown_heading_ids", _heading_ids)
    for name, rule in {
        "footnote_ref": _reference,
        "footnote_block_open": _notes_open,
        "footnote_block_close": _notes_close,
        "footnote_open": _note_open,
        "footnote_close": _note_close,
        "footnote_anchor": _back_link,
    }.items():
        pipeline.add_render_rule(name, rule)
    return pipeline


_PIPELINE = _make_pipeline()
