"""One episode, one guest, one topic, one sponsor; the latest, any; the shows."""

from __future__ import annotations

from discord import app_commands
from discord.ext import commands

from bot.app import Greenroom
from bot.browse import Query
from bot.library import Synced
from cogs.browse.completing import completing
from cogs.browse.sending import show as send
from cogs.place import PRIVATE, default_show, everywhere, shows_here
from cogs.who import Interaction, settings_here

Text = app_commands.Range[str, 1, 100]
SHOW = "Which show, where several are known"


class Lookup(commands.Cog):
    """Cards of what is named."""

    def __init__(self, bot: Greenroom) -> None:
        self.bot = bot

    async def cog_load(self) -> None:
        """Makes the names ready, now and whenever the knowledge has changed."""
        self.bot.service.listeners.append(self._changed)
        await self.bot.service.browser.lists()

    async def cog_unload(self) -> None:
        """Listens no more."""
        self.bot.service.listeners.remove(self._changed)

    async def _changed(self, _synced: Synced) -> None:
        await self.bot.service.browser.lists()

    @app_commands.command()
    @app_commands.describe(
        number="Its number: 250, or S02E03",
        title="Its title, or a part of it",
        show=SHOW,
        private=PRIVATE,
    )
    @app_commands.autocomplete(number=completing("episode"), title=completing("episode"), show=completing("show"))
    @everywhere
    async def episode(
        self,
        interaction: Interaction,
        number: Text | None = None,
        title: Text | None = None,
        show: Text | None = None,
        private: bool | None = None,
    ) -> None:
        """Look up an episode: guests, sponsors, what they talk about, chapters, links."""
        settings = await settings_here(interaction)
        # A title says by itself which show is meant.
        meant = show or ("" if title else default_show(interaction, settings))
        query = Query("episode", name=title or "", number=number or "", show=meant)
        await self._send(interaction, query, private)

    @app_commands.command()
    @app_commands.describe(name="First name, surname, nickname; slips are fine", private=PRIVATE)
    @app_commands.autocomplete(name=completing("person"))
    @everywhere
    async def guest(self, interaction: Interaction, name: Text, private: bool | None = None) -> None:
        """Who somebody is, and the episodes they were on."""
        await self._send(interaction, Query("person", name=name), private)

    @app_commands.command()
    @app_commands.describe(name="What it is about: a project, a technique, a place", private=PRIVATE)
    @app_commands.autocomplete(name=completing("topic"))
    @everywhere
    async def topic(self, interaction: Interaction, name: Text, private: bool | None = None) -> None:
        """The episodes about something, and who talked about it."""
        await self._send(interaction, Query("topic", name=name), private)

    @app_commands.command()
    @app_commands.describe(name="The company or product", private=PRIVATE)
    @app_commands.autocomplete(name=completing("sponsor"))
    @everywhere
    async def sponsor(self, interaction: Interaction, name: Text, private: bool | None = None) -> None:
        """What a sponsor offers listeners, and the episodes it sponsored."""
        await self._send(interaction, Query("sponsor", name=name), private)

    @app_commands.command()
    @app_commands.describe(show=SHOW, private=PRIVATE)
    @app_commands.autocomplete(show=completing("show"))
    @everywhere
    async def latest(self, interaction: Interaction, show: Text | None = None, private: bool | None = None) -> None:
        """The newest episode."""
        settings = await settings_here(interaction)
        await self._send(interaction, Query("latest", show=show or default_show(interaction, settings)), private)

    @app_commands.command()
    @app_commands.describe(show=SHOW, topic="Only episodes about this", guest="Only episodes with them", private=PRIVATE)
    @app_commands.autocomplete(show=completing("show"), topic=completing("topic"), guest=completing("person"))
    @everywhere
    async def random(
        self,
        interaction: Interaction,
        show: Text | None = None,
        topic: Text | None = None,
        guest: Text | None = None,
        private: bool | None = None,
    ) -> None:
        """Any episode, for when you do not know what to listen to."""
        await self._send(interaction, Query("random", show=show or "", topic=topic or "", guest=guest or ""), private)

    @app_commands.command()
    @app_commands.describe(private=PRIVATE)
    @everywhere
    async def shows(self, interaction: Interaction, private: bool | None = None) -> None:
        """The shows you can ask about."""
        await self._send(interaction, Query("shows"), private)

    @app_commands.command()
    @app_commands.describe(
        words="Words to look for in titles, descriptions, chapters and links",
        guest="Only episodes with them",
        topic="Only episodes about this",
        sponsor="Only episodes they sponsored",
        year="Only episodes of this year",
        show="Only episodes of this show",
        private=PRIVATE,
    )
    @app_commands.autocomplete(
        guest=completing("person"), topic=completing("topic"), sponsor=completing("sponsor"), show=completing("show")
    )
    @everywhere
    async def search(
        self,
        interaction: Interaction,
        words: Text | None = None,
        guest: Text | None = None,
        topic: Text | None = None,
        sponsor: Text | None = None,
        year: app_commands.Range[int, 1990, 2100] | None = None,
        show: Text | None = None,
        private: bool | None = None,
    ) -> None:
        """Find episodes by words, guest, topic, sponsor, year, or all of them together."""
        query = Query(
            "search",
            words=words or "",
            guest=guest or "",
            topic=topic or "",
            sponsor=sponsor or "",
            year=year or 0,
            show=show or "",
        )
        await self._send(interaction, query, private)

    async def _send(self, interaction: Interaction, query: Query, private: bool | None) -> None:
        settings = await settings_here(interaction)
        await send(interaction, query.within(shows_here(interaction, settings)), private)
