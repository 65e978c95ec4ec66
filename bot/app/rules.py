"""The settings of servers at hand, so that no message waits for the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.service import Service
from bot.store.records import Settings

if TYPE_CHECKING:
    from discord.abc import MessageableChannel


class Rules:
    """What each server set. `load` before the first message, `changed` after each change."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._known: dict[int, Settings] = {}

    async def load(self) -> None:
        """Reads the settings of all servers."""
        self._known = await self._service.store.settings.all()

    def changed(self, settings: Settings) -> None:
        """Takes in what a moderator changed."""
        self._known[settings.guild] = settings

    def of(self, guild: int | None) -> Settings:
        """The settings of a server; the defaults in direct messages and where nothing was set."""
        return self._known.get(guild or 0) or Settings(guild or 0)

    def show(self, guild: int | None) -> str:
        """The slug of the show that is meant where none is named; empty where none is set."""
        settings, known = self.of(guild), self._service.desk.catalog.shows
        here = [slug for slug in settings.shows if slug in known]
        if len(here) == 1:
            return here[0]
        default = settings.default_show or ""
        return default if default in known and (not here or default in here) else ""

    def listens(self, channel: MessageableChannel, guild: int | None) -> bool:
        """Whether plain questions are answered in a channel, or in the one that a thread hangs on."""
        asked = self.of(guild).ask_channels
        return channel.id in asked or (isinstance(channel, discord.Thread) and channel.parent_id in asked)
