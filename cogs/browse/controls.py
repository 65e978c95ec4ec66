"""The buttons and menus under cards. They are known by their ids, so that those of messages from before a restart work."""

from __future__ import annotations

import re

from bot import render
from bot.app.speaking import embeds_in, tell
from bot.browse import Query, again, packed, unpacked
from bot.render import cards
from bot.rights import may_turn
from bot.wording.cards import refusals
from cogs.browse.sending import KEY, shown
from cogs.controls import Control, chosen
from cogs.place import shows_here
from cogs.who import Interaction, member_here, settings_here


class Open(Control, template=re.escape(cards.OPEN)):
    """Shows an episode of a list to whoever chose it, alone: the list stays for others."""

    async def used(self, interaction: Interaction) -> None:
        """A new message that only they see."""
        shows = shows_here(interaction, await settings_here(interaction))
        found = await interaction.client.service.browser.look(Query("episode", name=chosen(interaction)[0], shows=shows))
        await interaction.response.send_message(**shown(interaction, found), ephemeral=True)


class Section(Control, template=re.escape(cards.SECTION) + r"(?P<name>[a-z]+):(?P<mark>~[0-9a-f]{16})"):
    """Shows the whole of a section to whoever wants it, alone."""

    async def used(self, interaction: Interaction) -> None:
        """A new message that only they see."""
        episode = await interaction.client.service.browser.episode(self.match["mark"])
        said = cards.section(episode, self.match["name"]) if episode else render.note(refusals.GONE)
        await interaction.response.send_message(**said.fields(embeds_in(interaction)), ephemeral=True)


class Turn(Control, template=re.escape(cards.TURN) + r"(?P<page>\d{1,4})"):
    """Turns the page of a list."""

    async def used(self, interaction: Interaction) -> None:
        """The same message, on that page."""
        query = await asked(interaction)
        if query:
            await replaced(interaction, query.turned(int(self.match["page"])))


class Choose(Control, template=re.escape(cards.CHOOSE)):
    """Settles which of several things was meant."""

    async def used(self, interaction: Interaction) -> None:
        """The same message, with the card of the choice."""
        query = await asked(interaction)
        if query:
            await replaced(interaction, query.chosen(chosen(interaction)[0]))


async def asked(interaction: Interaction) -> Query | None:
    """What the message was asked for, where whoever acts may change it; None after telling them why not."""
    sent = await interaction.client.service.store.answers.get(_first(interaction))
    query = unpacked(sent.state) if sent and sent.key == KEY else None
    if sent is None or query is None:
        await tell(interaction, render.note(refusals.OLD))
        return None
    if not may_turn(await member_here(interaction), await settings_here(interaction), sent.asker):
        await tell(interaction, render.note(refusals.NOT_YOURS))
        return None
    return query


async def replaced(interaction: Interaction, query: Query) -> None:
    """Puts the card of `query` in place of what the message showed."""
    found = await interaction.client.service.browser.look(query)
    going_on = again(found)
    if going_on:
        await interaction.client.service.store.answers.turned(_first(interaction), packed(going_on))
    fields = {"content": None, "embed": None, "view": None} | shown(interaction, found)
    await interaction.response.edit_message(**fields)


def _first(interaction: Interaction) -> int:
    """The id of the command that the message answers."""
    used = interaction.message.interaction_metadata if interaction.message else None
    return used.id if used else 0


CONTROLS = (Open, Section, Turn, Choose)
