"""Bitcoin's hash rate, difficulty and fees, from mempool.space. Written from documented answers; what a day is and what
a zero means was read in the server's own source, and the times of the next adjustment in its tests.

Three calls, no key: `GET https://mempool.space/api/v1/mining/hashrate/3m` (a hash rate a day, estimated from the blocks
found that day, in hashes a second; and the difficulty now), `/api/v1/difficulty-adjustment` and `/api/v1/fees/precise`
(satoshis a virtual byte).

The traps. A day's hash rate is labelled with the midnight at its end: the point of Nov. 4, 00:00, is Nov. 3. Hash rate
and difficulty are sent as 0 where the server's node did not answer: that is not known, never zero.
`estimatedRetargetDate` is in milliseconds, `previousTime` in seconds; old samples have seconds for both, which are
refused. `fees/recommended` is rounded up to whole numbers, so it is not asked.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from brief.errors import Refused
from brief.models import Night, Payload, Reading, Request, as_of_text
from brief.sources._json import Place, read_json
from brief.sources._prices import optional, refuse_told

API = "https://mempool.space/api/v1"
GENESIS = datetime(2009, 1, 3, 18, 15, 5, tzinfo=UTC)
"""The server sets bitcoin's first block before the days of a whole chart; it is no day."""
PATHS = {"hashrate": "mining/hashrate/3m", "adjustment": "difficulty-adjustment", "fees": "fees/precise"}
LONGEST = timedelta(days=60)
"""No adjustment is further away: 2,016 blocks take about two weeks."""
FEES = {"next_block": "fastestFee", "hour": "hourFee"}


def requests(night: Night) -> list[Request]:
    """Three calls, whatever the night."""
    return [Request(url=f"{API}/{path}", tag=tag) for tag, path in PATHS.items()]


def history(night: Night) -> list[Request]:
    """Every day's hash rate there is: the same call without a period."""
    return [Request(url=f"{API}/mining/hashrate", tag="hashrate")]


def parse(payloads: Sequence[Payload], night: Night) -> list[Reading]:
    """`onchain.btc.hashrate` of every day, `.difficulty` with `.last_change`, `.next_change` and `.progress` (the part
    of the blocks up to the next change that have come), `.fee.next_block` and `.fee.hour`.

    Each answer is known by what it holds.
    """
    readings: list[Reading] = []
    for payload in payloads:
        answer = read_json(payload)
        refuse_told(answer.get("error"))
        if answer.get("hashrates"):
            readings += [*_hash_rates(answer), *_difficulty(answer)]
        elif answer.get("difficultyChange"):
            readings += _adjustments(answer, night)
        else:
            readings += [_fee(answer, name, key) for name, key in FEES.items()]
    if not readings:
        raise Refused(f"{payloads[0].source} knew neither the hash rate nor the difficulty.")
    return readings


def _hash_rates(answer: Place) -> list[Reading]:
    """A reading a day, the newest first."""
    days: dict[date, Place] = {}
    for row in answer["hashrates"]:
        if row["timestamp"].seconds() == GENESIS:
            continue
        day, rate = _day_before(row["timestamp"]), row["avgHashrate"]
        if day in days:
            raise Refused(f"{row.payload.source} sent two hash rates of {day}, at {row.path}.")
        if rate.decimal() > 0:
            days[day] = rate
    return [days[day].reading("onchain.btc.hashrate", "hashes", day) for day in sorted(days, reverse=True)]


def _day_before(place: Place) -> date:
    """The day that ends at the midnight here."""
    end = place.seconds()
    if (end.hour, end.minute, end.second) != (0, 0, 0):
        raise Refused(f"{place.payload.source} sent {place.value!r:.40} where a midnight is due, at {place.path}.")
    return end.date() - timedelta(days=1)


def _difficulty(answer: Place) -> list[Reading]:
    now = optional(answer, "currentDifficulty")
    if now is None or now.decimal() == 0:
        return []
    return [now.reading("onchain.btc.difficulty", "ratio", now.payload.fetched_at)]


def _adjustments(answer: Place, night: Night) -> list[Reading]:
    """The last change of the difficulty, and the next as it would be at the pace of the blocks so far."""
    last, coming = answer["previousRetarget"], answer["difficultyChange"]
    due = answer["estimatedRetargetDate"].millis()
    if not night.at - timedelta(days=1) < due < night.at + LONGEST:
        raise Refused(
            f"{answer.payload.source} expects the next adjustment on {due.date()}, which cannot be; times are due in "
            f"milliseconds, at {answer['estimatedRetargetDate'].path}."
        )
    name, now = "onchain.btc.difficulty", answer.payload.fetched_at
    readings = [
        coming.reading(f"{name}.next_change", "percent", now, detail={"due": as_of_text(due)}),
        answer["progressPercent"].reading(f"{name}.progress", "percent", now),
    ]
    if since := optional(answer, "previousTime"):
        readings.append(last.reading(f"{name}.last_change", "percent", since.seconds()))
    return readings


def _fee(answer: Place, name: str, key: str) -> Reading:
    fee = answer[key]
    if fee.decimal() <= 0:
        raise Refused(f"{fee.payload.source} sent a fee of {fee.decimal():f}, at {fee.path}.")
    return fee.reading(f"onchain.btc.fee.{name}", "sats", fee.payload.fetched_at)
