"""Which episodes a subscription wants: by words of the title, topics and guests (pure)."""

from __future__ import annotations

from collections.abc import Callable
from fnmatch import fnmatchcase

from bot.announce.news import News
from bot.text import clean, fold, squash, topic_key

LONGEST = 300
"""Characters of one filter."""
Check = Callable[[str], bool]


def terms(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What is wanted and what is not, of a list such as `python, django, -jobs`."""
    parts = [" ".join(part.split()) for part in clean(text).split(",")]
    return (
        tuple(part for part in parts if part and not part.startswith("-")),
        tuple(rest for part in parts if part.startswith("-") and (rest := part[1:].strip())),
    )


def misses(news: News, titles: str, topics: str, guests: str) -> str:
    """The filter that keeps the news out, `title`, `topic` or `guest`; empty where it is wanted."""
    if not _meets(titles, lambda term: _in_title(term, news.title)):
        return "title"
    keys = {topic_key(topic) for topic in news.topics}
    if not _meets(topics, lambda term: topic_key(term) in keys):
        return "topic"
    names = {squash(guest.name) for guest in news.guests}
    if not _meets(guests, lambda term: squash(term) in names):
        return "guest"
    return ""


def _meets(text: str, has: Check) -> bool:
    wanted, unwanted = terms(text)
    return not any(map(has, unwanted)) and (not wanted or any(map(has, wanted)))


def _in_title(term: str, title: str) -> bool:
    """`python` stands for any title with that text in it; with `*` or `?` the pattern must fit within the title."""
    return fnmatchcase(fold(clean(title)), f"*{fold(term).replace('[', '[[]')}*")
