"""Which messages are for the bot, and what they ask."""

from __future__ import annotations

import re

import discord

LONGEST = 400
"""Letters of a question; what comes after is not read."""
KINDS = (discord.MessageType.default, discord.MessageType.reply)
MARKS = re.compile(r"<(?:@&|#)\d+>|<t:-?\d+(?::\w)?>|<id:\w+>")
NAMED = re.compile(r"<(?:a?:(\w+):\d+|/([^:>]+):\d+)>")
"""An emoji or a command, which stand for their name."""


def is_for(me: discord.ClientUser, message: discord.Message) -> bool:
    """Whether somebody, and no bot or webhook, speaks to the bot: by mention, by reply, or by direct message."""
    if message.author.bot or message.webhook_id or message.type not in KINDS:
        return False
    if message.guild is None or replied_to(me, message):
        return True
    # Who calls everybody in passing names the bot to them, and asks nothing.
    return _mentions(me, message) and not message.mention_everyone


def replied_to(me: discord.ClientUser, message: discord.Message) -> bool:
    """Whether it replies to something that the bot said."""
    before = message.reference.resolved if message.reference else None
    return isinstance(before, discord.Message) and before.author.id == me.id


def is_hidden(me: discord.ClientUser, message: discord.Message) -> bool:
    """Whether Discord withholds its text: a reply whose ping is switched off, read without the message-content intent."""
    return message.guild is not None and not message.content and not message.attachments and not _mentions(me, message)


def question(me: discord.ClientUser, message: discord.Message) -> str:
    """What was asked, at most `LONGEST` letters: without the mention of the bot, with names for other mentions."""
    text = re.sub(rf"<@!?{me.id}>", " ", message.content)
    for user in message.mentions:
        text = re.sub(rf"<@!?{user.id}>", lambda _m, name=user.display_name: name, text)  # type: ignore[misc]
    text = NAMED.sub(lambda m: m.group(1) or m.group(2), MARKS.sub(" ", text))
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else text[:LONGEST].rpartition(" ")[0] or text[:LONGEST]


def _mentions(me: discord.ClientUser, message: discord.Message) -> bool:
    return any(user.id == me.id for user in message.mentions)
