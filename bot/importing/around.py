"""What only the whole feed tells of its items: who always hosts, which tags and links say nothing of one episode (pure)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.feeds import Feed, Item, Person
from bot.feeds.numbers import series_names
from bot.importing.guessing import ends_in_names

_MOST = 0.8
_MANY = 0.5
_FEW = 5
_AGAIN = 3
_LONGEST_TAG = 60
_SPLIT = re.compile(r",|;|&| and | und | - ")


@dataclass(frozen=True, slots=True)
class Around:
    """What holds for the whole feed. `odd` says in words what was left out because of it."""

    title: str = ""
    series: frozenset[str] = frozenset()
    """Beginnings of titles, lower case, that stand before the number of an episode."""
    hosts: tuple[Person, ...] = ()
    plain_tags: frozenset[str] = frozenset()
    plain_links: frozenset[str] = frozenset()
    contested: frozenset[tuple[int | None, int]] = frozenset()
    """Season and number, read out of titles, that several items claim."""
    image: str = ""
    dashed: bool = False
    names: frozenset[str] = frozenset()
    """Names that are no guests: hosts, makers, the show itself."""
    odd: tuple[str, ...] = field(default=())


def look(feed: Feed, items: tuple[Item, ...]) -> Around:
    """What the items that are to be imported have in common."""
    hosts = _hosts(feed, items)
    tags = _plain_tags(items, feed.title)
    links = {link for link, many in Counter(item.link for item in items if item.link).items() if many > 1} | {feed.link}
    contested = _contested(items)
    written = (*feed.authors, *(name for item in items for name in (*item.authors, *item.contributors)))
    makers = {part.strip() for name in set(written) for part in (name, *_SPLIT.split(name)) if part.strip()}
    return Around(
        feed.title,
        series_names([item.title for item in items]),
        hosts,
        frozenset(tags),
        frozenset(links),
        frozenset(contested),
        feed.image,
        ends_in_names(items),
        frozenset({host.name for host in hosts} | makers | {feed.title}),
        tuple(_odd(items, tags, links, contested)),
    )


def is_host(person: Person) -> bool:
    """Whether the person is one of those who lead through the show."""
    return person.group == "cast" and person.role in ("host", "co-host", "cohost")


def is_guest(person: Person) -> bool:
    """Whether the person is a guest."""
    return person.group == "cast" and person.role in ("guest", "special guest")


def _hosts(feed: Feed, items: tuple[Item, ...]) -> tuple[Person, ...]:
    """Those whom the feed names for itself, else those who host nearly every item that names hosts."""
    own = tuple(person for person in feed.people if is_host(person))
    if own:
        return own
    rows = [[person for person in item.people if is_host(person)] for item in items]
    rows = [row for row in rows if row]
    count = Counter(name for row in rows for name in {person.name for person in row})
    first = {person.name: person for row in reversed(rows) for person in row}
    return tuple(first[name] for name, many in count.items() if many >= 2 and many >= _MOST * len(rows))


def _plain_tags(items: tuple[Item, ...], show: str) -> set[str]:
    """Tags that say nothing of one episode: half of all items have them, they come in the same long row again and again,

    name the show itself, or are whole sentences of keywords.
    """
    count = Counter(tag for item in items for tag in set(item.tags))
    rows = Counter(frozenset(item.tags) for item in items)
    again = {tag for row, many in rows.items() if len(row) >= _FEW and many >= _AGAIN for tag in row}
    common = {tag for tag, many in count.items() if len(items) >= _FEW and many >= _MANY * len(items)}
    return again | common | {tag for tag in count if len(tag) > _LONGEST_TAG or tag.casefold() in show.casefold()}


def _contested(items: tuple[Item, ...]) -> set[tuple[int | None, int]]:
    """Numbers that several items have, where not all of them stand in tags."""
    held: dict[tuple[int | None, int], list[str]] = {}
    for item in items:
        if item.number is not None:
            held.setdefault((item.season, item.number), []).append(item.number_source)
    return {key for key, sources in held.items() if len(sources) > 1 and "title" in sources}


def _odd(items: tuple[Item, ...], tags: set[str], links: set[str], contested: set[tuple[int | None, int]]) -> Iterator[str]:
    if tags:
        shown = ", ".join(tag[:_LONGEST_TAG] for tag in sorted(tags)[:8])
        yield f"Tags that say nothing of one episode were left out: {shown}{' …' if len(tags) > 8 else ''}."
    if shared := sum(item.link in links for item in items if item.link):
        yield f"{shared} links were left out: several items share them, or they lead to the show as a whole."
    if contested:
        shown = ", ".join(str(number) for _, number in sorted(contested, key=str)[:8])
        yield f"Numbers read out of titles that several items claim were left out: {shown}{' …' if len(contested) > 8 else ''}."
    if files := sum(bool(item.chapters_url) and not item.chapters for item in items):
        yield f"{files} items keep their chapters in a file of their own; those are not fetched."
    yield from _everybody_guest(items)


def _everybody_guest(items: tuple[Item, ...]) -> Iterator[str]:
    count = Counter(person.name for item in items for person in item.people if is_guest(person))
    for name, many in count.most_common(5):
        if len(items) >= _FEW and 2 * many > len(items):
            yield f"{name} is called a guest in {many} of {len(items)} items; perhaps a host?"
