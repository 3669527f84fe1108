"""Charts as static SVG, sparklines and tables, made of the same `Chart`. Pure: the same chart gives the same bytes.

ticks   round numbers and days to write at an axis      labels   how they are written there
frame   where everything stands, lines of words         line, bars, spark   the marks
look    the one style of all charts and its hash        table    the figures as rows
"""

from brief.site.charts.look import style, style_hash
from brief.site.charts.picture import svg
from brief.site.charts.spark import sparkline
from brief.site.charts.table import data_table, rows

__all__ = ["data_table", "rows", "sparkline", "style", "style_hash", "svg"]
