"""A new episode as a message: text, card and buttons, within Discord's limits and with nobody pinged but the chosen role."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import discord

from bot.announce.keys import ASK
from bot.announce.news import News
from bot.render.addresses import taken
from bot.render.answers import ANSWERED
from bot.render.cutting import cut
from bot.render.limits import CONTENT, EMBED_TITLE
from bot.render.taming import tame
from bot.wording import announcing
from bot.wording.marks import escape

STOP = "news:stop:"
PING = "news:ping:"
_FIELD, _BUTTON_URL, _THREAD, _ALT = 1024, 512, 100, 1000


@dataclass(frozen=True)
class Looks:
    """How a subscription wants its posts."""

    template: str = ""
    embed: bool = True
    role: int | None = None
    """The one role that is pinged."""


@dataclass(frozen=True)
class Announcement:
    """One message about a new episode."""

    content: str
    embed: discord.Embed | None
    view: discord.ui.View
    mentions: discord.AllowedMentions

    def fields(self) -> dict[str, Any]:
        """The arguments for `send` and `create_thread`."""
        fields: dict[str, Any] = {"content": self.content, "view": self.view, "allowed_mentions": self.mentions}
        return fields | ({"embed": self.embed} if self.embed else {})

    def changes(self) -> dict[str, Any]:
        """The arguments for `edit`: nobody is pinged a second time."""
        none = discord.AllowedMentions.none()
        return {"content": self.content, "embed": self.embed, "view": self.view, "allowed_mentions": none}


def announcement(news: News, key: str, looks: Looks, subscription: int | None = None) -> Announcement:
    """The post of an episode; `key` is borne by a button. Call it in a running loop, as views need one."""
    text = announcing.text(news, looks.template)
    if not looks.embed:
        more = announcing.plain(news)
        address = taken(news.page) or taken(news.listen)
        link = address if address and address not in text else ""
        text = "\n".join(part for part in (text, more, link) if part)
    ping = f"<@&{looks.role}> " if looks.role else ""
    mentions = discord.AllowedMentions(everyone=False, users=False, roles=[discord.Object(looks.role)] if looks.role else False)
    view = _buttons(news, key)
    if looks.role and subscription is not None:
        view.add_item(_button(announcing.PING, f"{PING}{subscription}", "🔔"))
    return Announcement(ping + cut(tame(text), CONTENT - len(ping)), card(news) if looks.embed else None, view, mentions)


def letter(news: News, key: str) -> Announcement:
    """The direct message about an episode, with a button that ends such messages."""
    made = announcement(news, key, Looks())
    made.view.add_item(_button(announcing.STOP, f"{STOP}{key}", "🔕"))
    return made


def card(news: News) -> discord.Embed:
    """The facts as an embed; its artwork has alt text."""
    about = "\n\n".join(part for part in (announcing.facts(news), escape(news.summary)) if part)
    embed = discord.Embed(
        title=cut(escape(tame(announcing.title(news))) or "A new episode", EMBED_TITLE),
        url=taken(news.page) or taken(news.listen) or None,
        description=cut(tame(about), CONTENT) or None,
        colour=ANSWERED,
    )
    for name, value in (
        ("Guest" if len(news.guests) == 1 else "Guests", announcing.guests(news)),
        ("Topics", announcing.topics(news)),
        ("Sponsor" if len(news.sponsors) == 1 else "Sponsors", announcing.sponsors(news)),
    ):
        if value:
            embed.add_field(name=name, value=cut(tame(value), _FIELD), inline=False)
    if news.show:
        embed.set_footer(text=tame(news.show)[:200])
    return _pictured(embed, news)


def name(news: News) -> str:
    """The name of a forum post or thread about the episode."""
    return tame(" ".join(announcing.title(news).split()))[:_THREAD].strip() or "New episode"


def _pictured(embed: discord.Embed, news: News) -> discord.Embed:
    """With the artwork; discord.py has no argument for its alt text."""
    picture = taken(news.image)
    if not picture:
        return embed
    described = {"url": picture, "description": tame(announcing.picture(news))[:_ALT]}
    fields: Any = {**embed.to_dict(), "thumbnail": described}
    return discord.Embed.from_dict(fields)


def _buttons(news: News, key: str) -> discord.ui.View:
    view = discord.ui.View(timeout=None)
    for label, url in ((announcing.LISTEN, taken(news.listen, _BUTTON_URL)), (announcing.NOTES, taken(news.page, _BUTTON_URL))):
        if url:
            view.add_item(discord.ui.Button(label=label, url=url))
    view.add_item(_button(announcing.ASK, f"{ASK}{key}", "💬"))
    # Its buttons are known by their ids, after a restart too; a view that is finished is not kept in memory.
    view.stop()
    return view


def _button(label: str, custom_id: str, emoji: str) -> discord.ui.Button[discord.ui.View]:
    return discord.ui.Button(label=label, custom_id=custom_id, emoji=emoji, style=discord.ButtonStyle.secondary)
