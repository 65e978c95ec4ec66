"""/settings: a panel on which moderators say how the bot behaves on their server."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot import render
from bot.app import Greenroom
from bot.app.speaking import embeds_in, may_speak, tell
from bot.render import settings as panels
from bot.render.cards import sheet
from bot.render.forms import sent
from bot.rights import moderates
from bot.settings import HERE, NoZone, by_values, named_shows, shows, zone
from bot.store.records import Settings, SettingsChanges
from bot.wording import settings as words
from cogs.controls import Control, chosen, data_of, guarded
from cogs.place import on_servers
from cogs.who import Interaction, member_here, settings_here


class Panel(commands.Cog):
    """The panel and its forms."""

    def __init__(self, bot: Greenroom) -> None:
        self.bot = bot

    @app_commands.command()
    @on_servers
    async def settings(self, interaction: Interaction) -> None:
        """Set up the bot for this server: shows, channels, moderators, privacy, time zone."""
        if await allowed(interaction):
            fields = panel(interaction, await settings_here(interaction))
            await interaction.response.send_message(**fields, ephemeral=True)

    @commands.Cog.listener()
    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        """Takes a form that came back."""
        form = data_of(interaction).get("custom_id")
        if interaction.type is discord.InteractionType.modal_submit and form in (panels.SHOWS_FORM, panels.ZONE_FORM):
            await guarded(interaction, _take_shows if form == panels.SHOWS_FORM else _take_zone)


async def allowed(interaction: Interaction) -> bool:
    """Whether whoever acts may change the settings; where not, they are told why, and it is noted."""
    if moderates(await member_here(interaction), await settings_here(interaction)):
        return True
    now = discord.utils.utcnow().timestamp()
    store = interaction.client.service.store
    await store.audit.refused(interaction.user.id, interaction.guild_id, words.DEED, "no Manage Server, no moderator role", now)
    await tell(interaction, render.note(words.REFUSED))
    return False


def panel(interaction: Interaction, settings: Settings) -> dict[str, Any]:
    """The arguments for sending the panel."""
    guild, bot = interaction.guild, interaction.client
    channels = {channel.id: channel for channel in guild.channels} if guild else {}
    roles = {role.id for role in guild.roles} if guild else set()
    asked = [channels[number] for number in settings.ask_channels if number in channels]
    mute = [c.id for c in asked if not may_speak(c)]  # type: ignore[arg-type]
    told = words.panel(settings, bot.service.desk.catalog.shows, bot.intents.message_content, mute)
    view = panels.controls(settings, _here(interaction), channels, roles)
    return sheet(told).fields(embeds_in(interaction)) | {"view": view}


def _here(interaction: Interaction) -> int:
    """The channel, or the one that a thread hangs on."""
    channel = interaction.channel
    return channel.parent_id if isinstance(channel, discord.Thread) else interaction.channel_id or 0


async def change(interaction: Interaction, changes: SettingsChanges) -> None:
    """Keeps a change and shows the panel as it is now."""
    now = discord.utils.utcnow().timestamp()
    store = interaction.client.service.store
    await shown(interaction, await store.settings.change(interaction.guild_id or 0, interaction.user.id, now, **changes))


async def shown(interaction: Interaction, settings: Settings) -> None:
    """Shows the panel as it is after a change, and lets others know of it."""
    interaction.client.dispatch("settings_changed", settings)
    fields = panel(interaction, settings)
    if interaction.message:
        await interaction.response.edit_message(**fields)
    else:
        await interaction.response.send_message(**fields, ephemeral=True)


class Setting(Control, template=r"settings:(?P<what>ask|role|mods|here|private|shows|zone)"):
    """One menu or button of the panel."""

    async def used(self, interaction: Interaction) -> None:
        """Changes what it stands for, or opens its form."""
        if not await allowed(interaction):
            return
        what = self.match["what"]
        settings = await settings_here(interaction)
        if what == "shows":
            known = interaction.client.service.desk.catalog.shows
            await interaction.response.send_modal(panels.shows_form(settings, known))
        elif what == "zone":
            await interaction.response.send_modal(panels.zone_form(settings))
        elif what == "here":
            await _set_here(interaction, HERE[chosen(interaction)[0]])
        else:
            await change(interaction, _changes(what, chosen(interaction), settings))


def _changes(what: str, values: list[str], settings: Settings) -> SettingsChanges:
    ids = [int(value) for value in values]
    first = ids[0] if ids else None
    if what == "ask":
        return {"ask_channels": frozenset(ids)}
    if what == "role":
        return {"moderator_role": first}
    if what == "mods":
        return {"moderators_channel": first}
    return {"private": not settings.private}


async def _set_here(interaction: Interaction, private: bool | None) -> None:
    now = discord.utils.utcnow().timestamp()
    store = interaction.client.service.store
    guild, channel = interaction.guild_id or 0, _here(interaction)
    await shown(interaction, await store.settings.set_private(guild, channel, private, interaction.user.id, now))


async def _take_shows(interaction: Interaction) -> None:
    if not await allowed(interaction):
        return
    fields, known = sent(data_of(interaction)), interaction.client.service.desk.catalog.shows
    if panels.CHOSEN in fields:
        named, default = by_values(fields[panels.CHOSEN], known), by_values(fields.get(panels.DEFAULT, ()), known)
        strange: tuple[str, ...] = ()
    else:
        named, default, strange = named_shows(await interaction.client.service.browser.lists(), fields)
    if strange:
        await tell(interaction, render.note(words.unknown_shows(strange)))
        return
    await change(interaction, shows(named, default[0] if default else "", known))


async def _take_zone(interaction: Interaction) -> None:
    if not await allowed(interaction):
        return
    found = zone("".join(sent(data_of(interaction)).get(panels.PLACE, [])))
    if isinstance(found, NoZone):
        await tell(interaction, render.note(words.no_zone(found)))
    else:
        await change(interaction, {"timezone": found})


async def setup(bot: Greenroom) -> None:
    """Adds the cog and the panel's menus and buttons; discord.py calls this."""
    bot.add_dynamic_items(Setting)
    await bot.add_cog(Panel(bot))
