"""Every phrase of announcing: posts, reasons, status, answers to moderators and members (pure)."""

from __future__ import annotations

import re

from bot.announce.news import News
from bot.announce.outcomes import Why
from bot.announce.template import USUAL, fill
from bot.wording.marks import address_of, bold, escape, linked, shorten
from bot.wording.words import date_words, joined, length_words

LISTEN, NOTES, ASK, PING = "Listen", "Show notes", "Ask about this episode", "Ping me for new episodes"
STOP = "Stop these messages"
_ABOUT, _TOPICS = 150, 8
_NAMELESS = "A new episode: {number} **{title}**"

REASONS: dict[str, str] = {
    Why.GONE: "the channel is gone",
    Why.HIDDEN: "I may not see the channel",
    Why.MUTE: "I may not write in the channel",
    Why.TAG: "the forum wants a tag on each post",
    Why.KIND: "nobody can write in a channel of that kind",
    Why.FORM: "Discord did not take the post as it is",
    Why.BUSY: "Discord was out of order or asked me to wait",
    Why.CLOSED: "the member takes no direct messages from me",
    Why.LOST: "the connection broke before Discord answered",
    Why.UNREADABLE: "I was interrupted while posting, and may not read the channel to see whether the post is there",
    Why.EMPTY: "what was to be posted cannot be read any more",
    "paused": "announcing was paused here",
    "old": "it came out long before it was put in",
    "flood": "too many came at once, so they were taken for the archive under new names",
    "title": "its title is not among those wanted here",
    "topic": "its topics are not among those wanted here",
    "guest": "its guests are not among those wanted here",
    "": "it waits for its turn",
}
"""Why something was not posted."""

REMEDIES: dict[str, str] = {
    Why.GONE: "Choose another channel with `/announce edit`, or end it with `/announce remove`.",
    Why.HIDDEN: "Let me see the channel (Edit Channel, Permissions, View Channel), or choose another with `/announce edit`.",
    Why.MUTE: "Give me the permission to send messages there (in a forum: to create posts), and to embed links.",
    Why.TAG: "Name a tag with `/announce edit`.",
    Why.KIND: "Choose a text, announcement or forum channel with `/announce edit`.",
    Why.FORM: "Look at `/announce preview`; a shorter text or none may help.",
    Why.UNREADABLE: "Look whether the post is there. Give me the permission to read the message history, so that I can look.",
}
"""What moderators can do about it."""


def reason(code: str) -> str:
    """Why something was not posted, as the end of a sentence."""
    return REASONS.get(code, "something went wrong on my side")


def values(news: News) -> dict[str, str]:
    """What the placeholders of a template stand for, safe to put into Markdown."""
    page, audio = address_of(news.page), address_of(news.listen)
    return {
        "title": escape(shorten(news.title, 200)),
        "number": number(news),
        "show": escape(shorten(news.show, 100)),
        "date": day(news),
        "length": "" if news.seconds is None else length_words(news.seconds),
        "guests": joined([escape(guest.name) for guest in news.guests[:6]]),
        "topics": joined([escape(topic) for topic in news.topics[:6]]),
        "sponsors": joined([escape(one.name) for one in news.sponsors[:4]]),
        "url": page or audio,
        "listen": audio or page,
    }


def number(news: News) -> str:
    """`#250`, `S02E03`, or nothing."""
    return f"#{news.number}" if news.number.isdigit() else escape(news.number)


def day(news: News) -> str:
    """The day in words, as far as it is known."""
    return date_words(news.day) if news.day else ""


def text(news: News, template: str) -> str:
    """The line above the post."""
    told = values(news)
    if not template and _in_title(news):
        told["number"] = ""
    return fill(template or (USUAL if news.show else _NAMELESS), told)


def title(news: News) -> str:
    """Number and title, plain; the number once."""
    head = f"#{news.number}" if news.number.isdigit() else news.number
    return news.title if _in_title(news) else f"{head} {news.title}".strip()


def _in_title(news: News) -> bool:
    """Whether the title says the number itself, as in `CRE207 Planetarien`."""
    number = re.escape(news.number.casefold())
    return bool(number) and re.search(rf"(?<!\d)0*{number}(?!\d)", news.title.casefold()) is not None


def facts(news: News) -> str:
    """One line of day and length."""
    parts = [day(news), "" if news.seconds is None else length_words(news.seconds)]
    return " · ".join(part for part in parts if part)


def guests(news: News) -> str:
    """One guest a line, with what they are known for."""
    lines = []
    for guest in news.guests[:8]:
        about = f" · {escape(shorten(guest.about, _ABOUT))}" if guest.about else ""
        lines.append(f"{bold(escape(shorten(guest.name, 100)))}{about}")
    if len(news.guests) > 8:
        lines.append(f"and {len(news.guests) - 8} more")
    return "\n".join(lines)


def topics(news: News) -> str:
    """The topics on one line."""
    shown = [escape(shorten(topic, 60)) for topic in news.topics[:_TOPICS]]
    return ", ".join(shown) + (f" and {len(news.topics) - _TOPICS} more" if len(news.topics) > _TOPICS else "")


def sponsors(news: News) -> str:
    """One sponsor a line, with its offer."""
    lines = []
    for one in news.sponsors[:4]:
        told = [escape(shorten(one.offer, _ABOUT))] if one.offer else []
        told += [f"code {bold(escape(shorten(one.code, 40)))}"] if one.code else []
        name = linked(shorten(one.name, 100), one.url)
        lines.append(f"{name}: {', '.join(told)}" if told else name)
    return "\n".join(lines)


def plain(news: News) -> str:
    """The facts as a few lines, for posts without a card."""
    lines = [facts(news), f"With {joined([escape(guest.name) for guest in news.guests[:8]])}" if news.guests else ""]
    lines.append(f"About {topics(news)}" if news.topics else "")
    lines.append(sponsors(news))
    return "\n".join(line for line in lines if line)


def alone(news: News) -> str:
    """What there is to say of an episode that no notes tell of."""
    lines = [f"My notes do not have {bold(escape(shorten(title(news), 200)))} yet. What its feed says:", plain(news)]
    lines.append(escape(news.summary))
    return "\n".join([*(line for line in lines if line), "-# Anything else you can ask me with `/ask`."])


def picture(news: News) -> str:
    """What the artwork shows, for those who cannot see it."""
    return news.image_alt or f"Artwork of {news.title}"


def tested(text_: str) -> str:
    """A test post says that it is one."""
    return f"-# This is a test; nobody was pinged.\n{text_}"


def outage(show: str, source: str, number: int, channel: int, why: str) -> str:
    """What the moderators are told of a source that cannot be read for a day, or with no reason that it can again."""
    name = bold(escape(source))
    if not why:
        return f"I can read {name} again (`/announce` #{number}, for <#{channel}>). What came out meanwhile is posted now."
    moved = (
        "correct `feed` in its show.yaml."
        if show
        else f"add the new address with `/announce add` and end this one with `/announce remove number:{number}`."
    )
    return (
        f"I could not read {name} for a day (`/announce` #{number}, for <#{channel}>). {escape(why)} "
        f"I go on trying, and post then what came out meanwhile. If it moved, ask its host where to, and {moved}"
    )


def trouble(channel: int, source: str, news: News | None, why: str) -> str:
    """What the moderators are told of posts that do not get through."""
    what = bold(escape(shorten(title(news), 200))) if news else "a new episode"
    remedy = REMEDIES.get(why, "I go on trying; `/announce status` shows how far I get.")
    return f"I could not post {what} (from {escape(source)}) to <#{channel}>: {reason(why)}. {remedy}"
