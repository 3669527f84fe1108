"""What the Deribit sources share: where they ask, and what is no answer.

Every answer is JSON-RPC: `{"jsonrpc": "2.0", "result": ...}`, or `{"error": {"code": ..., "message": ...}}` in its
place. Refuses the venue's test network, which answers in the same shape (`"testnet": true`).
"""

from brief.errors import Refused
from brief.models import Payload
from brief.sources._json import Place, read_json, refuse_error

PUBLIC = "https://www.deribit.com/api/v2/public"
VENUE = "Deribit"
_BUSY = ("10028", "10040", "10041", "10047", "11051", "13028", "13888")
"""Too many requests, retry, settlement in progress, queue full, maintenance, unavailable, timed out."""


def read_result(payload: Payload) -> Place:
    """What an answer is about. Errors of the venue are told in its words."""
    answer = read_json(payload)
    if (error := answer.get("error")) is not None:
        refuse_error(error, "code", "message", fine=(), busy=_BUSY)
    if (testnet := answer.get("testnet")) is not None and testnet.value is not False:
        raise Refused(f"{payload.source} answered from its test network, where nothing is real.")
    return answer["result"]
