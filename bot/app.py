"""The bot on Discord: opens, joins and closes everything."""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
import secrets
import signal
import traceback
from pathlib import Path

import aiohttp
import discord
from discord import app_commands
from discord.ext import commands

from bot import render
from bot.config import Config
from bot.errors import ConfigError
from bot.service import Service, open_service

LOG = logging.getLogger(__name__)
PORTAL = "https://discord.com/developers/applications"
COGS = ("cogs.ask", "cogs.welcome")
PERMISSIONS = discord.Permissions(
    view_channel=True, send_messages=True, send_messages_in_threads=True, embed_links=True, read_message_history=True
)
"""The least that answering needs."""


class Greenroom(commands.Bot):
    """The Discord client with what its cogs need: `service` answers, `config` says where things are."""

    def __init__(self, config: Config, service: Service) -> None:
        super().__init__(
            command_prefix=commands.when_mentioned,
            intents=discord.Intents(guilds=True, guild_messages=True, dm_messages=True),
            allowed_mentions=discord.AllowedMentions.none(),
            help_command=None,
            tree_cls=Tree,
            max_messages=None,
        )
        self.config = config
        self.service = service

    async def setup_hook(self) -> None:
        """Loads the cogs and registers the commands where they changed."""
        for name in COGS:
            await self.load_extension(name)
        await register(self)
        LOG.info("Invite the bot to a server: %s", self.invite)

    @property
    def invite(self) -> str:
        """The link with which somebody adds the bot to their server."""
        return discord.utils.oauth_url(
            self.application_id or 0, permissions=PERMISSIONS, scopes=("bot", "applications.commands")
        )

    async def on_message(self, message: discord.Message) -> None:
        """Messages are for the cogs: there are no prefix commands."""

    async def on_error(self, event_method: str, /, *args: object, **kwargs: object) -> None:
        """Logs what went wrong in an event, without what anybody wrote."""
        log_failure(event_method)


class Tree(app_commands.CommandTree[Greenroom]):
    """The commands; what fails in one is told to the user with a reference."""

    async def on_error(self, interaction: discord.Interaction[Greenroom], error: app_commands.AppCommandError, /) -> None:
        """A short apology to the user, the traceback to the log, the same reference in both."""
        if isinstance(error, app_commands.CheckFailure):
            await tell(interaction, str(error) or "You may not do that here.")
            return
        reference = log_failure(f"/{interaction.command.qualified_name}" if interaction.command else "interaction", error)
        await tell(interaction, f"Sorry, that went wrong on my side. If it keeps happening, mention reference `{reference}`.")


async def tell(interaction: discord.Interaction[Greenroom], text: str) -> None:
    """Says something to the user alone, whether or not the interaction was answered before."""
    embed = render.note(text).embed
    try:
        if interaction.response.is_done():
            await interaction.followup.send(embed=embed, ephemeral=True)
        else:
            await interaction.response.send_message(embed=embed, ephemeral=True)
    except discord.HTTPException as error:
        LOG.warning("a user could not be told about a failure: %s %s", error.status, error.code)


def log_failure(where: str, error: BaseException | None = None) -> str:
    """Logs the failure being handled, or `error`, under a new reference, which is returned.

    Only the kind of error and the lines of code are logged: its text may hold what people wrote.
    """
    import sys

    failed = error or sys.exc_info()[1]
    while isinstance(failed, app_commands.CommandInvokeError):
        failed = failed.original
    reference = secrets.token_hex(4)
    if failed is None:
        LOG.error("reference %s: %s failed", reference, where)
        return reference
    code = f" {failed.status}/{failed.code}" if isinstance(failed, discord.HTTPException) else ""
    frames = "".join(traceback.format_tb(failed.__traceback__))
    LOG.error("reference %s: %s failed with %s%s\n%s", reference, where, type(failed).__name__, code, frames)
    return reference


async def register(bot: Greenroom) -> None:
    """Registers the commands with Discord if they changed since this application last did."""
    described = [command.to_dict(bot.tree) for command in bot.tree.get_commands()]
    shape = json.dumps([bot.application_id, described], sort_keys=True)
    digest = hashlib.sha256(shape.encode()).hexdigest()
    note = bot.config.data / "commands.sha256"
    if await asyncio.to_thread(_noted, note) == digest:
        LOG.info("commands unchanged")
        return
    await bot.tree.sync()
    await asyncio.to_thread(note.write_text, digest, "utf-8")
    LOG.info("%d commands registered", len(described))


def _noted(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


async def serve(config: Config, token: str) -> None:
    """Runs the bot until it is stopped. ConfigError where Discord refuses it or cannot be reached."""
    async with open_service(config) as service:
        for problem in service.synced.problems[:20]:
            LOG.warning("%s", problem)
        bot = Greenroom(config, service)
        async with bot:
            try:
                await bot.login(token)
                print(f"Invite the bot to a server: {bot.invite}", flush=True)
                await bot.connect()
            except discord.LoginFailure as error:
                how = f"Discord does not accept it. Make a new one at {PORTAL} (Bot, Reset Token)"
                raise ConfigError({"DISCORD_TOKEN": how}) from error
            except discord.PrivilegedIntentsRequired as error:
                how = f"the application lacks a privileged intent. Switch it on at {PORTAL} (Bot)"
                raise ConfigError({"DISCORD_TOKEN": how}) from error
            except discord.ConnectionClosed as error:
                how = f"Discord closed the connection ({error.code}): the token was revoked. Make a new one at {PORTAL}"
                raise ConfigError({"DISCORD_TOKEN": how}) from error
            except (aiohttp.ClientError, OSError, discord.GatewayNotFound) as error:
                raise ConfigError(
                    {"network": "Discord cannot be reached. Check the network connection, then start again"}
                ) from error


def run(config: Config) -> int:
    """`python -m bot run`: 0 on a clean stop."""
    set_up_logging(config)
    token = config.need_token()

    async def until_stopped() -> None:
        task = asyncio.ensure_future(serve(config, token))
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, task.cancel)
        try:
            await task
        except asyncio.CancelledError:
            LOG.info("stopped")

    asyncio.run(until_stopped())
    return 0


def set_up_logging(config: Config) -> None:
    """Logs to standard error; discord.py no finer than INFO, as its DEBUG lines hold what people wrote."""
    logging.basicConfig(level=config.log_level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("discord").setLevel(max(logging.INFO, logging.getLogger().level))
