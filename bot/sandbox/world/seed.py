"""The world that every sandbox starts with: one server with a few channels and people."""

from __future__ import annotations

import base64
import secrets

from bot.sandbox.clock import Clock
from bot.sandbox.snowflake import Snowflakes
from bot.sandbox.world.application import Application
from bot.sandbox.world.channel import Kind, Tag
from bot.sandbox.world.guild import Guild
from bot.sandbox.world.install import install
from bot.sandbox.world.overwrite import ROLE, Overwrite
from bot.sandbox.world.permission import EVERYDAY, Permission
from bot.sandbox.world.user import User
from bot.sandbox.world.world import World

GUILD = "The Listening Room"
PEOPLE = (("ada", "Ada"), ("moss", "Moss"), ("holly", "Holly"))
"""A listener, a moderator and the owner."""
MODERATING = Permission.MANAGE_MESSAGES | Permission.MANAGE_THREADS | Permission.MODERATE_MEMBERS | Permission.MENTION_EVERYONE


def seeded(clock: Clock, application_name: str = "Greenroom") -> World:
    """A world with "The Listening Room": four channels, a listener, a moderator, an owner, and the bot."""
    snowflakes = Snowflakes(clock)
    owner = User(snowflakes.new(), *PEOPLE[2])
    bot = User(snowflakes.new(), application_name.lower(), application_name, bot=True)
    application = Application(bot.id, application_name, bot, owner, token_for(bot.id))
    world = World(clock, snowflakes, application, users={owner.id: owner, bot.id: bot})
    listener, moderator = (world.add_user(*names) for names in PEOPLE[:2])
    guild = world.add_guild(GUILD, owner, int(EVERYDAY))
    role = world.add_role(guild, "Moderator", int(MODERATING), color=0x1F8B4C)
    world.join(guild, listener)
    world.join(guild, moderator, role)
    install(world, guild)
    _furnish(world, guild)
    return world


def token_for(bot_id: int) -> str:
    """A bot token of Discord's form: the id, a time and a secret, none of them worth anything outside the sandbox."""
    head = base64.urlsafe_b64encode(str(bot_id).encode()).decode().rstrip("=")
    return f"{head}.{secrets.token_urlsafe(4)}.{secrets.token_urlsafe(28)}"


def _furnish(world: World, guild: Guild) -> None:
    world.add_channel(guild, "general").topic = "Anything about the shows"
    world.add_channel(guild, "ask-the-show").topic = "Questions about episodes, guests and topics"
    news = world.add_channel(guild, "announcements", Kind.NEWS)
    news.overwrites.append(Overwrite(guild.id, ROLE, deny=int(Permission.SEND_MESSAGES)))
    moderators = guild.role_named("Moderator")
    news.overwrites.append(Overwrite(moderators.id, ROLE, allow=int(Permission.SEND_MESSAGES)))
    bots = guild.role_named(world.application.name)
    news.overwrites.append(Overwrite(bots.id, ROLE, allow=int(Permission.SEND_MESSAGES | Permission.EMBED_LINKS)))
    forum = world.add_channel(guild, "episode-talk", Kind.FORUM)
    forum.tags = [Tag(world.new_id(), "Episode"), Tag(world.new_id(), "Question")]
