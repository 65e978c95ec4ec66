"""A library of any size, recombined from real names and words, the same for the same seed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot import knowledge
from bot.model import Appearance, Day, Document, Episode, Show, Sponsorship


@dataclass(frozen=True)
class Stock:
    """Words and names to recombine."""

    firsts: tuple[str, ...]
    lasts: tuple[str, ...]
    words: tuple[str, ...]
    topics: tuple[str, ...]


def stock(root: Path) -> Stock:
    """What the knowledge folder `root` has to recombine."""
    documents = knowledge.read_all(root, knowledge.scan(root).files.values())
    episodes = [d.episode for d in documents if d.episode]
    people = {p.name for e in episodes for p in (*e.guests, *(e.hosts or ()))} | {
        x.name for d in documents for x in d.entries if x.kind == "person"
    }
    parts = [name.split() for name in sorted(people) if len(name.split()) > 1]
    words = sorted({w.strip(".,:!?'\"()") for e in episodes for w in e.title.split() if len(w) > 2})
    topics = sorted({t for e in episodes for t in e.topics})
    return Stock(tuple(sorted({p[0] for p in parts})), tuple(sorted({p[-1] for p in parts})), tuple(words), tuple(topics))


def invented(rng: random.Random, word: str) -> str:
    """A word made from `word` by changing its middle, so that large libraries have many different names."""
    vowels, consonants = "aeiou", "bdfgklmnprstvz"
    middle = rng.choice(consonants) + rng.choice(vowels) + rng.choice(consonants)
    cut = max(1, len(word) // 2)
    return word[:cut] + middle + word[cut + 1 :]


@dataclass(frozen=True)
class Made:
    """The names of a made library."""

    people: tuple[str, ...]
    topics: tuple[str, ...]
    sponsors: tuple[str, ...]


def names(have: Stock, count: int, rng: random.Random) -> Made:
    """`count` different names: four tenths people, most of the rest topics, a few sponsors."""
    people: dict[str, None] = {}
    while len(people) < count * 4 // 10:
        last = rng.choice(have.lasts)
        people[f"{rng.choice(have.firsts)} {last if rng.random() < 0.1 else invented(rng, last).capitalize()}"] = None
    topics: dict[str, None] = dict.fromkeys(have.topics[: count // 4])
    while len(topics) < count * 11 // 20:
        topics[f"{invented(rng, rng.choice(have.words)).lower()} {rng.choice(have.words).lower()}"] = None
    sponsors: dict[str, None] = {}
    while len(sponsors) < max(5, count // 20):
        sponsors[invented(rng, rng.choice(have.words)).capitalize() + rng.choice(["", " Labs", ".io", " Cloud"])] = None
    return Made(tuple(people), tuple(topics), tuple(sponsors))


def documents(have: Stock, made: Made, count: int, rng: random.Random, shows: int = 5) -> Iterator[Document]:
    """A library of `count` episodes in `shows` shows."""
    for show in range(shows):
        slug = f"show-{show}"
        hosts = tuple(Appearance(name) for name in made.people[show * 2 : show * 2 + 2])
        about = Show(
            slug=slug, name=f"{have.words[show * 7].capitalize()} Hour {show}", hosts=hosts, url=f"https://{slug}.example"
        )
        yield Document(path=f"{slug}/show.yaml", kind="show", digest="-", show=slug, about_show=about)
    for number in range(count):
        slug = f"show-{number % shows}"
        yield _document(have, made, number // shows, slug, rng)


def _document(have: Stock, made: Made, number: int, show: str, rng: random.Random) -> Document:
    day = 730000 + number * 3
    from datetime import date

    when = date.fromordinal(day % 740000)
    episode = Episode(
        show=show,
        slug=str(number),
        title=" ".join(rng.choice(have.words) for _ in range(rng.randint(2, 5))),
        number=number,
        date=Day(when.year, when.month, when.day),
        duration=rng.randint(1200, 7200),
        url=f"https://{show}.example/{number}",
        summary=" ".join(rng.choice(have.words) for _ in range(25)),
        guests=tuple(
            Appearance(name) for name in {made.people[skewed(rng, len(made.people))] for _ in range(rng.randint(0, 2))}
        ),
        topics=tuple({made.topics[skewed(rng, len(made.topics))] for _ in range(rng.randint(3, 9))}),
        sponsors=tuple(Sponsorship(name) for name in {made.sponsors[skewed(rng, len(made.sponsors))] for _ in range(2)}),
    )
    return Document(
        path=f"{show}/episodes/{number}.yaml", kind="episode", digest="-", show=show, slug=str(number), episode=episode
    )


def skewed(rng: random.Random, size: int) -> int:
    """An index below `size`, small ones more often, as guests and topics come back in real shows."""
    return int(size * rng.random() ** 1.6)


def slip(rng: random.Random, text: str) -> str:
    """`text` with one typing slip: letters swapped, dropped, doubled or changed."""
    letters = [at for at, c in enumerate(text) if c.isalpha()] or [0]
    at = rng.choice(letters)
    kind = rng.randrange(4)
    if kind == 0 and at + 1 < len(text) and text[at + 1].isalpha():
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    if kind == 1:
        return text[:at] + text[at + 1 :]
    if kind == 2:
        return text[:at] + text[at] + text[at:]
    return text[:at] + rng.choice("abcdefghijklmnopqrstuvwxyz") + text[at + 1 :]
