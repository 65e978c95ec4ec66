"""/reports: answers that somebody says are wrong, for the moderators of the server where it was said."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot import render
from bot.app import Greenroom
from bot.app.speaking import embeds_in, tell
from bot.question.reading import Heard
from bot.render import reports as shown
from bot.render.cards import sheet
from bot.rights import Member, may_see_reports
from bot.store.records import Report, Settings
from bot.talks import unpacked
from bot.wording import reports as words
from bot.wording import say
from cogs.controls import Control, chosen
from cogs.place import for_managing
from cogs.who import Hosts, Interaction, member_here, settings_here


class Reports(commands.Cog):
    """The list."""

    def __init__(self, bot: Greenroom) -> None:
        self.bot = bot
        self.hosts = Hosts(bot)

    @app_commands.command()
    @for_managing
    async def reports(self, interaction: Interaction) -> None:
        """Answers that listeners say are wrong, for moderators."""
        if await allowed(interaction):
            await interaction.response.send_message(**await listed(interaction), ephemeral=True)


async def who(interaction: Interaction) -> tuple[Member, Settings]:
    """Whoever acts, and what is set where they do."""
    cog = interaction.client.get_cog("Reports")
    hosts = cog.hosts if isinstance(cog, Reports) else None
    return await member_here(interaction, hosts), await settings_here(interaction)


async def allowed(interaction: Interaction) -> bool:
    """Whether whoever acts may see what was reported here; where not, they are told why, and it is noted."""
    if may_see_reports(*await who(interaction)):
        return True
    why = words.REFUSED if interaction.guild_id else words.DIRECT
    audit, now = interaction.client.service.store.audit, discord.utils.utcnow().timestamp()
    await audit.refused(interaction.user.id, interaction.guild_id, words.DEED, "no moderator here", now)
    await tell(interaction, render.note(why))
    return False


def belongs(interaction: Interaction, report: Report) -> bool:
    """Whether a report is of the place: of the server, or in direct messages of no server that the bot is on."""
    if interaction.guild_id is not None:
        return report.guild == interaction.guild_id
    return report.guild is None or interaction.client.get_guild(report.guild) is None


async def listed(interaction: Interaction) -> dict[str, Any]:
    """The arguments for sending the list."""
    feedback, guild = interaction.client.service.store.feedback, interaction.guild_id
    found = [each for each in await feedback.open_reports(guild, limit=500) if belongs(interaction, each)]
    worst = await feedback.worst(guild) if guild is not None else ()
    view = shown.list_controls(found)
    return sheet(words.listing(found, worst)).fields(embeds_in(interaction)) | ({"view": view} if view else {})


async def report_of(interaction: Interaction, number: int) -> Report | None:
    """The report, where whoever acts may close it; None after telling them why not."""
    if not await allowed(interaction):
        return None
    report = await interaction.client.service.store.feedback.get_report(number)
    if report is None or report.closed_at is not None or not belongs(interaction, report):
        await tell(interaction, render.note(words.GONE))
        return None
    return report


async def answered_today(bot: Greenroom, report: Report) -> str:
    """What the question is answered with now, in its conversation where that is still kept; empty where no word is."""
    sent = await bot.service.store.answers.get(report.message)
    told = await bot.talks.again(unpacked(sent.state)) if sent else None
    if told is None and not report.question:
        return ""
    desk, today = bot.service.desk, discord.utils.utcnow()
    reply = told.reply if told else await desk.answer(Heard(report.question), desk.today(today))
    return say(reply.answer, desk.catalog)


async def edited(interaction: Interaction, fields: dict[str, Any]) -> None:
    """Puts something else in place of what the message showed."""
    await interaction.response.edit_message(**({"content": None, "embed": None, "view": None} | fields))


class Listed(Control, template=r"report:list"):
    """The way back to the list."""

    async def used(self, interaction: Interaction) -> None:
        """The same message, with what is still open."""
        if await allowed(interaction):
            await edited(interaction, await listed(interaction))


class Choose(Control, template=r"report:choose"):
    """One report of the list."""

    async def used(self, interaction: Interaction) -> None:
        """The same message, with that report and what can be done about it."""
        report = await report_of(interaction, int(chosen(interaction)[0]))
        if report:
            told = words.detail(report, await answered_today(interaction.client, report))
            await edited(interaction, sheet(told).fields(embeds_in(interaction)) | {"view": shown.report_controls(report)})


class Close(Control, template=r"report:(?P<what>done|ignore):(?P<number>\d{1,18})"):
    """Says that a report is dealt with."""

    async def used(self, interaction: Interaction) -> None:
        """The same message, saying so, with the list below it."""
        report = await report_of(interaction, int(self.match["number"]))
        if report is None:
            return
        store, now, mended = interaction.client.service.store, discord.utils.utcnow().timestamp(), self.match["what"] == "done"
        if await store.feedback.close_report(report.id, interaction.user.id, now):
            detail = f"report {report.id} {'mended' if mended else 'ignored'}"
            await store.audit.did(interaction.user.id, report.guild, words.DEED, detail, now)
        await edited(interaction, await listed(interaction))
        await tell(interaction, render.note(words.closed(report, mended), render.ANSWERED))


async def setup(bot: Greenroom) -> None:
    """Adds the cog, its buttons and its menu; discord.py calls this."""
    bot.add_dynamic_items(Listed, Choose, Close)
    await bot.add_cog(Reports(bot))
