"""`python -m bot demo`: the real bot on the local stand-in for Discord, with a chat page, no account and no settings."""

from __future__ import annotations

import asyncio
import signal
import socket
from contextlib import suppress

from bot.app import Greenroom
from bot.config import Config
from bot.sandbox import Message, NoReply, Sandbox
from bot.service import open_service
from bot.wording import plain
from bot.wording.greeting import examples

QUESTIONS = ("who was on the starlette episode?", "which sponsor gave a $20 credit, and where?", "anything on async?")
HOST = "127.0.0.1"


def demo(config: Config, port: int) -> int:
    """Runs until Ctrl-C; 0 then."""
    with suppress(KeyboardInterrupt):
        asyncio.run(_demo(config, free_port(port)))
    print("\nThe demo has ended.")
    return 0


def free_port(wanted: int) -> int:
    """`wanted` where it is free on loopback, else 0: any that is."""
    with socket.socket() as probe:
        try:
            probe.bind((HOST, wanted))
        except OSError:
            return 0
    return wanted


async def _demo(config: Config, port: int) -> None:
    async with Sandbox.open(HOST, port) as sandbox, open_service(config) as service:
        with sandbox.point_discord_at_me():
            bot = Greenroom(config, service)
            async with bot:
                running = asyncio.create_task(bot.start(sandbox.token), name="bot")
                await sandbox.wait_until_online()
                await _transcript(sandbox, questions(service.desk.catalog.shows, examples(service.desk.catalog)))
                print(f"\nOpen {sandbox.url} in a browser to ask for yourself. Ctrl-C ends the demo.", flush=True)
                await _until_stopped(running)


def questions(shows: object, made: tuple[str, ...]) -> tuple[str, ...]:
    """The three questions asked at the start: about the shipped show, or about whatever is loaded."""
    return QUESTIONS if "podcast-init" in shows else made[:3]  # type: ignore[operator]


async def _transcript(sandbox: Sandbox, asked: tuple[str, ...]) -> None:
    channel = sandbox.channel("ask-the-show")
    me = sandbox.world.application.bot.mention
    for question in asked:
        said = await sandbox.listener.say(channel, f"{me} {question}")
        print(f"\n{sandbox.listener.user.username}: {question}")
        with suppress(NoReply, TimeoutError):
            print(f"Greenroom: {shown(await sandbox.next_reply(said))}", flush=True)


def shown(message: Message) -> str:
    """What a message says, as plain text."""
    embeds = [str(embed.get("description", "")) for embed in message.embeds]
    return plain("\n".join(filter(None, [message.content, *embeds])))


async def _until_stopped(running: asyncio.Task[None]) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait({running, stopping}, return_when=asyncio.FIRST_COMPLETED)
    if running.done():
        running.result()
