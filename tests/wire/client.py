"""A small discord.py bot of the tests' own, which knows nothing of Greenroom."""

from __future__ import annotations

import asyncio
import contextlib
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import discord
from discord import app_commands

from bot.sandbox import Sandbox
from tests.patience import PATIENCE


class Probe(discord.Client):
    """Echoes what it is told and remembers everything that it hears."""

    def __init__(self, intents: discord.Intents | None = None, **options: Any) -> None:
        chosen = intents or discord.Intents(guilds=True, messages=True, message_content=True, reactions=True, typing=True)
        super().__init__(intents=chosen, guild_ready_timeout=0.05, **options)
        self.tree = app_commands.CommandTree(self)
        self.heard: list[discord.Message] = []
        self.events: list[str] = []
        self.errors: list[BaseException] = []
        self.says: str | None = None
        self._waiters: list[tuple[Callable[[], bool], asyncio.Future[None]]] = []
        self.tree.error(self._note)

    def dispatch(self, event: str, /, *args: Any, **kwargs: Any) -> None:
        """Tell listeners, then those who wait with `until`."""
        super().dispatch(event, *args, **kwargs)
        self.loop.call_soon(self._wake)

    async def until(self, condition: Callable[[], bool]) -> None:
        """Return as soon as the condition holds; it is tried now and after each thing that the client hears."""
        if condition():
            return
        waiter = (condition, self.loop.create_future())
        self._waiters.append(waiter)
        try:
            async with asyncio.timeout(PATIENCE):
                await waiter[1]
        finally:
            self._waiters.remove(waiter)

    def _wake(self) -> None:
        for condition, future in self._waiters:
            if not future.done() and condition():
                future.set_result(None)

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Introduce itself again at once, where the library would wait five seconds."""

    async def on_message(self, message: discord.Message) -> None:
        """Remember it; answer people with `says`, where that is set."""
        self.heard.append(message)
        if self.says is not None and not message.author.bot:
            await message.reply(self.says.format(message.content))
        self.loop.call_soon(self._wake)

    async def on_error(self, event_method: str, /, *args: Any, **kwargs: Any) -> None:
        """Remember what went wrong in a listener."""
        self.loop.call_soon(self._wake)
        error = sys.exc_info()[1]
        if error is not None:
            self.errors.append(error)

    async def on_socket_event_type(self, event: str) -> None:
        """Remember the names of gateway events, in order."""
        self.events.append(event)
        self.loop.call_soon(self._wake)

    async def _note(self, interaction: discord.Interaction, error: app_commands.AppCommandError) -> None:
        self.errors.append(getattr(error, "original", error))


@asynccontextmanager
async def connected(sandbox: Sandbox, probe: Probe, token: str | None = None) -> AsyncIterator[Probe]:
    """The probe, logged in and ready, until the block ends."""
    with sandbox.point_discord_at_me():
        running = asyncio.create_task(probe.start(token or sandbox.token))
        ready = asyncio.create_task(probe.wait_until_ready())
        try:
            done, _ = await asyncio.wait({running, ready}, timeout=PATIENCE, return_when=asyncio.FIRST_COMPLETED)
            if running in done:
                running.result()
            assert ready in done, "the client did not get ready"
            yield probe
        finally:
            ready.cancel()
            await probe.close()
            with contextlib.suppress(asyncio.CancelledError, discord.DiscordException):
                await running
