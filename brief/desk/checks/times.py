"""One instant, one zone, one calendar: stamps that are two moments, weekdays that are others, a day with two names.

Owns what zones are apart by. Refuses to know any event's day: `calendar` does.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from brief import style
from brief.desk.checks.case import Case
from brief.desk.checks.finding import Found
from brief.desk.checks.passages import told
from brief.prose import days

_EAST = {  # hours that a zone may be ahead of UTC: two where it has a summer time
    **dict.fromkeys(("UTC", "GMT", "Z", "Etc/UTC"), (0,)),
    **dict.fromkeys(("ET", "New York", "America/New_York"), (-5, -4)),
    "EST": (-5,),
    "EDT": (-4,),
    "CST": (-6, 8),
    "CDT": (-5,),
    "PST": (-8,),
    "PDT": (-7,),
    "PT": (-8, -7),
    **dict.fromkeys(("London", "Europe/London"), (0, 1)),
    "BST": (1,),
    "CET": (1,),
    "CEST": (2,),
    "IST": (5,),
    "MSK": (3,),
    **dict.fromkeys(("Frankfurt", "Paris", "Berlin", "Zurich", "Europe/Paris", "Europe/Berlin"), (1, 2)),
    **dict.fromkeys(("Taipei", "Beijing", "Shanghai", "Hong Kong", "Singapore", "HKT", "SGT"), (8,)),
    **dict.fromkeys(("Asia/Taipei", "Asia/Shanghai", "Asia/Hong_Kong", "Asia/Singapore"), (8,)),
    **dict.fromkeys(("Tokyo", "Seoul", "JST", "KST", "Asia/Tokyo", "Asia/Seoul"), (9,)),
}
_CITIES = tuple(name for name in _EAST if re.fullmatch(r"[A-Z][a-z]+(?: [A-Z][a-z]+)?", name))
_ABBREVIATIONS = tuple(name for name in _EAST if name not in _CITIES and name != "Z")
_ZONE = re.compile(
    r"\b(?:UTC|GMT)\s?(?P<hours>[+−-]\s?\d{1,2})(?::?00)?\b"
    rf"|(?<![\w/])(?P<code>{'|'.join(sorted(map(re.escape, _ABBREVIATIONS), key=len, reverse=True))})(?![\w/])"
    rf"|\b(?P<city>{'|'.join(_CITIES)})(?=\s(?:local\s)?time)"
)
_CLOCK = re.compile(r"(\d{1,2}):(\d\d)")
_AFTERNOON = re.compile(r"p\.?m", re.IGNORECASE)
_BEHIND = 26
"""A zone that begins so many characters behind a time is the time's."""
_WEEKDAYS = {name[:3].lower(): n for n, name in enumerate(style.WEEKDAYS)}
_WEEKDAY = r"(?P<weekday>Mon|Tue|Tues|Wed|Wednes|Thu|Thur|Thurs|Fri|Sat|Satur|Sun)(?:day)?\.?"
_BEFORE = re.compile(rf"\b{_WEEKDAY},?\s(?:the\s)?(?:\()?$")
_AFTER = re.compile(rf"\s?(?:\(|,\s(?:a\s)?){_WEEKDAY}(?:\)|,|\s|$)")
_EVENT = (
    r"crash|hack|exploit|attack|sell-?off|wipeout|outage|halving|plunge|collapse|depeg|meltdown|breach|rout|bloodbath"
)
_NAMED_EVENT = re.compile(rf"[\"”’]?\s(?:\w+\s)?(?P<event>{_EVENT})\b")
_DAY = timedelta(days=1)


def one_instant(case: Case) -> Iterator[Found]:
    """One stamp names two days or two zones, or gives one moment in two zones that are not that far apart.

    Example: "As of November 4–5, 2025 (03:27 UTC, Asia/Taipei timezone)"
    """
    for one in told(case):
        times = days.find_times(one.own)
        zones = list(_ZONE.finditer(one.own))
        names = list(dict.fromkeys(_zone_name(zone) for zone in zones))
        if len(times) == 1:
            pair = _range_beside(one.own, times[0])
            clear = len({_ahead(zone) for zone in zones}) <= 1
            if pair or not clear:
                wrong = [f"two days ({pair})"] if pair else []
                wrong += [] if clear else [f"two zones ({' and '.join(names)})"]
                message = f"One time, {times[0].text.strip()}, has {' and '.join(wrong)}."
                yield Found(one.line, message, "Write one moment: the day, the time and UTC.", sentence=one.text)
        elif len(times) == len(zones) == 2 and (wrong_hours := _apart(one.own, times, zones)):
            yield Found(one.line, wrong_hours, "Write one moment, in UTC alone.", sentence=one.text)


def weekday(case: Case) -> Iterator[Found]:
    """A day is called by a weekday that it is not.

    Example: "on Monday, November 4, 2025", which was a Tuesday.
    """
    for one in told(case):
        for mention in days.find(one.own):
            said = _BEFORE.search(one.own[: mention.start]) or _AFTER.match(one.own[mention.end :])
            if said is None or (case.day is None and mention.year is None):
                continue
            day = mention.on(case.day or date(mention.year or 1, 1, 1))
            called = _WEEKDAYS[said["weekday"][:3].lower()]
            if called != day.weekday():
                message = f"{style.full_day(day)} is a {style.weekday(day)}, not a {style.WEEKDAYS[called]}."
                yield Found(one.line, message, "Correct the day or the weekday.", sentence=one.text)


def day_of_two_names(case: Case) -> Iterator[Found]:
    """One event is put on two neighbouring days, as happens where a day is counted in two zones.

    Example: the "10.11" crash in one sentence and the October 10 crash in another.
    """
    edition, first = case.day, dict[str, tuple[date, str]]()
    if edition is None:
        return
    for one in told(case):
        for mention in days.find(one.text):
            if named := _NAMED_EVENT.match(one.text, mention.end):
                event, day = named["event"].lower(), mention.on(edition)
                other, said = first.setdefault(event, (day, mention.text.strip()))
                if abs(other - day) == _DAY:
                    message = f"The {event} is of {mention.text.strip()} here and of {said} before, a day apart."
                    yield Found(one.line, message, "Call it by one day, in UTC.", sentence=one.text)
                    return


def _zone_name(zone: re.Match[str]) -> str:
    return zone[0].replace("−", "-").replace(" ", "") if zone["hours"] else zone[0]


def _ahead(zone: re.Match[str]) -> tuple[int, ...]:
    """The hours that a zone may be ahead of UTC."""
    if zone["hours"]:
        return (int(re.sub(r"\s", "", zone["hours"]).replace("−", "-")),)
    return _EAST[zone["code"] or zone["city"]]


def _range_beside(text: str, time: days.Time) -> str:
    """The two days, written as one range, that a time stands beside; empty where there is one."""
    mentions = days.find(text)
    for first, second in pairwise(mentions):
        joined = re.fullmatch(r"\s?[–/-]?\s?|\s(?:or|and)\s", text[first.end : second.start])
        near = 0 <= time.start - second.end <= _BEHIND or 0 <= first.start - time.end <= len(" on ")
        if joined and near and (first.month, first.day) != (second.month, second.day):
            return text[first.start : second.end].strip()
    return ""


def _apart(text: str, times: list[days.Time], zones: list[re.Match[str]]) -> str:
    """What is wrong with one moment that is given in two zones; empty where nothing is, or where it is two moments."""
    hours = []
    for time, zone in zip(times, zones, strict=True):
        if not time.start < zone.end() <= time.end + _BEHIND:
            return ""
        hours.append((_minutes(time.text), _ahead(zone)))
    between = text[zones[0].end() : times[1].start]
    if not re.fullmatch(r"\s?[(/,=]\s?(?:or\s|i\.e\.,?\s)?|\s(?:or|i\.e\.)\s", between):
        return ""
    (first, ahead), (second, other_ahead) = hours
    right = [(first + 60 * (there - here)) % 1440 for here in ahead for there in other_ahead]
    if second in right:
        return ""
    here, there = times[0].text.strip(), _zone_name(zones[1])
    return f"{here} is {right[0] // 60:02}:{right[0] % 60:02} in {there}, not {times[1].text.strip().rstrip('.')}."


def _minutes(time: str) -> int:
    found = _CLOCK.search(time)
    hour, minute = (int(found[1]), int(found[2])) if found else (0, 0)
    if _AFTERNOON.search(time):
        hour = hour % 12 + 12
    return hour * 60 + minute
