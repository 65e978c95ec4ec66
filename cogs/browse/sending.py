"""Cards sent in answer to commands, and remembered where they have pages."""

from __future__ import annotations

import asyncio
import random
from typing import Any

import discord

from bot.app.speaking import embeds_in
from bot.browse import Card, Missing, Query, again, packed
from bot.render.cards import card as rendered
from bot.render.cards import controls
from bot.store.records import SentAnswer
from cogs.place import is_private
from cogs.who import Interaction, settings_here

SLOW = 1.0
"""Seconds after which people are shown that the bot is at work."""
KEY = "card"


async def show(interaction: Interaction, query: Query, private: bool | None) -> None:
    """Answers a command with the card of `query`; it is remembered where pages can be turned or something be chosen."""
    settings = await settings_here(interaction)
    hidden = is_private(interaction, settings, private)
    looking = asyncio.ensure_future(interaction.client.service.browser.look(query, random.random()))
    done, _ = await asyncio.wait({looking}, timeout=SLOW)
    if not done:
        await interaction.response.defer(ephemeral=hidden)
    found = await looking
    # That no option was filled in concerns nobody else.
    hidden = hidden or (isinstance(found, Missing) and found.kind == "nothing")
    await remember(interaction, found)
    if done:
        await interaction.response.send_message(**shown(interaction, found), ephemeral=hidden)
    else:
        await interaction.followup.send(**shown(interaction, found))


def shown(interaction: Interaction, found: Card) -> dict[str, Any]:
    """The arguments for sending a card."""
    view = controls(found)
    fields = rendered(found, interaction.client.service.desk.catalog).fields(embeds_in(interaction))
    return fields | ({"view": view} if view else {})


async def remember(interaction: Interaction, found: Card) -> None:
    """Keeps who asked and what for, where the card has pages or choices.

    It is kept under the id of the interaction, which the answer bears, and before that is sent: who is quick with a button
    must not be told that it is too old.
    """
    query = again(found)
    if query is not None:
        now, channel = discord.utils.utcnow().timestamp(), interaction.channel_id or 0
        sent = SentAnswer(interaction.id, channel, interaction.user.id, KEY, interaction.guild_id, state=packed(query), at=now)
        await interaction.client.service.store.answers.sent(sent)
