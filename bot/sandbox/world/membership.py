"""People come into a guild and get and lose roles; channels go."""

from __future__ import annotations

from bot.sandbox.world.channel import Channel, Thread
from bot.sandbox.world.event import Event
from bot.sandbox.world.guild import Guild, Member, Role
from bot.sandbox.world.user import User
from bot.sandbox.world.world import World


def arrive(world: World, guild: Guild, user: User, *roles: Role) -> Member:
    """Let the user join the guild with these roles, and tell everybody."""
    member = world.join(guild, user, *roles)
    _tell(world, "GUILD_MEMBER_ADD", guild, member)
    return member


def set_role(world: World, guild: Guild, member: Member, role: Role, have: bool) -> None:
    """Give the member the role, or take it; tells everybody where that changes anything."""
    if have == (role.id in member.roles):
        return
    (member.roles.append if have else member.roles.remove)(role.id)
    _tell(world, "GUILD_MEMBER_UPDATE", guild, member)


def delete_channel(world: World, channel: Channel) -> None:
    """Delete the channel with its threads, and tell everybody."""
    hanging = [each for each in world.channels.values() if isinstance(each, Thread) and each.parent is channel]
    for each in [*hanging, channel]:
        del world.channels[each.id]
        thread = isinstance(each, Thread)
        data = each.payload()
        if thread:
            data = {key: data[key] for key in ("id", "guild_id", "parent_id", "type")}
        world.tell(Event("THREAD_DELETE" if thread else "CHANNEL_DELETE", data, each.guild, each))


def _tell(world: World, name: str, guild: Guild, member: Member) -> None:
    data = member.payload() | {"guild_id": str(guild.id)}
    world.tell(Event(name, data, guild, user=member.user))
