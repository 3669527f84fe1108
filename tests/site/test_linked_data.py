"""A search engine that misreads a page tells its readers something else than the page does."""

import json
from datetime import UTC, datetime
from typing import Any

import bs4
from hypothesis import given
from hypothesis import strategies as st
from site_sample import HOSTILE_TITLE, POSTS, RECEIPTS, SETTINGS

from brief.models import Correction, Post, Reworded
from brief.site.addresses import Addresses
from brief.site.entries import Head, entry_of
from brief.site.machine.linked_data import Download, Picture, dataset, news_article, script

ADDRESS = "https://brief.example.org/daily/2025/11/04/daily-crypto-market-brief/"
NOON = datetime(2025, 11, 4, 12, tzinfo=UTC)
SITE = {
    "@type": "Organization",
    "name": "Daily Crypto Market Brief",
    "url": "https://brief.example.org/daily/",
}
CARD = Picture(url="https://brief.example.org/daily/assets/cards/x.png", width=1200, height=630, alt="Bitcoin fell")
CORRECTED = Correction(
    at=datetime(2025, 11, 5, 8, tzinfo=UTC),
    reason="The sign was wrong.",
    changes=(
        Reworded(place="text", was="rose 3%", now="fell 3%"),
        Reworded(place="text", now="on Monday"),
        Reworded(place="row", was="| x |"),
    ),
    sha256="0" * 64,
)


def read_back(text: str) -> Any:
    """What a browser's parser finds in the page, and a JSON reader in that."""
    page = bs4.BeautifulSoup(
        f'<head><script type="application/ld+json">{text}</script></head><body><p id="after">x</p></body>',
        "html.parser",
    )
    assert len(page.find_all("script")) == 1
    assert page.find(id="after")
    found = page.find("script")
    assert isinstance(found, bs4.Tag)
    return json.loads(found.string or "")


def head(post: Post) -> Head:
    return entry_of(post, Addresses(SETTINGS), digest="").post


def test_an_article_says_what_the_page_says() -> None:
    newest = POSTS[0].model_copy(update={"title": "Daily Crypto Market Brief – Bitcoin Falls", "description": "Down."})
    article = news_article(
        head(newest), SETTINGS, address=ADDRESS, updated=NOON, picture=CARD, receipts=RECEIPTS, corrections=(CORRECTED,)
    )
    assert article == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": ADDRESS,
        "mainEntityOfPage": ADDRESS,
        "headline": "Bitcoin Falls",
        "description": "Down.",
        "datePublished": "2025-11-04T00:00:00Z",
        "dateModified": "2025-11-04T12:00:00Z",
        "inLanguage": "en",
        "isAccessibleForFree": True,
        "articleSection": "crypto",
        "author": SITE,
        "publisher": SITE,
        "image": {
            "@type": "ImageObject",
            "url": "https://brief.example.org/daily/assets/cards/x.png",
            "width": 1200,
            "height": 630,
            "caption": "Bitcoin fell",
        },
        "isBasedOn": article["isBasedOn"],
        "correction": [
            {
                "@type": "CorrectionComment",
                "text": "The sign was wrong. It said “rose 3%” and says “fell 3%”. Added: “on Monday”. "
                "Taken out: “| x |”.",
                "datePublished": "2025-11-05T08:00:00Z",
            }
        ],
    }
    pages = [(one["name"], one["url"]) for one in article["isBasedOn"]]
    assert pages == list(
        dict.fromkeys((reading.cite, reading.page) for each in RECEIPTS.receipts for reading in each.readings)
    )


def test_what_there_is_not_is_not_said() -> None:
    bare = POSTS[0].model_copy(update={"category": "", "description": ""})
    article = news_article(head(bare), SETTINGS, address=ADDRESS, updated=NOON)
    assert not {"description", "articleSection", "image", "isBasedOn", "correction"} & set(article)


def test_a_correction_that_was_taken_back_is_told_nowhere() -> None:
    undone = CORRECTED.model_copy(update={"undone": True})
    assert "correction" not in news_article(
        head(POSTS[0]), SETTINGS, address=ADDRESS, updated=NOON, corrections=(undone,)
    )


def test_a_day_s_figures_name_their_files_their_sources_and_what_may_be_done_with_them() -> None:
    found = dataset(
        RECEIPTS,
        SETTINGS,
        address=ADDRESS,
        downloads=(Download(url=ADDRESS + "receipts.json", media_type="application/json", name="Receipts"),),
        credit_lines=("Fund flows by Farside Investors", "", "Prices from Binance", "Prices from Binance"),
        licence="https://brief.example.org/daily/sources/",
    )
    assert found["@type"] == "Dataset"
    assert found["temporalCoverage"] == RECEIPTS.day.isoformat()
    assert found["creditText"] == "Fund flows by Farside Investors; Prices from Binance"
    assert found["license"] == "https://brief.example.org/daily/sources/"
    assert found["distribution"] == [
        {
            "@type": "DataDownload",
            "name": "Receipts",
            "encodingFormat": "application/json",
            "contentUrl": ADDRESS + "receipts.json",
        }
    ]
    assert 50 <= len(found["description"]) <= 5000  # what dataset searches take


def test_a_specimen_is_called_invented_wherever_its_figures_are_offered() -> None:
    invented = RECEIPTS.model_copy(update={"provenance": "specimen"})
    description = dataset(invented, SETTINGS, address=ADDRESS, downloads=())["description"]
    assert description.startswith("Specimen: invented figures. ")


def test_a_script_link_of_a_source_is_no_link() -> None:
    hostile = RECEIPTS.receipts[0].readings[0].model_copy(update={"page": "javascript:alert(1)"})
    receipt = RECEIPTS.receipts[0].model_copy(update={"readings": (hostile,)})
    receipts = RECEIPTS.model_copy(update={"receipts": (receipt,), "answers": ()})
    found = dataset(receipts, SETTINGS, address=ADDRESS, downloads=(), licence="javascript:alert(1)")
    assert not {"isBasedOn", "license"} & set(found)


def test_no_title_ends_the_script_it_stands_in() -> None:
    hostile = POSTS[0].model_copy(update={"title": HOSTILE_TITLE + "<!-- <script> </SCRIPT > \u2028"})
    article = news_article(head(hostile), SETTINGS, address=ADDRESS, updated=NOON)
    assert read_back(script(article)) == article


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_comes_back_as_it_was(text: str) -> None:
    assert read_back(script({"text": text})) == {"text": text}
    assert not set("<>&") & set(script({"text": text}))
