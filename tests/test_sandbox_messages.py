"""Messages in and out, through the real client."""

from __future__ import annotations

import io

import aiohttp
import discord
import pytest

from bot.sandbox import Sandbox
from tests.patience import PATIENCE
from tests.wire.client import Probe, connected
from tests.wire.raw import CONTENT, ORDINARY, rest, wire

pytest_plugins = ["tests.wire.plugin"]

HOSTILE = [
    "@everyone @here <@&1> <@1>",
    "```\n**bold** __x__ ||spoiler|| [a](https://evil.example) discord.gg/abc",
    "'; DROP TABLE messages; --",
    "\u202eright to left\u202c \u200b\u200d zero width",
    "👩‍👩‍👧‍👦 \U000e0067 \ufffd \x07",
    "x" * 2000,
    '{"op": 2, "d": null}',
]


async def test_a_question_reaches_the_bot_and_its_reply_the_channel(sandbox: Sandbox) -> None:
    probe = Probe()
    probe.says = "you said: {}"
    async with connected(sandbox, probe):
        question = await sandbox.listener.say(sandbox.channel("general"), "who was on?")
        answer = await sandbox.next_reply(question)
    assert answer.content == "you said: who was on?"
    assert answer.referenced is question
    assert answer.author is sandbox.world.bot
    assert probe.heard[0].author.display_name == "Ada"
    assert isinstance(probe.heard[0].author, discord.Member)


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_text_arrives_as_it_was_written(sandbox: Sandbox, text: str) -> None:
    async with connected(sandbox, Probe()) as probe:
        await sandbox.listener.say(sandbox.channel("general"), text)
        await probe.until(lambda: bool(probe.heard) or bool(probe.errors))
        channel = probe.get_channel(sandbox.channel("general").id)
        assert isinstance(channel, discord.TextChannel)
        await channel.send(text[:2000])
    assert probe.heard[0].content == text
    assert (await sandbox.next_reply(sandbox.channel("general"))).content == text
    assert not probe.errors


async def test_a_direct_message_opens_a_channel_of_its_own(sandbox: Sandbox) -> None:
    probe = Probe()
    probe.says = "between us: {}"
    async with connected(sandbox, probe):
        await sandbox.listener.direct_message("psst")
        answer = await sandbox.next_reply(sandbox.listener.direct)
    assert answer.content == "between us: psst"
    assert probe.heard[0].guild is None
    assert isinstance(probe.heard[0].channel, discord.DMChannel)


async def test_closed_direct_messages_are_refused_with_discords_code(sandbox: Sandbox) -> None:
    sandbox.listener.user.takes_direct_messages = False
    async with connected(sandbox, Probe()) as probe:
        user = await probe.fetch_user(sandbox.listener.id)
        with pytest.raises(discord.Forbidden) as refused:
            await user.send("hello")
    assert refused.value.code == 50007


async def test_edits_and_deletions_reach_the_bot(sandbox: Sandbox) -> None:
    async with connected(sandbox, Probe()) as probe:
        message = await sandbox.listener.say(sandbox.channel("general"), "fist")
        edited = probe.loop.create_task(probe.wait_for("message_edit", timeout=PATIENCE))
        await probe.until(lambda: bool(probe.heard))
        await sandbox.listener.edit(message, "first")
        before, after = await edited
        assert (before.content, after.content) == ("fist", "first")
        assert after.edited_at is not None
        deleted = probe.loop.create_task(probe.wait_for("message_delete", timeout=PATIENCE))
        await sandbox.listener.delete(message)
        assert (await deleted).id == message.id


async def test_the_bot_edits_and_deletes_its_own_message_and_no_other(sandbox: Sandbox) -> None:
    async with connected(sandbox, Probe()) as probe:
        channel = _text(probe, sandbox)
        own = await channel.send("frist")
        await own.edit(content="first")
        kept = sandbox.world.messages[channel.id][own.id]
        assert kept.content == "first"
        assert kept.edited_at is not None
        await own.delete()
        assert own.id not in sandbox.world.messages[channel.id]
        theirs = await sandbox.listener.say(sandbox.channel("general"), "mine")
        with pytest.raises(discord.Forbidden) as edit:
            await channel.get_partial_message(theirs.id).edit(content="yours")
        with pytest.raises(discord.Forbidden) as delete:
            await channel.get_partial_message(theirs.id).delete()
        with pytest.raises(discord.NotFound) as gone:
            await channel.fetch_message(own.id)
    assert (edit.value.code, delete.value.code, gone.value.code) == (50005, 50013, 10008)


async def test_reactions_go_both_ways(sandbox: Sandbox) -> None:
    async with connected(sandbox, Probe()) as probe:
        own = await _text(probe, sandbox).send("vote")
        await own.add_reaction("👍")
        heard = probe.loop.create_task(probe.wait_for("raw_reaction_add", timeout=PATIENCE))
        await sandbox.listener.react(sandbox.world.messages[own.channel.id][own.id], "👎")
        reaction = await heard
        again = await _text(probe, sandbox).fetch_message(own.id)
    assert str(reaction.emoji) in "👍👎"
    assert {(str(each.emoji), each.count, each.me) for each in again.reactions} == {("👍", 1, True), ("👎", 1, False)}


async def test_history_is_read_by_before_after_and_around(sandbox: Sandbox) -> None:
    general = sandbox.channel("general")
    written = [await sandbox.listener.say(general, str(index)) for index in range(10)]
    async with connected(sandbox, Probe()) as probe:
        channel = _text(probe, sandbox)
        newest = [each.content async for each in channel.history(limit=3)]
        before = [each.content async for each in channel.history(limit=2, before=discord.Object(written[5].id))]
        after = [each.content async for each in channel.history(limit=2, after=discord.Object(written[5].id))]
        around = [each.content async for each in channel.history(limit=3, around=discord.Object(written[5].id))]
    assert newest == ["9", "8", "7"]
    assert before == ["4", "3"]
    assert after == ["6", "7"]
    assert around == ["6", "5", "4"]


async def test_a_repeated_nonce_gives_the_first_message_for_a_few_minutes(rough_sandbox: Sandbox) -> None:
    path = f"/channels/{rough_sandbox.channel('general').id}/messages"
    async with rest(rough_sandbox) as request:
        _, first = await request("POST", path, {"content": "once", "nonce": "k1", "enforce_nonce": True})
        _, second = await request("POST", path, {"content": "twice", "nonce": "k1", "enforce_nonce": True})
        _, careless = await request("POST", path, {"content": "thrice", "nonce": "k1"})
        rough_sandbox.clock.advance(301)
        _, later = await request("POST", path, {"content": "later", "nonce": "k1", "enforce_nonce": True})
        status, refused = await request("POST", path, {"content": "x", "nonce": "k" * 26, "enforce_nonce": True})
    assert (first["id"], first["content"], first["nonce"]) == (second["id"], "once", "k1")
    assert len({first["id"], careless["id"], later["id"]}) == 3
    assert status == 400
    assert refused["errors"]["nonce"]["_errors"][0]["code"] == "BASE_TYPE_MAX_LENGTH"


async def test_files_come_back_with_an_address_that_serves_them(sandbox: Sandbox) -> None:
    async with connected(sandbox, Probe()) as probe:
        file = discord.File(io.BytesIO(b"title: One"), "one.yaml", description="an episode")
        sent = await _text(probe, sandbox).send("see", file=file)
        async with aiohttp.ClientSession() as session, session.get(sent.attachments[0].url) as answer:
            assert await answer.read() == b"title: One"
            assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert (sent.attachments[0].filename, sent.attachments[0].description) == ("one.yaml", "an episode")


async def test_a_file_that_is_too_large_is_refused(sandbox: Sandbox) -> None:
    async with connected(sandbox, Probe()) as probe:
        with pytest.raises(discord.HTTPException) as refused:
            await _text(probe, sandbox).send(file=discord.File(io.BytesIO(bytes(10 * 1024 * 1024 + 1)), "big.wav"))
    assert (refused.value.status, refused.value.code) == (413, 40005)


async def test_without_the_intent_only_what_concerns_the_bot_can_be_read(sandbox: Sandbox) -> None:
    general, mention = sandbox.channel("general"), sandbox.world.bot.mention
    async with wire(sandbox) as blind, wire(sandbox) as seeing:
        await blind.identify(ORDINARY)
        await seeing.identify(ORDINARY | CONTENT)
        for text in ("between us", f"hello {mention}"):
            await sandbox.listener.say(general, text)
        await sandbox.listener.direct_message("direct")
        assert [(await blind.event("MESSAGE_CREATE"))["content"] for _ in range(3)] == ["", f"hello {mention}", "direct"]
        assert (await seeing.event("MESSAGE_CREATE"))["content"] == "between us"


async def test_an_answer_to_the_bot_can_be_read_and_what_others_said_before_cannot(sandbox: Sandbox) -> None:
    general = sandbox.channel("general")
    async with connected(sandbox, Probe()) as probe:
        own = await _text(probe, sandbox).send("ask me")
    async with wire(sandbox) as blind:
        await blind.identify(ORDINARY)
        await sandbox.listener.say(general, "how long?", reply_to=sandbox.world.messages[general.id][own.id])
        heard = await blind.event("MESSAGE_CREATE")
        assert (heard["content"], heard["referenced_message"]["content"]) == ("how long?", "ask me")
        quiet = await sandbox.moderator.say(general, "nobody asked you")
        await sandbox.listener.say(general, f"what does {sandbox.world.bot.mention} say?", reply_to=quiet)
        await blind.event("MESSAGE_CREATE")
        heard = await blind.event("MESSAGE_CREATE")
        assert heard["content"].startswith("what does")
        assert heard["referenced_message"]["content"] == ""


async def test_nobody_is_pinged_whom_the_message_does_not_allow(sandbox: Sandbox) -> None:
    role, ada = sandbox.guild.role_named("Moderator"), sandbox.listener
    role.mentionable = True
    text = f"@everyone {role.mention} {ada.mention}"
    async with connected(sandbox, Probe()) as probe:
        channel = _text(probe, sandbox)
        await channel.send(text, allowed_mentions=discord.AllowedMentions.none())
        await channel.send(text)
    quiet, loud = list(sandbox.world.messages[channel.id].values())
    assert (quiet.mentions, quiet.mention_roles, quiet.mention_everyone) == ([], [], False)
    assert (loud.mentions, loud.mention_roles) == ([ada.user], [role.id])
    assert not loud.mention_everyone, "the bot's role does not allow it"


def _text(probe: Probe, sandbox: Sandbox) -> discord.TextChannel:
    channel = probe.get_channel(sandbox.channel("general").id)
    assert isinstance(channel, discord.TextChannel)
    return channel
