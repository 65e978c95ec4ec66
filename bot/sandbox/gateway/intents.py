"""Which events a session hears, by the intents that it asked for."""

from __future__ import annotations

from bot.sandbox.world.application import CONTENT, MEMBERS, PRESENCE
from bot.sandbox.world.event import Event
from bot.sandbox.world.permission import Permission
from bot.sandbox.world.world import World

GUILDS, GUILD_MESSAGES, GUILD_REACTIONS, GUILD_TYPING = 1 << 0, 1 << 9, 1 << 10, 1 << 11
DIRECT_MESSAGES, DIRECT_REACTIONS, DIRECT_TYPING = 1 << 12, 1 << 13, 1 << 14
PRIVILEGED = PRESENCE | MEMBERS | CONTENT
ALL = (1 << 26) - 1

_BOTH: dict[str, tuple[int, int]] = {
    "MESSAGE_CREATE": (GUILD_MESSAGES, DIRECT_MESSAGES),
    "MESSAGE_UPDATE": (GUILD_MESSAGES, DIRECT_MESSAGES),
    "MESSAGE_DELETE": (GUILD_MESSAGES, DIRECT_MESSAGES),
    "MESSAGE_REACTION_ADD": (GUILD_REACTIONS, DIRECT_REACTIONS),
    "MESSAGE_REACTION_REMOVE": (GUILD_REACTIONS, DIRECT_REACTIONS),
    "TYPING_START": (GUILD_TYPING, DIRECT_TYPING),
}
_GUILD: dict[str, int] = {
    "GUILD_MEMBER_ADD": MEMBERS,
    "GUILD_MEMBER_UPDATE": MEMBERS,
    "GUILD_MEMBER_REMOVE": MEMBERS,
    "PRESENCE_UPDATE": PRESENCE,
}
_PREFIXES = ("GUILD_", "CHANNEL_", "THREAD_")


def hears(world: World, intents: int, event: Event) -> bool:
    """Whether a session with these intents is told of the event."""
    name = event.name
    if name == "INTERACTION_CREATE":
        return True
    if name in _BOTH:
        needed = _BOTH[name][0 if event.guild else 1]
    elif name in _GUILD and not (event.user is world.bot and name == "GUILD_MEMBER_UPDATE"):
        needed = _GUILD[name]
    elif name.startswith(_PREFIXES):
        needed = GUILDS
    else:
        return False
    return bool(intents & needed) and _within_sight(world, event)


def _within_sight(world: World, event: Event) -> bool:
    if event.name in ("GUILD_DELETE", "CHANNEL_DELETE") or event.channel is None or event.guild is None:
        return event.guild is None or world.bot.id in event.guild.members or event.name == "GUILD_DELETE"
    return bool(world.permissions(world.bot, event.channel) & Permission.VIEW_CHANNEL)
