"""Answers as what Discord shows: an embed, or plain text where embeds are not allowed (pure)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import discord

from bot.answers.answer import Ambiguous, Answer, Answered
from bot.answers.catalog import Catalog
from bot.render.cutting import cut
from bot.render.limits import CONTENT, EMBED_DESCRIPTION, URL
from bot.render.pieces import without_cards
from bot.render.taming import tame
from bot.wording import say
from bot.wording.marks import address_of

ANSWERED = discord.Colour(0x2F9E6E)
ASKING = discord.Colour(0xC98A1B)
UNKNOWN = discord.Colour(0x7A8290)


@dataclass(frozen=True)
class Rendered:
    """One message: `embed` where the channel allows embeds, else `text`. Both are safe to send with no mention allowed."""

    text: str
    embed: discord.Embed

    def fields(self, embeds: bool) -> dict[str, Any]:
        """The arguments for `send`."""
        return {"embed": self.embed} if embeds else {"content": self.text, "suppress_embeds": True}


def answer(found: Answer, catalog: Catalog) -> Rendered:
    """The message that tells an answer."""
    rendered = note(say(found, catalog), _colour(found))
    image = _image(found)
    if image:
        rendered.embed.set_thumbnail(url=image)
    return rendered


def note(markdown: str, colour: discord.Colour = UNKNOWN) -> Rendered:
    """A message of the bot's own words, in Markdown."""
    tamed = tame(markdown) or "…"
    embed = discord.Embed(description=cut(tamed, EMBED_DESCRIPTION), colour=colour)
    return Rendered(cut(without_cards(tamed), CONTENT), embed)


def _colour(found: Answer) -> discord.Colour:
    if isinstance(found, Answered):
        return ANSWERED
    return ASKING if isinstance(found, Ambiguous) else UNKNOWN


def _image(found: Answer) -> str:
    """The artwork of the only episode that an answer is about."""
    if isinstance(found, Answered) and len(found.rows) == 1 and found.full:
        return _picture(found.full[0].image)
    return ""


def _picture(url: str) -> str:
    """An address that Discord takes for a picture, "" for others: one that it refuses would cost the whole answer."""
    address = address_of(url)
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return ""
    return address if address.isascii() and address.isprintable() and "." in host and len(address) <= URL else ""
