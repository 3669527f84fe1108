"""Which story stands where: one hidden by another source's item at the same place, one told twice, a false "none"."""

from datetime import timedelta

from story_samples import AT, item, ledger, origin

from brief.models import Item
from brief.models.blocks.news import NewsBlock
from brief.models.rules import HeadlineRules, Rule
from brief.story.news import news_block

RULES = HeadlineRules(rules=(Rule(id="halt", severity="HIGH", any=("halts withdrawals",), points=9),))
PLACE = "/data/0/title"


def block(*items: Item) -> NewsBlock:
    """The block of a night on which each item's source was asked for its topic."""
    asked = [origin(each.source).model_copy(update={"fills": (each.topic,)}) for each in items]
    placed = [each.model_copy(update={"path": PLACE}) for each in items]
    sample = ledger(items=placed, origins=asked)
    found = news_block(sample, (), RULES, prices=None, liquidations=None, funds=(), sentiment=None)
    assert found
    return found


def sections(found: NewsBlock) -> dict[str, tuple[list[str], tuple[int, ...]]]:
    return {group.key: ([one.title for one in group.items], group.above) for group in found.exchanges}


HALT = item("Acme halts withdrawals", AT - timedelta(hours=1), "exchanges.acme")
LISTING = item("Beta lists a coin", AT - timedelta(hours=2), "exchanges.beta")


def test_an_item_at_the_same_place_of_another_source_is_another() -> None:
    assert sections(block(HALT, LISTING)) == {"acme": ([], (1,)), "beta": (["Beta lists a coin"], ())}


def test_a_story_stands_in_one_place_and_its_section_says_where() -> None:
    found = block(HALT, LISTING)
    assert [story.id for story in found.headlines] == ["acme-halts-withdrawals"]
    fates = {fate.item.title: fate.place for fate in found.fates}
    assert fates == {"Acme halts withdrawals": "headlines.1", "Beta lists a coin": "exchanges.beta"}


def test_an_item_from_before_the_window_is_the_last_there_is() -> None:
    old = LISTING.model_copy(update={"at": AT - timedelta(days=4)})
    (group,) = block(old).exchanges
    assert (group.items, group.above) == ((), ())
    assert group.last
    assert group.last.title == "Beta lists a coin"
