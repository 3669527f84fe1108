"""Options on Deribit: futures basis, 25-delta skew and the next large expiry. Written from a recorded answer.

`GET https://www.deribit.com/api/v2/public/get_book_summary_by_currency?currency=BTC&kind=option`, no key, one call an
asset, one row an option, about 900 of them. Numbers are numbers (`3.7191e-4`). There is no field for strike or expiry:
both are read from `instrument_name`. `open_interest` is in coin, `mark_iv` in percent points a year,
`creation_timestamp` in milliseconds and not the same in all rows. `underlying_price` is the price of the future of the
same expiry where `underlying_index` names one; where it names an index, or a forward of the venue's own making
(`SYN.BTC-...`), it is no market's price and gives no basis. `estimated_delivery_price` is the index. A `mark_iv` of
null or 0 is none.

Refused: options of another currency than the one asked for, one option twice, an open interest that is null, and the
test network. Not said: a skew without neighbours around 25 delta, an expiry that has positions on one side only.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from brief.errors import Refused
from brief.models import Night, Payload, Reading, Request, Unit, as_of_text
from brief.sources._deribit import PUBLIC, VENUE, read_result
from brief.sources._json import Place
from brief.sources._options import (
    Option,
    Quote,
    delta,
    first_large_expiry,
    is_last_friday,
    max_pain,
    nearest_expiry,
    quarter_delta,
    read_name,
)
from brief.sources._prices import due_amount, optional, to_ask, watched

BASIS_DAYS, BASIS_WITHIN = 90, (30, 150)
SKEW_DAYS, SKEW_WITHIN = 30, (14, 60)
EXPIRY_WITHIN = 35
LARGE = Decimal("0.1")
"""The share of all open interest from which an expiry is large."""
DAY_MILLIS = 86_400_000


@dataclass(frozen=True)
class Row:
    """One option of the board: what its name says, how much of it is open in coin, and since when that is known."""

    option: Option
    place: Place
    interest: Decimal
    at: datetime

    @property
    def future(self) -> str:
        """The future it would be named after: `BTC-25SEP26`."""
        return self.place["instrument_name"].text().rsplit("-", 2)[0]


def requests(night: Night) -> list[Request]:
    """One call an asset, for the summary of all its options."""
    url = f"{PUBLIC}/get_book_summary_by_currency"
    return [Request(url=f"{url}?currency={name}&kind=option", tag=symbol) for symbol, name in to_ask(night).items()]


def parse(payloads: Sequence[Payload], night: Night) -> list[Reading]:
    """`derivatives.ASSET.basis`, `.skew_25d`, `.expiry.coin`, `.usd`, `.max_pain` and `.put_call` of each board."""
    readings: list[Reading] = []
    for payload in payloads:
        result = read_result(payload)
        rows = _rows(result, watched(night).get(payload.tag, ""))
        asset = payload.tag or rows[0].option.asset.lower()
        at = max(row.at for row in rows)
        readings += [*_basis(asset, rows, at), *_skew(asset, result, rows, at), *_expiry(asset, result, rows, at)]
    if not readings:
        raise Refused(f"{payloads[0].source} sent too few options for a basis, a skew or an expiry.")
    return readings


def _rows(result: Place, currency: str) -> list[Row]:
    """The options that have not expired, all of the currency; of one currency where none was asked for."""
    rows = []
    for place in result:
        option, about = read_name(place["instrument_name"]), place["base_currency"].text()
        currency = currency or about
        if {option.asset, about} != {currency}:
            raise Refused(f"{result.payload.source} sent an option on {about:.10}, not on {currency}, at {place.path}.")
        at, interest = place["creation_timestamp"].millis(), place["open_interest"].decimal()
        if interest < 0:
            raise Refused(f"{result.payload.source} sent an open interest of {interest:f}, at {place.path}.")
        if option.expiry > at:
            rows.append(Row(option, place, interest, at))
    if not rows:
        raise Refused(f"{result.payload.source} sent a list without one option that is still open.")
    if len({row.option for row in rows}) < len(rows):
        raise Refused(f"{result.payload.source} sent one option twice.")
    return rows


def _most_held(rows: Sequence[Row]) -> Row:
    """The option of an expiry whose row gives the prices of it all: the one with the most open positions."""
    return max(rows, key=lambda row: row.interest)


def _basis(asset: str, rows: Sequence[Row], at: datetime) -> list[Reading]:
    """The future's price over the index, as simple interest a year."""
    listed = [row for row in rows if row.place["underlying_index"].text() == row.future]
    months = {row.option.expiry for row in listed if is_last_friday(row.option.expiry)}
    expiry = nearest_expiry(months, at, days=BASIS_DAYS, within=BASIS_WITHIN)
    if expiry is None:
        return []
    row = _most_held([row for row in listed if row.option.expiry == expiry])
    forward, index = due_amount(row.place["underlying_price"]), due_amount(row.place["estimated_delivery_price"])
    created, ends = row.place["creation_timestamp"], int(expiry.timestamp()) * 1000
    days = (ends - created.decimal()) / DAY_MILLIS
    ratio = f"{forward.ref()} / {index.ref()} - 1"
    told = f"percent a year; {row.future} over the index, and {ends} is its expiry, {as_of_text(expiry)}"
    return [
        forward.reading(
            f"derivatives.{asset}.basis",
            "percent",
            row.at,
            value=(forward.decimal() / index.decimal() - 1) * 100 * 365 / days,
            formula=f"({ratio}) * 100 * 365 / (({ends} - {created.ref()}) / {DAY_MILLIS}); {told}",
            detail={"expiry": expiry.date().isoformat(), "days": f"{days:.1f}", "venue": VENUE},
        )
    ]


def _skew(asset: str, result: Place, rows: Sequence[Row], at: datetime) -> list[Reading]:
    """What the 25-delta put costs more than the 25-delta call, in points of implied volatility."""
    expiry = nearest_expiry({row.option.expiry for row in rows}, at, days=SKEW_DAYS, within=SKEW_WITHIN)
    if expiry is None:
        return []
    own = [row for row in rows if row.option.expiry == expiry]
    puts, calls = (quarter_delta(_wing(own, is_call=side)) for side in (False, True))
    if not puts or not calls:
        return []
    signed = [*puts, *((-weight, quote) for weight, quote in calls)]
    terms = "".join(f"{' -' if weight < 0 else ' +'} {abs(weight):f} * {quote.iv.ref()}" for weight, quote in signed)
    deltas = [f"{quote.delta:.4f}" for _, quote in signed]
    told = f"the 25-delta put of {own[0].future} less its 25-delta call, each on a line between its neighbours in delta"
    days = (expiry - at) / timedelta(days=1)
    return [
        result.reading(
            f"derivatives.{asset}.skew_25d",
            "points",
            min(row.at for row in own),
            value=sum((weight * quote.iv.decimal() for weight, quote in signed), Decimal(0)),
            formula=f"{terms.removeprefix(' + ')}; {told}: puts of {deltas[0]} and {deltas[1]}, "
            f"calls of {deltas[2]} and {deltas[3]} (Black-76, not discounted)",
            detail={
                "expiry": expiry.date().isoformat(),
                "days": f"{days:.1f}",
                "convention": "put minus call",
                "venue": VENUE,
            },
        )
    ]


def _wing(rows: Sequence[Row], *, is_call: bool) -> list[Quote]:
    """The options of one side that are out of the money and have a volatility, from the money outwards."""
    quotes = []
    for row in sorted(rows, key=lambda row: row.option.strike, reverse=not is_call):
        iv, forward = optional(row.place, "mark_iv"), due_amount(row.place["underlying_price"]).decimal()
        outside = row.option.strike >= forward if is_call else row.option.strike <= forward
        if row.option.is_call != is_call or not outside or iv is None or not iv.decimal():
            continue
        if iv.decimal() < 0:
            raise Refused(f"{iv.payload.source} sent an implied volatility of {iv.decimal():f}, at {iv.path}.")
        own = delta(row.option, forward=forward, iv=iv.decimal(), at=row.at)
        quotes.append(Quote(abs(own), iv))
    return quotes


def _expiry(asset: str, result: Place, rows: Sequence[Row], at: datetime) -> list[Reading]:
    """What is open in the next large expiry: its size, where it would pay least, and puts against calls."""
    sums: dict[datetime, Decimal] = {}
    for row in rows:
        sums[row.option.expiry] = sums.get(row.option.expiry, Decimal(0)) + row.interest
    expiry = first_large_expiry(sums, at, days=EXPIRY_WITHIN, share=LARGE)
    if expiry is None:
        return []
    own = [row for row in rows if row.option.expiry == expiry]
    name, number = own[0].future, len(own)
    puts, calls = ([row.interest for row in own if row.option.is_call is side] for side in (False, True))
    if not any(puts) or not any(calls):
        return []
    index = due_amount(_most_held(own).place["estimated_delivery_price"])
    both = f"sum(open_interest of the {number} options {name})"
    ratio = f"sum(open_interest of the {len(puts)} puts {name}) / sum(open_interest of the {len(calls)} calls {name})"
    pain = f"max_pain(open_interest by strike of the {number} options {name})"
    least = "the listed strike at which a settlement pays their holders least, in US dollars, the lowest of equals"
    figures: list[tuple[str, Unit, Decimal, str]] = [
        ("coin", "coin", sums[expiry], f"{both}; in coin"),
        ("usd", "usd", sums[expiry] * index.decimal(), f"{both} * {index.ref()}; at the index price"),
        ("max_pain", "usd", max_pain({row.option: row.interest for row in own}), f"{pain}; {least}"),
        ("put_call", "ratio", sum(puts, Decimal(0)) / sum(calls, Decimal(0)), ratio),
    ]
    as_of, detail = min(row.at for row in own), {"expiry": as_of_text(expiry), "venue": VENUE}
    return [
        result.reading(f"derivatives.{asset}.expiry.{what}", unit, as_of, value=value, formula=how, detail=detail)
        for what, unit, value, how in figures
    ]
