"""What a template may print: only figures of the story, each cited, each spelled by the house style."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal

import jinja2
import pytest

from brief.errors import ChecksFailed
from brief.models import Agreement, Figure, Origin, Reading, SiteSettings
from brief.models.blocks import PriceBlock, PriceRow
from brief.models.story import Confidence, Story
from brief.write.post import Written, write

AT = datetime(2025, 11, 4, 12, tzinfo=UTC)
SETTINGS = SiteSettings(title="Brief", url="https://brief.example.org")
TEMPLATES = {
    "title.txt.j2": "At {{ story.prices.rows[0].price | price }}",
    "overview.md.j2": (
        "Bitcoin stands at {{ story.prices.rows[0].price | price }}.{{ cite(story.prices.rows[0].price) }}\n"
    ),
    "post.md.j2": '### Market Overview\n\n{% include "overview.md.j2" %}',
    "footer.md.j2": "*Not investment advice.*{% for line in credits %} {{ line }}.{% endfor %}",
}


def price(value: str = "103849", *, low: str | None = None, high: str | None = None) -> Figure:
    reading = Reading(
        figure="prices.btc.usd",
        value=Decimal(value),
        unit="usd",
        as_of=AT,
        source="one",
        url="https://one.example.org/p",
        fetched_at=AT,
        sha256="0" * 64,
        path="/0/price",
    )
    apart = Agreement(checked=1, within=0, low=Decimal(low), high=Decimal(high)) if low and high else Agreement()
    sources = ("one", "two") if low else ("one",)
    return Figure(
        name="prices.btc.usd",
        value=Decimal(value),
        unit="usd",
        as_of=AT,
        readings=(reading,),
        agreement=apart,
        sources=sources,
    )


def origin(source: str) -> Origin:
    return Origin(
        source=source,
        cite=source.title(),
        title="prices",
        page=f"https://{source}.example.org/",
        credit=f"Data by {source.title()}",
        fetched_at=AT,
        url=f"https://{source}.example.org/p",
        sha256="0" * 64,
        provenance="recorded",
    )


def story(figure: Figure) -> Story:
    row = PriceRow(asset="btc", name="Bitcoin", price=figure)
    return Story(
        edition="2025-11-04-daily-crypto-market-brief",
        day=date(2025, 11, 4),
        as_of=AT,
        provenance="recorded",
        prices=PriceBlock(rows=(row,)),
        confidence=Confidence(figures=1, own=1, checked=0, agreed=0),
        origins={"one": origin("one"), "two": origin("two")},
        figures={figure.name: figure},
    )


def written(figure: Figure | None = None, templates: Mapping[str, str] | None = None) -> Written:
    return write(story(figure or price()), {**TEMPLATES, **(templates or {})}, SETTINGS)


def test_a_post_is_front_matter_body_and_notes() -> None:
    assert written().text == (
        '---\nlayout: post\ntitle: "At $103,849"\ndate: 2025-11-04\ncategory: "crypto"\npublished: false\n'
        'description: "Bitcoin stands at $103,849."\nexcerpt: "Bitcoin stands at $103,849."\n'
        'as_of: "2025-11-04T12:00:00Z"\nedition: "schema 1, rules 5"\n---\n\n'
        "### Market Overview\n\nBitcoin stands at \\$103,849.[^one]\n\n***\n\n*Not investment advice.* [Data by One](https://one.example.org/).\n\n"
        "[^one]: One, prices, retrieved Nov. 4, 2025, 12:00 UTC. <https://one.example.org/> "
        "[Receipt](https://brief.example.org/receipts/2025-11-04-daily-crypto-market-brief/#fig-prices-btc-usd)\n"
    )


def test_what_was_not_sent_again_was_not_retrieved() -> None:
    told = story(price())
    origins = {**told.origins, "one": origin("one").model_copy(update={"unchanged": {"0" * 64: date(2025, 11, 3)}})}
    text = write(told.model_copy(update={"origins": origins}), TEMPLATES, SETTINGS).text
    assert "\n[^one]: One, prices, checked Nov. 4, 2025, 12:00 UTC. <https://one.example.org/> " in text


def test_the_record_of_what_was_printed_has_every_spelling() -> None:
    assert written().printed == {"prices.btc.usd": ("$103,849",)}


def test_a_figure_without_a_footnote_is_refused_by_name() -> None:
    with pytest.raises(ChecksFailed, match=r"prints prices\.btc\.usd without a footnote"):
        written(templates={"overview.md.j2": "Bitcoin stands at {{ story.prices.rows[0].price | price }}.\n"})


def test_sources_that_disagree_are_printed_as_a_range_with_both_footnotes() -> None:
    text = written(price("3634", low="3600", high="3634")).text
    assert "at \\$3,600 to \\$3,634.[^one][^two]\n" in text
    assert text.count("\n[^two]: Two, prices") == 1


def test_a_template_cannot_print_what_the_story_does_not_have() -> None:
    with pytest.raises(jinja2.UndefinedError):
        written(templates={"overview.md.j2": "{{ story.mood }}\n"})


def test_liquid_is_refused_even_from_our_own_templates() -> None:
    with pytest.raises(ChecksFailed):
        written(templates={"footer.md.j2": "{{ '{{' }} site.title"})


def test_a_credit_is_due_only_for_what_is_cited() -> None:
    assert "Data by Two" not in written().text


def test_the_footnote_of_a_reconstructed_source_names_the_report_not_the_vendor() -> None:
    told = origin("one").model_dump()
    fact = {"figures": ("prices.btc.*",), "publication": "The Report", "url": "https://report.example.org/a"}
    other = {"figures": ("prices.eth.*",), "publication": "Another", "url": "https://report.example.org/b"}
    changed = story(price()).model_copy(
        update={
            "origins": {
                "one": Origin.model_validate({**told, "provenance": "reconstructed", "published": (fact, other)})
            }
        }
    )
    text = write(changed, TEMPLATES, SETTINGS).text
    assert "\n[^one]: Prices: reconstructed from The Report, <https://report.example.org/a>. [Receipt]" in text
    assert "Data by One" not in text
    assert "Another" not in text
