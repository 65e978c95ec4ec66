"""People press buttons, choose in menus and send forms."""

from __future__ import annotations

from typing import Any

from bot.sandbox.acting.refused import NotAllowed
from bot.sandbox.acting.resolving import Resolved
from bot.sandbox.limits.control import BUTTON, LINK, SELECTS, STRING_SELECT
from bot.sandbox.limits.modal import CHECK, LABELLED, RADIO, ROW, TEXT, TEXT_INPUT, UPLOAD
from bot.sandbox.wire import Json
from bot.sandbox.world.interacting import new, start
from bot.sandbox.world.interaction import Interaction, Type
from bot.sandbox.world.message import Attachment, Message
from bot.sandbox.world.user import User
from bot.sandbox.world.world import World

USERS, ROLES, MENTIONABLES, CHANNELS = 5, 6, 7, 8


def click(world: World, user: User, message: Message, custom_id: str) -> Interaction:
    """The person presses a button."""
    button = _component(world, user, message, custom_id)
    if button["type"] != BUTTON or button.get("style") == LINK:
        raise NotAllowed("That is no button to press.")
    data = {"custom_id": custom_id, "component_type": BUTTON, "id": button["id"]}
    return _start(world, user, message, data)


def select(world: World, user: User, message: Message, custom_id: str, values: list[str]) -> Interaction:
    """The person chooses in a menu: option values, or ids."""
    menu = _component(world, user, message, custom_id)
    if menu["type"] not in SELECTS:
        raise NotAllowed("That is no menu.")
    resolved = Resolved(world, user, message.channel)
    _check_values(menu, values, resolved)
    data = {"custom_id": custom_id, "component_type": menu["type"], "id": menu["id"], "values": values}
    return _start(world, user, message, data | ({"resolved": resolved.data} if resolved.data else {}))


def submit(world: World, user: User, opened_by: Interaction, values: dict[str, Any]) -> Interaction:
    """The person sends the form that the bot opened; `values` by custom id. What is not named keeps what stood there."""
    modal = opened_by.modal
    if modal is None or opened_by.user is not user:
        raise NotAllowed("There is no form to send.")
    resolved = Resolved(world, user, opened_by.channel)
    components = [_item(each, values, resolved) for each in modal["components"]]
    data = {"custom_id": modal["custom_id"], "components": components}
    data |= {"resolved": resolved.data} if resolved.data else {}
    interaction = new(world, Type.MODAL, user, opened_by.channel, data, opened_by.name)
    interaction.parent, interaction.message = opened_by, opened_by.message
    return start(world, interaction)


def _component(world: World, user: User, message: Message, custom_id: str) -> Json:
    if message.deleted or (message.only_for is not None and message.only_for is not user):
        raise NotAllowed("That message is gone.")
    if not world.sees(user, message.channel):
        raise NotAllowed("You cannot see that message.")
    try:
        found = message.component(custom_id)
    except KeyError:
        raise NotAllowed("There is no such button or menu.") from None
    if found.get("disabled"):
        raise NotAllowed("That is switched off.")
    return found


def _start(world: World, user: User, message: Message, data: Json) -> Interaction:
    name = (message.from_interaction.get("interaction") or {}).get("name", "")
    interaction = new(world, Type.COMPONENT, user, message.channel, data, name)
    interaction.message = message
    return start(world, interaction)


def _check_values(menu: Json, values: list[str], resolved: Resolved) -> None:
    low, high = menu.get("min_values", 1), menu.get("max_values", 1)
    if not menu.get("required", True) and not values:
        low = 0
    if not low <= len(values) <= high:
        raise NotAllowed(f"Choose {low} to {high}." if low != high else f"Choose {low}.")
    if "options" in menu:
        known = {each["value"] for each in menu["options"]}
        if not set(values) <= known:
            raise NotAllowed("That is none of the options.")
        return
    chosen = {USERS: resolved.user, ROLES: resolved.role, MENTIONABLES: resolved.mentionable, CHANNELS: resolved.channel}
    for value in values:
        chosen[menu["type"]](value)


def _item(item: Json, values: dict[str, Any], resolved: Resolved) -> Json:
    if item["type"] == ROW:
        return {"type": ROW, "id": 0, "components": [_answer(each, values, resolved) for each in item["components"]]}
    if item["type"] == LABELLED:
        return {"type": LABELLED, "id": 0, "component": _answer(item["component"], values, resolved)}
    return {"type": TEXT, "id": 0}


def _answer(field: Json, values: dict[str, Any], resolved: Resolved) -> Json:
    kind, custom_id = field["type"], field["custom_id"]
    head: Json = {"type": kind, "id": 0, "custom_id": custom_id}
    if kind == TEXT_INPUT:
        return head | {"value": _text(field, values.get(custom_id))}
    if kind == CHECK:
        return head | {"value": bool(values.get(custom_id, field.get("default", False)))}
    if kind == UPLOAD:
        return head | {"values": _files(field, values.get(custom_id) or [], resolved)}
    chosen = values.get(custom_id, _preset(field))
    chosen = [chosen] if isinstance(chosen, str) else list(chosen)
    if kind == RADIO:
        _check_values(field | {"min_values": 1, "max_values": 1}, chosen, resolved)
        return head | {"value": chosen[0] if chosen else None}
    _check_values(field, chosen, resolved)
    return head | {"values": chosen}


def _preset(field: Json) -> list[str]:
    if field["type"] in SELECTS and field["type"] != STRING_SELECT:
        return [str(each["id"]) for each in field.get("default_values", [])]
    return [each["value"] for each in field.get("options", []) if each.get("default")]


def _text(field: Json, value: Any) -> str:
    text = str(field.get("value") or "" if value is None else value)
    low, high = field.get("min_length") or 0, field.get("max_length") or 4000
    if field.get("required", True) and not text:
        raise NotAllowed("A required field is empty.")
    if text and not low <= len(text) <= high:
        raise NotAllowed(f"{field['custom_id']} has {low} to {high} characters.")
    return text


def _files(field: Json, files: list[Attachment], resolved: Resolved) -> list[str]:
    low = field.get("min_values", 1) if field.get("required", True) else 0
    if not low <= len(files) <= field.get("max_values", 1):
        raise NotAllowed("That is not the number of files that was asked for.")
    for each in files:
        resolved.file(each)
    return [str(each.id) for each in files]
