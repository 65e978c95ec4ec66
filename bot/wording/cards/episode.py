"""An episode's card (pure)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.browse import EpisodeCard
from bot.model import Appearance, Episode, Event, Sponsorship
from bot.wording.cards.sheet import Part, Sheet, some
from bot.wording.marks import bold, escape, linked, shorten
from bot.wording.words import clock, date_words, joined, length_words, number_of, plural

SUMMARY = 600
ABOUT = 160
LINE = 140
WHY = {"latest": "The latest episode", "random": "How about this one?"}


@dataclass(frozen=True)
class Section:
    """A part of an episode that may be long: its name, its lines, and how many of them a card shows on a phone at a glance."""

    name: str
    lines: Callable[[Episode], list[str]]
    shown: int


def say_episode(card: EpisodeCard, several_shows: bool) -> Sheet:
    """The facts of one episode, the first things to know first."""
    episode = card.episode
    number = number_of(card.row)
    title = escape(shorten(episode.title, 200))
    show = escape(card.show.name) if several_shows else ""
    notes = " in our notes" if card.partial and card.why == "latest" else ""
    why = WHY.get(card.why, "")
    return Sheet(
        title=f"{number} · {title}" if number else title,
        url=episode.url or episode.audio,
        head=" · ".join(part for part in (f"{why}{notes}" if why else "", show) if part),
        body=escape(shorten(episode.summary, SUMMARY)),
        parts=(*_short_facts(card), *_sections(episode)),
        foot="" if _telling(episode) else "Our notes say no more about it.",
        image=episode.image,
    )


def _telling(episode: Episode) -> bool:
    return bool(episode.summary or episode.guests or episode.topics or episode.outline or episode.chapters or episode.links)


def _short_facts(card: EpisodeCard) -> list[Part]:
    row, hosts = card.row, [host.name for host in card.hosts]
    facts = []
    if row.day:
        facts.append(Part("Recorded" if row.recorded else "Came out", date_words(row.day), beside=True))
    if row.seconds is not None:
        facts.append(Part("Length", length_words(row.seconds), beside=True))
    if hosts:
        facts.append(Part("Host" if len(hosts) == 1 else "Hosts", some([escape(h) for h in hosts], 6, ", "), beside=True))
    return facts


def _sections(episode: Episode) -> list[Part]:
    parts = []
    for part in SECTIONS.values():
        lines = part.lines(episode)
        if lines:
            between = " · " if part is SECTIONS["topics"] else "\n"
            parts.append(Part(_one(part.name, len(lines)), some(lines, part.shown, between)))
    return parts


def _one(name: str, count: int) -> str:
    """ "Guests" for several, "Guest" for one."""
    return name[:-1] if count == 1 and name in ("Guests", "Sponsors", "Topics", "Events", "Picks", "Links") else name


def section(episode: Episode, name: str) -> Sheet:
    """All of one section, for those who want to see the whole."""
    part = SECTIONS.get(name) or SECTIONS["outline"]
    lines = part.lines(episode)
    between = " · " if name == "topics" else "\n"
    return Sheet(
        title=f"{part.name}: {escape(shorten(episode.title, 150))}",
        url=episode.url,
        body=between.join(lines) or "Our notes have none.",
        foot=plural(len(lines), "line") if len(lines) > part.shown else "",
    )


def longer(episode: Episode) -> list[str]:
    """The names of the sections of which a card shows only the beginning."""
    return [name for name, part in SECTIONS.items() if len(part.lines(episode)) > part.shown]


def _guests(episode: Episode) -> list[str]:
    return [_person(guest) for guest in episode.guests]


def _person(who: Appearance) -> str:
    name = linked(who.name, who.links[0].url) if who.links else escape(who.name)
    return f"{bold(name)}: {escape(shorten(who.about, ABOUT))}" if who.about else bold(name)


def _topics(episode: Episode) -> list[str]:
    return [escape(topic) for topic in episode.topics]


def _sponsors(episode: Episode) -> list[str]:
    return [_sponsor(sponsor) for sponsor in episode.sponsors]


def _sponsor(said: Sponsorship) -> str:
    code = f"code {bold(escape(said.code))}" if said.code else ""
    told = ", ".join(part for part in (escape(shorten(said.offer, ABOUT)), code) if part)
    told = told or escape(shorten(said.about, ABOUT))
    name = bold(linked(said.name, said.url))
    return f"{name}: {told}" if told else name


def _events(episode: Episode) -> list[str]:
    return [_event(event) for event in episode.events]


def _event(event: Event) -> str:
    facts = ", ".join(escape(part) for part in (event.place, event.date) if part)
    told = event.offer or event.about
    by = f", by {escape(joined(event.by))}" if event.by else ""
    head = f"- {linked(event.name, event.url)}" + (f" ({facts})" if facts else "") + by
    return f"{head}: {escape(shorten(told, LINE))}" if told else head


def _outline(episode: Episode) -> list[str]:
    return [f"{'  ' * min(point.depth, 2)}- {escape(shorten(point.text, LINE))}" for point in episode.outline]


def _chapters(episode: Episode) -> list[str]:
    return [f"`{clock(c.start)}` {linked(shorten(c.title, LINE), c.url)}" for c in episode.chapters]


def _links(episode: Episode) -> list[str]:
    return [f"- {linked(shorten(link.title or link.url, LINE), link.url)}" for link in episode.links]


def _picks(episode: Episode) -> list[str]:
    by: dict[str, list[str]] = {}
    for pick in episode.picks:
        by.setdefault(pick.by, []).append(linked(shorten(pick.title, LINE), pick.url))
    return [f"- {bold(escape(who))}: {', '.join(what)}" if who else f"- {', '.join(what)}" for who, what in by.items()]


SECTIONS: dict[str, Section] = {
    "guests": Section("Guests", _guests, 4),
    "topics": Section("Topics", _topics, 10),
    "sponsors": Section("Sponsors", _sponsors, 3),
    "outline": Section("What they talk about", _outline, 4),
    "chapters": Section("Chapters", _chapters, 5),
    "links": Section("Links", _links, 3),
    "events": Section("Events", _events, 2),
    "picks": Section("Picks", _picks, 2),
}
