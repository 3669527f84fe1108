"""The common ground of all models: frozen, and a key nobody declared is an error."""

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """A value: compared by content, never changed, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")
