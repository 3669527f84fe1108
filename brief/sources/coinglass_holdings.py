"""How many coins each US spot bitcoin fund holds, by CoinGlass's count. Written from two rows of November 2025.

`GET https://open-api-v4.coinglass.com/api/etf/bitcoin/list`, paid key in the header `CG-API-KEY`. One row a fund of any
country and kind: `region` "us" and `fund_type` "Spot" are read, the others passed over. `asset_details` holds
`holding_quantity`, in coin, and `update_date`, the day of that count. In the recording one fund's was nine months old:
every reading carries its own day, and an old one is left to `fresh:` in the entry. A count that is null is no count.
`code` is the string "0" (the recording has lost its envelope). Nothing of it may be published but a cited figure.
"""

from collections.abc import Sequence

from brief.errors import Refused
from brief.models import Night, Payload, Reading, Request
from brief.sources._funds import ticker
from brief.sources._json import read_json, refuse_error
from brief.sources._prices import optional

LIST = "https://open-api-v4.coinglass.com/api/etf/bitcoin/list"
REGION, KIND = "us", "Spot"


def requests(night: Night) -> list[Request]:
    """The one list of funds."""
    return [Request(url=LIST)]


def parse(payloads: Sequence[Payload], night: Night) -> list[Reading]:
    """`etf.btc.held.TICKER`, in coin, as of the day of the count."""
    answer = read_json(payloads[0])
    if answer.get("code"):
        refuse_error(answer, "code", "msg", busy=("429",))
    readings: dict[str, Reading] = {}
    for row in answer["data"]:
        if row["region"].text() != REGION or row["fund_type"].text() != KIND:
            continue
        name, details = ticker(row.payload, row["ticker"].text(), row["ticker"].path), row["asset_details"]
        coins = optional(details, "holding_quantity")
        if coins is None:
            continue
        if coins.decimal() <= 0:
            raise Refused(f"{coins.payload.source} sent a fund that holds {coins.decimal():f} coins, at {coins.path}.")
        if name in readings:
            raise Refused(f"{coins.payload.source} lists {name:.40} twice, at {row.path}.")
        figure = f"etf.btc.held.{name.lower()}"
        readings[name] = coins.reading(figure, "coin", details["update_date"].day())
    if not readings:
        raise Refused(f"{payloads[0].source} lists no US spot fund with its coins.")
    return list(readings.values())
