"""Who may see and change which knowledge files: those to whom the host granted the show, and the host."""

from __future__ import annotations

from collections.abc import Iterable

import discord

from bot import render
from bot.app.speaking import tell
from bot.edits import placed
from bot.rights import Member, may_speak_for
from bot.wording import editing as words
from cogs.who import Hosts, Interaction, member_here


def may(member: Member, path: str) -> bool:
    """Whether somebody may see and change a file. The registers belong to all shows, so any granted show will do."""
    show = placed(path).show
    return may_speak_for(member, show) if show else member.host or bool(member.granted)


async def allowed(interaction: Interaction, hosts: Hosts, paths: Iterable[str]) -> bool:
    """Whether whoever acts may change all these files; where not, they are told why, alone, and it is noted."""
    member = await member_here(interaction, hosts)
    wanted = list(paths)
    refused = next((path for path in wanted if not may(member, path)), None)
    if wanted and refused is None:
        return True
    await refuse(interaction, refused or "nothing")
    return False


async def editor(interaction: Interaction, hosts: Hosts) -> Member | None:
    """Whoever acts, where they may change any show at all; None where not, which they are told, and which is noted."""
    member = await member_here(interaction, hosts)
    if member.host or member.granted:
        return member
    await refuse(interaction, "no show granted")
    return None


async def refuse(interaction: Interaction, why: str, told: str = words.REFUSED) -> None:
    """Tells somebody that they may not, and notes it."""
    await noted(interaction, why)
    await tell(interaction, render.note(told))


async def noted(interaction: Interaction, why: str) -> None:
    """Notes that something was refused."""
    now = discord.utils.utcnow().timestamp()
    audit = interaction.client.service.store.audit
    command = interaction.command.qualified_name if interaction.command else words.DEED
    await audit.refused(interaction.user.id, interaction.guild_id, command, why[:200], now)
