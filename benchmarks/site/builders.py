"""The builders that are compared: how each is found, asked for its version, given the posts, and told to build.

Owns a bare layout for each: a page with title and text, nothing else. Ours has no bare layout: it builds what it always
builds.
"""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from benchmarks.site import posts

REPOSITORY = Path(__file__).parents[2]
TITLE = "Daily Crypto Market Brief"
BARE = '<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n<title>%s</title>\n<h1>%s</h1>\n%s\n</html>\n'
_FRONT = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)


@dataclass(frozen=True)
class Builder:
    """One builder, and what a site of it consists of."""

    name: str
    option: str
    """The command's name on PATH, and the option that says another one."""
    version: Sequence[str]
    """What to ask it for its version with, behind the command."""
    lay_out: Callable[[Path], None]
    """Writes everything but the posts below a folder."""
    post_file: Callable[[date], str]
    """The file of a day's post below that folder."""
    post_text: Callable[[str], str]
    """A post as it reads them."""
    build: Callable[[Path], Sequence[str]]
    """What builds the folder, behind the command."""
    output: str
    """Where the site stands afterwards."""


@dataclass(frozen=True)
class Installed:
    """A builder that is there."""

    builder: Builder
    command: tuple[str, ...]
    version: str
    environ: dict[str, str]


class Site:
    """A folder with posts that one builder can build."""

    def __init__(self, installed: Installed, folder: Path) -> None:
        self.installed, self.folder = installed, folder
        self._laid: set[Path] = set()

    @property
    def builder(self) -> Builder:
        return self.installed.builder

    @property
    def output(self) -> Path:
        return self.folder / self.builder.output

    @property
    def command(self) -> tuple[str, ...]:
        return (*self.installed.command, *self.builder.build(self.folder))

    def lay_out(self, days: Iterable[date]) -> None:
        """Write the site's files; what is there besides, later, was made by a build."""
        self.folder.mkdir(parents=True)
        self.builder.lay_out(self.folder)
        for day in days:
            self.write(day, posts.post(day))
        self._laid = set(self.folder.rglob("*"))

    def write(self, day: date, text: str) -> None:
        path = self.folder / self.builder.post_file(day)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(self.builder.post_text(text), encoding="utf-8")

    def remove(self, day: date) -> None:
        (self.folder / self.builder.post_file(day)).unlink()

    def clean(self) -> None:
        """Take out what builds have made, caches included: the next one is cold."""
        for path in sorted(set(self.folder.rglob("*")) - self._laid, key=lambda made: len(made.parts)):
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)


def find(builder: Builder, command: str = "") -> Installed | None:
    """The builder as it is installed; `command` names it where it is not on PATH."""
    words = tuple(command.split()) if command else ((found,) if (found := shutil.which(builder.option)) else ())
    if not words:
        return None
    try:
        environ = _environ(builder, words[0])
        asked = subprocess.run(
            [*words, *builder.version], env={**os.environ, **environ}, capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return None
    told = re.search(r"\d+(\.\d+)+", asked.stdout + asked.stderr)
    return Installed(builder, words, told[0] if told else "unknown", environ)


def _environ(builder: Builder, program: str) -> dict[str, str]:
    """Ours is the one beside this file; Eleventy's plugins lie where it does."""
    if builder is OURS:
        # An installed program is compiled; a machine that tells Python not to keep that would compile it for each run.
        return {"PYTHONPATH": str(REPOSITORY), "PYTHONDONTWRITEBYTECODE": ""}
    place = next((each for each in Path(program).resolve().parents if each.name == "node_modules"), None)
    return {"NODE_PATH": str(place)} if place else {}


def _nothing(text: str) -> str:
    return text


def _write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _ours(folder: Path) -> None:
    """A site folder as the repository has it, with its series and without its nights."""
    for part in ("templates", "content/_series", "content/_data", "content/assets"):
        if (REPOSITORY / part).is_dir():
            shutil.copytree(REPOSITORY / part, folder / part)
    for part in ("sources.yaml", "content/_config.yml"):
        if (REPOSITORY / part).is_file():
            (folder / part).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(REPOSITORY / part, folder / part)


def _jekyll(folder: Path) -> None:
    layout = BARE % ("{{ page.title | escape }}", "{{ page.title | escape }}", "{{ content }}")
    config = f'title: "{TITLE}"\npermalink: /:year/:month/:day/:title/\ntimezone: UTC\nfuture: true\n'
    _write(folder, {"_config.yml": config, "_layouts/post.html": layout})


def _hugo(folder: Path) -> None:
    config = (
        f'title = "{TITLE}"\nbaseURL = "https://brief.example.org/"\nbuildFuture = true\n'
        'disableKinds = ["taxonomy", "term", "RSS", "sitemap", "home", "section", "robotsTXT", "404"]\n'
        "[markup.goldmark.renderer]\nunsafe = true\n"
    )
    layout = BARE % ("{{ .Title }}", "{{ .Title }}", "{{ .Content }}")
    _write(folder, {"config.toml": config, "layouts/_default/single.html": layout})


def _zola(folder: Path) -> None:
    config = f'title = "{TITLE}"\nbase_url = "https://brief.example.org"\ncompile_sass = false\n'
    page = BARE % ("{{ page.title }}", "{{ page.title }}", "{{ page.content | safe }}")
    files = {"config.toml": config, "templates/page.html": page, "templates/index.html": "<!doctype html>\n"}
    _write(folder, files)


def _for_zola(text: str) -> str:
    """Zola refuses keys it does not know."""
    front = _FRONT.match(text)
    kept = [line for line in (front[1] if front else "").splitlines() if line.startswith(("title:", "date:"))]
    return "---\n" + "\n".join(kept) + "\n---\n" + (text[front.end() :] if front else text)


def _eleventy(folder: Path) -> None:
    layout = BARE % ("{{ title | escape }}", "{{ title | escape }}", "{{ content }}")
    config = (
        "module.exports = function (config) {\n"
        "  let notes = null;\n"
        '  try { notes = require("markdown-it-footnote"); } catch { }\n'
        '  if (notes) config.amendLibrary("md", (md) => md.use(notes));\n'
        "};\n"
    )
    data = json.dumps({"permalink": "/{{ page.date | date: '%Y/%m/%d' }}/{{ page.fileSlug }}/"})
    files = {"eleventy.config.js": config, "posts/posts.json": data, "_includes/post.liquid": layout}
    _write(folder, files)


def _pelican(folder: Path) -> None:
    extensions = (
        "{'markdown.extensions.meta': {}, 'markdown.extensions.footnotes': {}, 'markdown.extensions.tables': {}}"
    )
    config = (
        f"SITENAME = {TITLE!r}\nSITEURL = ''\nTIMEZONE = 'UTC'\nPATH = 'content'\nOUTPUT_PATH = 'output'\n"
        f"THEME = 'theme'\nMARKDOWN = {{'extension_configs': {extensions}, 'output_format': 'html5'}}\n"
        "SLUGIFY_SOURCE = 'basename'\nDIRECT_TEMPLATES = []\nWITH_FUTURE_DATES = True\n"
        "FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None\n"
        "AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = ''\nARTICLE_URL = ARTICLE_SAVE_AS = '{slug}.html'\n"
    )
    layout = BARE % ("{{ article.title }}", "{{ article.title }}", "{{ article.content }}")
    _write(folder, {"pelicanconf.py": config, "theme/templates/article.html": layout})
    (folder / "theme/static").mkdir()


def _in(place: str) -> Callable[[date], str]:
    return lambda day: f"{place}/{posts.edition(day)}.md"


def _asks(*words: str) -> Callable[[Path], Sequence[str]]:
    return lambda _: words


OURS = Builder(
    name="Ours",
    option="brief",
    version=("--version",),
    lay_out=_ours,
    post_file=_in("content/_posts"),
    post_text=_nothing,
    build=lambda folder: ("build", "--root", str(folder)),
    output="_site",
)
JEKYLL = Builder(
    name="Jekyll",
    option="jekyll",
    version=("--version",),
    lay_out=_jekyll,
    post_file=_in("_posts"),
    post_text=_nothing,
    build=_asks("build", "--quiet", "--destination", "_site"),
    output="_site",
)
HUGO = Builder(
    name="Hugo",
    option="hugo",
    version=("version",),
    lay_out=_hugo,
    post_file=_in("content/posts"),
    post_text=_nothing,
    build=_asks("--quiet", "--destination", "public"),
    output="public",
)
ZOLA = Builder(
    name="Zola",
    option="zola",
    version=("--version",),
    lay_out=_zola,
    post_file=_in("content"),
    post_text=_for_zola,
    build=_asks("build", "--force", "--output-dir", "public"),
    output="public",
)
ELEVENTY = Builder(
    name="Eleventy",
    option="eleventy",
    version=("--version",),
    lay_out=_eleventy,
    post_file=_in("posts"),
    post_text=_nothing,
    build=_asks("--quiet"),
    output="_site",
)
PELICAN = Builder(
    name="Pelican",
    option="pelican",
    version=("--version",),
    lay_out=_pelican,
    post_file=_in("content"),
    post_text=_nothing,
    build=_asks("--quiet", "--settings", "pelicanconf.py"),
    output="output",
)
OTHERS = (JEKYLL, HUGO, ZOLA, ELEVENTY, PELICAN)
