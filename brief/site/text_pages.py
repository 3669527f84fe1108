"""The pages that somebody wrote by hand: what the site is, how it works, what its words mean.

Owns how they become pages. Refuses to know which of them there are.
"""

from collections.abc import Iterator, Sequence

from brief.models.text import Text
from brief.site.frame import Frame, Page
from brief.site.reading import reading_html


def text_pages(frame: Frame, texts: Sequence[Text]) -> Iterator[Page]:
    """A page of each of these texts."""
    for text in texts:
        yield _page(frame, text)


def _page(frame: Frame, text: Text) -> Page:
    def values() -> dict[str, object]:
        return {"text": text, "body": reading_html(text.body)}

    return frame.page("text.html.j2", text.path, text.model_dump_json(), values)
