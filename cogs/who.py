"""Who uses a command, and what was set for the place where they do."""

from __future__ import annotations

import time

import discord

from bot.app import Greenroom
from bot.rights import Member
from bot.store.records import Settings

Interaction = discord.Interaction[Greenroom]
FRESH = 300.0
"""Seconds for which the owner and team are taken from the last look at Discord."""


class Hosts:
    """The application's owner, or the members of its team that may manage it."""

    def __init__(self, bot: Greenroom) -> None:
        self._bot = bot
        self._known: frozenset[int] = frozenset()
        self._until = 0.0

    async def has(self, user: int) -> bool:
        """Whether somebody is one of them."""
        if time.monotonic() >= self._until:
            self._known = _of(await self._bot.application_info())
            self._until = time.monotonic() + FRESH
        return user in self._known


def _of(info: discord.AppInfo) -> frozenset[int]:
    if info.team is None:
        return frozenset({info.owner.id})
    accepted = [m for m in info.team.members if m.membership_state is discord.TeamMembershipState.accepted]
    managing = (discord.TeamMemberRole.admin, discord.TeamMemberRole.developer)
    return frozenset(m.id for m in accepted if m.role in managing or m.id == info.team.owner_id)


async def settings_here(interaction: Interaction) -> Settings:
    """What the server set; the defaults in direct messages."""
    return await interaction.client.service.store.settings.get(interaction.guild_id or 0)


async def member_here(interaction: Interaction, hosts: Hosts | None = None) -> Member:
    """Whoever acts, with their rights here and the shows granted to their roles; `hosts` where it matters who is one."""
    user, guild = interaction.user, interaction.guild_id
    host = hosts is not None and await hosts.has(user.id)
    if guild is None or not isinstance(user, discord.Member):
        return Member(user.id, guild, host=host)
    roles = frozenset(role.id for role in user.roles) | {guild}
    granted = await interaction.client.service.store.grants.shows(guild, roles)
    manages = interaction.permissions.manage_guild or interaction.permissions.administrator
    return Member(user.id, guild, roles, manages, host, granted)
