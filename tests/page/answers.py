"""Fixed answers for the page's own tests, worded as a listener would read them."""

from __future__ import annotations

import discord

GREEN = 0x0F7A4D
URL = "https://www.pythonpodcast.com/apis-sustainable-open-source-and-the-async-web-with-tom-christie/"


def card(name: str) -> discord.Embed:
    """The card of an episode with that guest."""
    embed = discord.Embed(
        title="#250 APIs, Sustainable Open Source and The Async Web",
        url=URL,
        description=f"**{name}** talks about Encode, paying for open source, and what async changes for people used to WSGI.",
        color=GREEN,
    )
    embed.set_author(name="Podcast.__init__")
    embed.add_field(name="Out", value="<t:1582016400:D>", inline=True)
    embed.add_field(name="Length", value="43:45", inline=True)
    embed.add_field(name="Host", value="Tobias Macey", inline=True)
    embed.add_field(name="Topics", value="Encode, `Django REST Framework`, Starlette, async, WSGI", inline=False)
    return embed.set_footer(text="podcast-init/250-tom-christie")


def answer_to(text: str, earlier: str = "") -> discord.Embed:
    """The card that answers the question; `earlier` is what the message said to which it replies."""
    asked = f"{text} {earlier}".lower()
    if "sponsor" in text.lower():
        known = "250" in asked or "tom christie" in asked
        said = (
            "**Linode** sponsored #250: a $20 credit at [linode](https://pythonpodcast.com/linode)."
            if known
            else "Which episode?"
        )
        return discord.Embed(description=said, color=GREEN)
    if "django" in asked:
        return _listed()
    if "250" in asked or "guest" in asked:
        title = f"[#250 APIs, Sustainable Open Source and The Async Web]({URL})"
        said = f"The guest of {title} was **Tom Christie**, 18 February 2020."
        embed = discord.Embed(description=said, color=GREEN)
        return embed.set_footer(text="Podcast.__init__ · our notes hold 110 episodes")
    said = "That is not in our notes. I can tell you about episodes, guests, topics and sponsors."
    return discord.Embed(description=said, color=0xB58900)


def _listed() -> discord.Embed:
    lines = (
        "- **#250** APIs, Sustainable Open Source and The Async Web, 18 February 2020",
        "- **#197** Keeping Your Django Site Secure, ||5 February 2019||",
        "- **#163** Django, Channels and the Asynchronous Web, 20 May 2018",
    )
    text = (
        "Three episodes in our notes are about **Django**, newest first:\n"
        + "\n".join(lines)
        + "\n-# and 7 more: ask for `all`"
    )
    return discord.Embed(title="Episodes about Django", description=text, color=GREEN)
