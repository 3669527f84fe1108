"""Texts and links from outside as plain ones: what an HTML-minded publisher meant, on one line, without its markup.

Owns no escaping: a text stays hostile, and `write/escape.py` is its only way into a post.
"""

import html
import re
import unicodedata
from html.entities import html5
from urllib.parse import unquote_plus, urljoin, urlsplit, urlunsplit

LONGEST = 300
"""A title of more characters is cut at a word, with three dots: nobody prints it whole."""
_READ = 5000
"""What is looked at of a text: whoever hides 300 characters in more markup than this does not want them read."""

_FORMATTING = (
    "a|abbr|b|big|blockquote|br|center|cite|code|dd|div|dl|dt|em|figure|figcaption|font|h[1-6]|hr|i|img|li|mark|ol|p|"
    "picture|pre|q|s|small|source|span|strike|strong|sub|sup|table|tbody|td|th|thead|time|tr|u|ul"
)
_TAG = re.compile(rf"</?(?:{_FORMATTING})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_HALF_TAG = re.compile(r"<[^<>]*$")
_LAYERS = 8
"""So often markup is taken away: who nests it deeper shows it."""
_COMMENT = re.compile(r"<!--(?:(?!-->|<!--).)*+-->", re.DOTALL)
# Whole ones only: "BTC&LTC" and "?a=1&section=2" hold none.
_ENTITY = re.compile(r"&(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|\w{1,40});", re.ASCII)
# Marks that turn the direction of a text or hide in it. Joiners stay where a script needs them.
_HIDDEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0"
    "\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_JOINER = re.compile("(?<![\u200c\u200d])[\u200c\u200d]+(?=[\x00-\u036f]|$)|(?:^|(?<=[\x00-\u036f]))[\u200c\u200d]+")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_TRACKING = re.compile(
    r"(?i)(utm_.*|fbclid|gclid|dclid|gbraid|wbraid|msclkid|twclid|yclid|igshid|mc_cid|mc_eid|_hsenc|_hsmi|mkt_tok|"
    r"ref|ref_src|cmpid|guccounter|guce_.*)"
)
_GLUED = re.compile(r"(?i)[?;]utm_\w+=.*")
_WEB = re.compile(r"(?i)https?")
_HOST = re.compile(r"(?i)[a-z0-9._:-]*[a-z0-9][a-z0-9._:-]*")


def plain(text: str) -> str:
    """One line of NFC text. Tags that only format go, whatever else stands in angle brackets stays as it is written."""
    text = _unescaped(text if len(text) <= _READ else _HALF_TAG.sub("", text[:_READ]))
    for _ in range(_LAYERS):
        cleaner = _without_markup(text)
        if cleaner == text:
            break
        text = cleaner
    if not any(map(_is_seen, text)):
        return ""
    return text if len(text) <= LONGEST else text[:LONGEST].rsplit(" ", 1)[0].rstrip(" ,;:\u200c\u200d") + "..."


def _without_markup(text: str) -> str:
    """One layer of it less: what is taken away may leave another tag behind, as the inner one of "<<b>b>" does."""
    text = _CONTROL.sub(" ", _TAG.sub(lambda tag: " " if _breaks(tag[0]) else "", _COMMENT.sub(" ", text)))
    text = " ".join(unicodedata.normalize("NFC", _HIDDEN.sub("", text)).split())
    return unicodedata.normalize("NFC", " ".join(_JOINER.sub("", text).split()))


def _is_seen(sign: str) -> bool:
    """Whether it shows by itself: a mark over no letter does not, nor does Braille's blank."""
    return sign != "\u2800" and unicodedata.category(sign) not in ("Mn", "Mc", "Me", "Cf", "Zs")


def _unescaped(text: str) -> str:
    return _ENTITY.sub(lambda found: html.unescape(found[0]) if _is_known(found[1]) else found[0], text)


def _is_known(name: str) -> bool:
    return name.startswith("#") or f"{name};" in html5


def _breaks(tag: str) -> bool:
    return re.match(r"</?(?:br|p|div|li|tr|td|th|h\d|dd|dt|hr|img|figure)\b", tag, re.IGNORECASE) is not None


def web_link(link: str, base: str = "") -> str:
    """An http or https address without blanks, login and tracking; empty where there is none to be had."""
    lines = (line.strip() for line in re.split(r"[\t\r\n]", _unescaped(link)))
    link = _CONTROL.sub("", _HIDDEN.sub("", "".join(lines)))
    link = re.sub(" {2,}", "", link)  # feedparser takes a line's end away, and not the indentation behind it
    link = re.sub(r"\s", "%20", link)
    try:
        whole = urljoin(base, link)
        parts = urlsplit(whole)
        if whole.partition("#")[0] == base:  # an empty link, or one of "#top", leads to the feed itself
            return ""
        if not _WEB.fullmatch(parts.scheme) or not _is_host(parts.hostname or "") or "@" in parts.netloc:
            return ""
        if parts.port == 0:  # one that is no number, or too large, is a `ValueError`
            return ""
        query, fragment = _untracked(parts.query), parts.fragment
        fragment = _untracked(fragment) if "=" in fragment else fragment
        return urlunsplit((parts.scheme.lower(), parts.netloc, parts.path, query, fragment))
    except ValueError:
        return ""


def _untracked(query: str) -> str:
    """Its parameters without those that say where a reader comes from; some feeds glue these on with a second `?`."""
    kept = (part for part in query.split("&") if not _TRACKING.fullmatch(unquote_plus(part.partition("=")[0])))
    return "&".join(_GLUED.sub("", part) for part in kept)


def _is_host(name: str) -> bool:
    """Whether such a host can be: `UnicodeError`, for one that cannot, is a `ValueError`."""
    return _HOST.fullmatch(name.encode("idna").decode()) is not None
