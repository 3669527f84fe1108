"""A post as it stands in `content/_posts`: its front matter, read, and its body, untouched."""

from datetime import date

from brief.models.base import Frozen
from brief.models.figures import AsOf, Instant


class Post(Frozen):
    """One post. `id` is the file's stem, `slug` the part behind the date; `body` is Markdown without front matter."""

    id: str
    slug: str
    day: date
    title: str
    category: str = ""
    published: bool = False
    description: str = ""
    excerpt: str = ""
    as_of: AsOf | None = None
    corrected: Instant | None = None
    """When it was last corrected: `last_modified_at`, which Jekyll's feed and search tags read as well."""
    body: str


class SiteSettings(Frozen):
    """What `content/_config.yml` says and both builders read. `url` + `baseurl` prefix every absolute link."""

    title: str
    description: str = ""
    url: str = ""
    baseurl: str = ""
    lang: str = "en"
    timezone: str = "UTC"
    permalink: str = "/:year/:month/:day/:title/"

    @property
    def root(self) -> str:
        return self.url.rstrip("/") + self.baseurl.rstrip("/")
