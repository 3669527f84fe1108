"""What a run that was killed left half written: the next one that holds the lock clears it away.

A file is written beside its place and then renamed; who is killed in between leaves a piece with a name that nothing
else has. Owns the mark that a run is at work: who finds another's looks for pieces, and nobody does after a run that
ended well. Refuses to take away anything but such pieces.
"""

import os
from contextlib import suppress
from pathlib import Path

PIECE = ".brief-writing"
"""How the name of a piece ends."""


def begin(root: Path, mark: Path) -> None:
    """Clear away what is left in a site folder, if anything can be; from now on a run is at work there."""
    if mark.exists():
        _clear(root)
    mark.parent.mkdir(parents=True, exist_ok=True)
    mark.touch()


def end(mark: Path) -> None:
    """The run has ended by itself."""
    with suppress(OSError):  # then the next run looks once in vain
        mark.unlink()


def _clear(root: Path) -> None:
    """Only where we write: right in the site folder, below its content, in the sites, among the records of builds."""
    for piece in root.glob(f".*{PIECE}"):
        piece.unlink(missing_ok=True)
    for top in ("content", "_build", "_site", "_preview"):
        for folder, _, names in os.walk(root / top):
            for name in names:
                if name.endswith(PIECE):
                    Path(folder, name).unlink(missing_ok=True)
