"""A comparison of builders is worth what its posts are worth: of a real brief's size and shape, the same every time."""

import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from benchmarks.site import posts
from benchmarks.site.builders import JEKYLL, OURS, Installed, Site, find
from benchmarks.site.measuring import Measured, Results
from benchmarks.site.running import Failed, Run, run
from benchmarks.site.table import BEGIN, END, put_between, tables
from brief.site import body_html
from brief.write.front_matter import read_post
from jekyll_body import built_by_jekyll, canonical

DAYS = posts.days(3650)


@pytest.mark.parametrize("day", [*DAYS[::300], DAYS[-1]])
def test_a_post_is_of_a_real_brief_s_size_and_shape(day: date) -> None:
    text = posts.post(day)
    assert abs(len(text.encode()) - 21_122) <= 2_112
    assert text.count("\n[^") == posts.FOOTNOTES
    for label in (line[: line.index("]")] for line in text.splitlines() if line.startswith("[^")):
        assert text.count(f"{label}]") >= 2, f"{label}] is never referred to"
    read = read_post(posts.edition(day), text)
    assert (read.day, read.published, read.category) == (day, True, "crypto")
    assert text.count("<!-- item: ") == 17
    assert text.count("|:---|") == 2


def test_a_day_gives_the_same_post_again_and_another_day_other_figures() -> None:
    assert posts.post(DAYS[7]) == posts.post(DAYS[7])
    lines = [set(posts.post(day).splitlines()) for day in DAYS[:3]]
    prices = [{line for line in each if line.startswith("| Bitcoin |")} for each in lines]
    assert len(set().union(*prices)) == 3
    assert (DAYS[-1], DAYS[0]) == (posts.LAST, posts.LAST - timedelta(days=3649))


def test_an_edit_adds_one_sentence_and_nothing_else() -> None:
    text = posts.post(DAYS[7])
    first, second = posts.edited(text, 1), posts.edited(text, 2)
    assert [line for line in first.splitlines() if line not in text.splitlines()] == [
        "An editor added sentence 1 here."
    ]
    assert first != second
    assert first.replace("\nAn editor added sentence 1 here.", "") == text
    assert "An editor added sentence 1 here.</p>" in body_html(read_post(posts.edition(DAYS[7]), first).body)


@pytest.mark.jekyll
def test_jekyll_and_we_make_the_same_of_it(jekyll: str, tmp_path: Path) -> None:
    """Or the two would not be compared by the same work."""
    edition, text = posts.edition(posts.LAST), posts.post(posts.LAST)
    theirs = built_by_jekyll(jekyll, {edition: text}, tmp_path)[edition]["html"]
    ours = body_html(read_post(edition, text).body)
    assert canonical(ours) == canonical(theirs)
    assert ours.count('role="doc-endnote"') == posts.FOOTNOTES


def site(folder: Path) -> Site:
    made = Site(Installed(JEKYLL, ("jekyll",), "1", {}), folder / "site")
    made.lay_out(DAYS[:2])
    return made


def test_a_cold_build_finds_nothing_that_an_earlier_one_left(tmp_path: Path) -> None:
    made = site(tmp_path)
    laid = set(made.folder.rglob("*"))
    for name in ("_site/x/index.html", ".jekyll-cache/a", "_posts/left.md"):
        (made.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (made.folder / name).write_text("x")
    made.clean()
    assert set(made.folder.rglob("*")) == laid
    assert sorted(path.name for path in (made.folder / "_posts").iterdir()) == [
        f"{posts.edition(d)}.md" for d in DAYS[:2]
    ]


def test_ours_has_the_series_that_its_pages_show(tmp_path: Path) -> None:
    OURS.lay_out(tmp_path / "ours")
    assert (tmp_path / "ours" / "content" / "_series" / "etf.btc.net.csv").is_file()
    assert (tmp_path / "ours" / "content" / "_config.yml").is_file()
    assert not (tmp_path / "ours" / "content" / "_raw").exists()


def test_a_builder_that_is_not_there_takes_no_part(tmp_path: Path) -> None:
    assert find(JEKYLL, str(tmp_path / "nowhere")) is None
    found = find(OURS, f"{sys.executable} -m brief")
    assert found is not None
    assert found.version.count(".") == 2


def test_memory_of_a_process_below_the_first_is_counted(tmp_path: Path) -> None:
    large = "held = bytearray(90_000_000); held[::4096] = b'x' * len(held[::4096])"
    below = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {large!r}], check=True)"
    assert run([sys.executable, "-c", below], tmp_path).largest >= 90_000_000


def test_a_command_that_fails_stops_the_comparison_and_is_quoted(tmp_path: Path) -> None:
    with pytest.raises(Failed, match=r"ended with 3 in .*\n.*no such layout"):
        run([sys.executable, "-c", "import sys; print('no such layout'); sys.exit(3)"], tmp_path)


def measured(name: str, *seconds: float, peaks: tuple[int, ...] = (80_000_000,)) -> Measured:
    return Measured(name, "1.2", tuple(Run(each, peaks) for each in seconds))


RESULTS = Results(
    posts=3650,
    size=21_122,
    machine="2 cores.",
    cold=(
        measured("Ours", 30, 20, 25, peaks=(310_000_000, 90_000_000)),
        measured("Jekyll", 100),
        measured("Hugo", 8, 9, 7),
    ),
    edited={"Ours": measured("Ours", 0.2, 0.3, 0.4), "Hugo": measured("Hugo", 8)},
    added={"Ours": measured("Ours", 0.5), "Hugo": measured("Hugo", 8)},
    moved=(),
    help_seconds=0.2,
    python_seconds=0.03,
)


def test_the_tables_say_what_was_measured_and_whether_it_was_enough() -> None:
    assert tables(RESULTS) == (
        "3,650 posts of 21.1 KB. 2 cores.\n\n"
        "| Cold build | Median | Of Jekyll’s | Most memory, each process | Runs |\n"
        "| --- | ---: | ---: | ---: | ---: |\n"
        "| Ours 1.2 | 25.00 s | 0.250 × | 310 MB, 90 MB | 3 |\n"
        "| Jekyll 1.2 | 100.00 s | 1.000 × | 80 MB | 1 |\n"
        "| Hugo 1.2 | 8.00 s | 0.080 × | 80 MB | 3 |\n\n"
        "| What | Measured | Ratio | Target | Met |\n"
        "| --- | ---: | ---: | ---: | ---: |\n"
        "| Cold build, of Jekyll’s | 25.00 s | 0.250 × | ≤ 0.3 × | yes |\n"
        "| One post edited, of Hugo’s whole build | 300 ms | 0.037 × | ≤ 0.05 × | yes |\n"
        "| One post edited, Hugo’s own | 8.00 s | – | – | – |\n"
        "| One post added, of Hugo’s whole build | 500 ms | 0.062 × | ≤ 0.05 × | no |\n"
        "| One post added, Hugo’s own | 8.00 s | – | – | – |\n"
        "| Untouched files written again | 0 | – | 0 | yes |\n"
        "| Most memory of a process | 310 MB | – | ≤ 300 MB | no |\n"
        "| `brief --help`, over a bare Python | 170 ms | – | ≤ 150 ms | no |\n"
        "| A saved edit is served after | not available | – | ≤ 150 ms | – |\n"
    )


def test_a_table_without_jekyll_claims_nothing_of_it() -> None:
    alone = tables(Results(posts=1, size=1, machine="", cold=(measured("Ours", 2),)))
    assert "| Ours 1.2 | 2.00 s | – | 80 MB | 1 |" in alone
    assert "| Cold build, of Jekyll’s | 2.00 s | not installed | ≤ 0.3 × | – |" in alone


def test_the_tables_take_the_place_of_the_last_ones() -> None:
    page = f"# Before\n\n{BEGIN}\nold\n{END}\n\nafter\n"
    once = put_between(page, "new\n")
    assert once == f"# Before\n\n{BEGIN}\n\nnew\n\n{END}\n\nafter\n"
    assert put_between(once, "new\n") == once
    with pytest.raises(ValueError, match="has no"):
        put_between("# Without marks", "new\n")
    readme = (Path(__file__).parents[1] / "benchmarks" / "README.md").read_text(encoding="utf-8")
    assert "new" in put_between(readme, "new\n")
