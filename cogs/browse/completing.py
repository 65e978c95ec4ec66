"""Names offered while somebody types."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

import discord
from discord import app_commands

from bot.answers.complete import Kind
from bot.app import log_failure
from bot.render.cards import option_label
from cogs.place import shows_here
from cogs.who import Interaction, settings_here

Choices = list[app_commands.Choice[str]]
Completer = Callable[[discord.Interaction[Any], str], Coroutine[Any, Any, Choices]]


def completing(kind: Kind) -> Completer:
    """The autocomplete of an option that names something of this kind."""

    async def complete(interaction: discord.Interaction[Any], current: str) -> Choices:
        try:
            return await offered(interaction, kind, current)
        except Exception as error:
            # Who types must not be told of it: what they type is taken as it is.
            log_failure(f"completing a {kind}", error)
            return []

    return complete


async def offered(interaction: Interaction, kind: Kind, typed: str) -> Choices:
    """At most 25 choices, best first."""
    service = interaction.client.service
    shows = shows_here(interaction, await settings_here(interaction))
    found = await service.browser.complete(kind, typed, shows)
    catalog = service.desk.catalog
    return [app_commands.Choice(name=option_label(each, catalog), value=each.value) for each in found]
