"""Components of messages: rows of buttons and selects, and the layouts of the second version."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from typing import Any

from bot.sandbox.limits.control import BUTTON, SELECTS, button, select
from bot.sandbox.limits.form import Form, Path
from bot.sandbox.limits.media import file, gallery, thumbnail
from bot.sandbox.wire import Json
from bot.sandbox.world.message import Attachment, walk

ROW, SECTION, TEXT, THUMBNAIL, GALLERY, FILE, SEPARATOR, CONTAINER = 1, 9, 10, 11, 12, 13, 14, 17
ROWS, IN_A_ROW = 5, 5
IN_ALL, WORDS = 40, 4000
"""Components and characters of a message with layouts."""

Reader = Callable[[Form, Path, Json], Json]


class Components:
    """Reads the components of one message and gives each its number, as Discord does."""

    def __init__(self, form: Form, files: list[Attachment], layouts: bool) -> None:
        self._form = form
        self._files = files
        self._layouts = layouts
        self._numbers: Iterator[int] = itertools.count(1)
        self._readers: dict[int, Reader] = {
            ROW: self._row,
            SECTION: self._section,
            TEXT: _text,
            GALLERY: lambda form, path, given: gallery(form, path, given, files),
            FILE: lambda form, path, given: file(form, path, given, files),
            SEPARATOR: _separator,
            CONTAINER: self._container,
        }

    def read(self, value: Any) -> list[Json]:
        """The components as Discord gives them back."""
        given = self._form.items(("components",), value, IN_ALL if self._layouts else ROWS)
        kinds = tuple(self._readers) if self._layouts else (ROW,)
        read = [self._one(("components", index), each, kinds) for index, each in enumerate(given)]
        everything = walk(read)
        if self._layouts:
            self._whole(everything)
        self._unique(everything)
        return read

    def _one(self, path: Path, given: Any, kinds: tuple[int, ...]) -> Json:
        given = self._form.mapping(path, given)
        kind = given.get("type")
        if kind not in kinds:
            self._form.choice((*path, "type"), kind, kinds)
            return {"type": kind}
        number = given.get("id") or next(self._numbers)
        return {"type": kind, "id": number} | self._readers[kind](self._form, path, given)

    def _row(self, form: Form, path: Path, given: Json) -> Json:
        inside = form.items((*path, "components"), given.get("components"), IN_A_ROW, 1)
        read = [self._control((*path, "components", index), each) for index, each in enumerate(inside)]
        if len(read) > 1 and any(each["type"] in SELECTS for each in read):
            message = f"The specified component exceeds the maximum width of {IN_A_ROW}"
            form.wrong((*path, "components"), "COMPONENT_LAYOUT_WIDTH_EXCEEDED", message)
        return {"components": read}

    def _control(self, path: Path, given: Any) -> Json:
        given = self._form.mapping(path, given)
        kind = given.get("type")
        head = {"type": kind, "id": given.get("id") or next(self._numbers)}
        if kind == BUTTON:
            return head | button(self._form, path, given)
        if kind in SELECTS:
            return head | select(self._form, path, given)
        self._form.choice((*path, "type"), kind, (BUTTON, *SELECTS))
        return head

    def _section(self, form: Form, path: Path, given: Json) -> Json:
        inside = form.items((*path, "components"), given.get("components"), 3, 1)
        read = [self._one((*path, "components", index), each, (TEXT,)) for index, each in enumerate(inside)]
        accessory = form.mapping((*path, "accessory"), given.get("accessory"))
        place = (*path, "accessory")
        if accessory.get("type") == THUMBNAIL:
            number = accessory.get("id") or next(self._numbers)
            beside = {"type": THUMBNAIL, "id": number} | thumbnail(form, place, accessory, self._files)
        else:
            beside = self._control(place, accessory)
        return {"components": read, "accessory": beside}

    def _container(self, form: Form, path: Path, given: Json) -> Json:
        inside = form.items((*path, "components"), given.get("components"), IN_ALL, 1)
        kinds = tuple(kind for kind in self._readers if kind != CONTAINER)
        read = [self._one((*path, "components", index), each, kinds) for index, each in enumerate(inside)]
        color = form.whole((*path, "accent_color"), given.get("accent_color"), 0, 0xFFFFFF)
        return {"accent_color": color, "spoiler": bool(given.get("spoiler")), "components": read}

    def _whole(self, everything: list[Json]) -> None:
        if len(everything) > IN_ALL:
            message = f"The total number of components exceeds the maximum of {IN_ALL}"
            self._form.wrong(("components",), "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", message)
        if sum(len(each.get("content") or "") for each in everything) > WORDS:
            message = f"The total size of displayable text exceeds the maximum size of {WORDS}"
            self._form.wrong(("components",), "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", message)

    def _unique(self, everything: list[Json]) -> None:
        seen: set[str] = set()
        for each in everything:
            custom_id = each.get("custom_id")
            if custom_id in seen:
                message = "Component custom id cannot be duplicated"
                self._form.wrong(("components",), "COMPONENT_CUSTOM_ID_DUPLICATED", message)
            seen |= {custom_id} if custom_id else set()


def _text(form: Form, path: Path, given: Json) -> Json:
    return {"content": form.text((*path, "content"), given.get("content") or None, WORDS, 1)}


def _separator(form: Form, path: Path, given: Json) -> Json:
    spacing = form.whole((*path, "spacing"), given.get("spacing"), 1, 2)
    divider = given.get("divider")
    return {"spacing": spacing or 1, "divider": True if divider is None else bool(divider)}
