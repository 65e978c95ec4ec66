"""Registering the application's commands, everywhere or in one server."""

from __future__ import annotations

from bot.sandbox.limits.command import read_command, read_commands
from bot.sandbox.refusal import UNKNOWN_COMMAND, ApiError
from bot.sandbox.rest.call import NOTHING, Answer, Call, Route
from bot.sandbox.wire import Json
from bot.sandbox.world.event import Event


def read_all(call: Call) -> Answer:
    """The commands of the place."""
    return Answer(200, _commands(call))


def overwrite(call: Call) -> Answer:
    """Put these commands in the place of all; one of the same name and type keeps its id."""
    place = _place(call)
    old = {_key(each): each for each in _commands(call)}
    new = [_numbered(call, each, old.get(_key(each))) for each in read_commands(call.body or [])]
    call.world.application.commands[place] = new
    call.world.tell(Event("commands"))
    return Answer(200, new)


def create(call: Call) -> Answer:
    """Add one command, or put it in the place of that of the same name."""
    commands = _commands(call)
    given = read_command(call.body)
    old = next((each for each in commands if _key(each) == _key(given)), None)
    new = _numbered(call, given, old)
    call.world.application.commands[_place(call)] = [each for each in commands if each is not old] + [new]
    call.world.tell(Event("commands"))
    return Answer(200 if old else 201, new)


def read(call: Call) -> Answer:
    """One command."""
    return Answer(200, _one(call))


def change(call: Call) -> Answer:
    """Change some fields of one command."""
    old = _one(call)
    new = _numbered(call, read_command(old | call.fields), old)
    commands = _commands(call)
    commands[commands.index(old)] = new
    call.world.tell(Event("commands"))
    return Answer(200, new)


def remove(call: Call) -> Answer:
    """Take one command away."""
    _commands(call).remove(_one(call))
    call.world.tell(Event("commands"))
    return NOTHING


def _place(call: Call) -> int | None:
    call.own_application()
    return call.guild().id if "guild_id" in call.path else None


def _commands(call: Call) -> list[Json]:
    return call.world.application.commands.setdefault(_place(call), [])


def _one(call: Call) -> Json:
    found = next((each for each in _commands(call) if each["id"] == call.path["command_id"]), None)
    if found is None:
        raise ApiError(UNKNOWN_COMMAND)
    return found


def _key(command: Json) -> tuple[int, str]:
    return command["type"], command["name"]


def _numbered(call: Call, command: Json, old: Json | None) -> Json:
    own = {"id": old["id"] if old else str(call.world.new_id()), "application_id": str(call.world.application.id)}
    if "guild_id" in call.path:
        own["guild_id"] = call.path["guild_id"]
    unchanged = old is not None and all(old.get(key) == value for key, value in command.items())
    version = old["version"] if old is not None and unchanged else str(call.world.new_id())
    return own | {"version": version} | command


_GLOBAL = "/applications/{application_id}/commands"
_OF_GUILD = "/applications/{application_id}/guilds/{guild_id}/commands"
ROUTES = tuple(
    Route(method, base + tail, handle)
    for base in (_GLOBAL, _OF_GUILD)
    for method, tail, handle in (
        ("GET", "", read_all),
        ("PUT", "", overwrite),
        ("POST", "", create),
        ("GET", "/{command_id}", read),
        ("PATCH", "/{command_id}", change),
        ("DELETE", "/{command_id}", remove),
    )
)
