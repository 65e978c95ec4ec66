"""What moderators and readers of posts see works after a restart of the bot; answers and cards have tests of their own."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import discord
from discord import ui

from bot.announce.keys import ASK
from bot.announce.news import News, pack
from bot.config import Config
from bot.sandbox import Sandbox
from bot.service import open_service
from bot.store.records import NewReport, Post
from tests.chat_kit import Room, online
from tests.cmd_kit import PAIR, components, fill, pick, press, text, use
from tests.knowledge_kit import write

pytest_plugins = ["tests.wire.plugin", "tests.cmd_plugin"]
KEY = "1:0123456789abcdef"


@asynccontextmanager
async def begun(sandbox: Sandbox, home: Path) -> AsyncIterator[Room]:
    """The bot, with a client and connections to its state of its own; on the same `home` it is the bot after a restart."""
    if not (home / "knowledge").exists():
        write(home / "knowledge", PAIR)
    config = Config(home / "knowledge", home / "data")
    async with open_service(config) as service, online(sandbox, service, config) as bot:
        yield Room(sandbox, bot, service)


async def test_lists_of_moderators_and_what_they_chose_work_after_a_restart(sandbox: Sandbox, tmp_path: Path) -> None:
    holly, guild = sandbox.owner, sandbox.guild.id
    async with begun(sandbox, tmp_path) as before:
        now = sandbox.world.clock.now()
        await before.service.store.feedback.report(NewReport(5, before.channel.id, 3, "no", guild, "who?"), now)
        await before.service.gaps.note("quantum", "any quantum computers?", now, guild, "tide")
        reports, gaps = await use(before, "reports", holly), await use(before, "gaps", holly)
    async with begun(sandbox, tmp_path) as after:
        for shown, menu in ((reports, "report:choose"), (gaps, "gap:choose")):
            await pick(after, holly, shown, menu, components(shown)[0]["options"][0]["value"])
    async with begun(sandbox, tmp_path) as later:
        await press(later, holly, reports, "Ignore")
        await press(later, holly, gaps, "Ignore")
        assert not await later.service.store.feedback.open_reports()
        assert not await later.service.store.gaps.list()


async def test_a_question_under_a_post_is_asked_and_answered_after_a_restart(sandbox: Sandbox, tmp_path: Path) -> None:
    async with begun(sandbox, tmp_path) as before:
        news = pack(News("0123456789abcdef", "Kelp forests", "Slow Tide", "tide", "1"))
        await before.service.store.deliveries.plan([Post(KEY, before.channel.id, "kelp", payload=news)], 1.0)
        view = ui.View(timeout=None)
        view.add_item(ui.Button(label="Ask about this episode", custom_id=f"{ASK}{KEY}"))
        view.stop()
        sent = await before.bot.get_partial_messageable(before.channel.id).send("New", view=view)
        assert isinstance(sent, discord.Message)
    post = sandbox.world.messages[before.channel.id][sent.id]
    async with begun(sandbox, tmp_path) as after:
        opened = await press(after, after.ada, post, "Ask about this episode")
        assert opened.modal is not None
        answer = (await fill(after, after.ada, opened, question="who was the guest?")).replies[-1]
        assert "Maren Holt" in text(answer)
