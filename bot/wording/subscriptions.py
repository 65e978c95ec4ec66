"""What moderators read of subscriptions (pure)."""

from __future__ import annotations

from collections.abc import Sequence

from bot.announce.filters import misses
from bot.announce.news import News
from bot.announce.status import Line, Status
from bot.announce.subscribing import No, Source
from bot.store.records import Subscription
from bot.wording.announcing import REMEDIES, reason, text
from bot.wording.marks import bold, escape, shorten
from bot.wording.words import joined, plural

NONE = "Nothing is announced on this server yet. Begin with `/announce add`."
NOT_ALLOWED = "Only members with **Manage Server**, or with the moderator role set in `/settings`, can announce episodes here."
NO_CHANGE = "Nothing to change was named: choose a channel, a text, a role or another option."
HIDDEN = "I cannot see that channel. Give me View Channel there, then try again."
EMPTY = "There is no episode yet that I could show."
_SENTENCES = {
    "source": "Name a show or the address of a feed.",
    "both": "Name a show or the address of a feed, not both.",
    "show": "There is no show called {detail} in my notes. Any other podcast can be announced by its feed.",
    "shows": "Several shows fit: {detail}. Start typing and pick one from the list.",
    "address": "{detail} is not a web address that a feed could have.",
    "feed": "I could not read that feed: {detail}",
    "template": "That text does not work yet. {detail}",
    "filter": "A filter has room for {detail} characters.",
    "server": "This server announces {detail} things already, which is all there is room for. Remove one first.",
    "feeds": "I look at {detail} feeds already and have no room for another one.",
    "twice": "#{detail} announces that in this channel already; `/announce edit` changes how.",
    "gone": "There is no #{detail} here; `/announce list` shows what there is.",
}
_OUR_WORDS = ("server", "feeds", "filter", "gone", "twice", "template")
_STATES = {"due": "Waits", "sending": "Being sent", "skipped": "Left out", "given up": "Could not be posted"}


def no(problem: No) -> str:
    """Why something was not done, and what helps."""
    detail = problem.detail if problem.why in _OUR_WORDS else escape(problem.detail[:300])
    if problem.why == "template":
        detail = detail.replace("@", "@\u200b")[:1000]
    return _SENTENCES[problem.why].format(detail=detail)


def line(one: Subscription, name: str) -> str:
    """One subscription on one line; `name` is what its source is called."""
    extras = [
        text
        for text, there in (
            ("paused", one.paused),
            (f"pings <@&{one.ping_role}>", one.ping_role),
            ("crossposted", one.crosspost),
            ("with a thread", one.thread),
            ("without a card", not one.embed),
            ("filtered", one.titles or one.topics or one.guests),
        )
        if there
    ]
    return f"**#{one.id}** {escape(name)} → <#{one.channel}>" + (f" ({', '.join(extras)})" if extras else "")


def added(one: Subscription, source: Source, name: str, hints: Sequence[str]) -> str:
    """What a moderator reads after adding one: what was found, that none of it is announced, and what is still amiss."""
    found = f"{bold(escape(source.name or name))} has {plural(source.count, 'episode')} now"
    newest = f", the latest {bold(escape(shorten(source.latest.title, 150)))}" if source.latest else ""
    odd = f"\n-# {escape(shorten(' '.join(source.odd[:2]), 300))}" if source.odd else ""
    told = (
        f"{line(one, name)}\n{found}{newest}. None of these is announced; the next new one will be. "
        f"`/announce preview number:{one.id}` shows how it will look.{odd}"
    )
    return "\n".join([told, *_reads(one, source.latest), *_filtered(one, source.latest), *hints])


def changed(one: Subscription, name: str, latest: News | None, hints: Sequence[str], again: int = 0) -> str:
    """After an edit; `latest` shows how a new text reads and what new filters do, `again` counts posts that are tried again."""
    tried = [f"{plural(again, 'post')} that did not get through before: I try again now."] if again else []
    return "\n".join([f"Changed. {line(one, name)}", *_reads(one, latest), *_filtered(one, latest), *tried, *hints])


def _reads(one: Subscription, latest: News | None) -> list[str]:
    return [f"The text of the latest would read:\n> {text(latest, one.template)}"] if one.template and latest else []


def _filtered(one: Subscription, latest: News | None) -> list[str]:
    """What the filters make of the latest episode, so that whoever set them sees whether they meant that."""
    if latest is None or not (one.titles or one.topics or one.guests):
        return []
    why = misses(latest, one.titles, one.topics, one.guests)
    return [
        f"With these filters the latest would be left out: {reason(why)}."
        if why
        else "The filters would let the latest through."
    ]


def not_news(channel: int) -> str:
    """Crossposts asked for where there are none."""
    return f"Posts in <#{channel}> cannot be crossposted: that is for announcement channels."


def no_thread(channel: int) -> str:
    """A thread asked for where none can be opened under a post."""
    return f"I open no threads in <#{channel}>: that is for text and announcement channels."


def no_tags(channel: int, unknown: Sequence[str], there: Sequence[str]) -> str:
    """Tags asked for that the channel does not have."""
    has = f"it has {joined([escape(each) for each in there])}" if there else "it has none"
    return f"<#{channel}> has no tag {joined([bold(escape(shorten(each, 50))) for each in unknown], 'or')}; {has}."


def wants_tag(channel: int) -> str:
    """A forum that takes no post without a tag."""
    return f"<#{channel}> wants a tag on each post: name one with `/announce edit`."


def no_role(role: int) -> str:
    """A role that the button cannot give."""
    return (
        f"Members cannot give themselves <@&{role}> by the button: it gives rights, belongs to an app or stands above my role. "
        "It is pinged all the same."
    )


def paused(one: Subscription, name: str) -> str:
    """After a pause or its end."""
    if one.paused:
        return f"Paused: what comes out meanwhile is not announced here, also not later. {line(one, name)}"
    return f"Announcing goes on. {line(one, name)}"


def removed(one: Subscription, name: str) -> str:
    """After a removal."""
    return f"Removed {escape(name)} from <#{one.channel}>. The posts stay."


def tested(channel: int, missing: Sequence[str]) -> str:
    """After a test post."""
    if missing:
        return f"In <#{channel}> I lack: {joined(list(missing))}. Give me these permissions there, then try again."
    return f"A test post is in <#{channel}>. Nobody was pinged; you can delete it."


def standing(found: Status, name: str) -> str:
    """How a subscription stands, in words for its host."""
    one = found.subscription
    lines = [line(one, name), looked(found)]
    if found.posted:
        lines.append("Posted: " + ", ".join(_posted(each, one.guild) for each in found.posted))
    lines += [_missing(each) for each in found.missing]
    lines += [f"Comes out <t:{int(each.due)}:R>: {_title(each.title)}" for each in found.coming]
    return "\n".join(lines)


def looked(found: Status) -> str:
    """When the source was looked at last and what that found."""
    one, feed = found.subscription, found.feed
    checked = feed.checked_at if feed and feed.checked_at else one.checked_at
    if checked is None:
        return "Not looked at yet; that happens within a minute."
    when = f"<t:{int(checked)}:R>"
    if feed and feed.reason:
        again = f" Next try <t:{int(feed.next_poll)}:R>."
        return f"Looked {when}, but could not read it ({plural(feed.failures, 'time')} in a row): {escape(feed.reason)}{again}"
    return f"Looked {when}: {_found(one.finding)}."


def _found(finding: str) -> str:
    kind, _, rest = finding.partition(" ")
    if kind == "first":
        return f"{plural(int(rest), 'episode')} from before, of which none is announced"
    if kind == "new":
        return f"{plural(int(rest), 'new episode')}"
    return "nothing new"


def _posted(one: Line, guild: int) -> str:
    delivery = one.delivery
    url = f"https://discord.com/channels/{guild}/{delivery.channel}/{delivery.message}"
    when = f" <t:{int(delivery.sent_at)}:d>" if delivery.sent_at else ""
    return f"[{escape(shorten(one.title, 60))}]({url}){when}"


def _missing(one: Line) -> str:
    delivery = one.delivery
    again = ""
    if delivery.state == "due" and delivery.attempts and delivery.next_try:
        again = f"; next try <t:{int(delivery.next_try)}:R>"
    remedy = REMEDIES.get(delivery.reason, "") if delivery.state in ("due", "given up") else ""
    state = _STATES.get(delivery.state, delivery.state)
    return f"{state}: {_title(one.title)}, because {reason(delivery.reason)}{again}. {remedy}".rstrip()


def _title(title: str) -> str:
    return bold(escape(shorten(title, 80)))


def polled(one: Subscription) -> str:
    """What a round found for a subscription, for a terminal."""
    kind, _, rest = one.finding.partition(" ")
    told = {"failed": f"could not be read: {rest}", "": "not looked at yet"}.get(kind) or _found(one.finding)
    return f"#{one.id} {one.show or one.feed}: {told}"


def planned(news: News, channel: int) -> str:
    """A post that a round planned, for a terminal."""
    head = f"#{news.number} " if news.number.isdigit() else ""
    return f"  to be posted in channel {channel}: {head}{news.title}" if channel else f"  to be sent: {head}{news.title}"
