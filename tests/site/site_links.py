"""Every address that a built site names of itself: in pages, feeds, sitemaps, linked data and schemas.

Owns where addresses stand in each kind of file. Whoever adds a kind of file that holds some adds it here.
"""

import json
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import bs4

Files = Mapping[str, bytes]


class BuiltSite:
    """The files of a site by path, served at `root`, which ends with a slash."""

    def __init__(self, files: Files, root: str) -> None:
        self.files, self.root = files, root

    @cached_property
    def pages(self) -> dict[str, bs4.BeautifulSoup]:
        html = {path: data.decode() for path, data in self.files.items() if path.endswith(".html")}
        return {path: bs4.BeautifulSoup(text, "html.parser") for path, text in html.items()}

    @cached_property
    def ids(self) -> dict[str, set[str]]:
        return {path: {str(tag["id"]) for tag in page.select("[id]")} for path, page in self.pages.items()}

    def address(self, path: str) -> str:
        return self.root + (path.removesuffix("index.html") if path.endswith("index.html") else path)

    def file(self, address: str) -> str:
        """The file that an address of the site is answered with, whether it is there or not."""
        path = unquote(urlsplit(address)._replace(fragment="", query="").geturl().removeprefix(self.root))
        return path + "index.html" if path.endswith("/") or not path else path

    def broken(self) -> list[tuple[str, str]]:
        """Each address that leads nowhere in the site, with the file that names it."""
        return [(path, link) for path in self.files for link in self.named(path) if not self.leads(path, link)]

    def leads(self, path: str, link: str) -> bool:
        target = urljoin(self.address(path), link)
        if not target.startswith(self.root):
            return urlsplit(target).netloc != urlsplit(self.root).netloc or target.startswith("data:")
        file, fragment = self.file(target), unquote(urlsplit(target).fragment)
        return file in self.files and (not fragment or fragment in self.ids.get(file, set()))

    def named(self, path: str) -> Iterator[str]:
        """Every address that a file names."""
        data = self.files[path]
        if path.endswith(".html"):
            yield from _of_page(self.pages[path])
        elif path.startswith("feed") and path.endswith((".xml", ".json")):
            yield from _of_feed(path, data)
        elif path.startswith("sitemap"):
            yield from (one.text or "" for one in ET.fromstring(data).iter() if one.tag.endswith("}loc"))  # noqa: S314
        elif path == "robots.txt":
            yield from (line.split()[1] for line in data.decode().splitlines() if line.startswith("Sitemap:"))
        elif path.startswith("data/schemas/"):
            yield json.loads(data)["$id"]


def linked_data(page: bs4.BeautifulSoup) -> list[Any]:
    return [json.loads(one.get_text()) for one in page.select('script[type="application/ld+json"]')]


def _of_page(page: bs4.BeautifulSoup) -> Iterator[str]:
    for tag in page.select("[href], [src], [srcset]"):
        yield from (str(tag[name]) for name in ("href", "src") if name in tag.attrs)
        yield from (one.split()[0] for one in str(tag.get("srcset", "")).split(",") if one.strip())
    for tag in page.select('meta[property="og:url"], meta[property="og:image"]'):
        yield str(tag["content"])
    for data in linked_data(page):
        yield from _addresses(data)


def _addresses(data: Any) -> Iterator[str]:
    """Every address in linked data, at whatever depth."""
    if isinstance(data, dict):
        data = list(data.values())
    if isinstance(data, list):
        for one in data:
            yield from _addresses(one)
    elif isinstance(data, str) and data.startswith(("http:", "https:")):
        yield data


def _of_feed(path: str, data: bytes) -> Iterator[str]:
    if path.endswith(".json"):
        feed = json.loads(data)
        yield from (feed["home_page_url"], feed["feed_url"])
        texts = [item["content_html"] for item in feed["items"]]
        yield from (item[name] for item in feed["items"] for name in ("url", "image") if name in item)
    else:
        root = ET.fromstring(data)  # noqa: S314 - our own feed
        yield from (one.attrib["href"] for one in root.iter() if "href" in one.attrib)
        texts = [one.text or "" for one in root.iter() if one.tag.endswith("}content")]
    for text in texts:
        yield from _of_page(bs4.BeautifulSoup(text, "html.parser"))
