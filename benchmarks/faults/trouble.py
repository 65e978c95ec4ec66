"""What goes wrong: one fault after the other, at random, in the stand-in."""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.sandbox import Channel, Permission, Sandbox

SEND = "/channels/{channel_id}/messages"
CALLBACK = "/interactions/{interaction_id}/{interaction_token}/callback"
RIGHTS = (Permission.SEND_MESSAGES, Permission.VIEW_CHANNEL, Permission.EMBED_LINKS, Permission.READ_MESSAGE_HISTORY)


@dataclass
class Trouble:
    """Makes faults and knows which there were; times by `perf_counter`."""

    sandbox: Sandbox
    rooms: tuple[Channel, ...]
    chance: random.Random
    made: Counter[str] = field(default_factory=Counter)
    drops: list[float] = field(default_factory=list)
    """When connections were cut or closed."""
    silent: list[tuple[int, float, float]] = field(default_factory=list)
    """Channels in which the bot could say nothing, or read nothing, from when to when."""
    _later: set[asyncio.Task[None]] = field(default_factory=set)

    def make(self) -> None:
        """One fault."""
        kinds: dict[str, Callable[[], None]] = {
            "drop": self._drop,
            "refuse resume": self._refuse,
            "invalid session": self._invalidate,
            "reconnect": self.sandbox.gateway.reconnect,
            "close": self._close,
            "late events": lambda: self.sandbox.faults.delay_events(self.chance.uniform(0.05, 0.5), self.chance.randint(1, 4)),
            "repeated events": lambda: self.sandbox.faults.repeat_events(self.chance.randint(1, 5)),
            "server errors": self._fail,
            "rate limits": self._busy,
            "slow answers": self._slow,
            "lost answers": lambda: self.sandbox.faults.lose_answer(self.chance.randint(1, 2), self._route(), "POST"),
            "lost requests": lambda: self.sandbox.faults.lose_request(self.chance.randint(1, 2), self._route(), "POST"),
            "lost permissions": self._silence,
        }
        kind = self.chance.choice(list(kinds))
        kinds[kind]()
        self.made[kind] += 1

    async def end(self) -> None:
        """Nothing goes wrong any more, and all rights are back."""
        self.sandbox.faults.calm()
        await asyncio.gather(*self._later)

    def _route(self) -> str:
        return self.chance.choice((SEND, CALLBACK))

    def _drop(self) -> None:
        self.drops.append(time.perf_counter())
        self.sandbox.gateway.drop()

    def _refuse(self) -> None:
        self.sandbox.faults.refuse_resume()
        self._drop()

    def _invalidate(self) -> None:
        self.drops.append(time.perf_counter())
        self.sandbox.gateway.invalidate(self.chance.random() < 0.5)

    def _close(self) -> None:
        self.drops.append(time.perf_counter())
        self._soon(self.sandbox.gateway.close(self.chance.choice((1001, 4000, 4009))))

    def _fail(self) -> None:
        self.sandbox.faults.fail(self.chance.choice((500, 502)), self.chance.randint(1, 3), self._route(), "POST")

    def _busy(self) -> None:
        self.sandbox.faults.fail(429, self.chance.randint(1, 3), self._route(), "POST", self.chance.uniform(0.05, 0.4))

    def _slow(self) -> None:
        self.sandbox.faults.slow(self.chance.uniform(0.1, 1.5), self.chance.randint(1, 4), self._route(), "POST")

    def _silence(self) -> None:
        room, right = self.chance.choice(self.rooms), self.chance.choice(RIGHTS)
        began, seconds = time.perf_counter(), self.chance.uniform(0.3, 1.5)
        if right is not Permission.EMBED_LINKS:
            self.silent.append((room.id, began, began + seconds))
        self.sandbox.take_permissions(room, right)
        self._soon(self._give_back(room, seconds))

    async def _give_back(self, room: Channel, seconds: float) -> None:
        await asyncio.sleep(seconds)
        self.sandbox.take_permissions(room)

    def _soon(self, work: object) -> None:
        task = asyncio.ensure_future(work)  # type: ignore[arg-type]
        self._later.add(task)
        task.add_done_callback(self._later.discard)
