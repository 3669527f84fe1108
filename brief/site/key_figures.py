"""The figures at the top of a brief, for its front page and its social card: what stands in the post, and nothing else.

Owns which figures these are and the few words beside each. Refuses a figure that the post does not print, and a dash in
the place of one.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Literal

from brief import style
from brief.models import AsOf, Receipt, Receipts
from brief.models.base import Frozen
from brief.site.templates import anchor

Direction = Literal["up", "down", ""]

_PRICE = re.compile(r"\$[\d,.]+( to \$[\d,.]+)?")
_SIGNED = re.compile(r"[+−][\d,.]+%( to [+−][\d,.]+%)?|0(\.0)?%")
_FLOW = re.compile(r"[+−]\$[\d,.]+( (million|billion|trillion))?|\$0")
_COUNT = "by {}’s count"
_ON_CARD = ("prices.btc.usd", "etf.btc.net", "liquidations.total_24h", "liquidations.observed_24h")
CARD_FIGURES = 3


class KeyFigure(Frozen):
    """One figure with its name and what must be said with it; all of it plain text."""

    figure: str
    """Its name, `prices.btc.usd`: the receipt's."""
    name: str
    """What it is, for readers: "Bitcoin"."""
    value: str
    """As the post spells it: "$103,849", "at least $20.9 million"."""
    change: str = ""
    """How it moved, with what it is compared to, or over which time: "−3.2% in 24 h", "was 42 on Nov. 3"."""
    note: str = ""
    """Whose it is, or of which day: "session of Nov. 3", "by WorldCoinIndex’s count"."""
    direction: Direction = ""
    """Where it went, for an arrow beside it; empty where that is open, or where it did not move."""
    as_of: AsOf

    @property
    def anchor(self) -> str:
        """The id of its receipt on the page of receipts."""
        return anchor(self.figure)

    @property
    def words(self) -> str:
        """The whole of it in one phrase, for texts without a layout."""
        beside = ", ".join(part for part in (self.change, self.note) if part)
        return f"{self.name} {self.value}{f' ({beside})' if beside else ''}"


def key_figures(receipts: Receipts) -> tuple[KeyFigure, ...]:
    """Up to six figures, in the order of the strip: those of them that the post prints."""
    printed = {receipt.figure: receipt for receipt in receipts.receipts if receipt.printed}
    return tuple(found for make in _STRIP if (found := make(printed, receipts.day)))


def for_card(figures: Iterable[KeyFigure]) -> tuple[KeyFigure, ...]:
    """The three for a social card: price, fund flows and liquidations first, then the strip's own order."""
    ranks = {name: rank for rank, name in enumerate(_ON_CARD)}
    by_rank = sorted(figures, key=lambda one: ranks.get(one.figure, len(ranks)))
    return tuple(by_rank[:CARD_FIGURES])


_Printed = Mapping[str, Receipt]


def _price(asset: str, name: str) -> Callable[[_Printed, date], KeyFigure | None]:
    def price(printed: _Printed, _: date) -> KeyFigure | None:
        found, move = printed.get(f"prices.{asset}.usd"), _percent(printed.get(f"prices.{asset}.change_24h"))
        if found is None:
            return None
        value = _spelling(found, _PRICE) or style.usd_range(*_ends(found))
        return _figure(found, name, value, change=_in_24_h(move), direction=_direction(move))

    return price


def _bitcoin_funds(printed: _Printed, edition: date) -> KeyFigure | None:
    net, streak = printed.get("etf.btc.net"), printed.get("etf.btc.streak")
    if net is None:
        return None
    value = _spelling(net, _FLOW) or style.money(net.value, signed=True)
    run = f"{style.ordinal(int(streak.value))} {'inflow' if net.value > 0 else 'outflow'} in a row" if streak else ""
    session = f"session of {style.day(net.as_of, edition)}{_carried(net)}"
    return _figure(net, "Bitcoin funds", value, change=run, note=session, direction=_direction(value))


def _liquidations(printed: _Printed, _: date) -> KeyFigure | None:
    """A vendor's count of the market; without one what was seen on the venues, which is a lower bound."""
    total, observed = printed.get("liquidations.total_24h"), printed.get("liquidations.observed_24h")
    if total:
        return _figure(total, "Liquidations", style.money(total.value), change="in 24 h", note=_by(_COUNT, total))
    if observed and observed.value:
        venues = {name.split(".")[1] for name in observed.inputs}
        seen = f"on {style.plural(len(venues), 'venue')}" if venues else ""
        least = f"at least {style.money(observed.value)}"
        return _figure(observed, "Liquidations", least, change="in 24 h", note=seen)
    return None


def _fear_and_greed(printed: _Printed, edition: date) -> KeyFigure | None:
    index, before = printed.get("sentiment.fear_greed"), printed.get("sentiment.fear_greed.before")
    if index is None:
        return None
    moved = index.value - before.value if before else Decimal(0)
    past = f"{'was' if moved else 'as'} {before.value:f} on {style.day(before.as_of, edition)}" if before else ""
    return _figure(
        index,
        "Fear & Greed",
        f"{index.value:f}",
        change=", ".join(part for part in (index.label, past) if part),
        note=_by("{}’s index", index) + _carried(index),
        direction="up" if moved > 0 else "down" if moved < 0 else "",
    )


def _market_value(printed: _Printed, _: date) -> KeyFigure | None:
    cap, move = printed.get("market.cap"), _percent(printed.get("market.cap_change_24h"))
    if cap is None:
        return None
    return _figure(
        cap,
        "Total market value",
        style.money(cap.value),
        change=_in_24_h(move),
        note=_by(_COUNT, cap),
        direction=_direction(move),
    )


_STRIP: tuple[Callable[[_Printed, date], KeyFigure | None], ...] = (
    _price("btc", "Bitcoin"),
    _price("eth", "Ethereum"),
    _bitcoin_funds,
    _liquidations,
    _fear_and_greed,
    _market_value,
)


def _figure(
    receipt: Receipt, name: str, value: str, *, change: str = "", note: str = "", direction: Direction = ""
) -> KeyFigure:
    return KeyFigure(
        figure=receipt.figure,
        name=name,
        value=value,
        change=change,
        note=note,
        direction=direction,
        as_of=receipt.as_of,
    )


def _spelling(receipt: Receipt, pattern: re.Pattern[str]) -> str:
    """The first of a figure's spellings that looks like this: a title's "Near $104K" is no price."""
    return next((spelled for spelled in receipt.printed if pattern.fullmatch(spelled)), "")


def _percent(move: Receipt | None) -> str:
    """A change with its sign, as the post spells it; a range where its sources disagree."""
    if move is None:
        return ""
    near, far = (style.percent(value, signed=True) for value in sorted(_ends(move), key=abs))
    return _spelling(move, _SIGNED) or (near if near == far else f"{near} to {far}")


def _in_24_h(move: str) -> str:
    return f"{move} in 24 h" if move else ""


def _ends(receipt: Receipt) -> tuple[Decimal, Decimal]:
    """The lowest and the highest answer where its sources disagree; else twice its value."""
    low, high = receipt.agreement.low, receipt.agreement.high
    if receipt.agreement.disagrees and low is not None and high is not None:
        return low, high
    return receipt.value, receipt.value


def _direction(spelled: str) -> Direction:
    """Up or down where every answer says so, as it is printed: what rounds to nothing went nowhere."""
    signs = {end[:1] for end in spelled.split(" to ")}
    return "up" if signs == {"+"} else "down" if signs == {style.MINUS} else ""


def _carried(receipt: Receipt) -> str:
    """What must be said of a figure that an earlier edition gave."""
    return ", carried from the last edition" if any(one.carried_from for one in receipt.readings) else ""


def _by(words: str, receipt: Receipt) -> str:
    """Whose number it is, in these words: the vendor's, or the publication's that reported a reconstructed one."""
    if not receipt.readings:
        return ""
    first = receipt.readings[0]
    return words.format(next((told.publication for told in first.published if not told.by_source), first.cite))
