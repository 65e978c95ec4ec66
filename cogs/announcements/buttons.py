"""The buttons under a post: ask about the episode, get pings, stop direct messages. They work after a restart too."""

from __future__ import annotations

import re
from typing import Any, Self

import discord
from discord import ui

from bot import render
from bot.announce.keys import ASK, KEY
from bot.announce.news import News, unpack
from bot.app import Greenroom, log_failure
from bot.app.speaking import embeds_in, tell
from bot.question.reading import Heard
from bot.render.announcement import PING, STOP
from bot.store.records import Delivery, FollowKind
from bot.wording import subscriptions as words

Interaction = discord.Interaction[Greenroom]
ID = "0" * 16
"""Stands for the episode in the key of a preview."""


class AskButton(ui.DynamicItem[ui.Button[ui.View]], template=f"{ASK}(?P<key>{KEY})"):
    """Opens a form for a question about the episode."""

    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__(ui.Button(custom_id=f"{ASK}{key}", label="?"))

    @classmethod
    async def from_custom_id(cls, _interaction: Any, _item: Any, match: re.Match[str], /) -> Self:
        """The button as its id tells it."""
        return cls(match["key"])

    async def callback(self, interaction: Interaction) -> Any:  # type: ignore[override]
        """Opens the form."""
        news = await _news(interaction, self.key)
        if news is None:
            await tell(interaction, render.note(words.GONE))
        else:
            await interaction.response.send_modal(Asking(news))


class Asking(ui.Modal, title=words.ASKING):
    """One question about one episode."""

    question: ui.TextInput[Asking] = ui.TextInput(label=words.QUESTION, custom_id="question", max_length=400)

    def __init__(self, news: News) -> None:
        super().__init__()
        self._news = news

    async def on_submit(self, interaction: Interaction) -> None:  # type: ignore[override]
        """Answers as if the episode had just been talked about."""
        service = interaction.client.service
        desk, now = service.desk, discord.utils.utcnow()
        meant = await desk.answer(Heard(_naming(self._news)), desk.today(now))
        found = await desk.answer(Heard(self.question.value), desk.today(now), meant.turn)
        await interaction.response.send_message(**render.answer(found.answer, desk.catalog).fields(embeds_in(interaction)))

    async def on_error(self, interaction: Interaction, error: Exception, /) -> None:  # type: ignore[override]
        """An apology with a reference that the log has too."""
        await tell(interaction, render.apology(log_failure("a question about an episode", error)))


class PingButton(ui.DynamicItem[ui.Button[ui.View]], template=f"{PING}(?P<number>[0-9]+)"):
    """Gives the role for pings to whoever wants it, or takes it back."""

    def __init__(self, number: int) -> None:
        self.number = number
        super().__init__(ui.Button(custom_id=f"{PING}{number}", label="?"))

    @classmethod
    async def from_custom_id(cls, _interaction: Any, _item: Any, match: re.Match[str], /) -> Self:
        """The button as its id tells it."""
        return cls(int(match["number"]))

    async def callback(self, interaction: Interaction) -> Any:  # type: ignore[override]
        """Gives or takes the role."""
        one = await interaction.client.service.store.subscriptions.get(self.number)
        member, guild = interaction.user, interaction.guild
        role = guild.get_role(one.ping_role) if guild and one and one.ping_role and one.guild == guild.id else None
        if role is None or not isinstance(member, discord.Member) or not role.is_assignable() or _powerful(role):
            await tell(interaction, render.note(words.NO_ROLE))
            return
        on = role not in member.roles
        try:
            await (member.add_roles(role) if on else member.remove_roles(role))
        except discord.HTTPException:
            await tell(interaction, render.note(words.NO_ROLE))
        else:
            await tell(interaction, render.note(words.pings(role.id, on), render.ANSWERED))


class StopButton(ui.DynamicItem[ui.Button[ui.View]], template=f"{STOP}(?P<key>{KEY})"):
    """Ends direct messages about what the episode was followed for."""

    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__(ui.Button(custom_id=f"{STOP}{key}", label="?"))

    @classmethod
    async def from_custom_id(cls, _interaction: Any, _item: Any, match: re.Match[str], /) -> Self:
        """The button as its id tells it."""
        return cls(match["key"])

    async def callback(self, interaction: Interaction) -> Any:  # type: ignore[override]
        """Removes the follows that led to the message; where it is no longer known, all of the member's."""
        follows = interaction.client.service.store.follows
        news = await _news(interaction, self.key)
        things: set[tuple[str, str]] = set(news.keys) if news else set()
        gone = 0
        for one in await follows.of(interaction.user.id):
            if news is None or (one.kind, one.key) in things:
                kind: FollowKind = one.kind
                gone += await follows.remove(interaction.user.id, kind, one.key)
        await tell(interaction, render.note(words.STOPPED if gone else words.NOTHING_TO_STOP, render.ANSWERED))


def _powerful(role: discord.Role) -> bool:
    """Whether the role gives rights that nobody should get by pressing a button."""
    rights = role.permissions
    return rights.administrator or bool(rights.value & discord.Permissions.elevated().value)


def _naming(news: News) -> str:
    number = f"episode {news.number}" if news.number.isdigit() else ""
    return f"{news.show} {number or news.title}".strip()


async def _news(interaction: Interaction, key: str) -> News | None:
    found: Delivery | None = await interaction.client.service.store.deliveries.get(key)
    return unpack(found.payload) if found else None


BUTTONS = (AskButton, PingButton, StopButton)
