"""How long the bot takes, over loopback: from an event of the gateway to the REST call that answers it, and the demo's start.

    python benchmarks/latency.py [--questions 1000] [--rate 50] [--knowledge DIR]

The bot runs as `python -m bot run` in a process of its own; here is the stand-in, whose clock is read when it puts the event on
its way and when the bot's request is there. Two rounds: one question at a time, then `--rate` a second whatever is still open.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import os
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bot.sandbox import Event, Message, Person, Sandbox  # noqa: E402
from bot.sandbox.world.interaction import Interaction  # noqa: E402

POINTED = (
    "import runpy, sys; from bot.sandbox import pointed\n"
    "with pointed(sys.argv.pop(1), sys.argv.pop(1)): runpy.run_module('bot', run_name='__main__', alter_sys=True)"
)
QUESTIONS = (
    "who was on the starlette episode?",
    "what does linode offer?",
    "anything on async?",
    "how many episodes are about testing?",
    "when was Tom Christie last on?",
    "what is episode 250 about?",
    "who sponsored episode 300?",
    "has Guido van Rossum been a guest?",
    "which episodes are about djago?",
    "who is Tobias Macey?",
)
CHANNELS = PEOPLE = 400
"""So many that no channel and nobody is asked or asks too often."""
Ask = Callable[[int], Awaitable[float]]


class Watch:
    """Notes when the bot's answers arrive."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._bot = sandbox.world.bot
        self._waiting: dict[int, asyncio.Future[float]] = {}
        sandbox.world.events.listen(self._hear)

    async def answer_to(self, asked: Message | Interaction, since: float) -> float:
        """Milliseconds from `since` to the answer."""
        future = asyncio.get_running_loop().create_future()
        self._waiting[asked.id] = future
        async with asyncio.timeout(30):
            return (await future - since) * 1000

    def _hear(self, event: Event) -> None:
        message = event.message
        if message is None or message.author is not self._bot or not event.name.endswith("CREATE"):
            return
        about = (
            message.referenced.id if message.referenced else int(message.from_interaction.get("interaction", {}).get("id", 0))
        )
        future = self._waiting.pop(about, None)
        if future is not None and not future.done():
            future.set_result(time.perf_counter())


@asynccontextmanager
async def bot(sandbox: Sandbox, knowledge: Path, data: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """`python -m bot run` against the stand-in."""
    arguments = ("-c", POINTED, sandbox.api_url, sandbox.gateway_url, "run", "--knowledge", str(knowledge), "--data", data)
    env = {**os.environ, "DISCORD_TOKEN": sandbox.token, "LOG_LEVEL": "ERROR", "PYTHONPATH": str(ROOT)}
    process = await asyncio.create_subprocess_exec(
        sys.executable, *arguments, cwd=ROOT, env=env, stdout=asyncio.subprocess.DEVNULL
    )
    try:
        online, ended = asyncio.create_task(sandbox.wait_until_online(60)), asyncio.create_task(process.wait())
        await asyncio.wait({online, ended}, return_when=asyncio.FIRST_COMPLETED)
        if ended.done():
            raise SystemExit("the bot did not start")
        ended.cancel()
        yield process
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


def crowd(sandbox: Sandbox) -> list[Person]:
    """All who ask."""
    people = []
    for number in range(PEOPLE):
        user = sandbox.world.add_user(f"person{number}", f"Person {number}")
        sandbox.world.join(sandbox.guild, user)
        people.append(Person(sandbox.world, user, sandbox.waiting))
    return people


def asking(sandbox: Sandbox) -> Ask:
    """Asks question number `n`, one half by mention and one half by /ask, in many channels."""
    watch = Watch(sandbox)
    guild = sandbox.guild
    rooms = [sandbox.channel(f"room-{n}", guild) for n in range(CHANNELS)]
    me, people = sandbox.world.bot.mention, crowd(sandbox)

    async def ask(number: int) -> float:
        text, room = QUESTIONS[number % len(QUESTIONS)], rooms[number % CHANNELS]
        person, since = people[number % PEOPLE], time.perf_counter()
        if number % 2:
            return await watch.answer_to(await person.slash(room, "ask", question=text), since)
        return await watch.answer_to(await person.say(room, f"{me} {text}"), since)

    return ask


async def one_by_one(ask: Ask, questions: int) -> list[float]:
    """Milliseconds of each, asked when the one before is answered."""
    return [await ask(number) for number in range(questions)]


async def at_a_rate(ask: Ask, questions: int, rate: float) -> list[float]:
    """Milliseconds of each, asked `rate` a second."""
    started, tasks = time.perf_counter(), []
    for number in range(questions):
        await asyncio.sleep(max(0.0, started + number / rate - time.perf_counter()))
        tasks.append(asyncio.create_task(ask(number)))
    return list(await asyncio.gather(*tasks))


def line(name: str, took: list[float]) -> str:
    """One row of the table."""
    ranked = sorted(took)
    p50, p95, p99 = (ranked[min(len(ranked) - 1, int(len(ranked) * part))] for part in (0.5, 0.95, 0.99))
    shares = f"p50 {p50:6.1f} ms  p95 {p95:6.1f} ms  p99 {p99:6.1f} ms  most {ranked[-1]:6.1f} ms"
    return f"{name:28s} {len(took):5d} questions  {shares}"


async def latency(knowledge: Path, data: str, questions: int, rate: float) -> None:
    """Prints a row for each round."""
    async with Sandbox.open() as sandbox:
        sandbox.rate_limits.enabled = False
        for number in range(CHANNELS):
            sandbox.world.add_channel(sandbox.guild, f"room-{number}")
        async with bot(sandbox, knowledge, data):
            ask = asking(sandbox)
            await one_by_one(ask, 2 * len(QUESTIONS))
            took = await one_by_one(ask, questions)
            print(line("one at a time, by mention", took[::2]), flush=True)
            print(line("one at a time, by /ask", took[1::2]), flush=True)
            print(line("one at a time", took), flush=True)
            print(line(f"{rate:g} a second", await at_a_rate(ask, questions, rate)), flush=True)


async def demo_start(knowledge: Path, data: str) -> float:
    """Seconds from `python -m bot demo` to its first answer."""
    started = time.perf_counter()
    arguments = ("-m", "bot", "demo", "--port", "0", "--knowledge", str(knowledge), "--data", data)
    process = await asyncio.create_subprocess_exec(
        sys.executable, *arguments, cwd=ROOT, stdout=asyncio.subprocess.PIPE, env={**os.environ, "PYTHONUNBUFFERED": "1"}
    )
    assert process.stdout is not None
    async for text in process.stdout:
        if text.startswith(b"Greenroom: "):
            break
    took = time.perf_counter() - started
    process.terminate()
    await process.communicate()
    return took


async def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--questions", type=int, default=1000)
    parser.add_argument("--rate", type=float, default=50)
    parser.add_argument("--knowledge", type=Path, default=ROOT / "knowledge")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as data:
        await latency(args.knowledge, data, args.questions, args.rate)
        cold, *warm = [await demo_start(args.knowledge, data) for _ in itertools.repeat(None, 4)]
        shown = ", ".join(f"{each:.2f}" for each in warm)
        print(f"demo to its first answer: cold {cold:.2f} s; warm {shown} s", flush=True)


if __name__ == "__main__":
    asyncio.run(main())
