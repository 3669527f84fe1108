"""What is told twice is found: a sentence pasted again, an item that every section tells anew."""

from checking import lines, piece, said

from brief.desk.checks.repeats import repeated_item

LONG = "The venue opens its futures desk for European clients who post coins as collateral.[^a]"
ITEM = {
    "Headlines": "Kraken lets EU clients post coins as collateral for 150 perpetual futures under MiFID II rules.[^a]",
    "Exchanges": "**Kraken in the EU**: coins as collateral for 150 perpetual futures under MiFID II.[^a]",
    "Regulation": "Collateral of coins for perpetual futures, by Kraken, for EU clients, as MiFID II demands.[^a]",
}


def sections(items: dict[str, str]) -> str:
    return "".join(f"### {name}\n\n{text}\n\n" for name, text in items.items())


def test_a_sentence_that_stands_there_twice() -> None:
    assert lines(repeated_item, piece(f"{LONG}\n\nIt fell.\n\n- {LONG}\n")) == [
        (5, "The sentence stands in line 1 already.")
    ]


def test_short_sentences_may_be_the_same() -> None:
    assert said(repeated_item, "### UK\n\nNo updates in 7 days.\n\n### Japan\n\nNo updates in 7 days.\n") == []


def test_an_item_in_three_sections() -> None:
    assert lines(repeated_item, piece(sections(ITEM))) == [(3, "One item is told in 3 sections, in lines 3, 7, 11.")]


def test_two_sections_may_tell_an_item_and_so_may_other_sources() -> None:
    two = {name: ITEM[name] for name in ("Headlines", "Exchanges")}
    assert said(repeated_item, sections(two)) == []
    others = {name: text.replace("[^a]", f"[^{name}]") for name, text in ITEM.items()}
    assert said(repeated_item, sections(others)) == []


def test_one_source_may_stand_behind_several_items() -> None:
    items = {
        "Headlines": ITEM["Headlines"],
        "Exchanges": "Listings of five tokens ended overnight at smaller venues across Asia.[^a]",
        "Regulation": "A court in Paris dismissed the complaint of two brokers against their supervisor.[^a]",
    }
    assert said(repeated_item, sections(items)) == []
