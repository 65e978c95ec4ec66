"""Feeds fetched from a server on this machine, politely and conditionally."""

import asyncio

import pytest
from aiohttp import web

from bot.feeds import Fetched, Fetcher, Known, Manners, NotModified
from tests.feeds_kit import FEED, HERE, failed, fetched, fetching, serving


async def test_an_unchanged_feed_costs_a_304() -> None:
    seen: list[web.Request] = []

    async def handler(request: web.Request) -> web.Response:
        seen.append(request)
        if request.headers.get("If-None-Match") == '"v1"':
            return web.Response(status=304)
        return web.Response(body=FEED, headers={"ETag": '"v1"', "Last-Modified": "Tue, 02 Jan 2024 06:00:00 GMT"})

    async with fetching(handler) as (fetcher, base):
        first = fetched(await fetcher.fetch(f"{base}/feed"))
        again = await fetcher.fetch(f"{base}/feed", first.known)
    assert first.data == FEED
    assert isinstance(again, NotModified)
    assert again.known == first.known
    assert seen[1].headers["If-Modified-Since"] == "Tue, 02 Jan 2024 06:00:00 GMT"
    assert "Greenroom" in seen[0].headers["User-Agent"]


async def test_a_server_without_validators_is_known_by_its_bytes() -> None:
    async def handler(request: web.Request) -> web.Response:
        return web.Response(body=FEED)

    async with fetching(handler) as (fetcher, base):
        first = fetched(await fetcher.fetch(base))
        assert isinstance(await fetcher.fetch(base, first.known), NotModified)


@pytest.mark.parametrize(
    ("statuses", "remembered"),
    [((301,), "/1"), ((308, 301), "/2"), ((302,), ""), ((307,), ""), ((301, 302), "/1"), ((302, 301), "")],
)
async def test_redirects_are_followed_and_those_for_good_remembered(statuses: tuple[int, ...], remembered: str) -> None:
    async def handler(request: web.Request) -> web.Response:
        step = int(request.path.strip("/") or 0)
        if step < len(statuses):
            return web.Response(status=statuses[step], headers={"Location": f"/{step + 1}"})
        return web.Response(body=FEED)

    async with fetching(handler) as (fetcher, base):
        result = fetched(await fetcher.fetch(f"{base}/0"))
    assert result.moved_to == (f"{base}{remembered}" if remembered else "")
    assert result.known.url == f"{base}/{len(statuses)}"


async def test_a_move_for_good_to_an_error_is_not_remembered() -> None:
    async def handler(request: web.Request) -> web.Response:
        return web.Response(status=301, headers={"Location": "/b"}) if request.path == "/a" else web.Response(status=404)

    async with fetching(handler) as (fetcher, base):
        result = failed(await fetcher.fetch(f"{base}/a"))
    assert result.status == 404
    assert "has no feed at this address" in result.reason


async def test_validators_of_another_address_are_not_sent() -> None:
    async def handler(request: web.Request) -> web.Response:
        assert "If-None-Match" not in request.headers
        return web.Response(body=FEED)

    async with fetching(handler) as (fetcher, base):
        fetched(await fetcher.fetch(f"{base}/new", Known(url=f"{base}/old", etag='"v1"')))


async def test_redirects_without_end_are_given_up() -> None:
    async def handler(request: web.Request) -> web.Response:
        return web.Response(status=302, headers={"Location": request.path + "x"})

    async with fetching(handler) as (fetcher, base):
        assert "without end" in failed(await fetcher.fetch(f"{base}/")).reason


async def test_a_port_where_nobody_listens_is_a_failure() -> None:
    async def handler(request: web.Request) -> web.Response:
        return web.Response(body=FEED)

    async with serving(handler) as port:
        pass
    async with Fetcher(HERE) as fetcher:
        assert failed(await fetcher.fetch(f"http://127.0.0.1:{port}/")).reason == "127.0.0.1 accepts no connection."


@pytest.mark.parametrize(
    ("status", "header", "wait", "gone"),
    [
        (429, "120", 120.0, False),
        (503, "Tue, 02 Jan 2024 06:10:00 GMT", 600.0, False),
        (503, "soon", None, False),
        (503, "99999999999", 604_800.0, False),
        (410, "", None, True),
        (403, "", None, False),
        (500, "", None, False),
    ],
)
async def test_an_error_is_told_in_words_with_the_wait_it_asks_for(
    status: int, header: str, wait: float | None, gone: bool
) -> None:
    async def handler(request: web.Request) -> web.Response:
        headers = {"Retry-After": header, "Date": "Tue, 02 Jan 2024 06:00:00 GMT"}
        return web.Response(status=status, headers=headers)

    async with fetching(handler) as (fetcher, base):
        result = failed(await fetcher.fetch(f"{base}/feed?key=secret"))
    assert (result.status, result.retry_after, result.gone) == (status, wait, gone)
    assert result.reason.startswith("127.0.0.1 ")
    assert "secret" not in result.reason


async def test_a_host_that_asks_for_a_rest_is_not_asked_for_its_other_feeds() -> None:
    asked: list[str] = []

    async def handler(request: web.Request) -> web.Response:
        asked.append(request.path)
        return web.Response(status=429, headers={"Retry-After": "300"})

    async with fetching(handler) as (fetcher, base):
        await fetcher.fetch(f"{base}/a")
        second = failed(await fetcher.fetch(f"{base}/b"))
    assert asked == ["/a"]
    assert second.retry_after is not None
    assert 290 < second.retry_after <= 300


async def test_no_more_than_the_agreed_number_of_requests_run_at_once() -> None:
    now = most = 0
    full = asyncio.Event()

    async def handler(request: web.Request) -> web.Response:
        nonlocal now, most
        now += 1
        most = max(most, now)
        if now == 3:
            full.set()
        await full.wait()
        now -= 1
        return web.Response(body=FEED)

    async with fetching(handler, Manners(allowed=("127.0.0.1",), per_host=3, gap=0.0)) as (fetcher, base):
        results = await asyncio.gather(*(fetcher.fetch(f"{base}/{n}") for n in range(9)))
    assert all(isinstance(result, Fetched) for result in results)
    assert most == 3


async def test_requests_to_one_host_keep_their_distance() -> None:
    times: list[float] = []

    async def handler(request: web.Request) -> web.Response:
        times.append(asyncio.get_running_loop().time())
        return web.Response(body=FEED)

    async with fetching(handler, Manners(allowed=("127.0.0.1",), per_host=4, gap=0.1)) as (fetcher, base):
        await asyncio.gather(*(fetcher.fetch(f"{base}/{n}") for n in range(4)))
    assert max(times) - min(times) > 0.25


async def test_no_cookie_is_ever_sent_back() -> None:
    async def handler(request: web.Request) -> web.Response:
        assert "Cookie" not in request.headers
        return web.Response(body=FEED, headers={"Set-Cookie": "id=1"})

    async with fetching(handler) as (fetcher, base):
        fetched(await fetcher.fetch(f"{base}/a"))
        fetched(await fetcher.fetch(f"{base}/b"))
