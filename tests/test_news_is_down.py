"""Nights on which nobody, or one regulator, tells what was published: the numbers stand, and the silence is named."""

import re
from pathlib import Path

import pytest

from brief.desk.checks import run
from brief.desk.inspect import case_of
from brief.store import Store
from golden_nights import OF_NEWS, asked_for
from nights import KEYS, configuration
from test_half_the_sources_fail import night

SAID = "No outlet, regulator, venue or list could be read tonight"
NUMBERS = ("Market Overview", "Price Performance", "Liquidations & Derivatives", "ETF & Spot Flows", "Stocks, Yields")


def post(folder: Path, down: dict[str, int]) -> tuple[Store, str, str]:
    store, outcome = night(folder, down)
    text = store.read_text(store.post_path(outcome.edition), "post")
    assert [str(each) for each in run(case_of(store, configuration(store, KEYS), outcome.edition, text))] == []
    return store, outcome.edition, text


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> str:
    return post(tmp_path_factory.mktemp("whole"), {})[2]


def part(text: str, heading: str) -> str:
    return text.partition(f"### {heading}\n")[2].partition("\n### ")[0]


@pytest.mark.slow
def test_with_all_news_down_the_brief_says_so_once_and_has_all_its_numbers(tmp_path: Path, whole: str) -> None:
    down = asked_for(tmp_path / "list", *OF_NEWS)
    assert len(down) > 30
    _, _, text = post(tmp_path / "night", down)
    assert text.count(SAID) == 1
    assert "Not checked" not in text
    for heading in ("Exchange Announcements", "Government / Law", "Research", "Security Incidents"):
        assert f"### {heading}" not in text, heading
    for heading in NUMBERS:
        assert heading in text
    # Everything up to the headlines is the night's own figures, and stands as on a night with all the news.
    numbers, same = (each.partition("### Top Headlines")[0].split("**Price Performance**")[1] for each in (text, whole))
    assert numbers == same
    assert "[MEDIUM]" in part(text, "Top Headlines"), "what our own figures show is still a headline"
    assert "Not read: the calendars of Federal Reserve, BEA and US Treasury." in text
    assert "Not available tonight: 35 answers, of CoinDesk, Cointelegraph" in text


@pytest.mark.slow
def test_with_all_outlets_down_the_other_sections_stand(tmp_path: Path, whole: str) -> None:
    _, _, text = post(tmp_path / "night", asked_for(tmp_path / "list", "news"))
    assert SAID not in text
    assert text.count("No outlet could be read tonight; what follows is from our own figures.") == 1
    assert part(text, "Research & Technical Reports") == part(whole, "Research & Technical Reports")
    assert re.search(r"\*\*\d\. OKX to list Sampler \(SMPL\)", part(text, "Top Headlines")), (
        "it leads for want of others"
    )
    exchanges = part(text, "Exchange Announcements")
    assert "- Told above: headline 5." in exchanges, "and its own section does not say that there is nothing new"
    assert "OKX to list" not in exchanges


@pytest.mark.slow
@pytest.mark.parametrize(
    ("source", "country", "line"),
    [
        ("esma", "European Union", "- Not checked: ESMA."),
        pytest.param("federal-register", "United States", "- Not checked: Federal Register.", marks=pytest.mark.slow),
        pytest.param("taiwan-fsc", "Taiwan", "- Not checked: Taiwan FSC.", marks=pytest.mark.slow),
    ],
)
def test_with_one_regulator_down_its_line_names_it(
    tmp_path: Path, whole: str, source: str, country: str, line: str
) -> None:
    _, _, text = post(tmp_path, {source: 0})
    of = re.compile(rf"\*\*{country}\*\*\n\n(.*?)\n+(?=\*\*|\Z)", re.DOTALL)
    (told,), (before,) = (
        of.findall(part(text, "Government / Law & Regulation")),
        of.findall(part(whole, "Government / Law & Regulation")),
    )
    assert line in told.splitlines()
    assert line not in before
    rest, others = (of.sub("", part(each, "Government / Law & Regulation")) for each in (text, whole))
    assert rest.strip() == others.strip()
