"""`/knowledge`: moderators add, change and take away what the bot knows, and look at what was changed."""

from __future__ import annotations

import time
from typing import Any, Literal

import discord
from discord import app_commands
from discord.ext import commands

from bot import render
from bot.app import Greenroom
from bot.app.speaking import tell
from bot.edits import placed
from bot.moderating import KINDS, Moderation, NotThere, Step, What, editable
from bot.wording.marks import escape
from cogs.controls import guarded
from cogs.knowledge.base import Name, Text, described
from cogs.knowledge.bringing import Bringing
from cogs.knowledge.forms import Forms, is_form
from cogs.knowledge.importing import Importing
from cogs.knowledge.looking import Looking
from cogs.knowledge.options import Options, offering
from cogs.knowledge.problems import Problems
from cogs.knowledge.proposing import Proposing
from cogs.knowledge.rights import allowed
from cogs.who import Hosts, Interaction

Addable = Literal["episode", "person", "sponsor", "topic", "faq"]
"""A new show begins with files of its own."""
KNOWN = "known.texts"
"""In the data folder: the files as the bot last knew them, so that changes made while it was off are noticed."""


@app_commands.guild_only()
class Knowledge(
    Looking, Bringing, commands.GroupCog, group_name="knowledge", group_description="Change what I know about a show"
):
    """The commands; each change is shown first and made only when confirmed."""

    def __init__(self, bot: Greenroom) -> None:
        self.bot = bot
        self.hosts = Hosts(bot)
        super().__init__()

    async def cog_load(self) -> None:
        """Brings to an end what a crash left, and begins to watch for changes on disk."""
        self.moderation = await Moderation.open(self.bot.service, time.time, self.bot.config.data / KNOWN)
        self.proposing = Proposing(self.bot, self.moderation, self.hosts)
        self.options = Options(self.bot, self.moderation, self.hosts)
        self.forms = Forms(self.bot, self.proposing)
        self.importing = Importing(self.bot, self.proposing)
        self.problems = Problems(self.bot)
        self.bot.service.listeners += [self.moderation.taken_in, self.problems.look]

    async def cog_unload(self) -> None:
        """Stops watching."""
        for each in (self.moderation.taken_in, self.problems.look):
            if each in self.bot.service.listeners:
                self.bot.service.listeners.remove(each)

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Tells of what is wrong since the bot last looked."""
        await self.problems.look(self.bot.service.synced)

    @commands.Cog.listener()
    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        """Takes a form that came back."""
        if is_form(interaction):
            await guarded(interaction, self.forms.take)

    @app_commands.command()
    @described("what", "show")
    async def add(self, interaction: Interaction, what: Addable, show: Text | None = None) -> None:
        """Add an episode, person, sponsor, topic or FAQ entry."""
        member = await self._editor(interaction)
        if member is None:
            return
        try:
            home = await self.options.show(interaction, show or "", member) if what in ("episode", "faq") else ""
        except NotThere as lost:
            await tell(interaction, render.note(escape(str(lost))))
            return
        if not home or await allowed(interaction, self.hosts, [f"{home}/show.yaml"]):
            await self.forms.add(interaction, what, home)

    @app_commands.command()
    @described("what", "name", "field", "show")
    async def edit(self, interaction: Interaction, what: What, name: Name, field: Text, show: Text | None = None) -> None:
        """Change one field; every other byte of the file stays."""
        found = await self._found(interaction, what, name, show)
        if found is None:
            return
        if field not in editable(KINDS[what]):
            names = ", ".join(f"`{each}`" for each in editable(KINDS[what]))
            await tell(interaction, render.note(f"That field cannot be edited in a form. These can: {names}."))
            return
        await self.forms.edit(interaction, what, placed(found.path).show, found, field)

    @app_commands.command()
    @described("what", "name", "show")
    async def remove(self, interaction: Interaction, what: What, name: Name, show: Text | None = None) -> None:
        """Take something away; you see what that changes before it happens."""
        found = await self._found(interaction, what, name, show)
        if found is None:
            return
        await interaction.response.defer(ephemeral=True, thinking=True)
        step = Step("remove", found.path, found.at) if found.at else Step("delete", found.path)
        await self.proposing.propose(interaction, [step], f"Remove {found.name}")

    @app_commands.command()
    @described("change")
    async def undo(self, interaction: Interaction, change: Text) -> None:
        """Take a change back; what others changed since stays."""
        if await self._editor(interaction) is None:
            return
        await interaction.response.defer(ephemeral=True, thinking=True)
        await self.proposing.undo(interaction, change.strip())

    add.autocomplete("show")(offering(lambda options: options.shows))
    for _named in (edit, remove):
        _named.autocomplete("name")(offering(lambda options: options.names))
        _named.autocomplete("show")(offering(lambda options: options.shows))
    edit.autocomplete("field")(offering(lambda options: options.fields))
    undo.autocomplete("change")(offering(lambda options: options.changes))
    # What is left in the class would be taken for a command of its own.
    del _named
