"""Who may change what is announced: moderators alone."""

from __future__ import annotations

import discord

from bot import render
from bot.app import Greenroom
from bot.app.speaking import tell
from bot.rights import Member, moderates
from bot.wording.subscriptions import NOT_ALLOWED

Interaction = discord.Interaction[Greenroom]


async def moderator(interaction: Interaction) -> bool:
    """Whether whoever acts moderates this server; who does not is told so alone, and the attempt is noted."""
    user, guild = interaction.user, interaction.guild_id
    store = interaction.client.service.store
    if guild is not None and isinstance(user, discord.Member):
        rights = interaction.permissions
        roles = frozenset(role.id for role in user.roles)
        member = Member(user.id, guild, roles, manages=rights.manage_guild or rights.administrator)
        if moderates(member, await store.settings.get(guild)):
            return True
    command = interaction.command.qualified_name if interaction.command else "announce"
    await store.audit.refused(user.id, guild, command, "is no moderator", discord.utils.utcnow().timestamp())
    await tell(interaction, render.note(NOT_ALLOWED))
    return False
