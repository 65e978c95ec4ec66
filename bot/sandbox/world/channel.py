"""Channels of every kind: text, announcements, forums, categories, threads and direct messages."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum

from bot.sandbox.wire import Json, iso, present
from bot.sandbox.world.guild import Guild
from bot.sandbox.world.overwrite import Overwrite
from bot.sandbox.world.user import User


class Kind(IntEnum):
    """Discord's channel types, as far as they matter to a bot that reads and writes."""

    TEXT = 0
    DIRECT = 1
    VOICE = 2
    CATEGORY = 4
    NEWS = 5
    NEWS_THREAD = 10
    PUBLIC_THREAD = 11
    PRIVATE_THREAD = 12
    FORUM = 15


THREADS = frozenset({Kind.NEWS_THREAD, Kind.PUBLIC_THREAD, Kind.PRIVATE_THREAD})
HOLDS_MESSAGES = THREADS | {Kind.TEXT, Kind.NEWS, Kind.DIRECT, Kind.VOICE}


@dataclass(eq=False)
class Tag:
    """A label that posts of a forum may carry."""

    id: int
    name: str
    moderated: bool = False
    emoji_name: str | None = None

    def payload(self) -> Json:
        """As Discord writes a forum tag."""
        fields: Json = {"id": str(self.id), "name": self.name, "moderated": self.moderated}
        return fields | {"emoji_id": None, "emoji_name": self.emoji_name}


@dataclass(eq=False)
class Channel:
    """A place for messages, or for threads (forums), or for channels (categories); `guild` is None in direct messages."""

    id: int
    kind: Kind
    name: str = ""
    guild: Guild | None = None
    position: int = 0
    parent: Channel | None = None
    topic: str | None = None
    overwrites: list[Overwrite] = field(default_factory=list)
    slowmode: int = 0
    tags: list[Tag] = field(default_factory=list)
    needs_tag: bool = False
    recipients: list[User] = field(default_factory=list)
    last_message_id: int | None = None

    @property
    def mention(self) -> str:
        """The text that links to it."""
        return f"<#{self.id}>"

    @property
    def holds_messages(self) -> bool:
        """Whether messages may be written in it."""
        return self.kind in HOLDS_MESSAGES

    @property
    def rules(self) -> list[Overwrite]:
        """The overwrites that count here."""
        return self.overwrites

    def payload(self) -> Json:
        """As Discord writes this kind of channel."""
        if self.guild is None:
            recipients = [user.payload() for user in self.recipients]
            return self._common() | {"recipients": recipients}
        fields = self._common() | {
            "guild_id": str(self.guild.id),
            "name": self.name,
            "position": self.position,
            "parent_id": str(self.parent.id) if self.parent else None,
            "permission_overwrites": [each.payload() for each in self.overwrites],
            "nsfw": False,
        }
        if self.kind is not Kind.CATEGORY:
            fields |= {"topic": self.topic, "rate_limit_per_user": self.slowmode}
        return fields | self._forum() if self.kind is Kind.FORUM else fields

    def partial(self, permissions: int) -> Json:
        """The short form that interactions carry, with what their user may do here."""
        fields = self.payload()
        fields.pop("permission_overwrites", None)
        return fields | {"permissions": str(int(permissions))}

    def _common(self) -> Json:
        last = self.last_message_id
        return {
            "id": str(self.id),
            "type": int(self.kind),
            "flags": 16 if self.needs_tag else 0,
            "last_message_id": str(last) if last else None,
        }

    def _forum(self) -> Json:
        return {
            "available_tags": [tag.payload() for tag in self.tags],
            "default_reaction_emoji": None,
            "default_sort_order": None,
            "default_forum_layout": 0,
            "template": "",
        }


@dataclass(eq=False)
class Thread(Channel):
    """A thread, or a post of a forum; permissions are those of the channel that it hangs on."""

    owner_id: int = 0
    made_at: float = 0.0
    archived: bool = False
    locked: bool = False
    auto_archive: int = 4320
    members: dict[int, float] = field(default_factory=dict)
    """Who follows it, and since when."""
    applied_tags: list[int] = field(default_factory=list)
    message_count: int = 0
    """Without the message that opened it."""

    @property
    def rules(self) -> list[Overwrite]:
        """The overwrites of the channel that it hangs on."""
        return self.parent.overwrites if self.parent else []

    def payload(self, member_id: int | None = None) -> Json:
        """As Discord writes a thread; `member` in it is about `member_id`, where that user follows it."""
        assert self.guild is not None
        assert self.parent is not None
        fields = self._common() | {
            "guild_id": str(self.guild.id),
            "parent_id": str(self.parent.id),
            "name": self.name,
            "owner_id": str(self.owner_id),
            "rate_limit_per_user": self.slowmode,
            "message_count": self.message_count,
            "member_count": min(50, len(self.members)),
            "total_message_sent": self.message_count,
            "thread_metadata": self._metadata(),
        }
        joined = self.membership(member_id) if member_id in self.members else None
        tags = [str(tag) for tag in self.applied_tags] if self.parent.kind is Kind.FORUM else None
        return fields | present({"member": joined, "applied_tags": tags})

    def membership(self, user_id: int | None) -> Json:
        """As Discord writes that somebody follows the thread."""
        since = iso(self.members[user_id or 0])
        return {"id": str(self.id), "user_id": str(user_id), "join_timestamp": since, "flags": 0}

    def _metadata(self) -> Json:
        return {
            "archived": self.archived,
            "archive_timestamp": iso(self.made_at),
            "auto_archive_duration": self.auto_archive,
            "locked": self.locked,
            "create_timestamp": iso(self.made_at),
        }
