"""Sentences that an editor and tonight's text both changed: on disk until an operator has read of them.

Owns `content/_generated/ID.clashes.json`. A run that fails before it could report leaves them to the next; once told,
they stay beside the post until the next night. Refuses to settle them: the editor's sentence stands.
"""

from pydantic import ValidationError

from brief.desk.merge import Clash
from brief.models.base import Frozen
from brief.store import Store


class _Clashes(Frozen):
    reported: bool = False
    clashes: tuple[Clash, ...] = ()


def sentence(edition: str, clash: Clash) -> str:
    """What an operator reads of a clash."""
    return f"{edition}.md:{clash.line}: you wrote “{clash.editor}”, tonight's text says “{clash.ours}”; yours stands."


def file_of(store: Store, edition: str, new: tuple[Clash, ...]) -> dict[str, str]:
    """The file to keep with a night's text, by path below `content/`; none where there is nothing to tell."""
    if not (found := (*unreported(store, edition), *new)):
        return {}
    path = store.clashes_path(edition).relative_to(store.content).as_posix()
    return {path: _text(_Clashes(clashes=found))}


def unreported(store: Store, edition: str) -> tuple[Clash, ...]:
    """The clashes that a run wrote down and nobody has read of."""
    text = store.text_if_there(store.clashes_path(edition))
    try:
        found = _Clashes.model_validate_json(text) if text else _Clashes()
    except ValidationError:
        return ()
    return () if found.reported else found.clashes


def reported(store: Store, edition: str) -> None:
    """The operator reads of them now: they are not told again."""
    if found := unreported(store, edition):
        store.write(store.clashes_path(edition), _text(_Clashes(reported=True, clashes=found)))


def _text(found: _Clashes) -> str:
    return found.model_dump_json(indent=1) + "\n"
