"""The single facts of a feed, in all the ways publishers write them: dates, lengths, numbers, titles, notes, encodings."""

from datetime import timedelta

import pytest

from bot.feeds import Feed, Item, read
from tests.feeds_kit import item, rss, shared


def first(data: bytes) -> Item:
    return read(data).items[0]


def odd(feed: Feed, words: str) -> bool:
    return any(words in oddity for oddity in feed.oddities)


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("1:02:03", 3723),
        ("45:10", 2710),
        ("5:09", 309),
        ("3723", 3723),
        ("3723.6", 3723),
        ("1h 2m 3s", 3723),
        ("62 min", 3720),
        ("PT1H2M3S", 3723),
        ("00:43:45", 2625),
        ("0", None),
        ("soon", None),
        ("99999999", None),
    ],
)
def test_a_length_is_read_in_any_of_its_shapes(written: str, seconds: int | None) -> None:
    assert first(rss(item(more=f"<itunes:duration>{written}</itunes:duration>"))).duration == seconds


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("Tue, 18 Feb 2020 10:30:00 +0000", "2020-02-18T10:30:00+00:00"),
        ("Tue, 18 Feb 2020 10:30:00 PST", "2020-02-18T10:30:00-08:00"),
        ("21 Dec 2012 12:00:00 EST", "2012-12-21T12:00:00-05:00"),
        ("2012-09-22 21:36:00 -0500", "2012-09-22T21:36:00-05:00"),
        ("2020-02-18T10:30:00Z", "2020-02-18T10:30:00+00:00"),
        ("2020-02-18", "2020-02-18T00:00:00+00:00"),
        ("Di, 18 Feb 2020 10:30:00 CET", "2020-02-18T10:30:00+01:00"),
        ("18. Februar 2020", "2020-02-18T00:00:00+00:00"),
        ("February 18, 2020 3:30 PM", "2020-02-18T15:30:00+00:00"),
        ("18.02.2020 10:30", "2020-02-18T10:30:00+00:00"),
        ("Mon30 May 2022/nn /n", None),
        ("yesterday", None),
        ("Tue, 42 Feb 2020 10:30:00 GMT", None),
        ("Tue, 18 Feb 2020 10:30:00 +9999", "2020-02-18T10:30:00+00:00"),
    ],
)
def test_a_date_is_read_in_the_offset_it_is_written_in(written: str, read_as: str | None) -> None:
    entry = first(rss(item(date=written)))
    assert (entry.published.isoformat() if entry.published else None) == read_as
    assert entry.published_text == written


def test_the_day_people_know_survives_the_zone() -> None:
    published = shared("linux-admin-show.xml").items[0].published
    assert published is not None
    assert published.date().isoformat() == "2012-09-22"
    assert published.utcoffset() == timedelta(hours=-5)


@pytest.mark.parametrize(
    ("title", "season", "number"),
    [
        ("S03 Episode 09: The Ending", 3, 9),
        ("Nice White Parents - Ep. 5", None, 5),
        ("32: Overcast - Marco Arment", None, 32),
        ("Folge 12: Katzen", None, 12),
        ("Corvette Today #111 - News", None, 111),
        ("2001: A Space Odyssey", None, None),
        ("Best of 2019", None, None),
        ("05/31/2016", None, None),
    ],
)
def test_a_number_that_stands_only_in_the_title_is_found(title: str, season: int | None, number: int | None) -> None:
    entry = first(rss(item(title)))
    assert (entry.season, entry.number) == (season, number)


def test_a_number_after_the_name_of_the_series_is_found_but_a_date_is_not() -> None:
    numbers = [entry.number for entry in shared("giant-bombcast.xml").items]
    assert numbers[0] == 603
    assert shared("cre.xml").items[0].number == 207
    by_title = {entry.title: entry.number for entry in shared("giant-bombcast.xml").items}
    assert by_title["Giant Bombcast 11-11-2008"] is None


@pytest.mark.parametrize(
    ("title", "plain"),
    [
        ("<b>Bold</b> &amp; <i>brave</i>", "Bold & brave"),
        ("Fish &amp; chips", "Fish & chips"),
        ("Vec<T> explained", "Vec<T> explained"),
        ("@everyone free prizes <@123>", "@everyone free prizes <@123>"),
        ("two\n   lines\x85", "two lines"),
        ("\u202eevil\u202c", "evil"),
    ],
)
def test_a_title_is_one_plain_line_and_what_is_no_html_stays(title: str, plain: str) -> None:
    assert first(rss(item(title))).title == plain


def test_notes_become_text_and_links() -> None:
    notes = (
        "<description><![CDATA[<p>With <b>Tom</b>.</p><ul><li>See <a href='/notes'>the notes</a></li><li>And "
        "<a href='https://a.example/?x=1&amp;y=2'>this</a></li></ul><script>alert(1)</script><p>Bye</p>]]></description>"
    )
    entry = read(rss(item(more=notes)), url="https://show.example/feed").items[0]
    assert entry.summary == "With Tom.\n\n- See the notes\n- And this\n\nBye"
    assert [(link.title, link.url) for link in entry.notes_links] == [
        ("the notes", "https://show.example/notes"),
        ("this", "https://a.example/?x=1&y=2"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1", "windows-1252", "koi8-r", "shift_jis"])
def test_the_declared_encoding_is_honoured(encoding: str) -> None:
    title = {"koi8-r": "Привет", "shift_jis": "ポッドキャスト"}.get(encoding, "Müsli")
    data = rss(item(title)).decode().replace('encoding="utf-8"', f'encoding="{encoding}"').encode(encoding)
    assert first(data).title == title


def test_a_few_wrong_bytes_spoil_only_themselves() -> None:
    data = rss(item("Müsli", more="<description>caf\u00e9 XX</description>")).replace(b"XX", b"na\xefve" + b" word" * 60)
    feed = read(data)
    assert feed.items[0].title == "Müsli"
    assert "naïve" in feed.items[0].summary
    assert odd(feed, "read as windows-1252")


def test_the_encoding_of_the_http_header_is_used_where_the_file_is_silent() -> None:
    data = rss(item("Привет")).decode().replace('<?xml version="1.0" encoding="utf-8"?>', "").encode("windows-1251")
    assert read(data, "application/rss+xml; charset=windows-1251").items[0].title == "Привет"


def test_mail_addresses_of_authors_stay_out() -> None:
    entry = first(rss(item(more="<author>ann@show.example (Ann Smith)</author>")))
    assert entry.authors == ("Ann Smith",)
