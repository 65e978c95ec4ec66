"""Reactions to messages."""

from __future__ import annotations

from bot.sandbox.refusal import UNKNOWN_EMOJI, UNKNOWN_USER, ApiError
from bot.sandbox.rest.call import NOTHING, Answer, Call, Route
from bot.sandbox.world.message import Message
from bot.sandbox.world.permission import Permission
from bot.sandbox.world.posting import react, unreact


def add(call: Call) -> Answer:
    """React as the bot."""
    channel = call.channel(Permission.READ_MESSAGE_HISTORY)
    message = call.message(channel)
    emoji = _emoji(call)
    if emoji not in message.reactions:
        call.channel(Permission.ADD_REACTIONS)
    react(call.world, message, call.world.bot, emoji)
    return NOTHING


def remove_own(call: Call) -> Answer:
    """Take the bot's reaction back."""
    unreact(call.world, call.message(call.channel()), call.world.bot, _emoji(call))
    return NOTHING


def remove(call: Call) -> Answer:
    """Take somebody's reaction away."""
    message = call.message(call.channel(Permission.MANAGE_MESSAGES))
    user = call.world.users.get(call.id("user_id"))
    if user is None:
        raise ApiError(UNKNOWN_USER)
    unreact(call.world, message, user, _emoji(call))
    return NOTHING


def remove_all(call: Call) -> Answer:
    """Take all reactions away."""
    message = call.message(call.channel(Permission.MANAGE_MESSAGES))
    for emoji in tuple(message.reactions):
        _clear(call, message, emoji)
    return NOTHING


def read(call: Call) -> Answer:
    """Who reacted with one emoji."""
    message = call.message(call.channel())
    users = message.reactions.get(_emoji(call), [])
    return Answer(200, [call.world.users[user].payload() for user in users])


def _clear(call: Call, message: Message, emoji: str) -> None:
    for user in tuple(message.reactions[emoji]):
        unreact(call.world, message, call.world.users[user], emoji)


def _emoji(call: Call) -> str:
    emoji = call.path["emoji_name"]
    # A server's own emoji is `name:id`; a character of its own needs no colon and is never plain letters.
    if ":" not in emoji and emoji.isascii():
        raise ApiError(UNKNOWN_EMOJI)
    return emoji


_REACTIONS = "/channels/{channel_id}/messages/{message_id}/reactions"
ROUTES = (
    Route("PUT", _REACTIONS + "/{emoji_name}/@me", add),
    Route("DELETE", _REACTIONS + "/{emoji_name}/@me", remove_own),
    Route("DELETE", _REACTIONS + "/{emoji_name}/{user_id}", remove),
    Route("GET", _REACTIONS + "/{emoji_name}", read),
    Route("DELETE", _REACTIONS, remove_all),
)
