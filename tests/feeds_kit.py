"""Feeds made up for tests, and a web server on this machine that hands them out."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape
from zlib import crc32

import pytest
from aiohttp import web

from bot.feeds import Failed, Feed, Fetched, Fetcher, Manners, Result, read

SHARED = Path(__file__).resolve().parents[1].parent / "shared" / "data" / "feeds"
NAMESPACES = (
    'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:podcast="https://podcastindex.org/namespace/1.0" '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:psc="http://podlove.org/simple-chapters" '
    'xmlns:atom="http://www.w3.org/2005/Atom"'
)
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@cache
def shared(name: str) -> Feed:
    """A real feed, read; the test is skipped where the shared data are missing."""
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"the real feeds are not here: {path}")
    return read(path.read_bytes())


def rss(*items: str, head: str = "", namespaces: str = NAMESPACES) -> bytes:
    """An RSS feed of these items."""
    body = "\n".join(items)
    channel = f"<title>The Show</title><link>https://show.example/</link>{head}{body}"
    return f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0" {namespaces}><channel>{channel}</channel></rss>'.encode()


def item(
    title: str = "One",
    guid: str = "g1",
    audio: str = "https://cdn.example/one.mp3",
    link: str = "https://show.example/one",
    date: str = "Tue, 02 Jan 2024 06:00:00 GMT",
    more: str = "",
) -> str:
    """One RSS item; an empty argument leaves its tag out."""
    tags = [
        f"<title>{escape(title)}</title>" if title else "",
        f'<guid isPermaLink="false">{escape(guid)}</guid>' if guid else "",
        f'<enclosure url="{escape(audio)}" type="audio/mpeg" length="{1_000_000 + crc32(audio.encode())}"/>' if audio else "",
        f"<link>{escape(link)}</link>" if link else "",
        f"<pubDate>{escape(date)}</pubDate>" if date else "",
    ]
    return f"<item>{''.join(tags)}{more}</item>"


@asynccontextmanager
async def serving(handler: Handler, host: str = "127.0.0.1", port: int = 0) -> AsyncIterator[int]:
    """The port of a server that answers every request by `handler`."""
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", handler)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, host, port).start()
    try:
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()


FEED = rss(item())
HERE = Manners(allowed=("127.0.0.1",), gap=0.0, total=20.0)


@asynccontextmanager
async def fetching(handler: Handler, manners: Manners = HERE) -> AsyncIterator[tuple[Fetcher, str]]:
    """A fetcher, and the address of a server that answers by `handler`."""
    async with serving(handler) as port, Fetcher(manners) as fetcher:
        yield fetcher, f"http://127.0.0.1:{port}"


def fetched(result: Result) -> Fetched:
    """The result, which must be new bytes."""
    assert isinstance(result, Fetched), result
    return result


def failed(result: Result) -> Failed:
    """The result, which must be a failure."""
    assert isinstance(result, Failed), result
    return result
