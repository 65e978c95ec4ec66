"""Commands of `/knowledge` that bring in what exists: files, and a show's feed."""

from __future__ import annotations

import discord
from discord import app_commands

from bot import render
from bot.app.speaking import tell
from bot.edits import EditRefused
from bot.errors import BotError
from bot.wording.marks import escape
from cogs.knowledge.base import HELP, Base, Text
from cogs.knowledge.files import uploaded
from cogs.knowledge.importing import Importing
from cogs.knowledge.options import offering
from cogs.knowledge.rights import allowed, noted
from cogs.who import Interaction

Address = app_commands.Range[str, 1, 500]


class Bringing(Base):
    """Uploads and imports."""

    importing: Importing

    @app_commands.command()
    @app_commands.describe(
        file="A YAML file", second="Another", third="Another", fourth="Another", fifth="Another", show=HELP["show"]
    )
    async def upload(
        self,
        interaction: Interaction,
        file: discord.Attachment,
        second: discord.Attachment | None = None,
        third: discord.Attachment | None = None,
        fourth: discord.Attachment | None = None,
        fifth: discord.Attachment | None = None,
        show: Text | None = None,
    ) -> None:
        """Put in whole YAML files; you see the difference before anything is written."""
        member = await self._editor(interaction)
        if member is None:
            return
        await interaction.response.defer(ephemeral=True, thinking=True)
        files = [each for each in (file, second, third, fourth, fifth) if each]
        try:
            home = await self._home(interaction, show, member)
            steps = await uploaded(files, self.moderation.finder, home)
        except BotError as error:
            if isinstance(error, EditRefused):
                await noted(interaction, str(error))
            await tell(interaction, render.note(escape(str(error))))
            return
        why = f"Upload {', '.join(step.path for step in steps)}"
        await self.proposing.propose(interaction, steps, why[:300])

    @app_commands.command(name="import")
    @app_commands.describe(
        show=HELP["show"],
        feed="The address of an RSS or Atom feed; left out: the one that the show's file names",
        guesses="Also take guests and sponsors whom only the text names, marked for you to check (usually yes)",
    )
    async def bring(
        self, interaction: Interaction, show: Text | None = None, feed: Address | None = None, guesses: bool = True
    ) -> None:
        """Bring in episodes from the show's feed; what people wrote stays, and you see all of it first."""
        member = await self._editor(interaction)
        if member is None:
            return
        try:
            home = await self.options.show(interaction, show or "", member)
        except BotError as lost:
            await tell(interaction, render.note(escape(str(lost))))
            return
        if await allowed(interaction, self.hosts, [f"{home}/show.yaml"]):
            await self.importing.bring(interaction, home, feed or "", guesses)

    upload.autocomplete("show")(offering(lambda options: options.shows))
    bring.autocomplete("show")(offering(lambda options: options.shows))
