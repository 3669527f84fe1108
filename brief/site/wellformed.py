"""What an XML document may hold: feeds, the sitemap and charts are made through here. Refuses control characters."""

import re

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml(text: str) -> str:
    """The text without the control characters that no XML document may hold."""
    return _NOT_XML.sub("", text)
