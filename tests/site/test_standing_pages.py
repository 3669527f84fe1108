"""Readers see how the sources do: counted, credited, and with what is missing said in words."""

from datetime import date, timedelta

import bs4
import hypothesis
import hypothesis.strategies as st
from site_sample import (
    COINGECKO,
    NEWEST,
    NIGHT,
    PROTOS,
    SETTINGS,
    STANDING,
    STATIC,
    TEXTS,
    site,
    templates,
)
from whole_site import build

from brief.models.standing import Attendance, Silence, Standing
from brief.site.standing_pages import families, night


def page(files: dict[str, bytes], name: str) -> bs4.BeautifulSoup:
    return bs4.BeautifulSoup(files[f"{name}/index.html"].decode(), "html.parser")


def text(tag: bs4.Tag | None) -> str:
    assert tag is not None
    return " ".join(tag.get_text(" ").split())


def test_a_source_is_named_with_its_credit_its_rule_and_its_count() -> None:
    sources = page(site(), "sources")
    gecko, protos = sources.select("#source-coingecko, #source-protos")
    assert [str(a["href"]) for a in gecko.select("a")] == ["https://www.coingecko.com/"] * 2
    assert text(gecko).endswith(
        "Answered the one night it was asked Passed on: nothing of its answers. Proven on a recorded answer. "
        "Data provided by CoinGecko ."
    )
    assert "Answered not, the one night it was asked" in text(protos)
    assert "Not yet proven on a real answer." in text(protos)
    assert [text(head) for head in sources.select("main h2")] == ["Prices", "News"]


def test_the_status_tells_who_did_not_answer_and_why_in_words_of_ours() -> None:
    """What a source sent, and what an operator is to do, is for the operator: see `health.json`."""
    status = page(site(), "status")
    assert text(status.select_one("#silent + ul li")) == "Protos (news feed) : Its answer could not be read."
    facts = {text(one.select_one("dt")): text(one.select_one("dd")) for one in status.select(".facts > div")}
    assert facts["Answered"] == "1 source"
    assert facts["Did not answer"] == "1"
    assert facts["Nothing of"] == "News"
    assert facts["Figures as of"] == "Nov. 4, 2025, 12:00 UTC"
    assert status.select_one("main[data-newest]") is not None
    assert "reconstructed from published reports" in text(status.select_one(".notice"))


def test_days_without_a_brief_are_told_among_the_last() -> None:
    status = page(site(), "status")
    assert "2 of 30 days have a brief; these do not:" in text(status.select_one("#days + p"))
    assert len(status.select("#days ~ ul li")) == 28


def test_before_the_first_brief_nothing_is_asserted() -> None:
    files = build((), SETTINGS, templates(), {}, STATIC, texts=TEXTS, standing=Standing(sources=(COINGECKO,)))
    assert "No brief has been published yet." in text(page(files, "status").select_one("main"))
    assert "Not counted yet" in text(page(files, "sources").select_one("#source-coingecko"))


def test_a_source_that_is_off_is_listed_only_while_it_is_counted() -> None:
    off = PROTOS.model_copy(update={"enabled": False})
    listed = Standing(sources=(COINGECKO, off), nights=(NIGHT,))
    assert [family.id for family in families(listed)] == ["prices", "news"]
    assert [family.id for family in families(Standing(sources=(COINGECKO, off)))] == ["prices"]


def test_nothing_new_is_an_answer_and_no_lack() -> None:
    calm = NIGHT.model_copy(update={"answered": ("coingecko", "protos"), "silences": ()})
    found = night(Standing(sources=(COINGECKO, PROTOS), nights=(calm,)))
    assert found is not None
    assert (found.absent, found.silent) == ((), ())


def test_an_old_answer_and_a_part_of_one_are_told_apart_from_none() -> None:
    told = (
        Silence(source="protos", name="Protos", why="It is old.", stale=2),
        Silence(source="coingecko", name="CoinGecko", why="It gave a price below zero."),
    )
    found = night(STANDING.model_copy(update={"nights": (NIGHT.model_copy(update={"silences": told}),)}))
    assert found is not None
    assert (found.silent, found.stale, found.partial) == ((), told[:1], told[1:])


STATES = st.lists(st.sampled_from(["answered", "silent", "partial", "not asked"]), min_size=1, max_size=30)


@hypothesis.given(STATES)
def test_the_count_is_of_the_nights_that_asked(states: list[str]) -> None:
    """`states` are one source's, the oldest night first."""
    nights = []
    for n, state in enumerate(states):
        gaps = (Silence(source="protos", name="Protos", why="It broke."),) if state in ("silent", "partial") else ()
        nights.append(
            Attendance(
                edition=NEWEST,
                day=date(2025, 1, 1) + timedelta(days=n),
                as_of=NIGHT.as_of,
                provenance="recorded",
                answered=("protos",) if state in ("answered", "partial") else (),
                silences=gaps,
            )
        )
    ((record,),) = (family.records for family in families(Standing(sources=(PROTOS,), nights=tuple(nights[::-1]))))
    assert record.asked == len(states) - states.count("not asked")
    assert record.answered == states.count("answered") + states.count("partial")
    assert [one is None for one in record.heard] == [state == "not asked" for state in states]
