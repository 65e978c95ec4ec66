"""The rules of announcing by values: texts, filters, keys, what is new, and real feeds that move."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.announce.addressing import due
from bot.announce.filters import misses
from bot.announce.keys import KEY, LONGEST, letter_key, marked, post_key, source_id
from bot.announce.news import About, Guest, News, pack, unpack
from bot.announce.seen import Seen
from bot.announce.sorting import FLOOD, Findings, Look, moment, sift
from bot.announce.template import LONGEST as TEMPLATE
from bot.announce.template import fill, mistakes
from bot.announce.timing import Timing, retry_at
from bot.feeds import Feed, Item
from bot.model import Appearance, Day, Episode, Show
from bot.store.records import Follow, Subscription
from bot.wording import announcing
from tests.feeds_kit import shared

NOW = datetime(2024, 5, 1, 12, tzinfo=UTC)
AT = NOW.timestamp()
DAY = 24 * 3600.0
EPISODE = Episode("dep", "250", "Starlette", 250, date=Day(2024, 5, 1))


def items(*numbers: int, after: timedelta = timedelta()) -> Feed:
    """A feed with these episodes, the newest of yesterday."""
    made = [
        Item(
            title=f"About {'abcdefghijklmnopqrstuvwxyz'[number % 26] * 5}",
            guid=f"g{number}",
            enclosure_url=f"https://cdn.example/audio-{number:03}.mp3",
            enclosure_type="audio/mpeg",
            published=NOW - timedelta(days=1 + 7 * (10 - number)) + after,
        )
        for number in numbers
    ]
    return Feed(title="The Show", kind="RSS 2.0", items=tuple(made))


def known(feed: Feed, now: float = AT) -> dict[str, Seen]:
    """What is kept after a first look at the feed."""
    return sift(now, Look("f", feed, first_feed=True), {}).keep


def test_a_first_look_tells_nothing_and_a_second_one_what_is_new() -> None:
    seen = known(items(7, 8, 9))
    assert {one.state for one in seen.values()} == {"old"}
    found = sift(AT, Look("f", items(10, 9, 8, 7)), seen)
    assert [news.title for news in found.fresh] == ["About kkkkk"]
    again = sift(AT, Look("f", items(10, 9, 8, 7)), seen | found.keep)
    assert (again.fresh, again.changed, again.keep) == ([], [], {})


def test_what_is_dated_in_the_future_waits_for_its_time() -> None:
    later = items(10, after=timedelta(days=3))
    seen = known(later)
    (waiting,) = seen.values()
    assert waiting.state == "waiting"
    found = sift(AT + DAY, Look("f"), seen)
    assert found.fresh == []
    assert found.wake == (NOW + timedelta(days=2)).timestamp()
    assert len(sift(AT + 2 * DAY + 1, Look("f"), seen).fresh) == 1


def test_an_old_episode_put_in_afterwards_is_passed_over() -> None:
    found = sift(AT, Look("f", items(2, 9, 10)), known(items(9, 10)))
    assert found.fresh == []
    assert [(news.title, why) for news, why in found.passed] == [("About ccccc", "old")]


def test_an_archive_under_new_names_is_not_poured_out() -> None:
    many = Feed(items=tuple(Item(title=f"New {at} name{at}", guid=f"n{at}") for at in range(FLOOD + 1)), kind="RSS 2.0")
    found = sift(AT, Look("f", many), known(items(9)))
    assert found.fresh == []
    assert {why for _, why in found.passed} == {"flood"}


def test_a_file_without_a_date_counts_as_new_unless_its_number_is_old() -> None:
    seen = sift(AT, Look("show:dep", None, {"dep/250": EPISODE}, first_files=True), {}).keep
    newer, older = (Episode("dep", str(n), f"Episode on {n}", n) for n in (251, 12))
    found = sift(AT, Look("show:dep", None, {e.key: e for e in (EPISODE, newer, older)}), seen)
    assert [news.number for news in found.fresh] == ["251"]
    assert [news.number for news, _ in found.passed] == ["12"]


def test_a_renamed_file_is_the_same_episode() -> None:
    seen = sift(AT, Look("show:dep", None, {"dep/250": EPISODE}, first_files=True), {}).keep
    renamed = msgspec.structs.replace(EPISODE, slug="250-tom-christie")
    assert sift(AT, Look("show:dep", None, {renamed.key: renamed}), seen).fresh == []


def test_a_file_written_before_the_feed_has_the_episode_is_joined_with_it() -> None:
    seen = sift(AT - DAY, Look("show:dep", items(9), {}, first_feed=True, first_files=True), {}).keep
    file = Episode("dep", "10", "About kkkkk, with Kim", 10, date=Day(2024, 5, 1), guests=(Appearance("Kim"),))
    first = sift(AT, Look("show:dep", None, {file.key: file}), seen)
    assert len(first.fresh) == 1
    second = sift(AT, Look("show:dep", items(10, 9), {file.key: file}), seen | first.keep)
    assert second.fresh == []
    assert second.changed[0].listen == "https://cdn.example/audio-010.mp3"
    assert second.changed[0].title == "About kkkkk, with Kim"


@pytest.mark.parametrize("name", ["cre.xml", "linux-admin-show.xml", "launched.xml"])
@pytest.mark.parametrize("move", ["guid", "host", "date", "order"])
def test_a_real_feed_that_moves_announces_nothing(name: str, move: str) -> None:
    feed = shared(name)
    now = max(item.published.timestamp() for item in feed.items if item.published) + DAY
    found = sift(now, Look("f", moved(feed, move, now)), known(feed, now))
    assert found.fresh == []
    assert found.changed == []


def moved(feed: Feed, how: str, now: float) -> Feed:
    """The feed after its publisher changed one thing about all episodes."""
    new = list(feed.items)
    if how == "guid":
        new = [msgspec.structs.replace(one, guid=f"new-{at}") for at, one in enumerate(new)]
    elif how == "host":
        new = [
            msgspec.structs.replace(one, enclosure_url=f"https://new.example/{one.enclosure_url.rpartition('/')[2]}")
            for one in new
        ]
    elif how == "date":
        new = [msgspec.structs.replace(one, published=datetime.fromtimestamp(now - 60, UTC)) for one in new]
    else:
        new.reverse()
    return msgspec.structs.replace(feed, items=tuple(new))


def test_posts_go_to_all_who_want_them_and_letters_to_each_follower_once() -> None:
    one = Subscription(5, 20, show="dep", id=1)
    picky = Subscription(5, 21, show="dep", id=2, guests="nobody")
    news = News("a" * 16, "Starlette", slug="dep", keys=(("show", "dep"), ("guest", "tom")))
    follows = [Follow(9, kind, key, key, 0.0) for kind, key in (("show", "dep"), ("guest", "tom"))]  # type: ignore[arg-type]
    intents = due(AT, "show:dep", Findings(fresh=[news]), [one, picky], follows)
    episode = source_id("show:dep", "a" * 16)
    assert [post.key for post in intents.posts] == [post_key(1, episode), letter_key(9, episode)]
    assert [(post.key, why) for post, why in intents.skips] == [(post_key(2, episode), "guest")]


def test_keys_fit_a_nonce_and_are_read_back_from_a_button() -> None:
    for key in (post_key(99_999_999, "f" * 16), letter_key(2**63, "f" * 16)):
        assert len(key) <= LONGEST
        assert marked(f"news:ask:{key}") == key
    assert marked("news:ask:1:abc") == ""
    assert KEY


@pytest.mark.parametrize(
    ("titles", "topics", "guests", "why"),
    [
        ("", "", "", ""),
        ("star", "", "", ""),
        ("django, STAR", "", "", ""),
        ("s*te", "", "", ""),
        ("django", "", "", "title"),
        ("-starlette", "", "", "title"),
        ("", "web apis", "", ""),
        ("", "databases", "", "topic"),
        ("", "", "tom  christie", ""),
        ("", "", "Tom", "guest"),
        ("star", "web  APIS", "-Tom Christie", "guest"),
    ],
)
def test_filters_want_or_leave_out(titles: str, topics: str, guests: str, why: str) -> None:
    news = News("x", "Starlette", guests=(Guest("Tom Christie"),), topics=("Web APIs",))
    assert misses(news, titles, topics, guests) == why


def test_a_template_is_filled_and_its_mistakes_are_named() -> None:
    assert fill("{{x}} {number} {title}!", {"number": "", "title": "{show}"}) == "{x} {show}!"
    assert mistakes("{title} on {date} {{fine}}") == ()
    assert mistakes("{guest}") == ("There is no {guest}; did you mean {guests}?",)
    assert mistakes("a } b")[0].startswith("The } at character 3")
    assert mistakes("x" * (TEMPLATE + 1))


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_no_text_breaks_a_template(text: str) -> None:
    mistakes(text)
    fill(text, {"title": text})


def test_a_date_is_the_first_moment_of_the_shows_own_day() -> None:
    assert moment(Day(2024, 5, 1), "America/New_York") == datetime(2024, 5, 1, 4, tzinfo=UTC).timestamp()
    assert moment(Day(2024), "nowhere/at all") == datetime(2024, 1, 1, tzinfo=UTC).timestamp()
    assert moment(Day(2024, 5, 1, at=99.0), "") == 99.0


def test_each_wait_is_about_twice_the_one_before_up_to_an_hour() -> None:
    waits = [retry_at(0.0, attempt, "k", Timing()) for attempt in range(1, 15)]
    assert waits[0] <= 12
    assert all(after > before for before, after in pairwise(waits[:8]))
    assert 2880 <= waits[-1] <= 4320


def test_news_survive_being_packed_and_their_digest_follows_what_is_told() -> None:
    news = News("x", "Starlette", guests=(Guest("Tom", "APIs"),), at=5.0)
    assert unpack(pack(news)) == news
    assert unpack(b"\x00") is None
    assert msgspec.structs.replace(news, at=6.0).digest == news.digest
    assert msgspec.structs.replace(news, title="Star").digest != news.digest


def test_a_show_names_the_post_where_a_feed_would_too() -> None:
    show = Show("dep", "Data Engineering")
    look = Look("show:dep", items(10), {}, About(show))
    (news,) = sift(AT, look, known(items(9))).fresh
    assert (news.show, news.slug, news.keys) == ("Data Engineering", "dep", (("show", "dep"),))


@pytest.mark.parametrize(
    ("number", "title", "shown"),
    [
        ("207", "CRE207 Planetarien", "CRE207 Planetarien"),
        ("7", "CRE207 Planetarien", "#7 CRE207 Planetarien"),
        ("12", "Deep water", "#12 Deep water"),
        ("12b", "Folge 12B: Meer", "Folge 12B: Meer"),
        ("", "Deep water", "Deep water"),
    ],
)
def test_a_number_that_the_title_says_is_not_said_twice(number: str, title: str, shown: str) -> None:
    news = News("a" * 16, title, show="The Show", number=number)
    assert announcing.title(news) == shown
    assert announcing.text(news, "").count(number or "#") == shown.count(number or "#")
