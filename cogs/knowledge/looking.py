"""Commands of `/knowledge` that change nothing: what stands in the files, what is wrong, and who changed what."""

from __future__ import annotations

import discord
from discord import app_commands

from bot import render
from bot.app.speaking import embeds_in, tell
from bot.edits import EditRefused
from bot.moderating import What, editable, shown
from bot.render import proposals
from bot.rights import Member
from bot.trying import own_tests
from bot.wording import editing as words
from bot.wording.marks import escape, shorten
from cogs.knowledge.base import Base, Name, Text, described
from cogs.knowledge.files import zipped
from cogs.knowledge.options import offering
from cogs.knowledge.rights import allowed, may
from cogs.who import Interaction


class Looking(Base):
    """Looking at the files and their history."""

    @app_commands.command()
    @described("what", "name", "show")
    async def show(self, interaction: Interaction, what: What, name: Name, show: Text | None = None) -> None:
        """See what stands in the files about something, and who changed it last."""
        found = await self._found(interaction, what, name, show)
        if found is None:
            return
        lines = []
        for field in editable(found.kind):
            text = shown(found.kind, field, getattr(found.said, field))
            if text:
                lines.append(f"**{field}:** {escape(shorten(text, 300))}")
        last = await self.moderation.latest(found.path, 1)
        head = f"-# `{found.path}`"
        body = "\n".join([*lines, head, *([words.history(last)] if last else [])])
        view = proposals.after("", found.kind, await self.forms.remember(interaction, found))
        said = render.note(body, render.ANSWERED).fields(embeds_in(interaction))
        await interaction.response.send_message(**said, view=view, ephemeral=True)

    @app_commands.command()
    @described("file")
    async def download(self, interaction: Interaction, file: Name | None = None) -> None:
        """Get one file, or all that you may change as a zip."""
        member = await self._editor(interaction)
        if member is None:
            return
        await interaction.response.defer(ephemeral=True, thinking=True)
        if file is None:
            paths = [each.path for each in await self.moderation.finder.paths() if may(member, each.path)]
            data, name = await zipped(self.moderation, paths), "knowledge.zip"
        else:
            path = await self._path(interaction, file)
            if path is None:
                return
            data, name = await self.moderation.text(path), path.rpartition("/")[2]
        if data is None:
            await tell(interaction, render.note(words.TOO_MUCH if file is None else "That file is gone."))
            return
        await interaction.followup.send(file=proposals.file(data, name), ephemeral=True)

    async def _path(self, interaction: Interaction, file: str) -> str | None:
        """The path of a known file that whoever acts may see; None where not, which they are told."""
        known = {each.path for each in await self.moderation.finder.paths()}
        if file not in known:
            await tell(interaction, render.note("There is no such file. Choose one from the list while you type."))
            return None
        return file if await allowed(interaction, self.hosts, [file]) else None

    @app_commands.command()
    async def check(self, interaction: Interaction) -> None:
        """See all that is wrong in the files, and which of your own test questions fail."""
        member = await self._editor(interaction)
        if member is None:
            return
        await interaction.response.defer(ephemeral=True, thinking=True)
        service = self.bot.service
        today = service.desk.today(discord.utils.utcnow())
        found = [*service.synced.problems, *await own_tests(service.desk, service.index, today)]
        mine = [each for each in found if _mine(member, each.place.path)]
        await tell(interaction, render.note(words.listed(mine, 12) if mine else words.IN_ORDER))

    @app_commands.command()
    @described("file")
    async def history(self, interaction: Interaction, file: Name | None = None) -> None:
        """See who changed what, when and why."""
        member = await self._editor(interaction)
        if member is None:
            return
        await interaction.response.defer(ephemeral=True, thinking=True)
        path = await self._path(interaction, file) if file else None
        if file and path is None:
            return
        latest = await self.moderation.latest(path, 40)
        mine = [each for each in latest if each.paths and all(may(member, one) for one in each.paths)]
        await tell(interaction, render.note(words.history(mine[:12])))

    show.autocomplete("name")(offering(lambda options: options.names))
    show.autocomplete("show")(offering(lambda options: options.shows))
    download.autocomplete("file")(offering(lambda options: options.files))
    history.autocomplete("file")(offering(lambda options: options.files))


def _mine(member: Member, path: str) -> bool:
    try:
        return may(member, path)
    except EditRefused:
        return member.host
