"""Losses as lists have them: one loss told twice, a year added up from half a list, two outlets' sums as one."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from story_samples import TODAY, figure, item, ledger, reading

from brief.models import Item
from brief.models.blocks.news import Headline, Said
from brief.story.incidents import conflicts, listed, with_entries, year_so_far
from brief.story.ledger import Ledger


def loss(name: str, at: date, million: str = "", source: str = "defillama", **detail: str) -> Item:
    amounts = (
        (reading("items.amount", f"{Decimal(million) * 1_000_000:f}", as_of=at, source=source),) if million else ()
    )
    return item(name, at, f"incidents.{source}", *amounts, protocol=name, **detail)


def year(*items: Item) -> Ledger:
    return ledger(items=items)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def test_the_last_three_days_are_listed_and_an_unknown_loss_is_no_zero() -> None:
    found = listed(year(loss("Old", ago(4), "9"), loss("Edge", ago(3), "1"), loss("New", TODAY)))
    assert [(one.item.title, one.loss.value if one.loss else None) for one in found] == [
        ("New", None),
        ("Edge", Decimal(1_000_000)),
    ]


def story(title: str, at: date = TODAY, reason: str = "loss") -> Headline:
    told = item(title, at, "news.wire")
    return Headline.model_validate(
        {"id": "story", "severity": "HIGH", "item": told, "items": (told,), "rule": "loss", "reason": reason}
    )


@pytest.mark.parametrize(
    ("title", "day", "reason", "same"),
    [
        ("Balancer exploit drains $128 million", TODAY, "loss", True),
        ("Exploit at Balancer's pools", ago(3), "loss", True),
        ("Exploit at Balancer's pools", ago(4), "loss", False),
        ("Unbalanced books at an exchange, $9 million missing", TODAY, "loss", False),
        ("Balancer adds a pool", TODAY, "market", False),
    ],
)
def test_a_list_s_entry_belongs_to_the_story_that_names_its_protocol(
    title: str, day: date, reason: str, same: bool
) -> None:
    entries = listed(year(loss("Balancer V2", TODAY, "128")))
    (found,) = with_entries([story(title, day, reason)], entries)
    assert (found.entry is not None) == same


YEAR = [loss("Past", date(2024, 12, 30), "50"), *(loss(f"L{n}", date(2025, n, 1), str(n)) for n in range(1, 8))]


def test_the_year_is_added_up_with_its_five_largest() -> None:
    found = year_so_far(year(*YEAR, loss("Unknown", date(2025, 9, 1))))
    assert found
    assert (found.total.value, found.number.value) == (Decimal(28_000_000), Decimal(7))
    assert [one.item.title for one in found.largest] == ["L7", "L6", "L5", "L4", "L3"]


def test_a_list_that_does_not_reach_back_before_the_year_has_no_sum_of_it() -> None:
    assert year_so_far(year(*YEAR[1:])) is None


def test_two_losses_are_no_year_and_two_lists_are_not_added() -> None:
    assert year_so_far(year(*YEAR[:3])) is None
    slow = loss("L8", date(2025, 8, 1), "100", source="slowmist")
    found = year_so_far(year(*YEAR, slow))
    assert found
    assert (found.total.value, found.source) == (Decimal(28_000_000), "defillama")


def said(outlet: str, million: str) -> Said:
    return Said(
        outlet=outlet, amount=figure(reading(f"a.{outlet}", f"{Decimal(million) * 1_000_000:f}", source=outlet))
    )


def test_sums_that_differ_are_counted_the_most_told_first() -> None:
    one = story("Exploit").model_copy(update={"said": (said("a", "120"), said("b", "140"), said("c", "140"))})
    agreed = one.model_copy(update={"said": (said("a", "140"), said("b", "140.0"))})
    (found,) = conflicts([agreed, one])
    assert found.number == 2
    assert [(count, f"{each.amount.value:f}") for count, each in found.counts] == [(2, "140000000"), (1, "120000000")]
