"""A site folder's own templates: one that changes nothing, or never ends, must not be found out by the readers."""

from pathlib import Path

import pytest

from brief.store import Store
from commands import brief, is_sentence
from nights import EDITION, REPOSITORY, files_below, new_site

PLAIN = '---\nlayout: post\ntitle: "A day"\ndate: 2025-11-04\npublished: true\n---\n\nBody.\n'


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A new site with one post and no template of its own."""
    assert brief("init", tmp_path, "--url", "https://example.org").code == 0
    (tmp_path / "content" / "_posts").mkdir()
    (tmp_path / "content" / "_posts" / f"{EDITION}.md").write_text(PLAIN, encoding="utf-8")
    return tmp_path


def override(site: Path, name: str, text: str) -> None:
    path = site / "templates" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def build(site: Path) -> dict[str, bytes]:
    told = brief("build", "--root", site)
    assert told == (0, f"The site is built in {site}/_site.\n", "")
    return files_below(site / "_site")


@pytest.mark.slow
def test_without_templates_the_pages_are_those_of_a_folder_with_all_of_them(site: Path) -> None:
    before = build(site)
    for name, data in files_below(REPOSITORY / "templates").items():
        override(site, name, data.decode())
    assert build(site) == before


@pytest.mark.slow
def test_one_template_of_the_sites_own_changes_its_pages_and_no_other(site: Path) -> None:
    before = build(site)
    override(site, "site/404.html.j2", "Lost at {{ site.title }}.\n")
    after = build(site)
    assert after["404.html"] == b"Lost at Daily Crypto Market Brief.\n"
    assert {name for name in before if after[name] != before[name]} == {"404.html"}


@pytest.mark.slow
def test_an_override_can_build_upon_the_default_of_its_own_name(site: Path) -> None:
    """The archive has no such block of its own, the page of a lost reader has."""
    before = build(site)
    text = '{% extends "default/base.html.j2" %}\n{% block meta %}\n<meta name="mine">\n{% endblock %}\n'
    override(site, "site/base.html.j2", text)
    after = build(site)
    assert b'<meta name="mine">\n' in after["archive/index.html"]
    assert after["archive/index.html"].replace(b'<meta name="mine">\n', b"") == before["archive/index.html"]
    assert after["404.html"] == before["404.html"]


def test_the_words_of_a_section_can_be_the_sites_own(site: Path) -> None:
    (site / "content" / "_posts" / f"{EDITION}.md").unlink()
    override(site, "post/footer.md.j2", "Ours: the last word.\n")
    assert brief("nightly", "--replay", "2025-11-04", "--root", site).code == 0
    assert "Ours: the last word." in Store(site).posts()[EDITION]


NOTHING = "is used by nothing: there is no default of this name, and no template calls for it"
NO_PLACE = "is no template of the site; templates/site/ and templates/post/ hold those."


@pytest.mark.sampled(1)
@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("site/bsae.html.j2", f"{NOTHING}; base.html.j2 may be meant. Rename it, or remove it."),
        ("site/404.html", f"{NOTHING}; 404.html.j2 may be meant. Rename it, or remove it."),
        ("post/qqqq", f"{NOTHING}. Rename it, or remove it."),
        ("base.html.j2", NO_PLACE),
        ("site/more/base.html.j2", NO_PLACE),
    ],
)
def test_a_template_that_changes_nothing_is_told(site: Path, name: str, said: str) -> None:
    before = build(site)
    override(site, name, "never seen")
    told = brief("build", "--root", site)
    assert told == (10, f"templates/{name} {said}\nThe site is built in {site}/_site.\n", "")
    assert is_sentence(told.out.splitlines()[0])
    assert files_below(site / "_site") == before


@pytest.mark.slow
def test_a_template_that_another_of_the_sites_own_calls_for_is_no_mistake(site: Path) -> None:
    override(site, "site/404.html.j2", '{% include "mine.html.j2" %}\n')
    override(site, "site/mine.html.j2", 'Lost.{% include "deeper.html.j2" %}')
    override(site, "site/deeper.html.j2", " Deeper.")
    override(site, "site/.deeper.html.j2.swp", "an editor's own file")
    assert build(site)["404.html"] == b"Lost. Deeper."


@pytest.mark.sampled(1)
@pytest.mark.parametrize("name", ["base.html.j2", "404.html.j2"])
def test_a_template_that_extends_itself_is_64_and_told_what_to_write(site: Path, name: str) -> None:
    before = build(site)
    override(site, f"site/{name}", f'{{% extends "{name}" %}}')
    told = brief("build", "--root", site)
    assert (told.code, told.out) == (64, "")
    assert told.err == (
        f"templates/site/{name} extends {name}, so the page never ends; to build upon the default write "
        f'{{% extends "default/{name}" %}}.\n'
    )
    assert files_below(site / "_site") == before


def test_a_circle_of_two_is_found(site: Path) -> None:
    override(site, "site/base.html.j2", '{% extends "404.html.j2" %}')
    told = brief("build", "--root", site)
    assert told.code == 64
    assert "so the page never ends" in told.err


def test_a_mistake_in_a_template_is_64_with_its_line(site: Path) -> None:
    override(site, "site/404.html.j2", "fine\n{% if %}\n")
    told = brief("build", "--root", site)
    assert (told.code, told.out) == (64, "")
    assert told.err.startswith("A template cannot be rendered: 404.html.j2, line 2: ")


@pytest.mark.slow
def test_an_asset_of_the_sites_own_goes_before_the_default(site: Path) -> None:
    before = build(site)
    assert before["assets/style.css"] == (REPOSITORY / "content" / "assets" / "style.css").read_bytes()
    (site / "content" / "assets").mkdir()
    (site / "content" / "assets" / "style.css").write_bytes(b"body { color: red }\n")
    (site / "content" / "assets" / "logo.svg").write_bytes(b"<svg/>")
    after = build(site)
    assert (after["assets/style.css"], after["assets/logo.svg"]) == (b"body { color: red }\n", b"<svg/>")


def assets(store: Store) -> set[str]:
    return set(store.assets(store.signatures()))


def test_what_nights_made_in_the_checkout_is_no_default(tmp_path: Path) -> None:
    defaults = new_site(tmp_path).root
    for name in ("content/assets/charts/x/a.svg", "content/_raw/2025-11-09/manifest.json", "content/_posts/a.md"):
        (defaults / name).parent.mkdir(parents=True, exist_ok=True)
        (defaults / name).write_text("made", encoding="utf-8")
    store = Store(tmp_path / "other", defaults)
    assert assets(store) == assets(Store(tmp_path / "other"))
    assert b"made" not in store.of_a_new_site(templates=True).values()
    assert assets(Store(defaults, defaults)) == assets(store)
