"""Feeds fetched from a server on this machine: politely, conditionally, and never from where they should not be."""

import asyncio
import gzip
import socket
import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult

from bot.feeds import Failed, Fetched, Fetcher, Known, Manners, NotModified, Result, host_of, is_public, web_address
from tests.feeds_kit import Handler, item, rss, serving

FEED = rss(item())
HERE = Manners(allowed=("127.0.0.1",), gap=0.0, total=20.0)


@asynccontextmanager
async def fetching(handler: Handler, manners: Manners = HERE) -> AsyncIterator[tuple[Fetcher, str]]:
    async with serving(handler) as port, Fetcher(manners) as fetcher:
        yield fetcher, f"http://127.0.0.1:{port}"


def fetched(result: Result) -> Fetched:
    assert isinstance(result, Fetched), result
    return result


def failed(result: Result) -> Failed:
    assert isinstance(result, Failed), result
    return result


class Names(AbstractResolver):
    """Host names that mean what the test says, one address after the other."""

    def __init__(self, **names: list[str]) -> None:
        self._names = names
        self.asked = 0

    async def resolve(self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET) -> list[ResolveResult]:
        self.asked += 1
        known = self._names[host.split(".")[0]]
        found = known.pop(0) if len(known) > 1 else known[0]
        kind = socket.AF_INET6 if ":" in found else socket.AF_INET
        return [ResolveResult(hostname=host, host=found, port=port, family=kind, proto=0, flags=socket.AI_NUMERICHOST)]

    async def close(self) -> None:
        """Nothing to close."""


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


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://a.example/x", "javascript:alert(1)", "", "gopher://127.0.0.1:70/"]
)
async def test_a_redirect_to_what_is_no_web_address_is_refused(target: str) -> None:
    async def handler(request: web.Request) -> web.Response:
        return web.Response(status=302, headers={"Location": target})

    async with fetching(handler) as (fetcher, base):
        assert "not a web address" in failed(await fetcher.fetch(f"{base}/feed")).reason


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.2:{port}/secret",
        "http://localhost.localdomain:{port}/secret",
        "http://[::1]:{port}/secret",
        "http://[::ffff:127.0.0.2]:{port}/secret",
        "http://169.254.169.254/latest/meta-data/",
        "http://2130706434:{port}/secret",
        "http://0x7f000002:{port}/secret",
        "http://127.2:{port}/secret",
        "http://10.0.0.5/",
        "http://192.168.1.1/",
        "http://0.0.0.0:{port}/secret",
    ],
)
async def test_a_redirect_into_a_private_network_is_refused_and_nothing_is_sent(target: str) -> None:
    hits: list[str] = []

    async def inside(request: web.Request) -> web.Response:
        hits.append(request.path)
        return web.Response(body=FEED)

    async with serving(inside, "127.0.0.2") as port:

        async def outside(request: web.Request) -> web.Response:
            return web.Response(status=302, headers={"Location": target.format(port=port)})

        async with fetching(outside) as (fetcher, base):
            result = failed(await fetcher.fetch(f"{base}/feed"))
    assert hits == []
    assert any(words in result.reason for words in ("not on the public internet", "no host named", "not a web address"))


async def test_loopback_is_refused_unless_allowed() -> None:
    async def handler(request: web.Request) -> web.Response:
        return web.Response(body=FEED)

    async with fetching(handler, Manners()) as (fetcher, base):
        assert "not on the public internet" in failed(await fetcher.fetch(base)).reason


@pytest.mark.parametrize(
    "address", ["127.0.0.2", "10.1.2.3", "169.254.169.254", "::1", "fd00::1", "64:ff9b::7f00:2", "224.0.0.1"]
)
async def test_a_name_that_means_a_private_address_is_refused(address: str) -> None:
    hits: list[str] = []

    async def inside(request: web.Request) -> web.Response:
        hits.append(request.path)
        return web.Response(body=FEED)

    async with serving(inside, "127.0.0.2") as port, Fetcher(HERE, Names(feeds=[address])) as fetcher:
        result = failed(await fetcher.fetch(f"http://feeds.example:{port}/feed"))
    assert result.reason == "feeds.example is not on the public internet; feeds are not fetched from private addresses."
    assert hits == []


async def test_a_name_that_changes_its_meaning_between_two_questions_gains_nothing() -> None:
    hits: list[str] = []

    async def inside(request: web.Request) -> web.Response:
        hits.append(request.path)
        return web.Response(body=FEED)

    async def outside(request: web.Request) -> web.Response:
        # The address of the second server differs by its name, so that the name is looked up again.
        return web.Response(status=302, headers={"Location": f"http://rebind.b.example:{request.url.port}/secret"})

    async with serving(outside) as port, serving(inside, "127.0.0.2", port):
        names = Names(rebind=["127.0.0.1", "127.0.0.2"])
        async with Fetcher(HERE, names) as fetcher:
            result = failed(await fetcher.fetch(f"http://rebind.a.example:{port}/feed"))
    assert names.asked == 2
    assert hits == []
    assert "not on the public internet" in result.reason


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("127.0.0.1", False),
        ("0.0.0.0", False),
        ("10.0.0.1", False),
        ("172.16.0.1", False),
        ("192.168.0.1", False),
        ("100.64.0.1", False),
        ("169.254.169.254", False),
        ("192.0.2.1", False),
        ("198.18.0.1", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::", False),
        ("::1", False),
        ("::ffff:10.0.0.1", False),
        ("::ffff:93.184.216.34", True),
        ("::7f00:1", False),
        ("fe80::1%eth0", False),
        ("fec0::1", False),
        ("fd12::1", False),
        ("ff02::1", False),
        ("2002:7f00:1::", False),
        ("64:ff9b::a00:1", False),
        ("2001:db8::1", False),
        ("not an address", False),
    ],
)
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://a.example/feed", "https://a.example/feed"),
        ("a.example/feed", "https://a.example/feed"),
        ("feed://a.example/feed", "https://a.example/feed"),
        ("feed:http://a.example/feed", "http://a.example/feed"),
        ("  https://a.example  ", "https://a.example"),
        ("https://a.example:8443/x", "https://a.example:8443/x"),
        ("https://a.example:22/x", ""),
        ("https://a.example:99999/x", ""),
        ("ftp://a.example/", ""),
        ("file:///etc/passwd", ""),
        ("https://", ""),
        ("https://a.example/x y", ""),
        ("https://[::1", ""),
        ("", ""),
    ],
)
def test_what_counts_as_a_web_address(text: str, address: str) -> None:
    assert web_address(text) == address


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


def test_only_the_host_of_an_address_is_shown() -> None:
    assert host_of("https://user:pass@Feeds.Example:8443/private/key?token=1") == "feeds.example"
