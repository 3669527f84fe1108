"""Inline Markdown as a reader sees it. Owns what is markup and what is text; refuses to render blocks."""

import html
import re
from functools import lru_cache

_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_KEPT = 0xE000  # a private code point stands for an escaped sign while markup is taken out
_KEPT_SIGN = re.compile(f"[{chr(_KEPT + 0x21)}-{chr(_KEPT + 0x7E)}]")
_CODE = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_FOOTNOTE = re.compile(r"(?<!\\)\[\^[^\]\s\\]+\]:?")
_LINK = re.compile(
    r"!?\[((?:[^\[\]]|\[[^\[\]]*\])*)\](?:\((?:<[^<>]*>|[^()\s]|\([^()\s]*\))*(?:\s+\"[^\"]*\")?\)|\[[^\[\]]*\])"
)
_ADDRESS = re.compile(r"<([a-zA-Z][a-zA-Z0-9+.-]+:[^<>\s]*|[^<>\s@]+@[^<>\s@]+)>")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_EMPHASIS = (
    re.compile(r"(\*{1,3})(?=[^\s*])(.+?)(?<=[^\s*])\1", re.DOTALL),
    re.compile(r"(?<![^\W_])(_{1,3})(?=[^\s_])(.+?)(?<=[^\s_])\1(?![^\W_])", re.DOTALL),
    re.compile(r"(~~)(?=\S)(.+?)(?<=\S)\1", re.DOTALL),
)
_HEADING = re.compile(r"\A#{1,6}(?:[ \t]+|\Z)|[ \t]+#+[ \t]*\Z|\n(?:=+|-+)[ \t]*\Z")
_QUOTE = re.compile(r"\n[ \t]*>(?:[ \t]*>)*")


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    r"""A unit's words without markup, on one line.

    >>> plain(r"**Bitcoin** fell to \$103,849, [as reported](https://example.org/a_b).[^coingecko]")
    'Bitcoin fell to $103,849, as reported.'
    >>> plain("| **All funds** | −\\$186.5 million |")
    '| All funds | −$186.5 million |'
    """
    text = _CODE.sub(lambda code: _keep(code[2].strip()), _HEADING.sub("", text))
    text = _ESCAPE.sub(lambda escape: _keep(escape[1]), text)
    for mark in (_COMMENT, _FOOTNOTE):
        text = mark.sub("", text)
    text = _LINK.sub(r"\1", text)
    text = _ADDRESS.sub(lambda address: _keep(address[1]), text)
    text = _QUOTE.sub("\n", _TAG.sub("", text))
    for mark in _EMPHASIS:
        text = mark.sub(r"\2", mark.sub(r"\2", text))
    return " ".join(_restore(html.unescape(text)).split())


def _keep(text: str) -> str:
    return "".join(chr(_KEPT + ord(sign)) if "!" <= sign <= "~" else sign for sign in text)


def _restore(text: str) -> str:
    return _KEPT_SIGN.sub(lambda kept: chr(ord(kept[0]) - _KEPT), text)
