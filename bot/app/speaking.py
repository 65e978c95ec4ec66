"""Saying something: as far as the bot may, once, and as an embed where that is allowed."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from itertools import chain, repeat
from typing import TYPE_CHECKING, Any

import aiohttp
import discord

from bot.app.tidying import untie
from bot.render import Rendered

if TYPE_CHECKING:
    from discord.abc import MessageableChannel

LOG = logging.getLogger(__name__)
PAUSES, LONGEST_PAUSE = (0.5, 1.0, 2.0), 4.0
"""Seconds before each further try where the connection was lost, or Discord was busy or broken for long."""
PATIENCE = 180.0
"""Seconds after which no further try begins: Discord knows a nonce for minutes only, and later an answer might come twice."""
LOST = (aiohttp.ClientError, ConnectionError, TimeoutError)
BUSY = 429
BROKEN = 500


def may_speak(channel: MessageableChannel) -> bool:
    """Whether the bot may write in a channel; where that is not known it may try."""
    allowed = _allowed(channel)
    if allowed is None:
        return True
    in_thread = isinstance(channel, discord.Thread)
    return allowed.view_channel and (allowed.send_messages_in_threads if in_thread else allowed.send_messages)


def may_embed(channel: MessageableChannel) -> bool:
    """Whether the bot may show embeds in a channel."""
    allowed = _allowed(channel)
    return allowed is None or allowed.embed_links


def _allowed(channel: MessageableChannel) -> discord.Permissions | None:
    guild = getattr(channel, "guild", None)
    if guild is None or isinstance(channel, discord.PartialMessageable):
        return None
    return channel.permissions_for(guild.me)


async def reply(message: discord.Message, said: Rendered) -> discord.Message | None:
    """The bot's reply, or None where it could not be sent, which is logged.

    Its nonce is the message's own: Discord gives back the reply that is there already when a lost connection makes it come
    twice.
    """
    allowed = _allowed(message.channel)
    fields: dict[str, Any] = {"nonce": str(message.id), "mention_author": False}
    if allowed is None or allowed.read_message_history:
        fields["reference"] = message
    try:
        return await _as_allowed(message.channel, said, fields)
    except discord.Forbidden:
        LOG.info("no permission to answer in channel %s", message.channel.id)
    except discord.HTTPException as error:
        # A question that was deleted meanwhile is the usual reason.
        LOG.warning("an answer could not be sent: %s/%s", error.status, error.code)
    except LOST as error:
        LOG.warning("an answer could not be sent: %s", type(error).__name__)
    return None


async def _as_allowed(channel: MessageableChannel, said: Rendered, fields: dict[str, Any]) -> discord.Message:
    """Sent with its embed where that may be, and in plain text where Discord does not take the embed after all."""
    if may_embed(channel):
        try:
            return await _send(channel, {**fields, **said.fields(True)})
        except discord.HTTPException as error:
            if error.status not in (400, 403) or "reference" in str(error.text):
                raise
            LOG.info("an embed was refused in channel %s: %s", channel.id, error.code)
    return await _send(channel, {**fields, **said.fields(False)})


async def _send(channel: MessageableChannel, fields: dict[str, Any]) -> discord.Message:
    try:
        return await _sent(channel, fields)
    finally:
        untie(fields)


async def _sent(channel: MessageableChannel, fields: dict[str, Any]) -> discord.Message:
    for pause in pauses():
        try:
            return await channel.send(**fields)
        except LOST:
            pass
        except discord.HTTPException as error:
            # discord.py has tried several times; in a crowd that is soon done.
            if not passing(error):
                raise
        await asyncio.sleep(pause)
    return await channel.send(**fields)


def pauses(patience: float = PATIENCE) -> Iterator[float]:
    """Seconds to wait before each further try, as long as `patience` seconds are not over."""
    time = asyncio.get_running_loop().time
    until = time() + patience
    for pause in chain(PAUSES, repeat(LONGEST_PAUSE)):
        if time() + pause > until:
            return
        yield pause


def passing(error: discord.HTTPException) -> bool:
    """Whether the same request may well succeed a little later."""
    return error.status == BUSY or error.status >= BROKEN


def embeds_in(interaction: discord.Interaction[Any]) -> bool:
    """Whether an answer to the interaction may show embeds."""
    return interaction.guild_id is None or interaction.app_permissions.embed_links


async def tell(interaction: discord.Interaction[Any], said: Rendered) -> None:
    """Says something to the user alone, whether or not the interaction was answered before."""
    fields = said.fields(embeds_in(interaction))
    try:
        if interaction.response.is_done():
            await interaction.followup.send(**fields, ephemeral=True)
        else:
            await interaction.response.send_message(**fields, ephemeral=True)
    except discord.HTTPException as error:
        LOG.warning("a user could not be told something: %s/%s", error.status, error.code)
    except LOST as error:
        LOG.warning("a user could not be told something: %s", type(error).__name__)
