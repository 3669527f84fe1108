"""The common ground of all models: frozen, and a key nobody declared is an error."""

from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator
from pydantic_core import PydanticCustomError


class Frozen(BaseModel):
    """A value: compared by content, never changed, unknown keys refused."""

    # Built when it is first used: most verbs use a few of the models that their imports bring along.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Entry(Frozen):
    """A mapping in a file that people edit: a key it does not know is named, with those it does."""

    @model_validator(mode="before")
    @classmethod
    def _known_keys(cls, data: Any) -> Any:
        for key in data if isinstance(data, dict) else ():
            if key not in cls.model_fields:
                found = {"key": str(key), "allowed": ", ".join(cls.model_fields)}
                raise PydanticCustomError("unknown_key", "unknown key; allowed here: {allowed}", found)
        return data


def first_place(damaged: ValidationError) -> str:
    """Where the first thing wrong with a stored file stands, as a JSON pointer."""
    return "/" + "/".join(map(str, damaged.errors()[0]["loc"]))
