"""Channels and threads: read, change, start, follow."""

from __future__ import annotations

from bot.sandbox.limits.form import Form
from bot.sandbox.limits.message import read_draft
from bot.sandbox.refusal import ALREADY_A_THREAD, MISSING_PERMISSIONS, WRONG_CHANNEL_TYPE, ApiError
from bot.sandbox.rest.call import NOTHING, Answer, Call, Route
from bot.sandbox.rest.messages import check_rights
from bot.sandbox.wire import Json, number
from bot.sandbox.world.channel import Channel, Kind, Thread
from bot.sandbox.world.event import Event
from bot.sandbox.world.membership import delete_channel
from bot.sandbox.world.overwrite import Overwrite
from bot.sandbox.world.permission import Permission
from bot.sandbox.world.threading import follow, open_post, open_thread, unfollow

NAME, TOPIC, TAGS = 100, 1024, 5
ARCHIVE_AFTER = (60, 1440, 4320, 10080)


def read(call: Call) -> Answer:
    """One channel."""
    channel = call.channel()
    return Answer(200, channel.payload(call.world.bot.id) if isinstance(channel, Thread) else channel.payload())


def change(call: Call) -> Answer:
    """Rename a channel, change its topic; archive, lock or rename a thread."""
    channel = call.channel()
    thread = channel if isinstance(channel, Thread) else None
    if not (thread and thread.owner_id == call.world.bot.id):
        call.channel(Permission.MANAGE_THREADS if thread else Permission.MANAGE_CHANNELS)
    form = Form()
    if "name" in call.fields:
        channel.name = form.text(("name",), call.fields["name"], NAME, 1)
    if "topic" in call.fields:
        channel.topic = form.text(("topic",), call.fields["topic"], TOPIC) or None
    form.done()
    if thread:
        thread.archived = bool(call.fields.get("archived", thread.archived))
        thread.locked = bool(call.fields.get("locked", thread.locked))
        if "applied_tags" in call.fields:
            thread.applied_tags = _tags(call.fields, thread.parent)
    _tell_update(call, channel)
    return read(call)


def remove(call: Call) -> Answer:
    """Delete a channel or thread; direct messages are only closed."""
    channel = call.channel()
    if channel.guild is not None:
        call.channel(Permission.MANAGE_THREADS if isinstance(channel, Thread) else Permission.MANAGE_CHANNELS)
        answer = read(call)
        delete_channel(call.world, channel)
        return answer
    return read(call)


def set_overwrite(call: Call) -> Answer:
    """Allow and deny for one role or member in one channel."""
    channel = call.channel(Permission.MANAGE_ROLES)
    target = call.id("overwrite_id")
    allow, deny = (number(str(call.fields.get(name) or 0)) or 0 for name in ("allow", "deny"))
    channel.overwrites = [each for each in channel.overwrites if each.id != target]
    channel.overwrites.append(Overwrite(target, int(call.fields.get("type", 0)), allow, deny))
    _tell_update(call, channel)
    return NOTHING


def start(call: Call) -> Answer:
    """A thread without a message, or a post of a forum."""
    channel = call.channel()
    form = Form()
    name = form.text(("name",), call.fields.get("name"), NAME, 1)
    _archive_after(form, call.fields)
    form.done()
    if channel.kind is Kind.FORUM:
        return _start_post(call, channel, name)
    if channel.kind not in (Kind.TEXT, Kind.NEWS):
        raise ApiError(WRONG_CHANNEL_TYPE)
    private = call.fields.get("type", Kind.PRIVATE_THREAD) == Kind.PRIVATE_THREAD
    call.channel(Permission.CREATE_PRIVATE_THREADS if private else Permission.CREATE_PUBLIC_THREADS)
    thread = open_thread(call.world, channel, call.world.bot, name, private=private)
    return Answer(201, _finish(call, thread))


def start_on(call: Call) -> Answer:
    """A thread that hangs on a message."""
    channel = call.channel(Permission.CREATE_PUBLIC_THREADS)
    message = call.message(channel)
    form = Form()
    name = form.text(("name",), call.fields.get("name"), NAME, 1)
    _archive_after(form, call.fields)
    form.done()
    if message.thread is not None:
        raise ApiError(ALREADY_A_THREAD)
    if channel.kind not in (Kind.TEXT, Kind.NEWS):
        raise ApiError(WRONG_CHANNEL_TYPE)
    return Answer(201, _finish(call, open_thread(call.world, channel, call.world.bot, name, message)))


def join(call: Call) -> Answer:
    """The bot follows a thread."""
    follow(call.world, _thread(call), call.world.bot)
    return NOTHING


def leave(call: Call) -> Answer:
    """The bot follows a thread no more."""
    unfollow(call.world, _thread(call), call.world.bot)
    return NOTHING


def followers(call: Call) -> Answer:
    """Who follows a thread."""
    thread = _thread(call)
    return Answer(200, [thread.membership(user) for user in thread.members])


def active(call: Call) -> Answer:
    """The server's threads that are not archived."""
    world, guild = call.world, call.guild()
    threads = [each for each in world.threads_of(guild) if world.sees(world.bot, each)]
    joined = [each.membership(world.bot.id) for each in threads if world.bot.id in each.members]
    return Answer(200, {"threads": [each.payload(world.bot.id) for each in threads], "members": joined, "has_more": False})


def archived(call: Call) -> Answer:
    """The channel's public threads that are archived, the one archived last first."""
    channel = call.channel(Permission.READ_MESSAGE_HISTORY)
    everything = call.world.channels.values()
    threads = [each for each in everything if isinstance(each, Thread) and each.parent is channel and each.archived]
    threads = [each for each in threads if each.kind is not Kind.PRIVATE_THREAD]
    me = call.world.bot.id
    members = [each.membership(me) for each in threads if me in each.members]
    shown = [each.payload(me) for each in sorted(threads, key=lambda each: -each.made_at)]
    return Answer(200, {"threads": shown, "members": members, "has_more": False})


def _start_post(call: Call, forum: Channel, name: str) -> Answer:
    if not call.world.permissions(call.world.bot, forum) & Permission.SEND_MESSAGES:
        raise ApiError(MISSING_PERMISSIONS)
    tags = _tags(call.fields, forum)
    body = call.fields.get("message")
    draft = read_draft(body if isinstance(body, dict) else {}, call.files)
    check_rights(call, forum, draft)
    thread, message = open_post(call.world, forum, call.world.bot, name, draft, tags)
    return Answer(201, _finish(call, thread) | {"message": call.show(message)})


def _tags(fields: Json, forum: Channel | None) -> list[int]:
    form = Form()
    given = form.items(("applied_tags",), fields.get("applied_tags"), TAGS)
    known = {tag.id for tag in forum.tags} if forum else set()
    tags = [number(str(each)) or 0 for each in given]
    if forum and forum.needs_tag and not tags:
        form.wrong(("applied_tags",), "FORUM_TAG_REQUIRED", "A tag is required to create a forum post in this channel")
    for index, tag in enumerate(tags):
        if tag not in known:
            form.wrong(("applied_tags", index), "INVALID_FORUM_TAG", "Tag is not available in this channel")
    form.done()
    return tags


def _archive_after(form: Form, fields: Json) -> None:
    if fields.get("auto_archive_duration") is not None:
        form.choice(("auto_archive_duration",), fields["auto_archive_duration"], ARCHIVE_AFTER)


def _finish(call: Call, thread: Thread) -> Json:
    thread.auto_archive = call.fields.get("auto_archive_duration") or thread.auto_archive
    thread.slowmode = call.fields.get("rate_limit_per_user") or 0
    return thread.payload(call.world.bot.id)


def _thread(call: Call) -> Thread:
    channel = call.channel()
    if not isinstance(channel, Thread):
        raise ApiError(WRONG_CHANNEL_TYPE)
    return channel


def _tell_update(call: Call, channel: Channel) -> None:
    if isinstance(channel, Thread):
        call.world.tell(Event("THREAD_UPDATE", channel.payload(call.world.bot.id), channel.guild, channel))
    else:
        call.world.tell(Event("CHANNEL_UPDATE", channel.payload(), channel.guild, channel))


_CHANNEL = "/channels/{channel_id}"
ROUTES = (
    Route("GET", _CHANNEL, read),
    Route("PATCH", _CHANNEL, change),
    Route("DELETE", _CHANNEL, remove),
    Route("PUT", _CHANNEL + "/permissions/{overwrite_id}", set_overwrite),
    Route("POST", _CHANNEL + "/threads", start),
    Route("POST", _CHANNEL + "/messages/{message_id}/threads", start_on),
    Route("PUT", _CHANNEL + "/thread-members/@me", join),
    Route("DELETE", _CHANNEL + "/thread-members/@me", leave),
    Route("GET", _CHANNEL + "/thread-members", followers),
    Route("GET", _CHANNEL + "/threads/archived/public", archived),
    Route("GET", "/guilds/{guild_id}/threads/active", active),
)
