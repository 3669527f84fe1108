"""How one source stands when somebody looks at it, outside of any night."""

from typing import Literal

from brief.models.base import Frozen
from brief.models.figures import AsOf

State = Literal["well", "look", "off"]
KeyState = Literal["", "set", "optional", "missing"]


class Checkup(Frozen):
    """One source as it stands now. `off` was not asked; `look` wants somebody's eyes."""

    source: str
    state: State
    asked: bool = False
    reached: bool = False
    """Whether any answer came, of whatever status."""
    statuses: tuple[int, ...] = ()
    seconds: float = 0
    """The slowest exchange, without waiting for our turn."""
    newest: AsOf | None = None
    """Of its figures and of what it published."""
    figures: int = 0
    items: int = 0
    drift: tuple[str, ...] = ()
    compared: bool = False
    """Whether anything is known of how it answered before."""
    key: KeyState = ""
    advice: str = ""
