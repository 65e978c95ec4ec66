"""Who may see and settle which open questions; the others are told why not, and that is noted."""

from __future__ import annotations

import discord

from bot import render
from bot.app.speaking import tell
from bot.rights import Member, may_see_gaps, may_settle
from bot.store.records import Gap, Settings
from bot.wording import gaps as words
from cogs.who import Hosts, Interaction, member_here, settings_here


async def who(interaction: Interaction) -> tuple[Member, Settings]:
    """Whoever acts, and what is set where they do."""
    hosts = getattr(interaction.client.get_cog("Gaps"), "hosts", None)
    return await member_here(interaction, hosts if isinstance(hosts, Hosts) else None), await settings_here(interaction)


async def refuse(interaction: Interaction, why: str) -> None:
    """Tells somebody why they may not, and notes that they tried."""
    now = discord.utils.utcnow().timestamp()
    audit = interaction.client.service.store.audit
    await audit.refused(interaction.user.id, interaction.guild_id, words.DEED, why[:100], now)
    await tell(interaction, render.note(why))


async def gap_of(interaction: Interaction, number: int) -> Gap | None:
    """The gap, where whoever acts may settle it; None after telling them why not."""
    member, settings = await who(interaction)
    gap = await interaction.client.service.store.gaps.get(number)
    if gap is None or gap.status != "open":
        await tell(interaction, render.note(words.GONE))
        return None
    if not may_settle(member, settings, gap):
        await refuse(interaction, words.NOT_THIS if may_see_gaps(member, settings) else words.REFUSED)
        return None
    return gap
