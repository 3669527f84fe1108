"""The official calendar: on which days what is said to happen does happen. Kept by hand, with its source."""

from datetime import date

from brief.models.base import Frozen


class OfficialEvent(Frozen):
    """One event that comes again and again, and all its days from `first` to `last`."""

    event: str
    names: tuple[str, ...]
    """How texts call it, the longest names first; upper and lower case are the same."""
    source: str
    first: date
    last: date
    days: tuple[date, ...]
    """In order. Of a meeting of two days both."""
    time: str = ""
    """New York's clock at which it is due, as "2:00 p.m."; of a meeting of two days on the second."""
    previous: str = ""
    """What it said last time, and when, in words: "3.0% for September". For readers, by hand."""
    consensus: str = ""
    """What is expected, and by whom."""

    def covers(self, day: date) -> bool:
        """Whether the calendar knows all the event's days around `day`."""
        return self.first <= day <= self.last

    def nearest(self, day: date) -> date:
        """The event's day that is nearest to `day`, the later of two."""
        return min(reversed(self.days), key=lambda own: abs((own - day).days))
