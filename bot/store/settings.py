"""Settings of servers."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import asdict, replace
from typing import Unpack

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.audit import did
from bot.store.database import Database, Line
from bot.store.records import Settings, SettingsChanges
from bot.store.rows import taken
from bot.store.tables import server

_MOST = 10_000
"""Servers whose settings are at hand."""


class SettingsOfServers:
    """What each server set; every change leaves a line in the audit."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._known: OrderedDict[int, Settings] = OrderedDict()
        """What was read or written of late: every letter that somebody types into a command asks for it."""

    async def get(self, guild: int) -> Settings:
        """The settings of a server, the defaults where it set nothing."""
        if guild not in self._known:
            row = await self._database.row(select(server).where(server.c.guild == guild))
            # A change that was made meanwhile is newer than what was read.
            return self._known.get(guild) or self._remembered(_settings(row) if row else Settings(guild))
        return self._known[guild]

    def forget(self, guilds: Iterable[int]) -> None:
        """Reads the settings of these servers anew: others have changed or deleted them."""
        for guild in guilds:
            self._known.pop(guild, None)

    def _remembered(self, settings: Settings) -> Settings:
        self._known[settings.guild] = settings
        if len(self._known) > _MOST:
            self._known.popitem(last=False)
        return settings

    async def all(self) -> dict[int, Settings]:
        """The settings of every server that set something, by its id."""
        return {row.guild: _settings(row) for row in await self._database.rows(select(server))}

    async def change(self, guild: int, by: int, now: float, **changes: Unpack[SettingsChanges]) -> Settings:
        """The settings after a change. Two moderators who change different settings at once both get theirs."""
        async with self._database.write(guild) as connection:
            old = await _kept(connection, guild)
            new = replace(old, **changes)
            await self._keep(connection, old, new, by, now)
        return self._remembered(new)

    async def set_private(self, guild: int, channel: int, private: bool | None, by: int, now: float) -> Settings:
        """The settings after a channel got its own rule, or with None follows the server's again."""
        async with self._database.write(guild) as connection:
            old = await _kept(connection, guild)
            rest = {other: value for other, value in old.private_channels.items() if other != channel}
            new = replace(old, private_channels=rest if private is None else rest | {channel: private})
            await self._keep(connection, old, new, by, now)
        return self._remembered(new)

    async def _keep(self, connection: AsyncConnection, old: Settings, new: Settings, by: int, now: float) -> None:
        before, after = _columns(old), _columns(new)
        changed = [name for name in after if after[name] != before[name]]
        if not changed:
            return
        statement = self._database.insert(server).values(**after)
        await connection.execute(
            statement.on_conflict_do_update(index_elements=[server.c.guild], set_=taken(statement, *changed))
        )
        for name in changed:
            await connection.execute(did(by, new.guild, f"settings {name}", f"{before[name]} → {after[name]}", now))


async def _kept(connection: AsyncConnection, guild: int) -> Settings:
    row = (await connection.execute(select(server).where(server.c.guild == guild))).first()
    return _settings(row) if row else Settings(guild)


def _columns(settings: Settings) -> dict[str, object]:
    return asdict(settings) | {
        "shows": list(settings.shows),
        "ask_channels": sorted(settings.ask_channels),
        "private_channels": {str(channel): private for channel, private in sorted(settings.private_channels.items())},
    }


def _settings(row: Line) -> Settings:
    channels = {int(channel): private for channel, private in row.private_channels.items()}
    fields = {"shows": tuple(row.shows), "ask_channels": frozenset(row.ask_channels), "private_channels": channels}
    return Settings(**(dict(row._mapping) | fields))
