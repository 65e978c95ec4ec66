"""The same table as JSON Schemas, for the editors of people who write knowledge files."""

from __future__ import annotations

from typing import Any


def json_schemas() -> dict[str, dict[str, Any]]:
    return {}
