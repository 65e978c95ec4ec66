"""Moderators set the bot up on a panel."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.sandbox import Message, Permission, Sandbox
from bot.store.records import Settings
from tests.chat_kit import Room, open_room
from tests.cmd_kit import PAIR, components, done, fill, ids, pick, press, text, use
from tests.knowledge_kit import write

pytest_plugins = ["tests.wire.plugin", "tests.cmd_plugin"]


async def panel(room: Room) -> Message:
    """The panel, opened by the server's owner."""
    return await use(room, "settings", room.sandbox.owner)


async def kept(room: Room) -> Settings:
    """What is set."""
    return await room.service.store.settings.get(room.sandbox.guild.id)


async def test_the_panel_shows_to_one_alone_what_is_set(pair_room: Room) -> None:
    shown = await panel(pair_room)
    assert shown.ephemeral
    for part in ("Speaks for: all shows", "Plain questions: answered nowhere", "Moderator role: none", "shown to everybody"):
        assert part in text(shown)
    assert ids(shown) == [f"settings:{name}" for name in ("ask", "role", "mods", "here", "shows", "private", "zone")]


async def test_channels_and_roles_are_chosen_in_menus_and_shown_at_once(pair_room: Room) -> None:
    sandbox, owner, shown = pair_room.sandbox, pair_room.sandbox.owner, await panel(pair_room)
    general, role = sandbox.channel("general"), sandbox.guild.role_named("Moderator")
    await pick(pair_room, owner, shown, "settings:ask", general.id, pair_room.channel.id)
    await pick(pair_room, owner, shown, "settings:role", role.id)
    await pick(pair_room, owner, shown, "settings:mods", general.id)
    settings = await kept(pair_room)
    assert settings.ask_channels == {general.id, pair_room.channel.id}
    assert (settings.moderator_role, settings.moderators_channel) == (role.id, general.id)
    assert f"<@&{role.id}>" in text(shown)
    assert [each["id"] for each in components(shown)[1]["default_values"]] == [str(role.id)]
    await pick(pair_room, owner, shown, "settings:role")
    assert (await kept(pair_room)).moderator_role is None


async def test_private_is_switched_for_the_server_and_set_for_a_channel(pair_room: Room) -> None:
    owner, shown = pair_room.sandbox.owner, await panel(pair_room)
    await press(pair_room, owner, shown, "Answer privately")
    assert (await kept(pair_room)).private
    assert "Answer publicly" in [each.get("label") for each in components(shown)]
    await pick(pair_room, owner, shown, "settings:here", "public")
    assert not (await kept(pair_room)).private_in(pair_room.channel.id)
    assert f"but to everybody in <#{pair_room.channel.id}>" in text(shown)
    await pick(pair_room, owner, shown, "settings:here", "server")
    assert not (await kept(pair_room)).private_channels


async def form(room: Room, shown: Message, button: str, **values: Any) -> None:
    """A form of the panel, opened and sent."""
    opened = await done(room, await room.sandbox.owner.click(shown, button))
    await fill(room, room.sandbox.owner, opened, **values)


async def test_shows_and_the_default_are_chosen_in_a_form(pair_room: Room) -> None:
    shown = await panel(pair_room)
    await form(pair_room, shown, "Shows…", chosen=["crumb"], default=["crumb"])
    settings = await kept(pair_room)
    assert (settings.shows, settings.default_show) == (("crumb",), "crumb")
    assert "Speaks for: **Crumb Theory**" in text(shown)


async def test_all_shows_or_none_mean_all_also_later_ones(pair_room: Room) -> None:
    shown = await panel(pair_room)
    await form(pair_room, shown, "Shows…", chosen=["crumb", "tide"], default=[])
    assert (await kept(pair_room)).shows == ()
    await form(pair_room, shown, "Shows…", chosen=[], default=["tide"])
    assert ((await kept(pair_room)).shows, (await kept(pair_room)).default_show) == ((), "tide")


async def test_a_default_that_is_not_among_the_shows_is_none(pair_room: Room) -> None:
    await form(pair_room, await panel(pair_room), "Shows…", chosen=["crumb"], default=["tide"])
    assert (await kept(pair_room)).default_show is None


@pytest.mark.parametrize(("said", "zone"), [("berlin", "Europe/Berlin"), ("america/NEW_york", "America/New_York"), ("", "")])
async def test_a_time_zone_may_be_a_city(pair_room: Room, said: str, zone: str) -> None:
    await pair_room.service.store.settings.change(pair_room.sandbox.guild.id, 1, 1.0, timezone="Asia/Tokyo")
    await form(pair_room, await panel(pair_room), "Time zone…", zone=said)
    assert (await kept(pair_room)).timezone == zone


async def test_an_unknown_time_zone_is_refused_with_the_nearest(pair_room: Room) -> None:
    owner, shown = pair_room.sandbox.owner, await panel(pair_room)
    opened = await done(pair_room, await owner.click(shown, "Time zone…"))
    told = await fill(pair_room, owner, opened, zone="Berlni")
    assert "Did you mean **Europe/Berlin**?" in text(told.replies[0])
    assert not (await kept(pair_room)).timezone


async def test_many_shows_are_written_by_name(sandbox: Sandbox, tmp_path: Path) -> None:
    shows = {f"show-{n}/show.yaml": f"name: Show Number {n}\n" for n in range(30)}
    async with open_room(sandbox, write(tmp_path / "knowledge", shows), tmp_path / "data") as room:
        shown = await panel(room)
        await form(room, shown, "Shows…", shows="Show Number 3\nshow number 4", default="Show Number 4")
        assert (await kept(room)).shows == ("show-3", "show-4")
        opened = await done(room, await sandbox.owner.click(shown, "Shows…"))
        told = await fill(room, sandbox.owner, opened, shows="Nonsense", default="")
        assert "no show called **Nonsense**" in text(told.replies[0])
        assert (await kept(room)).shows == ("show-3", "show-4")


async def test_without_the_intent_the_panel_says_what_listening_needs(pair_room: Room) -> None:
    shown = await panel(pair_room)
    await pick(pair_room, pair_room.sandbox.owner, shown, "settings:ask", pair_room.channel.id)
    said = "message content intent" in text(shown)
    assert said is not pair_room.bot.intents.message_content


async def test_a_channel_where_the_bot_may_not_write_is_pointed_out(pair_room: Room) -> None:
    general, shown = pair_room.sandbox.channel("general"), await panel(pair_room)
    pair_room.sandbox.take_permissions(general, Permission.SEND_MESSAGES)
    await pick(pair_room, pair_room.sandbox.owner, shown, "settings:ask", general.id)
    assert f"I may not write in <#{general.id}>" in text(shown)


async def test_the_moderator_role_may_change_settings_until_it_is_taken(pair_room: Room) -> None:
    sandbox, moss = pair_room.sandbox, pair_room.sandbox.moderator
    assert "Only members with **Manage Server**" in text(await use(pair_room, "settings", moss))
    role = sandbox.guild.role_named("Moderator")
    await pick(pair_room, sandbox.owner, await panel(pair_room), "settings:role", role.id)
    shown = await use(pair_room, "settings", moss)
    await press(pair_room, moss, shown, "Answer privately")
    assert (await kept(pair_room)).private
    sandbox.set_role(moss, role, have=False)
    refused = await press(pair_room, moss, shown, "Answer publicly")
    assert "Only members with **Manage Server**" in text(refused.replies[0])
    assert refused.replies[0].ephemeral
    assert (await kept(pair_room)).private


async def test_a_refusal_leaves_a_line_in_the_audit(pair_room: Room) -> None:
    await use(pair_room, "settings")
    line = (await pair_room.service.store.audit.list(pair_room.sandbox.guild.id, refused=True))[0]
    assert (line.who, line.deed) == (pair_room.ada.id, "settings")


async def test_the_panel_and_a_form_opened_before_a_restart_work_after_it(sandbox: Sandbox, tmp_path: Path) -> None:
    knowledge, owner = write(tmp_path / "knowledge", PAIR), sandbox.owner
    async with open_room(sandbox, knowledge, tmp_path / "data") as room:
        shown = await panel(room)
        opened = await done(room, await owner.click(shown, "Time zone…"))
    async with open_room(sandbox, knowledge, tmp_path / "data") as room:
        await fill(room, owner, opened, zone="Lisbon")
        assert (await kept(room)).timezone == "Europe/Lisbon"
        await press(room, owner, shown, "Answer privately")
        assert "shown to the asker alone" in text(shown)


async def test_another_server_has_settings_of_its_own(pair_room: Room) -> None:
    other = pair_room.sandbox.add_guild("Elsewhere", owner=pair_room.ada)
    await pair_room.sandbox.wait_until(lambda: len(pair_room.bot.guilds) == 2)
    shown = await use(pair_room, "settings", pair_room.ada, pair_room.sandbox.channel("general", other))
    await press(pair_room, pair_room.ada, shown, "Answer privately")
    assert (await pair_room.service.store.settings.get(other.id)).private
    assert not (await kept(pair_room)).private
