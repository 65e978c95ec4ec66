"""An episode is known again whatever its publisher does to the feed; a new one is never taken for an old one."""

from collections.abc import Callable
from datetime import timedelta

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.feeds import Feed, Identities, Item, Sorting, changes, keys, read, same, traces
from tests.feeds_kit import item, rss, shared

FEEDS = ("launched.xml", "giant-bombcast.xml", "serial.xml", "cre.xml", "dw-langsam-nachrichten.xml")


def each(feed: Feed, change: Callable[[Item, int], Item]) -> Feed:
    return msgspec.structs.replace(feed, items=tuple(change(entry, at) for at, entry in enumerate(feed.items)))


def new_guid(feed: Feed) -> Feed:
    return each(feed, lambda entry, at: msgspec.structs.replace(entry, guid=f"urn:new:{at}"))


def new_host(feed: Feed) -> Feed:
    def move(entry: Item, at: int) -> Item:
        audio = f"https://op3.dev/e/cdn.new.example/{at:08x}/{entry.enclosure_url.rsplit('/', 1)[-1]}"
        return msgspec.structs.replace(entry, enclosure_url=audio, link=f"https://new.example/episodes/{at}")

    return each(feed, move)


def new_dates(feed: Feed) -> Feed:
    later = timedelta(days=700)
    return each(feed, lambda entry, at: msgspec.structs.replace(entry, published=entry.published and entry.published + later))


def reversed_order(feed: Feed) -> Feed:
    return msgspec.structs.replace(feed, items=feed.items[::-1])


def unmoved(feed: Feed) -> Feed:
    return feed


def sort(before: Feed | bytes, after: Feed | bytes) -> Sorting:
    old, new = (read(part) if isinstance(part, bytes) else part for part in (before, after))
    return Identities(traces(old)).sort(new)


@pytest.mark.parametrize("name", FEEDS)
@pytest.mark.parametrize("moves", [[unmoved], [new_guid], [new_host], [new_guid, new_host], [new_dates], [reversed_order]])
def test_a_moved_archive_holds_nothing_new(name: str, moves: list[Callable[[Feed], Feed]]) -> None:
    before = after = shared(name)
    for move in moves:
        after = move(after)
    assert sort(before, after).new == ()


@pytest.mark.parametrize("name", FEEDS)
def test_the_newest_item_of_a_real_feed_is_new_until_it_was_seen(name: str) -> None:
    feed = shared(name)
    sorting = sort(msgspec.structs.replace(feed, items=feed.items[1:]), feed)
    assert [sighting.item for sighting in sorting.new] == [feed.items[0]]
    assert not sorting.new[0].late


@pytest.mark.parametrize("name", FEEDS)
def test_each_item_is_new_once_as_a_feed_of_five_moves_on(name: str) -> None:
    oldest_first = shared(name).items[::-1][:100]
    known = {}
    found = 0
    for end in range(1, len(oldest_first) + 1):
        window = Feed(items=oldest_first[max(0, end - 5) : end][::-1])
        sorting = Identities(known.values()).sort(window)
        found += len(sorting.new)
        known |= {trace.id: trace for trace in sorting.to_keep}
    assert found == len(known) == len(oldest_first)


def test_an_identity_stays_through_guid_host_and_date() -> None:
    feed = shared("launched.xml")
    before = {trace.title: trace.id for trace in traces(feed)}
    kept = traces(feed)
    for move in (new_guid, new_host, new_dates, reversed_order):
        feed = move(feed)
        sorting = Identities(kept).sort(feed)
        assert sorting.new == ()
        kept = sorting.to_keep
    assert {trace.title: trace.id for trace in kept} == before


def test_an_edit_names_the_facts_that_changed_and_once() -> None:
    before = rss(item(more="<itunes:duration>10:00</itunes:duration>"), item("Two", "g2", "https://c.example/2.mp3"))
    after = before.replace(b"10:00<", b"11:00<").replace(b"<title>One", b"<title>One, corrected")
    sorting = sort(before, after)
    assert [sighting.changed for sighting in sorting.known] == [("title", "length"), ()]
    again = Identities(sorting.to_keep).sort(read(after))
    assert [sighting.changed for sighting in again.known] == [(), ()]
    assert [(change.fact, change.before, change.after) for change in changes(read(before).items[0], read(after).items[0])] == [
        ("title", "One", "One, corrected"),
        ("length", "600", "660"),
    ]


def test_a_tracking_prefix_or_signature_is_no_edit() -> None:
    before = rss(item(audio="https://cdn.example/a/one.mp3?token=1"))
    after = rss(item(audio="https://dts.podtrac.com/redirect.mp3/pdst.fm/e/cdn.example/a/one.mp3?token=2"))
    assert sort(before, after).known[0].changed == ()


@pytest.mark.parametrize(
    "url",
    [
        "https://cdn.example/shows/9/ep12.mp3",
        "http://other-host.example/shows/9/EP12.mp3?dest-id=5&utm_source=x",
        "https://dts.podtrac.com/redirect.mp3/cdn.example/shows/9/ep12.mp3",
        "https://chtbl.com/track/AB12/pdst.fm/e/cdn.example/shows/9/ep12.mp3",
        "https://www.podtrac.com/pts/redirect.mp3?https://cdn.example/shows/9/ep12.mp3",
        "https://anchor.example/play/1/https%3A%2F%2Fcdn.example%2Fshows%2F9%2Fep12.mp3",
    ],
)
def test_audio_is_known_behind_any_host_and_prefix(url: str) -> None:
    feed = read(rss(item(audio=url)))
    assert "audio:shows/9/ep12.mp3" in keys(feed, feed.items[0])


def test_the_number_with_the_title_is_enough() -> None:
    before = rss(item("12: Owls at night", "a", "https://a.example/1.mp3", "https://a.example/x"))
    after = rss(
        item("12: Owls at Night!", "b", "https://b.example/q/9.mp3", "https://b.example/y", "Wed, 01 May 2024 06:00:00 GMT")
    )
    assert sort(before, after).new == ()


def test_the_same_title_again_is_a_new_episode() -> None:
    one = item("Questions and answers", "g1", "https://c.example/1.mp3", "https://s.example/1")
    two = item("Questions and answers", "g2", "https://c.example/2.mp3", "https://s.example/2", "Tue, 06 Feb 2024 06:00:00 GMT")
    assert [sighting.item.guid for sighting in sort(rss(one), rss(two, one)).new] == ["g2"]


def test_a_restarted_count_is_a_new_episode() -> None:
    one = item("Episode 1", "g1", "https://c.example/1.mp3", "https://s.example/1")
    two = item("Episode 1", "g2", "https://c.example/s2e1.mp3", "https://s.example/s2", "Tue, 06 Feb 2024 06:00:00 GMT")
    assert len(sort(rss(one), rss(two)).new) == 1


def test_a_feed_that_only_ever_holds_the_latest_item_has_a_new_one_each_time() -> None:
    def bulletin(day: int, words: str) -> bytes:
        return rss(
            item(words, f"n{day}", "https://n.example/latest.mp3", "https://n.example/", f"{day:02d} Jan 2024 06:00:00 GMT")
        )

    assert len(sort(bulletin(2, "Storm over the coast"), bulletin(3, "Parliament votes")).new) == 1


def test_a_guid_used_again_for_another_recording_is_a_new_episode_with_an_id_of_its_own() -> None:
    first = rss(item("Storm over the coast", "latest", "https://n.example/a.mp3", "", "02 Jan 2024 06:00:00 GMT"))
    second = rss(item("Parliament votes", "latest", "https://n.example/b.mp3", "", "05 Jan 2024 06:00:00 GMT"))
    sorting = sort(first, second)
    assert len(sorting.new) == 1
    assert sorting.new[0].trace.id != traces(read(first))[0].id


def test_an_item_listed_twice_is_one_episode() -> None:
    assert len(sort(rss(), rss(item(), item())).new) == 1
    assert len(traces(shared("corvette-today-truncated.xml"))) == 1


def test_items_that_share_guid_and_audio_by_mistake_stay_two() -> None:
    a = item("You can see the strings", more="<itunes:duration>3758</itunes:duration>")
    b = item("Lowatus of Borg", more="<itunes:duration>3565</itunes:duration>")
    assert len(sort(rss(), rss(a, b)).new) == 2


def test_a_link_that_all_items_share_tells_nothing() -> None:
    page = "https://show.example/listen"
    feed = read(rss(item("A", "1", "https://c.example/a.mp3", page), item("B", "2", "https://c.example/b.mp3", page)))
    assert not any(key.startswith("link:") for key in keys(feed, feed.items[0]))


def test_an_old_episode_put_in_afterwards_is_new_but_late() -> None:
    now = item("Now", "g9", "https://c.example/9.mp3", "https://s.example/9", "Tue, 02 Jan 2024 06:00:00 GMT")
    old = item("Then", "g1", "https://c.example/1.mp3", "https://s.example/1", "Tue, 05 Jan 2021 06:00:00 GMT")
    (sighting,) = sort(rss(now), rss(now, old)).new
    assert sighting.late


def test_an_empty_item_is_no_episode() -> None:
    assert sort(rss(), rss("<item/>", item())).new[0].item.title == "One"
    assert len(sort(rss(), rss("<item/>", item())).new) == 1


def test_the_podcast_guid_ties_two_feeds_of_one_show_together() -> None:
    head = "<podcast:guid>917393E3</podcast:guid>"
    feed = read(rss(item(), head=head))
    assert keys(feed, feed.items[0])[0] == "podcast:917393e3/g1"
    assert sort(rss(item()), rss(item(), head=head)).new == ()
    assert (
        sort(rss(item()), rss(item(), head=head)).known[0].trace.id
        == sort(rss(item(), head=head), rss(item())).known[0].trace.id
    )


def test_items_without_guid_audio_or_link_are_known_by_title_and_date() -> None:
    bare = [item(title, guid="", audio="", link="") for title in ("Owls", "Bats")]
    assert sort(rss(*bare), rss(*bare[::-1])).new == ()


def test_traces_survive_being_stored_as_json() -> None:
    kept = traces(shared("serial.xml"))
    assert tuple(msgspec.json.decode(msgspec.json.encode(trace), type=type(trace)) for trace in kept) == kept


TITLES = st.sampled_from(["Owls", "Episode 1", "12: Bats", "Bonus", "", "Night of the Owls", "News"])
ENTRIES = st.builds(
    Item,
    title=TITLES,
    guid=st.sampled_from(["", "a", "b", "c"]),
    link=st.sampled_from(["", "https://s.example/1", "https://s.example/2"]),
    enclosure_url=st.sampled_from(["", "https://c.example/1.mp3", "https://d.example/x/2.mp3"]),
    number=st.sampled_from([None, 1, 12]),
    duration=st.sampled_from([None, 600, 1200]),
)
MADE = st.builds(Feed, items=st.lists(ENTRIES, max_size=8).map(tuple))


@settings(max_examples=150, deadline=None)
@given(MADE)
def test_no_feed_whatever_it_holds_is_new_twice(feed: Feed) -> None:
    kept = traces(feed)
    assert len({trace.id for trace in kept}) == len(kept)
    again = Identities(kept).sort(feed)
    assert again.new == ()
    assert {trace.id for trace in again.to_keep} == {trace.id for trace in kept}
    assert all(not sighting.changed for sighting in again.known)


@settings(max_examples=150, deadline=None)
@given(MADE, MADE)
def test_being_the_same_goes_both_ways(one: Feed, other: Feed) -> None:
    for mine in traces(one):
        for theirs in traces(other):
            assert same(mine, theirs) == same(theirs, mine)
