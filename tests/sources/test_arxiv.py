"""Papers: a refusal printed as a paper called "Error", a revision printed as new, a quiet week as a gap."""

import json
from datetime import date, datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from xml.sax.saxutils import escape

import pytest

from brief.errors import Refused, Unreachable
from brief.models import Item, Night, Payload
from brief.sources import arxiv

NIGHT = Night(day=date(2026, 4, 12), at=datetime.fromisoformat("2026-04-12T23:00:00Z"))
TEN, ONE = "q_testing_s0_m10_bc5a6c384fe9.json", "id_1605.08386_s0_m100_199195aa31ad.json"
NONE, ERROR = "id_0000.0000_s0_m100_8b51d9633a68.json", "id_abc_s0_m100_b79c8dcf6bc3.json"


def read(body: bytes | str) -> list[Item]:
    body = body.encode() if isinstance(body, str) else body
    payload = Payload(source="arxiv", url=f"{arxiv.API}?search_query=x", body=body, fetched_at=NIGHT.at)
    return arxiv.items([payload], NIGHT)


def recorded(contracts: Path, name: str) -> str:
    """The answer in its recorder's wrapper."""
    body = json.loads((contracts / "news/arxiv" / name).read_bytes())["body"]
    assert isinstance(body, str)
    return body


def feed(*entries: str) -> str:
    return (
        "<?xml version='1.0' encoding='UTF-8'?>\n"
        '<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns="http://www.w3.org/2005/Atom">\n'
        "<id>https://arxiv.org/api/x</id><title>arXiv Query: search_query=x</title>"
        "<updated>2026-04-12T22:09:27Z</updated>"
        f"<opensearch:totalResults>{len(entries)}</opensearch:totalResults>\n{''.join(entries)}</feed>\n"
    )


def entry(
    title: str,
    number: str = "2604.00001v2",
    published: str = "2026-04-10T17:59:46Z",
    link: str = "https://arxiv.org/abs/2604.00001v2",
) -> str:
    return (
        f"<entry><id>http://arxiv.org/abs/{number}</id><title>{escape(title)}</title>"
        f'<updated>2026-04-11T08:00:00Z</updated><link href="{link}" rel="alternate" type="text/html"/>'
        f'<link href="https://arxiv.org/pdf/{number}" rel="related" type="application/pdf" title="pdf"/>'
        f"<summary>We lose $5 billion.</summary>{f'<published>{published}</published>' if published else ''}"
        "<author><name>Somebody</name></author></entry>"
    )


def asked(**options: object) -> dict[str, list[str]]:
    (request,) = arxiv.requests(NIGHT.model_copy(update={"options": options}))
    address, _, query = request.url.partition("?")
    assert address == "https://export.arxiv.org/api/query"
    return parse_qs(query)


def test_asks_for_the_newest_papers_of_its_subject() -> None:
    assert asked() == {
        "search_query": ["cat:q-fin.* AND all:cryptocurrency"],
        "sortBy": ["submittedDate"],
        "sortOrder": ["descending"],
        "start": ["0"],
        "max_results": ["30"],
    }
    other = asked(query="all:stablecoin", papers=5)
    assert (other["search_query"], other["max_results"]) == (["all:stablecoin"], ["5"])


def test_recorded_paper(contracts: Path) -> None:
    (item,) = read(recorded(contracts, ONE))
    assert (item.title, item.at.isoformat()) == (
        "Heat-bath random walks with Markov bases",
        "2016-05-26T17:59:46+00:00",
    )
    assert item.path == "entry[http://arxiv.org/abs/1605.08386v1]/title"
    assert (item.topic, item.outlet, item.link) == (
        "research.arxiv",
        "arXiv",
        "https://arxiv.org/abs/1605.08386v1",
    )
    assert (item.amounts, item.detail) == ((), {})


def test_recorded_search_is_put_newest_first(contracts: Path) -> None:
    found = read(recorded(contracts, TEN))
    assert len(found) == 10
    days = [item.at.isoformat()[:10] for item in found]
    assert days == sorted(days, reverse=True)
    assert {urlsplit(item.link)[:2] for item in found} == {("https", "arxiv.org")}
    fuzzing = next(item for item in found if item.title.startswith("Active Fuzzing"))
    assert (fuzzing.title, fuzzing.at.isoformat()) == (
        "Active Fuzzing for Testing and Securing Cyber-Physical Systems",
        "2020-05-28T16:19:50+00:00",  # its second version came in July
    )


def test_recorded_search_without_a_paper_is_an_answer(contracts: Path) -> None:
    assert read(recorded(contracts, NONE)) == []


def test_recorded_refusal_is_no_paper(contracts: Path) -> None:
    with pytest.raises(Refused, match=r"^arxiv did not accept the question: incorrect id format for abc\.$"):
        read(recorded(contracts, ERROR))


def test_no_paper_is_an_answer() -> None:
    assert read(feed()) == []


def test_first_version_s_day_one_line_and_https() -> None:
    wrapped = entry(
        "Liquidity of\n  <b>Stablecoins</b> &amp; $\\beta$ at $100", link="http://arxiv.org/abs/2604.00001v2"
    )
    (item,) = read(feed(wrapped))
    assert (item.title, item.at.isoformat(), item.link) == (
        "Liquidity of Stablecoins & $\\beta$ at $100",
        "2026-04-10T17:59:46+00:00",
        "https://arxiv.org/abs/2604.00001v2",
    )


def test_newest_first_and_one_of_each() -> None:
    old = entry("Old", "2604.00002v1", "2026-04-01T00:00:00Z")
    assert [item.title for item in read(feed(old, entry("New"), entry("New")))] == ["New", "Old"]


def test_a_paper_may_be_called_error() -> None:
    assert [item.title for item in read(feed(entry("Error")))] == ["Error"]


@pytest.mark.parametrize(
    ("fragment", "sentence"),
    [("#max_results_must_be_an_integer", ": max results must be an integer"), ("#", ""), ("", "")],
)
def test_a_refusal_of_200_is_none_either(fragment: str, sentence: str) -> None:
    told = f"<entry><id>https://arxiv.org/api/errors{fragment}</id><title>Error</title><updated>2026-04-12T22:59:06Z</updated></entry>"
    with pytest.raises(Refused) as refused:
        read(feed(told))
    assert str(refused.value) == f"arxiv did not accept the question{sentence}."


@pytest.mark.parametrize("odd", [entry(""), entry("  \u202e "), entry("A", "2604.9", "soon").replace("updated", "x")])
def test_an_odd_entry_costs_itself_only(odd: str) -> None:
    assert [item.title for item in read(feed(odd, entry("Good")))] == ["Good"]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("", "answered with something that is no feed"),
        ("Rate exceeded.", "answered with something that is no feed"),
        ("<!DOCTYPE html><html><body>Busy</body></html>", "answered with something that is no feed"),
        (feed(entry("Paper"))[:-40], "sent a feed that is cut off or broken"),
    ],
)
def test_what_is_no_feed_is_refused(body: str, words: str) -> None:
    with pytest.raises(Refused, match=f"^arxiv {words}"):
        read(body)


def test_a_challenge_page_is_not_an_answer() -> None:
    with pytest.raises(Unreachable, match="browser challenge"):
        read("<!DOCTYPE html><html><head><title>Just a moment...</title></head></html>")
