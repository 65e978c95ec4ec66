"""Permissions and how Discord computes them for a member in a channel."""

from __future__ import annotations

from enum import IntFlag

from bot.sandbox.world.guild import Guild, Member
from bot.sandbox.world.overwrite import Overwrite


class Permission(IntFlag):
    """The bits of Discord's permission numbers."""

    CREATE_INSTANT_INVITE = 1 << 0
    KICK_MEMBERS = 1 << 1
    BAN_MEMBERS = 1 << 2
    ADMINISTRATOR = 1 << 3
    MANAGE_CHANNELS = 1 << 4
    MANAGE_GUILD = 1 << 5
    ADD_REACTIONS = 1 << 6
    VIEW_AUDIT_LOG = 1 << 7
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    SEND_TTS_MESSAGES = 1 << 12
    MANAGE_MESSAGES = 1 << 13
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_MESSAGE_HISTORY = 1 << 16
    MENTION_EVERYONE = 1 << 17
    USE_EXTERNAL_EMOJIS = 1 << 18
    CONNECT = 1 << 20
    SPEAK = 1 << 21
    CHANGE_NICKNAME = 1 << 26
    MANAGE_NICKNAMES = 1 << 27
    MANAGE_ROLES = 1 << 28
    MANAGE_WEBHOOKS = 1 << 29
    USE_APPLICATION_COMMANDS = 1 << 31
    MANAGE_EVENTS = 1 << 33
    MANAGE_THREADS = 1 << 34
    CREATE_PUBLIC_THREADS = 1 << 35
    CREATE_PRIVATE_THREADS = 1 << 36
    USE_EXTERNAL_STICKERS = 1 << 37
    SEND_MESSAGES_IN_THREADS = 1 << 38
    MODERATE_MEMBERS = 1 << 40
    SEND_VOICE_MESSAGES = 1 << 46
    SEND_POLLS = 1 << 49
    USE_EXTERNAL_APPS = 1 << 50
    PIN_MESSAGES = 1 << 51


P = Permission
EVERYTHING = P((1 << 53) - 1)
NOTHING = P(0)
READING = P.VIEW_CHANNEL | P.READ_MESSAGE_HISTORY
WRITING = (
    P.SEND_MESSAGES | P.EMBED_LINKS | P.ATTACH_FILES | P.ADD_REACTIONS | P.USE_EXTERNAL_EMOJIS | P.SEND_MESSAGES_IN_THREADS
)
EVERYDAY = READING | WRITING | P.USE_APPLICATION_COMMANDS | P.CREATE_PUBLIC_THREADS | P.CHANGE_NICKNAME | P.USE_EXTERNAL_APPS
"""What a member of an ordinary server may do."""
DIRECT = EVERYDAY | P.MENTION_EVERYONE
"""What both sides may do in direct messages."""
NEEDS_SENDING = P.MENTION_EVERYONE | P.SEND_TTS_MESSAGES | P.ATTACH_FILES | P.EMBED_LINKS
"""Worth nothing to those who may not send."""


def in_guild(guild: Guild, member: Member) -> Permission:
    """What the member's roles allow, before any channel has its say."""
    if member.user.id == guild.owner_id:
        return EVERYTHING
    allowed = guild.everyone.permissions
    for role_id in member.roles:
        allowed |= guild.roles[role_id].permissions
    return EVERYTHING if allowed & P.ADMINISTRATOR else P(allowed)


def in_channel(guild: Guild, member: Member, overwrites: list[Overwrite]) -> Permission:
    """What the member may do in a channel with these overwrites: everyone's first, then roles', then the member's own."""
    allowed = in_guild(guild, member)
    if allowed == EVERYTHING:
        return allowed
    for layer in _layers(guild, member, overwrites):
        deny = allow = 0
        for overwrite in layer:
            deny |= overwrite.deny
            allow |= overwrite.allow
        allowed = P((allowed & ~deny) | allow)
    if not allowed & P.VIEW_CHANNEL:
        return NOTHING
    if not allowed & P.SEND_MESSAGES:
        allowed &= ~NEEDS_SENDING
    return allowed


def _layers(guild: Guild, member: Member, overwrites: list[Overwrite]) -> tuple[list[Overwrite], ...]:
    return (
        [each for each in overwrites if each.id == guild.id],
        [each for each in overwrites if each.id in member.roles],
        [each for each in overwrites if each.id == member.user.id],
    )
