"""The specimen night's sectors: invented values in CoinGecko's shape, with rows nobody asked for around them.

The smallest has the largest change and must not be called the best; one has no change; one bears a name that is more
awkward than CoinGecko's ever were. Memecoins and DeFi have a past.
"""

import json
import math
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

DAY = date(2001, 1, 2)
UPDATED = "2001-01-02T11:55:{:02d}.000Z"
ROWS: Sequence[tuple[str, str, float | None, float | None]] = [
    ("smart-contract-platform", "Smart Contract Platform", 1.31e12, 3.2),
    ("layer-1", "Layer 1 (L1)", 1.284e12, 3.4155),
    ("stablecoins", "Stablecoins", 1.5e11, 0.01),
    ("exchange-based-tokens", "Exchange-based Tokens", 9.1e10, 0.4021),
    ("decentralized-finance-defi", "Decentralized Finance (DeFi)", 6.25e10, -1.9311),
    ("meme-token", "Meme", 3.94e10, 8.8123),
    ("layer-2", "Layer 2 (L2) | {{ now }}", 1.85e10, -2.6),
    ("artificial-intelligence", "Artificial Intelligence (AI)", 1.42e10, 5.05),
    ("real-world-assets-rwa", "Real World Assets (RWA)", 1.1e10, None),
    ("gaming", "Gaming (GameFi)", 9.6e9, 1.25),
    ("privacy-coins", "Privacy Coins", None, 12.0),
    ("depin", "DePIN", 6.2e8, 31.5),
]
LATELY = {"defi": 6.1e10, "memes": 4.1e10}
"""About what two of them were worth in the last two months."""


def bodies() -> dict[str, dict[str, bytes]]:
    """The one answer by its source and the tag of its request."""
    rows: list[dict[str, Any]] = [
        {
            "id": id_,
            "name": name,
            "market_cap": cap,
            "market_cap_change_24h": change,
            "content": "Invented.",
            "top_3_coins_id": [],
            "volume_24h": cap / 20 if cap else None,
            "updated_at": UPDATED.format(place),
        }
        for place, (id_, name, cap, change) in enumerate(ROWS)
    ]
    return {"coingecko-categories": {"": (json.dumps(rows, indent=1) + "\n").encode()}}


def past() -> dict[str, list[tuple[date, Decimal]]]:
    """What was kept on the nights before, by series."""
    days = [DAY - timedelta(days=ago) for ago in range(60, 0, -1)]
    return {
        f"sectors.{name}.cap": [
            (day, Decimal(round(level * (1 + 0.06 * math.sin((DAY - day).days / 8 - 1))))) for day in days
        ]
        for name, level in LATELY.items()
    }
