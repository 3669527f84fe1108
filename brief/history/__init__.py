"""Series and comparisons: what is true of a day against the days before it. Pure: no disk, no clock.

Three questions are kept apart. Is it true? Answered here, from stored points, with the evidence, or not at all. Is it
worth saying? `story` decides. How is it said? The templates do; no word a reader sees comes from this package.

`calendar` says when a point is due, `walk` what a hole is, `comparisons` compares, `indicators` measures strength,
volatility and correlation, `months` counts calendar months, `derived` makes series of changes and sums to compare,
`rows` is the text of a file, `survey` looks one over, `table` reads what somebody brings.
"""

from brief.history.calendar import back, holiday, is_session, previous, sessions
from brief.history.comparisons import (
    Change,
    FromHigh,
    Mean,
    Percentile,
    Rank,
    Side,
    Since,
    Streak,
    change,
    from_high,
    highest_since,
    lowest_since,
    mean,
    percentile,
    rank,
    streak,
)
from brief.history.derived import differences, rolling_sums
from brief.history.indicators import (
    RSI_SESSIONS,
    Correlation,
    Rsi,
    Season,
    Volatility,
    ZScore,
    correlation,
    rsi,
    season,
    volatility,
    z_score,
)
from brief.history.months import MonthChange, MonthRun, last_whole_month, month_changes, month_run
from brief.history.rows import HEADER, new_rows, read_rows, write_row
from brief.history.stored import StoredRows
from brief.history.survey import revisions, survey
from brief.history.table import EARLIEST, read_table
from brief.history.walk import unbroken

__all__ = [
    "EARLIEST",
    "HEADER",
    "RSI_SESSIONS",
    "Change",
    "Correlation",
    "FromHigh",
    "Mean",
    "MonthChange",
    "MonthRun",
    "Percentile",
    "Rank",
    "Rsi",
    "Season",
    "Side",
    "Since",
    "StoredRows",
    "Streak",
    "Volatility",
    "ZScore",
    "back",
    "change",
    "correlation",
    "differences",
    "from_high",
    "highest_since",
    "holiday",
    "is_session",
    "last_whole_month",
    "lowest_since",
    "mean",
    "month_changes",
    "month_run",
    "new_rows",
    "percentile",
    "previous",
    "rank",
    "read_rows",
    "read_table",
    "revisions",
    "rolling_sums",
    "rsi",
    "season",
    "sessions",
    "streak",
    "survey",
    "unbroken",
    "volatility",
    "write_row",
    "z_score",
]
