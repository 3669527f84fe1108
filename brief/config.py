"""`sources.yaml` and the environment, checked. Owns its shape, the line of a typo, and which source may be asked.

Refuses I/O: the text, the environment and the names of the source modules are handed in. A key is held as a secret
that no repr shows.
"""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from fnmatch import fnmatchcase
from functools import lru_cache
from typing import Annotated, Any, Literal, Self, get_args

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    SecretStr,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from brief.checked_yaml import read_checked
from brief.models import Unit
from brief.models.base import Entry, Frozen
from brief.models.series import Sessions

_KEY = re.compile(r"[!-~]{8,}")
"""What can be a key: it goes into a header, and is searched for in every byte we keep, so a short one is none."""

_ABSOLUTE_UNITS = tuple(unit for unit in get_args(Unit) if unit != "percent")


def _duration(value: object) -> timedelta:
    if isinstance(value, timedelta):
        return value
    found = re.fullmatch(r"([1-9]\d{0,3})([mhd])", value) if isinstance(value, str) else None
    if found is None:
        raise ValueError(f"{value!r} is no duration; write a whole number and m, h or d, like 30m, 36h or 5d")
    return timedelta(**{{"m": "minutes", "h": "hours", "d": "days"}[found[2]]: int(found[1])})


Ages = tuple[tuple[str, timedelta], ...]
"""Patterns of figures, each with the age from which they are too old."""


def _ages(value: object) -> Ages:
    """One age for all figures, or one a pattern, as `{"*.close": 36h, "*": 6h}`."""
    if isinstance(value, dict):
        return tuple((str(pattern), _duration(age)) for pattern, age in value.items())
    return value if isinstance(value, tuple) else (("*", _duration(value)),)


def _id(value: str) -> str:
    if not re.fullmatch(r"[a-z]+(-[a-z]+)*", value):
        raise ValueError(f"{value!r} is no source id; allowed are small letters with single hyphens between them")
    return value


def _https(value: str) -> str:
    if not re.fullmatch(r"https://[^\s<>]+", value):
        raise ValueError(f"{value!r} is no page a reader can open; write an address that begins with https://")
    return value


def _plain(value: str) -> str:
    if not re.fullmatch(r"[ -~]*", value):
        raise ValueError("it goes into a request header, so only plain ASCII characters are allowed")
    return value


def _time_of_day(value: object) -> str:
    if isinstance(value, str) and re.fullmatch(r"(?:([01]\d|2[0-3]):[0-5]\d)?", value):
        return value
    raise ValueError(f'{value!r} is no time of day; write hours and minutes of UTC in quotes, like "05:47"')


class HostRule(Entry):
    """How one host is treated: requests at a time, seconds between two starts, seconds one answer may take."""

    concurrency: int = Field(default=2, ge=1)
    pause: float = Field(default=0.2, ge=0)
    timeout: float = Field(default=20, gt=0)


class Bounds(Entry):
    """Where a value is outside: strictly below the one, or strictly above the other."""

    below: Decimal | None = None
    above: Decimal | None = None

    def outside(self, value: Decimal) -> str:
        """`below 1` or `above 500000`; empty inside."""
        if self.below is not None and value < self.below:
            return f"below {self.below}"
        if self.above is not None and value > self.above:
            return f"above {self.above}"
        return ""


class Tolerance(Frozen):
    """How far two sources may stand apart. Without a unit, `amount` is percent of the first source's value."""

    text: str
    amount: Decimal
    unit: Unit | None = None

    def fits(self, unit: Unit) -> bool:
        """Whether it can be applied to a figure in `unit`: percentages stand apart by points."""
        return self.unit is None or self.unit == unit or (self.unit == "points" and unit == "percent")

    def allows(self, first: Decimal, other: Decimal) -> bool:
        limit = abs(first) * self.amount / 100 if self.unit is None else self.amount
        return abs(other - first) <= limit


EXACT = Tolerance(text="0%", amount=Decimal(0))
"""Where `sources.yaml` names no tolerance: a difference shows until someone decides what is allowed."""


def _tolerance(value: object) -> Tolerance:
    if isinstance(value, Tolerance):
        return value
    found = re.fullmatch(r"(\d+(?:\.\d+)?)(%| [a-z]+)", value) if isinstance(value, str) else None
    if found is None or (found[2] != "%" and found[2].strip() not in _ABSOLUTE_UNITS):
        raise ValueError(
            f"{value!r} is no tolerance; write 0.5%, or a number and the figure's unit: {', '.join(_ABSOLUTE_UNITS)}"
        )
    return Tolerance.model_validate(
        {"text": value, "amount": found[1], "unit": None if found[2] == "%" else found[2].strip()}
    )


class FigureRule(Entry):
    """What is asked of a figure: how its sources compare, what is unusual or impossible, whether a series is kept."""

    tolerance: Annotated[Tolerance, BeforeValidator(_tolerance)] = EXACT
    methods: Literal["differ"] | None = None
    unusual: Bounds = Bounds()
    impossible: Bounds = Bounds()
    series: Sessions | None = None
    unit: Unit | None = None
    """The unit of the series that is kept, whose file names none; without it, it is not offered for download."""
    birth: date | None = None
    """The instrument's first day: a series that begins on it may speak of records."""


class Key(Entry):
    """Where a source's key comes from (`env`) and goes to (`header`). An optional one only raises a limit."""

    env: str
    header: str
    optional: bool = False

    @field_validator("env", "header")
    @classmethod
    def _name_not_value(cls, value: str, info: ValidationInfo) -> str:
        # The text is not quoted back: a key pasted here by mistake would end in a log.
        if info.field_name == "env" and not re.fullmatch(r"[A-Z][A-Z0-9_]*", value):
            raise ValueError("write the name of the environment variable, in capitals, never the key itself")
        if info.field_name == "header" and not re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]{0,40}", value):
            raise ValueError("write the name of the request header, letters and hyphens, never the key itself")
        return value


class _SourceEntry(Entry):
    module: str
    cite: str = Field(min_length=1)
    title: str = Field(min_length=1)
    page: Annotated[str, AfterValidator(_https)]
    credit: str = ""
    publish: Literal["bytes", "extract", "hash", "none"] = "none"
    proof: Literal["recorded", "documented", "unproven"]
    fills: tuple[Annotated[str, Field(pattern=r"^\S+$")], ...] = Field(min_length=1)
    options: dict[str, Any] = {}
    key: Key | None = None
    fresh: Annotated[Ages, BeforeValidator(_ages)]
    enabled: bool = True
    needs_contact: bool = False

    @field_validator("module")
    @classmethod
    def _module_exists(cls, value: str, info: ValidationInfo) -> str:
        modules: frozenset[str] | None = (info.context or {}).get("modules")
        if modules is not None and value not in modules:
            raise ValueError(f"there is no brief/sources/{value}.py; there is {', '.join(sorted(modules))}")
        return value


NO_RULE = FigureRule()


@lru_cache(maxsize=1 << 16)
def _first_fit(name: str, patterns: tuple[str, ...]) -> str | None:
    """The first pattern that fits a name. A night asks the same ten thousand times."""
    return next((pattern for pattern in patterns if fnmatchcase(name, pattern)), None)


def asset_of(figure: str) -> str:
    """What a figure is of, by its name: `prices.btc.usd` is of btc."""
    return figure.split(".")[1] if "." in figure else ""


class Source(_SourceEntry):
    """One entry under `sources:`, with its id: the label of its footnote."""

    id: str

    @property
    def name(self) -> str:
        """Whose what, in words: "Farside Investors (US spot bitcoin funds, daily flows)"."""
        return f"{self.cite} ({self.title})"

    def fills_figure(self, figure: str) -> bool:
        return _first_fit(figure, self.fills) is not None

    def asks(self, figure: str) -> bool:
        """Whether its questions cover a figure: one it fills, of an asset that `assets` lists where it lists any."""
        assets = self.options.get("assets")
        return self.fills_figure(figure) and (not isinstance(assets, dict) or asset_of(figure) in assets)

    def fresh_for(self, figure: str) -> timedelta:
        """The age from which a figure of this source is a gap; the first pattern that fits counts."""
        return next((age for pattern, age in self.fresh if fnmatchcase(figure, pattern)), timedelta.max)


CARRIED = ("etf", "macro", "sentiment")
"""The sections whose figures belong to a day, so that one of an earlier edition is still what it was."""
RESERVE = 60
"""The seconds of a night that collecting must leave for writing and building."""


class Policy(Frozen):
    """What is done about a section that its sources say nothing of tonight."""

    do: Literal["required", "optional", "carry", "omit"]
    """required: no edition without it. optional: it is left out. carry: figures whose source failed are taken from the
    last edition. omit: it is never asked for nor printed."""
    age: timedelta = timedelta(0)
    """Of `carry`: how old a figure may be."""


def _policy(value: object) -> Policy:
    if isinstance(value, Policy):
        return value
    if isinstance(value, dict) and set(value) == {"carry"}:
        return Policy(do="carry", age=_duration(value["carry"]))
    if value in ("required", "optional", "omit"):
        return Policy.model_validate({"do": value})
    raise ValueError(f"{value!r} is no policy; write required, optional, omit, or an age like {{carry: 2d}}")


class _File(Entry):
    contact: Annotated[str, AfterValidator(_plain)] = ""
    night: float = Field(default=600, gt=0)
    deadline: float = Field(default=240, gt=0)
    floor: int = Field(default=1, ge=1)
    due: Annotated[str, BeforeValidator(_time_of_day)] = ""
    watch: tuple[str, ...] = ()
    sections: dict[str, Annotated[Policy, BeforeValidator(_policy)]] = {}
    hosts: dict[str, HostRule] = {}
    figures: dict[str, FigureRule] = {}
    sources: dict[Annotated[str, AfterValidator(_id)], _SourceEntry]

    @model_validator(mode="after")
    def _sections_can_be_filled(self) -> Self:
        filled = sorted({_section(pattern) for entry in self.sources.values() for pattern in entry.fills})
        for section, policy in self.sections.items():
            words = ""
            if not any(fnmatchcase(section, pattern) for pattern in filled):
                words = f"no source fills {section!r}; sources fill {', '.join(filled)}"
            elif policy.do == "carry" and section not in CARRIED:
                words = f"{section} says how things stand at an hour and cannot be carried; {', '.join(CARRIED)} can"
            if words:
                raise PydanticCustomError("sections", "{words}", {"keys": ["sections", section], "words": words})
        return self

    @model_validator(mode="after")
    def _time_is_left(self) -> Self:
        if self.deadline + RESERVE > self.night:
            words = (
                f"{self.deadline:g} s of collecting leave less than {RESERVE} s of the night's {self.night:g} s "
                "for writing and building; raise `night:` or lower this"
            )
            raise PydanticCustomError("deadline", "{words}", {"key": "deadline", "words": words})
        return self


def _section(figure: str) -> str:
    """The section of a figure or topic: the first part of its name."""
    return figure.partition(".")[0]


class Config(Frozen):
    """All that is set for a night. `sources` stand in the order of the file, which is the order of preference."""

    contact: str
    night: float
    """Seconds for a whole night."""
    deadline: float
    """Seconds of them for collecting."""
    floor: int
    """With fewer figures read tonight nothing is written."""
    due: str
    """When a night is to begin, as hours and minutes of UTC: what its lateness is counted from. Empty: not told."""
    watch: tuple[str, ...]
    sections: dict[str, Policy]
    hosts: dict[str, HostRule]
    figures: dict[str, FigureRule]
    sources: tuple[Source, ...]
    keys: dict[str, SecretStr] = Field(repr=False)
    """The environment variables named by sources, where they hold something that can be a key."""

    @property
    def required(self) -> tuple[str, ...]:
        """The sections without which there is no edition."""
        return tuple(section for section, policy in self.sections.items() if policy.do == "required")

    def omits(self, figure: str) -> bool:
        """Whether a figure or topic belongs to a section that is never printed."""
        policy = self.sections.get(_section(figure))
        return policy is not None and policy.do == "omit"

    def carries(self, figure: str) -> timedelta:
        """How old a figure may be that an earlier edition gave; no time at all where it is not carried."""
        policy = self.sections.get(_section(figure))
        return policy.age if policy is not None and policy.do == "carry" else timedelta(0)

    def rule(self, figure: str) -> FigureRule:
        """The first rule whose pattern matches the figure's name."""
        found = _first_fit(figure, tuple(self.figures))
        return self.figures[found] if found is not None else NO_RULE

    def host(self, name: str) -> HostRule:
        """The rule of one host; what its entry leaves out is as in `default`."""
        default = self.hosts.get("default", HostRule())
        own = self.hosts.get(name)
        return default if own is None else default.model_copy(update=own.model_dump(exclude_unset=True))

    def usable(self, source: Source) -> str:
        """Empty when the source may be asked; else why not, in one line."""
        if not source.enabled:
            return "`enabled: false` in sources.yaml"
        if all(map(self.omits, source.fills)):
            return "`sections:` in sources.yaml omits all that it fills"
        if source.needs_contact and not self.contact:
            return "it wants to know who asks: set `contact:` in sources.yaml to an address or URL of yours"
        if source.key is not None and not source.key.optional and source.key.env not in self.keys:
            return f"{source.key.env} is not set; put the key into that environment variable to ask this source"
        return ""

    def key_of(self, source: Source) -> str:
        """The key to send, or nothing."""
        found = self.keys.get(source.key.env) if source.key is not None else None
        return found.get_secret_value() if found is not None else ""

    def secrets(self) -> tuple[str, ...]:
        """Every key that is set, for taking it out of what we keep and say."""
        return tuple(key.get_secret_value() for key in self.keys.values())


def load(text: str, path: str, environ: Mapping[str, str], modules: frozenset[str] | None) -> Config:
    """The configuration in `text`, read from `path`, for source `modules` that exist. A typo is `WrongUsage`.

    With None nobody looks whether the modules exist: for those who ask no source.
    """
    file = read_checked(text, path, _File, {"modules": modules})
    named = {entry.key.env for entry in file.sources.values() if entry.key is not None}
    keys = {env: environ[env].strip() for env in sorted(named) if env in environ}
    return Config(
        **{**dict(file), "sources": tuple(Source(id=name, **dict(entry)) for name, entry in file.sources.items())},
        keys={env: SecretStr(key) for env, key in keys.items() if _KEY.fullmatch(key)},
    )
