"""US spot fund flows by session, from CoinGlass. Written from values recorded in November 2025 and its documentation.

`GET https://open-api-v4.coinglass.com/api/etf/bitcoin/flow-history`, paid key in the header `CG-API-KEY`. US dollars;
`timestamp` is midnight UTC of the New York trading date, in milliseconds; `code` is the string "0". The open day is a
row of `flow_usd` 0 with no fund reported: not published, never zero. A fund's `flow_usd` may be null or absent. The
flows are Farside's, copied early: a session on which a launched fund is missing is half a copy and is not read.
Nothing of it may be published but a cited figure.
"""

from collections.abc import Sequence
from datetime import date

from brief.errors import Refused, WrongUsage
from brief.models import Night, Payload, Reading, Request
from brief.sources._funds import NAMES, asset_of, final_days, ticker, wanted_asset
from brief.sources._json import Place, read_json, refuse_error


def requests(night: Night) -> list[Request]:
    """The whole history of the asset: the vendor has no shorter answer."""
    asset = wanted_asset(night)
    if asset not in NAMES:
        raise WrongUsage(f"CoinGlass has fund flows of {', '.join(NAMES)} only; {asset} cannot be asked.")
    return [Request(url=f"https://open-api-v4.coinglass.com/api/etf/{NAMES[asset]}/flow-history", tag=asset)]


def history(night: Night) -> list[Request]:
    """The same call, of which a night reads the newest sessions only."""
    return requests(night)


def parse(payloads: Sequence[Payload], night: Night) -> list[Reading]:
    """For each of the newest published sessions: `etf.ASSET.net` and one `etf.ASSET.funds.TICKER` a fund."""
    answer = read_json(payloads[0])
    refuse_error(answer, "code", "msg", busy=("429",))
    sessions: dict[date, Place] = {}
    for row in answer["data"]:
        day = row["timestamp"].millis().date()
        if day in sessions:
            raise Refused(f"{answer.payload.source} sent {day.isoformat()} twice, at {row.path}.")
        sessions[day] = row
    flows = {day: _flows(row) for day, row in sessions.items()}
    final = final_days({day: set(given) for day, given in flows.items()})
    if not final:
        raise Refused(f"{answer.payload.source} sent no session on which every fund has reported.")
    asset = asset_of(night, answer.payload, [fund for day in flows.values() for fund in day])
    readings, keep = [], night.newest(int(night.options.get("keep", 10)))
    for day in final[-keep:] if keep else final:
        readings.append(sessions[day]["flow_usd"].reading(f"etf.{asset}.net", "usd", day))
        for fund, flow in flows[day].items():
            readings.append(flow.reading(f"etf.{asset}.funds.{fund.lower()}", "usd", day))
    return readings


def _flows(row: Place) -> dict[str, Place]:
    """The flows that were reported, by ticker."""
    flows = {}
    for entry in row["etf_flows"]:
        name = entry["etf_ticker"]
        flow = entry.get("flow_usd")
        if flow is not None and not flow.is_null:
            flows[ticker(row.payload, name.text(), name.path)] = flow
    return flows
