"""The polite and careful fetching of feeds."""

from __future__ import annotations

import asyncio
from types import TracebackType
from typing import Self
from urllib.parse import urljoin

import aiohttp
import msgspec
from yarl import URL

from bot.feeds.addresses import Gate, host_of, networks, web_address
from bot.feeds.bodies import TooBig, Unreadable, receive
from bot.feeds.manners import Door, Manners
from bot.feeds.names import Resolver
from bot.feeds.results import Failed, Fetched, Known, NotModified, Result, of_error, of_status
from bot.feeds.room import Room

_REDIRECTS = (301, 302, 303, 307, 308)
_FOR_GOOD = (301, 308)
_ACCEPT = "application/rss+xml, application/atom+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.1"
# One feed's answer speaks for its whole host only for a while: big hosts carry thousands of shows.
_LONGEST_REST = 3600.0
_LARGE_AT_ONCE = 2
_MEGABYTE = 1024 * 1024


class Fetcher:
    """Fetches feeds: `async with Fetcher(Manners(...)) as fetcher: result = await fetcher.fetch(url, known)`.

    Only http and https, only public addresses (and `Manners.allowed`), checked on the address connected to; redirects are
    followed by hand and each is checked alike; no cookies, no proxy, nothing from the environment.
    """

    def __init__(self, manners: Manners | None = None, resolver: aiohttp.abc.AbstractResolver | None = None) -> None:
        self._manners = manners or Manners()
        self._gate = Gate(networks(self._manners.allowed))
        self._door = Door(self._manners)
        self._large = asyncio.Semaphore(_LARGE_AT_ONCE)
        self._room = Room(self._manners.unread)
        self._resolver = resolver
        self._own_resolver: Resolver | None = None
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        self._session = self._open()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None
        if self._own_resolver is not None:
            await self._own_resolver.close()
            self._own_resolver = None

    def _open(self) -> aiohttp.ClientSession:
        self._own_resolver = None if self._resolver else Resolver()
        resolver = self._resolver or self._own_resolver
        connector = aiohttp.TCPConnector(limit=0, resolver=resolver, socket_factory=self._gate.open)
        limits = aiohttp.ClientTimeout(total=None, connect=self._manners.connect, sock_read=self._manners.stall)
        return aiohttp.ClientSession(
            connector=connector,
            timeout=limits,
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            headers={"User-Agent": self._manners.user_agent, "Accept": _ACCEPT, "Accept-Encoding": "gzip, deflate"},
        )

    async def fetch(self, url: str, known: Known | None = None) -> Result:
        """What the feed at `url` holds now, or that it did not change since `known`, or why it cannot be had.

        Never raises but for cancellation and a closed fetcher.
        """
        start = web_address(url)
        if not start:
            return Failed("That is not a web address.")
        host = host_of(start)
        async with self._door.visit(host):
            await self._room.wait()
            try:
                async with asyncio.timeout(self._manners.total):
                    result = await self._follow(start, known or Known())
            except TimeoutError as error:
                return of_error(host, error)
            if isinstance(result, Fetched):
                self._room.keep(result)
            return result

    async def _follow(self, start: str, known: Known) -> Result:
        """The result after all redirects; `moved_to` counts those that are for good and come before any that is not."""
        url, moved, for_good = start, "", True
        for _ in range(self._manners.hops + 1):
            step = await self._step(url, known)
            if not isinstance(step, tuple):
                return msgspec.structs.replace(step, moved_to=moved) if moved and not isinstance(step, Failed) else step
            status, target = step
            following = web_address(urljoin(url, target)) if target else ""
            if not following:
                return Failed(f"{host_of(url)} sends us on to something that is not a web address.")
            # What moves from https to http is followed, but an attacker in between may not make that last.
            for_good = for_good and status in _FOR_GOOD and not (url.startswith("https:") and following.startswith("http:"))
            url, moved = following, following if for_good else moved
        return Failed(f"{host_of(start)} sends us from one address to the next, without end.")

    async def _step(self, url: str, known: Known) -> Result | tuple[int, str]:
        """One request: a result, or the status and target of a redirect."""
        assert self._session is not None, "use `async with`"
        host = host_of(url)
        if rest := self._door.resting(host):
            return Failed(f"{host} asked to be left alone for a while.", rest)
        try:
            async with self._session.get(URL(url), headers=_validators(url, known), allow_redirects=False) as answer:
                if answer.status in _REDIRECTS:
                    return answer.status, answer.headers.get("Location", "")
                return await self._result(url, known, answer)
        except TooBig:
            return Failed(f"The feed is larger than {self._manners.size // _MEGABYTE} MB, which no feed should be.")
        except Unreadable:
            return Failed(f"{host} sent it packed in a way that cannot be read.")
        except (aiohttp.ClientError, OSError, ValueError) as error:
            return of_error(host, error)

    async def _result(self, url: str, known: Known, answer: aiohttp.ClientResponse) -> Result:
        if answer.status == 304 and _validators(url, known):
            return NotModified(known)
        if answer.status not in (200, 203):
            failed = of_status(host_of(url), answer.status, answer.headers)
            if failed.retry_after and answer.status in (429, 503):
                self._door.rest(host_of(url), min(failed.retry_after, _LONGEST_REST))
            return failed
        body = await receive(answer, self._manners.size, self._large)
        now = Known(url, answer.headers.get("ETag", "")[:1000], answer.headers.get("Last-Modified", "")[:100], body.digest)
        if known.digest == body.digest:
            return NotModified(now)
        kind = answer.headers.get("Content-Type", "")[:200]
        return Fetched(bytes(body.data), kind, now, received=body.received)


def _validators(url: str, known: Known) -> dict[str, str]:
    """The headers that make a request conditional; none for another address than the one they came from."""
    if known.url != url:
        return {}
    headers = {"If-None-Match": known.etag, "If-Modified-Since": known.modified}
    return {name: value for name, value in headers.items() if value}
