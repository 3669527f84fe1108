"""What the assets we watch are called. Refuses to know what they are worth."""

NAMES = {
    "btc": "Bitcoin",
    "eth": "Ethereum",
    "sol": "Solana",
    "bnb": "BNB",
    "xrp": "XRP",
    "doge": "Dogecoin",
    "ada": "Cardano",
    "ton": "Toncoin",
    "link": "Chainlink",
    "avax": "Avalanche",
    "ltc": "Litecoin",
    "hbar": "Hedera",
    "usde": "USDe",
}


def name_of(asset: str) -> str:
    """An asset's name; its symbol where we know none."""
    return NAMES.get(asset, asset.upper())
