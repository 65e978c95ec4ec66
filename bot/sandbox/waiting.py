"""Waiting for what happens in the sandbox, by events and never by sleeping."""

from __future__ import annotations

import asyncio
from collections import defaultdict, deque
from collections.abc import Callable
from typing import TypeAlias

from bot.sandbox.world.channel import Channel
from bot.sandbox.world.event import Event
from bot.sandbox.world.interaction import Interaction, State
from bot.sandbox.world.message import Message
from bot.sandbox.world.posting import is_loading
from bot.sandbox.world.world import World

KEPT = 1000
"""Messages of the bot that are kept for each channel until a test asks for them."""
PATIENCE = 30.0
"""Seconds after which what has not happened never will. A machine with more to do than it can has stood still for five."""
Where: TypeAlias = Channel | Interaction | Message
Waiter: TypeAlias = tuple[Callable[[Event], bool], asyncio.Future[Event]]


class NoReply(Exception):
    """The bot will not answer any more: the interaction failed."""


class Waiting:
    """Remembers what the bot said until a test asks for it, and wakes tests when something happens."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._waiters: dict[object, list[Waiter]] = defaultdict(list)
        """By the channel or interaction whose events they wait for; under None those that wait for any."""
        self._said: dict[int, deque[Message]] = defaultdict(lambda: deque(maxlen=KEPT))
        self._loading: set[int] = set()
        self._read: dict[int, int] = defaultdict(int)
        world.events.listen(self._hear)

    async def next(self, predicate: Callable[[Event], bool], within: float = PATIENCE, about: object = None) -> Event:
        """The next event from now on that fits; TimeoutError when none comes within `within` seconds.

        With `about`, a channel or an interaction, only its events are looked at, which is quicker where thousands wait.
        """
        future: asyncio.Future[Event] = asyncio.get_running_loop().create_future()
        waiter = (predicate, future)
        self._waiters[about].append(waiter)
        try:
            async with asyncio.timeout(within):
                return await future
        finally:
            self._waiters[about].remove(waiter)
            if not self._waiters[about]:
                del self._waiters[about]

    async def until(self, condition: Callable[[], bool], within: float = PATIENCE, about: object = None) -> None:
        """Return as soon as `condition` holds; it is tried now and after every event, or after those of `about`."""
        if not condition():
            await self.next(lambda _event: condition(), within, about)

    async def reply(self, where: Where, within: float = PATIENCE) -> Message:
        """What the bot says next, each message once, also what it has said already.

        In a channel, in answer to an interaction, or as a reply to a message. A deferred answer counts when it is there.
        `NoReply` where the interaction failed, TimeoutError where nothing comes.
        """
        found: list[Message] = []

        def ready() -> bool:
            message = self._take(where)
            found.extend([message] if message else [])
            return bool(found) or _failed(where)

        await self.until(ready, within, where.channel if isinstance(where, Message) else where)
        if not found:
            raise NoReply(where.text if isinstance(where, Interaction) else "")
        return found[0]

    def _take(self, where: Where) -> Message | None:
        if isinstance(where, Interaction):
            if self._read[where.id] >= len(where.replies):
                return None
            self._read[where.id] += 1
            return where.replies[self._read[where.id] - 1]
        if isinstance(where, Channel):
            said = self._said[where.id]
            return said.popleft() if said else None
        said = self._said[where.channel.id]
        for message in said:
            if message.referenced is where:
                said.remove(message)
                return message
        return None

    def _hear(self, event: Event) -> None:
        self._note(event)
        for about in {None, event.channel, event.interaction}:
            for predicate, future in tuple(self._waiters.get(about, ())):
                if not future.done() and predicate(event):
                    future.set_result(event)

    def _note(self, event: Event) -> None:
        message = event.message
        if message is None or message.author is not self._world.bot:
            return
        kind = event.name.rpartition("_")[2].lower()
        if kind == "create" and is_loading(message):
            self._loading.add(message.id)
        elif kind == "create" or (kind == "update" and message.id in self._loading and not is_loading(message)):
            self._loading.discard(message.id)
            self._said[message.channel.id].append(message)


def _failed(where: Where) -> bool:
    return isinstance(where, Interaction) and where.state is State.FAILED
