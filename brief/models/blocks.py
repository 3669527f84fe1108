"""The sections of a story: what is true tonight of one subject, ready to be said. Owns shapes; refuses words."""

from datetime import date, datetime
from typing import Literal

from brief.models.base import Frozen
from brief.models.figures import Figure

Side = Literal["lowest", "highest"]


class Superlative(Frozen):
    """A figure is the lowest or highest since `found`, or in its whole record (`found` is None).

    `first` is the first day that was looked at; the value of `proof` is how many were.
    """

    side: Side
    found: date | None
    first: date
    proof: Figure
    """The comparison as a figure of its own, so that it has a receipt."""


class PriceRow(Frozen):
    """One asset of the watch list; what has no figure tonight is None."""

    asset: str
    name: str
    price: Figure | None = None
    change_24h: Figure | None = None
    change_7d: Figure | None = None
    change_30d: Figure | None = None
    month: Figure | None = None
    """Since the last close of the month before, on the venue the closes are kept of."""
    year: Figure | None = None
    """Since the last close of the year before."""
    from_high: Figure | None = None
    high: Figure | None = None
    high_day: date | None = None
    high_venue: str = ""
    still: bool = False
    """The 24-hour move is too small for a verb."""
    verb: str = ""
    """How the 24-hour move is called, by its size against the asset's own last 90 days."""
    z: Figure | None = None
    """That size, in standard deviations."""
    close_since: Superlative | None = None
    """Set where the price, were it the day's close, would be the lowest or highest close in a month or more."""
    last_close: Figure | None = None
    """The last close of the series that claim rests on."""
    spread: Figure | None = None
    """How far the sources' prices lie apart, where that is beyond the tolerance."""


class TrendRow(Frozen):
    """Where an asset's closes stand: all of it from one venue's stored days."""

    name: str
    day: date
    """The last close it is computed from."""
    venue: str
    rsi: Figure | None = None
    stretched: Literal["", "oversold", "overbought"] = ""
    from_50: Figure | None = None
    mean_50: Figure | None = None
    from_200: Figure | None = None
    mean_200: Figure | None = None
    crossed: Literal["", "above", "below"] = ""
    """The price crossed its 200-day average since the last close."""
    volatility: Figure | None = None


class LevelNote(Frozen):
    """A round price near the market: approached, or broken since the last close."""

    name: str
    level: Figure
    below: bool
    """The level lies below the price."""
    broken: bool = False
    distance: Figure
    venue: str
    traded: Figure | None = None
    """The day's low (high) on the last day it traded beyond the level."""
    traded_day: date | None = None
    closed_day: date | None = None
    closed: Figure | None = None
    """The last close beyond the level."""


class DayRange(Frozen):
    """The highest and lowest price of the past 24 hours on one venue, each with the hour it was seen in."""

    name: str
    venue: str
    high: Figure
    low: Figure
    full: bool
    """Whether all 24 hours were seen."""


class SeasonNote(Frozen):
    """How the month went in the years before."""

    name: str
    venue: str
    month: int
    ups: Figure
    years: Figure
    first: int
    median: Figure


class RatioNote(Frozen):
    """One asset's price in units of another."""

    name: str
    ratio: Figure
    change: Figure | None = None


class CapChange(Frozen):
    """The total market value against an earlier reading of the same vendor."""

    change: Figure
    amount: Figure
    since: date
    kind: Literal["month", "peak"]


class Vendor(Frozen):
    """One vendor's own value of a figure that vendors measure differently: named, never averaged."""

    name: str
    figure: Figure


class PriceBlock(Frozen):
    rows: tuple[PriceRow, ...]
    moved: int = 0
    """How many assets have a 24-hour change; 0 where they are too few to speak of a market."""
    fell: int = 0
    rose: int = 0
    crowd: Literal["fell", "rose", "split"] = "split"
    """What most of them did."""
    dashes: bool = False
    """Whether a cell of the table is empty."""
    extreme: PriceRow | None = None
    """The asset that moved most, in the direction of the majority."""
    contrary: PriceRow | None = None
    """The asset at the other end."""
    trends: tuple[TrendRow, ...] = ()
    ranges: tuple[DayRange, ...] = ()
    levels: tuple[LevelNote, ...] = ()
    ratio: RatioNote | None = None
    season: SeasonNote | None = None
    caps: tuple[Vendor, ...] = ()
    cap_change: Figure | None = None
    cap_past: tuple[CapChange, ...] = ()
    dominance: Figure | None = None


class VenueFunding(Frozen):
    venue: str
    rate: Figure


class DerivativesRow(Frozen):
    """One asset's futures and options."""

    asset: str
    name: str
    funding: Figure | None = None
    """Percent per 8 hours, weighted by each venue's open interest."""
    funding_year: Figure | None = None
    negative: Figure | None = None
    """How many venues have a negative rate."""
    of: Figure | None = None
    """How many venues gave a rate."""
    lowest: VenueFunding | None = None
    highest: VenueFunding | None = None
    interest: Figure | None = None
    """Open interest in coin, one side, all venues that told."""
    interest_usd: Figure | None = None
    interest_change: Figure | None = None
    """Over 24 hours, in coin, of the venues with a history."""
    changed_on: tuple[str, ...] = ()
    basis: Figure | None = None
    basis_before: Figure | None = None
    basis_day: date | None = None
    basis_move: Figure | None = None
    dvol: Figure | None = None
    dvol_before: Figure | None = None
    dvol_day: date | None = None
    dvol_since: Superlative | None = None
    skew: Figure | None = None
    long_shares: tuple[Vendor, ...] = ()
    say: tuple[str, ...] = ()
    """Which of these are unusual tonight."""


class ExpiryNote(Frozen):
    """The next large option expiry."""

    name: str
    venue: str
    at: datetime
    usd: Figure
    coin: Figure
    max_pain: Figure | None = None
    put_call: Figure | None = None


class DerivativesBlock(Frozen):
    rows: tuple[DerivativesRow, ...]
    venues: tuple[str, ...]
    """Whose funding and open interest are counted."""
    missing: tuple[str, ...] = ()
    """Venues that were asked and did not answer."""
    expiries: tuple[ExpiryNote, ...] = ()


class CoinLiquidations(Frozen):
    name: str
    total: Figure
    long_share: Figure | None = None


class MacroRow(Frozen):
    name: str
    value: Figure
    before: Figure | None = None
    change: Figure | None = None
    """From the observation before: percent, for a yield points."""
    month: Figure | None = None
    year: Figure | None = None
    correlation: Figure | None = None
    verb: str = ""
    z: Figure | None = None
    is_rate: bool = False


class CorrelationNote(Frozen):
    name: str
    value: Figure
    n: Figure
    first: date
    last: date


class MacroBlock(Frozen):
    rows: tuple[MacroRow, ...]
    correlation: CorrelationNote | None = None
    """How bitcoin goes with the index it goes with most, where that is close."""
    notable: tuple[MacroRow, ...] = ()
    """The rows whose last move is unusual for them."""


class LiquidationBlock(Frozen):
    """Liquidations of the last 24 hours: a vendor's market-wide count, and what we saw on venues ourselves."""

    total: Figure | None = None
    counted_by: str = ""
    long_share: Figure | None = None
    observed: Figure | None = None
    observed_long_share: Figure | None = None
    venues: tuple[str, ...] = ()
    partial: tuple[str, ...] = ()
    """Venues whose answer does not cover the whole 24 hours."""
    largest: Figure | None = None
    coins: tuple[CoinLiquidations, ...] = ()
    """What was seen on the venues, by asset, largest first."""
    peak: Figure | None = None
    """The hour in which most was liquidated on the venues that tell of hours."""
    peak_share: Figure | None = None
    peak_venues: tuple[str, ...] = ()
    place: Figure | None = None
    """The rank of the total among the days in our record, where it is near the top."""
    days: Figure | None = None
    since: Superlative | None = None


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
    exchange_net: Figure | None = None
    """Coins that came to the exchanges less those that left, by a vendor's definition."""
    exchange_vendor: str = ""
    fund_extreme: FundRow | None = None
    """A fund whose own flow is a superlative while the total's is none."""
    fund_since: Superlative | None = None
    others: tuple[Vendor, ...] = ()
    """Vendors whose count of the same session departs from the one printed."""


class OddsLine(Frozen):
    venue: str
    question: str
    closes: datetime | None = None
    """When an hourly market is decided; a monthly question says so itself."""
    probability: Figure
    before: Figure | None = None
    before_day: date | None = None
    volume: Figure | None = None


class SentimentBlock(Frozen):
    index: Figure | None = None
    label: str = ""
    vendor: str = ""
    before: Figure | None = None
    verb: str = ""
    """How the day's move is called, by its size against the index's own last 90 days."""
    since: Superlative | None = None
    move_since: Superlative | None = None
    """The one-day move, against all one-day moves in the series."""
    others: tuple[Vendor, ...] = ()
    odds: tuple[OddsLine, ...] = ()
