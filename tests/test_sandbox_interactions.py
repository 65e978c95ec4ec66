"""Commands, buttons, menus and forms: who may use them, and what the bot may answer and until when."""

from __future__ import annotations

from typing import Any

import discord
import pytest
from discord import app_commands

from bot.sandbox import Interaction, NoReply, NotAllowed, Permission, Sandbox, State
from bot.sandbox.world.permission import EVERYDAY
from tests.wire.client import Probe, connected
from tests.wire.commands import commands
from tests.wire.raw import ORDINARY, rest, wire

pytest_plugins = ["tests.wire.plugin"]


@pytest.fixture
def probe() -> Probe:
    """A client with all of the commands."""
    client = Probe()
    commands(client)
    return client


async def use(sandbox: Sandbox, command: str, **options: Any) -> Interaction:
    """Ada uses a command in #general."""
    return await sandbox.listener.slash(sandbox.channel("general"), command, **options)


async def test_a_slash_command_is_answered_where_everybody_sees_it(sandbox: Sandbox, probe: Probe) -> None:
    async with connected(sandbox, probe):
        await probe.tree.sync()
        used = await use(sandbox, "ask", question="nix")
        answer = await sandbox.next_reply(used)
        await probe.until(lambda: bool(probe.heard))
    assert answer.content == "about nix"
    assert used.state is State.DONE
    assert not answer.ephemeral
    assert answer.from_interaction["interaction"]["name"] == "ask"
    assert answer.from_interaction["interaction_metadata"]["user"]["username"] == "ada"
    assert probe.heard[0].interaction_metadata is not None


async def test_a_deferred_answer_takes_the_place_of_thinking(sandbox: Sandbox, probe: Probe) -> None:
    async with connected(sandbox, probe):
        await probe.tree.sync()
        used = await use(sandbox, "think")
        await sandbox.wait_until(lambda: used.state is not State.PENDING)
        first, second = await sandbox.next_reply(used), await sandbox.next_reply(used)
    assert (first.content, second.content) == ("first", "second")
    assert first is used.original
    assert first.edited_at is None
    assert second.referenced is first


async def test_a_private_answer_is_seen_by_the_asker_alone(sandbox: Sandbox, probe: Probe) -> None:
    async with connected(sandbox, probe):
        await probe.tree.sync()
        used = await use(sandbox, "think", private=True)
        answer = await sandbox.next_reply(used)
        assert answer.only_for is sandbox.listener.user
        channel = probe.get_channel(answer.channel.id)
        assert isinstance(channel, discord.TextChannel)
        assert [each async for each in channel.history() if each.id == answer.id] == []
        with pytest.raises(discord.NotFound):
            await channel.fetch_message(answer.id)
        with pytest.raises(NotAllowed):
            await sandbox.moderator.click(answer, "anything")


async def test_an_interaction_without_an_answer_fails_after_three_seconds(sandbox: Sandbox, probe: Probe) -> None:
    async with connected(sandbox, probe):
        await probe.tree.sync()
        used = await use(sandbox, "ignore")
        sandbox.clock.advance(3.1)
        with pytest.raises(NoReply, match="did not respond"):
            await sandbox.next_reply(used)
    assert used.state is State.FAILED


async def test_answers_come_too_late_twice_or_after_a_quarter_of_an_hour(rough_sandbox: Sandbox, probe: Probe) -> None:
    sandbox = rough_sandbox
    async with connected(sandbox, probe):
        await probe.tree.sync()
    async with wire(sandbox) as bot, rest(sandbox) as request:
        await bot.identify(ORDINARY)
        late = await _started(sandbox, bot)
        sandbox.clock.advance(3.1)
        assert await _refused(request, late) == (404, 10062)
        used = await _started(sandbox, bot)
        assert await _refused(request, used, webhook=True) == (404, 10015)
        assert (await request("POST", _callback(used), {"type": 4, "data": {"content": "yes"}}))[0] == 204
        assert await _refused(request, used) == (400, 40060)
        assert (await request("POST", _webhook(used), {"content": "and"}))[0] == 200
        sandbox.clock.advance(15 * 60)
        assert await _refused(request, used, webhook=True) == (401, 50027)


async def test_a_wrong_kind_of_answer_is_refused_and_leaves_the_chance(rough_sandbox: Sandbox, probe: Probe) -> None:
    async with connected(rough_sandbox, probe):
        await probe.tree.sync()
    async with wire(rough_sandbox) as bot, rest(rough_sandbox) as request:
        await bot.identify(ORDINARY)
        used = await _started(rough_sandbox, bot)
        for wrong in ({"type": 7, "data": {"content": "x"}}, {"type": 8, "data": {"choices": []}}, {"type": 99}):
            assert (await request("POST", _callback(used), wrong))[1]["code"] == 50035
        assert (await request("POST", _callback(used), {"type": 4, "data": {"content": ""}}))[1]["code"] == 50006
        assert (await request("POST", _callback(used), {"type": 4, "data": {"content": "x"}}))[0] == 204


async def test_buttons_change_their_message_or_answer_beside_it(sandbox: Sandbox, probe: Probe) -> None:
    async with connected(sandbox, probe):
        await probe.tree.sync()
        shown = await sandbox.next_reply(await use(sandbox, "choose"))
        turned = await sandbox.next_reply(await sandbox.listener.click(shown, "Next"))
        assert (turned, turned.content) == (shown, "page 2")
        told = await sandbox.next_reply(await sandbox.moderator.click(shown, "tell"))
        assert (told.content, told.only_for) == ("just for you", sandbox.moderator.user)
        chosen = await sandbox.next_reply(await sandbox.listener.select(shown, "pick", "b"))
        assert chosen.content == "you chose b"
        with pytest.raises(NotAllowed):
            await sandbox.listener.select(shown, "pick", "c")
        with pytest.raises(NotAllowed):
            await sandbox.listener.click(shown, "no such button")


async def test_a_form_brings_back_text_choice_and_file(sandbox: Sandbox, probe: Probe) -> None:
    async with connected(sandbox, probe):
        await probe.tree.sync()
        used = await use(sandbox, "report")
        await sandbox.wait_until(lambda: used.modal is not None)
        with pytest.raises(NotAllowed):
            await sandbox.listener.submit_modal(used, {"what": "fact"})
        with pytest.raises(NotAllowed):
            await sandbox.listener.submit_modal(used, {"why": "x" * 21, "what": "fact"})
        proof = sandbox.world.attach("proof.txt", b"1")
        sent = await sandbox.listener.submit_modal(used, {"why": "wrong date", "what": "fact", "proof": [proof]})
        answer = await sandbox.next_reply(sent)
    assert answer.content == "wrong date ['fact'] ['proof.txt']"
    assert not probe.errors


async def test_options_arrive_as_what_they_are_and_only_for_those_who_may(sandbox: Sandbox, probe: Probe) -> None:
    general = sandbox.channel("general")
    async with connected(sandbox, probe):
        await probe.tree.sync()
        with pytest.raises(NotAllowed):
            await use(sandbox, "settings", channel=general, member=sandbox.listener, most=1)
        used = await sandbox.moderator.slash(general, "settings", channel=general, member=sandbox.listener, most=1)
        assert (await sandbox.next_reply(used)).content == "general Ada 2"
        with pytest.raises(NotAllowed, match="needs its option"):
            await sandbox.moderator.slash(general, "settings", channel=general, most=1)
        with pytest.raises(NotAllowed, match="no option"):
            await use(sandbox, "ask", question="x", answer="y")


async def test_autocomplete_offers_choices_while_somebody_types(sandbox: Sandbox, probe: Probe) -> None:
    async with connected(sandbox, probe):
        await probe.tree.sync()
        choices = await sandbox.moderator.autocomplete(sandbox.channel("general"), "settings", "most", "3")
    assert choices == [{"name": "3 times", "value": 7}]


async def test_a_context_menu_hands_over_the_message_even_without_the_intent(sandbox: Sandbox) -> None:
    probe = Probe(discord.Intents(guilds=True, messages=True))
    commands(probe)
    async with connected(sandbox, probe):
        await probe.tree.sync()
        message = await sandbox.moderator.say(sandbox.channel("general"), "the guest of 250?")
        used = await sandbox.listener.message_command(message, "Ask this")
        assert (await sandbox.next_reply(used)).content == "about the guest of 250?"
    assert probe.heard[0].content == ""


async def test_a_context_menu_hands_over_the_person(sandbox: Sandbox, probe: Probe) -> None:
    async with connected(sandbox, probe):
        await probe.tree.sync()
        used = await sandbox.listener.user_command(sandbox.channel("general"), sandbox.moderator.user, "Who is this")
        answer = await sandbox.next_reply(used)
    assert answer.content == "Moss in The Listening Room"
    assert answer.from_interaction["interaction_metadata"]["target_user"]["username"] == "moss"


async def test_somebodys_own_app_answers_where_the_bot_is_not(sandbox: Sandbox) -> None:
    probe = Probe()

    @probe.tree.command()
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def ask(interaction: discord.Interaction) -> None:
        """Ask."""
        await interaction.response.send_message("anywhere")

    stranger = sandbox.person("stranger")
    other = sandbox.world.add_guild("Elsewhere", stranger.user, int(EVERYDAY))
    lobby = sandbox.world.add_channel(other, "lobby")
    async with connected(sandbox, probe):
        await probe.tree.sync()
        with pytest.raises(NotAllowed):
            await stranger.slash(lobby, "ask")
        stranger.user.has_app = True
        assert not (await sandbox.next_reply(await stranger.slash(lobby, "ask"))).ephemeral
        other.everyone.permissions &= ~int(Permission.USE_EXTERNAL_APPS)
        sandbox.world.join(other, sandbox.listener.user)
        sandbox.listener.user.has_app = True
        assert (await sandbox.next_reply(await sandbox.listener.slash(lobby, "ask"))).ephemeral
        assert not (await sandbox.next_reply(await sandbox.listener.slash(sandbox.listener.direct, "ask"))).ephemeral


async def test_commands_keep_their_ids_when_they_are_registered_again(sandbox: Sandbox, probe: Probe) -> None:
    async with connected(sandbox, probe):
        first = {each.name: each.id for each in await probe.tree.sync()}
        again = {each.name: each.id for each in await probe.tree.sync()}
        fetched = {each.name: each.id for each in await probe.tree.fetch_commands()}
    assert first == again == fetched


async def _started(sandbox: Sandbox, bot: Any) -> dict[str, Any]:
    await use(sandbox, "ask", question="x")
    data: dict[str, Any] = await bot.event("INTERACTION_CREATE")
    return data


def _callback(used: dict[str, Any]) -> str:
    return f"/interactions/{used['id']}/{used['token']}/callback"


def _webhook(used: dict[str, Any]) -> str:
    return f"/webhooks/{used['application_id']}/{used['token']}"


async def _refused(request: Any, used: dict[str, Any], webhook: bool = False) -> tuple[int, int]:
    body = {"content": "x"} if webhook else {"type": 4, "data": {"content": "x"}}
    status, answer = await request("POST", _webhook(used) if webhook else _callback(used), body)
    return status, answer["code"]
