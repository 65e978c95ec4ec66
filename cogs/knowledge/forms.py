"""Forms of `/knowledge`: opened, remembered, and read when they come back."""

from __future__ import annotations

from typing import Any

import discord

from bot import render
from bot.app import Greenroom
from bot.app.speaking import tell
from bot.errors import BotError
from bot.moderating import KINDS, WHAT, Opened, Step, Target, What, editable, opened_of, shown, wish_for
from bot.moderating.opened import packed
from bot.render import proposals
from bot.render.forms import sent
from bot.store.records import SentAnswer
from bot.wording import editing as words
from bot.wording.marks import escape
from cogs.controls import data_of
from cogs.knowledge.proposing import Proposing
from cogs.knowledge.rights import allowed, refuse
from cogs.who import Interaction

KEY = "knowledge form"
_TITLES = ("title", "name", "question")


class Forms:
    """What was opened for whom, and what comes of it."""

    def __init__(self, bot: Greenroom, proposing: Proposing) -> None:
        self._bot = bot
        self._proposing = proposing
        proposing.remember = self.remember

    async def add(self, interaction: Interaction, what: What, show: str) -> None:
        """Opens the form for something new."""
        await self._keep(interaction, Opened(what, show))
        await interaction.response.send_modal(proposals.adding(KINDS[what], _id(interaction)))

    async def edit(self, interaction: Interaction, what: What, show: str, target: Target, field: str) -> None:
        """Opens the form for one field, with what it says now."""
        text = shown(target.kind, field, getattr(target.said, field))
        form = proposals.editing(target.kind, field, text, _id(interaction))
        if form is None:
            await tell(interaction, render.note(words.TOO_LONG))
            return
        await self._keep(interaction, Opened(what, show, target.path, target.at, field, text, target.digest, target.name))
        await interaction.response.send_modal(form)

    async def remember(self, interaction: Interaction, target: Target) -> int:
        """The number by which a menu of the fields of something finds it again."""
        await self._keep(interaction, Opened(WHAT[target.kind], "", target.path, target.at, name=target.name))
        return interaction.id

    async def again(self, interaction: Interaction, number: int, field: str) -> None:
        """Opens the form for a field that was chosen in such a menu."""
        opened = await self._opened(interaction, number)
        if opened is None or field not in editable(KINDS[opened.what]):
            return
        if not await allowed(interaction, self._proposing.hosts, [opened.path]):
            return
        try:
            target = await self._proposing.moderation.finder.at(opened.path, opened.at)
        except BotError as error:
            await tell(interaction, render.note(escape(str(error))))
            return
        await self.edit(interaction, opened.what, opened.show, target, field)

    async def _opened(self, interaction: Interaction, number: int) -> Opened | None:
        """What a form or menu is about; None, told to whoever sent it, where it is gone or another's."""
        kept = await self._bot.service.store.answers.get(number)
        if kept is None or kept.key != KEY:
            await tell(interaction, render.note(words.FORM_GONE))
        elif kept.asker != interaction.user.id:
            await refuse(interaction, "somebody else's form", words.NOT_YOURS)
        else:
            return opened_of(kept.state)
        return None

    async def take(self, interaction: Interaction) -> None:
        """Proposes what a form asks for."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        data = data_of(interaction)
        number = int(str(data.get("custom_id", "")).removeprefix(proposals.FORM) or 0)
        opened = await self._opened(interaction, number)
        if opened is None:
            return
        fields = {name: "\n".join(values) for name, values in sent(data).items()}
        await self._bot.service.store.answers.removed(number)
        if opened.field:
            await self._changed(interaction, opened, fields.get(proposals.TEXT, ""))
        else:
            await self._added(interaction, opened, fields)

    async def _changed(self, interaction: Interaction, opened: Opened, text: str) -> None:
        step = Step("field", opened.path, (*opened.at, opened.field), text, was=opened.was)
        name = opened.name or opened.path.rpartition("/")[2].rpartition(".")[0]
        why = f"Edit {opened.field} of {name}"[:300]
        await self._proposing.propose(interaction, [step], why, began={opened.path: opened.base})

    async def _added(self, interaction: Interaction, opened: Opened, fields: dict[str, str]) -> None:
        kind, finder = KINDS[opened.what], self._proposing.moderation.finder
        try:
            wish = {name: wish_for(kind, name, text) for name, text in fields.items()}
            value = {name: each for name, each in wish.items() if each is not None}
            name = str(next(value[key] for key in _TITLES if key in value))
            if opened.what == "episode":
                path = await finder.new_episode(opened.show, name, str(value.get("number", "")))
                step = Step("new", path, value=value)
            else:
                register = opened.what != "faq"
                step = Step("insert", await finder.home(kind, "" if register else opened.show), value=value)
        except (BotError, StopIteration) as error:
            await tell(interaction, render.note(escape(str(error)) or words.FORM_GONE))
            return
        await self._proposing.propose(interaction, [step], f"Add {name}")

    async def _keep(self, interaction: Interaction, opened: Opened) -> None:
        now, channel = discord.utils.utcnow().timestamp(), interaction.channel_id or 0
        user, guild = interaction.user.id, interaction.guild_id
        note = SentAnswer(interaction.id, channel, user, KEY, guild, state=packed(opened), at=now)
        await self._bot.service.store.answers.sent(note)


def _id(interaction: Interaction) -> str:
    return f"{proposals.FORM}{interaction.id}"


def is_form(interaction: discord.Interaction[Any]) -> bool:
    """Whether a form of `/knowledge` came back."""
    form = str(data_of(interaction).get("custom_id", ""))
    number = form.removeprefix(proposals.FORM)
    return interaction.type is discord.InteractionType.modal_submit and form != number and number.isdecimal()
