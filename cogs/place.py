"""What the place of a command decides: the shows it speaks for, and whether others see the answer."""

from __future__ import annotations

from typing import TypeVar

import discord
from discord import app_commands

from bot.store.records import Settings
from cogs.who import Interaction

PRIVATE = "Show the answer to you alone"
Command = TypeVar("Command")


def everywhere(command: Command) -> Command:
    """The command for servers, for direct messages, and for those who installed the app for themselves."""
    installed = app_commands.allowed_installs(guilds=True, users=True)(command)
    return app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)(installed)


def on_servers(command: Command) -> Command:
    """The command for servers that the bot is on."""
    installed = app_commands.allowed_installs(guilds=True, users=False)(command)
    return app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)(installed)


def for_managing(command: Command) -> Command:
    """The command for servers that the bot is on and for direct messages, where hosts manage too."""
    installed = app_commands.allowed_installs(guilds=True, users=False)(command)
    return app_commands.allowed_contexts(guilds=True, dms=True, private_channels=False)(installed)


def is_private(interaction: Interaction, settings: Settings, wanted: bool | None) -> bool:
    """Whether the asker alone sees the answer: as they wish, else as a moderator set it for the channel or server."""
    if wanted is not None:
        return wanted
    channel = interaction.channel
    if isinstance(channel, discord.Thread) and channel.id not in settings.private_channels:
        return settings.private_in(channel.parent_id)
    return settings.private_in(interaction.channel_id or 0)


def shows_here(interaction: Interaction, settings: Settings) -> tuple[str, ...]:
    """The slugs of the shows that the server speaks for and that are known; empty for all."""
    known = interaction.client.service.desk.catalog.shows
    return tuple(slug for slug in settings.shows if slug in known)


def default_show(interaction: Interaction, settings: Settings) -> str:
    """The slug of the show that is meant where none is named; empty where none is set."""
    slug, shows = settings.default_show or "", shows_here(interaction, settings)
    known = interaction.client.service.desk.catalog.shows
    return slug if slug in known and (not shows or slug in shows) else ""
