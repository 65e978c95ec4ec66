"""/grant, /revoke and /grants: the host says which roles on which servers speak for a show."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot import render
from bot.answers.complete import Suggestion, key_of
from bot.app import Greenroom, log_failure
from bot.app.speaking import embeds_in, tell
from bot.browse.finding import settle
from bot.render.cards import sheet
from bot.render.short import short
from bot.rights import may_grant
from bot.text import fold
from bot.wording import grants as words
from bot.wording.cards import missing_show
from cogs.browse.completing import completing
from cogs.place import for_managing
from cogs.who import Hosts, Interaction, member_here

Text = app_commands.Range[str, 1, 100]
Choices = list[app_commands.Choice[str]]
Change = Callable[[int, int, str, int, float], Awaitable[bool]]
"""Grants or takes back: server, role, show, by whom and when give whether anything changed."""
Said = Callable[[str, str, str, bool], str]
"""What is said of that, by the names of show, role and server."""
MOST = 25
SERVER, ROLE, SHOW = "Which server; this one if you leave it out", "The role whose members speak for the show", "Which show"


@dataclass(frozen=True)
class Target:
    """What a grant is about."""

    show: str
    show_name: str
    guild: int
    server: str
    role: int
    role_name: str


async def complete_server(interaction: discord.Interaction[Any], current: str) -> Choices:
    """The servers the bot is on, to hosts alone."""
    try:
        if not await is_host(interaction):
            return []
        named = [(guild.name, guild.id) for guild in interaction.client.guilds]
        return _choices(named, current)
    except Exception as error:
        log_failure("completing a server", error)
        return []


async def complete_role(interaction: discord.Interaction[Any], current: str) -> Choices:
    """The roles of the server that is named, or of this one, to hosts alone."""
    try:
        guild = server_of(interaction, getattr(interaction.namespace, "server", None))
        if guild is None or not await is_host(interaction):
            return []
        return _choices([(role.name, role.id) for role in reversed(guild.roles) if not role.is_default()], current)
    except Exception as error:
        log_failure("completing a role", error)
        return []


def _choices(named: list[tuple[str, int]], typed: str) -> Choices:
    wanted = fold(typed)
    begun = [each for each in named if fold(each[0]).startswith(wanted)]
    inside = [each for each in named if wanted in fold(each[0]) and each not in begun]
    return [app_commands.Choice(name=short(name), value=str(number)) for name, number in [*begun, *inside][:MOST]]


def server_of(interaction: discord.Interaction[Any], said: str | None) -> discord.Guild | None:
    """The server of that id or name; without one, the one this is."""
    bot: Greenroom = interaction.client
    if not said:
        return bot.get_guild(interaction.guild_id or 0)
    number = int(said) if said.isascii() and said.isdigit() else 0
    return bot.get_guild(number) or next((g for g in bot.guilds if fold(g.name) == fold(said)), None)


async def is_host(interaction: discord.Interaction[Any]) -> bool:
    """Whether whoever acts runs the bot."""
    cog = interaction.client.get_cog("Granting")
    return isinstance(cog, Granting) and may_grant(await member_here(interaction, cog.hosts))


class Granting(commands.Cog):
    """Commands for hosts."""

    def __init__(self, bot: Greenroom) -> None:
        self.bot = bot
        self.hosts = Hosts(bot)

    @app_commands.command()
    @app_commands.describe(show=SHOW, role=ROLE, server=SERVER)
    @app_commands.autocomplete(show=completing("show"), role=complete_role, server=complete_server)
    @for_managing
    async def grant(self, interaction: Interaction, show: Text, role: Text, server: Text | None = None) -> None:
        """For the host: let a role on a server speak for a show."""
        target = await self._target(interaction, "grant", show, role, server)
        if target:
            await self._change(interaction, target, self.bot.service.store.grants.grant, words.granted)

    @app_commands.command()
    @app_commands.describe(show=SHOW, role=ROLE, server=SERVER)
    @app_commands.autocomplete(show=completing("show"), role=complete_role, server=complete_server)
    @for_managing
    async def revoke(self, interaction: Interaction, show: Text, role: Text, server: Text | None = None) -> None:
        """For the host: take a show from a role again."""
        target = await self._target(interaction, "revoke", show, role, server)
        if target:
            await self._change(interaction, target, self.bot.service.store.grants.revoke, words.revoked)

    @app_commands.command()
    @app_commands.describe(show="Only those of this show")
    @app_commands.autocomplete(show=completing("show"))
    @for_managing
    async def grants(self, interaction: Interaction, show: Text | None = None) -> None:
        """For the host: who speaks for which show."""
        if not await self._allowed(interaction, "grants"):
            return
        slug = await self._show(interaction, show) if show else ""
        if slug is None:
            return
        found = await self.bot.service.store.grants.list(show=slug or None)
        servers = {guild.id: guild.name for guild in self.bot.guilds}
        roles = {role.id: role.name for guild in self.bot.guilds for role in guild.roles}
        told = words.listing(found, self.bot.service.desk.catalog.shows, servers, roles)
        await interaction.response.send_message(**sheet(told).fields(embeds_in(interaction)), ephemeral=True)

    async def _change(self, interaction: Interaction, target: Target, change: Change, said: Said) -> None:
        now = discord.utils.utcnow().timestamp()
        done = await change(target.guild, target.role, target.show, interaction.user.id, now)
        await tell(interaction, render.note(said(target.show_name, target.role_name, target.server, done)))

    async def _allowed(self, interaction: Interaction, deed: str) -> bool:
        if await is_host(interaction):
            return True
        now = discord.utils.utcnow().timestamp()
        await self.bot.service.store.audit.refused(interaction.user.id, interaction.guild_id, deed, "not the host", now)
        await tell(interaction, render.note(words.REFUSED))
        return False

    async def _target(self, interaction: Interaction, deed: str, show: str, role: str, server: str | None) -> Target | None:
        """What is meant; None after telling them what is wrong with it."""
        if not await self._allowed(interaction, deed):
            return None
        slug = await self._show(interaction, show)
        if slug is None:
            return None
        guild = server_of(interaction, server)
        if guild is None:
            await tell(interaction, render.note(words.NO_SERVER))
            return None
        found = _role(guild, role, gone=deed == "revoke")
        if found is None or found == guild.id:
            await tell(interaction, render.note(words.EVERYBODY if found else words.no_role(role, guild.name)))
            return None
        known = guild.get_role(found)
        name = self.bot.service.desk.catalog.shows[slug].name
        return Target(slug, name, guild.id, guild.name, found, known.name if known else role)

    async def _show(self, interaction: Interaction, said: str) -> str | None:
        found = settle(await self.bot.service.browser.lists(), "show", said, lambda _: True)
        if isinstance(found, Suggestion):
            return key_of(found)
        await tell(interaction, render.note(missing_show(said, [each.name for each in found.nearest])))
        return None


def _role(guild: discord.Guild, said: str, gone: bool) -> int | None:
    """The id of the role that is named, mentioned, or given by its id; None where the server has none such.

    With `gone` any id will do: what was granted to a role that was deleted since can be taken back.
    """
    digits = said.removeprefix("<@&").removesuffix(">")
    if digits.isascii() and digits.isdigit() and (gone or guild.get_role(int(digits))):
        return int(digits)
    return next((role.id for role in guild.roles if fold(role.name).lstrip("@") == fold(said).lstrip("@")), None)


async def setup(bot: Greenroom) -> None:
    """Adds the cog; discord.py calls this."""
    await bot.add_cog(Granting(bot))
