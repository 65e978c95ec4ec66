"""People look things up by command."""

from __future__ import annotations

import pytest

from bot.sandbox import Permission
from tests.chat_kit import Room, pinged
from tests.cmd_kit import components, pick, text, use
from tests.folder_kit import taken_in
from tests.knowledge_kit import write

pytest_plugins = ["tests.wire.plugin", "tests.cmd_plugin"]


async def test_an_episode_is_found_by_its_number_with_everything_at_a_glance(own_room: Room) -> None:
    card = await use(own_room, "episode", number="250")
    told = text(card)
    for fact in ("#250", "18 February 2020", "43 min 45 s", "Tobias Macey", "Tom Christie", "Linode", "$20 credit"):
        assert fact in told
    for part in ("Starlette", "Introductions", "Strata Data", "Data Engineering Podcast"):
        assert part in told
    assert card.embeds[0]["url"].startswith("https://www.pythonpodcast.com/apis-sustainable")
    assert not pinged(card)


@pytest.mark.parametrize("number", ["250", "#250", "ep 250", "Episode 250", "0250", "podcast-init/250-tom-christie"])
async def test_a_number_may_be_written_as_people_write_it(own_room: Room, number: str) -> None:
    assert "Tom Christie" in text(await use(own_room, "episode", number=number))


@pytest.mark.parametrize(
    "title", ["Airflow with Maxime Beauchemin", "airflow", "arflow with maxime", "podcast-init/44-airflow-maxime-beauchemin"]
)
async def test_a_title_may_be_whole_a_part_or_misspelt(own_room: Room, title: str) -> None:
    assert "#44" in text(await use(own_room, "episode", title=title))


async def test_a_word_that_stands_in_one_episode_only_finds_it(own_room: Room) -> None:
    assert "#250" in text(await use(own_room, "episode", title="starlette"))


async def test_number_and_title_together_must_agree(own_room: Room) -> None:
    assert "Maxime" in text(await use(own_room, "episode", number="44", title="airflow"))
    told = text(await use(own_room, "episode", number="44", title="cython"))
    assert "another title" in told
    assert "Airflow" in told
    assert "#45" in told


async def test_an_unknown_number_is_said_to_be_unknown_with_the_newest_there_is(own_room: Room) -> None:
    told = text(await use(own_room, "episode", number="9999"))
    assert "no episode **9999** in our notes" in told
    assert "#342" in told


async def test_without_any_option_the_asker_alone_is_told_what_to_do(own_room: Room) -> None:
    for command in ("episode", "search"):
        told = await use(own_room, command)
        assert told.ephemeral
        assert "fill in at least one option" in text(told)


async def test_an_episode_has_buttons_to_listen_and_for_what_the_card_leaves_out(own_room: Room) -> None:
    card = await use(own_room, "episode", number="250")
    assert [each.get("label") for each in components(card)] == ["Show notes", "All they talk about", "All events"]
    whole = await own_room.sandbox.next_reply(await own_room.ada.click(card, "All they talk about"))
    assert whole.ephemeral
    assert "What he plans for Encode" in text(whole)


async def test_a_number_that_two_shows_have_is_asked_back(pair_room: Room) -> None:
    asked = await use(pair_room, "episode", number="1")
    assert "Which one do you mean?" in text(asked)
    assert [option["label"] for option in components(asked)[0]["options"]] == ["#1 Rye", "#1 Kelp forests"]
    assert "Kelp forests" in text(await use(pair_room, "episode", number="1", show="Slow Tide"))


async def test_a_guest_has_who_they_are_and_where_they_were_on(own_room: Room) -> None:
    told = text(await use(own_room, "guest", name="tom chrsitie"))
    assert "Tom Christie (Founder of Encode)" in told
    assert "Guest in 1 episode" in told
    assert "[GitHub tomchristie](https://github.com/tomchristie)" in told


async def test_a_first_name_of_several_is_asked_back_and_settled_by_a_choice(own_room: Room) -> None:
    asked = await use(own_room, "guest", name="tom")
    labels = [option["label"] for option in components(asked)[0]["options"]]
    assert labels == ["Tom Christie", "Tom Dyson", "Tom Rothamel", "Thomas Hatch"]
    settled = await pick(own_room, own_room.ada, asked, "card:choose", "Tom Dyson")
    assert "Wagtail" in text(asked), (settled.replies, text(asked), settled)


async def test_a_topic_by_another_name_lists_its_episodes_and_guests(own_room: Room) -> None:
    told = text(await use(own_room, "topic", name="DRF"))
    assert told.startswith("Django REST Framework")
    assert "#250" in told
    assert "Guests on it: Tom Christie" in told
    assert "Part of: Django" in told


async def test_a_wide_topic_names_the_topics_under_it(pair_room: Room) -> None:
    told = text(await use(pair_room, "topic", name="bread"))
    assert "Topics under it: rye" in told


async def test_a_sponsor_has_its_newest_offer_with_where_it_was_told(pair_room: Room) -> None:
    told = text(await use(pair_room, "sponsor", name="rope"))
    assert "**10% off** · code **TIDE** · <https://rope.example/tide>" in told
    assert "As told in Slow Tide #1 Kelp forests (4 March 2021)" in told


async def test_the_latest_is_the_newest_of_all_or_of_a_show(pair_room: Room) -> None:
    assert "#1 · Rye" in text(await use(pair_room, "latest"))
    assert "#2 · Old ports" in text(await use(pair_room, "latest", show="tide"))


async def test_a_random_episode_keeps_to_its_limits(pair_room: Room) -> None:
    told = {text(await use(pair_room, "random", guest="Maren Holt"))[:60] for _ in range(4)}
    assert all("Slow Tide" in each and "How about this one?" in each for each in told)


async def test_shows_lists_them_with_size_and_newest(pair_room: Room) -> None:
    told = text(await use(pair_room, "shows"))
    assert "**Slow Tide**: 2 episodes, the newest #2 Old ports (4 April 2021)" in told


async def test_a_search_takes_words_and_every_filter_together(pair_room: Room) -> None:
    told = text(
        await use(
            pair_room, "search", words="forest", guest="maren", topic="diving", sponsor="rope works", year=2021, show="tide"
        )
    )
    assert told.startswith("1 episode with **forest** (show **Slow Tide**, guest **Maren Holt**, topic **diving**")
    assert "Kelp forests" in told


async def test_a_search_that_finds_nothing_names_what_it_looked_for(pair_room: Room) -> None:
    told = text(await use(pair_room, "search", guest="maren", year=2019))
    assert told.startswith("No episode in our notes has guest **Maren Holt** and year **2019**.")


async def test_a_search_that_has_not_all_words_says_so_and_shows_those_with_some(own_room: Room) -> None:
    told = text(await use(own_room, "search", words="starlette submarine"))
    assert "No episode has all of these words in our notes." in told
    assert "#250" in told


@pytest.mark.parametrize(
    ("command", "said"), [("guest", "nobody"), ("topic", "no episode about"), ("sponsor", "no sponsor called")]
)
async def test_what_is_not_in_the_notes_is_said_plainly(own_room: Room, command: str, said: str) -> None:
    assert said in text(await use(own_room, command, name="qwertzuiop"))


async def test_private_shows_the_answer_to_the_asker_alone(own_room: Room) -> None:
    assert (await use(own_room, "latest", private=True)).ephemeral
    assert not (await use(own_room, "latest")).ephemeral


async def test_a_channel_may_be_private_unless_somebody_asks_otherwise(own_room: Room) -> None:
    guild, store = own_room.sandbox.guild.id, own_room.service.store
    await store.settings.set_private(guild, own_room.channel.id, True, by=1, now=1.0)
    assert (await use(own_room, "latest")).ephemeral
    assert not (await use(own_room, "latest", private=False)).ephemeral
    assert not (await use(own_room, "latest", channel=own_room.sandbox.channel("general"))).ephemeral


async def test_a_server_that_speaks_for_one_show_knows_no_other(pair_room: Room) -> None:
    await pair_room.service.store.settings.change(pair_room.sandbox.guild.id, 1, 1.0, shows=("crumb",))
    assert "Rye" in text(await use(pair_room, "episode", number="1"))
    assert "nobody called" in text(await use(pair_room, "guest", name="Maren Holt"))
    assert "I know 1 show" in text(await use(pair_room, "shows"))
    assert "no show called" in text(await use(pair_room, "latest", show="tide"))


async def test_the_default_show_settles_a_number_that_two_have(pair_room: Room) -> None:
    await pair_room.service.store.settings.change(pair_room.sandbox.guild.id, 1, 1.0, default_show="tide")
    assert "Kelp forests" in text(await use(pair_room, "episode", number="1"))
    assert "Rye" in text(await use(pair_room, "episode", title="rye"))


async def test_commands_work_in_direct_messages(own_room: Room) -> None:
    card = await use(own_room, "episode", channel=own_room.ada.direct, number="250")
    assert "Tom Christie" in text(card)


async def test_without_embeds_a_card_is_plain_text(own_room: Room) -> None:
    own_room.sandbox.take_permissions(own_room.channel, Permission.EMBED_LINKS)
    card = await use(own_room, "episode", number="250")
    assert not card.embeds
    assert "Tom Christie" in card.content
    assert len(card.content) <= 2000


async def test_what_is_added_while_the_bot_runs_can_be_looked_up(pair_room: Room) -> None:
    async with taken_in(pair_room.service):
        write(pair_room.service.root, {"crumb/episodes/2-spelt.yaml": "title: Spelt\nnumber: 2\nguests: [Nora Quist]\n"})
    assert "Spelt" in text(await use(pair_room, "guest", name="nora"))
    offered = await pair_room.ada.autocomplete(pair_room.channel, "episode", "title", "spel")
    assert [each["name"] for each in offered] == ["Crumb Theory #2 Spelt"]
