"""What happened in the world, told to everybody who listens: gateway, page, and tests that wait."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias

from bot.sandbox.wire import Json
from bot.sandbox.world.channel import Channel
from bot.sandbox.world.guild import Guild
from bot.sandbox.world.interaction import Interaction
from bot.sandbox.world.message import Message
from bot.sandbox.world.user import User


@dataclass(frozen=True, eq=False)
class Event:
    """Something that happened.

    A name in capitals is one of Discord's gateway events and `data` is its payload. A name in small letters is for the
    page and for tests alone, and the bot never hears of it.
    """

    name: str
    data: Json = field(default_factory=dict)
    guild: Guild | None = None
    channel: Channel | None = None
    message: Message | None = None
    interaction: Interaction | None = None
    user: User | None = None

    @property
    def on_gateway(self) -> bool:
        """Whether it is one of Discord's own events."""
        return self.name.isupper()


Listener: TypeAlias = Callable[[Event], None]


class Events:
    """Passes every event on to all listeners, at once and in order."""

    def __init__(self) -> None:
        self._listeners: list[Listener] = []

    def listen(self, listener: Listener) -> None:
        """Hear everything from now on."""
        self._listeners.append(listener)

    def forget(self, listener: Listener) -> None:
        """Hear nothing any more; harmless when it was not listening."""
        if listener in self._listeners:
            self._listeners.remove(listener)

    def tell(self, event: Event) -> None:
        """Pass it on."""
        for listener in tuple(self._listeners):
            listener(event)
