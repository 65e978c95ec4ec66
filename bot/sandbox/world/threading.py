"""Starting threads and forum posts, and following them."""

from __future__ import annotations

from bot.sandbox.wire import Json
from bot.sandbox.world.channel import Channel, Kind, Thread
from bot.sandbox.world.event import Event
from bot.sandbox.world.message import THREAD_STARTER, Flag, Message
from bot.sandbox.world.posting import Draft, edit, post
from bot.sandbox.world.user import User
from bot.sandbox.world.world import World


def open_thread(
    world: World,
    parent: Channel,
    owner: User,
    name: str,
    starter: Message | None = None,
    private: bool = False,
    tags: list[int] | None = None,
) -> Thread:
    """A new thread. One that hangs on a message has that message's id, as Discord does it."""
    kind = Kind.NEWS_THREAD if parent.kind is Kind.NEWS else Kind.PRIVATE_THREAD if private else Kind.PUBLIC_THREAD
    number = starter.id if starter else world.new_id()
    thread = Thread(number, kind, name, parent.guild, parent=parent, owner_id=owner.id, made_at=world.now())
    thread.applied_tags = tags or []
    thread.members[owner.id] = world.now()
    world.keep_channel(thread)
    data = thread.payload(world.bot.id) | {"newly_created": True}
    world.tell(Event("THREAD_CREATE", data, parent.guild, thread, user=owner))
    if starter is not None:
        starter.thread = thread
        edit(world, starter, {"flags": starter.flags | Flag.HAS_THREAD}, None, silent=True)
        post(world, thread, owner, Draft(kind=THREAD_STARTER, reply_to=starter, allowed_mentions={}))
    return thread


def open_post(world: World, forum: Channel, owner: User, name: str, draft: Draft, tags: list[int]) -> tuple[Thread, Message]:
    """A new post of a forum with its first message, which has the id of the post."""
    thread = open_thread(world, forum, owner, name, tags=tags)
    message = post(world, thread, owner, draft, thread.id)
    forum.last_message_id = thread.id
    return thread, message


def follow(world: World, thread: Thread, user: User) -> None:
    """The user follows the thread from now on."""
    if user.id not in thread.members:
        thread.members[user.id] = world.now()
        member = thread.membership(user.id)
        _tell_members(world, thread, {"added_members": [member], "removed_member_ids": []})


def unfollow(world: World, thread: Thread, user: User) -> None:
    """The user follows it no more."""
    if thread.members.pop(user.id, None) is not None:
        _tell_members(world, thread, {"added_members": [], "removed_member_ids": [str(user.id)]})


def _tell_members(world: World, thread: Thread, change: Json) -> None:
    assert thread.guild is not None
    head = {"id": str(thread.id), "guild_id": str(thread.guild.id), "member_count": len(thread.members)}
    world.tell(Event("THREAD_MEMBERS_UPDATE", head | change, thread.guild, thread))
