"""`/follow`: a direct message when a new episode of a show, with a guest or on a topic comes out."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot import render
from bot.announce import Bounds
from bot.announce.following import Following
from bot.answers.complete import Kind, key_of
from bot.app import Greenroom
from bot.app.speaking import tell
from bot.browse.finding import Unsettled, settle
from bot.store.records import FollowKind
from bot.wording import following as words
from cogs.browse.completing import completing

Interaction = discord.Interaction[Greenroom]
Name = app_commands.Range[str, 1, 100]
NAMED: dict[FollowKind, Kind] = {"show": "show", "guest": "person", "topic": "topic"}
FITTING = 5
"""Names that are offered where several fit."""


@app_commands.allowed_installs(guilds=True, users=True)
@app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
class Follows(commands.GroupCog, group_name="follow", group_description="Hear of new episodes by direct message"):
    """Lets members follow shows, guests and topics."""

    def __init__(self, bot: Greenroom, bounds: Bounds | None = None) -> None:
        self.bot = bot
        self.following = Following(bot.service.store, bounds or Bounds())
        super().__init__()

    @app_commands.command()
    @app_commands.describe(name="The show")
    @app_commands.autocomplete(name=completing("show"))
    async def show(self, interaction: Interaction, name: Name) -> None:
        """A message for each new episode of a show."""
        await self._follow(interaction, "show", name)

    @app_commands.command()
    @app_commands.describe(name="The guest")
    @app_commands.autocomplete(name=completing("person"))
    async def guest(self, interaction: Interaction, name: Name) -> None:
        """A message when somebody is a guest again."""
        await self._follow(interaction, "guest", name)

    @app_commands.command()
    @app_commands.describe(name="The topic")
    @app_commands.autocomplete(name=completing("topic"))
    async def topic(self, interaction: Interaction, name: Name) -> None:
        """A message when an episode is about a topic."""
        await self._follow(interaction, "topic", name)

    @app_commands.command(name="list")
    async def list_all(self, interaction: Interaction) -> None:
        """What you follow."""
        found = await self.bot.service.store.follows.of(interaction.user.id)
        await tell(interaction, render.note(words.follows(found), render.ANSWERED))

    @app_commands.command()
    @app_commands.describe(what="What to stop; choose from the list")
    async def stop(self, interaction: Interaction, what: Name) -> None:
        """Stop following something."""
        label = await self.following.stop(interaction.user.id, what)
        await tell(interaction, render.note(words.stopped(label), render.ANSWERED))

    async def _follow(self, interaction: Interaction, kind: FollowKind, name: str) -> None:
        found = settle(await self.bot.service.browser.lists(), NAMED[kind], name, lambda _: True)
        if isinstance(found, Unsettled):
            near = [each.name for each in found.nearest[:FITTING]]
            await tell(interaction, render.note(words.unknown(kind, name, near, found.several)))
            return
        user, now = interaction.user.id, discord.utils.utcnow().timestamp()
        new = await self.following.follow(user, kind, key_of(found), found.name, now)
        if new is None:
            await tell(interaction, render.note(words.too_many(self.following.most)))
        else:
            await tell(interaction, render.note(words.followed(kind, found.name, new), render.ANSWERED))

    @stop.autocomplete("what")
    async def _mine(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        mine = await self.bot.service.store.follows.of(interaction.user.id)
        return _choices([one.label for one in mine if typed.casefold() in one.label.casefold()])


def _choices(names: list[str]) -> list[app_commands.Choice[str]]:
    return [app_commands.Choice(name=name[:100], value=name[:100]) for name in dict.fromkeys(names[:25])]


async def setup(bot: Greenroom) -> None:
    """Adds the cog; discord.py calls this."""
    await bot.add_cog(Follows(bot))
