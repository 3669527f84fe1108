"""Real Jekyll publishes the same posts at the same addresses, with nothing but our `_config.yml`."""

import subprocess
from datetime import date
from pathlib import Path

import pytest
from site_sample import BODY, NEWEST, RECEIPTS, SCRIPTS, STYLE, templates
from whole_site import build

from brief.models import Post
from brief.site import Frame, receipts_page
from brief.site.settings import read_settings
from brief.write import escape
from brief.write.front_matter import publish, read_post

CONFIG = (Path(__file__).parents[2] / "content" / "_config.yml").read_text("utf-8")
STEMS = (NEWEST, "2024-02-29-Leap_Day-X", "2001-01-02-a")


def post(stem: str) -> str:
    return (
        f"---\nlayout: post\ntitle: {escape.yaml_string(stem)}\ndate: {stem[:10]}\ncategory: crypto\n"
        f"published: false\n---\n{BODY}"
    )


@pytest.mark.jekyll
def test_jekyll_and_we_publish_the_same_files(jekyll: str, tmp_path: Path) -> None:
    content, out = tmp_path / "content", tmp_path / "out"
    settings = read_settings(CONFIG)
    static = {
        "assets/style.css": STYLE,
        **SCRIPTS,
        f"receipts/{NEWEST}/receipts.json": f"{RECEIPTS.model_dump_json(indent=1)}\n".encode(),
        f"receipts/{NEWEST}/index.html": receipts_page(RECEIPTS, Frame(settings, templates())).encode(),
    }
    files = {
        "_config.yml": CONFIG.encode(),
        "_posts/2025-11-05-hidden.md": post("2025-11-05-hidden").encode(),
        **{f"_posts/{stem}.md": publish(post(stem)).encode() for stem in STEMS},
        **static,
    }
    for path, data in files.items():
        (content / path).parent.mkdir(parents=True, exist_ok=True)
        (content / path).write_bytes(data)
    command = [jekyll, "build", "--disable-disk-cache", "-s", str(content), "-d", str(out)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    published = {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}

    posts: list[Post] = [read_post(stem, publish(post(stem))) for stem in STEMS]
    ours = build(posts, settings, templates(), {NEWEST: RECEIPTS}, {"assets/style.css": STYLE, **SCRIPTS})
    own = {path for path in ours if path.startswith("archive/")}
    own |= {path for path in ours if path.startswith(("cards/", "data/"))}
    own |= {
        "_headers",
        "404.html",
        "markets/index.html",
        "feed.json",
        "health.json",
        "feed.xml",
        "index.html",
        "robots.txt",
        "sitemap.xml",
        "sitemap-news.xml",
    }
    own |= {
        "corrections/index.html",
        "scoreboard/index.html",
        "sources/index.html",
        "status/index.html",
    }  # written beside the posts once there is one: tests/desk/test_publishing.py
    assert set(published) == set(ours) - own
    assert {path: published[path] for path in static} == {path: ours[path] for path in static}


def test_the_settings_are_those_of_both_builders() -> None:
    settings = read_settings(CONFIG)
    assert (settings.timezone, settings.permalink) == ("UTC", "/:year/:month/:day/:title/")
    assert read_post(NEWEST, post(NEWEST)).day == date(2025, 11, 4)
    assert "future: true" in CONFIG
    assert "strict_front_matter: true" in CONFIG
