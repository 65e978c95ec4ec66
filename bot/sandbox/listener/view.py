"""The world as one person sees it, in the words of PAGE.md."""

from __future__ import annotations

from bot.sandbox.acting.commanding import offered
from bot.sandbox.acting.speaking import can_write
from bot.sandbox.faults import Faults
from bot.sandbox.gateway.gateway import Gateway
from bot.sandbox.wire import Json
from bot.sandbox.world.channel import Channel, Kind, Thread
from bot.sandbox.world.guild import Guild, Role
from bot.sandbox.world.interaction import Interaction, State, Type
from bot.sandbox.world.user import User
from bot.sandbox.world.world import World

NEWEST = 50
KINDS = {Type.COMMAND: "command", Type.COMPONENT: "component", Type.MODAL: "modal"}


class View:
    """What `me` sees."""

    def __init__(self, world: World, gateway: Gateway, faults: Faults, me: User) -> None:
        self._world = world
        self._gateway = gateway
        self._faults = faults
        self.me = me

    def state(self) -> Json:
        """Everything at once, as the page gets it when it connects."""
        channels = self.channels()
        return {
            "type": "state",
            "me": self.person(self.me),
            "people": [self.person(user) for user in self._people()],
            "bot": self.bot(),
            "guilds": [self._guild(guild) for guild in self._guilds()],
            "channels": [self.channel(each) for each in channels],
            "messages": {str(each.id): self._messages(each) for each in channels if each.holds_messages},
            "commands": self.commands(),
            "interactions": self._interactions(),
            "faults": self.faults(),
        }

    def person(self, user: User) -> Json:
        """Somebody whom the page can be or show."""
        guild = next((each for each in self._world.guilds.values() if user.id in each.members), None)
        more: Json = {"nick": None, "roles": [], "color": None, "title": "Listener", "owner": False}
        if guild is not None:
            member = guild.members[user.id]
            roles = sorted((guild.roles[each] for each in member.roles), key=lambda role: -role.position)
            owner = guild.owner_id == user.id
            more |= {"nick": member.nick, "roles": [str(role.id) for role in roles], "color": _color(roles), "owner": owner}
            more["title"] = "Owner" if owner else next((role.name for role in roles if not role.managed), "Listener")
        return user.payload() | more

    def bot(self) -> Json:
        """The bot, and whether it is there."""
        online = self._gateway.online
        return self.person(self._world.bot) | {"online": online, "status": self._gateway.status if online else "offline"}

    def channels(self) -> list[Channel]:
        """What `me` can see, in the order to list it."""
        everything = [each for each in self._world.channels.values() if each.guild and self._world.sees(self.me, each)]
        everything.sort(key=lambda each: (each.guild.id if each.guild else 0, _order(each), each.id))
        return [*everything, self._world.direct(self.me)]

    def channel(self, channel: Channel) -> Json:
        """One of them."""
        payload = channel.payload(self.me.id) if isinstance(channel, Thread) else channel.payload()
        payload.pop("permission_overwrites", None)
        if channel.kind is Kind.DIRECT:
            payload["recipients"] = [self._world.bot.payload()]
        return payload | {"can_write": can_write(self._world, self.me, channel) or channel.kind is Kind.FORUM}

    def commands(self) -> list[Json]:
        """The commands that `me` may use, each with the `channels` where."""
        found: dict[str, Json] = {}
        for channel in self.channels():
            for each in offered(self._world, self.me, channel):
                found.setdefault(each["id"], each | {"channels": []})["channels"].append(str(channel.id))
        return list(found.values())

    def interaction(self, interaction: Interaction) -> Json:
        """How far something is that `me` did."""
        return {
            "id": str(interaction.id),
            "kind": KINDS.get(interaction.type, "autocomplete"),
            "name": interaction.name,
            "user_id": str(interaction.user.id),
            "channel_id": str(interaction.channel.id),
            "message_id": str(interaction.message.id) if interaction.message else None,
            "custom_id": interaction.data.get("custom_id"),
            "state": interaction.state.value,
            "text": interaction.text,
        }

    def faults(self) -> list[Json]:
        """What is switched on to go wrong."""
        return list(self._faults.listed())

    def _people(self) -> list[User]:
        members = [user for guild in self._guilds() for user in (each.user for each in guild.members.values())]
        return [user for user in dict.fromkeys([*members, self.me]) if not user.bot]

    def _guilds(self) -> list[Guild]:
        return [guild for guild in self._world.guilds.values() if self.me.id in guild.members]

    def _guild(self, guild: Guild) -> Json:
        roles = [role.payload() for role in guild.roles.values()]
        return {"id": str(guild.id), "name": guild.name, "roles": roles, "owner_id": str(guild.owner_id)}

    def _messages(self, channel: Channel) -> list[Json]:
        everything = self._world.messages[channel.id].values()
        seen = [each for each in everything if each.only_for in (None, self.me)]
        return [each.payload(self.me.id) for each in seen[-NEWEST:]]

    def _interactions(self) -> list[Json]:
        own = [each for each in self._world.interactions.values() if each.user is self.me and each.type in KINDS]
        return [self.interaction(each) for each in own if each.state in (State.PENDING, State.THINKING)]


def _order(channel: Channel) -> tuple[int, int]:
    """Threads come right after the channel that they hang on."""
    above = channel.parent if isinstance(channel, Thread) and channel.parent else channel
    return above.position, 1 if isinstance(channel, Thread) else 0


def _color(roles: list[Role]) -> str | None:
    colored = next((role.color for role in roles if role.color), None)
    return f"#{colored:06x}" if colored else None
