"""The forms that Discord's wire uses everywhere: JSON objects, times, snowflakes as text."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any]

EPOCH_MS = 1_420_070_400_000
"""The first millisecond of 2015, from which Discord's snowflakes count."""


def iso(seconds: float) -> str:
    """The instant `seconds` after 1970 as Discord writes it: `2020-02-18T09:30:00.123000+00:00`."""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="microseconds")


def present(fields: Json) -> Json:
    """`fields` without those that are None: for keys that Discord leaves out where there is nothing to say."""
    return {key: value for key, value in fields.items() if value is not None}


def number(text: str) -> int | None:
    """The snowflake that `text` spells, or None where it is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 20 else None
