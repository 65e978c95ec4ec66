"""People use commands: slash commands with their options, autocomplete, and context menus."""

from __future__ import annotations

from typing import Any

from bot.sandbox.acting.refused import NotAllowed
from bot.sandbox.acting.resolving import Resolved
from bot.sandbox.wire import Json
from bot.sandbox.world.application import CHAT_INPUT, MESSAGE_MENU, USER_MENU
from bot.sandbox.world.channel import Channel
from bot.sandbox.world.interacting import DIRECT, GUILD, new, start
from bot.sandbox.world.interaction import Interaction, Type
from bot.sandbox.world.message import Attachment, Message
from bot.sandbox.world.permission import Permission
from bot.sandbox.world.posting import on_gateway
from bot.sandbox.world.user import User
from bot.sandbox.world.world import World

TEXT, WHOLE, YES_NO, USER, CHANNEL, ROLE, MENTIONABLE, NUMBER, FILE = 3, 4, 5, 6, 7, 8, 9, 10, 11
GUILD_INSTALL, USER_INSTALL = 0, 1


def offered(world: World, user: User, channel: Channel) -> list[Json]:
    """The commands that Discord's app offers the user in the channel."""
    own = world.application.commands
    commands = own.get(None, []) + (own.get(channel.guild.id, []) if channel.guild else [])
    return [each for each in commands if _offers(world, each, user, channel)]


def slash(world: World, user: User, channel: Channel, name: str, options: dict[str, Any]) -> Interaction:
    """The person uses `/name`; with subcommands it is `knowledge add`. Files are given as attachments, others by id."""
    command, path, wanted = _find(world, user, channel, name)
    resolved = Resolved(world, user, channel)
    given = [_filled(each, options[each["name"]], resolved) for each in wanted if options.get(each["name"]) is not None]
    _check_names(wanted, options)
    for each in wanted:
        if each.get("required") and options.get(each["name"]) is None:
            raise NotAllowed(f"/{name} needs its option {each['name']}.")
    data = _data(command, path, given) | ({"resolved": resolved.data} if resolved.data else {})
    return start(world, new(world, Type.COMMAND, user, channel, data, name))


def complete(world: World, user: User, channel: Channel, name: str, focused: str, options: dict[str, Any]) -> Interaction:
    """The person types into the option `focused`, with the others as far as they are filled in."""
    command, path, wanted = _find(world, user, channel, name)
    _check_names(wanted, options)
    given = []
    for each in wanted:
        value = options.get(each["name"])
        if value is None and each["name"] != focused:
            continue
        part = {"type": each["type"], "name": each["name"], "value": "" if value is None else value}
        given.append(part | ({"focused": True} if each["name"] == focused else {}))
    return start(world, new(world, Type.AUTOCOMPLETE, user, channel, _data(command, path, given), name))


def use_on_message(world: World, user: User, message: Message, name: str) -> Interaction:
    """The person chooses `name` in the context menu of a message."""
    command = _named(world, user, message.channel, name, MESSAGE_MENU)
    payload = on_gateway(world, message)
    data = _data(command, [], []) | {"target_id": str(message.id), "resolved": {"messages": {str(message.id): payload}}}
    return start(world, new(world, Type.COMMAND, user, message.channel, data, name))


def use_on_user(world: World, user: User, channel: Channel, target: User, name: str) -> Interaction:
    """The person chooses `name` in the context menu of somebody."""
    command = _named(world, user, channel, name, USER_MENU)
    resolved = Resolved(world, user, channel)
    resolved.user(str(target.id))
    data = _data(command, [], []) | {"target_id": str(target.id), "resolved": resolved.data}
    return start(world, new(world, Type.COMMAND, user, channel, data, name))


def _offers(world: World, command: Json, user: User, channel: Channel) -> bool:
    contexts = command.get("contexts")
    installs = command.get("integration_types") or [GUILD_INSTALL]
    by_user = USER_INSTALL in installs and user.has_app
    guild = channel.guild
    if guild is None:
        here = command.get("dm_permission", True) if contexts is None else DIRECT in contexts
        return bool(here) and (GUILD_INSTALL in installs or by_user)
    if contexts is not None and GUILD not in contexts:
        return False
    if not (GUILD_INSTALL in installs and world.bot.id in guild.members) and not by_user:
        return False
    allowed = world.permissions(user, channel)
    needed = command.get("default_member_permissions")
    if needed is not None and not _has(int(allowed), int(needed)):
        return False
    return bool(allowed & Permission.USE_APPLICATION_COMMANDS)


def _has(allowed: int, needed: int) -> bool:
    if allowed & Permission.ADMINISTRATOR:
        return True
    # "0" means: nobody but administrators.
    return needed != 0 and allowed & needed == needed


def _named(world: World, user: User, channel: Channel, name: str, kind: int) -> Json:
    for each in reversed(offered(world, user, channel)):
        if each["name"] == name and each["type"] == kind:
            return each
    raise NotAllowed(f"There is no command {name!r} that you can use here.")


def _find(world: World, user: User, channel: Channel, name: str) -> tuple[Json, list[Json], list[Json]]:
    first, *rest = name.removeprefix("/").split()
    command = _named(world, user, channel, first, CHAT_INPUT)
    wanted: list[Json] = command.get("options", [])
    path = []
    for word in rest:
        found = next((each for each in wanted if each["name"] == word and each["type"] in (1, 2)), None)
        if found is None:
            raise NotAllowed(f"There is no command /{name}.")
        path.append(found)
        wanted = found.get("options", [])
    if any(each["type"] in (1, 2) for each in wanted):
        raise NotAllowed(f"/{name} needs one of: {', '.join(each['name'] for each in wanted)}.")
    return command, path, wanted


def _data(command: Json, path: list[Json], given: list[Json]) -> Json:
    for each in reversed(path):
        given = [{"type": each["type"], "name": each["name"], "options": given}]
    data: Json = {"id": command["id"], "name": command["name"], "type": command["type"]}
    data |= {"guild_id": command["guild_id"]} if "guild_id" in command else {}
    return data | ({"options": given} if given or command["type"] == CHAT_INPUT else {})


def _check_names(wanted: list[Json], options: dict[str, Any]) -> None:
    unknown = set(options) - {each["name"] for each in wanted}
    if unknown:
        raise NotAllowed(f"There is no option {', '.join(sorted(unknown))}.")


def _filled(option: Json, value: Any, resolved: Resolved) -> Json:
    kind, name = option["type"], option["name"]
    choose = {USER: resolved.user, CHANNEL: resolved.channel, ROLE: resolved.role, MENTIONABLE: resolved.mentionable}
    if kind in choose:
        value = str(getattr(value, "id", value))
        choose[kind](value)
    elif kind == FILE:
        if not isinstance(value, Attachment):
            raise NotAllowed(f"{name} is a file.")
        resolved.file(value)
        value = str(value.id)
    else:
        value = _plain(kind, name, value)
        _check(option, value)
    return {"type": kind, "name": name, "value": value}


def _plain(kind: int, name: str, value: Any) -> Any:
    try:
        if kind == WHOLE:
            return int(value)
        if kind == NUMBER:
            return float(value)
        if kind == YES_NO:
            return value if isinstance(value, bool) else {"true": True, "false": False}[str(value).lower()]
    except (ValueError, KeyError):
        raise NotAllowed(f"{value!r} does not fit the option {name}.") from None
    return str(value)


def _check(option: Json, value: Any) -> None:
    choices = [each["value"] for each in option.get("choices", [])]
    size = len(value) if isinstance(value, str) else value
    low = option.get("min_length" if isinstance(value, str) else "min_value")
    high = option.get("max_length" if isinstance(value, str) else "max_value", 6000 if isinstance(value, str) else None)
    if choices and value not in choices:
        raise NotAllowed(f"{value!r} is none of the choices of {option['name']}.")
    if (low is not None and size < low) or (high is not None and size > high):
        raise NotAllowed(f"{value!r} does not fit the option {option['name']}.")
