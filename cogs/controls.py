"""Buttons and menus that are known by their ids, so that those of messages from before a restart work."""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Awaitable, Callable
from typing import Any, Self

import discord
from discord import ui

from bot import render
from bot.app import Greenroom, log_failure
from bot.app.speaking import tell
from cogs.who import Interaction


async def guarded(interaction: discord.Interaction[Any], act: Callable[[Interaction], Awaitable[None]]) -> None:
    """Acts on an interaction, once: after a lost connection Discord may bring it twice. What fails is told as for commands."""
    bot: Greenroom = interaction.client
    if not bot.heard.first(interaction.id):
        return
    try:
        await act(interaction)
    except Exception as error:
        await tell(interaction, render.apology(log_failure("a button, menu or form", error)))


class Control(ui.DynamicItem[ui.Item[Any]], template=r"never"):
    """One button or menu. What it does stands in `used`; `match` is its id, taken apart by its template."""

    def __init__(self, item: ui.Item[Any], match: re.Match[str]) -> None:
        super().__init__(item)
        self.match = match

    @classmethod
    async def from_custom_id(cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /) -> Self:
        """The control that somebody used; discord.py calls this."""
        return cls(item, match)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Does what the control is for."""
        await guarded(interaction, self.used)

    @abstractmethod
    async def used(self, interaction: Interaction) -> None:
        """What the control is for."""


def chosen(interaction: Interaction) -> list[str]:
    """What somebody chose in a menu: values, or ids."""
    return [str(value) for value in data_of(interaction).get("values", ())]


def data_of(interaction: discord.Interaction[Any]) -> dict[str, Any]:
    """What Discord tells of a button, menu or form."""
    data: Any = interaction.data
    return dict(data or {})
