"""Colours, fonts, logo and frame words of one's own: a typo must be found by its owner, not by a reader."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.desk.look import site_look
from brief.errors import WrongUsage
from brief.models.look import READABLE, Dark, Light, Look, contrast
from brief.site.look import pieces, properties, stylesheet
from brief.store import Store
from commands import is_sentence
from nights import REPOSITORY

COLOURS = st.from_regex(r"#([0-9a-f]{3}|[0-9a-f]{6})", fullmatch=True)


def read(folder: Path, text: str) -> Look:
    path = folder / "content" / "_data" / "look.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return site_look(Store(folder))


def test_a_folder_without_the_file_has_the_default_look(tmp_path: Path) -> None:
    assert site_look(Store(tmp_path)) == Look()


def test_what_is_not_written_stays_the_default(tmp_path: Path) -> None:
    found = read(
        tmp_path, 'colours: {dark: {accent: "#9cf"}}\nwords: {latest: Today}\nfonts: {serif: [Gelasio, serif]}\n'
    )
    assert found.colours.dark == Dark(accent="#9cf")
    assert found.colours.light == Light()
    assert (found.words.latest, found.words.archive) == ("Today", "Archive")
    assert found.fonts.serif == ("Gelasio", "serif")
    assert found.fonts.sans == Look().fonts.sans


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("words:\n  lattest: Today\n", 2, "words.lattest: unknown key; allowed here: site, skip, latest, "),
        ("colors: {}\n", 1, "colors: unknown key; allowed here: colours, fonts, logo, words."),
        ("colours:\n  light:\n    line: red\n", 3, "'red' is no solid colour; write it like \"#1b1a17\", with the"),
        ("colours:\n  light:\n    ink: #000\n", 3, "None is no solid colour; write it like "),
        ('colours:\n  light:\n    paper: "#fff8"\n', 3, "'#fff8' is no solid colour"),
        ('colours:\n  light:\n    line: "#ccc"\n    soft: "#aaa"\n', 4, "on paper (#fbf9f4) its contrast is 2.2; "),
        ('colours:\n  dark:\n    paper: "#fff"\n', 2, "colours.dark.ink: on paper (#fff) its contrast is 1.3; "),
        ("fonts:\n  serif: []\n", 2, "fonts.serif: "),
        ("fonts:\n  mono: ['x;} body {']\n", 2, "'x;} body {' is no name of a font"),
        ("logo: assets/logo.svg\n", 1, "there is no content/assets/logo.svg; put the picture into content/assets/"),
        ("logo: ../secret.svg\n", 1, "there is no content/../secret.svg"),
        ('words:\n  skip: ""\n', 2, "words.skip: write a text, in one line."),
        ('words:\n  colophon: "See {imprint}."\n', 2, "only {corrections}, {scoreboard}, {data} can stand in braces."),
        ("words:\n  skip: a\n  skip: b\n", 3, "skip stands here again; it was first on line 2."),
        ("", 1, "the file holds no settings; write one, or remove the file."),
        ("words: [\n", 0, "this is not YAML"),
    ],
)  # fmt: skip
def test_a_typo_is_wrong_usage_with_its_line(tmp_path: Path, text: str, line: int, said: str) -> None:
    with pytest.raises(WrongUsage) as wrong:
        read(tmp_path, text)
    told = str(wrong.value)
    assert said in told
    assert is_sentence(told.splitlines()[0])
    if line:
        assert told.startswith(f"{tmp_path}/content/_data/look.yaml:{line}: ")


def test_a_logo_that_is_there_is_taken(tmp_path: Path) -> None:
    (tmp_path / "content" / "assets").mkdir(parents=True)
    (tmp_path / "content" / "assets" / "logo.svg").write_bytes(b"<svg/>")
    assert read(tmp_path, "logo: assets/logo.svg\n").logo == "assets/logo.svg"


def test_the_default_colours_can_be_read() -> None:
    """What is refused in a site's own file must not be in ours."""
    for scheme in (Light, Dark):
        assert scheme.model_validate(scheme().model_dump()) == scheme()


def test_contrast_is_that_of_the_guideline() -> None:
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)
    assert contrast("#767676", "#ffffff") > READABLE > contrast("#777", "#fff")


@given(COLOURS, COLOURS)
def test_contrast_knows_no_order(one: str, other: str) -> None:
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21.0001


def test_the_properties_are_one_block_with_both_schemes() -> None:
    block = properties(Look())
    assert block.startswith(":root {\n  color-scheme: light dark;\n  --paper: light-dark(#fbf9f4, #151412);\n")
    assert '  --serif: Charter, "Bitstream Charter", "Iowan Old Style", "Palatino Linotype", Palatino, ' in block
    assert block.endswith('  --mono: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;\n}\n')
    assert block.count("{") == block.count("}") == 1


def test_only_a_look_of_ones_own_changes_the_style_sheet(tmp_path: Path) -> None:
    css = "body { color: var(--ink) }\n"
    assert stylesheet(css, read(tmp_path, "words: {latest: Today}\n")) == css
    changed = stylesheet(css, read(tmp_path, 'colours: {light: {accent: "#024"}}\n'))
    assert changed.startswith(css)
    assert "  --accent: light-dark(#024, #f2a490);\n" in changed


def test_every_colour_of_the_style_sheet_can_be_set() -> None:
    css = (REPOSITORY / "content" / "assets" / "style.css").read_text(encoding="utf-8")
    own = set(re.findall(r"--([a-z]+):", css)) - set(re.findall(r"--([a-z]+):", properties(Look())))
    assert own <= {"measure"}


def test_a_text_with_links_comes_in_pieces() -> None:
    assert list(pieces("See {corrections} and {scoreboard}.")) == [
        ("See ", "corrections"),
        (" and ", "scoreboard"),
        (".", ""),
    ]
    assert list(pieces("No link")) == [("No link", "")]
