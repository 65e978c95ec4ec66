"""Where people ask: servers with channels, and many members."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from bot.sandbox import Channel, Permission, Person, Sandbox

SERVERS, ROOMS, PEOPLE = 20, 100, 2000


@dataclass(frozen=True)
class City:
    """All channels and all people; `homes` are the channels of each person's server."""

    rooms: tuple[Channel, ...]
    people: tuple[Person, ...]
    homes: dict[int, tuple[Channel, ...]]

    def passing(self, chance: random.Random) -> Iterator[Person]:
        """People one after the other, again and again, each time all of them, in another order."""
        order = list(self.people)
        while True:
            chance.shuffle(order)
            yield from order

    def rounds(self, chance: random.Random) -> Iterator[tuple[Person, Channel]]:
        """The same for channels, each with one of its server's people: no channel is asked much more than others."""
        order = list(self.rooms)
        members: dict[int, list[Person]] = {}
        for person in self.people:
            for room in self.homes[person.id]:
                members.setdefault(room.id, []).append(person)
        at = 0
        while True:
            chance.shuffle(order)
            for room in order:
                at += 1
                there = members[room.id]
                yield there[at * 7 % len(there)], room


def built(sandbox: Sandbox, servers: int = SERVERS, rooms: int = ROOMS, people: int = PEOPLE) -> City:
    """So many of each, spread evenly, before the bot comes."""
    world = sandbox.world
    guilds = [sandbox.add_guild(f"Server {at}", channels=()) for at in range(servers)]
    channels = [world.add_channel(guilds[at % servers], f"room-{at}") for at in range(rooms)]
    persons, homes = [], {}
    for at in range(people):
        user, guild = world.add_user(f"person{at}", f"Person {at}"), guilds[at % servers]
        world.join(guild, user)
        persons.append(Person(world, user, sandbox.waiting))
        homes[user.id] = tuple(each for each in channels if each.guild is guild)
    assert all(world.permissions(world.bot, each) & Permission.SEND_MESSAGES for each in channels)
    return City(tuple(channels), tuple(persons), homes)
