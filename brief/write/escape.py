"""Everything from outside goes through here on its way into a post.

Owns the spelling of foreign text that Jekyll (kramdown) and our own builder show alike, character by character. Refuses
link targets that are no web address, and bodies that Liquid would run.
"""

import json
import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import quote

from brief.errors import ChecksFailed, Refused

# The backslash escapes both renderers know; `\~`, `\%`, `\&`, `\@`, `\^` show their backslash in one of them.
_ALWAYS = {sign: "\\" + sign for sign in "\\*_[]<>$\"'"} | {"{": "&#123;", "}": "&#125;", "|": "&#124;"}
# In a table row, kramdown takes two escaped backticks for a code span and the cell's border between them for its text.
_ALWAYS["`"] = "&#96;"
_ALWAYS_ONE = re.compile("[" + re.escape("".join(_ALWAYS)) + "]")
_ENTITY = re.compile(r"&(?=[#\w])")
_RUNS = (
    (re.compile(r"-(?=-)|(?<=-)-"), r"\\-"),
    (re.compile(r"\.(?=\.)|(?<=\.)\."), r"\\."),
    (re.compile(r"~(?=~)|(?<=~)~"), "&#126;"),
)
_NUMBER_FIRST = re.compile(r"^(\d+)([.)])")
_FIRST = {sign: "\\" + sign for sign in "-+#=:"} | {"^": "&#94;", "~": "&#126;"}

_BLANKS = {0x09, 0x0A, 0x0D, 0x85}
_LINE_ENDS = re.compile("[\u2028\u2029]")
_FORBIDDEN = dict.fromkeys(
    {*range(0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000), *range(0xFDD0, 0xFDF0), 0xFEFF, 0xFFFE, 0xFFFF}
    - _BLANKS,
    None,
)

_TARGET = re.compile(r"(?i)https?://[^/?#]|mailto:.")
_FOREIGN_HOST = re.compile(r"(?i)(https?://)([^/?#@:]*[^\x00-\x7f][^/?#@:]*)")
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_URL_ENTITY = re.compile(r"&(#?\w+);")
_URL_SAFE = "%/:?#@!$&+,;=~.-_"


def clean(s: str) -> str:
    """One line of NFC text: no control characters, no lone surrogates, white space collapsed and trimmed."""
    s = _LINE_ENDS.sub(" ", s).translate(_FORBIDDEN)
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", s)).strip()


def text(s: str) -> str:
    """Plain text for a paragraph, list item, heading, table cell, bold run or link label."""
    s = _ENTITY.sub("&amp;", clean(s))
    s = _ALWAYS_ONE.sub(lambda found: _ALWAYS[found.group()], s)
    s = s.replace("]:", "]\\:")  # "[HIGH]: x" at a line's start is a link definition to kramdown: the line would vanish
    for run, spelling in _RUNS:
        s = run.sub(spelling, s)
    if s.endswith("#"):  # or a heading takes it for its closing mark
        s = s[:-1] + "\\#"
    if s.endswith("\\\\"):  # at a line's end, two backslashes are a line break to kramdown
        s = s[:-2] + "&#92;"
    s = _NUMBER_FIRST.sub(r"\1\\\2", s)
    return _FIRST[s[0]] + s[1:] if s[:1] in _FIRST else s


def url(u: str) -> str:
    """A web or mail address, safe inside `<...>` and `(...)`. Anything else, `javascript:` above all, is `Refused`."""
    u = re.sub(r"\s", "", u.translate(_FORBIDDEN))
    if not _TARGET.match(u):
        raise Refused(f"{u[:80]!r} is no http, https or mailto address; leave the link out.")
    if host := _FOREIGN_HOST.match(u):
        u = host[1] + _ascii_host(host[2], u) + u[host.end() :]
    u = _STRAY_PERCENT.sub("%25", u)
    u = _URL_ENTITY.sub(r"&\1%3B", u)
    return quote(u, safe=_URL_SAFE)


def _ascii_host(host: str, u: str) -> str:
    try:
        return host.encode("idna").decode()
    except UnicodeError:
        raise Refused(f"{u[:80]!r} has a host name that cannot exist; leave the link out.") from None


def autolink(u: str) -> str:
    """`<https://...>`: the only way to print an address that both renderers link and leave undamaged."""
    target = url(u)
    if target.lower().startswith("mailto:"):  # Jekyll hides the scheme in `<mailto:...>`, we would show it
        return f"[{text(target[len('mailto:') :])}]({target})"
    return f"<{target}>"


def link(text_: str, u: str) -> str:
    """`[text](https://...)`, or the bare address where there is no text to show."""
    label = text(text_)
    return f"[{label}]({url(u)})" if label else autolink(u)


def yaml_string(s: str) -> str:
    """One quoted YAML scalar on one line, which Jekyll and Python read back as the same string."""
    return json.dumps(clean(s), ensure_ascii=False)


def liquid_marks(body: str) -> Iterator[tuple[int, str, str]]:
    """Line, mark and harmless spelling of each place that Jekyll would run as Liquid."""
    for number, line in enumerate(body.split("\n"), start=1):
        for mark, spelling in (("{{", "&#123;&#123;"), ("{%", "&#123;%")):
            if mark in line:
                yield number, mark, spelling


def refuse_liquid(body: str) -> None:
    """Stop a post that Jekyll's Liquid would run: there, one stray `{%` takes the whole site down."""
    for number, mark, spelling in liquid_marks(body):
        raise ChecksFailed(f"Line {number} holds {mark}, which Jekyll would run as Liquid; write {spelling}.")
