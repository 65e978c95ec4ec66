"""People who use commands, buttons and forms; the fixtures stand in `cmd_plugin.py`."""

from __future__ import annotations

from typing import Any

from bot.sandbox import Channel, Interaction, Message, Person, State
from tests.chat_kit import Room

PAIR = {
    "tide/show.yaml": "name: Slow Tide\nhosts: [Ines Duarte]\ncomplete: true\n",
    "tide/episodes/1-kelp.yaml": (
        "title: Kelp forests\nnumber: 1\ndate: 2021-03-04\nduration: 31:10\nguests: [{name: Maren Holt, about: diver}]\n"
        "topics: [kelp, diving]\nsponsors: [{name: Rope Works, offer: 10% off, code: TIDE, url: https://rope.example/tide}]\n"
        "summary: How forests grow under water.\n"
    ),
    "tide/episodes/2-ports.yaml": (
        "title: Old ports\nnumber: 2\ndate: 2021-04-04\nguests: [Piet Vos, Maren Holt]\ntopics: [harbours]\n"
    ),
    "crumb/show.yaml": "name: Crumb Theory\nhosts: [Otis Bell]\n",
    "crumb/episodes/1-rye.yaml": "title: Rye\nnumber: 1\ndate: 2022-05-06\nguests: [Lena Fink]\ntopics: [rye, sourdough]\n",
    "topics.yaml": "- name: sourdough\n  aliases: [levain]\n- name: rye\n  broader: [bread]\n- name: bread\n",
}
"""Two shows that both have an episode 1."""


async def use(room: Room, command: str, who: Person | None = None, channel: Channel | None = None, **options: Any) -> Message:
    """The bot's answer to a command."""
    return await room.sandbox.next_reply(await (who or room.ada).slash(channel or room.channel, command, **options))


async def done(room: Room, interaction: Interaction) -> Interaction:
    """The interaction, once the bot has dealt with it."""
    await room.sandbox.wait_until(lambda: interaction.state in (State.DONE, State.FAILED))
    assert interaction.state is State.DONE, interaction.text
    return interaction


async def press(room: Room, who: Person, message: Message, button: str) -> Interaction:
    """A button, by label or id, and what came of it."""
    return await done(room, await who.click(message, button))


async def pick(room: Room, who: Person, message: Message, menu: str, *values: str | int) -> Interaction:
    """Something chosen in a menu, and what came of it."""
    return await done(room, await who.select(message, menu, *values))


async def fill(room: Room, who: Person, opened: Interaction, **values: Any) -> Interaction:
    """A form, sent, and what came of it."""
    return await done(room, await who.submit_modal(opened, values))


def text(message: Message) -> str:
    """All that a message says: content, embeds with their fields."""
    parts = [message.content]
    for embed in message.embeds:
        parts += [(embed.get("author") or {}).get("name", ""), embed.get("title", ""), embed.get("description", "")]
        parts += [f"{field['name']}: {field['value']}" for field in embed.get("fields", ())]
        parts.append((embed.get("footer") or {}).get("text", ""))
    return "\n".join(part for part in parts if part)


def components(message: Message) -> list[dict[str, Any]]:
    """The buttons and menus of a message, in order."""
    return [item for row in message.components for item in row["components"]]


def ids(message: Message) -> list[str]:
    """The ids of its buttons and menus."""
    return [item["custom_id"] for item in components(message) if "custom_id" in item]
