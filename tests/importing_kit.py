"""What the tests of imports share: feeds written in a few words, an import in one call, and what lies in a folder."""

from __future__ import annotations

from pathlib import Path

from bot import knowledge
from bot.feeds import read
from bot.importing import Plan, Source, carry_out, plan

FEEDS = Path(__file__).parents[1].parent / "shared" / "data" / "feeds"
NOW = 1_700_000_000.0


def item(number: int, title: str, more: str = "", guid: str = "") -> str:
    """One item of an RSS feed, with audio."""
    return (
        f"<item><title>{title}</title><guid>{guid or f'guid-{number}'}</guid><itunes:episode>{number}</itunes:episode>"
        f"<pubDate>Tue, {number:02d} Feb 2022 10:00:00 +0100</pubDate><link>https://example.org/{number}</link>"
        f'<enclosure url="https://example.org/{number}.mp3" type="audio/mpeg" length="1000000"/>{more}</item>'
    )


def rss(*items: str, about: str = "") -> bytes:
    """An RSS feed of the show "Talks"."""
    return (
        '<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" '
        'xmlns:podcast="https://podcastindex.org/namespace/1.0" xmlns:psc="http://podlove.org/simple-chapters">'
        f"<channel><title>Talks</title><link>https://example.org</link><description>About talks.</description>{about}"
        f"{''.join(items)}</channel></rss>"
    ).encode()


def planned(root: Path, data: bytes, *, guess: bool = False, everything: bool = False) -> Plan:
    """What importing a feed into the show `talks` would do."""
    return plan(root, "talks", [Source(read(data), "the feed at example.org")], guess=guess, everything=everything)


async def brought(root: Path, data: bytes, *, guess: bool = False) -> Plan:
    """What importing a feed into the show `talks` did."""
    done = planned(root, data, guess=guess)
    await carry_out(root, done, at=NOW)
    return done


def files(root: Path) -> dict[str, bytes]:
    """Everything in a folder but the journal, by path."""
    paths = (path for path in root.rglob("*") if path.is_file() and ".greenroom" not in path.parts)
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}


def text(root: Path, name: str) -> str:
    """The text of an episode's file of the show `talks`."""
    return (root / "talks" / "episodes" / name).read_text("utf-8")


def write(root: Path, name: str, said: str) -> None:
    """An episode's file as a person writes it."""
    path = root / "talks" / "episodes" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(said, "utf-8")


def problems(root: Path) -> list[str]:
    """Everything that `check` says of a folder."""
    return [str(problem) for problem in knowledge.check(root)]
