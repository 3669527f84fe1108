"""A post's title where the name of the site stands beside it already."""

SEPARATOR = " – "


def headline(title: str, site_title: str) -> str:
    """The title without the site's name in front; whole where it is nothing but that."""
    return title.removeprefix(site_title + SEPARATOR) or title
