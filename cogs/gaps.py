"""/gaps: what could not be answered, for those who can close the gap."""

from __future__ import annotations

import logging
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot import render
from bot.answers.complete import mark_of
from bot.app import Greenroom
from bot.app.speaking import LOST, embeds_in, tell
from bot.gaps import faq_entry, visible_gaps
from bot.render import gaps as shown
from bot.render.cards import sheet
from bot.render.forms import sent
from bot.rights import Member, may_see_gaps, may_settle
from bot.store.records import Gap, Settings
from bot.wording import gaps as words
from cogs.controls import Control, chosen, data_of, guarded
from cogs.place import for_managing
from cogs.who import Hosts, Interaction, member_here, settings_here

LOG = logging.getLogger(__name__)
NOTE = 500
"""Letters kept of how a gap was closed."""


class Gaps(commands.Cog):
    """The list, and the form that comes back."""

    def __init__(self, bot: Greenroom) -> None:
        self.bot = bot
        self.hosts = Hosts(bot)

    @app_commands.command()
    @for_managing
    async def gaps(self, interaction: Interaction) -> None:
        """What listeners asked and I could not answer, for moderators."""
        fields = await listed(interaction, 0)
        if fields:
            await interaction.response.send_message(**fields, ephemeral=True)

    @commands.Cog.listener()
    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        """Takes a form that came back."""
        form = str(data_of(interaction).get("custom_id", ""))
        if interaction.type is discord.InteractionType.modal_submit and form.startswith(shown.FORM):
            await guarded(interaction, _take_answer)


async def who(interaction: Interaction) -> tuple[Member, Settings]:
    """Whoever acts, and what is set where they do."""
    cog = interaction.client.get_cog("Gaps")
    hosts = cog.hosts if isinstance(cog, Gaps) else None
    return await member_here(interaction, hosts), await settings_here(interaction)


async def refuse(interaction: Interaction, why: str) -> None:
    """Tells somebody why they may not, and notes that they tried."""
    now = discord.utils.utcnow().timestamp()
    audit = interaction.client.service.store.audit
    await audit.refused(interaction.user.id, interaction.guild_id, words.DEED, why[:100], now)
    await tell(interaction, render.note(why))


async def listed(interaction: Interaction, page: int) -> dict[str, Any] | None:
    """The arguments for sending the list; None after telling somebody that it is not for them."""
    member, settings = await who(interaction)
    if not may_see_gaps(member, settings):
        await refuse(interaction, words.REFUSED)
        return None
    service = interaction.client.service
    found = await visible_gaps(service.store, member, settings)
    page = min(page, max(0, len(found) - 1) // words.PAGE)
    fields = sheet(words.listing(found, page, service.desk.catalog.shows)).fields(embeds_in(interaction))
    view = shown.list_controls(found, page)
    return fields | ({"view": view} if view else {})


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


async def edited(interaction: Interaction, fields: dict[str, Any]) -> None:
    """Puts something else in place of what the message showed."""
    await interaction.response.edit_message(**({"content": None, "embed": None, "view": None} | fields))


class Page(Control, template=r"gap:page:(?P<page>\d{1,3})"):
    """Another page of the list."""

    async def used(self, interaction: Interaction) -> None:
        """The same message, on that page."""
        fields = await listed(interaction, int(self.match["page"]))
        if fields:
            await edited(interaction, fields)


class Choose(Control, template=r"gap:choose"):
    """One gap of the list."""

    async def used(self, interaction: Interaction) -> None:
        """The same message, with that gap and what can be done about it."""
        gap = await gap_of(interaction, int(chosen(interaction)[0]))
        if gap:
            told = sheet(words.detail(gap, interaction.client.service.desk.catalog.shows))
            await edited(interaction, told.fields(embeds_in(interaction)) | {"view": shown.gap_controls(gap)})


class Settle(Control, template=r"gap:(?P<what>answer|ignore|example|done):(?P<number>\d{1,18})"):
    """Something done about a gap."""

    async def used(self, interaction: Interaction) -> None:
        """Opens the form, or settles it, or shows what was asked."""
        gap = await gap_of(interaction, int(self.match["number"]))
        if gap is None:
            return
        what = self.match["what"]
        if what == "answer":
            await interaction.response.send_modal(shown.form(gap))
        elif what == "example":
            await tell(interaction, render.note(words.example(gap)))
        elif what == "ignore":
            await _ignore(interaction, gap)
        else:
            await _done(interaction, gap)


async def _ignore(interaction: Interaction, gap: Gap) -> None:
    now = discord.utils.utcnow().timestamp()
    await interaction.client.service.store.gaps.ignore(gap.id, interaction.user.id, now)
    await edited(interaction, render.note(words.ignored(gap)).fields(embeds_in(interaction)))


async def _done(interaction: Interaction, gap: Gap) -> None:
    note = (interaction.message.content if interaction.message else "").partition("```yaml\n")[2].partition("\n```")[0]
    now = discord.utils.utcnow().timestamp()
    first = await interaction.client.service.store.gaps.answer(gap.id, note[:NOTE], interaction.user.id, now)
    await edited(interaction, render.note(words.answered(gap, gap.watchers if first else 0)).fields(embeds_in(interaction)))
    if first:
        await tell_watchers(interaction.client, gap)


async def _take_answer(interaction: Interaction) -> None:
    data = data_of(interaction)
    gap = await gap_of(interaction, int(str(data["custom_id"]).removeprefix(shown.FORM)))
    if gap is None:
        return
    fields = {name: "".join(values) for name, values in sent(data).items()}
    entry = faq_entry(fields.get(shown.QUESTION, ""), fields.get(shown.REPLY, ""), fields.get(shown.LINK, ""))
    text = words.entry(entry, gap.show)
    await interaction.response.send_message(text, view=shown.done_control(gap), ephemeral=True)


async def tell_watchers(bot: Greenroom, gap: Gap) -> None:
    """Tells those who wanted to know. Each is forgotten once told, so that after a failure the rest can be told again."""
    store = bot.service.store
    for watcher in await store.gaps.watchers(gap.id):
        try:
            room = bot.get_partial_messageable(watcher.channel) if watcher.channel else await bot.fetch_user(watcher.user)
            # Said twice within minutes, Discord gives back the first message.
            await room.send(nonce=mark_of(f"{gap.id}/{watcher.user}"), **render.note(words.known_now(gap)).fields(True))
        except (discord.Forbidden, discord.NotFound):
            LOG.info("somebody who waited for an answer takes no messages")
        except (discord.HTTPException, *LOST) as error:
            LOG.warning("somebody who waited for an answer could not be told: %s", type(error).__name__)
            continue
        await store.gaps.unwatch(gap.id, watcher.user)


async def setup(bot: Greenroom) -> None:
    """Adds the cog, its buttons and menus; discord.py calls this."""
    bot.add_dynamic_items(Page, Choose, Settle)
    await bot.add_cog(Gaps(bot))
