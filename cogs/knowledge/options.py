"""Options of `/knowledge`: what people mean by a show, a thing or a file, and what is offered while they type."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterable
from typing import Any

import discord
from discord import app_commands

from bot.answers.complete import Kind as Listed
from bot.answers.complete import Suggestion, key_of, value_for
from bot.app import Greenroom, log_failure
from bot.browse.finding import settle
from bot.moderating import KINDS, Moderation, NotThere, Target, What, editable
from bot.render.short import short
from bot.rights import Member
from bot.text import squash
from bot.wording import editing as words
from cogs.browse.completing import offered
from cogs.knowledge.rights import may
from cogs.place import default_show
from cogs.who import Hosts, Interaction, member_here, settings_here

Choices = list[app_commands.Choice[str]]
Completer = Callable[[discord.Interaction[Any], str], Coroutine[Any, Any, Choices]]
MOST = 25
COG = "Knowledge"
"""The name of the cog that these options belong to."""


class Options:
    """Reads the options of commands."""

    def __init__(self, bot: Greenroom, moderation: Moderation, hosts: Hosts) -> None:
        self._bot = bot
        self._moderation = moderation
        self._hosts = hosts

    async def show(self, interaction: Interaction, said: str, member: Member) -> str:
        """The slug of the show that is meant. NotThere where it is not clear."""
        if said:
            return await self._settled("show", said)
        known = self._bot.service.desk.catalog.shows
        mine = [slug for slug in known if member.host or slug in member.granted]
        usual = default_show(interaction, await settings_here(interaction))
        if usual in mine or len(mine) == 1:
            return usual if usual in mine else mine[0]
        raise NotThere(words.WHICH_SHOW)

    async def target(self, interaction: Interaction, what: What, name: str, show: str, member: Member) -> Target:
        """What is meant, where it stands. NotThere where there is nothing of that name."""
        finder = self._moderation.finder
        if what == "episode":
            return await finder.episode(await self._settled("episode", name))
        if what == "show":
            return await finder.show(await self.show(interaction, show or name, member))
        home = await self.show(interaction, show, member) if what == "faq" else ""
        known = await finder.called(KINDS[what], home)
        meant = next((each for each in known if value_for(each) == name), name)
        return await finder.entry(KINDS[what], meant, home)

    async def _settled(self, kind: Listed, said: str) -> str:
        found = settle(await self._bot.service.browser.lists(), kind, said, lambda _: True)
        if isinstance(found, Suggestion):
            return key_of(found)
        raise NotThere(f"I know no {kind} of that name. Choose one from the list while you type.")

    async def names(self, interaction: Interaction, typed: str) -> Choices:
        """Names of the kind that was chosen."""
        what: What = getattr(interaction.namespace, "what", None) or "episode"
        if what in ("episode", "show"):
            return await offered(interaction, "episode" if what == "episode" else "show", typed)
        member = await member_here(interaction, self._hosts)
        said = getattr(interaction.namespace, "show", None) or ""
        show = await self.show(interaction, said, member) if what == "faq" else ""
        known = await self._moderation.finder.called(KINDS[what], show)
        return _choices([(each, value_for(each)) for each in known], typed)

    async def shows(self, interaction: Interaction, typed: str) -> Choices:
        """Shows that whoever types may change."""
        member = await member_here(interaction, self._hosts)
        known = self._bot.service.desk.catalog.shows
        mine = [(show.name, value_for(slug)) for slug, show in known.items() if member.host or slug in member.granted]
        return _choices(mine, typed)

    async def fields(self, interaction: Interaction, typed: str) -> Choices:
        """Fields of the kind that was chosen."""
        what: What = getattr(interaction.namespace, "what", None) or "episode"
        return _choices([(f"{name}: {about}", name) for name, about in editable(KINDS[what]).items()], typed)

    async def files(self, interaction: Interaction, typed: str) -> Choices:
        """Files that whoever types may change."""
        member = await member_here(interaction, self._hosts)
        paths = [each.path for each in await self._moderation.finder.paths() if may(member, each.path)]
        return _choices([(path, path) for path in paths if len(path) <= 100], typed)

    async def changes(self, interaction: Interaction, typed: str) -> Choices:
        """The newest changes of files that whoever types may change."""
        member = await member_here(interaction, self._hosts)
        found = [each for each in await self._moderation.latest() if all(may(member, path) for path in each.paths)]
        return _choices([(f"{each.why} ({each.author.name}, {each.id[:16]})", each.id) for each in found], typed)


def _choices(pairs: Iterable[tuple[str, str]], typed: str) -> Choices:
    wanted = squash(typed)
    fitting = [(label, value) for label, value in pairs if wanted in squash(label)]
    fitting.sort(key=lambda pair: not squash(pair[0]).startswith(wanted))
    return [app_commands.Choice(name=short(label), value=value) for label, value in fitting[:MOST]]


def offering(pick: Callable[[Options], Callable[[Interaction, str], Coroutine[Any, Any, Choices]]]) -> Completer:
    """An autocomplete of the cog; what fails in it is nothing that whoever types should hear of."""

    async def complete(interaction: discord.Interaction[Any], current: str) -> Choices:
        try:
            options = getattr(interaction.client.get_cog(COG), "options", None)
            return await pick(options)(interaction, current) if isinstance(options, Options) else []
        except NotThere:
            return []
        except Exception as error:
            log_failure("completing an option of /knowledge", error)
            return []

    return complete
