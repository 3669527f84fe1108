"""Regulators' lists whose titles have another name tonight: a year of rules told as a year without one."""

import pytest

from notices import GONE, MAS, REGISTER, SFC, Notices

TITLES = ((SFC, "/items/0/title"), (REGISTER, "/results/0/title"), (MAS, "/response/docs/0/document_title_string_s"))
UNTITLED = "sent a list without one row that has a title."
each = pytest.mark.parametrize(("source", "place"), TITLES, ids=[source.module for source, _ in TITLES])


@each
@pytest.mark.parametrize("title", [GONE, None, "", " \u202e ", 7, ["A"]])
def test_a_list_without_one_title_is_no_good_news(source: Notices, place: str, title: object) -> None:
    assert source.refusal(source.but((place, title))) == UNTITLED


@each
@pytest.mark.parametrize("row", [None, 1, "A", []])
def test_rows_that_are_none_are_no_good_news(source: Notices, place: str, row: object) -> None:
    assert source.refusal(source.but((place.rpartition("/")[0], row))) == UNTITLED


@each
def test_a_list_of_other_subjects_is_an_answer(source: Notices, place: str) -> None:
    assert source.read(source.but((place, "Tender for a canteen")), about=["bitcoin"]) == []
