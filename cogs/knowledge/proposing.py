"""Proposals shown, confirmed, cancelled and made again."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import Any

import discord

from bot import render
from bot.app import Greenroom
from bot.app.speaking import embeds_in, tell
from bot.edits import Author, EditConflict, Headline
from bot.errors import BotError
from bot.moderating import Asked, Drafted, Moderation, Pending, Step, Target, packed, unpacked
from bot.render import proposals
from bot.rights import may_settle, visible
from bot.store.records import Gap, SentAnswer
from bot.wording import editing as words
from bot.wording.marks import escape
from cogs.closing import close
from cogs.knowledge.rights import allowed, refuse
from cogs.who import Hosts, Interaction, member_here, settings_here

KEY = "knowledge"
MOST = 25
"""Recent questions of each kind that are looked at."""


class Proposing:
    """What happens between a moderator's wish and the files."""

    def __init__(self, bot: Greenroom, moderation: Moderation, hosts: Hosts) -> None:
        self._bot = bot
        self.hosts = hosts
        self.moderation = moderation
        self.import_again: Callable[[Interaction, str, str, bool], Awaitable[None]] | None = None
        """Proposes an import anew: show, address, guesses."""
        self.remember: Callable[[Interaction, Target], Awaitable[int]] | None = None
        """Keeps something for a menu of its fields."""

    async def propose(
        self,
        interaction: Interaction,
        steps: Sequence[Step],
        why: str,
        *,
        began: Mapping[str, str | None] | None = None,
        gaps: Mapping[int, str] | None = None,
        asked: Gap | None = None,
    ) -> None:
        """Shows what the steps would do, to whoever asked alone; the interaction is put off already.

        `began` and `gaps` as in `Moderation.draft`; `asked` is the open question that led to it.
        """
        if not await allowed(interaction, self.hosts, [step.path for step in steps]):
            return
        questions = await self.recent(interaction, asked)
        try:
            drafted = await self.moderation.draft(steps, why, questions, self.today(), began=began, gaps=gaps)
        except BotError as error:
            await tell(interaction, render.note(escape(str(error))))
            return
        still = asked.example if asked and asked.id not in drafted.pending.gaps else ""
        await self.show(interaction, drafted, still)

    async def undo(self, interaction: Interaction, key: str) -> None:
        """Shows what taking a change back would do, to those who may change all its files."""
        try:
            paths = await self.moderation.paths_of(key)
            if not await allowed(interaction, self.hosts, paths):
                return
            drafted = await self.moderation.draft_undo(key, await self.recent(interaction), self.today())
        except BotError as error:
            await tell(interaction, render.note(escape(str(error))))
            return
        await self.show(interaction, drafted)

    async def confirm(self, interaction: Interaction, number: int) -> None:
        """Makes the proposal of that number."""
        await interaction.response.defer()
        pending = await self._pending(interaction, number)
        if pending is None or not pending.clean or not await allowed(interaction, self.hosts, pending.changes):
            return
        author = Author(interaction.user.display_name, str(interaction.user.id))
        try:
            headline = await self.moderation.confirm(pending, author)
        except EditConflict as conflict:
            await become(interaction, proposals.conflict(conflict.conflicts, number, embeds_in(interaction)))
            return
        except BotError as error:
            await become(interaction, render.note(escape(str(error))).fields(embeds_in(interaction)))
            return
        await self._bot.service.store.answers.removed(number)
        closed = await self._close(interaction, pending)
        said = render.note(words.done(headline, len(closed), sum(gap.watchers for gap in closed)), render.ANSWERED)
        await become(
            interaction, said.fields(embeds_in(interaction)) | {"view": await self._after(interaction, pending, headline)}
        )

    async def _after(self, interaction: Interaction, pending: Pending, headline: Headline) -> discord.ui.View:
        """What can be done next: undo, and edit another field of what was added or changed."""
        target = None
        if len(pending.steps) == 1:
            with suppress(BotError):
                target = await self.moderation.touched(pending.steps[0])
        number = await self.remember(interaction, target) if target and self.remember else 0
        return proposals.after(headline.id, target.kind if target else None, number)

    async def _close(self, interaction: Interaction, pending: Pending) -> list[Gap]:
        """The open questions that the change answered, which are closed now, and who waited for them is told."""
        member, settings = await member_here(interaction, self.hosts), await settings_here(interaction)
        closed = []
        for number, answer in pending.gaps.items():
            gap = await self._bot.service.store.gaps.get(number)
            if gap and may_settle(member, settings, gap) and await close(self._bot, gap, answer, member.user):
                closed.append(gap)
        return closed

    async def cancel(self, interaction: Interaction, number: int) -> None:
        """Forgets the proposal of that number."""
        await interaction.response.defer()
        if await self._pending(interaction, number) is not None:
            await self._bot.service.store.answers.removed(number)
            await become(interaction, render.note(words.CANCELLED).fields(embeds_in(interaction)))

    async def redo(self, interaction: Interaction, number: int) -> None:
        """Proposes the same on the files as they are now."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        pending = await self._pending(interaction, number)
        if pending is None:
            return
        if pending.imported:
            again = pending.imported
            if self.import_again and await allowed(interaction, self.hosts, pending.changes):
                await self.import_again(interaction, again.show, again.feed, again.guesses)
        elif pending.undoes:
            await self.undo(interaction, pending.undoes)
        else:
            await self.propose(interaction, pending.steps, pending.why, gaps=pending.gaps)

    async def show(self, interaction: Interaction, drafted: Drafted, still: str = "", *, instead: bool = False) -> None:
        """Shows a proposal, to whoever asked alone; `instead` of what the message says so far, where that was something."""
        now, channel = discord.utils.utcnow().timestamp(), interaction.channel_id or 0
        kept = await asyncio.to_thread(packed, drafted.pending)
        # Known by the interaction, not by the message, so that it is kept before anybody can press a button.
        sent = SentAnswer(interaction.id, channel, interaction.user.id, KEY, interaction.guild_id, state=kept, at=now)
        await self._bot.service.store.answers.sent(sent)
        shown = proposals.proposal(drafted, interaction.id, embeds_in(interaction), still)
        if instead:
            await become(interaction, shown)
        else:
            await interaction.followup.send(**shown, ephemeral=True)

    async def _pending(self, interaction: Interaction, number: int) -> Pending | None:
        """What waits under that number; None, told to whoever pressed, where there is nothing or it is another's."""
        sent = await self._bot.service.store.answers.get(number)
        pending = await asyncio.to_thread(unpacked, sent.state) if sent and sent.key == KEY else None
        if sent and pending and sent.asker == interaction.user.id:
            return pending
        if pending:
            await refuse(interaction, "somebody else's proposal", words.NOT_YOURS)
        else:
            await tell(interaction, render.note(words.EXPIRED))
        return None

    async def recent(self, interaction: Interaction, asked: Gap | None = None) -> list[Asked]:
        """Questions from the recent past that whoever acts may see: first the one asked about, then gaps and reports."""
        store, guild = self._bot.service.store, interaction.guild_id
        member, settings = await member_here(interaction, self.hosts), await settings_here(interaction)
        gaps = visible(await store.gaps.list(limit=4 * MOST), member, settings)
        reports = await store.feedback.open_reports(guild, MOST) if guild else ()
        first = [asked] if asked else []
        found = [Asked(gap.example, gap.show, gap.id) for gap in (*first, *gaps[:MOST])]
        return list(dict.fromkeys([*found, *(Asked(report.question) for report in reports if report.question)]))

    def today(self) -> date:
        return self._bot.service.desk.today(discord.utils.utcnow())


async def become(interaction: Interaction, fields: dict[str, Any]) -> None:
    """The proposal's message becomes another."""
    files = fields.pop("files", [])
    fields.pop("suppress_embeds", None)
    await interaction.edit_original_response(**{"view": None, "attachments": files, **fields})
