"""What is done about a section without a source: an old value under tonight's date, and a reader is told a lie."""

import json
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from brief.desk.checks import run
from brief.desk.inspect import case_of
from brief.errors import ChecksFailed, NoSource, Unreachable, WrongUsage
from brief.models import Receipts, Snapshot
from brief.night import Outcome
from brief.store import Store
from commands import brief
from nights import KEYS, configuration, files_below, run_live, run_replay, short_site, specimen_site
from specimen.make import DAY
from test_half_the_sources_fail import Internet as Everything
from test_live_nights import Internet, moment

FIRST, SECOND = "2025-11-05", "2025-11-06"
FEAR, FUNDS, PRICES = "api.alternative.me", "farside.co.uk", "api.coingecko.com"


def down(*hosts: str) -> Internet:
    return Internet(down=frozenset(hosts))


def set_sections(store: Store, sections: str) -> None:
    path = store.sources_file()
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"^sections:\n(  .*\n)+", f"sections: {sections}\n", text, flags=re.MULTILINE), "utf-8")


def text_of(store: Store, done: Outcome) -> str:
    return store.post_path(done.edition).read_text(encoding="utf-8")


def snapshot_of(store: Store, day: str) -> Snapshot:
    return Snapshot.model_validate_json(store.snapshot_path(date.fromisoformat(day)).read_text(encoding="utf-8"))


def receipts_of(store: Store, done: Outcome) -> Receipts:
    path = store.receipts_folder(done.edition, draft=True) / "receipts.json"
    return Receipts.model_validate_json(path.read_text(encoding="utf-8"))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A site with one edition, of Nov. 5."""
    store = short_site(tmp_path)
    run_live(store, Internet(), at=moment(f"{FIRST} 08:00:00"))
    return store


def test_a_carried_figure_says_its_day_and_leads_to_the_bytes_of_its_own_night(store: Store) -> None:
    done = run_live(store, down(FEAR, FUNDS), at=moment(f"{SECOND} 08:00:00"))
    text = text_of(store, done)
    assert "**Fear & Greed**, alternative.me’s index from 0 to 100, stood at 23 (Extreme Fear) on Nov. 5." in text
    assert "  That is as of Nov. 5, carried from the last edition.[^alternative-me]" in text
    assert "- **Bitcoin funds** lost \\$566.4 million on Nov. 4, all of it from IBIT.[^farside-btc]" in text
    assert "  That is as of Nov. 4, carried from the last edition.[^farside-btc]" in text
    assert re.search(r"^\[\^farside-btc\]: .+, retrieved Nov\. 5, 2025, 08:00 UTC\.", text, re.MULTILINE)
    assert re.search(r"are carried from the last edition, each with its day\.$", text, re.MULTILINE)
    missing = re.search(r"^Not available tonight: .*$", text, re.MULTILINE)
    assert missing
    assert "alternative.me" in missing[0], "a source that lends has not answered"
    assert "Farside Investors" in missing[0]
    assert [(one.figure, one.as_of.isoformat()) for one in done.carried if one.figure == "etf.btc.net"] == [
        ("etf.btc.net", "2025-11-04")
    ]
    receipts = receipts_of(store, done)
    (found,) = (one for one in receipts.receipts if one.figure == "sentiment.fear_greed")
    (reading,) = found.readings
    assert reading.carried_from == date(2025, 11, 5)
    manifest = json.loads((store.content / "_raw" / FIRST / "manifest.json").read_text(encoding="utf-8"))
    assert reading.sha256 in {entry["sha256"] for entry in manifest["requests"]}
    assert {fresh.part: fresh.carried for fresh in receipts.freshness} == {
        "prices": False,
        "flows": True,
        "sentiment": True,
    }
    told = brief("why", SECOND, "sentiment.fear_greed", "--root", store.root).out
    assert "carried on; its bytes are in the archive of 2025-11-05, place /data/0/value" in told


def test_a_carried_figure_is_compared_with_nothing_and_leads_nothing(store: Store) -> None:
    fresh = text_of(store, run_live(store, Internet(), at=moment(f"{FIRST} 08:00:00")))
    assert "session of outflows in a row" in fresh
    done = run_live(store, down(FEAR, FUNDS), at=moment(f"{SECOND} 08:00:00"))
    body = text_of(store, done)
    for word in ("in a row", "since Aug", "its lowest since", "from 42", "from 21"):
        assert word not in body
    head, overview = body.split("\n---\n")[0], body.split("### Market Overview")[1].split("<!-- item", 2)[1]
    assert "Fear" not in head
    assert "Fund" not in head
    assert "Fear" not in overview
    assert "funds" not in overview
    row = next(line for line in body.splitlines() if line.startswith("| **All Bitcoin funds** |"))
    assert row.count("–") >= 2
    assert not [name for name in snapshot_of(store, SECOND).carried if ".streak" in name or "_since" in name]


def test_the_checks_find_nothing_wrong_with_a_post_that_carries(store: Store) -> None:
    done = run_live(store, down(FEAR, FUNDS), at=moment(f"{SECOND} 08:00:00"))
    case = case_of(store, configuration(store), done.edition, text_of(store, done))
    assert [str(finding) for finding in run(case)] == []


@pytest.mark.slow
def test_carried_stocks_and_yields_say_their_day_below_the_table(tmp_path: Path) -> None:
    """The specimen's night, and the night after it without its source of stocks and yields."""
    store = specimen_site(tmp_path)
    set_sections(store, "{prices: required, macro: {carry: 9d}}")
    internet = Everything(store, {})
    for file in (store.content / "_raw" / DAY.isoformat()).iterdir():
        file.unlink()
    at = datetime(DAY.year, DAY.month, DAY.day, 12, tzinfo=UTC)
    run_live(store, internet, at=at, environ=KEYS)
    fred = [source.id for source in configuration(store, KEYS).sources if source.fills_figure("macro.sp500")]
    internet.down = dict.fromkeys(fred, 0)
    done = run_live(store, internet, at=at + timedelta(days=1), environ=KEYS)
    text = text_of(store, done)
    assert re.search(
        r"^S&P 500.* and .+: as of Dec\. \d+, 2000, carried from the last edition\.\[\^", text, re.MULTILINE
    )
    row = next(line for line in text.splitlines() if line.startswith("| S&P 500 |"))
    assert "–" in row or row.count("|") == 4
    assert "**Correlation**" not in text
    case = case_of(store, configuration(store, KEYS), done.edition, text)
    assert [str(finding) for finding in run(case)] == []


@pytest.mark.slow
def test_carried_rates_and_cash_say_their_day_and_claim_nothing(tmp_path: Path) -> None:
    """The night after the specimen's without whoever tells of money markets: no change, no range, no "most since"."""
    store = specimen_site(tmp_path)
    set_sections(store, "{prices: required, macro: {carry: 9d}}")
    internet = Everything(store, {})
    for file in (store.content / "_raw" / DAY.isoformat()).iterdir():
        file.unlink()
    at = datetime(DAY.year, DAY.month, DAY.day, 12, tzinfo=UTC)
    fresh = text_of(store, run_live(store, internet, at=at, environ=KEYS))
    assert "above the top of the Fed’s target range" in fresh
    money = ("macro.sofr", "macro.reverse_repo", "macro.tga")
    sources = configuration(store, KEYS).sources
    internet.down = {one.id: 0 for one in sources if any(map(one.fills_figure, money))}
    done = run_live(store, internet, at=at + timedelta(days=1), environ=KEYS)
    text = text_of(store, done)
    section = text.split("**Money Markets & the Treasury**")[1].split("***")[0]
    assert "was 5.31% as of Dec. 28, 2000, carried from the last edition.[^nyfed-rates]" in section
    assert "overnight as of Dec. 29, 2000, carried from the last edition.[^fred-fed]" in section
    assert "was \\$464.12 billion as of Dec. 28, 2000, carried from the last edition.[^treasury-cash]" in section
    assert not re.search(r" bp\b|range|since|three months", section.split("- **Shutdown**")[0])
    assert "Jan. 3 is day 6 of Examplia’s government shutdown" in section
    assert "longer than any before it, the longest of which ended on its fifth day, Nov. 18, 1999" in section
    case = case_of(store, configuration(store, KEYS), done.edition, text)
    assert [str(finding) for finding in run(case)] == []


def test_a_night_that_carries_replays_to_the_same_bytes(store: Store) -> None:
    run_live(store, down(FEAR, FUNDS), at=moment(f"{SECOND} 08:00:00"))
    written = files_below(store.root)
    run_replay(store, date(2025, 11, 6))
    assert files_below(store.root) == written


def test_what_is_too_old_is_not_carried_on_and_on(store: Store) -> None:
    """Two days are allowed: the index of Nov. 5 is two days old when Nov. 8 begins, however it came down."""
    for day, there in ((SECOND, True), ("2025-11-07", True), ("2025-11-08", False)):
        done = run_live(store, down(FEAR), at=moment(f"{day} 08:00:00"))
        assert ("sentiment.fear_greed" in snapshot_of(store, day).figures) is there, day
        if there:
            assert snapshot_of(store, day).carried["sentiment.fear_greed"] == date(2025, 11, 5)
        else:
            assert "Fear & Greed" not in text_of(store, done).split("### Confidence")[0]


def test_an_optional_section_is_left_out_while_another_is_carried(store: Store) -> None:
    set_sections(store, "{prices: required, sentiment: optional, etf: {carry: 4d}}")
    done = run_live(store, down(FEAR, FUNDS), at=moment(f"{SECOND} 08:00:00"))
    assert "sentiment.fear_greed" not in snapshot_of(store, SECOND).figures
    assert "etf.btc.net" in snapshot_of(store, SECOND).figures
    assert "Fear & Greed" not in text_of(store, done).split("### Confidence")[0]


def test_null_is_never_zero_where_nothing_can_be_carried(tmp_path: Path) -> None:
    store = short_site(tmp_path)
    done = run_live(store, down(FUNDS), at=moment(f"{FIRST} 08:00:00"))
    assert done.carried == ()
    assert not [name for name in snapshot_of(store, FIRST).figures if name.startswith("etf.")]
    assert "ETF & Spot Flows" not in text_of(store, done)


def test_a_damaged_last_edition_costs_what_it_would_have_lent_and_is_told(store: Store) -> None:
    path = store.snapshot_path(date(2025, 11, 5))
    path.write_text('{"day": 1}', encoding="utf-8")
    done = run_live(store, down(FEAR), at=moment(f"{SECOND} 08:00:00"))
    assert done.carried == ()
    assert any(note.startswith("Nothing is carried from the last edition. The snapshot of") for note in done.notes)


def test_a_template_of_ones_own_cannot_print_an_old_value_as_tonights(store: Store) -> None:
    own = store.root / "templates" / "post" / "social.md.j2"
    own.write_text(own.read_text(encoding="utf-8").replace("| carried", "| index"), encoding="utf-8")
    with pytest.raises(ChecksFailed, match=r"prints sentiment\.fear_greed, which is carried from an earlier edition"):
        run_live(store, down(FEAR), at=moment(f"{SECOND} 08:00:00"))


def test_an_omitted_section_is_neither_asked_for_nor_printed(tmp_path: Path) -> None:
    store = short_site(tmp_path)
    set_sections(store, "{prices: required, sentiment: omit}")
    internet = Internet()
    done = run_live(store, internet, at=moment(f"{FIRST} 08:00:00"))
    assert FEAR not in internet.asked
    assert "Fear & Greed" not in text_of(store, done)
    assert not [name for name in snapshot_of(store, FIRST).figures if name.startswith("sentiment.")]
    config = configuration(store)
    index = next(source for source in config.sources if source.id == "alternative-me")
    assert config.usable(index) == "`sections:` in sources.yaml omits all that it fills"


def test_an_omitted_section_stays_out_of_a_replay_that_has_it(tmp_path: Path) -> None:
    store = short_site(tmp_path)
    set_sections(store, "{prices: required, sentiment: omit}")
    assert "Fear & Greed" not in text_of(store, run_replay(store))


def test_a_required_section_cannot_be_borrowed(store: Store) -> None:
    set_sections(store, "{prices: required, sentiment: required}")
    before = store.post_path(f"{FIRST}-daily-crypto-market-brief").read_bytes()
    with pytest.raises(NoSource, match="No source gave a figure for sentiment, which sources"):
        run_live(store, down(FEAR), at=moment(f"{SECOND} 08:00:00"))
    assert not store.snapshot_path(date(2025, 11, 6)).exists()
    assert store.post_path(f"{FIRST}-daily-crypto-market-brief").read_bytes() == before


def test_without_a_network_nothing_is_carried_into_a_brief(store: Store) -> None:
    with pytest.raises(Unreachable):
        run_live(store, down("*"), at=moment(f"{SECOND} 08:00:00"))
    assert not store.snapshot_path(date(2025, 11, 6)).exists()


@pytest.mark.parametrize(
    ("sections", "said"),
    [
        ("{prices: {carry: 2d}}", "sections.prices: prices says how things stand at an hour and cannot be carried; "),
        ("{odds: {carry: 2d}}", "sections.odds: odds says how things stand at an hour and cannot be carried; "),
        ("{etf: {carry: 2 days}}", "'2 days' is no duration; write a whole number and m, h or d"),
        ("{etf: carry}", "'carry' is no policy; write required, optional, omit, or an age like {carry: 2d}"),
        ("{flow: omit}", "sections.flow: no source fills 'flow'; sources fill "),
    ],
)
def test_a_policy_that_cannot_be_is_told_with_its_line(store: Store, sections: str, said: str) -> None:
    set_sections(store, sections)
    line = store.sources_file().read_text(encoding="utf-8").split("\nsections: ")[0].count("\n") + 2
    with pytest.raises(WrongUsage) as told:
        configuration(store)
    assert str(told.value).startswith(f"sources.yaml:{line}: sections.")
    assert said in str(told.value)


def test_with_few_sources_the_brief_shrinks_and_below_the_floor_there_is_none(store: Store) -> None:
    path = store.sources_file()
    text = path.read_text(encoding="utf-8")
    few = down(FEAR, FUNDS)
    for floor, enough in (("2", True), ("3", False)):
        path.write_text(re.sub(r"^floor: \d+", f"floor: {floor}", text, flags=re.MULTILINE), encoding="utf-8")
        before = {name: data for name, data in files_below(store.root).items() if "/_raw/" not in name}
        if enough:
            assert run_live(store, few, at=moment(f"{SECOND} 08:00:00")).figures
            continue
        with pytest.raises(NoSource, match=r"Only two figures could be read tonight, and .* a floor of 3; nothing was"):
            run_live(store, few, at=moment("2025-11-07 08:00:00"))
        after = {name: data for name, data in files_below(store.root).items() if "/_raw/" not in name}
        assert after == before
