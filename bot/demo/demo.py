"""The demo from its start to Ctrl-C."""

from __future__ import annotations

import asyncio
import signal
import socket
from collections.abc import AsyncIterator, Container
from contextlib import asynccontextmanager, suppress
from dataclasses import replace

from bot.app import Greenroom
from bot.app.logs import set_up_logging
from bot.config import Config
from bot.demo.backstage import furnish
from bot.demo.copying import Copy
from bot.sandbox import Message, NoReply, Sandbox
from bot.service import Service, open_service
from bot.wording import plain
from bot.wording.greeting import examples

SHIPPED = "podcast-init"
QUESTIONS = ("who was on the starlette episode?", "what does linode offer?", "anything on async?")
HOST = "127.0.0.1"
OWN_FOLDER = "demo"
"""The demo's state must not mix with that of a bot on the real Discord."""
PATIENCE = 15


def demo(config: Config, port: int, now: float) -> int:
    """Runs until Ctrl-C; 0 then. `now` is the time in seconds since 1970.

    What moderators change in it goes to a copy of the knowledge folder, kept beside the demo's other state.
    """
    set_up_logging("WARNING")
    with suppress(KeyboardInterrupt):
        asyncio.run(_demo(replace(config, data=config.data / OWN_FOLDER), free_port(port), port, now))
    print("\nThe demo has ended.")
    return 0


def free_port(wanted: int) -> int:
    """`wanted` where it is free on loopback, else 0: any that is."""
    with socket.socket() as probe:
        # Without this a port is taken for another minute by connections of a demo that has just ended.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, wanted))
        except (OSError, OverflowError):
            return 0
    return wanted


async def _demo(config: Config, port: int, wanted: int, now: float) -> None:
    stop = asyncio.Event()
    async with _copied(config, stop) as config:
        await _run(config, port, wanted, now, stop)


@asynccontextmanager
async def _copied(config: Config, stop: asyncio.Event) -> AsyncIterator[Config]:
    """The settings with a copy of the knowledge folder in place of it, which follows it while the block runs."""
    if not config.knowledge.is_dir():
        yield config  # what is wrong is told where it is opened
        return
    config.data.mkdir(parents=True, exist_ok=True)
    copy = Copy(config.knowledge, config.data / "knowledge", config.data / "copied.json")
    await asyncio.to_thread(copy.bring)
    following = asyncio.create_task(copy.follow(stop), name="follow the knowledge folder")
    try:
        yield replace(config, knowledge=copy.to)
    finally:
        stop.set()
        await following


async def _run(config: Config, port: int, wanted: int, now: float, stop: asyncio.Event) -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with Sandbox.open(HOST, port) as sandbox, open_service(config) as service:
        await furnish(sandbox, service, config.knowledge, now)
        with sandbox.point_discord_at_me():
            async with Greenroom(config, service) as bot:
                running = asyncio.create_task(bot.start(sandbox.token), name="bot")
                showing = asyncio.create_task(_show(sandbox, service, port == wanted), name="transcript")
                stopping = asyncio.create_task(stop.wait())
                await asyncio.wait({running, stopping}, return_when=asyncio.FIRST_COMPLETED)
                for task in (showing, stopping):
                    task.cancel()
                if running.done():
                    running.result()


async def _show(sandbox: Sandbox, service: Service, as_wanted: bool) -> None:
    """Prints three questions with the answers that came through the gateway, then where to ask more."""
    await sandbox.wait_until_online(PATIENCE)
    channel, me = sandbox.channel("ask-the-show"), sandbox.world.bot.mention
    for question in questions(service.desk.catalog.shows, examples(service.desk.catalog)):
        said = await sandbox.listener.say(channel, f"{me} {question}")
        print(f"\n{sandbox.listener.user.name}: {question}", flush=True)
        with suppress(NoReply, TimeoutError):
            print(f"Greenroom: {shown(await sandbox.next_reply(said))}", flush=True)
    taken = "" if as_wanted else " (the port asked for is taken)"
    moss = sandbox.moderator.user.name
    print(
        f"\nOpen {sandbox.url} in a browser to ask for yourself{taken}. As {moss} you can also change what the bot knows "
        f"(/knowledge, /gaps): in {service.root}, a copy of the files. Ctrl-C ends the demo.",
        flush=True,
    )


def questions(shows: Container[str], made: tuple[str, ...]) -> tuple[str, ...]:
    """The three questions asked at the start: about the shipped show, or about whatever is loaded."""
    return QUESTIONS if SHIPPED in shows else made[:3]


def shown(message: Message) -> str:
    """What a message says, as plain text."""
    return plain(message.text)
