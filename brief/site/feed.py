"""What the feeds hold of each post: the whole text, with every link absolute. Refuses what XML cannot say."""

import re
from urllib.parse import urlsplit

from brief.models import SiteSettings
from brief.site.entries import Head

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def entry_id(post: Head, settings: SiteSettings) -> str:
    """A tag URI (RFC 4151): the same however the post's address changes."""
    return f"tag:{urlsplit(settings.url).hostname or 'localhost'},{post.day}:{post.id}"


def xml(text: str) -> str:
    """The text without the control characters that no XML document may hold."""
    return _NOT_XML.sub("", text)
