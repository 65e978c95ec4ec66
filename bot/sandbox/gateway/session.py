"""A session of the gateway: numbers its events and keeps them for a connection that comes back."""

from __future__ import annotations

import secrets
from collections import deque
from collections.abc import Callable

from bot.sandbox.gateway.intents import hears
from bot.sandbox.wire import Json
from bot.sandbox.world.application import CONTENT, MEMBERS
from bot.sandbox.world.content import stripped
from bot.sandbox.world.event import Event
from bot.sandbox.world.world import World

KEPT = 5000
"""Events that a session replays at most."""
PATIENCE = 180.0
"""Seconds for which a session without a connection can be resumed."""


class Session:
    """What one bot process hears. `send` is set while a connection is there to carry it."""

    def __init__(self, world: World, intents: int, shard: tuple[int, int]) -> None:
        self.id = secrets.token_hex(16)
        self.world = world
        self.intents = intents
        self.shard = shard
        self.sequence = 0
        self.lost_at: float | None = None
        self.send: Callable[[Json], None] | None = None
        self._kept: deque[Json] = deque(maxlen=KEPT)

    @property
    def lost(self) -> bool:
        """Whether nobody has carried it for too long."""
        return self.lost_at is not None and self.world.now() - self.lost_at > PATIENCE

    def hear(self, event: Event) -> None:
        """Pass a gateway event on, if the session's intents and shard are for it."""
        if not event.on_gateway or not self._mine(event) or not hears(self.world, self.intents, event):
            return
        data = event.data
        if event.name == "GUILD_CREATE" and not self.intents & MEMBERS:
            own = str(self.world.bot.id)
            data = data | {"members": [each for each in data["members"] if each["user"]["id"] == own]}
        if event.message is not None and event.name in ("MESSAGE_CREATE", "MESSAGE_UPDATE") and not self.intents & CONTENT:
            data = stripped(data, event.message, self.world.bot)
        self.dispatch(event.name, data)

    def dispatch(self, name: str, data: Json | None) -> None:
        """Number the event, keep it, and send it where a connection is."""
        self.sequence += 1
        frame: Json = {"op": 0, "t": name, "s": self.sequence, "d": data}
        self._kept.append(frame)
        if self.send is not None:
            self.send(frame)

    def can_resume_at(self, sequence: int) -> bool:
        """Whether everything after `sequence` is still there, and it has not been too long."""
        if self.lost:
            return False
        oldest = self._kept[0]["s"] if self._kept else self.sequence + 1
        return oldest - 1 <= sequence <= self.sequence

    def missed(self, sequence: int) -> list[Json]:
        """The frames after `sequence`, oldest first."""
        return [frame for frame in self._kept if frame["s"] > sequence]

    def _mine(self, event: Event) -> bool:
        number, count = self.shard
        return (event.guild.id >> 22) % count == number if event.guild else number == 0
