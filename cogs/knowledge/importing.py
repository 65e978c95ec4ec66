"""`/knowledge import`: a feed fetched and read while whoever asked sees how far it is, then shown as a proposal."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import discord

from bot import render
from bot.app import Greenroom
from bot.app.speaking import LOST, embeds_in
from bot.errors import BotError
from bot.moderating import Drafted, bring
from bot.render import Rendered
from bot.wording import bringing as words
from bot.wording.marks import escape
from cogs.knowledge.proposing import Proposing, become
from cogs.who import Interaction

EVERY = 2.0
"""Seconds between two looks at how far it is."""
LONGEST = 600.0
"""Seconds for an import: an interaction can be answered for fifteen minutes."""


class Importing:
    """Brings in feeds, one at a time for each show."""

    def __init__(self, bot: Greenroom, proposing: Proposing) -> None:
        self._bot = bot
        self._proposing = proposing
        self._busy: set[str] = set()
        proposing.import_again = self.bring

    async def bring(self, interaction: Interaction, show: str, feed: str, guesses: bool) -> None:
        """Proposes what the feed of a show brings; `feed` is its address, "" for the one that the show's file names."""
        if not interaction.response.is_done():
            await interaction.response.defer(ephemeral=True, thinking=True)
        known = self._bot.service.desk.catalog.shows.get(show)
        feed = feed or (known.feed if known else "")
        if not feed or show in self._busy:
            await _say(interaction, render.note(words.BUSY if feed else words.NO_FEED))
            return
        self._busy.add(show)
        try:
            async with asyncio.timeout(LONGEST):
                await self._proposing.show(interaction, await self._drafted(interaction, show, feed, guesses), instead=True)
        except TimeoutError:
            await _say(interaction, render.note(words.TOO_LONG))
        except BotError as error:
            await _say(interaction, render.note(escape(str(error))))
        finally:
            self._busy.discard(show)

    async def _drafted(self, interaction: Interaction, show: str, feed: str, guesses: bool) -> Drafted:
        service, allowed = self._bot.service, self._bot.config.feed_networks
        progress = Progress()
        async with progress.shown(interaction):
            brought = await bring(service.root, show, feed, guesses=guesses, allowed=allowed, progress=progress.reached)
        questions = await self._proposing.recent(interaction)
        return await self._proposing.moderation.draft_import(brought, questions, self._proposing.today())


class Progress:
    """How far an import is."""

    def __init__(self) -> None:
        self._done = 0
        self._total = 0

    def reached(self, done: int, total: int) -> None:
        """So many items are read, of so many; called from the thread that reads."""
        self._done, self._total = done, total

    @asynccontextmanager
    async def shown(self, interaction: Interaction) -> AsyncIterator[None]:
        """While the block runs, the message says how far it is."""
        telling = asyncio.create_task(self._tell(interaction), name="progress of an import")
        try:
            yield
        finally:
            telling.cancel()
            with suppress(asyncio.CancelledError, discord.HTTPException, *LOST):
                await telling

    async def _tell(self, interaction: Interaction) -> None:
        before = ""
        while True:
            said = words.progress(self._done, self._total)
            if said != before:
                await _say(interaction, render.note(said))
            before = said
            await asyncio.sleep(EVERY)


async def _say(interaction: Interaction, said: Rendered) -> None:
    await become(interaction, said.fields(embeds_in(interaction)))
