"""What is due at `now`: which posts go where, which are passed over and why, and which that stand are edited (pure)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import msgspec

from bot.announce.filters import misses
from bot.announce.keys import letter_key, post_key, source_id
from bot.announce.news import News, in_order, pack
from bot.announce.sorting import Findings
from bot.store.records import Follow, Post, Subscription


@dataclass
class Intents:
    """Everything that follows from one look at a source."""

    posts: list[Post] = field(default_factory=list)
    skips: list[tuple[Post, str]] = field(default_factory=list)
    """With the reason: `paused`, `old`, `flood`, `title`, `topic` or `guest`."""
    edits: list[News] = field(default_factory=list)


def own(source: str, news: News) -> News:
    """The news under an id that no other source's episode has."""
    return msgspec.structs.replace(news, id=source_id(source, news.id))


def due(
    now: float, source: str, findings: Findings, subscriptions: Sequence[Subscription], follows: Iterable[Follow] = ()
) -> Intents:
    """What is to be done at `now`. `follows` are those that match anything fresh, in any order."""
    intents = Intents(edits=[own(source, news) for news in findings.changed])
    followers = list(follows)
    for news in in_order(findings.fresh):
        named = own(source, news)
        for one in subscriptions:
            why = "paused" if one.paused else misses(news, one.titles, one.topics, one.guests)
            post = post_for(one, named)
            if why:
                intents.skips.append((post, why))
            else:
                intents.posts.append(post)
        intents.posts += [_letter(user, named) for user in _readers(news, followers)]
    for news, reason in findings.passed:
        intents.skips += [(post_for(one, own(source, news)), reason) for one in subscriptions]
    return intents


def post_for(one: Subscription, news: News) -> Post:
    """The post of an episode for a subscription."""
    return Post(post_key(one.id, news.id), one.channel, news.id, one.guild, one.id, payload=pack(news), digest=news.digest)


def _letter(user: int, news: News) -> Post:
    return Post(letter_key(user, news.id), 0, news.id, user=user, payload=pack(news), digest=news.digest)


def _readers(news: News, follows: Iterable[Follow]) -> list[int]:
    """Whoever follows any of its things, each once."""
    things = set(news.keys)
    return sorted({follow.user for follow in follows if (follow.kind, follow.key) in things})
