"""Readers are told what happened to a source in words of ours, whatever sentence the operator gets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.site.silence_words import told

SENTENCES = {
    "kraken was not done when the night's deadline of 240 s passed.": "It was not heard before the night had to end.",
    "kraken was not asked: the night's deadline of 240 s passes before a may be asked again.": (
        "It was not heard before the night had to end."
    ),
    "kraken did not answer within 20 s; try again later.": "It did not answer in time.",
    "kraken cannot be reached ([Errno 111] Connection refused); try again later.": "It could not be reached.",
    "kraken broke off before its answer was complete; try again later.": "Its answer broke off.",
    "kraken is busy (HTTP 429); it asks us to wait 30 s.": "It asked us to come back later.",
    "kraken failed (HTTP 503): down for maintenance; try again later.": "It had a failure of its own.",
    "kraken refused us (HTTP 403); try from another network or country, or set `enabled: false` in sources.yaml.": (
        "It would not answer us."
    ),
    "2 of 5 answers are missing: kraken did not answer within 20 s; try again later.": (
        "A part of its answers is missing. It did not answer in time."
    ),
    "farside-btc has a table without a row of tickers; its layout may have changed.": "Its answer could not be read.",
    "kraken sent an answer we could not read (KeyError: 'a').": "Its answer could not be read.",
}

OLD = tuple(f"What it gave was too old to print ({n})." for n in ("one figure", "two figures", "three figures"))


@pytest.mark.parametrize(("why", "said"), SENTENCES.items())
def test_what_happened_is_told_and_no_advice(why: str, said: str) -> None:
    assert told(why) == said


def test_an_old_answer_is_called_old() -> None:
    assert told("the newest prices.btc.usd of kraken is of 2025-11-01.", 2) == OLD[1]


@given(st.text(), st.integers(0, 3))
def test_nothing_that_a_source_sent_is_repeated(why: str, stale: int) -> None:
    known = {word for sentence in (*SENTENCES.values(), *OLD) for word in sentence.split()}
    assert set(told(why, stale).split()) <= known
