"""What the invented edition before the specimen night told its readers, so that each verdict is given once."""

from datetime import UTC, datetime
from decimal import Decimal

from brief.models.told import Told, ToldStory, ToldStreak, Watched

EDITION = "2001-01-01-daily-crypto-market-brief"
AT = datetime(2001, 1, 1, 12, tzinfo=UTC)


def told() -> Told:
    """Levels reached, not reached and not seen; events that came, moved, wait, and of which nobody tells; odds."""
    return Told(
        edition=EDITION,
        as_of=AT,
        known=AT,
        watched=(
            _level("btc", "40000", below=False),
            _level("btc", "35000", below=True),
            _level("xmr", "200", below=False, name="Monero"),
            _event("Speech - Governor John Example", datetime(2001, 1, 1, 18, tzinfo=UTC), "calendar.fed"),
            _event("Producer Price Index", datetime(2001, 1, 1, 13, 30, tzinfo=UTC), "calendar.bls"),
            _event("Employment Situation", datetime(2001, 1, 4, 13, 30, tzinfo=UTC), "calendar.bls"),
            _event("Gross Domestic Product", datetime(2001, 1, 1, 13, 30, tzinfo=UTC), "calendar.bea"),
            Watched(
                id="watch-btc-expiry-2001-01-02",
                kind="expiry",
                name="Bitcoin",
                at=datetime(2001, 1, 2, 8, tzinfo=UTC),
                figure="derivatives.btc.expiry.usd",
                value=Decimal(40500),
            ),
            _odds("odds.btc_50k_2001_01", "Will Bitcoin reach $50,000 in January?", "22.5"),
            _odds("odds.kalshi_btc_above", "Bitcoin price on Jan 1, 2001? $40,000 or above", "61"),
        ),
        stories=(
            ToldStory(
                id="examplia-bridge",
                title="Examplia bridge halts transfers",
                severity="MEDIUM",
                links=("https://example.org/coindesk/1",),
            ),
        ),
        streaks=(
            ToldStreak(asset="eth", sessions=6, inflow=True),
            ToldStreak(asset="xrp", sessions=3, inflow=True),
        ),
    )


def _level(asset: str, value: str, *, below: bool, name: str = "Bitcoin") -> Watched:
    return Watched(
        id=f"watch-{asset}-{value}",
        kind="level",
        name=name,
        figure=f"prices.{asset}.usd",
        value=Decimal(value),
        below=below,
        rule="round",
    )


def _event(title: str, at: datetime, topic: str) -> Watched:
    slug = "-".join(title.lower().replace("- ", "").split())
    return Watched(id=f"watch-{slug}-{at.date().isoformat()}", kind="event", name=title, at=at, topic=topic)


def _odds(figure: str, question: str, value: str) -> Watched:
    return Watched(
        id=f"watch-{figure.replace('.', '-').replace('_', '-')}",
        kind="odds",
        name=question,
        at=datetime(2001, 1, 1, 18, tzinfo=UTC) if "kalshi" in figure else None,
        figure=figure,
        value=Decimal(value),
    )
