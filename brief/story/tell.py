"""One snapshot and its history become one story."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from pydantic import BaseModel

from brief.models import Figure, Series, Snapshot, Spelling
from brief.models.blocks.macro import MacroBlock
from brief.models.blocks.money import MoneyBlock
from brief.models.blocks.sentiment import SentimentBlock
from brief.models.rules import RuleBook
from brief.models.story import Story
from brief.story.changes import change_block
from brief.story.charts import charts
from brief.story.confidence import confidence
from brief.story.defi import defi_block
from brief.story.derivatives import derivatives_block
from brief.story.flows import fund_blocks
from brief.story.leads import leads
from brief.story.ledger import Ledger
from brief.story.liquidations import liquidation_block
from brief.story.macro import macro_block
from brief.story.market import price_block
from brief.story.money import money_block
from brief.story.news import feeds, news_block
from brief.story.onchain import onchain_block
from brief.story.positions import positions_block
from brief.story.sectors import sector_block
from brief.story.sentiment import sentiment_block
from brief.story.stablecoins import stablecoin_block
from brief.story.watch import watch_block

NO_RULES = RuleBook()
SLUG = "daily-crypto-market-brief"


def edition_id(day: date) -> str:
    """The edition of a day: the stem of its post's file."""
    return f"{day.isoformat()}-{SLUG}"


def tell(snapshot: Snapshot, series: Mapping[str, Series], watch: Sequence[str], rules: RuleBook = NO_RULES) -> Story:
    """Everything true tonight and worth saying. `series` holds what this edition could know, by name."""
    ledger = Ledger(snapshot, series)
    prices = price_block(ledger, watch)
    liquidations = liquidation_block(ledger)
    funds = fund_blocks(ledger)
    derivatives, sentiment = derivatives_block(ledger, watch), sentiment_block(ledger)
    others = _others(ledger, watch, rules)
    strongest = leads(prices, liquidations, funds, sentiment)
    published = news_block(
        ledger, strongest, rules.headlines, prices=prices, liquidations=liquidations, funds=funds, sentiment=sentiment
    )
    watched = watch_block(
        ledger, rules, feeds(ledger, "calendar."), prices=prices, derivatives=derivatives, sentiment=sentiment
    )
    levels = _levels(others["macro"], others["money"], sentiment)
    changed = change_block(ledger, published.headlines if published else (), funds, levels)
    said = (prices, liquidations, derivatives, *funds, *others.values(), sentiment, published, watched, changed)
    blocks: list[BaseModel] = [block for block in said if block]
    bitcoin = next((row for row in prices.rows if row.asset == "btc"), None) if prices else None
    return Story(
        edition=edition_id(snapshot.day),
        day=snapshot.day,
        as_of=snapshot.as_of,
        provenance=snapshot.provenance,
        assumption=snapshot.assumption,
        compiled=snapshot.compiled,
        prices=prices,
        liquidations=liquidations,
        funds=funds,
        derivatives=derivatives,
        **others,
        sentiment=sentiment,
        news=published,
        watch=watched,
        changes=changed,
        charts=charts(ledger),
        leads=strongest,
        bitcoin=bitcoin,
        bitcoin_funds=next((b for b in funds if b.asset == "btc" and not ledger.is_carried(b.net)), None),
        level=bitcoin.price if bitcoin and bitcoin.price and not bitcoin.price.agreement.disagrees else None,
        confidence=confidence(ledger, prices, published, blocks),
        origins={**snapshot.origins, **(others["money"].origins if others["money"] else {})},
        figures={**snapshot.figures, **ledger.derived},
        carried=snapshot.carried,
        spans=ledger.spans,
    )


def _levels(
    macro: MacroBlock | None, money: MoneyBlock | None, sentiment: SentimentBlock | None
) -> list[tuple[str, Spelling, Figure]]:
    """What is told of rates, indexes and balances: name, how it is spelled, and tonight's."""
    rows = macro.rows if macro else ()
    found: list[tuple[str, Spelling, Figure]] = [(row.name, row.spelled, row.value) for row in rows]
    for name, line in (("SOFR", money.sofr), ("Effective federal funds rate", money.funds)) if money else ():
        if line:
            found.append((name, "rate", line.value))
    if money and (cash := money.cash):
        found.append(("Treasury cash, weekly average" if cash.weekly else "Treasury cash", "money", cash.value))
    if sentiment and sentiment.index:
        found.append(("Fear & Greed", "index", sentiment.index))
    return found


def _others(ledger: Ledger, watch: Sequence[str], rules: RuleBook) -> dict[str, Any]:
    """The sections on which no other one rests, each by its field of `Story`."""
    return {
        "positions": positions_block(ledger, watch),
        "macro": macro_block(ledger),
        "money": money_block(ledger, rules.counts),
        "stablecoins": stablecoin_block(ledger),
        "defi": defi_block(ledger),
        "sectors": sector_block(ledger),
        "onchain": onchain_block(ledger),
    }
