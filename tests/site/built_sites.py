"""Whole sites for the browser, and one page of each kind in them, whatever kinds there are."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from site_sample import SETTINGS, corrected_site

import nights

SPECIMEN_DAY = date(2001, 1, 2)
SITES = ("sample", "bundled", "specimen")


def home(name: str, folder: Path) -> Path:
    """Where a site that is built below a folder can be served from."""
    return folder if name == "sample" else folder / "site" / "_site"


def build(name: str, folder: Path, address: str) -> None:
    """Build one of the sites below a folder, for a server at this address: its receipts are linked by it."""
    if name == "sample":
        _sample(folder, address)
        return
    store = nights.new_site(folder) if name == "bundled" else nights.specimen_site(folder)
    settings = store.content / "_config.yml"
    there = re.sub(r"(?m)^url:.*$", f'url: "{address}"', settings.read_text("utf-8"))
    settings.write_text(there, "utf-8")
    nights.run_replay(store, nights.BUNDLED if name == "bundled" else SPECIMEN_DAY, publish=True)


def _sample(folder: Path, address: str) -> None:
    for path, page in corrected_site(SETTINGS.model_copy(update={"url": SETTINGS.root, "baseurl": ""})).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(page.replace(b"https://brief.example.org/daily", address.encode()))


def kind(path: str) -> str:
    """What a page is one of: the first part of its path, with numbers and what follows left open."""
    parts = path.removesuffix("index.html").strip("/").split("/")
    return "/".join("N" if re.fullmatch(r"\d+", part) else part if i == 0 else "*" for i, part in enumerate(parts))


def one_of_each_kind(site: Path) -> dict[str, str]:
    """A page's path on the server, for each kind of page: the longest of its kind, where most can go wrong."""
    found = sorted(_pages(site), key=lambda page: page.stat().st_size)
    paths = (page.relative_to(site).as_posix() for page in found)
    return {kind(path): f"/{path.removesuffix('index.html')}" for path in paths}


def _pages(site: Path) -> Iterator[Path]:
    return site.rglob("*.html")
