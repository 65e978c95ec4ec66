"""Forms that open on the person's screen (modals), and the choices of autocomplete."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.sandbox.limits.control import SELECTS, custom_id, select
from bot.sandbox.limits.form import Form, Path
from bot.sandbox.wire import Json, present

TITLE, ITEMS, LABEL, ABOUT, INPUT, PLACEHOLDER = 45, 5, 45, 100, 4000, 100
CHOICES, CHOICE = 25, 100
ROW, TEXT_INPUT, TEXT, LABELLED, UPLOAD, RADIO, CHECKS, CHECK = 1, 4, 10, 18, 19, 21, 22, 23


def read_modal(data: Json) -> Json:
    """The form: 1 to 5 items, each a labelled field, a text, or a row with one text field."""
    form = Form()
    head = custom_id(form, (), data) | {"title": form.text(("title",), data.get("title"), TITLE, 1)}
    given = form.items(("components",), data.get("components"), ITEMS, 1)
    items = [_item(form, ("components", index), each) for index, each in enumerate(given)]
    names = [field["custom_id"] for field in fields(items)]
    if len(set(names)) < len(names):
        form.wrong(("components",), "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated")
    form.done()
    return head | {"components": items}


def fields(items: list[Json]) -> list[Json]:
    """The things in a form that a person fills in."""
    found: list[Json] = []
    for each in items:
        found += each["components"] if each.get("type") == ROW else [each["component"]] if "component" in each else []
    return found


def read_choices(data: Json) -> list[Json]:
    """The choices of autocomplete: at most 25, each with a name and a value of at most 100 characters."""
    form = Form()
    given = form.items(("choices",), data.get("choices"), CHOICES)
    read = []
    for index, each in enumerate(given):
        place = ("choices", index)
        each = form.mapping(place, each)
        name = form.text((*place, "name"), each.get("name"), CHOICE, 1)
        value = each.get("value")
        if isinstance(value, str):
            form.text((*place, "value"), value, CHOICE, 1)
        elif isinstance(value, bool) or not isinstance(value, int | float):
            form.wrong((*place, "value"), "BASE_TYPE_REQUIRED", "This field is required")
        read.append({"name": name, "value": value})
    form.done()
    return read


def _item(form: Form, path: Path, value: Any) -> Json:
    given = form.mapping(path, value)
    kind = given.get("type")
    if kind == ROW:
        inside = form.items((*path, "components"), given.get("components"), 1, 1)
        place = (*path, "components")
        return {"type": ROW, "components": [_field(form, (*place, i), each, False) for i, each in enumerate(inside)]}
    if kind == TEXT:
        return {"type": TEXT, "content": form.text((*path, "content"), given.get("content"), INPUT, 1)}
    if kind != LABELLED:
        form.choice((*path, "type"), kind, (ROW, TEXT, LABELLED))
        return {"type": kind}
    label = form.text((*path, "label"), given.get("label"), LABEL, 1)
    about = form.text((*path, "description"), given.get("description"), ABOUT)
    field = _field(form, (*path, "component"), given.get("component"), True)
    return {"type": LABELLED, "label": label, "component": field} | ({"description": about} if about else {})


def _field(form: Form, path: Path, value: Any, labelled: bool) -> Json:
    given = form.mapping(path, value)
    kind = given.get("type")
    readers = _LABELLED if labelled else {TEXT_INPUT: _text_input}
    if not isinstance(kind, int) or kind not in readers:
        form.choice((*path, "type"), kind, readers)
        return {"type": kind, "custom_id": ""}
    read: Json = {"type": kind, "required": given.get("required") is not False} | readers[kind](form, path, given)
    if kind == TEXT_INPUT and not labelled:
        read["label"] = form.text((*path, "label"), given.get("label"), LABEL, 1)
    return read


def _text_input(form: Form, path: Path, given: Json) -> Json:
    form.choice((*path, "style"), given.get("style"), (1, 2))
    least = form.whole((*path, "min_length"), given.get("min_length"), 0, INPUT)
    most = form.whole((*path, "max_length"), given.get("max_length"), 1, INPUT)
    form.text((*path, "value"), given.get("value"), most or INPUT)
    placeholder = form.text((*path, "placeholder"), given.get("placeholder"), PLACEHOLDER)
    more = present({"value": given.get("value"), "placeholder": placeholder or None, "min_length": least, "max_length": most})
    return custom_id(form, path, given) | {"style": given.get("style")} | more


def _upload(form: Form, path: Path, given: Json) -> Json:
    return custom_id(form, path, given) | _counts(form, path, given, 10)


def _options(form: Form, path: Path, given: Json) -> Json:
    most = 10
    options = form.items((*path, "options"), given.get("options"), most, 1)
    for index, each in enumerate(options):
        place: Path = (*path, "options", index)
        for key in ("label", "value"):
            form.text((*place, key), form.mapping(place, each).get(key), 100, 1)
    counts = _counts(form, path, given, most) if given.get("type") == CHECKS else {}
    return custom_id(form, path, given) | {"options": options} | counts


def _check(form: Form, path: Path, given: Json) -> Json:
    return custom_id(form, path, given) | {"default": bool(given.get("default"))}


def _counts(form: Form, path: Path, given: Json, most: int) -> Json:
    low = form.whole((*path, "min_values"), given.get("min_values"), 0, most)
    high = form.whole((*path, "max_values"), given.get("max_values"), 1, most)
    return {"min_values": 1 if low is None else low, "max_values": 1 if high is None else high}


_LABELLED: dict[int, Callable[[Form, Path, Json], Json]] = {
    TEXT_INPUT: _text_input,
    UPLOAD: _upload,
    RADIO: _options,
    CHECKS: _options,
    CHECK: _check,
    **dict.fromkeys(SELECTS, select),
}
