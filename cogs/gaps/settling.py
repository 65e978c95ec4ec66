"""The list of open questions, and the buttons and menus under it."""

from __future__ import annotations

from typing import Any

import discord

from bot import render
from bot.app.speaking import embeds_in, tell
from bot.gaps import answer_in, visible_gaps
from bot.render import gaps as shown
from bot.render.cards import sheet
from bot.rights import may_see_gaps
from bot.store.records import Gap
from bot.wording import gaps as words
from cogs.closing import close
from cogs.controls import Control, chosen
from cogs.gaps.answering import open_alias, open_answer
from cogs.gaps.who import gap_of, refuse, who
from cogs.who import Interaction


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


class Settle(Control, template=r"gap:(?P<what>answer|alias|ignore|example|done):(?P<number>\d{1,18})"):
    """Something done about a gap."""

    async def used(self, interaction: Interaction) -> None:
        """Opens a form, or settles it, or shows what was asked."""
        gap = await gap_of(interaction, int(self.match["number"]))
        if gap is None:
            return
        what = self.match["what"]
        if what == "answer":
            await open_answer(interaction, gap)
        elif what == "alias":
            await open_alias(interaction, gap)
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
    """Settled by hand; the message may hold the entry that somebody was given to paste."""
    text = (interaction.message.content if interaction.message else "").partition("```yaml\n")[2].partition("\n```")[0]
    await interaction.response.defer()
    first = await close(interaction.client, gap, answer_in(text), interaction.user.id)
    said = render.note(words.answered(gap, gap.watchers if first else 0)).fields(embeds_in(interaction))
    said.pop("suppress_embeds", None)
    await interaction.edit_original_response(**({"content": None, "embed": None, "view": None} | said))
