"""The sandbox as tests and the demo use it: opens, joins and closes everything."""

from __future__ import annotations

import ipaddress
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import AbstractContextManager, asynccontextmanager

from aiohttp import web

from bot.sandbox.clock import Clock
from bot.sandbox.faults import Faults
from bot.sandbox.gateway.gateway import HEARTBEAT, Gateway
from bot.sandbox.listener.site import Site
from bot.sandbox.listener.socket import PageSocket
from bot.sandbox.person import Person
from bot.sandbox.point import pointed
from bot.sandbox.record import Requests
from bot.sandbox.rest.ratelimit import RateLimits
from bot.sandbox.rest.server import API, BIGGEST, Rest
from bot.sandbox.waiting import PATIENCE, Waiting, Where
from bot.sandbox.world.channel import Channel
from bot.sandbox.world.event import Event
from bot.sandbox.world.guild import Guild, Role
from bot.sandbox.world.install import invite
from bot.sandbox.world.membership import arrive, delete_channel, set_role
from bot.sandbox.world.message import Message
from bot.sandbox.world.permission import EVERYDAY, Permission
from bot.sandbox.world.seed import seeded
from bot.sandbox.world.silence import silenced
from bot.sandbox.world.world import World

LOOPBACK = "127.0.0.1"


class Sandbox:
    """Discord on loopback. Open it with `async with Sandbox.open() as sandbox:`."""

    def __init__(self, world: World, clock: Clock, faults: Faults, rest: Rest, gateway: Gateway) -> None:
        self.world = world
        self.clock = clock
        self.faults = faults
        self.rest = rest
        self.gateway = gateway
        self.waiting = Waiting(world)
        self.guild = next(iter(world.guilds.values()))
        members = {member.user.username: member.user for member in self.guild.members.values()}
        self.listener, self.moderator, self.owner = (
            Person(world, members[name], self.waiting) for name in ("ada", "moss", "holly")
        )

        self._page = PageSocket(world, gateway, faults, self.waiting, self.listener.user)
        faults.changed = lambda: world.tell(Event("faults"))

    @classmethod
    @asynccontextmanager
    async def open(
        cls, host: str = LOOPBACK, port: int = 0, *, clock: Clock | None = None, heartbeat: float = HEARTBEAT
    ) -> AsyncIterator[Sandbox]:
        """A sandbox that listens on `port` (0: a free one) while the block runs; ValueError where `host` is not loopback."""
        if not ipaddress.ip_address(host).is_loopback:
            raise ValueError(f"the sandbox listens on loopback only, not on {host}")
        clock = clock or Clock()
        world, faults = seeded(clock), Faults()
        sandbox = cls(world, clock, faults, Rest(world, faults), Gateway(world, faults, heartbeat))
        runner = web.AppRunner(sandbox._app(), access_log=None, shutdown_timeout=1)
        await runner.setup()
        try:
            site = web.TCPSite(runner, host, port, backlog=1024)
            await site.start()
            sandbox._settle(host, runner.addresses[0][1])
            yield sandbox
        finally:
            sandbox.gateway.drop()
            await sandbox._page.close()
            await runner.cleanup()
            clock.stop()

    @property
    def url(self) -> str:
        """Where everything is: `http://127.0.0.1:PORT`."""
        return self.world.base_url

    @property
    def api_url(self) -> str:
        """Where REST is, with `/api/v10`."""
        return self.url + API

    @property
    def gateway_url(self) -> str:
        """Where the gateway is."""
        return self.world.gateway_url

    @property
    def token(self) -> str:
        """The bot's token."""
        return self.world.application.token

    @property
    def application_id(self) -> int:
        """The application's snowflake."""
        return self.world.application.id

    @property
    def requests(self) -> Requests:
        """Every REST request with its answer, oldest first."""
        return self.rest.requests

    @property
    def rate_limits(self) -> RateLimits:
        """The limits of REST; `enabled` and `in_all` can be set."""
        return self.rest.limits

    @property
    def unknown_routes(self) -> dict[str, int]:
        """What was asked for that the stand-in does not know, as `GET /path`, and how often."""
        return dict(self.rest.unknown_routes)

    def point_discord_at_me(self) -> AbstractContextManager[None]:
        """Inside `with`, discord.py's clients talk to this sandbox instead of Discord."""
        return pointed(self.api_url, self.gateway_url)

    def channel(self, name: str, guild: Guild | None = None) -> Channel:
        """The channel of that name (without #) in the first guild or in `guild`; KeyError where there is none."""
        for channel in self.world.channels_of(guild or self.guild):
            if channel.name == name:
                return channel
        raise KeyError(name)

    def person(self, username: str, *roles: Role, guild: Guild | None = None) -> Person:
        """A new member of the first guild or of `guild`, with these roles."""
        user = self.world.add_user(username, username.capitalize())
        arrive(self.world, guild or self.guild, user, *roles)
        return Person(self.world, user, self.waiting)

    def add_guild(self, name: str, owner: Person | None = None, channels: Iterable[str] = ("general",)) -> Guild:
        """Another server with these text channels, owned by `owner` (Holly, where nobody is named); the bot joins it."""
        guild = self.world.add_guild(name, (owner or self.owner).user, int(EVERYDAY))
        for each in channels:
            self.world.add_channel(guild, each)
        invite(self.world, guild)
        return guild

    def set_role(self, person: Person, role: Role, have: bool = True, guild: Guild | None = None) -> None:
        """Give the person a role of the first guild or of `guild`, or take it."""
        place = guild or self.guild
        set_role(self.world, place, place.members[person.id], role, have)

    def delete_channel(self, channel: Channel) -> None:
        """Delete a channel, as an administrator does."""
        delete_channel(self.world, channel)

    def take_permissions(self, channel: Channel, *permissions: Permission) -> None:
        """From now on the bot lacks these permissions in the channel."""
        silenced(self.world, channel, permissions)

    async def next_reply(self, where: Where, timeout: float = PATIENCE) -> Message:  # noqa: ASYNC109
        """What the bot says next in a channel, to an interaction or in reply to a message; see `Waiting.reply`."""
        return await self.waiting.reply(where, timeout)

    async def wait_for(self, predicate: Callable[[Event], bool], timeout: float = PATIENCE) -> Event:  # noqa: ASYNC109
        """The next event that fits."""
        return await self.waiting.next(predicate, timeout)

    async def wait_until(self, condition: Callable[[], bool], timeout: float = PATIENCE) -> None:  # noqa: ASYNC109
        """Return as soon as the condition holds."""
        await self.waiting.until(condition, timeout)

    async def wait_until_online(self, timeout: float = PATIENCE) -> None:  # noqa: ASYNC109
        """Return as soon as the bot has introduced itself to the gateway."""
        await self.wait_until(lambda: self.gateway.online, timeout)

    def _app(self) -> web.Application:
        app = web.Application(client_max_size=BIGGEST)
        app.router.add_get("/gateway", self.gateway.serve)
        self.rest.add_to(app)
        Site(self.world, self._page.serve).add_to(app)
        return app

    def _settle(self, host: str, port: int) -> None:
        place = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        self.world.base_url, self.world.gateway_url = f"http://{place}", f"ws://{place}/gateway"
