"""Where output goes. Owns its width."""

from rich.console import Console


def console() -> Console:
    """Where output goes: coloured on a terminal, plain and wide elsewhere."""
    return Console(highlight=False, width=None if Console().is_terminal else 160)
