"""Two runs, one without faults and one with them, and what they differ in."""

from __future__ import annotations

import asyncio
import random
import sys
import time
from asyncio.subprocess import Process
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.faults.people import Answers, Asker, Ledger, Plan, Step, plans
from benchmarks.faults.state import Row, differences, held
from benchmarks.faults.trouble import Trouble
from benchmarks.load.city import City, built
from benchmarks.load.questions import prepared
from bot.sandbox import Channel, Person, Sandbox
from bot.sandbox.wire import Json
from bot.store import open_store

ROOT = Path(__file__).resolve().parents[2]
EACH, AT_ONCE = 5, 60
"""Questions of each person, and how many people ask at the same time."""
Bot = Callable[[Sandbox, Path, Path], AbstractAsyncContextManager[Callable[[], bool]]]
"""A bot with this knowledge and this folder for its data, online in the block; what it gives tells whether it runs."""


@dataclass(frozen=True)
class Size:
    """How much of everything."""

    questions: int = 2000
    faults: int = 500
    servers: int = 20
    rooms: int = 100
    thinking: float = 1.5
    """Seconds that people take at most before each question."""
    settle: float = 2.0
    """Seconds at the end in which a second answer would come."""


@dataclass(frozen=True)
class Result:
    """What the stand-in counted, and by how many rows the state differs from that of a run without faults."""

    lost: int
    repeated: int
    answered: int
    again: int
    faults: int
    ended: int
    differing: int
    detail: tuple[str, ...]

    @property
    def good(self) -> bool:
        """Whether all is as it must be."""
        return not (self.lost or self.repeated or self.ended or self.differing)

    def __str__(self) -> str:
        kept = f"state differs in {self.differing} rows" if self.differing else "state the same"
        asked = f"answered {self.answered}, asked again {self.again}, faults {self.faults}"
        return f"lost {self.lost}, repeated {self.repeated}, {asked}, exits {self.ended}, {kept}"


@asynccontextmanager
async def own_process(sandbox: Sandbox, knowledge: Path, data: Path) -> AsyncIterator[Callable[[], bool]]:
    """The bot in a process of its own; its log goes to `bot.log` in `data`."""
    with (data / "bot.log").open("ab") as log:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "benchmarks.faults.child", sandbox.api_url, sandbox.gateway_url, sandbox.token,
            str(knowledge), str(data), cwd=ROOT, stdout=log, stderr=log,
        )  # fmt: skip
    try:
        yield lambda: process.returncode is None
    finally:
        await _stop(process)


async def _stop(process: Process) -> None:
    if process.returncode is None:
        process.terminate()
    await process.wait()


@dataclass
class _Ran:
    """What one run left."""

    ledger: Ledger
    made: Counter[str]
    kept: dict[str, Counter[Row]]
    repeated: int
    ended: bool
    seconds: float


async def faults(knowledge: Path, folder: Path, seed: int, size: Size | None = None, bot: Bot = own_process) -> Result:
    """What became of the questions, and of the state."""
    size = size or Size()
    await asyncio.to_thread(lambda: [(folder / each).mkdir(parents=True) for each in ("calm", "rough")])
    calm = await _ran(knowledge, folder / "calm", seed, size, bot, 0)
    rough = await _ran(knowledge, folder / "rough", seed, size, bot, size.faults)
    both = (calm, rough)
    unlike = differences(calm.kept, rough.kept)
    detail = (
        *(line for ran in both for line in ran.ledger.lost[:10]),
        *unlike[:10],
        f"{calm.seconds:.0f} s without faults, {rough.seconds:.0f} s with; {dict(rough.made)}",
        f"asked again: {dict(rough.ledger.again)}; rows: { ({name: sum(rows.values()) for name, rows in calm.kept.items()}) }",
    )
    return Result(
        sum(len(ran.ledger.lost) for ran in both),
        sum(ran.repeated for ran in both),
        rough.ledger.answered,
        sum(rough.ledger.again.values()),
        sum(rough.made.values()),
        sum(ran.ended for ran in both),
        len(unlike),
        detail,
    )


@dataclass
class Crowd:
    """People who ask, some at a time; after every `every` questions something goes wrong, never where that is 0."""

    sandbox: Sandbox
    ledger: Ledger
    trouble: Trouble
    brought: dict[int, list[float]]
    answers: Answers
    every: int
    thinking: float
    _put: int = 0
    _pace: random.Random = field(default_factory=lambda: random.Random(0))

    async def ask(self, plans: Iterable[Plan]) -> None:
        """Returns when all is answered or given up."""
        gate = asyncio.Semaphore(AT_ONCE)
        await asyncio.gather(*(self._one(gate, *plan) for plan in plans))

    async def _one(self, gate: asyncio.Semaphore, person: Person, room: Channel, steps: list[Step]) -> None:
        asker = Asker(self.sandbox, person, room, self.ledger, self.trouble, self.brought, self.answers)
        async with gate:
            for step in steps:
                await asyncio.sleep(self._pace.uniform(0.0, self.thinking))
                self._put += 1
                if self.every and self._put % self.every == 0:
                    self.trouble.make()
                await asker.put(step)


async def _ran(knowledge: Path, data: Path, seed: int, size: Size, bot: Bot, count: int) -> _Ran:
    began = time.monotonic()
    asking = await prepared(knowledge, data)
    async with Sandbox.open() as sandbox:
        city = built(sandbox, size.servers, size.rooms, max(size.servers, size.questions // EACH))
        names = _names(sandbox, city)
        await _set_up(data, city)
        ledger, brought, answers = Ledger(), _brought(sandbox), Answers(sandbox)
        trouble = Trouble(sandbox, city.rooms, random.Random(seed))
        async with bot(sandbox, knowledge, data) as alive:
            await sandbox.wait_until_online(120)
            await sandbox.wait_until(lambda: bool(sandbox.world.application.commands.get(None)), 30)
            every = -(-size.questions // max(1, count)) if count else 0
            crowd = Crowd(sandbox, ledger, trouble, brought, answers, every, size.thinking)
            await crowd.ask(plans(city, asking, size.questions, EACH, seed))
            await trouble.end()
            await asyncio.sleep(size.settle)
            ended = not alive()
        repeated = _repeated(sandbox, ledger)
    kept = await asyncio.to_thread(held, data / "state.db", names)
    return _Ran(ledger, trouble.made, kept, repeated, ended, time.monotonic() - began)


def _names(sandbox: Sandbox, city: City) -> dict[int, str]:
    """What people, channels and servers are called in every run."""
    named = {room.id: room.name for room in city.rooms} | {person.id: person.user.username for person in city.people}
    return named | {guild.id: guild.name for guild in sandbox.world.guilds.values()}


async def _set_up(data: Path, city: City) -> None:
    """Some servers have settings before anybody asks."""
    async with open_store(data / "state.db") as store:
        for room in city.rooms[::7]:
            assert room.guild is not None
            await store.settings.change(room.guild.id, 1, 0.0, timezone="Asia/Tokyo")


def _brought(sandbox: Sandbox) -> dict[int, list[float]]:
    """When each command and message was brought to the bot, from now on."""
    times: dict[int, list[float]] = {}

    def note(frame: Json) -> None:
        if frame["t"] in ("INTERACTION_CREATE", "MESSAGE_CREATE"):
            times.setdefault(int(frame["d"]["id"]), []).append(time.perf_counter())

    sandbox.gateway.on_sent = note
    return times


def _repeated(sandbox: Sandbox, ledger: Ledger) -> int:
    """Messages beyond the first that answer the same command or mention."""
    sent = Counter(
        str(message.nonce)
        for messages in sandbox.world.messages.values()
        for message in messages.values()
        if message.author is sandbox.world.bot
    )
    twice = [len(used.replies) - 1 for used in ledger.commands] + [sent[str(said.id)] - 1 for said in ledger.mentions]
    return sum(each for each in twice if each > 0)
