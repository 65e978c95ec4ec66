"""The Discord client with what its cogs need."""

from __future__ import annotations

import asyncio
import gc
import logging
import sys
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot import render
from bot.announce.unrepeated import unrepeated
from bot.app.failures import log_failure
from bot.app.missed import Missed
from bot.app.once import Once
from bot.app.patient import be_patient
from bot.app.registering import register
from bot.app.rules import Rules
from bot.app.speaking import tell
from bot.app.tidying import GARBAGE, answering, tidy
from bot.config import Config
from bot.service import Service
from bot.store.records import Settings
from bot.talks import Talks

LOG = logging.getLogger(__name__)
COGS = (
    "cogs.ask",
    "cogs.answers",
    "cogs.browse",
    "cogs.about",
    "cogs.menu",
    "cogs.settings",
    "cogs.gaps",
    "cogs.reports",
    "cogs.grants",
    "cogs.knowledge",
    "cogs.welcome",
    "cogs.announcements",
    "cogs.follow",
    "cogs.housekeeping",
)
PERMISSIONS = discord.Permissions(
    view_channel=True, send_messages=True, send_messages_in_threads=True, embed_links=True, read_message_history=True
)
"""The least that answering needs."""
SWITCH = 0.001
"""Seconds after which a thread that computes lets the event loop have its turn; Python's own 5 ms are felt in answers."""
GRACE = 1.0


class Greenroom(commands.Bot):
    """The bot: `service` answers, `config` says where things are, `heard` tells what came before.

    `talks` has the conversations, `rules` what servers set.
    """

    def __init__(self, config: Config, service: Service, **options: Any) -> None:
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # it never speaks aloud
        super().__init__(
            command_prefix=commands.when_mentioned,
            intents=intents(config),
            allowed_mentions=discord.AllowedMentions.none(),
            help_command=None,
            tree_cls=Tree,
            max_messages=None,
            http_trace=unrepeated(),
            **options,
        )
        self.config = config
        self.service = service
        self.heard: Once[int] = Once()
        self.talks = Talks(service, discord.utils.utcnow())
        self.rules = Rules(service)
        self._missed = Missed()
        self._tidying: asyncio.Task[None] | None = None

    async def setup_hook(self) -> None:
        """Loads the cogs and registers the commands where they changed."""
        be_patient(self.application_id or 0)
        await self.rules.load()
        await self.talks.load()
        for name in COGS:
            await self.load_extension(name)
        await register(self.tree, self.application_id or 0, self.config.data)
        LOG.info("Invite the bot to a server: %s", self.invite)
        sys.setswitchinterval(SWITCH)
        # What was made so far stays: a full collection that walked through it would hold up answers.
        gc.collect()
        gc.freeze()
        gc.set_threshold(*GARBAGE)
        self._tidying = asyncio.create_task(tidy(), name="collect garbage")

    @property
    def invite(self) -> str:
        """The link with which somebody adds the bot to their server."""
        return discord.utils.oauth_url(
            self.application_id or 0, permissions=PERMISSIONS, scopes=("bot", "applications.commands")
        )

    def dispatch(self, event_name: str, /, *args: Any, **kwargs: Any) -> None:
        """Lets listeners know, until it closes: discord.py would break over what comes later."""
        if not self.is_closed():
            super().dispatch(event_name, *args, **kwargs)

    async def close(self) -> None:
        """Says goodbye, once the answers that are on their way have had `GRACE` seconds to be sent."""
        on_their_way = answering()
        if on_their_way and not self.is_closed():
            await asyncio.wait(on_their_way, timeout=GRACE)
        if self._tidying is not None:
            self._tidying.cancel()
        await super().close()

    async def on_ready(self) -> None:
        """Takes up what was said while a lost session was away."""
        LOG.info("online in %d servers", len(self.guilds))
        async for message in self._missed.read(self):
            self.dispatch("message", message)

    async def on_guild_available(self, guild: discord.Guild) -> None:
        """Takes up what was said on a server that came back later than the others."""
        async for message in self._missed.late(guild):
            self.dispatch("message", message)

    async def on_connect(self) -> None:
        """Notes that a new session began."""
        self._missed.renewed()

    async def on_disconnect(self) -> None:
        """Notes that the gateway is away."""
        self._missed.left()

    async def on_settings_changed(self, settings: Settings) -> None:
        """Goes by what a moderator changed."""
        self.rules.changed(settings)

    async def on_resumed(self) -> None:
        """Notes that the gateway is back and brings what was missed."""
        self._missed.resumed()

    async def on_message(self, message: discord.Message) -> None:
        """Messages are for the cogs: there are no prefix commands."""
        self._missed.heard(message)

    async def on_error(self, event_method: str, /, *args: object, **kwargs: object) -> None:
        """Logs what went wrong in an event, without what anybody wrote; what closing broke off is no failure."""
        if not self.is_closed():
            log_failure(event_method)


def intents(config: Config) -> discord.Intents:
    """What the bot asks to hear: no more than it needs, and the text of plain messages only where that is wished."""
    return discord.Intents(guilds=True, guild_messages=True, dm_messages=True, message_content=config.message_content)


class Tree(app_commands.CommandTree[Greenroom]):
    """The commands; what fails in one is told to the user with a reference."""

    async def interaction_check(self, interaction: discord.Interaction[Greenroom], /) -> bool:
        """Whether it is new: after a lost connection Discord may bring an interaction twice."""
        return self.client.heard.first(interaction.id)

    async def on_error(self, interaction: discord.Interaction[Greenroom], error: app_commands.AppCommandError, /) -> None:
        """A short apology to the user, the traceback to the log, the same reference in both."""
        if self.client.is_closed():
            return
        if isinstance(error, app_commands.CheckFailure):
            # Whoever was refused with a reason has been told.
            if not interaction.response.is_done():
                await tell(interaction, render.note(str(error) or "You may not do that here."))
        elif isinstance(error, (app_commands.CommandNotFound, app_commands.CommandSignatureMismatch)):
            LOG.warning("a command was used that Discord knows in another form")
            await tell(interaction, render.outdated())
        else:
            command = interaction.command
            reference = log_failure(f"/{command.qualified_name}" if command else "an interaction", error)
            await tell(interaction, render.apology(reference))
