"""What a session is told when it begins, and the lists of members that it may ask for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.sandbox.gateway.session import Session
from bot.sandbox.wire import Json, number
from bot.sandbox.world.application import MEMBERS
from bot.sandbox.world.guild import Guild, Member
from bot.sandbox.world.world import World

CHUNK = 1000
"""Members in one piece of the list."""


def ready(world: World, session: Session) -> Json:
    """Who the bot is, and which guilds will follow."""
    guilds = [guild for guild in world.guilds.values() if world.bot.id in guild.members]
    return {
        "v": 10,
        "user": world.bot.payload() | {"verified": True, "mfa_enabled": True, "email": None},
        "guilds": [{"id": str(guild.id), "unavailable": True} for guild in guilds],
        "session_id": session.id,
        "session_type": "normal",
        "resume_gateway_url": world.gateway_url,
        "shard": list(session.shard),
        "application": {"id": str(world.application.id), "flags": world.application.flags},
        "private_channels": [],
        "relationships": [],
        "presences": [],
        "user_settings": {},
        "_trace": [],
    }


def members_chunks(world: World, intents: int, data: Any) -> Iterator[Json]:
    """The members that the bot asked for, a thousand at a time; all of them only with the intent for members."""
    if not isinstance(data, dict):
        return
    guild = world.guilds.get(number(str(data.get("guild_id"))) or 0)
    if guild is None or world.bot.id not in guild.members:
        return
    wanted, missing = _wanted(guild, intents, data)
    pieces = [wanted[start : start + CHUNK] for start in range(0, len(wanted), CHUNK)] or [[]]
    for index, piece in enumerate(pieces):
        chunk: Json = {"guild_id": str(guild.id), "members": [each.payload() for each in piece], "chunk_index": index}
        chunk |= {"chunk_count": len(pieces), "not_found": missing}
        yield chunk | ({"nonce": data["nonce"]} if "nonce" in data else {})


def _wanted(guild: Guild, intents: int, data: Json) -> tuple[list[Member], list[str]]:
    if "user_ids" in data:
        asked = data["user_ids"] if isinstance(data["user_ids"], list) else [data["user_ids"]]
        found = {each: guild.members.get(int(each)) for each in asked}
        return [each for each in found.values() if each], [str(each) for each, member in found.items() if not member]
    query = str(data.get("query") or "").lower()
    if not query and not intents & MEMBERS:
        return [], []
    named = [each for each in guild.members.values() if (each.nick or each.user.name).lower().startswith(query)]
    limit = int(data.get("limit") or 0)
    return (named[:limit] if limit else named), []
