"""Guests and sponsors whom only the prose names: found, marked, and never taken for facts."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.feeds import Item
from bot.importing import guesses, lines
from tests.importing_kit import brought, item, planned, problems, rss, text, write
from tests.patience import quickly
from tests.test_importing import episodes

TOM = "<description>Today we talk to Tom Christie. This episode is sponsored by Linode.</description>"


def found(title: str = "", notes: str = "", dashed: bool = False) -> list[tuple[str, str]]:
    """Whom the text of an item seems to name, as kind and name."""
    return [(guess.kind, guess.name) for guess in guesses(Item(title=title, summary=notes), ["Ann Host"], dashed)]


@pytest.mark.parametrize(
    ("title", "notes", "names"),
    [
        ("Building Starlette with Tom Christie", "", ["Tom Christie"]),
        ("Trees, with Gus Grün and Zoë van der Berg", "", ["Gus Grün", "Zoë van der Berg"]),
        ("", "This week I talked to Sean Cody who runs a network.", ["Sean Cody"]),
        ("", "We sit down with Ray Muzyka and Greg Zeschuk.", ["Ray Muzyka", "Greg Zeschuk"]),
        ("", "Guests: Wayne Carter, Zack Gramana", ["Wayne Carter", "Zack Gramana"]),
        ("", "We are joined by Obsidian's Matthew Rorie.", ["Matthew Rorie"]),
        ("", "Marco Arment joins the show to talk about apps.", ["Marco Arment"]),
        ("", "Ein Gespräch mit Constanze Kurz über Wahlen.", ["Constanze Kurz"]),
        ("", "My special guest is J. R. Hartley", ["J. R. Hartley"]),
    ],
)
def test_guests_are_found_where_words_introduce_them(title: str, notes: str, names: list[str]) -> None:
    assert found(title, notes) == [("guest", name) for name in names]


@pytest.mark.parametrize(
    ("title", "notes"),
    [
        ("Working with Visual Studio", ""),
        ("", "We talk about New York and play with Android Studio."),
        ("", "We talked to Ann Host."),
        ("", "Interview with the Vampire"),
        ("", "joined by friends. Tom Christie is not here."),
        ("A - Marco Arment", ""),
    ],
)
def test_other_capital_letters_make_no_guest(title: str, notes: str) -> None:
    assert found(title, notes) == []


def test_a_name_after_a_dash_is_a_guest_only_where_titles_of_the_feed_end_so() -> None:
    assert found("32: Overcast - Marco Arment", dashed=True) == [("guest", "Marco Arment")]


@pytest.mark.parametrize(
    ("notes", "name"),
    [
        ("This show is sponsored by Linode.", "Linode"),
        ("Brought to you by the good people at Rogue Amoeba, makers of apps.", "Rogue Amoeba"),
        ("Sponsors: Raygun.io", "Raygun.io"),
        ("Thanks to our sponsors: Hired", "Hired"),
        ("Support for this episode comes from Mailchimp\nand you", "Mailchimp"),
    ],
)
def test_sponsors_are_found_where_words_introduce_them(notes: str, name: str) -> None:
    assert found("", notes) == [("sponsor", name)]


def test_without_being_asked_guesses_are_only_listed(tmp_path: Path) -> None:
    made = planned(tmp_path, rss(item(1, "One", TOM)))
    assert b"guests" not in made.changes["talks/episodes/1-one.yaml"]
    said = "\n".join(lines(made.report, dry=True))
    assert 'talks/episodes/1-one.yaml: guest Tom Christie ("talk to Tom Christie")' in said
    assert "1 guests, 1 sponsors" in said


async def test_a_host_whom_a_person_named_is_no_guest(tmp_path: Path) -> None:
    write(tmp_path, "x.yaml", "title: X\n")
    (tmp_path / "talks" / "show.yaml").write_text("name: Talks\nhosts: [Tom Christie]\n")
    made = planned(tmp_path, rss(item(1, "One", TOM)))
    assert [guess.name for _, guess in made.report.guessed] == ["Linode"]


@pytest.mark.parametrize("text", ["A" * 50_000, "A-" * 25_000, "Aa " * 17_000, "A. " * 17_000, "Aa Bb and " * 5_000])
def test_text_made_to_take_long_is_read_in_time(text: str) -> None:
    quickly(lambda: found(text[:1000], text, dashed=True), 3)


async def test_written_guesses_are_marked_for_moderators(tmp_path: Path) -> None:
    await brought(tmp_path, rss(item(1, "One", TOM)), guess=True)
    told = episodes(tmp_path)["1-one"]
    assert [guest.name for guest in told.guests] == ["Tom Christie"]
    assert [sponsor.name for sponsor in told.sponsors] == ["Linode"]
    assert "Guessed" in told.notes
    assert '"talk to Tom Christie"' in told.notes
    assert problems(tmp_path) == []


async def test_guesses_can_come_later(tmp_path: Path) -> None:
    await brought(tmp_path, rss(item(1, "One", TOM)))
    await brought(tmp_path, rss(item(1, "One", TOM)), guess=True)
    assert [guest.name for guest in episodes(tmp_path)["1-one"].guests] == ["Tom Christie"]


async def test_whom_the_feed_names_as_guest_needs_no_guess(tmp_path: Path) -> None:
    named = '<podcast:person role="guest">Gus Guest</podcast:person>'
    await brought(tmp_path, rss(item(1, "One", TOM + named)), guess=True)
    assert [guest.name for guest in episodes(tmp_path)["1-one"].guests] == ["Gus Guest"]


async def test_a_guess_that_a_moderator_took_out_does_not_come_back(tmp_path: Path) -> None:
    await brought(tmp_path, rss(item(1, "One", TOM)), guess=True)
    said = text(tmp_path, "1-one.yaml").split("\n")
    at = next(number for number, line in enumerate(said) if line.startswith("guests:"))
    write(tmp_path, "1-one.yaml", "\n".join(said[:at] + said[at + 2 :]))
    done = await brought(tmp_path, rss(item(1, "One", TOM)), guess=True)
    assert episodes(tmp_path)["1-one"].guests == ()
    assert done.report.guessed == []


async def test_a_confirmed_guess_stays_confirmed(tmp_path: Path) -> None:
    """A moderator takes the mark out of the notes: it is not put back."""
    await brought(tmp_path, rss(item(1, "One", TOM)), guess=True)
    head, _, tail = text(tmp_path, "1-one.yaml").partition("\nnotes:")
    assert tail
    write(tmp_path, "1-one.yaml", head + "\n")
    done = await brought(tmp_path, rss(item(1, "One", TOM)), guess=True)
    assert done.changes == {}
    assert [guest.name for guest in episodes(tmp_path)["1-one"].guests] == ["Tom Christie"]


async def test_where_a_person_wrote_notes_no_guess_is_written_unmarked(tmp_path: Path) -> None:
    write(tmp_path, "one.yaml", "title: One\nnumber: 1\nnotes: Ask Ann about this.\n")
    await brought(tmp_path, rss(item(1, "One", TOM)), guess=True)
    told = episodes(tmp_path)["one"]
    assert (told.guests, told.sponsors, told.notes) == ((), (), "Ask Ann about this.")
