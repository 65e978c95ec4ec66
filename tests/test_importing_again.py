"""Importing again: what is new comes in, and nothing that a person wrote is ever lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.edits import EditConflict
from bot.errors import UsageError
from bot.importing import carry_out, memory
from tests.importing_kit import NOW, brought, files, item, planned, problems, rss, text, write

LONG = "<itunes:duration>10:00</itunes:duration>"


def change(root: Path, name: str, old: str, new: str) -> None:
    """An edit that a person makes in an episode's file."""
    said = text(root, name)
    assert old in said
    write(root, name, said.replace(old, new))


async def test_a_second_run_changes_nothing(tmp_path: Path) -> None:
    data = rss(item(1, "One", LONG), item(2, "Two"))
    await brought(tmp_path, data, guess=True)
    before = files(tmp_path)
    done = await brought(tmp_path, data, guess=True)
    assert (done.changes, done.report.same) == ({}, 3)
    assert files(tmp_path) == before


async def test_a_new_episode_is_added_beside_the_others(tmp_path: Path) -> None:
    await brought(tmp_path, rss(item(1, "One")))
    before = files(tmp_path)
    done = await brought(tmp_path, rss(item(2, "Two"), item(1, "One")))
    assert done.report.created == ["talks/episodes/2-two.yaml"]
    assert text(tmp_path, "1-one.yaml").encode() == before["talks/episodes/1-one.yaml"]


async def test_a_correction_in_the_feed_reaches_a_file_that_nobody_touched(tmp_path: Path) -> None:
    await brought(tmp_path, rss(item(1, "Onne", LONG)))
    done = await brought(tmp_path, rss(item(1, "One", LONG)))
    assert done.report.updated == {"talks/episodes/1-onne.yaml": ("title",)}
    assert "title: One\n" in text(tmp_path, "1-onne.yaml")


async def test_a_persons_title_outlives_every_later_title_of_the_feed(tmp_path: Path) -> None:
    await brought(tmp_path, rss(item(1, "One")))
    change(tmp_path, "1-one.yaml", "title: One", "title: The first  # as Ann calls it")
    for later in ("One", "One, newly mastered", "One again"):
        done = await brought(tmp_path, rss(item(1, later)))
        assert "title: The first  # as Ann calls it\n" in text(tmp_path, "1-one.yaml")
        assert done.report.kept == {"talks/episodes/1-one.yaml": ("title",)}


async def test_other_fields_of_a_file_that_a_person_edited_still_follow_the_feed(tmp_path: Path) -> None:
    await brought(tmp_path, rss(item(1, "One", LONG)))
    change(tmp_path, "1-one.yaml", "title: One", "# mine\ntitle: The first")
    await brought(tmp_path, rss(item(1, "One", LONG.replace("10:00", "11:00"))))
    assert "# mine\ntitle: The first\n" in text(tmp_path, "1-one.yaml")
    assert "duration: 11:00\n" in text(tmp_path, "1-one.yaml")


async def test_a_field_that_a_person_took_out_stays_out(tmp_path: Path) -> None:
    await brought(tmp_path, rss(item(1, "One", LONG)))
    change(tmp_path, "1-one.yaml", "duration: 10:00\n", "")
    done = await brought(tmp_path, rss(item(1, "One", LONG)))
    assert done.changes == {}
    assert "duration" not in text(tmp_path, "1-one.yaml")


async def test_quotes_and_comments_alone_are_no_other_word(tmp_path: Path) -> None:
    await brought(tmp_path, rss(item(1, "One")))
    change(tmp_path, "1-one.yaml", "title: One", "title: 'One' # nice")
    await brought(tmp_path, rss(item(1, "One and more")))
    assert "title: 'One and more' # nice\n" in text(tmp_path, "1-one.yaml")


async def test_an_episode_that_a_person_deleted_does_not_come_back(tmp_path: Path) -> None:
    data = rss(item(1, "One"), item(2, "Two"))
    await brought(tmp_path, data)
    (tmp_path / "talks/episodes/1-one.yaml").unlink()
    for _ in range(2):
        done = await brought(tmp_path, data)
        assert done.report.removed == ["talks/episodes/1-one.yaml"]
        assert not (tmp_path / "talks/episodes/1-one.yaml").exists()


@pytest.mark.parametrize("name", ["first.yaml", "season-1/1-one.yaml"])
async def test_a_file_that_was_renamed_is_known_again(tmp_path: Path, name: str) -> None:
    await brought(tmp_path, rss(item(1, "One Fine Day", LONG)))
    said = text(tmp_path, "1-one-fine-day.yaml")
    (tmp_path / "talks/episodes/1-one-fine-day.yaml").unlink()
    write(tmp_path, name, said)
    done = await brought(tmp_path, rss(item(1, "One Fine Day", LONG.replace("10:00", "10:02"))))
    assert done.report.created == []
    assert "duration: 10:02" in text(tmp_path, name)


async def test_a_file_made_by_hand_only_gains_what_it_lacks(tmp_path: Path) -> None:
    write(tmp_path, "first.yaml", "# by hand\ntitle: One Fine Day\nnumber: 1\nsummary: Mine.\n")
    await brought(tmp_path, rss(item(1, "1: One Fine Day", LONG + "<description>Theirs.</description>")))
    said = text(tmp_path, "first.yaml")
    assert said.startswith("# by hand\ntitle: One Fine Day\nnumber: 1\n")
    assert "summary: Mine.\n" in said
    assert "Theirs" not in said
    assert "duration: 10:00\n" in said
    assert sorted(path for path in files(tmp_path) if path.endswith(".yaml")) == [
        "talks/episodes/first.yaml",
        "talks/show.yaml",
    ]
    assert problems(tmp_path) == []


async def test_a_file_that_cannot_be_read_is_left_as_it_is(tmp_path: Path) -> None:
    await brought(tmp_path, rss(item(1, "One")))
    write(tmp_path, "1-one.yaml", "title: [One\n")
    done = await brought(tmp_path, rss(item(1, "One, mended")))
    assert text(tmp_path, "1-one.yaml") == "title: [One\n"
    assert any("1-one.yaml" in said and "left alone" in said for said in done.report.odd)


async def test_what_the_feed_no_longer_says_stays(tmp_path: Path) -> None:
    await brought(tmp_path, rss(item(1, "One", LONG), item(2, "Two")))
    before = files(tmp_path)
    done = await brought(tmp_path, rss(item(2, "Two")))
    assert done.changes == {}
    assert text(tmp_path, "1-one.yaml").encode() == before["talks/episodes/1-one.yaml"]


async def test_a_file_changed_between_plan_and_writing_is_not_overwritten(tmp_path: Path) -> None:
    await brought(tmp_path, rss(item(1, "One")))
    plan = planned(tmp_path, rss(item(1, "One, mended")))
    write(tmp_path, "1-one.yaml", "title: Mine\n")
    with pytest.raises(EditConflict):
        await carry_out(tmp_path, plan, at=NOW)
    assert text(tmp_path, "1-one.yaml") == "title: Mine\n"


async def test_after_a_crash_before_the_memory_was_kept_nothing_is_lost(tmp_path: Path) -> None:
    """The files are written, the note of what they hold is not: the second note tells, as far as the files agree."""
    await brought(tmp_path, rss(item(1, "One"), item(2, "Two")))
    folder = tmp_path / "talks"
    (folder / memory.NAME).rename(folder / memory.NEXT)
    change(tmp_path, "2-two.yaml", "title: Two", "title: Mine")
    await brought(tmp_path, rss(item(1, "One, mended"), item(2, "Two, mended")))
    assert "title: One, mended" in text(tmp_path, "1-one.yaml")
    assert "title: Mine" in text(tmp_path, "2-two.yaml")
    assert not (folder / memory.NEXT).exists()


async def test_after_a_crash_before_any_file_was_written_everything_comes_in(tmp_path: Path) -> None:
    plan = planned(tmp_path, rss(item(1, "One")))
    memory.announce(tmp_path / "talks", plan.memory)
    done = await brought(tmp_path, rss(item(1, "One")))
    assert done.report.created == ["talks/show.yaml", "talks/episodes/1-one.yaml"]


async def test_without_its_memory_everything_counts_as_written_by_people(tmp_path: Path) -> None:
    await brought(tmp_path, rss(item(1, "One Fine Day")))
    (tmp_path / "talks" / memory.NAME).unlink()
    done = await brought(tmp_path, rss(item(1, "One Fine Night")))
    assert done.report.created == []
    assert "title: One Fine Day" in text(tmp_path, "1-one-fine-day.yaml")


async def test_a_memory_that_cannot_be_read_stops_the_import(tmp_path: Path) -> None:
    await brought(tmp_path, rss(item(1, "One")))
    (tmp_path / "talks" / memory.NAME).write_text("{")
    with pytest.raises(UsageError, match="cannot be read"):
        planned(tmp_path, rss(item(1, "One")))
