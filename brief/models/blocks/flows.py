"""What went into funds and exchanges."""

from datetime import date
from typing import Literal

from brief.models.base import Frozen
from brief.models.blocks.comparisons import Superlative, Vendor
from brief.models.figures import Figure


class FundRow(Frozen):
    """One line of the flow table: a fund, the funds without a flow together, or an asset's total."""

    label: str
    flow: Figure
    five: Figure | None = None
    month: Figure | None = None
    life: Figure | None = None
    """Since the fund's first session, where our series holds them all."""
    total: bool = False
    folded: bool = False
    """Several funds without a flow that day, as one line."""


class FundBlock(Frozen):
    """One asset's US spot funds on the last session all issuers have reported."""

    asset: str
    name: str
    session: date
    fresh: bool = True
    """False where the session is older than the day before the edition's: on a Sunday its news is told already."""
    net: Figure
    rows: tuple[FundRow, ...]
    sole: str = ""
    """The ticker behind the whole flow, where there is just one."""
    movers: tuple[FundRow, ...] = ()
    """The funds that made most of the flow, largest first, in the flow's own direction."""
    streak: Figure | None = None
    streak_sum: Figure | None = None
    streak_place: Literal["", "smallest", "largest"] = ""
    streak_since: Superlative | None = None
    streak_leader: FundRow | None = None
    since: Superlative | None = None
    launched: date | None = None
    sessions: int = 0
    best_since_launch: bool = False
    """The funds are young and no session so far beats this one."""
    whole_life: bool = False
    """The streak is every session there has been."""
    against: FundRow | None = None
    """The largest flow the other way, where one fund moved more than all together."""
    main: FundRow | None = None
    """The fund that made most of the flow and no more than all of it."""
    main_share: Figure | None = None
    coins: Figure | None = None
    """The flow in coin, at the day's close."""
    coin_close: Figure | None = None
    coin_venue: str = ""
    week: Figure | None = None
    """The sum of the week's sessions, where the week is over with this one or was the one before."""
    week_first: date | None = None
    week_last: date | None = None
    rank: Figure | None = None
    """Which largest flow of its direction in all sessions since launch, where it is one of the largest."""
    of: Figure | None = None
    month_rank: Figure | None = None
    months: Figure | None = None
    month_past: Figure | None = None
    """The flow of the month that has just ended, with its rank, in the first sessions of the next."""
    month_day: date | None = None
    partial: Figure | None = None
    """The next session so far, where some issuers have reported and others have not."""
    reported: Figure | None = None
    issuers: Figure | None = None
    holdings: Figure | None = None
    holdings_fund: str = ""
    holdings_usd: Figure | None = None
    flow_share: Figure | None = None
    """The fund's flow in percent of what it holds."""
    held: Figure | None = None
    """The coins that all funds hold of which a vendor has a recent count, and how many funds those are."""
    held_by: Figure | None = None
    held_vendor: str = ""
    held_most: str = ""
    held_share: Figure | None = None
    """The part of them that one fund holds, the one with the most."""
    exchange_net: Figure | None = None
    """Coins that came to the exchanges less those that left, by a vendor's definition."""
    exchange_vendor: str = ""
    exchange_since: Superlative | None = None
    fund_extreme: FundRow | None = None
    """A fund whose own flow is a superlative while the total's is none."""
    fund_since: Superlative | None = None
    others: tuple[Vendor, ...] = ()
    """Vendors whose count of the same session departs from the one printed."""
