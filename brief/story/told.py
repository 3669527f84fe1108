"""What an edition tells that the next one comes back to. Owns the choice; refuses everything but names and values."""

from collections.abc import Iterator

from brief.models.blocks.news import Headline
from brief.models.story import Story
from brief.models.told import Told, ToldStory, ToldStreak


def told_of(story: Story, before: Told | None) -> Told:
    """The record of one edition, for the next."""
    watch = story.watch
    return Told(
        edition=story.edition,
        as_of=story.as_of,
        known=max((story.as_of, *(origin.fetched_at for origin in story.origins.values()))),
        watched=watch.watched if watch else (),
        came=tuple(line.came for line in watch.scores) if watch else (),
        before=before.edition if before else "",
        stories=tuple(_stories(story.news.headlines if story.news else ())),
        streaks=tuple(
            ToldStreak(asset=block.asset, sessions=int(block.streak.value), inflow=block.net.value > 0)
            for block in story.funds
            if block.streak
        ),
    )


def _stories(headlines: tuple[Headline, ...]) -> Iterator[ToldStory]:
    for story in headlines:
        if story.item is not None:
            links = tuple(item.link for item in story.items if item.link)
            yield ToldStory(id=story.id, title=story.item.title, severity=story.severity, links=links)
