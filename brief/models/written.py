"""What a post printed when we wrote it: each sentence with its figures, so that a later slip of the pen is noticed."""

from decimal import Decimal

from brief.models.base import Frozen
from brief.models.figures import Unit


class PrintedFigure(Frozen):
    """One figure as one sentence spelled it. `values` are what the spelling stands for: two for a range."""

    figure: str
    spelling: str
    values: tuple[Decimal, ...]
    unit: Unit
    source: str = ""
    """Whose it is, for the editor who mistyped it."""


class WrittenSentence(Frozen):
    """One line of the post's file as we wrote it, front matter included, and the figures in it."""

    text: str
    figures: tuple[PrintedFigure, ...] = ()


class WrittenPost(Frozen):
    """All of a post's lines that print something."""

    edition: str
    sentences: tuple[WrittenSentence, ...] = ()
