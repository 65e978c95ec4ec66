"""Pages, choices and menus under cards: who may use them, and that they outlive a restart."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.sandbox import NotAllowed, Sandbox
from tests.chat_kit import CALLBACK, SHIPPED, Room, open_room
from tests.cmd_kit import components, ids, pick, press, text, use

pytest_plugins = ["tests.wire.plugin", "tests.cmd_plugin"]


async def test_a_long_list_is_turned_page_by_page_in_place(own_room: Room) -> None:
    card = await use(own_room, "sponsor", name="Linode")
    assert "Page 1 of 10" in text(card)
    assert [each.get("disabled", False) for each in components(card)[1:]] == [True, False]
    for page in (2, 3):
        await press(own_room, own_room.ada, card, "More")
        assert f"Page {page} of 10" in text(card)
    await press(own_room, own_room.ada, card, "Back")
    assert "Page 2 of 10" in text(card)


async def test_the_pages_hold_every_episode_once(own_room: Room) -> None:
    card = await use(own_room, "sponsor", name="Linode")
    seen = [option["value"] for option in components(card)[0]["options"]]
    for _ in range(9):
        await press(own_room, own_room.ada, card, "More")
        seen += [option["value"] for option in components(card)[0]["options"]]
    assert len(seen) == len(set(seen)) == 77


async def test_only_whoever_asked_or_a_moderator_turns_pages(own_room: Room) -> None:
    card = await use(own_room, "search", sponsor="Linode")
    other = own_room.sandbox.person("ben")
    refused = await press(own_room, other, card, "More")
    assert "Only whoever asked, or a moderator" in text(refused.replies[0])
    assert refused.replies[0].ephemeral
    assert "Page 1 of" in text(card)
    await press(own_room, own_room.sandbox.owner, card, "More")
    assert "Page 2 of" in text(card)
    await press(own_room, own_room.ada, card, "More")
    assert "Page 3 of" in text(card)


async def test_anybody_may_open_an_episode_of_a_list_for_themselves(own_room: Room) -> None:
    card = await use(own_room, "topic", name="async")
    before = text(card)
    other = own_room.sandbox.person("ben")
    value = components(card)[0]["options"][0]["value"]
    opened = await pick(own_room, other, card, "card:open", value)
    assert opened.replies[0].ephemeral
    assert "Guest" in text(opened.replies[0])
    assert text(card) == before


async def test_a_choice_takes_the_place_of_the_question(pair_room: Room) -> None:
    asked = await use(pair_room, "episode", number="1")
    await pick(pair_room, pair_room.ada, asked, "card:choose", "tide/1-kelp")
    assert "Kelp forests" in text(asked)
    assert "card:choose" not in ids(asked)


async def test_a_choice_in_a_filter_goes_on_with_the_search(own_room: Room) -> None:
    asked = await use(own_room, "search", guest="tom")
    await pick(own_room, own_room.ada, asked, "card:choose", "Tom Dyson")
    assert "guest **Tom Dyson**" in text(asked)


async def test_somebody_else_may_not_choose(pair_room: Room) -> None:
    asked = await use(pair_room, "episode", number="1")
    refused = await pick(pair_room, pair_room.sandbox.person("ben"), asked, "card:choose", "tide/1-kelp")
    assert "Only whoever asked" in text(refused.replies[0])
    assert "Which one" in text(asked)


async def test_pages_choices_and_sections_work_after_a_restart(sandbox: Sandbox, shipped_index: Path, tmp_path: Path) -> None:
    shutil.copy(shipped_index, tmp_path / "index.db")
    async with open_room(sandbox, SHIPPED, tmp_path) as room:
        listed = await use(room, "search", sponsor="Linode")
        asked = await use(room, "guest", name="tom")
        card = await use(room, "episode", number="250")
    async with open_room(sandbox, SHIPPED, tmp_path) as room:
        await press(room, room.ada, listed, "More")
        assert "Page 2 of" in text(listed)
        await pick(room, room.ada, asked, "card:choose", "Tom Christie")
        assert "Founder of Encode" in text(asked)
        whole = await press(room, room.ada, card, "All they talk about")
        assert "Introductions" in text(whole.replies[0])
        opened = await pick(room, room.ada, listed, "card:open", components(listed)[0]["options"][0]["value"])
        assert "Host" in text(opened.replies[0])


async def test_what_was_forgotten_is_too_old_to_turn(own_room: Room) -> None:
    card = await use(own_room, "search", sponsor="Linode")
    await own_room.service.store.people.forget_user(own_room.ada.id)
    told = await press(own_room, own_room.ada, card, "More")
    assert "too old" in text(told.replies[0])


async def test_an_episode_that_is_gone_is_said_to_be_gone(own_room: Room) -> None:
    card = await use(own_room, "topic", name="async")
    with pytest.raises(NotAllowed):
        await own_room.ada.select(card, "card:open", "podcast-init/none")


async def test_no_id_is_longer_than_discord_takes_and_none_tells_who_asked(own_room: Room) -> None:
    for command, options in (("episode", {"number": "250"}), ("guest", {"name": "tom"}), ("search", {"words": "python"})):
        for each in ids(await use(own_room, command, **options)):
            assert len(each) <= 100
            assert str(own_room.ada.id) not in each


async def test_a_click_that_discord_repeats_is_answered_once(own_room: Room) -> None:
    card = await use(own_room, "search", sponsor="Linode")
    before = len(own_room.sandbox.requests.to(*CALLBACK))
    own_room.sandbox.faults.repeat_events()
    await press(own_room, own_room.ada, card, "More")
    await own_room.settled()
    assert "Page 2 of" in text(card)
    assert len(own_room.sandbox.requests.to(*CALLBACK)) == before + 1
