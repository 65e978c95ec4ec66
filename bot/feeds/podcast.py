"""What feedparser loses: the podcast namespace with all its repeated tags, and chapters written in the feed."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

from bot.feeds.dates import seconds_of
from bot.feeds.items import Person
from bot.feeds.plain import address, line
from bot.feeds.xmltree import Element, home, name, of_podcasts
from bot.model import Chapter

_MAX_EACH = 200


@dataclass(frozen=True)
class Extras:
    """The podcast tags that stand directly in a channel or an item."""

    guid: str = ""
    people: tuple[Person, ...] = ()
    nameless: int = 0
    """Person tags without a name."""
    chapters_url: str = ""
    chapters: tuple[Chapter, ...] = ()
    transcripts: tuple[str, ...] = ()
    number: str = ""
    number_shown: str = ""
    season: str = ""
    image: str = ""
    image_alt: str = ""


def extras(element: Element, base: str = "") -> Extras:
    """The podcast tags among the children of `element`; addresses are resolved against `base`."""
    tags: dict[str, list[Element]] = {}
    chapters: list[Chapter] = []
    for child in element:
        if of_podcasts(child):
            tags.setdefault(name(child), []).append(child)
        elif name(child) == "chapters" and "simple-chapters" in home(child):
            chapters = _chapters(child, base)
    people = [_person(tag, base) for tag in tags.get("person", [])[:_MAX_EACH]]
    image, alt = _image(tags, base)
    episode = tags.get("episode", [None])[0]
    return Extras(
        guid=_text(tags, "guid"),
        people=tuple(dict.fromkeys(person for person in people if person.name)),
        nameless=sum(not person.name for person in people),
        chapters_url=next((url for tag in tags.get("chapters", []) if (url := address(tag.get("url"), base))), ""),
        chapters=tuple(chapters),
        transcripts=_transcripts(tags, base),
        number=_text(tags, "episode"),
        number_shown=line(episode.get("display")) if episode is not None else "",
        season=_text(tags, "season"),
        image=image,
        image_alt=alt,
    )


def strip(root: Element) -> None:
    """Take the podcast tags and chapters out of a tree, once they are read, so that feedparser has less to chew."""
    for element in list(root.iter()):
        if of_podcasts(element) or "simple-chapters" in home(element):
            parent = element.getparent()
            if parent is not None:
                parent.remove(element)


def _text(tags: dict[str, list[Element]], tag: str) -> str:
    return next((text for element in tags.get(tag, []) if (text := line(element.text))), "")


def _person(tag: Element, base: str) -> Person:
    return Person(
        name=line("".join(str(part) for part in tag.itertext())),
        role=line(tag.get("role")).lower() or "host",
        group=line(tag.get("group")).lower() or "cast",
        href=address(tag.get("href"), base),
        img=address(tag.get("img"), base),
    )


def _transcripts(tags: dict[str, list[Element]], base: str) -> tuple[str, ...]:
    found = (address(tag.get("url"), base) for tag in tags.get("transcript", [])[:_MAX_EACH])
    return tuple(dict.fromkeys(url for url in found if url))


def _image(tags: dict[str, list[Element]], base: str) -> tuple[str, str]:
    """Address and alternative text of the artwork; the older `podcast:images` lists addresses with their widths."""
    pictures = [tag for tag in tags.get("image", []) if address(tag.get("href"), base)]
    for tag in sorted(pictures, key=lambda tag: "artwork" not in (tag.get("purpose") or "artwork").lower()):
        return address(tag.get("href"), base), line(tag.get("alt"))
    for tag in tags.get("images", []):
        widest = sorted((_width(part), part.split()[0]) for part in (tag.get("srcset") or "").split(",") if part.split())
        if widest:
            return address(widest[-1][1], base), ""
    return "", ""


def _width(part: str) -> int:
    digits = part.split()[-1].rstrip("wx")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 8 else 0


def _chapters(box: Element, base: str) -> list[Chapter]:
    found = []
    for tag in islice(box, 1000):
        start = seconds_of(tag.get("start"))
        title = line(tag.get("title"))
        if start is not None and title:
            found.append(Chapter(start, title, address(tag.get("href"), base)))
    return sorted(found, key=lambda chapter: chapter.start)
