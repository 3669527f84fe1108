"""Pages about what the briefs measure, as `content/_data/pages.yaml` lists them: one an asset, one a family of figures.

Owns the shape of an entry and how one entry becomes a page for each asset. Refuses a page without a name, and two at
one address.
"""

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from brief.models.base import Entry
from brief.models.chart import Shape
from brief.models.figures import Unit

Id = Annotated[str, Field(pattern=r"^[a-z0-9$]+(?:-[a-z0-9$]+)*$")]
Windows = Annotated[tuple[Annotated[int, Field(ge=2, le=4000)], ...], Field(min_length=1)]


class ChartOf(Entry):
    """A chart of a stored series, once for each of its windows."""

    id: Id
    title: str
    series: Annotated[tuple[str, ...], Field(min_length=1)]
    """The first of these that there is."""
    unit: Unit
    windows: Windows = (90,)
    """Days, or sessions where the series has those."""
    shape: Shape = "line"
    flow: bool = False
    """Amounts that go in and out: written with their sign, drawn from zero."""
    cumulative: bool = False
    table: bool = True
    """Whether its figures stand below it; not where a vendor lets nobody pass its series on."""


class TableOf(Entry):
    """The last sessions of several series, a column each."""

    title: str
    series: str
    """A pattern like `etf.btc.funds.*`; a column is called by what the star stands for."""
    total: str = ""
    """The series of their sum."""
    unit: Unit
    rows: Annotated[int, Field(ge=1, le=100)] = 15


class Family(Entry):
    """One page, or with `each: asset` one for every asset of the watch list."""

    id: Id
    title: str
    about: str
    each: Literal["", "asset"] = ""
    names: tuple[str, ...] = ()
    """Words by which the briefs speak of it: what they say is listed on the page, and has a feed."""
    figures: dict[str, str] = {}
    """Figures as the newest brief printed them: what each is, by its name."""
    charts: tuple[ChartOf, ...] = ()
    tables: tuple[TableOf, ...] = ()
    spark: tuple[str, ...] = ()
    """The series of the small line beside it in the list of all; the first of these that there is."""

    @property
    def path(self) -> str:
        return f"/markets/{self.id}/"

    def of(self, asset: str, name: str) -> "Family":
        """The page of one asset."""
        words = {"$asset": asset, "$symbol": asset.upper(), "$name": name}
        return Family.model_validate(_filled({**self.model_dump(), "each": ""}, words))


class PageList(Entry):
    """The whole file."""

    sections: dict[str, str] = {}
    """Sections of the briefs that have a feed: the words of their headings by the headings' ids."""
    pages: tuple[Family, ...] = ()

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        ids = [page.id for page in self.pages]
        for id_ in ids:
            if ids.count(id_) > 1 or id_ in self.sections:
                raise ValueError(f"two pages or feeds would be called {id_}; give one of them another id")
            if ("$asset" in id_) != (next(page for page in self.pages if page.id == id_).each == "asset"):
                raise ValueError(f"{id_}: an id has $asset in it where each: asset makes many pages, and only there")
        return self

    def families(self, assets: Mapping[str, str]) -> tuple[Family, ...]:
        """Every page, those of each asset in the order of `assets`: names by symbol."""
        found: list[Family] = []
        for page in self.pages:
            found += [page.of(asset, name) for asset, name in assets.items()] if page.each else [page]
        return tuple(found)


def _filled(value: object, words: Mapping[str, str]) -> object:
    if isinstance(value, dict):
        return {_filled(key, words): _filled(one, words) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return tuple(_filled(one, words) for one in value)
    if isinstance(value, str):
        for place, word in words.items():
            value = value.replace(place, word)
    return value
