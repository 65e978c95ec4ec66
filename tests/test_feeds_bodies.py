"""What a server sends: packed, endless, too large, broken off."""

import asyncio
import gzip
import zlib

import pytest
from aiohttp import web

from bot.feeds import Manners
from tests.feeds_kit import FEED, failed, fetched, fetching


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("gzip", gzip.compress(FEED)),
        ("gzip", gzip.compress(FEED[:100]) + gzip.compress(FEED[100:])),
        ("deflate", zlib.compress(FEED)),
        ("deflate", zlib.compress(FEED)[2:-4]),
        ("", gzip.compress(FEED)),
        ("gzip", FEED),
    ],
)
async def test_a_packed_feed_is_unpacked(encoding: str, packed: bytes) -> None:
    async def handler(request: web.Request) -> web.Response:
        return web.Response(body=packed, headers={"Content-Encoding": encoding} if encoding else {})

    async with fetching(handler) as (fetcher, base):
        assert fetched(await fetcher.fetch(base)).data == FEED


@pytest.mark.parametrize(
    ("encoding", "body"), [("br", b"abc"), ("gzip", gzip.compress(FEED)[:-20]), ("gzip", b"\x1f\x8bnot gzip")]
)
async def test_a_feed_packed_unreadably_is_a_failure(encoding: str, body: bytes) -> None:
    async def handler(request: web.Request) -> web.Response:
        return web.Response(body=body, headers={"Content-Encoding": encoding})

    async with fetching(handler) as (fetcher, base):
        assert "packed in a way" in failed(await fetcher.fetch(base)).reason


async def test_a_body_without_end_is_cut_at_the_limit() -> None:
    sent = 0

    async def handler(request: web.Request) -> web.StreamResponse:
        nonlocal sent
        response = web.StreamResponse()
        await response.prepare(request)
        for _ in range(1024):
            await response.write(bytes(1024 * 1024))
            sent += 1
        return response

    async with fetching(handler) as (fetcher, base):
        result = failed(await fetcher.fetch(base))
    assert result.reason == "The feed is larger than 20 MB, which no feed should be."
    assert sent < 64


async def test_a_length_beyond_the_limit_is_refused_before_reading() -> None:
    async def handler(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Length": str(2**30)})
        await response.prepare(request)
        return response

    async with fetching(handler) as (fetcher, base):
        assert "larger than 20 MB" in failed(await fetcher.fetch(base)).reason


async def test_a_small_body_that_unpacks_to_a_huge_one_is_cut_at_the_limit() -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    bomb = b"".join([packer.compress(bytes(1024 * 1024)) for _ in range(200)] + [packer.flush()])

    async def handler(request: web.Request) -> web.Response:
        return web.Response(body=bomb, headers={"Content-Encoding": "gzip"})

    async with fetching(handler) as (fetcher, base):
        assert "larger than 20 MB" in failed(await fetcher.fetch(base)).reason
    assert len(bomb) < 300_000


async def test_an_endless_trickle_ends_with_the_time_for_one_feed() -> None:
    async def handler(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        while request.transport is not None and not request.transport.is_closing():
            await response.write(b"<")
            await asyncio.sleep(0.02)
        return response

    manners = Manners(allowed=("127.0.0.1",), total=0.4, stall=5.0)
    async with fetching(handler, manners) as (fetcher, base):
        assert failed(await fetcher.fetch(base)).reason == "127.0.0.1 took too long."


async def test_a_server_that_falls_silent_is_given_up() -> None:
    done = asyncio.Event()

    async def handler(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        await response.write(FEED[:50])
        await done.wait()
        return response

    manners = Manners(allowed=("127.0.0.1",), stall=0.2)
    async with fetching(handler, manners) as (fetcher, base):
        assert "stopped sending" in failed(await fetcher.fetch(base)).reason
        done.set()


async def test_a_connection_broken_off_is_a_failure() -> None:
    async def handler(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Length": "1000"})
        await response.prepare(request)
        await response.write(FEED[:50])
        assert request.transport is not None
        request.transport.close()
        return response

    async with fetching(handler) as (fetcher, base):
        assert "broke the connection off" in failed(await fetcher.fetch(base)).reason


async def test_bodies_that_nobody_reads_hold_up_further_ones_until_they_are_let_go() -> None:
    asked: list[str] = []

    async def handler(request: web.Request) -> web.Response:
        asked.append(request.path)
        return web.Response(body=b"x" * 60_000)

    manners = Manners(allowed=("127.0.0.1",), gap=0.0, unread=100_000)
    async with fetching(handler, manners) as (fetcher, base):
        unread = [fetched(await fetcher.fetch(f"{base}/{at}")) for at in range(2)]
        third = asyncio.create_task(fetcher.fetch(f"{base}/2"))
        for _ in range(200):
            await asyncio.sleep(0)
        assert asked == ["/0", "/1"]
        unread.clear()
        assert len(fetched(await third).data) == 60_000
