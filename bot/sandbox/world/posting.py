"""Writing, editing and deleting messages, and reacting to them: changes the world and tells everybody."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.sandbox.wire import Json
from bot.sandbox.world.channel import Channel, Thread
from bot.sandbox.world.event import Event
from bot.sandbox.world.mention import pinged, pings_replied
from bot.sandbox.world.message import DEFAULT, REPLY, THREAD_STARTER, Attachment, Flag, Message, emoji_payload
from bot.sandbox.world.user import User
from bot.sandbox.world.world import World


@dataclass
class Draft:
    """What somebody wants to write, already checked."""

    content: str = ""
    embeds: list[Json] = field(default_factory=list)
    components: list[Json] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    allowed_mentions: Json | None = None
    flags: int = 0
    tts: bool = False
    nonce: str | int | None = None
    reply_to: Message | None = None
    kind: int = DEFAULT
    only_for: User | None = None
    from_interaction: Json = field(default_factory=dict)


def post(world: World, channel: Channel, author: User, draft: Draft, number: int | None = None) -> Message:
    """The new message; `number` is its id where that is given already, as in forum posts."""
    message = Message(number or world.new_id(), channel, author, world.now(), draft.content, draft.kind, draft.flags, draft.tts)
    message.embeds, message.components, message.attachments = draft.embeds, draft.components, draft.attachments
    message.nonce, message.only_for, message.from_interaction = draft.nonce, draft.only_for, draft.from_interaction
    if draft.reply_to is not None:
        _refer(message, draft.reply_to)
    _mention(world, message, draft.allowed_mentions)
    world.messages[channel.id][message.id] = message
    channel.last_message_id = message.id
    if isinstance(channel, Thread):
        _count(world, channel, message)
    tell(world, "create", message)
    return message


def edit(world: World, message: Message, changes: Json, allowed: Json | None, silent: bool = False) -> None:
    """Put `changes` (fields of the message) in place; `silent` leaves no "edited" mark, as with a deferred answer."""
    for name, value in changes.items():
        setattr(message, name, value)
    if not silent:
        message.edited_at = world.now()
    if "content" in changes:
        _mention(world, message, allowed)
    tell(world, "update", message)


def delete(world: World, message: Message) -> None:
    """Take the message out of its channel."""
    message.deleted = True
    world.messages[message.channel.id].pop(message.id, None)
    if isinstance(message.channel, Thread):
        message.channel.message_count = max(0, message.channel.message_count - 1)
    tell(world, "delete", message)


def react(world: World, message: Message, user: User, emoji: str) -> None:
    """Add the user's reaction; a second time changes nothing."""
    users = message.reactions.setdefault(emoji, [])
    if user.id not in users:
        users.append(user.id)
        _tell_reaction(world, "ADD", message, user, emoji)


def unreact(world: World, message: Message, user: User, emoji: str) -> None:
    """Take the user's reaction back, where there is one."""
    users = message.reactions.get(emoji, [])
    if user.id in users:
        users.remove(user.id)
        if not users:
            del message.reactions[emoji]
        _tell_reaction(world, "REMOVE", message, user, emoji)


def type_in(world: World, channel: Channel, user: User) -> None:
    """Let everybody see that the user is typing."""
    data: Json = {"channel_id": str(channel.id), "user_id": str(user.id), "timestamp": int(world.now())}
    member = world.member(channel.guild, user)
    if channel.guild and member:
        data |= {"guild_id": str(channel.guild.id), "member": member.payload()}
    world.tell(Event("TYPING_START", data, channel.guild, channel, user=user))


def tell(world: World, what: str, message: Message) -> None:
    """Announce that the message was created, updated or deleted; an ephemeral one stays between bot and person."""
    name = f"ephemeral_{what}" if message.ephemeral else f"MESSAGE_{what.upper()}"
    data = {} if message.ephemeral else _gone(message) if what == "delete" else on_gateway(world, message)
    channel = message.channel
    world.tell(Event(name, data, channel.guild, channel, message, user=message.only_for or message.author))


def on_gateway(world: World, message: Message) -> Json:
    """The message as gateway events carry it: with its guild and who its people are there."""
    data = message.payload(world.bot.id) | {"channel_type": int(message.channel.kind)}
    guild = message.channel.guild
    if guild is None:
        return data
    data["guild_id"] = str(guild.id)
    author = guild.members.get(message.author.id)
    if author and "webhook_id" not in message.from_interaction:
        data["member"] = author.payload(with_user=False)
    for mention in data["mentions"]:
        member = guild.members.get(int(mention["id"]))
        if member:
            mention["member"] = member.payload(with_user=False)
    return data


def _gone(message: Message) -> Json:
    data = {"id": str(message.id), "channel_id": str(message.channel.id)}
    return data | {"guild_id": str(message.channel.guild.id)} if message.channel.guild else data


def _refer(message: Message, before: Message) -> None:
    message.kind = REPLY if message.kind == DEFAULT else message.kind
    message.referenced = before
    message.reference = {"type": 0, "channel_id": str(before.channel.id), "message_id": str(before.id)}
    if before.channel.guild:
        message.reference["guild_id"] = str(before.channel.guild.id)


def _mention(world: World, message: Message, allowed: Json | None) -> None:
    found = pinged(world, message.channel, message.author, message.content, allowed)
    before = message.referenced
    if before and before.author not in found.users and pings_replied(allowed):
        found.users.append(before.author)
    message.mentions, message.mention_roles, message.mention_everyone = found.users, found.roles, found.everyone


def _count(world: World, thread: Thread, message: Message) -> None:
    if message.id != thread.id and message.kind != THREAD_STARTER:
        thread.message_count += 1
    thread.members.setdefault(message.author.id, world.now())
    if thread.archived:
        thread.archived = False
        world.tell(Event("THREAD_UPDATE", thread.payload(world.bot.id), thread.guild, thread))


def _tell_reaction(world: World, what: str, message: Message, user: User, emoji: str) -> None:
    channel = message.channel
    data: Json = {
        "user_id": str(user.id),
        "channel_id": str(channel.id),
        "message_id": str(message.id),
        "emoji": emoji_payload(emoji),
        "burst": False,
        "type": 0,
    }
    if what == "ADD":
        data["message_author_id"] = str(message.author.id)
    member = world.member(channel.guild, user)
    if channel.guild:
        data["guild_id"] = str(channel.guild.id)
    if member and what == "ADD":
        data["member"] = member.payload()
    world.tell(Event(f"MESSAGE_REACTION_{what}", data, channel.guild, channel, message, user=user))


def is_loading(message: Message) -> bool:
    """Whether it only says that the bot is thinking."""
    return bool(message.flags & Flag.LOADING)
