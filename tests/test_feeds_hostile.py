"""Feeds made to hurt, and feeds broken at random: nothing raises, nothing hangs, nothing grows."""

import asyncio
import gc
import time

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.feeds import Feed, Reader, describe, read, read_aside, traces
from tests.feeds_kit import SHARED, item, rss
from tests.patience import quickly

BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
    + b"]><rss version='2.0'><channel><title>&j;</title><item><title>&j;</title></item></channel></rss>"
)


def test_an_entity_bomb_does_not_go_off() -> None:
    feed = read(BOMB)
    assert feed.items[0].title == "&j;"
    assert any("not expanded" in oddity for oddity in feed.oddities)


def test_no_file_of_this_machine_is_read() -> None:
    data = (
        b'<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd"> %p;]>'
        b"<rss version='2.0'><channel><title>&x;</title></channel></rss>"
    )
    assert "root:" not in msgspec.json.encode(read(data)).decode()


def test_an_address_as_the_whole_file_is_not_fetched() -> None:
    assert read(b"http://127.0.0.1:9/feed").items == ()
    assert read(b"/etc/passwd").items == ()


@pytest.mark.parametrize(
    "data",
    [
        rss("<a>" * 100_000),
        rss(item(more="<description>" + "&lt;div&gt;" * 50_000 + "</description>")),
        rss(item(more="<description><![CDATA[" + "<b>" * 100_000 + "]]></description>")),
        rss(item("x" * 3_000_000)),
        rss("<![CDATA[" * 50_000),
        rss("<!--" * 50_000),
        rss("<item" * 50_000),
        rss("&" * 300_000),
        rss("<" * 300_000),
        rss(item(more='<podcast:person role="guest">A</podcast:person>' * 20_000)),
        rss(item(more="<itunes:duration>" + "9" * 100_000 + "</itunes:duration>")),
        rss(item(date="0" * 100_000)),
        rss(item(more="<itunes:episode>" + "9" * 100_000 + "</itunes:episode>")),
        b"<!DOCTYPE [" + b"<" * 200_000,
        b"<rss " + b'a="b" ' * 50_000 + b"/>",
        b"<rss>" + b"\x00\xff" * 200_000,
        b"<!doctype html>" + b"<link " * 100_000,
        b"<!---->" * 2_800 + b"<x>",
        rss(item(more="<author>" + "a" * 1_000_000 + "</author>")),
        rss(item(more="<itunes:author>" + "a." * 500_000 + "@</itunes:author>")),
        rss(item(title="&amp;" * 300_000)),
        rss(item(link="https://a.example/" + "a/" * 500_000)),
        rss(item(audio="https://a.example/" + "https://" * 100_000)),
    ],
    ids=range(23),
)
def test_what_is_made_to_take_long_does_not(data: bytes) -> None:
    feed = quickly(lambda: read(data), 2)
    assert len(msgspec.json.encode(feed)) < 500_000


def test_more_items_than_any_show_has_are_left_out() -> None:
    feed = read(rss("<item><guid>1</guid></item>" * 6_000))
    assert len(feed.items) == 5_000
    assert any("more than 5000 items" in oddity for oddity in feed.oddities)


def test_pings_in_a_title_stay_plain_data() -> None:
    feed = read(rss(item("@everyone <@&123> free", more="<description>@here &lt;b&gt;now&lt;/b&gt;</description>")))
    assert feed.items[0].title == "@everyone <@&123> free"
    assert feed.items[0].summary == "@here now"


async def test_reading_aside_gives_the_same_feed() -> None:
    data = rss(*(item(f"{n}: Owls", f"g{n}", more="<description>" + "word " * 2000 + "</description>") for n in range(250)))
    assert await read_aside(data, "text/xml", "https://show.example/feed") == read(
        data, "text/xml", "https://show.example/feed"
    )


async def test_the_loop_goes_on_while_a_big_feed_is_read() -> None:
    big = SHARED / "giant-bombcast.xml"
    if not big.exists():
        pytest.skip(f"the real feeds are not here: {big}")
    own = 0.0

    async def watch() -> None:
        nonlocal own
        while True:
            worked = time.thread_time()
            await asyncio.sleep(0.001)
            own = max(own, time.thread_time() - worked)

    async with Reader() as reader:
        await reader.read(b"")
        # Garbage of the tests before is not collected in this one's time.
        gc.collect()
        gc.freeze()
        watching = asyncio.create_task(watch())
        feed = await reader.read(big.read_bytes())
        watching.cancel()
        gc.unfreeze()
    assert len(feed.items) == 730
    assert own < 0.05


async def test_a_file_that_takes_too_long_is_given_up_and_the_next_is_read() -> None:
    slow = rss(*(item(f"{n}", f"g{n}", more="<category>a</category>" * 10) for n in range(5_000)))
    async with Reader(limit=0.3) as reader:
        given_up = await reader.read(slow)
        after = await reader.read(rss(item()))
    assert given_up.items == ()
    assert "took too long" in given_up.oddities[0]
    assert [entry.title for entry in after.items] == ["One"]


async def test_a_file_that_takes_too_much_memory_is_given_up_and_the_next_is_read() -> None:
    async with Reader(limit=20, megabytes=160) as reader:
        given_up = await reader.read(rss("<a/>" * 3_000_000))
        after = await reader.read(rss(item()))
    assert given_up.items == ()
    assert given_up.oddities
    assert [entry.title for entry in after.items] == ["One"]


async def test_many_at_once_share_the_workers() -> None:
    async with Reader(workers=2, lifetime=4) as reader:
        feeds = await asyncio.gather(*(reader.read(rss(item(f"Number {n}"))) for n in range(12)))
    assert [feed.items[0].title for feed in feeds] == [f"Number {n}" for n in range(12)]


async def test_a_reader_that_is_called_off_leaves_the_next_file_readable() -> None:
    async with Reader() as reader:
        await reader.read(b"")
        task = asyncio.create_task(reader.read(rss(*(item(f"{n}", f"g{n}") for n in range(3_000)))))
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert len((await reader.read(rss(item()))).items) == 1


SEED = rss(
    item(more="<description><![CDATA[<p>a &amp; b</p>]]></description><podcast:person>A</podcast:person>"),
    item(
        "Two",
        "g2",
        more="<itunes:duration>10:00</itunes:duration><psc:chapters><psc:chapter start='0' title='a'/></psc:chapters>",
    ),
    head='<podcast:guid>x</podcast:guid><atom:link rel="next" href="/2"/>',
)
PIECES = [
    b"<item>",
    b"</item>",
    b"<![CDATA[",
    b"]]>",
    b"&",
    b"&#0;",
    b"&#x110000;",
    b"<podcast:",
    b"\x00",
    b"\xff\xfe",
    b"<?xml?>",
    b'"',
    b"<!--",
]


@st.composite
def broken(draw: st.DrawFn) -> bytes:
    data = bytearray(SEED)
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(data)))
        kind = draw(st.integers(0, 3))
        if kind == 0:
            data[at : at + draw(st.integers(0, 200))] = b""
        elif kind == 1:
            data[at:at] = draw(st.sampled_from(PIECES))
        elif kind == 2:
            data[at : at + 1] = draw(st.binary(max_size=3))
        else:
            data[at:at] = data[draw(st.integers(0, len(data))) :][:150]
    return bytes(data)


def holds(feed: Feed) -> None:
    """Whatever was read can be stored, printed and recognised."""
    assert msgspec.json.decode(msgspec.json.encode(feed), type=Feed) == feed
    assert all(text == text.replace("\x1b", "") for text in describe(feed).splitlines())
    traces(feed)


@settings(max_examples=150, deadline=None)
@given(broken(), st.sampled_from(["", "text/xml; charset=utf-16", "application/rss+xml; charset=koi8-r", "x; charset=zlib"]))
def test_a_feed_broken_at_random_never_raises(data: bytes, content_type: str) -> None:
    holds(read(data, content_type, "https://show.example/feed"))


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_random_bytes_never_raise(data: bytes) -> None:
    holds(read(data))
    holds(read(b"<rss><channel><item><title>" + data))


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_random_texts_in_every_field_never_raise(one: str, two: str) -> None:
    more = f"<itunes:duration>{two}</itunes:duration><itunes:episode>{two}</itunes:episode><description>{one}</description>"
    holds(read(rss(item(one, two, one, two, one, more)).replace(b"&lt;", b"<")))
