"""People write, edit, delete and react."""

from __future__ import annotations

from bot.sandbox.acting.refused import NotAllowed
from bot.sandbox.world.channel import Channel, Kind, Thread
from bot.sandbox.world.message import Attachment, Message
from bot.sandbox.world.permission import Permission
from bot.sandbox.world.posting import Draft, delete, edit, post, react, type_in, unreact
from bot.sandbox.world.threading import open_post
from bot.sandbox.world.user import User
from bot.sandbox.world.world import World

LONGEST = 4000
"""Characters that a person with the largest account may write; others 2000."""


def can_write(world: World, user: User, channel: Channel) -> bool:
    """Whether the user may write in the channel."""
    if not channel.holds_messages:
        return False
    need = Permission.SEND_MESSAGES_IN_THREADS if isinstance(channel, Thread) else Permission.SEND_MESSAGES
    return bool(world.permissions(user, channel) & need)


def say(
    world: World,
    user: User,
    channel: Channel,
    text: str,
    reply_to: Message | None = None,
    ping: bool = True,
    files: list[Attachment] | None = None,
) -> Message:
    """The person's new message; `ping` False answers without mentioning whom it answers."""
    if not can_write(world, user, channel):
        raise NotAllowed("You cannot write here.")
    text = text.strip()
    if not text and not files:
        raise NotAllowed("There is nothing to send.")
    if len(text) > LONGEST:
        raise NotAllowed(f"A message has at most {LONGEST} characters.")
    allowed = None if ping else {"parse": ["users", "roles", "everyone"], "replied_user": False}
    return post(world, channel, user, Draft(text, attachments=files or [], reply_to=reply_to, allowed_mentions=allowed))


def open_forum_post(
    world: World, user: User, forum: Channel, name: str, text: str, tags: list[int] | None = None
) -> tuple[Thread, Message]:
    """The person's new post in a forum, and its first message."""
    if forum.kind is not Kind.FORUM or not world.permissions(user, forum) & Permission.SEND_MESSAGES:
        raise NotAllowed("You cannot post here.")
    return open_post(world, forum, user, name, Draft(text), tags or [])


def change(world: World, user: User, message: Message, text: str) -> None:
    """Edit one's own message."""
    if message.author is not user:
        raise NotAllowed("You can edit only your own messages.")
    edit(world, message, {"content": text.strip()}, None)


def remove(world: World, user: User, message: Message) -> None:
    """Delete one's own message, or as a moderator anybody's, or dismiss an ephemeral one."""
    allowed = world.permissions(user, message.channel) & Permission.MANAGE_MESSAGES
    if message.author is not user and message.only_for is not user and not allowed:
        raise NotAllowed("You can delete only your own messages.")
    delete(world, message)


def add_reaction(world: World, user: User, message: Message, emoji: str) -> None:
    """React to a message."""
    if message.ephemeral or not world.permissions(user, message.channel) & Permission.ADD_REACTIONS:
        raise NotAllowed("You cannot react here.")
    react(world, message, user, emoji)


def take_reaction(world: World, user: User, message: Message, emoji: str) -> None:
    """Take one's reaction back."""
    unreact(world, message, user, emoji)


def start_typing(world: World, user: User, channel: Channel) -> None:
    """Be seen typing."""
    type_in(world, channel, user)
