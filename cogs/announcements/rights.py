"""Who may change what is announced: moderators alone."""

from __future__ import annotations

import discord

from bot import render
from bot.app import Greenroom
from bot.app.speaking import tell
from bot.rights import moderates
from bot.wording.subscriptions import NOT_ALLOWED
from cogs.who import member_here, settings_here

Interaction = discord.Interaction[Greenroom]


async def moderates_here(interaction: Interaction) -> bool:
    """Whether whoever acts moderates this server."""
    return moderates(await member_here(interaction), await settings_here(interaction))


async def moderator(interaction: Interaction) -> bool:
    """Whether whoever acts moderates this server; who does not is told so alone, and the attempt is noted."""
    if await moderates_here(interaction):
        return True
    user, guild, store = interaction.user, interaction.guild_id, interaction.client.service.store
    command = interaction.command.qualified_name if interaction.command else "announce"
    await store.audit.refused(user.id, guild, command, "is no moderator", discord.utils.utcnow().timestamp())
    await tell(interaction, render.note(NOT_ALLOWED))
    return False
