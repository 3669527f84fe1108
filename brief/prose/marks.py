"""How the marks of Markdown's blocks look on a line. Owns the patterns and the counting of columns."""

import re

QUOTE_MARKS = re.compile(r"[ \t]*>(?:[ \t]*>)*[ \t]?")

LIST_MARK = re.compile(r"(?:[-*+]|\d{1,9}[.)])(?=[ \t]|\Z)")
RULE = re.compile(r"([-*_])[ \t]*(?:\1[ \t]*){2,}\Z")
HEADING = re.compile(r"#{1,6}(?:[ \t]|\Z)")
UNDERLINE = re.compile(r"(?:=+|-+)\Z")
FENCE = re.compile(r"`{3,}(?=[^`]*\Z)|~{3,}")
COMMENT = re.compile(r"<!--")
FOOTNOTE = re.compile(r"(?<!\\)\[\^[^\]\s\\]+\]:")
REFERENCE = re.compile(r"\[(?!\^)[^\]]+\]:[ \t]*\S")
DELIMITERS = re.compile(r"(?=.*\|)\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?\Z")
ROW = re.compile(r"\|.*\|\Z")
HTML = re.compile(
    r"</?(?:address|article|aside|blockquote|center|details|dialog|div|dl|fieldset|figcaption|figure|footer|form|h[1-6]"
    r"|header|hr|iframe|li|link|main|nav|ol|p|pre|script|section|style|summary|table|tbody|td|tfoot|th|thead|title|tr"
    r"|ul)(?=[ \t/>]|\Z)",
    re.IGNORECASE,
)
_BELOW_A_PARAGRAPH = (FENCE, RULE, HEADING, FOOTNOTE, COMMENT, HTML, ROW)
_TAB = 4
CODE_INDENT = 4


def interrupts(content: str) -> bool:
    """Whether a line below a paragraph's begins a block of its own; list items aside."""
    return any(start.match(content) for start in _BELOW_A_PARAGRAPH)


def closes(text: str, fence: str) -> bool:
    """Whether a line ends the code that `fence` began."""
    bare = text.strip()
    return len(bare) >= len(fence) and set(bare) == {fence[0]}


def blanks(text: str) -> int:
    """The white space in front of a line."""
    return len(text) - len(text.lstrip())


def column(text: str, offset: int) -> int:
    """The column of a character; a tab goes on to the next column of four."""
    width = 0
    for sign in text[:offset]:
        width += _TAB - width % _TAB if sign == "\t" else 1
    return width
