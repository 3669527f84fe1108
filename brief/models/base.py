"""The common ground of all models: frozen, and a key nobody declared is an error."""

from pydantic import BaseModel, ConfigDict, ValidationError


class Frozen(BaseModel):
    """A value: compared by content, never changed, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


def first_place(damaged: ValidationError) -> str:
    """Where the first thing wrong with a stored file stands, as a JSON pointer."""
    return "/" + "/".join(map(str, damaged.errors()[0]["loc"]))
