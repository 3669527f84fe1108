"""The doubter's verbs: why a figure or a headline is what it is, why-not something else. They change nothing."""

import difflib
import re
from datetime import date

import click

from brief.collect.archive import Manifest
from brief.collect.reread import reread
from brief.desk.record import told
from brief.errors import DONE, Unknown
from brief.models.blocks.news import Headline
from brief.models.story import Story
from brief.report import evidence
from brief.story.news import fate_of
from brief.style import plural
from brief.verbs.configuration import configuration
from brief.verbs.desk import Desk, of_day
from brief.write.receipts import receipt, tree


@of_day
@click.argument("figure")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def why(desk: Desk, day: date, figure: str, as_json: bool) -> int:
    """Say where the FIGURE of DAY comes from: sources, times, hashes, places, formula. Of headlines.1 rules and rank.

    Example: brief why 2025-11-04 etf.btc.streak_sum
    """
    story = told(desk.store, configuration(desk), day)
    if number := re.fullmatch(r"headlines\.(\d+)", figure):
        evidence.headline(_headline(story, int(number[1]), day), int(number[1]), as_json=as_json)
    elif figure not in story.figures:
        near = difflib.get_close_matches(figure, story.figures, n=6, cutoff=0.3) or list(story.figures)[:6]
        raise Unknown(f"The night of {day} has no figure {figure}. Of its {len(story.figures)}: {', '.join(near)}.")
    elif as_json:
        evidence.receipt(receipt(story, figure))
    else:
        evidence.receipt_tree(tree(story, figure))
    return DONE


def _headline(story: Story, number: int, day: date) -> Headline:
    chosen = story.news.headlines if story.news else ()
    if not 1 <= number <= len(chosen):
        raise Unknown(f"The night of {day} has {plural(len(chosen), 'headline')}; there is no headlines.{number}.")
    return chosen[number - 1]


@of_day
@click.argument("words")
def why_not(desk: Desk, day: date, words: str) -> int:
    """Say what became of each collected item of DAY whose title holds all of WORDS: where it stands, or why nowhere.

    Example: brief why-not 2025-11-04 "small exchange"
    """
    config, shelf = configuration(desk), desk.store.archive(day)
    story = told(desk.store, config, day)
    collected = reread(config, Manifest.read(shelf), shelf)
    found = [one for one in collected if all(word in one.item.title.lower() for word in words.lower().split())]
    if not found:
        sources = plural(len({one.item.source for one in collected}), "source")
        raise Unknown(f"Of the {len(collected)} items that {sources} sent, none has {words!r} in its title.")
    evidence.fates([(one.item, fate_of(story, one.item, wanted=one.wanted)) for one in found])
    return DONE
