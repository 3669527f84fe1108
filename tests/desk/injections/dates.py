"""Defects of time in a generated post: stamps, weekdays, windows, sessions, deadlines, old news."""

import random
from datetime import date, timedelta

from injections.places import day_of, dollars, percent, with_block, with_note, with_sentence, word

from brief import style
from brief.desk.agenda import read_agenda
from brief.history.calendar import is_session, sessions
from nights import REPOSITORY

_DAY = timedelta(days=1)
_EVENTS = ("crash", "flash crash", "hack", "exploit", "outage", "sell-off")


def _days_before(day: date, dice: random.Random, least: int, most: int) -> date:
    return day - timedelta(days=dice.randrange(least, most))


def two_moments(text: str, dice: random.Random) -> str | None:
    day, hour, minute = day_of(text), dice.randrange(24), dice.randrange(60)
    time = f"{hour:02}:{minute:02} UTC"
    wrong = (hour + 8 + dice.randrange(1, 23)) % 24
    return with_sentence(
        text,
        dice,
        dice.choice(
            (
                f"As of {day:%B} {day.day}–{day.day + 1} ({time}), the market is down.",
                f"Prices are from {time}, Asia/Taipei time zone.",
                f"Prices are from {time} ({wrong:02}:{minute:02} Taipei time).",
                f"At {time} on {style.day(day, day)}–{day.day + 1} the market fell.",
            )
        ),
    )


def weekday(text: str, dice: random.Random) -> str | None:
    day = _days_before(day_of(text), dice, 0, 60)
    wrong = dice.choice([name for name in style.WEEKDAYS if name != style.weekday(day)])
    how = dice.choice(("On {w}, {d}, the market fell.", "The market fell on {d} (a {w}).", "It was {d} ({w})."))
    return with_sentence(text, dice, how.replace("(a {w})", "({w})").format(w=wrong, d=style.full_day(day)))


def two_names(text: str, dice: random.Random) -> str | None:
    day, event = _days_before(day_of(text), dice, 10, 90), dice.choice(_EVENTS)
    after = day + _DAY
    first, second = dice.sample((f"{day:%B} {day.day}", f"“{after.month}.{after.day}”"), 2)
    if day.month < 10 and dice.random() < 0.5:
        second = f"{after:%B} {after.day}" if first.startswith(f"{day:%B}") else second
    return with_sentence(text, dice, f"It began with the {first} {event}.", f"Nobody forgot the {second} {event}.")


def official_date(text: str, dice: random.Random) -> str | None:
    day = day_of(text)
    when = day + timedelta(days=dice.randrange(-60, 60))
    events = read_agenda((REPOSITORY / "content/_data/calendar.yaml").read_text(encoding="utf-8"), "calendar.yaml")
    if day.year != 2025 or any(when in event.days for event in events):
        return None
    said = style.day(when, day)
    how = ("The FOMC minutes are due on {}.", "The next Fed meeting begins on {}.", "On {}, the FOMC minutes come.")
    return with_sentence(text, dice, dice.choice(how).format(said))


def no_session(text: str, dice: random.Random) -> str | None:
    day = _days_before(day_of(text), dice, 0, 60)
    if is_session("nyse", day):
        return None
    said = style.day(day, day_of(text))
    how = ("Bitcoin ETFs lost {m} on {d}.", "Ether funds saw {m} of outflows on {d}.", "Spot funds drew {m} on {d}.")
    return with_sentence(text, dice, dice.choice(how).format(m=dollars(dice), d=said))


def window_past(text: str, dice: random.Random) -> str | None:
    month = dice.choice([n for n in range(1, 13) if n != day_of(text).month])
    name = date(2000, month, 1).strftime(dice.choice(("%B", "%b")))
    return with_sentence(text, dice, f"The {percent(dice)} {name}-to-date fall is the largest.")


def window_missing(text: str, dice: random.Random) -> str | None:
    names = dice.sample(("Bitcoin", "Ethereum", "Gold", "NASDAQ", "Solana", "XRP"), dice.randrange(2, 5))
    return with_block(text, dice, " ".join(f"{name} {dice.choice('+−')}{percent(dice)}" for name in names))


def window_mixed(text: str, dice: random.Random) -> str | None:
    until = _days_before(day_of(text), dice, 1, 40)
    span = dice.randrange(4, 10)
    held = len(sessions("nyse", until - (span - 1) * _DAY, until))
    if not is_session("nyse", until) or not 1 < held < span:
        return None
    said = style.day(until, day_of(text))
    return with_sentence(
        text,
        dice,
        f"Bitcoin ETFs: {style.cardinal(held)}-day cumulative outflows of {dollars(dice)} to {said}.",
        f"Ether funds had {style.cardinal(span)}-day total outflows of {dollars(dice)} by {said}.",
    )


def correlation(text: str, dice: random.Random) -> str | None:
    value, other = f"0.{dice.randrange(11, 99)}", dice.choice(("Nasdaq-100", "S&P 500", "gold"))
    how = ("Bitcoin's correlation with the {o} rose to {v}.", "Its correlation to {o} is {v}, the highest since June.")
    return with_sentence(text, dice, dice.choice(how).format(o=other, v=value))


def past_deadline(text: str, dice: random.Random) -> str | None:
    day = _days_before(day_of(text), dice, 32, 900)
    how = (
        "Firms must register by {d:%B} {d.year}.",
        "The rule imposes a {d:%B} {d.year} deadline on exchanges.",
        "The agency is expected to decide by {d:%B} {d.day}, {d.year}.",
    )
    return with_sentence(text, dice, dice.choice(how).format(d=day))


def source_older(text: str, dice: random.Random) -> str | None:
    day, label = day_of(text), word(dice)
    old = _days_before(day, dice, 9, 200)
    address = f"https://example.org/{dice.choice((f'{old:%Y/%m/%d}', f'{old:%Y-%m-%d}'))}/{word(dice)}"
    block = f"Funds lost {dollars(dice)} on {style.day(day, day)}.[^{label}]"
    return with_note(with_block(text, dice, block), label, f"A report, <{address}>.")


def old_event(text: str, dice: random.Random) -> str | None:
    day = _days_before(day_of(text), dice, 40, 900)
    section = dice.choice(("### Top Headlines", "### Research", "### Exchange Announcements"))
    title = f"**{dice.randrange(1, 9)}. {word(dice).title()} Agrees on {day:%B} {day.year} Milestones**"
    return with_block(text, dice, section, title, "They agreed.")


INJECTIONS = {
    "one-instant": two_moments,
    "weekday": weekday,
    "day-of-two-names": two_names,
    "official-date": official_date,
    "no-session": no_session,
    "window-past": window_past,
    "window-missing": window_missing,
    "window-mixed": window_mixed,
    "correlation-window": correlation,
    "past-deadline": past_deadline,
    "source-older": source_older,
    "old-event": old_event,
}
