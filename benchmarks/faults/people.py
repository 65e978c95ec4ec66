"""People who ask one question after the other, wait for each answer, and ask again where Discord tells them to."""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from benchmarks.faults.trouble import CALLBACK, Trouble
from benchmarks.load.city import City
from benchmarks.load.questions import Asking
from bot.sandbox import Channel, Event, Interaction, Message, Person, Sandbox, State
from bot.sandbox.snowflake import made_at

FOLLOWING = ("how long was it?", "who was on it?", "when did it come out?", "what was it about?", "who sponsored it?")
SORRY = "that went wrong on my side"
"""What the bot says where it failed and knows it."""
UP, DOWN = "said:up", "said:down"
TRIES = 8
PATIENCE = 60.0
"""Seconds after which nobody waits for an answer to a mention any more."""
IN_TIME = 1.5
"""Seconds of the three within which a command must reach the bot."""
LOOK = 1.0
BACK = 12.0
"""Seconds after a right is back in which an answer may still come."""
TOO_MANY = 4
"""Broken requests for one command that no patience stands within three seconds."""


@dataclass(frozen=True)
class Step:
    """One question, and what is thought of its answer."""

    text: str
    command: bool
    thumb: str = ""


@dataclass
class Ledger:
    """What became of all that was asked."""

    lost: list[str] = field(default_factory=list)
    again: Counter[str] = field(default_factory=Counter)
    """Why somebody asked again, and how often."""
    commands: list[Interaction] = field(default_factory=list)
    mentions: list[Message] = field(default_factory=list)
    answered: int = 0


Plan = tuple[Person, Channel, list[Step]]


def plans(city: City, asking: Asking, questions: int, each: int, seed: int) -> Iterator[Plan]:
    """Who asks what where, the same for the same seed."""
    chance = random.Random(seed)
    texts = asking.stream(chance, slips=0.0)
    for at in range(questions // each):
        person = city.people[at % len(city.people)]
        steps = []
        for number in range(each):
            follows = number > 0 and chance.random() < 0.35
            text = chance.choice(FOLLOWING) if follows else next(texts)
            steps.append(Step(text, chance.random() < 0.7, chance.choice((UP, DOWN)) if chance.random() < 0.2 else ""))
        yield person, chance.choice(city.homes[person.id]), steps


class Answers:
    """What the bot says to those who mention it."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._bot = sandbox.world.bot
        self._first: dict[str, asyncio.Future[Message]] = {}
        sandbox.world.events.listen(self._hear)

    def to(self, said: Message) -> asyncio.Future[Message]:
        """The first answer to a message, once it is there."""
        return self._first.setdefault(str(said.id), asyncio.get_running_loop().create_future())

    def _hear(self, event: Event) -> None:
        message = event.message
        if event.name == "MESSAGE_CREATE" and message is not None and message.author is self._bot:
            first = self._first.setdefault(str(message.nonce), asyncio.get_running_loop().create_future())
            if not first.done():
                first.set_result(message)


@dataclass
class Asker:
    """Somebody in a channel, with what they want to know."""

    sandbox: Sandbox
    person: Person
    room: Channel
    ledger: Ledger
    trouble: Trouble
    brought: dict[int, list[float]]
    """When the gateway brought each command and message to the bot."""
    answers: Answers

    async def put(self, step: Step) -> None:
        """Asks until there is an answer, and presses a thumb under it."""
        for _ in range(TRIES):
            answer = await (self._command(step.text) if step.command else self._mention(step.text))
            if answer is not None and SORRY in answer.text:
                self.ledger.again["apology"] += 1
            elif answer is not None:
                self.ledger.answered += 1
                if step.thumb and step.thumb in str(answer.components):
                    await self._press(answer, step.thumb)
                return
        self.ledger.lost.append(f"given up: {step.text}")

    async def _command(self, text: str) -> Message | None:
        asked = time.perf_counter()
        used = await self.person.slash(self.room, "ask", question=text)
        self.ledger.commands.append(used)
        return await self._came(used, asked, text)

    async def _press(self, answer: Message, thumb: str) -> None:
        for _ in range(TRIES):
            asked = time.perf_counter()
            pressed = await self.person.click(answer, thumb)
            self.ledger.commands.append(pressed)
            if await self._came(pressed, asked, thumb) is not None:
                return
        self.ledger.lost.append(f"given up: {thumb}")

    async def _came(self, used: Interaction, asked: float, what: str) -> Message | None:
        done: Callable[[], bool] = lambda: bool(used.replies) or used.state is State.FAILED  # noqa: E731
        await self.sandbox.waiting.until(done, PATIENCE, used)
        if used.replies:
            return used.replies[0]
        why = self._excuse(used, asked)
        if why:
            self.ledger.again[why] += 1
        else:
            self.ledger.lost.append(f"failed at Discord: {what}; {self._story(used.id, asked)}")
        return None

    def _excuse(self, used: Interaction, asked: float) -> str:
        times = self.brought.get(used.id, [])
        if not any(at <= asked + IN_TIME and not self._cut(at) for at in times):
            return "not brought in time"
        broken = [each for each in self.sandbox.requests if each.route == CALLBACK and f"/{used.id}/" in each.path]
        return "too many broken requests" if len(broken) >= TOO_MANY else ""

    def _cut(self, at: float) -> bool:
        """Whether a connection was cut so near to that that what it carried may not have arrived."""
        return any(at - 0.1 <= each <= at + 0.1 for each in self.trouble.drops)

    async def _mention(self, text: str) -> Message | None:
        asked = time.perf_counter()
        said = await self.person.say(self.room, f"{self.sandbox.world.bot.mention} {text}")
        self.ledger.mentions.append(said)
        answer = self.answers.to(said)
        while time.perf_counter() < asked + PATIENCE:
            await asyncio.wait({answer}, timeout=LOOK)
            if answer.done():
                return answer.result()
            if self._silenced(asked):
                self.ledger.again["not allowed to speak"] += 1
                return None
        self.ledger.lost.append(f"no answer: {text}; {self._story(said.id, asked)}")
        return None

    def _story(self, number: int, asked: float) -> str:
        """What happened around a question that was lost; times in seconds from when it was put."""
        tried = [
            f"{each.at - made_at(number):.2f} {each.status}"
            for each in self.sandbox.requests
            if f"/{number}/" in each.path or (isinstance(each.body, dict) and str(each.body.get("nonce")) == str(number))
        ]
        silent = [f"{a - asked:.1f} to {b - asked:.1f}" for room, a, b in self.trouble.silent if room == self.room.id]
        drops = [f"{each - asked:.2f}" for each in self.trouble.drops if -2 < each - asked < 4]
        brought = [f"{each - asked:.2f}" for each in self.brought.get(number, ())]
        return f"requests {tried}, brought {brought}, dropped {drops}, no rights {silent}"

    def _silenced(self, asked: float) -> bool:
        """Whether the bot lacked a right meanwhile and has had it back for a while."""
        ends = [end for room, _, end in self.trouble.silent if room == self.room.id and end > asked - 1]
        return bool(ends) and time.perf_counter() > max(ends) + BACK
