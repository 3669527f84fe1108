"""One story told by two outlets must not stand twice, and two stories must not be told as one."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent / "clustering"))

from told_apart import score

from brief.story.clusters import likeness, rarity, words_of


def test_stories_are_told_apart_on_titles_the_numbers_were_not_chosen_on() -> None:
    found = score("score")
    assert found.pairs >= 50
    assert found.other >= 100
    assert found.precision >= 0.9
    assert found.recall >= 0.9


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Balancer exploit drains $128.6 million from its pools", "Balancer loses $128 million to attackers"),
        ("Bitcoin ETFs lose $186.5M", "Outflow of $187 million from US bitcoin funds"),
    ],
)
def test_the_same_thing_in_other_words_is_alike(one: str, other: str) -> None:
    different = "Kraken lists a new token"
    tonight = rarity([one, other, different])
    assert likeness(one, other, tonight) > likeness(one, different, tonight)


def test_two_days_flows_are_two_stories() -> None:
    monday, tuesday = "Bitcoin ETFs see outflow of $186 million", "Bitcoin ETFs see outflow of $578 million"
    again = "Bitcoin funds: $186M of outflows"
    tonight = rarity([monday, tuesday, again])
    assert likeness(monday, again, tonight) > likeness(monday, tuesday, tonight)


def test_a_title_s_words() -> None:
    read = words_of("Hackers drain Examplia’s bridge of $1.5 billion")
    assert read.names == {"examplia"}
    assert "hack" in read.kinds
    assert read.amounts == (1.5e9,)
