"""Feeds as publishers really write them, read as far as a person could."""

import pytest

from bot.feeds import Feed, Item, Person, describe, read
from tests.feeds_kit import item, rss, shared


def first(data: bytes) -> Item:
    return read(data).items[0]


def odd(feed: Feed, words: str) -> bool:
    return any(words in oddity for oddity in feed.oddities)


@pytest.mark.parametrize(
    ("name", "items", "dated", "with_audio"),
    [
        ("corvette-today-truncated.xml", 8, 7, 8),
        ("cre.xml", 30, 30, 30),
        ("dw-langsam-nachrichten.xml", 59, 59, 59),
        ("giant-bombcast.xml", 730, 730, 730),
        ("gone-mobile.xml", 56, 56, 56),
        ("launched.xml", 36, 36, 36),
        ("linux-admin-show.xml", 2, 2, 2),
        ("oren-news-windows-1251.xml", 10, 10, 0),
        ("podcast-namespace-example.xml", 3, 3, 3),
        ("podcasting-2.0.xml", 56, 56, 56),
        ("serial.xml", 40, 40, 40),
        ("taverncast.xml", 131, 131, 131),
    ],
)
def test_every_real_feed_gives_all_its_items(name: str, items: int, dated: int, with_audio: int) -> None:
    feed = shared(name)
    assert len(feed.items) == items
    assert sum(entry.published is not None for entry in feed.items) == dated
    assert sum(entry.has_audio for entry in feed.items) == with_audio
    assert all(entry.title for entry in feed.items)


def test_a_feed_that_ends_in_the_middle_keeps_what_came_before() -> None:
    feed = shared("corvette-today-truncated.xml")
    assert feed.items[0].number == 111
    assert odd(feed, "ends in the middle")


def test_cyrillic_in_windows_1251_is_read() -> None:
    feed = shared("oren-news-windows-1251.xml")
    assert feed.title.startswith("Новости Оренбурга")
    assert odd(feed, "cannot be played (image/jpeg)")


def test_everybody_in_podcast_person_keeps_name_role_and_page() -> None:
    example = shared("podcast-namespace-example.xml").items[0]
    assert [(person.name, person.role, person.group) for person in example.people] == [
        ("Adam Curry", "host", "cast"),
        ("Dave Jones", "guest", "cast"),
        ("Becky Smith", "cover art designer", "visuals"),
    ]
    assert example.people[1].href == "https://github.com/daveajones/"
    assert example.chapters_url == "https://example.com/ep3_chapters.json"
    assert len(example.transcript_urls) == 2
    assert example.image_alt.startswith("image description")
    assert (example.season, example.number, example.number_source) == (1, 3, "tag")


def test_a_live_broadcast_is_no_episode_and_does_not_rename_the_show() -> None:
    feed = shared("podcast-namespace-example.xml")
    assert feed.title == "Podcasting 2.0 Namespace Example"
    assert len(feed.items) == 3
    assert odd(feed, "live broadcast")


@pytest.mark.parametrize(
    "home",
    [
        "https://podcastindex.org/namespace/1.0",
        "http://podcastindex.org/namespace/1.0/",
        "https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md",
        "https://PodcastIndex.org/namespace/1.0",
    ],
)
def test_the_podcast_namespace_is_known_in_every_spelling_and_under_any_prefix(home: str) -> None:
    entry = item(more='<pc:person role="Guest">Ada Lovelace</pc:person><pc:person>Bob</pc:person>')
    assert first(rss(entry, namespaces=f'xmlns:pc="{home}"')).people == (Person("Ada Lovelace", "guest"), Person("Bob"))


def test_people_named_for_the_whole_show_stand_with_the_show() -> None:
    feed = read(rss(item(), head='<podcast:person role="host">Ann</podcast:person><podcast:guid>abc-1</podcast:guid>'))
    assert feed.people == (Person("Ann"),)
    assert feed.podcast_guid == feed.items[0].podcast_guid == "abc-1"


def test_a_feed_that_only_names_hosts_says_so() -> None:
    assert odd(shared("launched.xml"), "names only hosts (Charlie Chapman)")


def test_inline_chapters_are_read() -> None:
    chapters = next(entry.chapters for entry in shared("cre.xml").items if entry.chapters)
    assert (chapters[0].start, chapters[0].title) == (26, "Neil DeGrasse Tyson on Science")
    assert [chapter.start for chapter in chapters] == sorted(chapter.start for chapter in chapters)


def test_stray_ampersands_entities_and_unclosed_tags_cost_nothing_else() -> None:
    broken = item(more="<description>R&D &nbsp;caf&eacute; <p>one<br>two</description>").replace("One", "Q&A")
    feed = read(rss(broken, item("Two", "g2"), item("Three", "g3")))
    assert [entry.title for entry in feed.items] == ["Q&A", "Two", "Three"]
    assert feed.items[0].summary.startswith("R&D café")
    assert feed.items[0].guid == "g1"
    assert odd(feed, "not well-formed")


def test_a_broken_item_costs_only_itself() -> None:
    feed = read(rss(item("A", "a"), "<item><title>B<guid>b</title></item>", item("C", "c")))
    assert [entry.guid for entry in feed.items][::2] == ["a", "c"]
    assert len(feed.items) == 3


def test_prefixes_that_nobody_declared_still_mean_what_they_say() -> None:
    entry = first(rss(item(more="<itunes:duration>10:00</itunes:duration>"), namespaces=""))
    assert (entry.title, entry.duration) == ("One", 600)


def test_an_atom_feed_is_read() -> None:
    feed = read(
        b'<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title><entry><title type="html">&lt;b&gt;X&lt;/b&gt;</title>'
        b'<id>urn:1</id><link href="https://a.example/x"/><updated>2020-02-18T10:30:00+02:00</updated>'
        b'<link rel="enclosure" href="https://a.example/x.mp3" type="audio/mpeg" length="123456"/>'
        b"<author><name>Ann</name><email>ann@a.example</email></author><summary>Short</summary></entry></feed>"
    )
    entry = feed.items[0]
    assert feed.kind == "Atom 1.0"
    assert (entry.title, entry.guid, entry.link) == ("X", "urn:1", "https://a.example/x")
    assert (entry.enclosure_url, entry.enclosure_bytes) == ("https://a.example/x.mp3", 123456)
    assert entry.authors == ("Ann",)
    assert entry.published is not None


def test_an_item_without_a_title_goes_by_its_first_words() -> None:
    feed = read(rss(item(title="", more="<description>We talk about owls.</description>")))
    assert feed.items[0].title == "We talk about owls."
    assert odd(feed, "no title")


def test_an_item_without_a_guid_is_read_all_the_same() -> None:
    feed = read(rss(item(guid="")))
    assert feed.items[0].enclosure_url
    assert odd(feed, "no guid")


def test_a_web_page_names_the_feed_it_has() -> None:
    page = b"<!DOCTYPE html><html><head><link rel=alternate type='application/rss+xml' href='/feed.xml'></head></html>"
    feed = read(page, "text/html", "https://show.example/about")
    assert feed.items == ()
    assert feed.alternates == ("https://show.example/feed.xml",)
    assert odd(feed, "web page, not a feed")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"   \n", "empty"),
        (b'{"version": "https://jsonfeed.org/version/1"}', "JSON"),
        (b"hello", "no feed in it"),
        (b"<svg/>", "no feed"),
        (b"\x00\x01\x02", "no feed in it"),
    ],
)
def test_what_is_no_feed_is_said_to_be_none(data: bytes, words: str) -> None:
    feed = read(data)
    assert feed.items == ()
    assert odd(feed, words)


def test_a_description_shows_what_would_be_read_and_every_oddity() -> None:
    feed = shared("launched.xml")
    text = describe(feed)
    assert "36 items: 36 with a date" in text
    assert "2021-05-04" in text
    assert "32: Overcast - Marco Arment" in text
    assert all(oddity in text for oddity in feed.oddities)
    assert "... and 24 more" in text
    assert "**" not in text


def test_a_description_of_no_feed_is_short() -> None:
    assert describe(read(b"")) == "Oddities:\n  - It is empty."


def test_an_escape_sequence_in_a_title_cannot_reach_the_terminal() -> None:
    data = rss(item("PLACE")).replace(b"PLACE", b"&amp;#27;[31mred \x1b[2J")
    assert "\x1b" not in describe(read(data))
