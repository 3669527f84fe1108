"""What the wheel's table of folders cannot say: the one file among its defaults. Refuses to copy it for an editable
install, which reads it where it lies."""

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Defaults(BuildHookInterface):
    """`sources.yaml` as one of the defaults."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "standard":
            build_data["force_include"]["sources.yaml"] = "brief/defaults/sources.yaml"
