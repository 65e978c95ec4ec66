"""Answers as what Discord shows: an embed, or plain text where embeds are not allowed (pure)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import discord

from bot.answers.answer import Ambiguous, Answer, Answered
from bot.answers.catalog import Catalog
from bot.render.limits import CONTENT, EMBED_DESCRIPTION, cut
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
    markdown = say(found, catalog)
    embed = discord.Embed(description=cut(markdown, EMBED_DESCRIPTION), colour=_colour(found))
    image = _image(found)
    if image:
        embed.set_thumbnail(url=image)
    return Rendered(cut(markdown, CONTENT), embed)


def note(markdown: str, colour: discord.Colour = UNKNOWN) -> Rendered:
    """A message of the bot's own."""
    return Rendered(cut(markdown, CONTENT), discord.Embed(description=cut(markdown, EMBED_DESCRIPTION), colour=colour))


def _colour(found: Answer) -> discord.Colour:
    if isinstance(found, Answered):
        return ANSWERED
    return ASKING if isinstance(found, Ambiguous) else UNKNOWN


def _image(found: Answer) -> str:
    """The artwork of the only episode that an answer is about."""
    if isinstance(found, Answered) and len(found.rows) == 1 and found.full:
        return address_of(found.full[0].image)
    return ""
