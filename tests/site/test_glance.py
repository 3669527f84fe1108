"""The front page has room for five lines: what stands there is what most readers will ever see."""

from brief.site.glance import glance


def section(item: str) -> str:
    return f"**About {item}**\n\n<!-- item: {item} -->\n\n- **The line** of {item}.\n- Another.\n"


def test_the_wider_market_stands_behind_what_a_reader_came_for() -> None:
    """Fear & Greed gave way to the overnight rate of the Fed, only because that comes first in the post."""
    post = "\n".join(map(section, ("prices", "flows", "money", "stablecoins", "sentiment", "changes")))
    told = [line.rpartition(" ")[2].rstrip(".") for line in glance(post).lines]
    assert told == ["prices", "flows", "sentiment", "money", "stablecoins"]
