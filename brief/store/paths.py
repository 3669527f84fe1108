"""Where everything lies below a site folder. Refuses to look whether it is there."""

from datetime import date
from pathlib import Path


class Paths:
    """The site folder: `sources.yaml`, `templates/`, `content/`, `_site/`."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.content = root / "content"
        self.overrides = root / "templates"
        self.site = root / "_site"
        self.preview = root / "_preview"

    def sources_file(self) -> Path:
        return self.root / "sources.yaml"

    def named(self, path: Path) -> str:
        """A file of the site folder as an operator is told of it."""
        return path.relative_to(self.root).as_posix()

    def post_path(self, edition: str) -> Path:
        return self.content / "_posts" / f"{edition}.md"

    def is_post(self, path: Path) -> bool:
        """Whether a file is one of the posts of this site."""
        return path.resolve() == self.post_path(path.stem).resolve()

    def generated_path(self, edition: str) -> Path:
        return self.content / "_generated" / f"{edition}.md"

    def snapshot_path(self, day: date) -> Path:
        return self.content / "_snapshots" / f"{day.isoformat()}.json"

    def runs_folder(self, day: date) -> Path:
        """What the last run of a day wrote down of itself, and the requests of all of them."""
        return self.content / "_runs" / day.isoformat()

    def shape_path(self, source: str) -> Path:
        """How a source answered before."""
        return self.content / "_shapes" / f"{source}.json"

    def drift_folder(self, source: str) -> Path:
        """Answers of a source that were not what they were before, a folder for each day it happened."""
        return self.content / "_drift" / source

    def series_path(self, name: str) -> Path:
        return self.content / "_series" / f"{name}.csv"

    def backfill_folder(self, source: str) -> Path:
        """What a source answered when it was last asked for its past."""
        return self.content / "_backfill" / source

    def backfill_path(self) -> Path:
        """How far a run that asks for the past has come; gone once it is done."""
        return self.content / "_backfill" / "unfinished.json"

    def pending_path(self, edition: str) -> Path:
        """What a run is about to write into a post and beside it: one that is cut off is finished by the next."""
        return self.content / "_generated" / f"{edition}.next"

    def publishing_path(self, edition: str) -> Path:
        """The text of a post while it is being published: what goes with it is on its way to its readers."""
        return self.content / "_generated" / f"{edition}.publishing"

    def tonight_path(self, edition: str) -> Path:
        """Tonight's text where it could not be brought into the post."""
        return self.content / "_generated" / f"{edition}.tonight.md"

    def figures_path(self, edition: str) -> Path:
        """Which figures each sentence printed when we wrote it; goes with the generated text."""
        return self.content / "_generated" / f"{edition}.figures.json"

    def sums_path(self, edition: str) -> Path:
        """What the files of an edition are known by, as its night left them."""
        return self.content / "_generated" / f"{edition}.sums.json"

    def clashes_path(self, edition: str) -> Path:
        """The clashes that no run has reported yet."""
        return self.content / "_generated" / f"{edition}.clashes.json"

    def published_path(self, edition: str) -> Path:
        """A post's text as it was last published."""
        return self.content / "_published" / f"{edition}.md"

    def told_path(self, edition: str, *, draft: bool) -> Path:
        """What an edition told its readers to watch; a draft's has no readers yet."""
        return self.content / ("_generated" if draft else "_published") / f"{edition}.told.json"

    def corrections_path(self, edition: str) -> Path:
        """The record of a post's corrections."""
        return self.content / "_corrections" / f"{edition}.json"

    def beside_posts(self, file: str) -> Path:
        """A file of the site, where Jekyll publishes it as well."""
        return self.content / file

    def build_record(self, name: str) -> Path:
        """A file that a build leaves for the next one."""
        return self.root / "_build" / name

    def journal_folder(self, edition: str) -> Path:
        return self.content / "_journal" / edition

    def journal_path(self, edition: str, n: int) -> Path:
        return self.journal_folder(edition) / f"{n:04}.json"

    def receipts_folder(self, edition: str, *, draft: bool = False) -> Path:
        """Where an edition's receipts lie; a draft's are where Jekyll does not publish them."""
        return self.content / ("_receipts" if draft else "receipts") / edition

    def charts_folder(self, edition: str, *, draft: bool = False) -> Path:
        """Where an edition's charts lie; a draft's wait beside its receipts."""
        return self.receipts_folder(edition, draft=True) if draft else self.content / "assets" / "charts" / edition
