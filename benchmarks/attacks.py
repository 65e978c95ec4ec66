"""Feeds meant to do harm, over loopback: `python -m benchmarks.attacks` prints what happened to each.

The fetcher may reach 127.0.0.1, where the attacker's server is, and nothing else that is private; 127.0.0.2 stands for what
an attacker would like to reach. The time for one feed is cut from a minute to five seconds, so that the table is done soon.
"""

from __future__ import annotations

import asyncio
import gzip
import resource
import sys
import tempfile
import time
from pathlib import Path
from xml.sax.saxutils import escape

from aiohttp import web

from bot.feeds import Failed, Fetched, Fetcher, Manners, Reader
from bot.sandbox import Sandbox
from tests.announce_kit import entry, open_stage
from tests.feeds_kit import serving

MANNERS = Manners(allowed=("127.0.0.1/32",), gap=0.0, total=5.0)
MEGABYTE = 1024 * 1024
ITEM = "<item><title>&lol9;</title><guid>1</guid></item>"
BOMB = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY lol0 "ha">'
    + "".join(f'<!ENTITY lol{at} "{f"&lol{at - 1};" * 10}">' for at in range(1, 10))
    + f"]><rss version='2.0'><channel><title>Bomb</title>{ITEM}</channel></rss>"
).encode()
FILE = (
    b"<!DOCTYPE rss [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><rss version='2.0'><channel><title>&x;</title>"
    b"<item><title>&x;</title></item></channel></rss>"
)
TARGETS = (
    "http://127.0.0.2:{port}/secret",
    "http://[::ffff:127.0.0.2]:{port}/secret",
    "http://0x7f000002:{port}/secret",
    "http://169.254.169.254/latest/meta-data/",
    "http://10.0.0.5/",
    "http://[::1]:{port}/secret",
    "file:///etc/passwd",
)
hits: list[str] = []


async def _stream(request: web.Request, piece: bytes, rest: float, headers: dict[str, str] | None = None) -> web.StreamResponse:
    """Sends the piece again and again until nobody listens any more."""
    response = web.StreamResponse(headers=headers)
    await response.prepare(request)
    try:
        while True:
            await response.write(piece)
            await asyncio.sleep(rest)
    except (ConnectionError, RuntimeError):
        return response


async def attack(request: web.Request) -> web.StreamResponse:
    """The attacker's server: what it does stands in the path."""
    match request.path.strip("/").split("/"):
        case ["to", number]:
            return web.Response(status=302, headers={"Location": TARGETS[int(number)].format(port=request.url.port)})
        case ["declared"]:
            return await _stream(request, b"x" * 65536, 0, {"Content-Length": str(1024 * MEGABYTE)})
        case ["endless"]:
            return await _stream(request, b"x" * 65536, 0)
        case ["packed"]:
            zeros = gzip.compress(bytes(64 * MEGABYTE)) * 16
            return web.Response(body=zeros, headers={"Content-Encoding": "gzip"})
        case ["trickle"]:
            return await _stream(request, b"<", 0.05)
        case ["bomb"]:
            return web.Response(body=BOMB)
        case ["file"]:
            return web.Response(body=FILE)
        case ["deep"]:
            return web.Response(body=b"<rss>" + b"<a>" * 3_000_000)
        case ["round"]:
            return web.Response(status=301, headers={"Location": "/round"})
    return web.Response(status=404)


async def secret(request: web.Request) -> web.Response:
    """What nobody is to reach."""
    hits.append(request.path)
    return web.Response(text="the secret")


async def tried(fetcher: Fetcher, reader: Reader, address: str) -> str:
    """What became of the feed at an address, in words."""
    result = await fetcher.fetch(address)
    if isinstance(result, Failed):
        return result.reason
    assert isinstance(result, Fetched)
    feed = await reader.read(result.data, result.content_type, address)
    titles = ", ".join(item.title for item in feed.items) or "none"
    return f"read; titles: {titles}; {' '.join(feed.oddities[:2])}"


async def titled(folder: Path) -> str:
    """What a title that pings everybody comes to in a post."""
    async with Sandbox.open() as sandbox, open_stage(sandbox, folder) as stage:
        await stage.follow(feed=stage.feed("show"))
        role = sandbox.guild.role_named("Moderator").id
        stage.feed("show", entry(1, escape(f"@everyone @here <@&{role}> <@{sandbox.owner.id}>")))
        await stage.round()
        (post,) = stage.posts()
        pinged = [post.mention_everyone, bool(post.mention_roles), bool(post.mentions)]
        return f"posted; pinged everyone, roles, members: {pinged}"


async def main() -> int:
    """The table; 1 where something private was reached."""
    print("| attack | what happened | seconds |\n|---|---|---|")
    async with (
        serving(attack, "127.0.0.1", 0) as port,
        serving(secret, "127.0.0.2", port),
        Fetcher(MANNERS) as fetcher,
        Reader() as reader,
    ):
        await reader.read(b"")
        redirects = {f"redirect to {target.format(port='PORT')}": f"to/{at}" for at, target in enumerate(TARGETS)}
        bodies = {
            "1 GB declared": "declared",
            "1 GB and more, length not said": "endless",
            "1 GB of zeros in 1 MB of gzip": "packed",
            "a byte every 50 ms, without end": "trickle",
            "redirects in a circle": "round",
            "entities that expand to a billion": "bomb",
            "an entity that names /etc/passwd": "file",
            "three million nested tags": "deep",
        }
        for what, path in (redirects | bodies).items():
            began = time.perf_counter()
            told = await tried(fetcher, reader, f"http://127.0.0.1:{port}/{path}")
            print(f"| {what} | {told} | {time.perf_counter() - began:.2f} |", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        print(f"| @everyone, a role and a member in a title | {await titled(Path(folder))} | |")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\nreached inside: {len(hits)} times; peak memory of this process, servers included: {peak:.0f} MB")
    return 1 if hits else 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
