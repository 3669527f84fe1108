"""What the Atom feed holds of each post: the whole text, with every link absolute. Refuses what XML cannot say."""

import re
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup, Tag

from brief.models import Post, SiteSettings
from brief.site.markdown import body_html

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LINKS = ("href", "src", "cite", "poster")


def content(post: Post, address: str) -> str:
    """The body of a post as HTML for a reader that shows it away from its page."""
    soup = BeautifulSoup(body_html(post.body), "html.parser")
    for tag in soup.find_all(True):
        if isinstance(tag, Tag):
            _make_absolute(tag, address)
    return str(soup)


def _make_absolute(tag: Tag, address: str) -> None:
    for name in _LINKS:
        target = tag.get(name)
        if isinstance(target, str):
            tag[name] = urljoin(address, target)


def entry_id(post: Post, settings: SiteSettings) -> str:
    """A tag URI (RFC 4151): the same however the post's address changes."""
    return f"tag:{urlsplit(settings.url).hostname or 'localhost'},{post.day}:{post.id}"


def xml(text: str) -> str:
    """The text without the control characters that no XML document may hold."""
    return _NOT_XML.sub("", text)
