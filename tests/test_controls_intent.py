"""The portal decides whether plain messages are heard; where it refuses, the bot goes on without."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from pathlib import Path

import pytest

from bot.app import serve
from bot.config import Config
from bot.errors import ConfigError
from bot.sandbox import Sandbox
from tests.controls_kit import SHOWS
from tests.knowledge_kit import write

pytest_plugins = ["tests.wire.plugin"]
PLAIN = "who was the guest on episode 3 of Slow Tide?"


async def test_a_refused_intent_is_said_in_the_log_and_the_bot_answers_all_the_same(
    sandbox: Sandbox, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    sandbox.world.application.allowed_intents = 0
    config = Config(write(tmp_path / "knowledge", SHOWS), tmp_path / "data", message_content=True)
    with sandbox.point_discord_at_me(), caplog.at_level(logging.WARNING):
        running = asyncio.create_task(serve(config, sandbox.token))
        try:
            await sandbox.wait_until_online()
            said = await sandbox.listener.say(sandbox.channel("ask-the-show"), f"{sandbox.world.bot.mention} {PLAIN}")
            assert "Maren Holt" in (await sandbox.next_reply(said)).text
        finally:
            running.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await running
    assert "message content intent" in caplog.text
    assert "https://discord.com/developers" in caplog.text


@pytest.mark.parametrize(("said", "heard"), [("yes", True), ("TRUE", True), ("no", False), ("", False)])
def test_the_setting_is_yes_or_no(said: str, heard: bool) -> None:
    assert Config.load({"MESSAGE_CONTENT": said}).message_content is heard


def test_anything_else_is_refused() -> None:
    with pytest.raises(ConfigError, match="neither yes nor no"):
        Config.load({"MESSAGE_CONTENT": "perhaps"})
