"""`/knowledge`: moderators add, change and take away what the bot knows, and look at what was changed."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, TypeVar

import discord
from discord import app_commands
from discord.ext import commands

from bot import render
from bot.app import Greenroom
from bot.app.speaking import tell
from bot.edits import EditRefused, placed
from bot.errors import BotError
from bot.moderating import KINDS, Moderation, NotThere, Step, What, editable, shown
from bot.render import proposals
from bot.rights import Member
from bot.trying import own_tests
from bot.wording import editing as words
from bot.wording.marks import escape, shorten
from cogs.controls import guarded
from cogs.knowledge.files import uploaded, zipped
from cogs.knowledge.forms import Forms, is_form
from cogs.knowledge.options import Options, offering
from cogs.knowledge.problems import Problems
from cogs.knowledge.proposing import Proposing
from cogs.knowledge.rights import allowed, editor, may
from cogs.who import Hosts, Interaction

Name = app_commands.Range[str, 1, 300]
Text = app_commands.Range[str, 1, 100]
T = TypeVar("T")
_HELP = {
    "what": "An episode, person, sponsor, topic, FAQ entry, or the facts of a show",
    "name": "Which one: choose it while you type",
    "field": "What to change about it: choose it while you type",
    "show": "The show it belongs to, where there are several",
    "file": "A knowledge file: choose it while you type",
    "change": "Which change: choose it while you type, or its id from /knowledge history",
}


def described(*names: str) -> Callable[[T], T]:
    """The help of these options."""
    return app_commands.describe(**{name: _HELP[name] for name in names})


@app_commands.guild_only()
class Knowledge(commands.GroupCog, group_name="knowledge", group_description="Change what I know about a show"):
    """The commands; each change is shown first and made only when confirmed."""

    def __init__(self, bot: Greenroom) -> None:
        self.bot = bot
        self._hosts = Hosts(bot)
        super().__init__()

    async def cog_load(self) -> None:
        """Brings to an end what a crash left, and begins to watch for changes on disk."""
        self.moderation = await Moderation.open(self.bot.service, time.time)
        self.proposing = Proposing(self.bot, self.moderation, self._hosts)
        self.options = Options(self.bot, self.moderation, self._hosts)
        self.forms = Forms(self.bot, self.proposing)
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

    async def _editor(self, interaction: Interaction) -> Member | None:
        return await editor(interaction, self._hosts)

    @app_commands.command()
    @described("what", "show")
    async def add(self, interaction: Interaction, what: What, show: Text | None = None) -> None:
        """Add an episode, person, sponsor, topic or FAQ entry."""
        member = await self._editor(interaction)
        if member is None:
            return
        if what == "show":
            await tell(interaction, render.note("A new show begins with its show.yaml: `/knowledge upload`."))
            return
        try:
            home = await self.options.show(interaction, show or "", member) if what in ("episode", "faq") else ""
        except NotThere as lost:
            await tell(interaction, render.note(escape(str(lost))))
            return
        if not home or await allowed(interaction, self._hosts, [f"{home}/show.yaml"]):
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
        await tell(interaction, render.note(body, render.ANSWERED))

    @app_commands.command()
    @app_commands.describe(
        file="A YAML file", second="Another", third="Another", fourth="Another", fifth="Another", show=_HELP["show"]
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
            await tell(interaction, render.note(escape(str(error))))
            return
        why = f"Upload {', '.join(step.path for step in steps)}"
        await self.proposing.propose(interaction, steps, why[:300])

    async def _home(self, interaction: Interaction, show: str | None, member: Member) -> str:
        """The show that uploads go to; "" where none is named and several are possible, which registers do not mind."""
        try:
            return await self.options.show(interaction, show or "", member)
        except NotThere:
            if show:
                raise
            return ""

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
        return file if await allowed(interaction, self._hosts, [file]) else None

    @app_commands.command()
    async def check(self, interaction: Interaction) -> None:
        """See everything that is wrong in the files, and which of your own questions are not answered as they should be."""
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

    @app_commands.command()
    @described("change")
    async def undo(self, interaction: Interaction, change: Text) -> None:
        """Take a change back; what others changed since stays."""
        if await self._editor(interaction) is None:
            return
        await interaction.response.defer(ephemeral=True, thinking=True)
        await self.proposing.undo(interaction, change.strip())

    async def _found(self, interaction: Interaction, what: What, name: str, show: str | None) -> Any:
        """What is meant, where whoever acts may change it; None where not, which they are told."""
        member = await self._editor(interaction)
        if member is None:
            return None
        try:
            found = await self.options.target(interaction, what, name, show or "", member)
        except BotError as lost:
            await tell(interaction, render.note(escape(str(lost))))
            return None
        return found if await allowed(interaction, self._hosts, [found.path]) else None

    for _named in (edit, remove, show):
        _named.autocomplete("name")(offering(lambda options: options.names))
    for _filed in (download, history):
        _filed.autocomplete("file")(offering(lambda options: options.files))
    add.autocomplete("show")(offering(lambda options: options.shows))
    for _owned in (edit, remove, show):
        _owned.autocomplete("show")(offering(lambda options: options.shows))
    upload.autocomplete("show")(offering(lambda options: options.shows))
    edit.autocomplete("field")(offering(lambda options: options.fields))
    undo.autocomplete("change")(offering(lambda options: options.changes))
    # What is left in the class would be taken for commands of their own.
    del _named, _filed, _owned


def _mine(member: Member, path: str) -> bool:
    try:
        return may(member, path)
    except EditRefused:
        return member.host
