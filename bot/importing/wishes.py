"""An item of a feed → the fields that its episode file should have, and what of it could not be used (pure)."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

from bot.edits.pieces import Wish
from bot.feeds import Feed, Item, Person, host_of
from bot.importing.around import Around, is_guest, is_host
from bot.importing.guessing import Guess
from bot.knowledge import scalars
from bot.knowledge.scalars import Unfit

Fields = dict[str, Wish]

LONGEST_SUMMARY = 60_000
LONGEST_LINE = 1_000
MOST = 300
_HEADING = re.compile(r"(?:(?:show ?)?(?:links|notes)(?: (?:&|and) (?:show ?)?(?:links|notes))?)\W*")
_NAMED = re.compile(r"^\W*(?:episode|ep|folge|nr|no)\b\W*", re.IGNORECASE)


class Making:
    """Fields under way, with what did not fit."""

    def __init__(self) -> None:
        self.fields: Fields = {}
        self.odd: list[str] = []

    def put(self, key: str, value: Wish | None) -> None:
        """Keep a field, where there is something in it."""
        if value is not None and value not in ("", [], ()):
            self.fields[key] = value

    def fit(self, key: str, text: str, meaning: Callable[[str], Any]) -> str:
        """The text where the loader would take it, else "" and a remark."""
        try:
            if text:
                meaning(text)
            return text
        except Unfit as unfit:
            self.odd.append(f'"{key}" {unfit}; left out')
            return ""

    def url(self, key: str, text: str) -> None:
        """Keep an address."""
        self.put(key, self.fit(key, text, scalars.url))


def episode_fields(item: Item, around: Around, source: str) -> tuple[Fields, list[str]]:
    """What an episode file should say of the item, and remarks on what was left out."""
    made = Making()
    made.put("title", _line(item.title) or (f"Episode {item.number}" if item.number is not None else ""))
    made.put("number", _number(item, around))
    made.put("season", item.season)
    made.put("date", made.fit("date", _date(item.published), scalars.day))
    made.put("duration", item.duration or None)
    if item.link not in around.plain_links:
        made.url("url", item.link)
    if item.has_audio:
        made.url("audio", item.enclosure_url)
    if item.image != around.image:
        made.url("image", item.image)
    made.url("transcript", next(iter(item.transcript_urls), ""))
    made.put("summary", _summary(item))
    _people(made, item, around)
    made.put("topics", [_line(tag) for tag in item.tags if tag not in around.plain_tags and _line(tag)][:MOST])
    made.put("chapters", _chapters(made, item))
    made.put("links", _links(made, item))
    made.put("source", source)
    return made.fields, made.odd


def show_fields(feed: Feed, around: Around, slug: str, address: str) -> tuple[Fields, list[str]]:
    """What `show.yaml` should say; `address` is where the feed can be had, "" where that is nobody's business."""
    made = Making()
    made.put("name", _line(feed.title) or slug)
    made.put("description", feed.description[:LONGEST_SUMMARY])
    made.url("url", feed.link)
    made.url("feed", address)
    made.put("language", _line(feed.language))
    made.put("hosts", [_person(made, person) for person in around.hosts])
    if feed.next_page or any("end" in text and "missing" in text for text in feed.oddities):
        made.put("complete", False)
    return made.fields, made.odd


def with_guesses(fields: Fields, found: tuple[Guess, ...]) -> Fields:
    """The fields with those whom the prose seems to name, marked as guessed in `notes`."""
    more: Fields = {}
    said = []
    for kind, key in (("guest", "guests"), ("sponsor", "sponsors")):
        mine = [guess for guess in found if guess.kind == kind]
        if mine and key not in fields:
            more[key] = [guess.name for guess in mine]
            said.append(f"{key} " + ", ".join(f'{guess.name} ("{guess.words}")' for guess in mine))
    if not more:
        return fields
    return fields | more | {"notes": f"Guessed from the feed's text, please confirm: {'; '.join(said)}."}


def naming(item: Item, around: Around) -> tuple[str, int | str | None]:
    """Title and number from which a file's name is made: without the number and the show's name in the title."""
    title, number = item.title, item.number
    if number is not None:
        title = re.sub(rf"(?<!\d)0*{number}(?!\d)", " ", title, count=1)
    for name in sorted({*around.series, around.title.casefold()}, key=len, reverse=True):
        if name and title.casefold().startswith(name):
            title = title[len(name) :]
            break
    title = _NAMED.sub("", title)
    shown: int | str | None = number
    if number is not None and item.season is not None:
        shown = f"s{item.season:02d}e{number:02d}"
    return (title if re.search(r"\w", title) else item.title), shown


def _number(item: Item, around: Around) -> int | str | None:
    if item.number is None:
        return item.number_text[:50] or None
    doubtful = item.number_source == "title" and (item.season, item.number) in around.contested
    return None if doubtful else item.number


def _date(at: datetime | None) -> str:
    """The moment with its offset, as the feed's own day is the day that people know."""
    return at.isoformat(timespec="seconds") if at else ""


def _line(text: str) -> str:
    return " ".join(text.split())[:LONGEST_LINE]


def _summary(item: Item) -> str:
    """The summary, and the show notes where they say more; without the lists of links, which have a field of their own."""
    if not item.notes:
        told = item.summary or item.subtitle
    else:
        opening = " ".join(item.summary.split())[:80].rstrip(".… ")
        told = item.notes if opening in " ".join(item.notes.split()) else f"{item.summary}\n\n{item.notes}"
    return _without_links(told, {link.title.casefold() for link in item.notes_links})[:LONGEST_SUMMARY].strip() or told[:200]


def _without_links(text: str, titles: set[str]) -> str:
    """The text without lines that hold nothing but the words of a link, and the heading above them."""
    kept: list[str] = []
    for line in text.split("\n"):
        bare = line.removeprefix("- ").strip().casefold()
        if bare in titles or (_HEADING.fullmatch(bare) and titles) or (not bare and kept and not kept[-1]):
            continue
        kept.append(line)
    return "\n".join(kept)


def _people(made: Making, item: Item, around: Around) -> None:
    hosts = [person for person in item.people if is_host(person)]
    if hosts and {person.name for person in hosts} != {person.name for person in around.hosts}:
        made.put("hosts", [_person(made, person) for person in hosts])
    made.put("guests", [_person(made, person) for person in item.people if is_guest(person)])


def _person(made: Making, person: Person) -> Wish:
    page = made.fit("links", person.href, scalars.url)
    name = _line(person.name)
    return {"name": name, "links": [{"title": host_of(page) or page, "url": page}]} if page else name


def _chapters(made: Making, item: Item) -> list[Wish]:
    found: list[Wish] = []
    for chapter in item.chapters[:MOST]:
        url = made.fit("chapters", chapter.url, scalars.url)
        entry: dict[str, Wish] = {"start": round(chapter.start, 3), "title": _line(chapter.title)}
        found.append(entry | {"url": url} if url else entry)
    return found


def _links(made: Making, item: Item) -> list[Wish]:
    links = ((_line(link.title), made.fit("links", link.url, scalars.url)) for link in item.notes_links[:MOST])
    return [{"title": title or url, "url": url} for title, url in links if url]
