"""The buttons under a post: ask about the episode, get pings, stop direct messages. They work after a restart too."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, Self

import discord
from discord import ui

from bot import render
from bot.announce.keys import ASK, KEY
from bot.announce.news import News, unpack
from bot.answers.carry import Turn
from bot.answers.desk import Desk
from bot.app import Greenroom, log_failure
from bot.app.speaking import embeds_in, tell
from bot.index import Row
from bot.question.reading import Heard
from bot.render.announcement import PING, STOP
from bot.store.records import Delivery, FollowKind
from bot.text import fold
from bot.wording import following as words
from bot.wording.announcing import alone
from bot.wording.marks import plain
from cogs.announcements.options import takeable

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
        news = await _news(interaction, self.key) or _of_card(interaction.message)
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
        desk = interaction.client.service.desk
        today = desk.today(discord.utils.utcnow())
        turn = await _meant(desk, self._news, today)
        if turn is None:
            # An answer about some other episode would be worse than what little the feed says.
            said = render.note(alone(self._news), render.ANSWERED)
        else:
            found = await desk.answer(Heard(self.question.value), today, turn)
            said = render.answer(found.answer, desk.catalog)
        await interaction.response.send_message(**said.fields(embeds_in(interaction)))

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
        if role is None or not isinstance(member, discord.Member) or not takeable(role):
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
        stopped = words.STOPPED if news else words.ALL_STOPPED
        await tell(interaction, render.note(stopped if gone else words.NOTHING_TO_STOP, render.ANSWERED))


async def _meant(desk: Desk, news: News, today: date) -> Turn | None:
    """The turn of a conversation that has just come to the episode; None where the notes do not have it."""
    names = [f"episode {news.number}"] if news.number.isdigit() else []
    for name in (*names, news.title):
        turn = (await desk.answer(Heard(f"{news.show} {name}".strip()), today)).turn
        focus = turn.focus if turn else None
        if focus and (focus.key == news.key if news.key else _fits(desk.catalog.shows[focus.show].name, focus, news)):
            return turn
    return None


def _fits(show: str, found: Row, news: News) -> bool:
    return fold(show) == fold(news.show) and fold(found.title) == fold(news.title)


def _of_card(message: discord.Message | None) -> News | None:
    """What the post itself says, for a test or a post of years ago, of which nothing is kept."""
    card = message.embeds[0] if message and message.embeds else None
    if card is None or not card.title:
        return None
    number = re.match(r"#(\d+) ", card.title)
    title = plain(card.title[number.end() :] if number else card.title)
    return News("", title, show=card.footer.text or "", number=number[1] if number else "")


async def _news(interaction: Interaction, key: str) -> News | None:
    found: Delivery | None = await interaction.client.service.store.deliveries.get(key)
    return unpack(found.payload) if found else None


BUTTONS = (AskButton, PingButton, StopButton)
