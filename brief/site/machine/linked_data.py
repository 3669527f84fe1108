"""JSON-LD for search engines and archives: a brief as a NewsArticle, a day's figures as a Dataset.

Owns which words of schema.org we use and how they may stand in a page. Refuses text that could end the script it stands
in, and a link that is no web address.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from markupsafe import Markup

from brief import style
from brief.models import Correction, Receipts, SiteSettings
from brief.models.base import Frozen
from brief.site.entries import Head
from brief.site.headline import headline
from brief.site.templates import is_web, rfc3339

CONTEXT = "https://schema.org"
# A browser ends the script at `</script`, whatever stands around it, and `<!--` changes how it reads on.
_IN_SCRIPT = str.maketrans({char: f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"})


class Picture(Frozen):
    """A picture that stands for a page, by its absolute address."""

    url: str
    width: int
    height: int
    alt: str = ""


class Download(Frozen):
    """A file that holds a dataset, by its absolute address."""

    url: str
    media_type: str
    name: str = ""


def script(data: Mapping[str, Any]) -> Markup:
    """The data as it may stand inside `<script type="application/ld+json">`."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.translate(_IN_SCRIPT))  # noqa: S704 - nothing in it can end the script


def news_article(
    post: Head,
    settings: SiteSettings,
    *,
    address: str,
    updated: datetime,
    picture: Picture | None = None,
    receipts: Receipts | None = None,
    corrections: Iterable[Correction] = (),
) -> dict[str, Any]:
    """A brief. `address` is its page's, `updated` when it last changed for readers, `corrections` those they have."""
    site = _site(settings)
    told = [_comment(one) for one in corrections if not one.undone]
    return _without_empty(
        {
            "@context": CONTEXT,
            "@type": "NewsArticle",
            "@id": address,
            "mainEntityOfPage": address,
            "headline": headline(post.title, settings.title),
            "description": post.description,
            "datePublished": rfc3339(post.day),
            "dateModified": rfc3339(updated),
            "inLanguage": settings.lang,
            "isAccessibleForFree": True,
            "articleSection": post.category,
            "author": site,
            "publisher": site,
            "image": _picture(picture) if picture else None,
            "isBasedOn": _based_on(receipts) if receipts else None,
            "correction": told,
        }
    )


def dataset(
    receipts: Receipts,
    settings: SiteSettings,
    *,
    address: str,
    downloads: Sequence[Download],
    credit_lines: Sequence[str] = (),
    licence: str = "",
) -> dict[str, Any]:
    """The figures of a day. `licence` is the address of the page that says what may be done with them, `credit_lines`
    what their sources want to be named by.
    """
    day = style.full_day(receipts.day)
    invented = "Specimen: invented figures. " if receipts.provenance == "specimen" else ""
    return _without_empty(
        {
            "@context": CONTEXT,
            "@type": "Dataset",
            "@id": address,
            "url": address,
            "name": f"{settings.title}: figures of {day}",
            "description": f"{invented}Every figure of the brief of {day} with its unit, its time, its source, the "
            "hash of the bytes it was read from and the place in them; of what was computed, the formula.",
            "datePublished": rfc3339(receipts.day),
            "temporalCoverage": receipts.day.isoformat(),
            "inLanguage": settings.lang,
            "isAccessibleForFree": True,
            "creator": _site(settings),
            "license": licence if is_web(licence) else "",
            "creditText": "; ".join(dict.fromkeys(line for line in credit_lines if line)),
            "isBasedOn": _based_on(receipts),
            "distribution": [
                _without_empty(
                    {
                        "@type": "DataDownload",
                        "name": one.name,
                        "encodingFormat": one.media_type,
                        "contentUrl": one.url,
                    }
                )
                for one in downloads
            ],
        }
    )


def _site(settings: SiteSettings) -> dict[str, Any]:
    return _without_empty(
        {"@type": "Organization", "name": settings.title, "url": settings.root + "/" if settings.url else ""}
    )


def _picture(picture: Picture) -> dict[str, Any]:
    return _without_empty(
        {
            "@type": "ImageObject",
            "url": picture.url,
            "width": picture.width,
            "height": picture.height,
            "caption": picture.alt,
        }
    )


def _comment(correction: Correction) -> dict[str, Any]:
    changes = (_change(one.was, one.now) for one in correction.changes)
    return {
        "@type": "CorrectionComment",
        "text": " ".join([correction.reason, *changes]),
        "datePublished": rfc3339(correction.at),
    }


def _change(was: str, now: str) -> str:
    if not now:
        return f"Taken out: “{was}”."
    return f"It said “{was}” and says “{now}”." if was else f"Added: “{now}”."


def _based_on(receipts: Receipts) -> list[dict[str, Any]]:
    """The pages of the sources, each once, in the order of the post."""
    readings = [(reading.cite, reading.page) for each in receipts.receipts for reading in each.readings]
    pages = dict.fromkeys([*readings, *((answer.cite, answer.page) for answer in receipts.answers)])
    return [{"@type": "WebPage", "name": cite, "url": page} for cite, page in pages if is_web(page)]


def _without_empty(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if value not in ("", None, [])}
