"""The buttons and menus under answers. They are known by their ids, so that those from before a restart work."""

from __future__ import annotations

import asyncio
import re
from dataclasses import replace
from typing import Any

import discord

from bot import render
from bot.answers.answer import Answered
from bot.app.speaking import embeds_in, tell
from bot.gaps import watch_gap
from bot.question.reading import Heard
from bot.render import controls
from bot.render.forms import sent as sent_form
from bot.rights import may_turn
from bot.store.records import NewReport, SentAnswer
from bot.talks import unpacked
from bot.wording import controls as words
from bot.wording.gaps import known_now
from bot.wording.page import NEWEST
from cogs.answers.keeping import Where, awaits, choices_of, gap_of, keep, sent_as
from cogs.controls import Control, chosen, data_of
from cogs.who import Interaction, member_here, settings_here

SLOW = 1.0
"""Seconds that whoever presses a thumb waits for its being written down."""
FORM = re.compile(re.escape(controls.FORM) + r"(?P<message>\d{1,20})")


class Turn(Control, template=re.escape(controls.TURN) + r"(?P<page>\d{1,4})"):
    """Turns the page of a list of episodes."""

    async def used(self, interaction: Interaction) -> None:
        """The same message, on that page."""
        sent = await _changeable(interaction)
        told = await interaction.client.talks.again(unpacked(sent.state)) if sent else None
        if told is None:
            await _old(interaction, sent)
            return
        found, page = told.reply.answer, int(self.match["page"])
        if not isinstance(found, Answered) or page >= words.pages(found):
            await tell(interaction, render.note(words.CHANGED))
            return
        service = interaction.client.service
        if page:
            there = found.rows[page * NEWEST : (page + 1) * NEWEST]
            found = replace(found, full=tuple(await service.index.episodes([row.id for row in there])))
        await _replaced(interaction, controls.page(found, service.desk.catalog, page))


class Pick(Control, template=re.escape(controls.PICK) + r"(?P<at>\d)"):
    """Settles which of a few things was meant."""

    async def used(self, interaction: Interaction) -> None:
        """The same message, with the answer to the choice."""
        await _pick(interaction, int(self.match["at"]))


class PickLong(Control, template=re.escape(controls.MENU)):
    """Settles which of a few things with long names was meant."""

    async def used(self, interaction: Interaction) -> None:
        """The same message, with the answer to the choice."""
        await _pick(interaction, int(chosen(interaction)[0]))


class Thumb(Control, template=r"said:(?P<way>up|down)"):
    """Says whether an answer was right."""

    async def used(self, interaction: Interaction) -> None:
        """Thanks, to whoever pressed it alone; after a thumb down with a way to say what is wrong."""
        message, now = interaction.message, discord.utils.utcnow().timestamp()
        if message is None:
            return
        up = self.match["way"] == "up"
        feedback = interaction.client.service.store.feedback
        rating = asyncio.ensure_future(feedback.rate(message.id, interaction.user.id, up, now, interaction.guild_id))
        # A disk may take longer than the three seconds that Discord waits.
        done, _ = await asyncio.wait({rating}, timeout=SLOW)
        if done:
            await rating
        await tell(interaction, render.note(words.GOOD, render.ANSWERED) if up else controls.disliked(message.id))
        await rating


class Report(Control, template=re.escape(controls.REPORT) + r"(?P<message>\d{1,20})"):
    """Opens the form for what is wrong."""

    async def used(self, interaction: Interaction) -> None:
        """The form; what it brings is taken by `take_report`."""
        await interaction.response.send_modal(controls.report_form(int(self.match["message"])))


class Watch(Control, template=re.escape(controls.WATCH)):
    """Has somebody told when there is an answer."""

    async def used(self, interaction: Interaction) -> None:
        """That they will be told, to them alone."""
        sent = await sent_as(interaction.client, interaction.message) if interaction.message else None
        gap = gap_of(sent) if sent else None
        if gap is None:
            await tell(interaction, render.note(words.OLD))
            return
        service, now = interaction.client.service, discord.utils.utcnow().timestamp()
        new = await watch_gap(service, gap, interaction.user.id, now)
        found = await service.store.gaps.get(gap)
        said = words.WATCHING if new else words.WATCHED
        if found is None:
            said = words.OLD
        elif found.status == "answered":
            # Whoever waited was told when it was closed, and nobody looks for more of them.
            await service.store.gaps.unwatch(gap, interaction.user.id)
            said = known_now(found, found.note)
        await tell(interaction, render.note(said, render.ANSWERED))


CONTROLS = (Turn, Pick, PickLong, Thumb, Report, Watch)


def is_report(interaction: discord.Interaction[Any]) -> re.Match[str] | None:
    """The form for what is wrong that came back, None for anything else."""
    if interaction.type is not discord.InteractionType.modal_submit:
        return None
    return FORM.fullmatch(str(data_of(interaction).get("custom_id")))


async def take_report(interaction: Interaction, message: int) -> None:
    """Keeps what somebody says is wrong with the answer that is `message`, and thanks them."""
    reason = "".join(sent_form(data_of(interaction)).get(controls.REASON, ())).strip()
    if not reason:
        await tell(interaction, render.note(words.NO_REASON))
        return
    store, now = interaction.client.service.store, discord.utils.utcnow().timestamp()
    sent = await store.answers.get(message)
    channel, question = (sent.channel, sent.question) if sent else (interaction.channel_id or 0, "")
    await store.feedback.report(NewReport(message, channel, interaction.user.id, reason, interaction.guild_id, question), now)
    await tell(interaction, render.note(words.REPORTED, render.ANSWERED))


async def _changeable(interaction: Interaction) -> SentAnswer | None:
    """What is kept of the answer, where whoever acts may change it; None after telling them why not."""
    sent = await sent_as(interaction.client, interaction.message) if interaction.message else None
    if sent is None:
        return None
    if not may_turn(await member_here(interaction), await settings_here(interaction), sent.asker):
        await tell(interaction, render.note(words.NOT_YOURS))
        return None
    return sent


async def _old(interaction: Interaction, sent: SentAnswer | None) -> None:
    """Says that an answer is too old, unless another reason was given."""
    if sent or not interaction.response.is_done():
        await tell(interaction, render.note(words.OLD))


async def _pick(interaction: Interaction, at: int) -> None:
    sent = await _changeable(interaction)
    choices = choices_of(sent) if sent else []
    if sent is None or interaction.message is None or at >= len(choices):
        await _old(interaction, sent)
        return
    talks, talk = interaction.client.talks, unpacked(sent.state)
    told = await talks.ask(Heard(choices[at], show=talk.show), replace(talk, questions=()), None)
    now, where = discord.utils.utcnow(), Where(sent.channel, sent.guild, sent.asker, sent.asked)
    for key in (interaction.message.id, (sent.asker, sent.channel)):
        talks.remember(key, told, now)
    said = controls.usable(told.reply.answer, interaction.client.service.desk.catalog, gap=awaits(told))
    await _replaced(interaction, said)
    await keep(interaction.client, talks, interaction.message.id, where, told)


async def _replaced(interaction: Interaction, said: controls.Usable) -> None:
    """Puts another answer in place of what the message showed."""
    fields = {"content": None, "embed": None, "view": None} | said.fields(embeds_in(interaction))
    await interaction.response.edit_message(**fields)
