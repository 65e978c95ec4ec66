"""Values are read by what their field means, not by YAML's guesses."""

from __future__ import annotations

import pytest

from bot.model import Appearance, Attribution, Chapter, Day, Event, Link, OutlinePoint, Sponsorship
from tests.knowledge_kit import episode, messages, read_text


@pytest.mark.parametrize("written", ["No", "off", "null", "1984", "1.10", "1:30:00", "2020-02-18", "0x1F", "~x", "'!x'"])
def test_a_title_is_the_text_that_was_written(written: str) -> None:
    document = read_text(f"title: {written}")
    assert document.episode is not None
    assert document.episode.title == written.strip("'")


@pytest.mark.parametrize(
    ("written", "number"),
    [("250", 250), ('"250"', 250), ("1.10", "1.10"), ("S02E03", "S02E03"), ("007", 7), ("'#12'", 12), ("0", 0), ("!!str 5", 5)],
)
def test_a_number_is_whole_or_stays_text(written: str, number: int | str) -> None:
    assert episode(f"number: {written}").number == number


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("43:45", 2625),
        ("00:43:45", 2625),
        ("1:30:00", 5400),
        ("43m45s", 2625),
        ("43 mins 45 secs", 2625),
        ("1h 2m", 3720),
        ("1 hour, 3 minutes", 3780),
        ("2625", 2625),
        ("75:30", 4530),
    ],
)
def test_a_duration_is_read_however_it_is_written(written: str, seconds: int) -> None:
    assert episode(f"duration: {written}").duration == seconds
    assert episode(f'duration: "{written}"').duration == seconds


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2020-02-18", Day(2020, 2, 18)),
        ("2020-02", Day(2020, 2)),
        ("2020", Day(2020)),
        ("2020-02-18T10:00:00Z", Day(2020, 2, 18, 1582020000.0)),
        ("2020-02-18 23:30 -05:00", Day(2020, 2, 18, 1582086600.0)),
        ("2020-02-18T10:00:00.5+0000", Day(2020, 2, 18, 1582020000.5)),
        ("2020-02-18T10:00", Day(2020, 2, 18)),
    ],
)
def test_a_date_is_kept_as_far_as_it_is_known(written: str, day: Day) -> None:
    assert episode(f"date: {written}").date == day
    assert episode(f"recorded: '{written}'").recorded == day


@pytest.mark.parametrize("key", ["hosts", "summary", "number", "date", "duration", "url", "credits", "topics", "community"])
def test_a_key_left_empty_counts_as_no_key(key: str) -> None:
    assert episode(f"{key}:") == episode("")


def test_no_hosts_at_all_differ_from_hosts_left_out() -> None:
    assert episode("").hosts is None
    assert episode("hosts: []").hosts == ()


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("https://example.com/a?b#c", "https://example.com/a?b#c"),
        ("http://example.com", "http://example.com"),
        ("example.com/page", "https://example.com/page"),
        ("//example.com/page", "https://example.com/page"),
        ("example.com:8080/page", "https://example.com:8080/page"),
        ("HTTPS://example.com", "https://example.com"),
    ],
)
def test_an_address_without_a_scheme_means_https(written: str, url: str) -> None:
    assert episode(f"url: {written}").url == url


@pytest.mark.parametrize(
    ("written", "transcript"),
    [
        ("250.txt", "show/episodes/250.txt"),
        ("../transcripts/250 final.txt", "show/transcripts/250 final.txt"),
        ("https://example.com/250.txt", "https://example.com/250.txt"),
        ("example.com/250.txt", "https://example.com/250.txt"),
    ],
)
def test_a_transcript_may_be_a_path_inside_the_folder(written: str, transcript: str) -> None:
    assert episode(f"transcript: {written}").transcript == transcript


@pytest.mark.parametrize("written", ["../../../etc/passwd", "/etc/passwd", "C:\\secret.txt", "file:///etc/passwd"])
def test_a_transcript_outside_the_folder_is_a_problem(written: str) -> None:
    assert messages(f"title: x\ntranscript: {written}")[0].startswith('2:13: "transcript"')


def test_names_may_be_texts_or_have_facts() -> None:
    read = episode("""
        guests:
        - Tom Christie
        - name: Jane Doe
          about: wrote the book
          links: [{title: her page, url: example.com}]
        sponsors:
        - Linode
        - {name: Hired, offer: a bonus, url: hired.com/x, code: INIT, about: jobs}
        """)
    assert read.guests == (
        Appearance("Tom Christie"),
        Appearance("Jane Doe", "wrote the book", (Link("her page", "https://example.com"),)),
    )
    assert read.sponsors == (Sponsorship("Linode"), Sponsorship("Hired", "a bonus", "https://hired.com/x", "INIT", "jobs"))


def test_an_outline_may_be_nested_and_hold_colons() -> None:
    read = episode("""
        outline:
        - Introductions
        - Frameworks:
          - Starlette
          - - Middleware
        - "ASGI: what is it?"
        - WSGI: what was it?
        """)
    assert [(point.text, point.depth) for point in read.outline] == [
        ("Introductions", 0),
        ("Frameworks", 0),
        ("Starlette", 1),
        ("Middleware", 2),
        ("ASGI: what is it?", 0),
        ("WSGI: what was it?", 0),
    ]
    assert isinstance(read.outline[0], OutlinePoint)


def test_chapters_events_and_picks_keep_their_facts() -> None:
    read = episode("""
        chapters: [{start: 0, title: Hello}, {start: "12:30.5", title: Picks, url: example.com}]
        events:
        - {name: PyCon, place: Pittsburgh, date: mid April, url: pycon.org, by: [PSF], offer: 10 %, about: all of it}
        picks: [{by: Tobias Macey, title: Dune}]
        """)
    assert read.chapters == (Chapter(0, "Hello"), Chapter(750.5, "Picks", "https://example.com"))
    assert read.events == (Event("PyCon", "Pittsburgh", "mid April", "https://pycon.org", ("PSF",), "10 %", "all of it"),)
    assert (read.picks[0].by, read.picks[0].title) == ("Tobias Macey", "Dune")


def test_credits_are_text_or_facts_by_what_they_are_for() -> None:
    assert episode("credits: Music by Moe").credits == (Attribution("", (("", "Music by Moe"),)),)
    read = episode("""
        credits:
          music: {title: Requiem for a Fish, artist: The Freak Fandango Orchestra}
          artwork: Moe
        """)
    assert read.credits == (
        Attribution("music", (("title", "Requiem for a Fish"), ("artist", "The Freak Fandango Orchestra"))),
        Attribution("artwork", (("", "Moe"),)),
    )


def test_text_over_several_lines_becomes_one_line_where_a_name_is_meant() -> None:
    read = episode("summary: |\n  First line.\n\n  Second line.\ntopics:\n- >-\n  Django REST\n  framework\n")
    assert read.summary == "First line.\n\nSecond line."
    assert read.topics == ("Django REST framework",)


def test_a_value_may_be_named_once_and_used_again() -> None:
    read = episode("hosts: &us [Tobias Macey]\nguests: *us\nlinks:\n- &l {title: a, url: a.com}\n- {<<: *l, title: b}\n")
    assert read.hosts == read.guests == (Appearance("Tobias Macey"),)
    assert read.links == (Link("a", "https://a.com"), Link("b", "https://a.com"))


def test_a_show_says_what_it_says() -> None:
    document = read_text(
        """
        name: Podcast.__init__
        aliases: [podcast init]
        timezone: America/New_York
        hosts: [Tobias Macey]
        community: [{title: Zulip, url: pythonpodcast.com/chat, about: chat}]
        related: [{name: Data Engineering Podcast, url: dataengineeringpodcast.com}]
        complete: No
        """,
        "show",
    )
    show = document.about_show
    assert document.good
    assert show is not None
    assert (show.slug, show.name, show.aliases, show.complete) == ("show", "Podcast.__init__", ("podcast init",), False)
    assert show.community == (Link("Zulip", "https://pythonpodcast.com/chat", "chat"),)


@pytest.mark.parametrize(("written", "complete"), [("yes", True), ("TRUE", True), ("'false'", False), ("Off", False)])
def test_yes_and_no_are_understood_in_any_spelling(written: str, complete: bool) -> None:
    show = read_text(f"name: x\ncomplete: {written}", "show").about_show
    assert show is not None
    assert show.complete is complete


def test_registers_give_entries_and_the_names_they_claim() -> None:
    document = read_text(
        "- name: Tom Christie\n  aliases: [lovelyjubbly]\n  handles: {github: tomchristie}\n  role: engineer\n", "people"
    )
    entry = document.entries[0]
    assert (entry.kind, entry.name, entry.role, entry.handles) == (
        "person",
        "Tom Christie",
        "engineer",
        (("github", "tomchristie"),),
    )
    assert [(claim.name, claim.entry, claim.place.line, claim.place.column) for claim in document.claims] == [
        ("Tom Christie", "Tom Christie", 1, 9),
        ("lovelyjubbly", "Tom Christie", 2, 13),
    ]
    assert read_text("- {name: Linode, offer: $20, code: PI}", "sponsors").entries[0].code == "PI"
    assert read_text("- {name: DRF, broader: [Django]}", "topics").entries[0].broader == ("Django",)


def test_questions_and_answers_are_read() -> None:
    faq = read_text("- {question: Is there a chat?, also: [where is the chat], answer: Yes., url: example.com}", "faq").faqs[0]
    assert (faq.show, faq.question, faq.also, faq.answer) == ("show", "Is there a chat?", ("where is the chat",), "Yes.")
    check = read_text("- {ask: who was on 250, says: [Tom Christie, No]}", "questions").checks[0]
    assert (check.ask, check.says) == ("who was on 250", ("Tom Christie", "No"))
