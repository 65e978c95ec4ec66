"""Application commands: what Discord accepts when they are registered, and how it gives them back."""

from __future__ import annotations

import re
from typing import Any

from bot.sandbox.limits.form import Form, Path
from bot.sandbox.wire import Json

NAME, ABOUT, OPTIONS, CHOICES, CHOICE = 32, 100, 25, 25, 100
IN_ALL = 8000
"""Characters of names, descriptions and values of one command."""
MOST = {1: 100, 2: 15, 3: 15}
"""Commands of each type in one place."""
SUBCOMMAND, GROUP = 1, 2
_NAME = re.compile(r"^[-_'\w]{1,32}$")
_DETAILS = ("channel_types", "min_value", "max_value", "min_length", "max_length", "autocomplete")


def read_commands(body: Any) -> list[Json]:
    """All the commands of one place."""
    form = Form()
    given = form.items((), body, sum(MOST.values()))
    commands = [_command(form, (index,), form.mapping((index,), each)) for index, each in enumerate(given)]
    seen: set[tuple[str, str]] = set()
    for index, each in enumerate(commands):
        key = (str(each["type"]), each["name"])
        if key in seen:
            message = "Application command names must be unique"
            form.wrong((index,), "APPLICATION_COMMANDS_DUPLICATE_NAME", message)
        seen.add(key)
    form.done()
    return commands


def read_command(body: Any) -> Json:
    """One command."""
    form = Form()
    command = _command(form, (), form.mapping((), body))
    form.done()
    return command


def _command(form: Form, path: Path, given: Json) -> Json:
    kind = given.get("type") or 1
    form.choice((*path, "type"), kind, MOST)
    name = form.text((*path, "name"), given.get("name"), NAME, 1)
    about = form.text((*path, "description"), given.get("description") or None, ABOUT, 1 if kind == 1 else 0)
    if kind == 1:
        _check_name(form, path, name)
    elif about:
        form.wrong((*path, "description"), "APPLICATION_COMMAND_DESCRIPTION_NOT_ALLOWED", "Context menus have no description")
    command: Json = {
        "type": kind,
        "name": name,
        "name_localizations": given.get("name_localizations"),
        "description": about,
        "description_localizations": given.get("description_localizations"),
        "default_member_permissions": _bits(given.get("default_member_permissions")),
        "dm_permission": given.get("dm_permission") is not False,
        "contexts": given.get("contexts"),
        "integration_types": given.get("integration_types") or [0],
        "nsfw": bool(given.get("nsfw", False)),
    }
    options = _options(form, path, given.get("options"))
    if sum(map(_words, [command, *options])) > IN_ALL:
        message = f"Command exceeds maximum size ({IN_ALL})"
        form.wrong(path, "APPLICATION_COMMAND_TOO_LARGE", message)
    return command | ({"options": options} if options else {})


def _options(form: Form, path: Path, value: Any) -> list[Json]:
    given = form.items((*path, "options"), value, OPTIONS)
    read = [_option(form, (*path, "options", i), form.mapping((*path, "options", i), each)) for i, each in enumerate(given)]
    names = [each["name"] for each in read]
    for index, each in enumerate(read):
        place = (*path, "options", index)
        if each["name"] in names[:index]:
            form.wrong((*place, "name"), "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS", "Option names must be unique")
        if each.get("required") and any(not before.get("required") for before in read[:index]):
            message = "Required options must be placed before non-required options"
            form.wrong(place, "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", message)
    return read


def _option(form: Form, path: Path, given: Json) -> Json:
    kind = given.get("type")
    form.choice((*path, "type"), kind, range(1, 12))
    name = form.text((*path, "name"), given.get("name"), NAME, 1)
    _check_name(form, path, name)
    option: Json = {"type": kind, "name": name}
    option["description"] = form.text((*path, "description"), given.get("description"), ABOUT, 1)
    if kind in (SUBCOMMAND, GROUP):
        return option | {"options": _options(form, path, given.get("options"))}
    option |= {"required": True} if given.get("required") else {}
    option |= {key: given[key] for key in _DETAILS if given.get(key) is not None}
    choices = form.items((*path, "choices"), given.get("choices"), CHOICES)
    if choices and given.get("autocomplete"):
        form.wrong((*path, "choices"), "APPLICATION_COMMAND_OPTION_CHOICES_AUTOCOMPLETE", "Choices exclude autocomplete")
    choices = [form.mapping((*path, "choices", index), each) for index, each in enumerate(choices)]
    for index, each in enumerate(choices):
        form.text((*path, "choices", index, "name"), each.get("name"), CHOICE, 1)
    return option | ({"choices": choices} if choices else {})


def _check_name(form: Form, path: Path, name: str) -> None:
    if name and (not _NAME.match(name) or name != name.lower()):
        message = "String value did not match validation regex."
        form.wrong((*path, "name"), "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")
        form.wrong((*path, "name"), "STRING_TYPE_REGEX", message)


def _bits(value: Any) -> str | None:
    return None if value is None else str(int(value))


def _words(given: Json) -> int:
    own = len(given.get("name") or "") + len(given.get("description") or "")
    own += sum(len(str(each.get("name", ""))) + len(str(each.get("value", ""))) for each in given.get("choices", []))
    return own + sum(map(_words, given.get("options", [])))
