"""When a feed is asked again."""

from bot.feeds import Failed, Known, NotModified, Pace, next_poll

QUIET = NotModified(Known())
PACE = Pace(interval=900, jitter=0.1, longest=86_400, seed=7)
URL = "https://show.example/feed"


def test_an_unchanged_feed_is_asked_after_its_interval_give_or_take_a_tenth() -> None:
    times = [next_poll(1000.0 * n, URL, QUIET, 0, PACE) - 1000.0 * n for n in range(200)]
    assert 810 <= min(times) < 850
    assert 950 < max(times) <= 990


def test_the_same_arguments_give_the_same_time_and_another_seed_another() -> None:
    assert next_poll(5.0, URL, QUIET, 0, PACE) == next_poll(5.0, URL, QUIET, 0, PACE)
    assert next_poll(5.0, URL, QUIET, 0, PACE) != next_poll(5.0, URL, QUIET, 0, Pace(seed=8))


def test_failures_double_the_wait_up_to_a_day() -> None:
    steady = Pace(interval=900, jitter=0)
    waits = [next_poll(0.0, URL, Failed("no"), failures, steady) for failures in (1, 2, 3, 6, 7, 10, 1000)]
    assert waits == [1800, 3600, 7200, 57_600, 86_400, 86_400, 86_400]


def test_a_host_that_names_a_time_is_left_alone_until_then() -> None:
    wait = next_poll(0.0, URL, Failed("busy", retry_after=50_000), 1, PACE)
    assert 50_000 <= wait <= 55_000


def test_a_feed_that_is_gone_is_asked_once_a_day() -> None:
    assert next_poll(0.0, URL, Failed("gone", gone=True), 1, Pace(jitter=0)) == 86_400


def test_a_slow_interval_is_never_shortened_by_failing() -> None:
    weekly = Pace(interval=7 * 86_400, jitter=0)
    assert next_poll(0.0, URL, Failed("no"), 1, weekly) == 7 * 86_400
