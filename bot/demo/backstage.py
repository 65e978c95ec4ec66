"""What moderators find in the demo: every show granted to their role, and a channel of their own."""

from __future__ import annotations

from pathlib import Path

from bot.sandbox import Permission, Sandbox
from bot.sandbox.world.overwrite import ROLE, Overwrite
from bot.service import Service

CHANNEL = "moderators"
ROLE_NAME = "Moderator"
TOPIC = (
    "For moderators: try /knowledge add or /gaps, and be told of mistakes in the files. "
    "You change a copy of the files, {copy}; the originals stay."
)


async def furnish(sandbox: Sandbox, service: Service, copy: Path, now: float) -> None:
    """Adds the channel, grants every show, and tells the bot of both. To be awaited before the bot connects."""
    world, guild, store = sandbox.world, sandbox.guild, service.store
    moderators, bots = guild.role_named(ROLE_NAME), guild.role_named(world.application.name)
    channel = world.add_channel(guild, CHANNEL)
    channel.topic = TOPIC.format(copy=_short(copy))
    see = int(Permission.VIEW_CHANNEL | Permission.SEND_MESSAGES | Permission.EMBED_LINKS)
    channel.overwrites.append(Overwrite(guild.id, ROLE, deny=int(Permission.VIEW_CHANNEL)))
    channel.overwrites += [Overwrite(role.id, ROLE, allow=see) for role in (moderators, bots)]
    for show in service.desk.catalog.shows:
        await store.grants.grant(guild.id, moderators.id, show, sandbox.owner.id, now)
    await store.settings.change(guild.id, sandbox.owner.id, now, moderators_channel=channel.id, moderator_role=moderators.id)


def _short(path: Path) -> str:
    """The path as seen from where the demo was started, where it lies below."""
    return path.relative_to(Path.cwd()).as_posix() if path.is_relative_to(Path.cwd()) else path.as_posix()
