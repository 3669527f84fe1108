"""The checks: what must be right before readers see a text. One small module a family, each check one function.

A check takes a `Case` and yields what it `Found`, without a side effect. Its docstring's first line says in one
sentence what it finds, the line that begins with "Example:" shows it: `docs/checks.md` is made of them. To add one,
write the function and name it in `CHECKS`.
"""

import re
from collections.abc import Callable, Iterable, Mapping

from brief.desk.checks.accessibility import chart_missing, decoration, heading_levels, image, link_text
from brief.desk.checks.advice import advice, promise
from brief.desk.checks.amounts import (
    currency_sign,
    double_minus,
    minus_sign,
    number_missing,
    unit_missing,
    zone_on_amount,
)
from brief.desk.checks.bases import change_base
from brief.desk.checks.calendar import no_session, official_date
from brief.desk.checks.case import Case, Evidence
from brief.desk.checks.changes import percent_change, stated_change
from brief.desk.checks.citations import (
    footnote_address,
    footnote_page,
    footnote_untitled,
    no_source,
    source_uncited,
)
from brief.desk.checks.confidence import confidence_claim
from brief.desk.checks.derived import cost_gain, off_peak
from brief.desk.checks.drift import number_drift
from brief.desk.checks.finding import Finding, Found, Severity
from brief.desk.checks.footnotes import (
    footnote_empty,
    footnote_hidden,
    footnote_twice,
    footnote_undefined,
    footnote_unused,
)
from brief.desk.checks.front_matter import (
    front_matter,
    front_matter_keys,
    front_matter_words,
)
from brief.desk.checks.headline import front_matter_length
from brief.desk.checks.levels import level_side
from brief.desk.checks.liquid import liquid
from brief.desk.checks.magnitudes import magnitude
from brief.desk.checks.negatives import negative_claim
from brief.desk.checks.post_date import front_matter_date
from brief.desk.checks.repeats import repeated_item
from brief.desk.checks.runs import run_length
from brief.desk.checks.same import cut_percent, odds_differ, same_figure
from brief.desk.checks.scale import quantity_price
from brief.desk.checks.sessions import flow_window, longer_window
from brief.desk.checks.severity import severity_order, severity_tag
from brief.desk.checks.shares import all_of_it, share_of_total
from brief.desk.checks.stale import old_event, past_deadline, source_older
from brief.desk.checks.sums import groups_together, listed_parts
from brief.desk.checks.superlatives import superlative
from brief.desk.checks.supply import share_of_supply, value_lost
from brief.desk.checks.surfaces import surface_day, surface_number
from brief.desk.checks.tables import breadth, table_total
from brief.desk.checks.text import brackets, cut_off, double_bullet, missing_space, word_twice
from brief.desk.checks.times import day_of_two_names, one_instant, weekday
from brief.desk.checks.whole import whole_market
from brief.desk.checks.windows import correlation_window, percent_of_what, window_missing, window_mixed, window_past
from brief.desk.checks.wording import flow_as_sale, index_name, level_both_ways, liquidations_source

Finder = Callable[[Case], Iterable[Found]]

CHECKS: Mapping[str, Finder] = {
    "number-drift": number_drift,
    "front-matter": front_matter,
    "front-matter-words": front_matter_words,
    "front-matter-keys": front_matter_keys,
    "front-matter-date": front_matter_date,
    "front-matter-length": front_matter_length,
    "liquid": liquid,
    "footnote-undefined": footnote_undefined,
    "footnote-unused": footnote_unused,
    "footnote-twice": footnote_twice,
    "footnote-empty": footnote_empty,
    "footnote-hidden": footnote_hidden,
    "footnote-untitled": footnote_untitled,
    "footnote-page": footnote_page,
    "footnote-address": footnote_address,
    "source-uncited": source_uncited,
    "no-source": no_source,
    "listed-parts": listed_parts,
    "table-total": table_total,
    "groups-together": groups_together,
    "breadth": breadth,
    "whole-market": whole_market,
    "flow-window": flow_window,
    "longer-window": longer_window,
    "run-length": run_length,
    "stated-change": stated_change,
    "percent-change": percent_change,
    "off-peak": off_peak,
    "cost-gain": cost_gain,
    "change-base": change_base,
    "value-lost": value_lost,
    "share-of-supply": share_of_supply,
    "share-of-total": share_of_total,
    "all-of-it": all_of_it,
    "quantity-price": quantity_price,
    "magnitude": magnitude,
    "superlative": superlative,
    "same-figure": same_figure,
    "odds-differ": odds_differ,
    "cut-percent": cut_percent,
    "level-side": level_side,
    "surface-number": surface_number,
    "surface-day": surface_day,
    "one-instant": one_instant,
    "weekday": weekday,
    "day-of-two-names": day_of_two_names,
    "official-date": official_date,
    "no-session": no_session,
    "window-past": window_past,
    "window-missing": window_missing,
    "window-mixed": window_mixed,
    "correlation-window": correlation_window,
    "percent-of-what": percent_of_what,
    "past-deadline": past_deadline,
    "source-older": source_older,
    "old-event": old_event,
    "repeated-item": repeated_item,
    "negative-claim": negative_claim,
    "confidence-claim": confidence_claim,
    "severity-tag": severity_tag,
    "severity-order": severity_order,
    "zone-on-amount": zone_on_amount,
    "currency-sign": currency_sign,
    "unit-missing": unit_missing,
    "number-missing": number_missing,
    "double-minus": double_minus,
    "minus-sign": minus_sign,
    "brackets": brackets,
    "double-bullet": double_bullet,
    "missing-space": missing_space,
    "cut-off": cut_off,
    "word-twice": word_twice,
    "flow-as-sale": flow_as_sale,
    "index-name": index_name,
    "liquidations-source": liquidations_source,
    "level-both-ways": level_both_ways,
    "advice": advice,
    "promise": promise,
    "image": image,
    "chart-missing": chart_missing,
    "decoration": decoration,
    "heading-levels": heading_levels,
    "link-text": link_text,
}
"""Every check by its id, in the order of `docs/checks.md`."""


WORDING = frozenset(
    {
        *("source-uncited", "one-instant", "weekday", "day-of-two-names", "official-date", "window-past"),
        *("window-missing", "window-mixed", "correlation-window", "percent-of-what", "past-deadline", "source-older"),
        *("old-event", "repeated-item", "negative-claim", "confidence-claim", "severity-tag", "severity-order"),
        *("zone-on-amount", "currency-sign", "unit-missing", "number-missing", "double-minus", "minus-sign"),
        *("brackets", "double-bullet", "missing-space", "cut-off", "word-twice", "flow-as-sale", "index-name"),
        *("liquidations-source", "level-both-ways", "advice", "promise", "image", "decoration", "link-text"),
    }
)
"""Checks of words, which a label or a title from outside can set off."""
_QUOTES = re.compile("[“”]")  # a title with a full stop in it is two sentences
_STRUCTURE = ("liquid", "front-matter", "footnote")


def run(case: Case, checks: Mapping[str, Finder] = CHECKS) -> list[Finding]:
    """Every finding of every check, in the order of the file's lines."""
    found = [_finding(name, one, case) for name, find in checks.items() for one in find(case)]
    return sorted(dict.fromkeys(found), key=lambda finding: finding.line)


def _finding(check: str, one: Found, case: Case) -> Finding:
    """What a check found. What a text from outside set off in a sentence as we wrote it stops no night: it warns."""
    outside = check in WORDING or (_QUOTES.search(one.sentence) is not None and not check.startswith(_STRUCTURE))
    if one.severity == "fail" and outside and one.sentence in case.as_written:
        one = one._replace(severity="warn")
    return Finding(check=check, **one._asdict())


__all__ = ["CHECKS", "WORDING", "Case", "Evidence", "Finder", "Finding", "Found", "Severity", "run"]
