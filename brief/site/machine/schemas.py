"""The JSON Schemas of the files we publish, by file name: `receipts-1.json`, `snapshot-1.json`.

Owns how the models' fields look in JSON: decimals are text, so that no reader rounds them, and instants are in UTC.
Another shape is another number in the name; the old file stays.
"""

import json
from collections.abc import Callable
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from brief.models import Receipts, Snapshot

DIALECT = "https://json-schema.org/draft/2020-12/schema"
DECIMAL = r"^-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?$"
INSTANT = "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$"
FILES: dict[str, type[BaseModel]] = {"receipts-1.json": Receipts, "snapshot-1.json": Snapshot}


def schemas(address: Callable[[str], str]) -> dict[str, str]:
    """Every schema's text by file name; `address` gives the absolute address of a file, which is the schema's id."""
    return {name: _schema(model, address(name)) for name, model in FILES.items()}


class _AsWritten(GenerateJsonSchema):
    """Shapes as our files have them, where a model would also read others."""

    def decimal_schema(self, schema: core_schema.DecimalSchema) -> JsonSchemaValue:
        return {"type": "string", "pattern": DECIMAL}

    def datetime_schema(self, schema: core_schema.DatetimeSchema) -> JsonSchemaValue:
        return {"type": "string", "format": "date-time", "pattern": INSTANT}


def _schema(model: type[BaseModel], address: str) -> str:
    made: dict[str, Any] = model.model_json_schema(schema_generator=_AsWritten)
    head = {"$schema": DIALECT, "$id": address}
    return json.dumps({**head, **made}, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
