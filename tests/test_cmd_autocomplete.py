"""Autocomplete over the wire: every option that names something offers names, and never an error."""

from __future__ import annotations

import pytest

from tests.chat_kit import Room
from tests.cmd_kit import use

pytest_plugins = ["tests.wire.plugin", "tests.cmd_plugin"]

OPTIONS = [
    ("episode", "number", "25", "#25 uWSGI Core Developers · 22 September 2015"),
    ("episode", "title", "airflo", "#44 Airflow with Maxime Beauchemin · 2 February 2016"),
    ("episode", "show", "podcast", "Podcast.__init__ · 110 episodes"),
    ("guest", "name", "tomchr", "Tom Christie · guest in 1 episode"),
    ("topic", "name", "drf", "Django REST Framework (DRF) · 1 episode"),
    ("sponsor", "name", "lniode", "Linode · 77 episodes"),
    ("latest", "show", "", "Podcast.__init__ · 110 episodes"),
    ("random", "topic", "asyn", "async · 5 episodes"),
    ("search", "guest", "christie", "Tom Christie · guest in 1 episode"),
    ("search", "topic", "starlete", "Starlette · 1 episode"),
    ("search", "sponsor", "rol", "Rollbar · 17 episodes"),
]


@pytest.mark.parametrize(("command", "option", "typed", "first"), OPTIONS)
async def test_each_option_offers_names_in_the_words_of_the_field(
    own_room: Room, command: str, option: str, typed: str, first: str
) -> None:
    offered = await own_room.ada.autocomplete(own_room.channel, command, option, typed)
    assert offered[0]["name"] == first
    assert len(offered) <= 25


@pytest.mark.parametrize("typed", ["", " ", "%", "'; drop table episode; --", "🎧" * 30, "\u202e", "zzzzzzzzzz", "x" * 100])
async def test_odd_letters_are_no_error(own_room: Room, typed: str) -> None:
    for command, option in (("episode", "title"), ("guest", "name"), ("search", "topic")):
        assert len(await own_room.ada.autocomplete(own_room.channel, command, option, typed)) <= 25


async def test_what_is_offered_leads_to_what_it_says(own_room: Room) -> None:
    for typed in ("tom", "", "a"):
        for offered in (await own_room.ada.autocomplete(own_room.channel, "guest", "name", typed))[:5]:
            card = await use(own_room, "guest", name=offered["value"])
            assert str(card.embeds[0]["title"]).startswith(offered["name"].split(" (")[0].split(" · ")[0])


async def test_a_server_that_speaks_for_one_show_is_offered_nothing_of_others(pair_room: Room) -> None:
    await pair_room.service.store.settings.change(pair_room.sandbox.guild.id, 1, 1.0, shows=("crumb",))
    pair_room.bot.dispatch("settings_changed", await pair_room.service.store.settings.get(pair_room.sandbox.guild.id))
    guests = await pair_room.ada.autocomplete(pair_room.channel, "guest", "name", "")
    assert {each["value"] for each in guests} == {"Lena Fink", "Otis Bell"}
    episodes = await pair_room.ada.autocomplete(pair_room.channel, "episode", "title", "")
    assert [each["name"] for each in episodes] == ["Crumb Theory #1 Rye · 6 May 2022"]
    shows = await pair_room.ada.autocomplete(pair_room.channel, "latest", "show", "")
    assert [each["value"] for each in shows] == ["crumb"]
