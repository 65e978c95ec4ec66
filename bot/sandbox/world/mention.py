"""Whom a message mentions, and whom it may ping."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from bot.sandbox.wire import Json
from bot.sandbox.world.channel import Channel
from bot.sandbox.world.permission import Permission
from bot.sandbox.world.user import User
from bot.sandbox.world.world import World

_USER = re.compile(r"<@!?(\d{1,20})>")
_ROLE = re.compile(r"<@&(\d{1,20})>")
_EVERYONE = re.compile(r"@(?:everyone|here)\b")
EVERYTHING: Json = {"parse": ["users", "roles", "everyone"], "replied_user": True}
"""What counts where a message says nothing about it."""


@dataclass
class Mentions:
    """Those who are pinged."""

    users: list[User] = field(default_factory=list)
    roles: list[int] = field(default_factory=list)
    everyone: bool = False


def pinged(world: World, channel: Channel, author: User, content: str, allowed: Json | None) -> Mentions:
    """Those whom `content` mentions, as far as `allowed` (Discord's `allowed_mentions`) and the author's rights go."""
    rules = EVERYTHING if allowed is None else allowed
    parse = rules.get("parse") or []
    found = Mentions()
    for user_id in dict.fromkeys(map(int, _USER.findall(content))):
        user = world.users.get(user_id)
        if user and ("users" in parse or str(user_id) in _texts(rules.get("users"))):
            found.users.append(user)
    guild = channel.guild
    if guild is None:
        return found
    loud = bool(world.permissions(author, channel) & Permission.MENTION_EVERYONE)
    for role_id in dict.fromkeys(map(int, _ROLE.findall(content))):
        role = guild.roles.get(role_id)
        if role and ("roles" in parse or str(role_id) in _texts(rules.get("roles"))) and (loud or role.mentionable):
            found.roles.append(role_id)
    found.everyone = loud and "everyone" in parse and bool(_EVERYONE.search(content))
    return found


def pings_replied(allowed: Json | None) -> bool:
    """Whether a reply pings whom it answers."""
    return bool((EVERYTHING if allowed is None else allowed).get("replied_user", False))


def _texts(ids: list[object] | None) -> set[str]:
    return {str(each) for each in ids or []}
