"""`brief serve` as an editor uses it: what is saved is shown, a mistake is told and ends nothing."""

import socket
from pathlib import Path

import pytest

from brief.store import Store
from commands import brief, is_sentence
from previewed import PAGE, SLUG, serving, site_with_a_post, write

pytestmark = pytest.mark.slow


@pytest.fixture
def site(tmp_path: Path) -> Store:
    return site_with_a_post(tmp_path)


def test_a_saved_edit_is_shown_and_no_file_of_the_site_knows_of_it(site: Store) -> None:
    with serving(site) as preview:
        assert "Nothing moved." in preview.get(PAGE)[1]
        write(site, "Bitcoin woke up.")
        told = preview.rebuilt()
        page = preview.get(PAGE)[1]
        assert "Bitcoin woke up." in page
        assert f'data-built="{told.built}"' in page
        assert "connect-src &#39;self&#39;" in page
        assert preview.get("/_brief/reload.js")[0] == 200
    served = {path: path.read_bytes() for path in site.preview.rglob("*") if path.is_file()}
    assert len(served) > 5
    assert not [path for path, data in served.items() if b"_brief" in data]
    assert b"connect-src &#39;none&#39;" in served[site.preview / PAGE[1:] / "index.html"]
    assert not site.site.exists()


def test_what_readers_have_is_served_where_that_is_asked_for(site: Store) -> None:
    with serving(site, "--published") as preview:
        assert preview.get(PAGE)[0] == 404
        assert preview.get("/")[0] == 200
    assert site.site.is_dir()
    assert not site.preview.exists()


@pytest.mark.parametrize(
    ("mistake", "place"), [("{% if %}", "post.html.j2, line"), ("{{ 1 // 0 }}", "in post.html.j2 or what it calls for")]
)
def test_a_mistake_in_a_template_is_told_on_the_page_until_it_is_mended(site: Store, mistake: str, place: str) -> None:
    template = site.root / "templates" / "site" / "post.html.j2"
    right = template.read_text(encoding="utf-8")
    with serving(site) as preview:
        before = preview.now
        template.write_text(right.replace('<article class="', f'{mistake}<article class="'), encoding="utf-8")
        told = preview.news()
        assert told.built == before.built
        assert place in told.notice
        assert is_sentence(told.notice)
        assert "Nothing moved." in preview.get(PAGE)[1]
        template.write_text(right.replace('<article class="', '<article class="mended '), encoding="utf-8")
        told = preview.rebuilt()
        assert told.notice == ""
        assert '<article class="mended ' in preview.get(PAGE)[1]


def test_a_mistake_of_yaml_and_a_post_that_cannot_be_read_end_nothing(site: Store) -> None:
    with serving(site) as preview:
        settings = site.content / "_config.yml"
        right = settings.read_text(encoding="utf-8")
        settings.write_text("title: [\n", encoding="utf-8")
        assert "content/_config.yml, line" in preview.news().notice
        settings.write_text(right, encoding="utf-8")
        assert preview.news().notice == ""
        site.post_path(SLUG).write_text("no front matter\n", encoding="utf-8")
        assert f"{SLUG}.md:1" in preview.rebuilt().notice
        assert preview.get(PAGE)[0] == 404
        write(site, "It is back.")
        assert preview.rebuilt().notice == ""
        assert "It is back." in preview.get(PAGE)[1]


def test_a_site_that_cannot_be_built_at_first_says_so_and_is_shown_once_it_can(site: Store) -> None:
    settings = site.content / "_config.yml"
    right = settings.read_text(encoding="utf-8")
    settings.write_text("title: [\n", encoding="utf-8")
    with serving(site) as preview:
        status, page, _ = preview.get("/")
        assert status == 503
        assert "content/_config.yml, line" in page
        assert "/_brief/reload.js" in page
        settings.write_text(right, encoding="utf-8")
        preview.rebuilt()
        assert preview.get("/")[0] == 200


def test_while_another_run_is_at_work_the_preview_waits(site: Store) -> None:
    with serving(site) as preview:
        with site.lock():
            write(site, "Saved during the night.")
            assert "Another run" in preview.news().notice
            assert "Nothing moved." in preview.get(PAGE)[1]
        assert preview.rebuilt().notice == ""
        assert "Saved during the night." in preview.get(PAGE)[1]


def test_a_folder_that_comes_later_is_watched_too(site: Store) -> None:
    """A site needs no templates of its own; the first one counts as soon as it is there."""
    aside = site.root / "aside"
    (site.root / "templates").rename(aside)
    with serving(site) as preview:
        aside.rename(site.root / "templates")
        template = site.root / "templates" / "site" / "post.html.j2"
        right = template.read_text(encoding="utf-8")
        template.write_text(right.replace('<article class="', '<article class="ours '), encoding="utf-8")
        preview.rebuilt()
        assert '<article class="ours ' in preview.get(PAGE)[1]


def test_the_site_lies_below_its_baseurl(site: Store) -> None:
    settings = site.content / "_config.yml"
    lines = [line for line in settings.read_text(encoding="utf-8").splitlines() if not line.startswith("baseurl")]
    settings.write_text("\n".join([*lines, "baseurl: /brief"]) + "\n", encoding="utf-8")
    with serving(site) as preview:
        assert preview.address.endswith("/brief/")
        assert preview.get("/")[2].getheader("Location") == "/brief/"
        assert preview.get(f"/brief{PAGE}")[0] == 200
        status, page, _ = preview.get(PAGE)
        assert status == 404
        assert 'href="/brief/assets/style.css"' in page


def test_a_page_of_another_host_gets_nothing(site: Store) -> None:
    """A host's name can be made to lead to this machine; what it asks for is not for it."""
    with serving(site) as preview:
        status, page, _ = preview.get(PAGE, Host="rebound.example.org")
        assert status == 421
        assert "Nothing moved." not in page


def test_a_port_that_is_taken_is_told_with_what_to_do(site: Store) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ran = brief("serve", "--root", site.root, "--port", port)
    assert ran.code == 64
    assert is_sentence(ran.err)
    assert f"--port {port + 1}" in ran.err
    assert not site.preview.exists()
