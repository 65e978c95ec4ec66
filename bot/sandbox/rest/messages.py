"""Messages: send, read, edit, delete, crosspost, typing."""

from __future__ import annotations

from bot.sandbox.limits.form import Form
from bot.sandbox.limits.message import read_changes, read_draft
from bot.sandbox.refusal import (
    ALREADY_CROSSPOSTED,
    CANNOT_MESSAGE_USER,
    MISSING_PERMISSIONS,
    NO_HISTORY_FOR_REPLY,
    NOT_A_TEXT_CHANNEL,
    NOT_THE_AUTHOR,
    WRONG_CHANNEL_TYPE,
    ApiError,
)
from bot.sandbox.rest.call import NOTHING, Answer, Call, Route
from bot.sandbox.wire import number
from bot.sandbox.world.channel import Channel, Kind, Thread
from bot.sandbox.world.message import Flag, Message
from bot.sandbox.world.nonce import known, remember
from bot.sandbox.world.permission import Permission
from bot.sandbox.world.posting import Draft, delete, edit, post, type_in

PAGE = 50


def create(call: Call) -> Answer:
    """The new message; with `enforce_nonce` the one that bore the nonce already, if it is a few minutes old at most."""
    channel = sendable(call)
    draft = read_draft(call.fields, call.files)
    check_rights(call, channel, draft)
    draft.reply_to = _reference(call, channel)
    if call.fields.get("enforce_nonce") and draft.nonce is not None:
        before = known(call.world, channel, call.world.bot, draft.nonce)
        if before is not None:
            return Answer(200, call.show(before))
    message = post(call.world, channel, call.world.bot, draft)
    remember(call.world, message)
    return Answer(200, call.show(message))


def sendable(call: Call) -> Channel:
    """The channel of the path, where the bot may write."""
    channel = call.channel()
    if not channel.holds_messages:
        raise ApiError(NOT_A_TEXT_CHANNEL)
    if channel.guild is None and not channel.recipients[0].takes_direct_messages:
        raise ApiError(CANNOT_MESSAGE_USER)
    need = Permission.SEND_MESSAGES_IN_THREADS if isinstance(channel, Thread) else Permission.SEND_MESSAGES
    if not call.world.permissions(call.world.bot, channel) & need:
        raise ApiError(MISSING_PERMISSIONS)
    return channel


def check_rights(call: Call, channel: Channel, draft: Draft) -> None:
    """Refuse embeds and files where the bot may not send such."""
    allowed = call.world.permissions(call.world.bot, channel)
    if draft.embeds and not allowed & Permission.EMBED_LINKS:
        raise ApiError(MISSING_PERMISSIONS)
    if draft.attachments and not allowed & Permission.ATTACH_FILES:
        raise ApiError(MISSING_PERMISSIONS)


def _reference(call: Call, channel: Channel) -> Message | None:
    given = call.fields.get("message_reference")
    if not given or given.get("type"):
        return None
    if not call.world.permissions(call.world.bot, channel) & Permission.READ_MESSAGE_HISTORY:
        raise ApiError(NO_HISTORY_FOR_REPLY)
    found = call.world.message(channel, number(str(given.get("message_id"))) or 0)
    if found is None and given.get("fail_if_not_exists", True):
        form = Form()
        form.wrong(("message_reference",), "REPLIES_UNKNOWN_MESSAGE", "Unknown message")
        form.done()
    return found


def history(call: Call) -> Answer:
    """Messages newest first, by `before`, `after` or `around`; none where the bot may not read what was."""
    channel = call.channel()
    if not call.world.permissions(call.world.bot, channel) & Permission.READ_MESSAGE_HISTORY:
        return Answer(200, [])
    form = Form()
    limit = form.whole(("limit",), number(call.query.get("limit", str(PAGE))), 1, 100) or PAGE
    form.done()
    everything = [each for each in call.world.messages[channel.id].values() if not each.ephemeral]
    before, after, around = (number(call.query.get(name, "")) for name in ("before", "after", "around"))
    if around is not None:
        older = [each for each in everything if each.id < around][-(limit // 2) :]
        chosen = older + [each for each in everything if each.id >= around][: limit - len(older)]
    elif after is not None:
        chosen = [each for each in everything if each.id > after][:limit]
    else:
        chosen = [each for each in everything if before is None or each.id < before][-limit:]
    return Answer(200, [call.show(each) for each in reversed(chosen)])


def read(call: Call) -> Answer:
    """One message."""
    channel = call.channel(Permission.READ_MESSAGE_HISTORY)
    return Answer(200, call.show(call.message(channel)))


def change(call: Call) -> Answer:
    """The edited message; only the bot's own."""
    message = call.message(call.channel())
    if message.author is not call.world.bot:
        raise ApiError(NOT_THE_AUTHOR)
    changes = read_changes(call.fields, message, call.files)
    if changes.get("embeds") and not call.world.permissions(call.world.bot, message.channel) & Permission.EMBED_LINKS:
        raise ApiError(MISSING_PERMISSIONS)
    edit(call.world, message, changes, call.fields.get("allowed_mentions"))
    return Answer(200, call.show(message))


def remove(call: Call) -> Answer:
    """Delete the bot's own message, or with Manage Messages anybody's."""
    channel = call.channel()
    message = call.message(channel)
    if message.author is not call.world.bot:
        call.channel(Permission.MANAGE_MESSAGES)
    delete(call.world, message)
    return NOTHING


def remove_many(call: Call) -> Answer:
    """Delete 2 to 100 messages."""
    channel = call.channel(Permission.MANAGE_MESSAGES)
    form = Form()
    listed = form.items(("messages",), call.fields.get("messages"), 100, 2)
    form.done()
    for each in listed:
        message = call.world.message(channel, number(str(each)) or 0)
        if message is not None:
            delete(call.world, message)
    return NOTHING


def crosspost(call: Call) -> Answer:
    """Send a message of an announcement channel to the servers that follow it."""
    channel = call.channel(Permission.SEND_MESSAGES)
    message = call.message(channel)
    if channel.kind is not Kind.NEWS:
        raise ApiError(WRONG_CHANNEL_TYPE)
    if message.author is not call.world.bot:
        call.channel(Permission.MANAGE_MESSAGES)
    if message.flags & Flag.CROSSPOSTED:
        raise ApiError(ALREADY_CROSSPOSTED)
    edit(call.world, message, {"flags": message.flags | Flag.CROSSPOSTED}, None, silent=True)
    return Answer(200, call.show(message))


def typing(call: Call) -> Answer:
    """Show that the bot is typing."""
    type_in(call.world, sendable(call), call.world.bot)
    return NOTHING


_CHANNEL = "/channels/{channel_id}"
_MESSAGE = _CHANNEL + "/messages/{message_id}"
ROUTES = (
    Route("GET", _CHANNEL + "/messages", history),
    Route("POST", _CHANNEL + "/messages", create),
    Route("POST", _CHANNEL + "/messages/bulk-delete", remove_many),
    Route("GET", _MESSAGE, read),
    Route("PATCH", _MESSAGE, change),
    Route("DELETE", _MESSAGE, remove),
    Route("POST", _MESSAGE + "/crosspost", crosspost),
    Route("POST", _CHANNEL + "/typing", typing),
)
