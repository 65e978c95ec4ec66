"""Collects what is wrong with a form, field by field, as Discord reports it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from bot.sandbox.refusal import INVALID_FORM, ApiError
from bot.sandbox.wire import Json

Path = tuple[str | int, ...]
REQUIRED = ("BASE_TYPE_REQUIRED", "This field is required")
_URL = re.compile(r"^(https?://[^\s/?#]+[^\s]*|attachment://[^\s]+)$", re.IGNORECASE)


class Form:
    """Mistakes at their places; `done` refuses the form if there are any."""

    def __init__(self) -> None:
        self._errors: Json = {}

    def wrong(self, path: Path, code: str, message: str) -> None:
        """Something is wrong with the field at `path`."""
        place = self._errors
        for step in path:
            place = place.setdefault(str(step), {})
        place.setdefault("_errors", []).append({"code": code, "message": message})

    def done(self) -> None:
        """Raise "Invalid Form Body" with all that is wrong, if anything is."""
        if self._errors:
            raise ApiError(INVALID_FORM, self._errors)

    def text(self, path: Path, value: Any, longest: int, shortest: int = 0) -> str:
        """`value` trimmed, "" where it is absent; wrong where it is no text, too long or too short."""
        if value is None:
            if shortest:
                self.wrong(path, *REQUIRED)
            return ""
        if not isinstance(value, str):
            self.wrong(path, "STRING_TYPE_CONVERT", "Could not interpret this as string.")
            return ""
        trimmed = value.strip()
        self.length(path, len(trimmed), longest, shortest)
        return trimmed

    def length(self, path: Path, size: int, longest: int, shortest: int = 0) -> None:
        """Wrong where `size` is out of bounds."""
        if size < shortest and size == 0:
            self.wrong(path, *REQUIRED)
        elif shortest and not shortest <= size <= longest:
            self.wrong(path, "BASE_TYPE_BAD_LENGTH", f"Must be between {shortest} and {longest} in length.")
        elif size > longest:
            self.wrong(path, "BASE_TYPE_MAX_LENGTH", f"Must be {longest} or fewer in length.")

    def items(self, path: Path, value: Any, most: int, least: int = 0) -> list[Any]:
        """`value` as a list, empty where it is absent; wrong where it is none, too long or too short."""
        if value is None:
            value = []
        if not isinstance(value, list):
            self.wrong(path, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
            return []
        self.length(path, len(value), most, least)
        return value

    def mapping(self, path: Path, value: Any) -> Json:
        """`value` as an object, empty where it is none, which is wrong."""
        if isinstance(value, dict):
            return value
        self.wrong(path, "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType")
        return {}

    def whole(self, path: Path, value: Any, least: int, most: int) -> int | None:
        """`value` as a whole number, None where it is absent; wrong where it is none or out of bounds."""
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int):
            self.wrong(path, "NUMBER_TYPE_COERCE", f'Value "{value}" is not int.')
            return None
        if value < least:
            self.wrong(path, "NUMBER_TYPE_MIN", f"int value should be greater than or equal to {least}.")
        elif value > most:
            self.wrong(path, "NUMBER_TYPE_MAX", f"int value should be less than or equal to {most}.")
        return value

    def choice(self, path: Path, value: Any, choices: Iterable[object]) -> None:
        """Wrong where `value` is none of the choices."""
        names = list(choices)
        if value not in names:
            listed = ", ".join(f"'{name}'" for name in names)
            self.wrong(path, "BASE_TYPE_CHOICES", f"Value must be one of ({listed}).")

    def url(self, path: Path, value: Any, longest: int = 2048) -> str | None:
        """`value` as an address, None where it is absent or empty; wrong where no browser would open it."""
        if value is None or value == "":
            return None
        text = self.text(path, value, longest)
        scheme = text.partition("://")[0] if "://" in text else ""
        if scheme and scheme.lower() not in ("http", "https", "attachment"):
            self.wrong(path, "URL_TYPE_INVALID_SCHEME", f"Scheme \"{scheme}\" must be one of ('http', 'https').")
        elif not _URL.match(text):
            self.wrong(path, "URL_TYPE_INVALID_URL", "Not a well formed URL.")
        return text
