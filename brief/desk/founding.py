"""A new site folder that works at once: sources, settings, rules, the shipped past and the bundled night.

Owns what is in one and the words for its owner. Refuses a folder that holds a site, and to overwrite a file: what is
there already is left alone and told. Templates and style sheet come from the package, unless they are asked for.
"""

import json
import re
from typing import NamedTuple
from urllib.parse import urlsplit

from brief.errors import WrongUsage
from brief.site.settings import read_settings
from brief.store import Store

_CONFIG, _SOURCES = "content/_config.yml", "sources.yaml"
_NO_URL = (
    "# Empty, links inside posts lead from the root of whatever serves the site, and there is no feed and no sitemap.\n"
)
_IGNORED = """\
/.brief.lock
/_site/
/_preview/
/_build*/
/content/_backfill/
/content/_journal/*/.lock
"""
_README = """\
# TITLE

A site folder of market-brief. `brief --help` lists what can be done in it; the first steps:

```bash
brief nightly --replay 2025-11-04 --publish   # the bundled night, which was reconstructed from published reports
brief backfill --from 2020-01-01              # a past for tonight to be compared with
brief nightly --publish                       # tonight
brief build                                   # the site once more, after a change of look or settings
```

Before the first live night: set `url:` in `content/_config.yml` and `contact:` in `sources.yaml`, and remove the
bundled night's post from `content/_posts/`, as links inside a post keep the `url:` they were written with.

| To change | edit |
|---|---|
| title, address, language | `content/_config.yml` |
| coins, sources, tolerances | `sources.yaml` |
| what makes a headline, what is worth watching | `content/_data/headlines.yaml`, `watch.yaml`, `calendar.yaml` |
| one page, or the words of one section | a file of the default's name in `templates/site/` or `templates/post/` |
| the style sheet | `content/assets/style.css` |

A template of yours goes before the default of its name; with `{% extends "default/base.html.j2" %}` it builds upon it.
What you have none of comes from the package. `brief init --templates` in an empty folder copies all of it; for a site
that Jekyll builds, copy its `content/assets/`.

Posts, archives and series below `content/` are the record of your nights: keep all of it, in version control or a
backup, but for what `.gitignore` names.
"""


class Founded(NamedTuple):
    """How many files were written, and which were there already with other content."""

    written: int
    left: tuple[str, ...]


def found_site(store: Store, *, title: str = "", url: str = "", templates: bool = False) -> Founded:
    """Make the store's folder a site folder. `sources.yaml` is written last: a run that is cut off can be repeated."""
    if all(store.bytes_if_there(store.root / name) is not None for name in (_CONFIG, _SOURCES)):
        raise WrongUsage(f"{store.root.resolve()} holds a site already; nothing was written. Name another folder.")
    shipped = store.of_a_new_site(templates=templates)
    config = _settings(shipped[_CONFIG].decode(), title, url)
    name = read_settings(config).title
    files = {
        **shipped,
        _CONFIG: config.encode(),
        ".gitignore": _IGNORED.encode(),
        "README.md": _README.replace("TITLE", name).encode(),
    }
    written, left = 0, []
    for path, data in sorted(files.items(), key=lambda file: (file[0] == _SOURCES, file[0])):
        if store.replace_if(store.root / path, None, data):
            written += 1
        elif store.bytes_if_there(store.root / path) != data:
            left.append(path)
    return Founded(written, tuple(left))


def _settings(config: str, title: str, url: str) -> str:
    """The default settings with a title and an address of one's own; without an address, what that means."""
    if title and not (title.isprintable() and title.strip()):
        raise WrongUsage(f"--title {title!r} is no title; write it in one line.")
    parts = urlsplit(url)
    host, below = (f"{parts.scheme}://{parts.netloc}", parts.path.rstrip("/")) if url else ("", "")
    if url and (parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment):
        raise WrongUsage(f"--url {url} is no address of a site; write it like https://brief.example.org.")
    told = {"url": host, "baseurl": below, **({"title": title} if title else {})}
    for key, value in told.items():
        line = f"{key}: {json.dumps(value, ensure_ascii=False)}"
        config = re.sub(rf"^{key}:.*$", lambda _, line=line: line, config, count=1, flags=re.MULTILINE)  # type: ignore[misc]
    return config if url else re.sub(r"^(?=url:)", lambda _: _NO_URL, config, count=1, flags=re.MULTILINE)
