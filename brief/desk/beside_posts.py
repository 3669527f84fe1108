"""What only our builder makes is left where Jekyll publishes it, too: a link from one of these leads somewhere there.

Owns which files of the site those are; what Jekyll has of its own is not among them. Refuses a preview's files, and to
write what lies there already.
"""

from collections.abc import Collection, Iterable

from brief.desk.built import Built
from brief.store import Served, Store

_FOLDERS = {
    *("archive", "cards", "charts", "corrections", "data", "feeds", "markets", "scoreboard", "sources", "status"),
}
_FILES = {"feed.json", "feed.xml", "health.json", "sitemap.xml", "sitemap-news.xml"}
_OF_JEKYLL = {"archive/index.html"}
"""From `content/archive.md`."""


def leave(store: Store, served: Served, record: Built, changed: Collection[str], gone: Iterable[str]) -> None:
    """Copy what changed of these in the served site, or is missing below `content/`; take out what is gone."""
    if served.name != store.site.name:
        return
    new = set(changed)
    left = [file for file in record.files if _is_left(file)]
    there = store.left_beside_posts().stamps(left)
    for file in left:
        if file in new or file not in there or there[file].size != record.files[file].stamp.size:
            store.write(store.beside_posts(file), served.read(file))
    for file in filter(_is_left, gone):
        store.remove(store.beside_posts(file))


def _is_left(file: str) -> bool:
    folder, within, _ = file.partition("/")
    return (folder in _FOLDERS if within else file in _FILES) and file not in _OF_JEKYLL
