"""A page of Markdown that somebody wrote by hand: what the site is, how it works, what its words mean."""

from brief.models.base import Frozen


class Text(Frozen):
    """One page. `name` is its file's stem, `path` where it is served; `body` is Markdown without front matter."""

    name: str
    path: str
    title: str
    description: str = ""
    published: bool = True
    body: str
