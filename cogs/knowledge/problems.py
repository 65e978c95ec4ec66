"""Problems in the files told to the moderators' channels: each once, and when it is mended, that too."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Sequence

import discord

from bot import render
from bot.app import Greenroom
from bot.app.speaking import LOST, may_embed, may_speak
from bot.edits import EditRefused, placed
from bot.library import Synced
from bot.model import Problem
from bot.wording import editing as words

LOG = logging.getLogger(__name__)
NOTE = "problems told"
MOST = 2_000
"""Problems that are remembered."""


class Problems:
    """Knows which problems were told."""

    def __init__(self, bot: Greenroom) -> None:
        self._bot = bot
        self._turn = asyncio.Lock()

    async def look(self, _synced: Synced) -> None:
        """Tells of problems that are new, and of those that are gone; before the bot is online it waits for that."""
        if self._bot.is_ready():
            # A file that changes while the bot comes online shall not be told of twice.
            async with self._turn:
                await self._look(self._bot.service.synced)

    async def _look(self, synced: Synced) -> None:
        notes = self._bot.service.store.notes
        told: dict[str, str] = json.loads(await notes.get(NOTE) or "{}")
        now = {_key(each): each for each in synced.problems[:MOST]}
        new = [each for key, each in now.items() if key not in told]
        gone = {key: path for key, path in told.items() if key not in now}
        if not new and not gone:
            return
        await notes.put(NOTE, json.dumps({key: each.place.path for key, each in now.items()}), _now())
        still = {each.place.path for each in synced.problems}
        await self._tell(new, sorted({path for path in gone.values() if path not in still}))

    async def _tell(self, new: Sequence[Problem], mended: Sequence[str]) -> None:
        """Each server hears of the shows that were granted to it."""
        store = self._bot.service.store
        granted: dict[int, set[str]] = {}
        for grant in await store.grants.list():
            granted.setdefault(grant.guild, set()).add(grant.show)
        for guild, shows in granted.items():
            channel = (await store.settings.get(guild)).moderators_channel
            mine = [each for each in new if _concerns(each.place.path, shows)]
            fixed = [path for path in mended if _concerns(path, shows)]
            if channel and (mine or fixed):
                await self._send(channel, words.told(mine, fixed))

    async def _send(self, number: int, text: str) -> None:
        channel = self._bot.get_channel(number)
        if not isinstance(channel, discord.TextChannel | discord.Thread) or not may_speak(channel):
            LOG.info("problems could not be told in channel %s", number)
            return
        try:
            await channel.send(**render.note(text).fields(may_embed(channel)))
        except discord.HTTPException as error:
            LOG.warning("problems could not be told in channel %s: %s/%s", number, error.status, error.code)
        except LOST as error:
            LOG.warning("problems could not be told in channel %s: %s", number, type(error).__name__)


def _key(problem: Problem) -> str:
    """What a problem is known by, wherever in its file it moves to."""
    return f"{problem.place.path}: {problem.message}"


def _concerns(path: str, shows: set[str]) -> bool:
    """Whether a file belongs to one of the shows, or to all."""
    try:
        show = placed(path).show
    except EditRefused:
        show = path.partition("/")[0] if "/" in path else ""
    return not show or show in shows


def _now() -> float:
    return discord.utils.utcnow().timestamp()
