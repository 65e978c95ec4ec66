"""No feed is fetched from a private network, however it is asked for."""

import socket

import pytest
from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult

from bot.feeds import Fetcher, Manners, host_of, is_public, web_address
from tests.feeds_kit import FEED, HERE, failed, fetching, serving


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


def test_only_the_host_of_an_address_is_shown() -> None:
    assert host_of("https://user:pass@Feeds.Example:8443/private/key?token=1") == "feeds.example"
