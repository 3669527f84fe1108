"""What the HTML standard asks of a page and we could break: its syntax, what may stand in what, what an element needs.

Owns a part of the standard, with no network and no Java; `test_whole_sites.py` asks the Nu Html Checker for the rest,
where that is installed.
"""

import re
from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from tinyhtml5.parser import HTMLParser

_METADATA = {"head", "title", "meta", "link", "script", "base"}
_PHRASING = {
    *("a", "abbr", "b", "bdi", "bdo", "br", "button", "cite", "code", "data", "del", "dfn", "em", "i", "img", "input"),
    *("ins", "kbd", "label", "mark", "meter", "output", "picture", "progress", "q", "rp", "rt", "ruby", "s", "samp"),
    *("script", "select", "small", "span", "strong", "sub", "sup", "svg", "time", "u", "var", "wbr"),
}
_FLOW = {
    *("address", "article", "aside", "blockquote", "details", "div", "dl", "fieldset", "figure", "footer", "form"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "main", "menu", "nav", "ol", "p", "pre", "search"),
    *("section", "table", "ul"),
}
_ONLY_IN = {
    "li": {"ul", "ol", "menu"},
    "dt": {"dl", "div"},
    "dd": {"dl", "div"},
    "summary": {"details"},
    "figcaption": {"figure"},
    "caption": {"table"},
    "thead": {"table"},
    "tbody": {"table"},
    "tfoot": {"table"},
    "tr": {"thead", "tbody", "tfoot", "table"},
    "td": {"tr"},
    "th": {"tr"},
    "body": {"html"},
    "html": set[str](),
}
_HOLDS_ONLY = {
    "ul": {"li", "script"},
    "ol": {"li", "script"},
    "dl": {"dt", "dd", "div", "script"},
    "table": {"caption", "colgroup", "thead", "tbody", "tfoot", "tr"},
    "thead": {"tr"},
    "tbody": {"tr"},
    "tr": {"th", "td"},
}
_HOLDS_PHRASING = {
    *("p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "span", "em", "strong", "code", "b", "i", "small", "sup", "sub"),
    *("time", "data", "abbr", "label", "button", "cite", "q", "kbd", "samp", "mark", "summary"),
}
_INTERACTIVE = {"a", "button", "select", "input", "label", "details"}
_NEEDS = {
    "html": ("lang",),
    "a": ("href",),
    "img": ("src", "alt"),
    "link": ("rel", "href"),
    "time": ("datetime",),
    "data": ("value",),
    "th": ("scope",),
    "abbr": ("title",),
}
_GLOBAL = {"id", "class", "lang", "title", "hidden", "tabindex", "role", "style", "dir", "popover"}
_OWN = {
    "a": {"href", "rel", "hreflang", "type", "download"},
    "img": {"src", "srcset", "sizes", "alt", "width", "height", "loading", "decoding"},
    "link": {"rel", "href", "type", "title", "media", "sizes"},
    "meta": {"charset", "name", "content", "http-equiv", "property"},
    "script": {"src", "defer", "async", "type"},
    "time": {"datetime"},
    "data": {"value"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan", "headers"},
    "ol": {"reversed", "start", "type"},
    "li": {"value"},
    "details": {"open", "name"},
    "button": {"type", "disabled", "popovertarget"},
}
_REFERS = ("aria-labelledby", "aria-describedby", "aria-controls", "headers")
_SVG = "{http://www.w3.org/2000/svg}"
_HEADING = re.compile(r"h[1-6]")


def broken_rules(page: str) -> list[str]:
    """What is wrong with a page."""
    parser = HTMLParser()
    root = parser.parse(page)
    syntax = [f"{position}: {code} {about or ''}".strip() for position, code, about in parser.errors]
    elements = [(_name(one), one) for one in root.iter() if isinstance(one.tag, str) and not one.tag.startswith(_SVG)]
    found = [*syntax, *_nesting(root, ()), *_headings([name for name, _ in elements]), *_references(root)]
    for name, one in elements:
        found += _attributes(name, one)
    return found


def _name(one: Element) -> str:
    return str(one.tag).rpartition("}")[2]


def _nesting(one: Element, above: tuple[str, ...]) -> Iterator[str]:
    name = _name(one)
    parent = above[-1] if above else ""
    if name not in _ONLY_IN and name not in _PHRASING | _FLOW | _METADATA:
        yield f"<{name}> is no element, or one we have no use for"
    if name in _ONLY_IN and parent not in _ONLY_IN[name] and parent:
        yield f"<{name}> in <{parent}>"
    if parent in _HOLDS_ONLY and name not in _HOLDS_ONLY[parent]:
        yield f"<{name}> in <{parent}>"
    if parent in _HOLDS_PHRASING and name not in _PHRASING and not (parent == "summary" and _HEADING.fullmatch(name)):
        yield f"<{name}> in <{parent}>"
    if name in _INTERACTIVE and {"a", "button"} & set(above):
        yield f"<{name}> within a link or button"
    if (parent in _HOLDS_ONLY and (one.tail or "").strip()) or (name in _HOLDS_ONLY and (one.text or "").strip()):
        yield f"text in <{name if name in _HOLDS_ONLY else parent}>"
    if name == "svg":
        return
    for child in one:
        if isinstance(child.tag, str):
            yield from _nesting(child, (*above, name))


def _attributes(name: str, one: Element) -> Iterator[str]:
    yield from (f"<{name}> without {needed}" for needed in _NEEDS.get(name, ()) if needed not in one.attrib)
    for attribute, value in one.attrib.items():
        known = attribute in _GLOBAL | _OWN.get(name, set()) or attribute.startswith(("data-", "aria-"))
        if not known:
            yield f"<{name}> has {attribute}"
        if attribute in ("href", "src", "id") and (not value or " " in value):
            yield f"<{name} {attribute}={value!r}>"


def _headings(names: list[str]) -> Iterator[str]:
    levels = [int(name[1]) for name in names if _HEADING.fullmatch(name)]
    if levels.count(1) != 1:
        yield f"{levels.count(1)} first headings"
    for before, level in zip([0, *levels], levels, strict=False):
        if level > before + 1:
            yield f"h{level} after h{before}"
    if names.count("main") != 1:
        yield f"{names.count('main')} <main>"


def _references(root: Element) -> Iterator[str]:
    ids = Counter(one.attrib["id"] for one in root.iter() if "id" in one.attrib)
    yield from (f"{id_} is the id of {count}" for id_, count in ids.items() if count > 1)
    for one in root.iter():
        for attribute in _REFERS:
            for id_ in one.attrib.get(attribute, "").split():
                if id_ not in ids:
                    yield f"{attribute} names {id_}, which is not there"
