"""Where every page lives: paths inside the site, links between pages, absolute addresses.

Owns the reading of `permalink`, `url` and `baseurl`, which Jekyll reads alike. Refuses a permalink we cannot follow.
"""

import posixpath
import re
from datetime import date
from functools import cached_property

from brief.errors import WrongUsage
from brief.models import Post, SiteSettings

SNAPSHOT = "snapshot.json"
"""The night's figures for machines, beside an edition's receipts."""
DATA = "/data/"
"""What is there for programs, of all editions."""
_PLACEHOLDER = re.compile(r":[a-z_]+")


class Addresses:
    """The addresses of one site, as one of its pages uses them.

    `link` leads from `page` to another by a relative path, so that the site works at a host's root, below `baseurl`
    and from a folder on disk. A page without a place of its own (404) is served at any depth and links from the root.
    """

    def __init__(self, settings: SiteSettings, page: str = "") -> None:
        self._settings, self._page = settings, page
        if not settings.permalink.startswith("/") or not settings.permalink.endswith(("/", ".html")):
            raise WrongUsage(
                f"content/_config.yml: permalink {settings.permalink!r} does not look like /:year/:title/."
            )

    @property
    def has_url(self) -> bool:
        """Whether the site knows its own host: without it there is no feed, no sitemap and no canonical link."""
        return bool(self._settings.url)

    def link(self, path: str) -> str:
        """The link from this page to a path inside the site."""
        if not self._page:
            return self._settings.baseurl.rstrip("/") + path
        folder = self._page.rpartition("/")[0] or "/"
        return posixpath.relpath(path, folder) + ("/" if path.endswith("/") else "")

    def seen_from(self, page: str) -> "Addresses":
        """The same site from the page at this path."""
        return Addresses(self._settings, page)

    def absolute(self, path: str) -> str:
        """The full address of a path inside the site."""
        return self._settings.root + path

    def near(self, address: str) -> str:
        """An absolute address of this site as a link from this page; one that leads elsewhere stays as it is.

        A copy on disk, a preview and another host then show their own pictures and pages, not the published ones.
        """
        root = self._settings.root
        if not address.startswith(f"{root}/") or address.startswith("//"):
            return address
        return (self._up if self._page else self._settings.baseurl.rstrip("/") + "/") + address[len(root) + 1 :]

    @cached_property
    def _up(self) -> str:
        """The link from this page to the site's root."""
        return self.link("/")

    def post(self, post: Post) -> str:
        """The path of a post's page, `/2025/11/04/daily-crypto-market-brief/`."""
        return self.edition(post.day, post.slug)

    def edition(self, day: date, slug: str) -> str:
        values = {":year": f"{day:%Y}", ":month": f"{day:%m}", ":day": f"{day:%d}", ":title": slug}

        def fill(found: re.Match[str]) -> str:
            if found.group() not in values:
                allowed = ", ".join(values)
                raise WrongUsage(f"content/_config.yml: permalink has {found.group()}; only {allowed} can be in it.")
            return values[found.group()]

        return _PLACEHOLDER.sub(fill, self._settings.permalink)


def receipts_path(edition: str) -> str:
    """The path of an edition's receipts."""
    return f"/receipts/{edition}/"


def chart_path(edition: str, name: str) -> str:
    """The path of an edition's chart, in the site and below `content/`."""
    return f"/assets/charts/{edition}/{name}.svg"


def file_of(path: str) -> str:
    """The file inside `_site` that a server answers a path with."""
    return path.removeprefix("/") + ("index.html" if path.endswith("/") else "")
