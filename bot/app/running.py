"""`python -m bot run`: from the token to a clean stop."""

from __future__ import annotations

import asyncio
import logging
import signal
from dataclasses import replace

import aiohttp
import discord

from bot.app.client import Greenroom
from bot.app.logs import set_up_logging, watch_the_loop
from bot.config import Config
from bot.errors import ConfigError
from bot.service import Service, open_service

LOG = logging.getLogger(__name__)
PORTAL = "https://discord.com/developers/applications"
STATUS = "https://discordstatus.com"
NEW_TOKEN = f"make a new one at {PORTAL} (Bot, Reset Token) and put it into .env or the environment"
WITHOUT_CONTENT = f"plain questions stay unanswered until it is switched on at {PORTAL} (Bot)"
PROBLEMS_SHOWN = 20
CLOSED = {
    4004: ("DISCORD_TOKEN", f"Discord does not accept it any more, as it was reset; {NEW_TOKEN}"),
    4011: ("Discord", "the bot is in so many servers that Discord wants it to run in shards, which it cannot"),
}
"""What a close code of the gateway means to whoever runs the bot; others are told by their number."""
UNREACHABLE = (aiohttp.ClientError, discord.GatewayNotFound, ConnectionError, TimeoutError)
FATAL = (
    discord.LoginFailure,
    discord.PrivilegedIntentsRequired,
    discord.ConnectionClosed,
    discord.HTTPException,
    *UNREACHABLE,
)


def run(config: Config) -> int:
    """`python -m bot run`: 0 on a clean stop; ConfigError where the settings or the network do not let it start."""
    token = config.need_token()
    set_up_logging(config.log_level, token)
    asyncio.run(_until_stopped(config, token))
    return 0


async def _until_stopped(config: Config, token: str) -> None:
    loop = asyncio.get_running_loop()
    watch_the_loop(loop)
    task = asyncio.ensure_future(serve(config, token))
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, task.cancel)
    try:
        await task
    except asyncio.CancelledError:
        LOG.info("stopped")


async def serve(config: Config, token: str) -> None:
    """Runs the bot until it is stopped. ConfigError where Discord refuses it or cannot be reached."""
    if not token.isascii() or not token.isprintable() or " " in token:
        raise ConfigError({"DISCORD_TOKEN": f"what it holds cannot be a token; {NEW_TOKEN}"})
    async with open_service(config) as service:
        for problem in service.synced.problems[:PROBLEMS_SHOWN]:
            LOG.warning("%s", problem)
        if not await _heard_out(config, service, token):
            LOG.warning("Discord refuses the message content intent: %s", WITHOUT_CONTENT)
            await _heard_out(replace(config, message_content=False), service, token)


async def _heard_out(config: Config, service: Service, token: str) -> bool:
    """Runs the bot to its end; False where Discord would let it hear only what is said to it, and more was asked for."""
    async with Greenroom(config, service) as bot:
        try:
            await bot.login(token)
            print(f"Invite the bot to a server: {bot.invite}", flush=True)
            await bot.connect()
        except discord.PrivilegedIntentsRequired as error:
            if not config.message_content:
                raise _refused(error) from error
            return False
        except FATAL as error:
            raise _refused(error) from error
    return True


def _refused(error: Exception) -> ConfigError:
    """What ended the bot, in words for whoever runs it."""
    if isinstance(error, discord.LoginFailure):
        return ConfigError({"DISCORD_TOKEN": f"Discord does not accept it; {NEW_TOKEN}"})
    if isinstance(error, discord.PrivilegedIntentsRequired):
        return ConfigError({"Discord": f"the application lacks an intent of the bot; switch it on at {PORTAL} (Bot)"})
    if isinstance(error, discord.ConnectionClosed):
        name, how = CLOSED.get(error.code, ("Discord", f"it ended the connection with code {error.code}; start again later"))
        return ConfigError({name: how})
    if isinstance(error, discord.HTTPException):
        return ConfigError({"Discord": f"it answered with error {error.status}; look at {STATUS}, then start again"})
    return ConfigError({"network": "Discord cannot be reached; check the network connection, then start again"})
