"""Random published values for the bundled night, so that nights differ from the one that everybody knows."""

import json
import random
import re
from datetime import date
from decimal import Decimal
from typing import Any

SESSION = date(2025, 11, 3)
FUNDS = {
    "btc": ["IBIT", "FBTC", "BITB", "ARKB", "BTCO", "EZBC", "BRRR", "HODL", "BTCW", "GBTC", "BTC"],
    "eth": ["ETHA", "FETH", "ETHW", "TETH", "ETHV", "QETH", "EZET", "ETHE", "ETH"],
    "sol": ["BSOL", "GSOL"],
}


class Invented:
    """Random published values for one run."""

    def __init__(self, seed: int) -> None:
        dice = random.Random(seed)
        self.btc = Decimal(dice.randrange(60_000_00, 125_000_00)) / 100
        self.btc_change = Decimal(dice.randrange(-119, 119)) / 10
        self.eth_low = Decimal(dice.randrange(2_000, 4_000))
        self.eth_high = self.eth_low + dice.randrange(30, 90)
        self.sol_change = Decimal(dice.randrange(-199, 199)) / 10
        self.liquidated = dice.randrange(101, 19_000) * 1_000_000
        self.fear = dice.randrange(5, 95)
        self.fear_before = dice.choice([n for n in range(5, 95) if n != self.fear])
        self.flows = {
            asset: {fund: Decimal(dice.randrange(-4_000, 4_000)) / 10 for fund in funds}
            for asset, funds in FUNDS.items()
        }
        self.target_low = Decimal(dice.randrange(0, 24)) / 4
        self.target_high = self.target_low + Decimal("0.25")
        self.sofr = self.target_low + Decimal(dice.randrange(-30, 80)) / 100
        self.reverse_repo = Decimal(dice.randrange(1, 2_400_000)) / 1000
        """Billions."""
        self.cash = Decimal(dice.randrange(25_000, 1_900_000))
        """Millions."""

        self.supply = Decimal(dice.randrange(250_000_000_000, 360_000_000_000))
        self.balancer = Decimal(dice.randrange(-95, 10))

    def net(self, asset: str) -> Decimal:
        return sum(self.flows[asset].values(), Decimal(0)) * 1_000_000

    def change(self, source: str, tag: str, body: bytes) -> bytes:
        if source.startswith("farside-"):
            return self._page(source[8:], body)
        if source == "news-search":
            return body
        if source == "fred-fed":
            return self._last_observation(tag, body)
        data = json.loads(body, parse_float=Decimal)
        self._set(source, data)
        return json.dumps(data, default=float).encode()

    def _set(self, source: str, data: Any) -> None:
        """The numbers of this night in an answer of JSON."""
        match source.split("-"):
            case ["coingecko"]:
                for row in data:
                    self._coin(row)
            case ["coinpaprika"]:
                data["quotes"]["USD"]["price"] = self.eth_high
            case ["sosovalue", asset]:
                data[0]["total_net_inflow"] = self.net(asset)
            case ["nyfed", "rates"]:
                data["refRates"][0]["percentRate"] = self.sofr
            case ["coinglass", "liquidations"]:
                data["data"][0]["liquidation_usd"] = self.liquidated
            case ["defillama", "stablecoins"]:
                data[-1]["totalCirculatingUSD"]["peggedUSD"] = int(self.supply)
            case ["defillama", "protocols"]:
                data[0]["change_1d"] = int(self.balancer)
            case _:
                assert source == "alternative-me", source
                data["data"][0]["value"], data["data"][1]["value"] = str(self.fear), str(self.fear_before)

    def _last_observation(self, tag: str, body: bytes) -> bytes:
        head, _, _ = body.decode().rstrip("\n").rpartition(",")
        value = {"reverse_repo": self.reverse_repo, "tga_week": self.cash}.get(tag) or getattr(self, tag)
        return f"{head},{value}\n".encode()

    def _coin(self, row: dict[str, Any]) -> None:
        prices = {"btc": self.btc, "eth": self.eth_low}
        changes = {"btc": self.btc_change, "sol": self.sol_change}
        row["current_price"] = prices.get(row["symbol"], row["current_price"])
        if row["symbol"] in changes:
            for key in ("price_change_percentage_24h", "price_change_percentage_24h_in_currency"):
                row[key] = changes[row["symbol"]]

    def _page(self, asset: str, body: bytes) -> bytes:
        """The last row's cells in the page's own order of columns, and their sum."""
        head, _, last = body.decode().rpartition("<tr>")
        cells = [self.flows[asset][fund] for fund in FUNDS[asset]]
        texts = iter(["03 Nov 2025", *(_farside(cell) for cell in [*cells, sum(cells, Decimal(0))])])
        return (
            head
            + "<tr>"
            + re.sub(r"(tabletext\">).*?(</span></div></td>|</span></td>)", lambda m: m[1] + next(texts) + m[2], last)
        ).encode()


def _farside(value: Decimal) -> str:
    return f"({-value:,.1f})" if value < 0 else f"{value:,.1f}"
