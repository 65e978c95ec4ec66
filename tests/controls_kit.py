"""Two small shows, and the bot over them, for tests of what people do with an answer."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from bot.config import Config
from bot.sandbox import Channel, Interaction, Message, Person, Sandbox
from bot.service import open_service
from tests.chat_kit import Room, online
from tests.knowledge_kit import write

NAMES = "Kelp Ports Foghorns Tides Gulls Wrecks Buoys Eels Dunes Salt Nets Ferries".split()
LONG = "A conversation about nothing much that goes on for quite a while"
SHOWS = {
    "tide/show.yaml": "name: Slow Tide\nhosts: [Ines Duarte]\n",
    "reef/show.yaml": "name: Red Reef\nhosts: [Bo Lind]\n",
    "reef/episodes/1-corals.yaml": "title: Corals\nnumber: 1\ndate: 2021-05-04\nguests: [Piet Vos]\n",
    "reef/episodes/40-long.yaml": f"title: {LONG}\nnumber: 40\nguests: [Piet Vos]\n",
    "tide/episodes/40-long.yaml": f"title: {LONG}\nnumber: 40\nguests: [Ana Sol]\n",
} | {
    f"tide/episodes/{n}-{name.lower()}.yaml": (
        f"title: {name}\nnumber: {n}\ndate: 2021-03-{n:02d}\nguests: [Maren Holt]\n"
        f"url: https://tide.example/{n}\naudio: https://tide.example/{n}.mp3\n"
    )
    for n, name in enumerate(NAMES, start=1)
}


@asynccontextmanager
async def shows_room(sandbox: Sandbox, home: Path, hears: bool = False) -> AsyncIterator[Room]:
    """The bot with both shows; opened once more on the same `home` it is the bot after a restart."""
    knowledge = home / "knowledge"
    if not knowledge.exists():
        write(knowledge, SHOWS)
    config = Config(knowledge, home / "data", message_content=hears)
    async with open_service(config) as service, online(sandbox, service, config) as bot:
        yield Room(sandbox, bot, service)


def labels(message: Message) -> list[str]:
    """What stands on the buttons of a message, or their emoji, and in its menus."""
    rows = [item for row in message.components for item in row["components"]]
    options = [option["label"] for item in rows for option in item.get("options", ())]
    return [str(item.get("label") or (item.get("emoji") or {}).get("name")) for item in rows if item["type"] == 2] + options


async def press(room: Room, who: Person, message: Message, button: str) -> Interaction:
    """What came of a button, pressed and answered."""
    pressed = await who.click(message, button)
    await room.sandbox.wait_until(lambda: pressed.state.name != "PENDING")
    return pressed


async def told(room: Room, who: Person, message: Message, button: str) -> Message:
    """What somebody was told when they pressed a button."""
    return await room.sandbox.next_reply(await who.click(message, button))


async def at_rest(room: Room) -> None:
    """Returns when the bot has dealt with everything before, and has kept what it keeps."""
    await room.settled()
    while at_work := [each for each in asyncio.all_tasks() if each.get_name().startswith("discord.py: on_")]:
        await asyncio.wait(at_work)


async def listens_in(room: Room, channel: Channel, **more: Any) -> None:
    """A moderator has named a channel where plain questions are answered."""
    guild = room.sandbox.guild.id
    settings = await room.service.store.settings.change(guild, 1, 0.0, ask_channels=frozenset([channel.id]), **more)
    room.bot.dispatch("settings_changed", settings)
