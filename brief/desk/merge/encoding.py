"""How a file is encoded: byte order mark and line ends. Owns keeping the editor's; refuses to change anything else."""

from typing import NamedTuple

_BOM = "\ufeff"
_ENDS = ("\r\n", "\n", "\r")


class Encoding(NamedTuple):
    """A byte order mark or none, and the line end that most lines have."""

    bom: str
    end: str

    @classmethod
    def of(cls, text: str) -> "Encoding":
        """The encoding of a file's text."""
        both = text.count("\r\n")
        counts = (both, text.count("\n") - both, text.count("\r") - both)
        return cls(_BOM if text.startswith(_BOM) else "", _ENDS[counts.index(max(counts))] if any(counts) else "\n")

    @staticmethod
    def plain(text: str) -> str:
        """The text without mark, its lines ended by line feeds."""
        return text.removeprefix(_BOM).replace("\r\n", "\n").replace("\r", "\n")

    def write(self, text: str) -> str:
        """A plain text in this encoding."""
        return self.bom + text.replace("\n", self.end)
