"""Where feeds to import come from: an address, a file, or a folder of files."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from bot.errors import UsageError
from bot.feeds import Failed, Feed, Fetched, Fetcher, Manners, Reader, host_of, web_address
from bot.importing.planning import Source

ENDINGS = (".xml", ".rss", ".atom")
BIGGEST = 20 * 1024 * 1024
MOST_PAGES = 100
_LIMIT = 20.0
"""Seconds of processor time that one file may take: nobody else waits for it."""


@dataclass(frozen=True, slots=True)
class Found:
    """One feed with a name for it: the file's, or the host's."""

    name: str
    source: Source


async def gather(place: str, allowed: tuple[str, ...] = ()) -> tuple[list[Found], list[str]]:
    """The feeds at a place, and what there was no feed in, in words. `allowed` are private networks to fetch from.

    Raises `UsageError` where the place is nothing that can be read.
    """
    path = Path(place)
    async with Reader(limit=_LIMIT) as reader:
        if await asyncio.to_thread(path.is_dir):
            return await _folder(path, reader)
        if await asyncio.to_thread(path.is_file):
            found, trouble = await _file(path, reader)
            return ([found] if found else []), trouble
        if "://" not in place and not web_address(place):
            raise UsageError(f"{place} is neither a file, nor a folder, nor a web address")
        async with Fetcher(Manners(allowed=allowed)) as fetcher:
            return await _address(place, fetcher, reader)


async def fetched(address: str, allowed: tuple[str, ...] = ()) -> tuple[list[Found], list[str]]:
    """The feed at a web address, as `gather` has it; nothing on this machine is looked at."""
    if not web_address(address):
        return [], ["That is no web address; a feed begins with https:// or http://."]
    async with Reader(limit=_LIMIT) as reader, Fetcher(Manners(allowed=allowed)) as fetcher:
        return await _address(address, fetcher, reader)


async def _folder(folder: Path, reader: Reader) -> tuple[list[Found], list[str]]:
    paths = await asyncio.to_thread(lambda: sorted(path for path in folder.iterdir() if path.suffix.lower() in ENDINGS))
    if not paths:
        raise UsageError(f"there is no feed in {folder}: no file there ends in {', '.join(ENDINGS)}")
    feeds, troubles = [], []
    for path in paths:
        found, trouble = await _file(path, reader)
        feeds += [found] if found else []
        troubles += trouble
    return feeds, troubles


async def _file(path: Path, reader: Reader) -> tuple[Found | None, list[str]]:
    feed = await reader.read(await asyncio.to_thread(_bytes, path))
    if not feed.kind and not feed.items:
        return None, [f"{path.name}: {text}" for text in feed.oddities]
    return Found(path.stem, Source(feed, f"the feed file {path.name}")), []


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > BIGGEST:
            raise UsageError(f"{path} is larger than {BIGGEST // 1024 // 1024} MB, which no feed should be")
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from error


async def _address(place: str, fetcher: Fetcher, reader: Reader) -> tuple[list[Found], list[str]]:
    """The feed at an address, with all its pages."""
    pages: list[Feed] = []
    troubles: list[str] = []
    url, seen, address = place, set[str](), ""
    while url and url not in seen and len(pages) < MOST_PAGES:
        seen.add(url)
        result = await fetcher.fetch(url)
        if not isinstance(result, Fetched):
            troubles.append(result.reason if isinstance(result, Failed) else f"{host_of(url)} sent nothing.")
            break
        page = await reader.read(result.data, result.content_type, result.known.url)
        if not page.kind and not page.items:
            troubles += [f"{host_of(url)}: {text}" for text in page.oddities]
            break
        address = address or result.moved_to or web_address(place)
        pages.append(page)
        url = page.next_page
    if not pages:
        return [], troubles
    host = host_of(address)
    return [Found(host, Source(_joined(pages), f"the feed at {host}", _public(address)))], troubles


def _joined(pages: list[Feed]) -> Feed:
    """One feed of all pages; only what the last one leads on to is missing."""
    items = tuple(item for page in pages for item in page.items)
    odd = [text for page in pages for text in page.oddities if len(pages) == 1 or not text.startswith("It is one page")]
    return msgspec.structs.replace(pages[0], items=items, next_page=pages[-1].next_page, oddities=tuple(dict.fromkeys(odd)))


def _public(address: str) -> str:
    """The address, "" where it may hold a listener's key: then it is no business of who reads the files."""
    parts = urlsplit(address)
    return "" if parts.query or parts.username or parts.password else address
