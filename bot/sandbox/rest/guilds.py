"""Servers: what they are, their channels, roles and members."""

from __future__ import annotations

from bot.sandbox.limits.form import Form
from bot.sandbox.refusal import MISSING_ACCESS, UNKNOWN_MEMBER, UNKNOWN_ROLE, ApiError
from bot.sandbox.rest.call import NOTHING, Answer, Call, Route
from bot.sandbox.wire import number
from bot.sandbox.world.application import MEMBERS
from bot.sandbox.world.guild import Guild, Member
from bot.sandbox.world.install import uninstall
from bot.sandbox.world.membership import set_role
from bot.sandbox.world.permission import Permission


def read(call: Call) -> Answer:
    """One server."""
    guild = call.guild()
    counts = {"approximate_member_count": len(guild.members), "approximate_presence_count": len(guild.members)}
    return Answer(200, guild.payload() | (counts if call.flag("with_counts") else {}))


def channels(call: Call) -> Answer:
    """Its channels without threads."""
    return Answer(200, [channel.payload() for channel in call.world.channels_of(call.guild())])


def roles(call: Call) -> Answer:
    """Its roles."""
    return Answer(200, [role.payload() for role in call.guild().roles.values()])


def role(call: Call) -> Answer:
    """One role."""
    found = call.guild().roles.get(call.id("role_id"))
    if found is None:
        raise ApiError(UNKNOWN_ROLE)
    return Answer(200, found.payload())


def members(call: Call) -> Answer:
    """Its members by id; needs the intent for members."""
    guild = call.guild()
    if not call.world.application.allowed_intents & MEMBERS:
        raise ApiError(MISSING_ACCESS)
    form = Form()
    limit = form.whole(("limit",), number(call.query.get("limit", "1")), 1, 1000) or 1
    form.done()
    after = number(call.query.get("after", "0")) or 0
    chosen = [guild.members[each] for each in sorted(guild.members) if each > after][:limit]
    return Answer(200, [each.payload() for each in chosen])


def member(call: Call) -> Answer:
    """One member."""
    return Answer(200, _member(call, call.guild()).payload())


def give_role(call: Call) -> Answer:
    """Give a member a role."""
    return _change_role(call, True)


def take_role(call: Call) -> Answer:
    """Take a role from a member."""
    return _change_role(call, False)


def leave(call: Call) -> Answer:
    """The bot leaves."""
    uninstall(call.world, call.guild())
    return NOTHING


def _member(call: Call, guild: Guild) -> Member:
    found = guild.members.get(call.id("user_id"))
    if found is None:
        raise ApiError(UNKNOWN_MEMBER)
    return found


def _change_role(call: Call, have: bool) -> Answer:
    guild = call.guild(Permission.MANAGE_ROLES)
    member, found = _member(call, guild), guild.roles.get(call.id("role_id"))
    if found is None:
        raise ApiError(UNKNOWN_ROLE)
    set_role(call.world, guild, member, found, have)
    return NOTHING


_GUILD = "/guilds/{guild_id}"
ROUTES = (
    Route("GET", _GUILD, read),
    Route("GET", _GUILD + "/channels", channels),
    Route("GET", _GUILD + "/roles", roles),
    Route("GET", _GUILD + "/roles/{role_id}", role),
    Route("GET", _GUILD + "/members", members),
    Route("GET", _GUILD + "/members/{user_id}", member),
    Route("PUT", _GUILD + "/members/{user_id}/roles/{role_id}", give_role),
    Route("DELETE", _GUILD + "/members/{user_id}/roles/{role_id}", take_role),
    Route("DELETE", "/users/@me/guilds/{guild_id}", leave),
)
