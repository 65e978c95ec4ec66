"""Who may do what: every command and button, used by everybody there is."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.render import gaps, settings
from bot.sandbox import Channel, Interaction, Message, NotAllowed, Permission, Person, Sandbox, State
from tests.chat_kit import Room, open_room
from tests.cmd_kit import PAIR, components, text, use
from tests.knowledge_kit import write

pytest_plugins = ["tests.wire.plugin", "tests.cmd_plugin"]

WHO = ("listener", "moderator", "manager", "granted", "host", "other", "direct")
"""The listener and all the rest are on the server; `other` manages another server and acts there; `direct` is the listener
in direct messages. The host is no moderator here; the granted role speaks for Slow Tide."""
ALL = set(WHO)
STAFF = {"moderator", "manager"}

COMMANDS: dict[str, tuple[dict[str, Any], set[str]]] = {
    "ask": ({"question": "who was on kelp forests?"}, ALL),
    "episode": ({"title": "kelp"}, ALL),
    "guest": ({"name": "maren"}, ALL),
    "topic": ({"name": "kelp"}, ALL),
    "sponsor": ({"name": "rope"}, ALL),
    "latest": ({}, ALL),
    "random": ({}, ALL),
    "search": ({"words": "kelp"}, ALL),
    "shows": ({}, ALL),
    "help": ({}, ALL),
    "privacy": ({}, ALL),
    "forget-me": ({}, ALL),
    "settings": ({}, {*STAFF, "other"}),
    "gaps": ({}, {*STAFF, "granted", "host", "other"}),
    "grant": ({"show": "tide", "role": "Moderator"}, {"host"}),
    "revoke": ({"show": "tide", "role": "Moderator"}, {"host"}),
    "grants": ({}, {"host"}),
}
"""Each command with its options, and who may use it. `/settings` and `/gaps` of another server are those of that server."""
ABSENT = {("settings", "direct")}
"""What is not even offered."""
NOTED = {"settings", "gaps", "grant", "revoke", "grants"}
"""Refusals of these leave a line in the audit."""


@dataclass
class People:
    """Everybody, each with where they act."""

    room: Room
    acting: dict[str, tuple[Person, Channel]]


@pytest.fixture
async def people(sandbox: Sandbox, tmp_path: Path) -> AsyncIterator[People]:
    """Everybody, with the rights that make them who they are, and the bot."""
    guild = sandbox.guild
    managing = sandbox.world.add_role(guild, "Manager", int(Permission.MANAGE_GUILD))
    crew = sandbox.world.add_role(guild, "Crew")
    manager, granted, host = sandbox.person("mona", managing), sandbox.person("gus", crew), sandbox.person("zoe")
    sandbox.world.application.team = [host.user]
    other = sandbox.person("oda")
    away = sandbox.add_guild("Elsewhere", owner=other)
    sandbox.world.join(away, host.user)
    more = {f"tide/episodes/x{n}.yaml": f"title: X{n}\ntopics: [kelp]\n" for n in range(10)}
    async with open_room(sandbox, write(tmp_path / "knowledge", PAIR | more), tmp_path / "data") as room:
        store, role = room.service.store, guild.role_named("Moderator")
        room.bot.dispatch("settings_changed", await store.settings.change(guild.id, 1, 1.0, moderator_role=role.id))
        await store.grants.grant(guild.id, crew.id, "tide", 1, 1.0)
        here, there = room.channel, sandbox.channel("general", away)
        acting = {
            "listener": (room.ada, here),
            "moderator": (sandbox.moderator, here),
            "manager": (manager, here),
            "granted": (granted, here),
            "host": (host, here),
            "other": (other, there),
            "direct": (room.ada, room.ada.direct),
        }
        yield People(room, acting)


def refused(message: Message) -> bool:
    """Whether it says, to one alone, that they may not."""
    said = text(message)
    return message.ephemeral and any(words in said for words in ("Only ", "you do not speak for"))


@pytest.mark.parametrize("command", COMMANDS)
async def test_a_command_is_for_those_whom_it_is_for(people: People, command: str) -> None:
    options, allowed = COMMANDS[command]
    room = people.room
    for who, (person, channel) in people.acting.items():
        before = len(await room.service.store.audit.list(refused=True))
        if (command, who) in ABSENT:
            with pytest.raises(NotAllowed):
                await person.slash(channel, command, **options)
            continue
        given = options | ({"server": "The Listening Room"} if command in ("grant", "revoke") else {})
        answer = await use(room, command, person, channel, **given)
        assert refused(answer) is (who not in allowed), (who, text(answer))
        noted = len(await room.service.store.audit.list(refused=True)) - before
        assert noted == (1 if command in NOTED and who not in allowed else 0), who


async def test_everybody_may_ask_a_message(people: People) -> None:
    room = people.room
    for person, channel in people.acting.values():
        said = await person.say(channel, "who was on kelp forests?")
        if channel.guild is None:
            await room.sandbox.next_reply(said)
        used = await person.message_command(said, "Ask Greenroom")
        assert "Maren Holt" in text(await room.sandbox.next_reply(used))


async def came_of(room: Room, interaction: Interaction) -> str:
    """What a button, menu or form came to: done, form, or refused."""
    await room.sandbox.wait_until(lambda: interaction.state in (State.DONE, State.FAILED))
    assert interaction.state is State.DONE, interaction.text
    if interaction.modal is not None:
        return "form"
    return "refused" if interaction.replies and refused(interaction.replies[-1]) else "done"


PANEL: dict[str, tuple[str, ...]] = {
    settings.ASK: (),
    settings.ROLE: (),
    settings.MODS: (),
    settings.LOCAL: ("server",),
    settings.SHOWS: (),
    settings.ZONE: (),
    settings.PRIVATE: (),
}
MENUS = {settings.ASK, settings.ROLE, settings.MODS, settings.LOCAL}


async def handed(message: Message, person: Person) -> Message:
    """The same message, as if the person had been shown it: rights must not hang on who sees a button."""
    message.only_for = person.user
    return message


@pytest.mark.parametrize("control", PANEL)
async def test_a_control_of_the_panel_is_for_those_who_may_change_settings(people: People, control: str) -> None:
    room = people.room
    for who in ("listener", "granted", "host", "moderator", "manager"):
        person, _ = people.acting[who]
        shown = await use(room, "settings", *people.acting["manager"])
        await handed(shown, person)
        if control in MENUS:
            role = str(room.sandbox.guild.role_named("Moderator").id)
            used = await person.select(shown, control, *((role,) if control == settings.ROLE else PANEL[control]))
        else:
            used = await person.click(shown, control)
        outcome = await came_of(room, used)
        assert (outcome == "refused") is (who not in STAFF), who
        if outcome == "form":
            # Whoever loses the right while they fill in a form may not send it.
            sent = await people.acting["manager"][0].submit_modal(used, {}) if who == "manager" else None
            assert sent is None or await came_of(room, sent) == "done"


async def test_a_form_sent_by_somebody_who_lost_the_right_changes_nothing(people: People) -> None:
    room = people.room
    moss, channel = people.acting["moderator"]
    shown = await use(room, "settings", moss, channel)
    opened = await moss.click(shown, settings.ZONE)
    await came_of(room, opened)
    room.sandbox.set_role(moss, room.sandbox.guild.role_named("Moderator"), have=False)
    sent = await moss.submit_modal(opened, {settings.PLACE: "Berlin"})
    assert await came_of(room, sent) == "refused"
    assert not (await room.service.store.settings.get(room.sandbox.guild.id)).timezone


SETTLING = {"here": {"moderator", "manager", "granted", "host"}, "away": {"granted", "host"}, "crumb": {"host"}}
"""Who may settle a gap of this server about Slow Tide, of another server about it, of another server about another show."""


@pytest.mark.parametrize("button", [gaps.ANSWER, gaps.IGNORE, gaps.EXAMPLE, gaps.DONE, gaps.CHOOSE])
@pytest.mark.parametrize("gap", SETTLING)
async def test_a_gap_is_settled_by_those_whose_it_is(people: People, button: str, gap: str) -> None:
    room = people.room
    guild = room.sandbox.guild.id if gap == "here" else 77
    for at, who in enumerate(("listener", "moderator", "manager", "granted", "host", "other")):
        person, channel = people.acting[who]
        number = await room.service.gaps.note(f"matter {at}", "what?", 1.0, guild, "crumb" if gap == "crumb" else "tide")
        used = await used_on_gap(people, person, channel, button, number)
        assert (await came_of(room, used) == "refused") is (who not in SETTLING[gap]), who


async def used_on_gap(people: People, person: Person, channel: Channel, button: str, number: int) -> Interaction:
    """A button or the menu of a gap, used on a message that a host has opened where the person acts."""
    room, host = people.room, people.acting["host"][0]
    shown = await handed(await use(room, "gaps", host, channel), person)
    if button == gaps.CHOOSE:
        return await person.select(shown, gaps.CHOOSE, str(number))
    await handed(shown, host)
    await came_of(room, await host.select(shown, gaps.CHOOSE, str(number)))
    if button == gaps.DONE:
        form = await host.click(shown, f"{gaps.ANSWER}{number}")
        await came_of(room, form)
        sent = await host.submit_modal(form, {gaps.REPLY: "So."})
        await came_of(room, sent)
        shown = sent.replies[-1]
    await handed(shown, person)
    return await person.click(shown, f"{button}{number}")


TURNING = {"listener", "moderator", "manager"}
"""Whoever asked is the listener."""


@pytest.mark.parametrize("control", ["turn", "choose"])
async def test_pages_and_choices_are_for_the_asker_and_moderators(people: People, control: str) -> None:
    room = people.room
    for who in ("host", "granted", "listener", "moderator", "manager"):
        person, _ = people.acting[who]
        shown = await (use(room, "topic", name="kelp") if control == "turn" else use(room, "episode", number="1"))
        if control == "turn":
            used = await person.click(shown, "More")
        else:
            used = await person.select(shown, "card:choose", components(shown)[0]["options"][0]["value"])
        assert (await came_of(room, used) == "refused") is (who not in TURNING), who
