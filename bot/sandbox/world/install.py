"""How the bot comes into a guild and leaves it."""

from __future__ import annotations

from bot.sandbox.wire import iso
from bot.sandbox.world.event import Event
from bot.sandbox.world.guild import Guild
from bot.sandbox.world.world import World


def install(world: World, guild: Guild, permissions: int = 0) -> None:
    """Put the bot into the guild with a role of its own, as an invite link does; tells nobody."""
    role = world.add_role(guild, world.application.name, permissions, managed=True)
    world.join(guild, world.bot, role)


def guild_create(world: World, guild: Guild, new: bool = False) -> Event:
    """What the gateway says of a guild with all its channels, threads and members.

    Only of a guild that the bot knew before does it say that it is available (again); that is how clients tell them apart.
    """
    threads = [thread.payload(world.bot.id) for thread in world.threads_of(guild)]
    more = {
        "joined_at": iso(guild.members[world.bot.id].joined_at),
        "large": False,
        "member_count": len(guild.members),
        "members": [member.payload() for member in guild.members.values()],
        "channels": [channel.payload() for channel in world.channels_of(guild)],
        "threads": threads,
        "presences": [],
        "voice_states": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }
    known = {} if new else {"unavailable": False}
    return Event("GUILD_CREATE", guild.payload() | more | known, guild)


def invite(world: World, guild: Guild, permissions: int = 0) -> None:
    """Put the bot into the guild, as somebody does who follows its invite link, and tell everybody."""
    install(world, guild, permissions)
    world.tell(guild_create(world, guild, new=True))


def uninstall(world: World, guild: Guild) -> None:
    """Take the bot out of the guild, as when it is kicked, and tell everybody."""
    member = guild.members.pop(world.bot.id, None)
    for role_id in member.roles if member else []:
        if guild.roles[role_id].managed:
            del guild.roles[role_id]
    world.tell(Event("GUILD_DELETE", {"id": str(guild.id)}, guild))
