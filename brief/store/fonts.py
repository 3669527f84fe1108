"""The fonts that come with the program, for the pictures it draws. Refuses those of the machine: they differ."""

from importlib import resources

REGULAR, MEDIUM = "Newsreader-Regular.ttf", "Newsreader-Medium.ttf"


def packaged_fonts() -> tuple[bytes, bytes]:
    """The regular and the medium face, as the bytes of their files."""
    folder = resources.files("brief") / "site" / "fonts"
    return (folder / REGULAR).read_bytes(), (folder / MEDIUM).read_bytes()
