"""Buttons and select menus: what Discord accepts, and how it gives them back."""

from __future__ import annotations

from typing import Any

from bot.sandbox.limits.form import REQUIRED, Form, Path
from bot.sandbox.wire import Json, present

BUTTON, STRING_SELECT = 2, 3
SELECTS = (3, 5, 6, 7, 8)
CUSTOM_ID, LABEL, PLACEHOLDER, OPTIONS, OPTION = 100, 80, 150, 25, 100
LINK, PREMIUM = 5, 6


def button(form: Form, path: Path, given: Json) -> Json:
    """A button: with an address (style 5), or with a custom id."""
    style = given.get("style")
    form.choice((*path, "style"), style, range(1, 7))
    label = form.text((*path, "label"), given.get("label"), LABEL)
    emoji = _emoji(given.get("emoji"))
    read = {"style": style} | ({"label": label} if label else {}) | present({"emoji": emoji})
    if given.get("disabled"):
        read["disabled"] = True
    if style == LINK:
        url = form.url((*path, "url"), given.get("url"), 512)
        if url is None:
            form.wrong((*path, "url"), *REQUIRED)
        if given.get("custom_id"):
            form.wrong(
                (*path, "custom_id"), "BUTTON_COMPONENT_CUSTOM_ID_AND_URL", "A custom id and url cannot both be specified"
            )
        return read | {"url": url}
    if not label and not emoji and style != PREMIUM:
        form.wrong((*path, "label"), *REQUIRED)
    return read | custom_id(form, path, given)


def select(form: Form, path: Path, given: Json) -> Json:
    """A select menu of any kind."""
    least = form.whole((*path, "min_values"), given.get("min_values"), 0, 25)
    most = form.whole((*path, "max_values"), given.get("max_values"), 1, 25)
    read = custom_id(form, path, given) | {
        "min_values": 1 if least is None else least,
        "max_values": 1 if most is None else most,
    }
    placeholder = form.text((*path, "placeholder"), given.get("placeholder"), PLACEHOLDER)
    read |= {"placeholder": placeholder} if placeholder else {}
    read |= {"disabled": True} if given.get("disabled") else {}
    if given.get("type") == STRING_SELECT:
        read["options"] = _options(form, (*path, "options"), given.get("options"))
        if read["max_values"] > len(read["options"]):
            message = f"int value should be less than or equal to {len(read['options'])}."
            form.wrong((*path, "max_values"), "NUMBER_TYPE_MAX", message)
    read |= {"channel_types": given["channel_types"]} if given.get("channel_types") else {}
    chosen = form.items((*path, "default_values"), given.get("default_values"), OPTIONS)
    read |= {"default_values": [{"id": str(each["id"]), "type": each["type"]} for each in chosen]} if chosen else {}
    return read


def custom_id(form: Form, path: Path, given: Json) -> Json:
    """The name by which the bot knows the component again: 1 to 100 characters."""
    return {"custom_id": form.text((*path, "custom_id"), given.get("custom_id"), CUSTOM_ID, 1)}


def _options(form: Form, path: Path, value: Any) -> list[Json]:
    given = form.items(path, value, OPTIONS, 1)
    read = [_option(form, (*path, index), form.mapping((*path, index), each)) for index, each in enumerate(given)]
    values = [each["value"] for each in read]
    for index, each in enumerate(values):
        if each in values[:index]:
            message = "The specified option value is already used"
            form.wrong((*path, index, "value"), "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", message)
    return read


def _option(form: Form, path: Path, given: Json) -> Json:
    label = form.text((*path, "label"), given.get("label"), OPTION, 1)
    value = form.text((*path, "value"), given.get("value"), OPTION, 1)
    about = form.text((*path, "description"), given.get("description"), OPTION)
    read: Json = {"label": label, "value": value} | ({"description": about} if about else {})
    read |= {"default": True} if given.get("default") else {}
    return read | present({"emoji": _emoji(given.get("emoji"))})


def _emoji(given: Any) -> Json | None:
    if not isinstance(given, dict) or not given.get("name"):
        return None
    emoji: Json = {"name": given["name"]}
    if given.get("id"):
        emoji["id"], emoji["animated"] = str(given["id"]), bool(given.get("animated"))
    return emoji
