"""What came of doubting a night: which of its files are not what they were."""

from datetime import date

from brief.models.base import Frozen


class Difference(Frozen):
    """One file, by its path in the site folder, and what is the matter with it."""

    file: str
    why: str


class Proof(Frozen):
    """One night, made again and compared."""

    day: date
    compared: int = 0
    """How many files were."""
    damaged: tuple[Difference, ...] = ()
    """Files that are not what the night left, or not what it comes to."""
    outgrown: tuple[str, ...] = ()
    """Why what it comes to now is not what it came to then, though no file was changed."""
    beyond: tuple[str, ...] = ()
    """What can no longer be made again, or be compared, and why; on purpose."""
