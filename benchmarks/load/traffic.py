"""Those who ask: who, where, what, and when."""

from __future__ import annotations

import asyncio
import random
import time
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from benchmarks.load.city import City
from benchmarks.load.questions import Asking
from benchmarks.load.tally import Tally
from bot.sandbox import Interaction, Person, Sandbox

MORE = "said:page:1"
"""The button under an answer that has a second page."""
REMEMBERED = 300


@dataclass
class Traffic:
    """A crowd in the stand-in."""

    sandbox: Sandbox
    city: City
    tally: Tally
    asking: Asking
    chance: random.Random

    def __post_init__(self) -> None:
        self._texts = self.asking.stream(self.chance)
        self._people = self.city.passing(self.chance)
        self._rounds = self.city.rounds(self.chance)
        self._used: deque[tuple[Person, Interaction]] = deque(maxlen=REMEMBERED)

    async def command(self) -> None:
        """Somebody uses /ask somewhere on their server."""
        person = next(self._people)
        room, text = self.chance.choice(self.city.homes[person.id]), next(self._texts)
        since = time.perf_counter()
        used = await person.slash(room, "ask", question=text)
        self.tally.note(used, since, "command")
        self._used.append((person, used))

    async def mention(self) -> None:
        """Somebody mentions the bot."""
        person, room = next(self._rounds)
        text = f"{self.sandbox.world.bot.mention} {next(self._texts)}"
        since = time.perf_counter()
        self.tally.note(await person.say(room, text), since, "mention")

    async def press(self) -> None:
        """Somebody turns the page of the answer they got; nobody does where no answer of late has a second page."""
        while self._used:
            person, used = self._used.popleft()
            if used.replies and MORE in str(used.replies[0].components):
                since = time.perf_counter()
                self.tally.note(await person.click(used.replies[0], MORE), since, "press")
                return


async def at_rate(act: Callable[[], Awaitable[None]], rate: float, until: float, chance: random.Random) -> None:
    """Acts `rate` times a second, at random instants as a crowd does, until `perf_counter` says `until`."""
    due = time.perf_counter()
    while True:
        due += chance.expovariate(rate)
        if due >= until:
            return
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        await act()
