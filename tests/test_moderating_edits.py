"""Moderators add, change, remove and take back, each change shown first and made when confirmed."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.edits import diff
from bot.sandbox import Sandbox
from bot.wording.editing import readable
from tests.folder_kit import taken_in
from tests.knowledge_kit import write
from tests.moderating_kit import KELP, Backstage, open_backstage

pytest_plugins = ["tests.wire.plugin"]


@pytest.fixture
async def backstage(sandbox: Sandbox, tmp_path: Path) -> AsyncIterator[Backstage]:
    """The bot, and two who keep the notes."""
    async with open_backstage(sandbox, tmp_path) as opened:
        yield opened


async def test_a_change_is_shown_before_anything_is_written(backstage: Backstage) -> None:
    before = backstage.text()
    proposal = await backstage.edit(backstage.moss, "title", "Kelp woods")
    assert "-title: Kelp forests\n+title: Kelp woods" in proposal.text
    assert proposal.only_for is backstage.moss.user
    assert backstage.text() == before


async def test_a_confirmed_change_alters_one_field_and_the_answers(backstage: Backstage) -> None:
    before = backstage.text()
    proposal = await backstage.edit(backstage.moss, "guests", "Maren Holtz")
    await backstage.taken_in(backstage.press(backstage.moss, proposal, "Confirm"))
    assert backstage.text() == before.replace("Maren Holt", "Maren Holtz")
    assert "Done" in proposal.text
    assert "Maren Holtz" in (await backstage.room.ask("who was on episode 1?")).text


async def test_a_new_episode_is_known_once_confirmed(backstage: Backstage) -> None:
    opener = await backstage.use(backstage.moss, "add", what="episode")
    values = {"title": "Fog: horns & bells", "number": "3", "date": "2021-05-04", "guests": "Ruben Sand", "sponsors": "Linode"}
    proposal = await backstage.fill(backstage.moss, opener, values)
    await backstage.taken_in(backstage.press(backstage.moss, proposal, "Confirm"))
    assert "Ruben Sand" in backstage.text("tide/episodes/3-fog-horns-bells.yaml")
    assert "Ruben Sand" in (await backstage.room.ask("who was on episode 3?")).text


@pytest.mark.parametrize(
    ("what", "values", "path"),
    [
        ("person", {"name": "Ruben Sand", "aliases": "Ruby, Rube", "role": "Piper"}, "people.yaml"),
        ("sponsor", {"name": "Linode", "offer": "$20"}, "sponsors.yaml"),
        ("topic", {"name": "kelp", "broader": "sea"}, "topics.yaml"),
        ("faq", {"question": "Is there a chat?", "answer": "Yes: no: maybe"}, "tide/faq.yaml"),
    ],
)
async def test_every_kind_of_entry_can_be_added(backstage: Backstage, what: str, values: dict[str, str], path: str) -> None:
    opener = await backstage.use(backstage.moss, "add", what=what)
    proposal = await backstage.fill(backstage.moss, opener, values)
    await backstage.taken_in(backstage.press(backstage.moss, proposal, "Confirm"))
    assert next(iter(values.values())) in backstage.text(path)
    assert not backstage.room.service.synced.problems
    checked = await backstage.run(backstage.moss, "check")
    assert "in order" in checked.text


async def test_a_person_is_found_by_another_name_and_keeps_what_else_is_known(backstage: Backstage) -> None:
    proposal = await backstage.edit(backstage.moss, "role", "Marine biologist", name="mari", what="person")
    await backstage.taken_in(backstage.press(backstage.moss, proposal, "Confirm"))
    text = backstage.text("people.yaml")
    assert text.startswith("# Everybody\n- name: Maren Holt\n  aliases: [Mari]\n")
    assert "  role: Marine biologist\n" in text


async def test_a_change_that_would_be_wrong_cannot_be_confirmed(backstage: Backstage) -> None:
    proposal = await backstage.edit(backstage.moss, "date", "sometime")
    assert f"{KELP}:3:7" in proposal.text
    assert [each["label"] for row in proposal.components for each in row["components"]] == ["Cancel"]


async def test_a_proposal_says_which_of_the_moderators_tests_it_breaks(backstage: Backstage) -> None:
    proposal = await backstage.edit(backstage.moss, "guests", "Uma Lund")
    assert "Breaks your own tests" in proposal.text
    assert "tide/questions.yaml:3:10" in proposal.text


async def test_a_proposal_says_which_answers_would_differ(backstage: Backstage) -> None:
    gaps, guild = backstage.room.service.store.gaps, backstage.room.sandbox.guild.id
    await gaps.missed("uma", "which episode had Uma Lund?", time.time(), guild=guild, show="tide")
    proposal = await backstage.edit(backstage.moss, "guests", "Maren Holt\nUma Lund")
    assert "which episode had Uma Lund?" in proposal.text
    assert "Kelp forests" in proposal.text.partition("which episode had Uma Lund?")[2]


@pytest.mark.parametrize(("typed", "kept"), [("Piet Voss", True), ("Pieter Vos", True), ("Lena Fink", False)])
async def test_what_is_known_of_a_guest_stays_when_the_name_is_mended_and_goes_with_who_is_replaced(
    backstage: Backstage, typed: str, kept: bool
) -> None:
    rich = "title: Kelp forests\nnumber: 1\nguests:\n  - name: Piet Vos\n    about: A botanist\n"
    async with taken_in(backstage.room.service):
        write(backstage.root, {KELP: rich})
    proposal = await backstage.edit(backstage.moss, "guests", typed)
    await backstage.taken_in(backstage.press(backstage.moss, proposal, "Confirm"))
    assert typed in backstage.text()
    assert ("A botanist" in backstage.text()) == kept


async def test_a_cancelled_proposal_changes_nothing_and_is_gone(backstage: Backstage) -> None:
    before = backstage.text()
    proposal = await backstage.edit(backstage.moss, "title", "Kelp woods")
    await backstage.press(backstage.moss, proposal, "Cancel")
    assert "Nothing was changed" in proposal.text
    assert backstage.text() == before


async def test_a_removed_episode_is_gone_and_comes_back_whole_by_undo(backstage: Backstage) -> None:
    before = backstage.text()
    proposal = await backstage.run(backstage.moss, "remove", what="episode", name="1")
    await backstage.taken_in(backstage.press(backstage.moss, proposal, "Confirm"))
    assert not (backstage.root / KELP).exists()
    history = await backstage.run(backstage.vera, "history")
    assert "Remove Kelp forests" in history.text
    assert "Moss" in history.text
    back = await backstage.run(backstage.vera, "undo", change="1")
    await backstage.taken_in(backstage.press(backstage.vera, back, "Confirm"))
    assert backstage.text() == before


async def test_what_changes_on_disk_is_in_the_history_and_can_be_undone(backstage: Backstage) -> None:
    before = backstage.text()

    async def rewrite() -> None:
        write(backstage.root, {KELP: before.replace("kelp", "sea")})

    await backstage.taken_in(rewrite())
    assert "Changed on disk" in (await backstage.run(backstage.moss, "history", file=KELP)).text
    back = await backstage.run(backstage.moss, "undo", change="1")
    await backstage.taken_in(backstage.press(backstage.moss, back, "Confirm"))
    assert backstage.text() == before


async def test_what_stands_about_something_is_shown(backstage: Backstage) -> None:
    shown = await backstage.run(backstage.moss, "show", what="person", name="Maren Holt")
    assert "A diver" in shown.text
    assert "people.yaml" in shown.text


async def test_a_form_sent_after_a_restart_is_still_understood(sandbox: Sandbox, tmp_path: Path) -> None:
    async with open_backstage(sandbox, tmp_path) as first:
        opener = await first.use(first.moss, "edit", what="episode", name="1", field="title")
        await first.room.sandbox.wait_until(lambda: opener.modal is not None)
    async with open_backstage(sandbox, tmp_path) as second:
        proposal = await second.fill(second.moss, opener, {"text": "Kelp woods"})
        assert "+title: Kelp woods" in proposal.text
    async with open_backstage(sandbox, tmp_path) as third:
        await third.taken_in(third.press(third.moss, proposal, "Confirm"))
        assert "title: Kelp woods" in third.text()


async def test_a_typo_is_mended_from_the_menu_under_what_was_just_added(backstage: Backstage) -> None:
    moss = backstage.moss
    opener = await backstage.use(moss, "add", what="episode")
    done = await backstage.fill(moss, opener, {"title": "Fog horns", "number": "3", "guests": "Ruben Sant"})
    await backstage.taken_in(backstage.press(moss, done, "Confirm"))
    menu = next(each["custom_id"] for row in done.components for each in row["components"] if "options" in each)
    proposal = await backstage.fill(moss, await moss.select(done, menu, "guests"), {"text": "Ruben Sand"})
    await backstage.taken_in(backstage.press(moss, proposal, "Confirm"))
    assert "Ruben Sand\n" in backstage.text("tide/episodes/3-fog-horns.yaml")
    assert "Edit guests of Fog horns" in proposal.text


async def test_a_change_is_taken_back_by_the_button_under_it(backstage: Backstage) -> None:
    before = backstage.text()
    done = await backstage.edit(backstage.moss, "title", "Kelp woods")
    await backstage.taken_in(backstage.press(backstage.moss, done, "Confirm"))
    back = await backstage.said(await backstage.moss.click(done, "Undo"))
    await backstage.taken_in(backstage.press(backstage.moss, back, "Confirm"))
    assert backstage.text() == before


async def test_a_field_is_edited_from_what_is_shown(backstage: Backstage) -> None:
    shown = await backstage.run(backstage.moss, "show", what="person", name="Piet Vos")
    menu = next(each["custom_id"] for row in shown.components for each in row["components"] if "options" in each)
    proposal = await backstage.fill(backstage.moss, await backstage.moss.select(shown, menu, "about"), {"text": "A pilot"})
    await backstage.taken_in(backstage.press(backstage.moss, proposal, "Confirm"))
    assert "- name: Piet Vos\n  about: A pilot\n" in backstage.text("people.yaml")


def test_a_diff_reads_as_names_of_files_and_lines() -> None:
    new, old = b"# yaml-language-server: $schema=x\ntitle: Fog\n", b"a: 1\n-- x\n"
    shown = readable(diff(None, new, "tide/episodes/3.yaml") + diff(old, b"a: 1\n", "b.yaml") + diff(b"c: 1\n", None, "c.yaml"))
    assert shown.split("\n") == [
        "# tide/episodes/3.yaml (new)",
        "+title: Fog",
        "# b.yaml",
        " a: 1",
        "--- x",
        "# c.yaml (removed)",
        "-c: 1",
    ]
