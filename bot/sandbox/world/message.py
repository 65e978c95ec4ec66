"""Messages, with their attachments and reactions."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntFlag

from bot.sandbox.wire import Json, iso, present
from bot.sandbox.world.channel import Channel, Thread
from bot.sandbox.world.user import User


class Flag(IntFlag):
    """The flags of a message that matter here."""

    CROSSPOSTED = 1 << 0
    SUPPRESS_EMBEDS = 1 << 2
    HAS_THREAD = 1 << 5
    EPHEMERAL = 1 << 6
    LOADING = 1 << 7
    SUPPRESS_NOTIFICATIONS = 1 << 12
    COMPONENTS_V2 = 1 << 15


DEFAULT, THREAD_STARTER, REPLY, CHAT_COMMAND, CONTEXT_COMMAND = 0, 21, 19, 20, 23


@dataclass(eq=False)
class Attachment:
    """A file that was uploaded; `data` is served at `url`."""

    id: int
    filename: str
    data: bytes
    url: str
    content_type: str = "application/octet-stream"
    description: str | None = None
    ephemeral: bool = False

    def payload(self) -> Json:
        """As Discord writes an attachment."""
        fields: Json = {
            "id": str(self.id),
            "filename": self.filename,
            "size": len(self.data),
            "url": self.url,
            "proxy_url": self.url,
            "content_type": self.content_type,
        }
        return fields | present({"description": self.description, "ephemeral": self.ephemeral or None})


@dataclass(eq=False)
class Message:
    """A message; `only_for` is the person who alone sees it, where it is ephemeral."""

    id: int
    channel: Channel
    author: User
    written_at: float
    content: str = ""
    kind: int = DEFAULT
    flags: int = 0
    tts: bool = False
    embeds: list[Json] = field(default_factory=list)
    components: list[Json] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    mentions: list[User] = field(default_factory=list)
    mention_roles: list[int] = field(default_factory=list)
    mention_everyone: bool = False
    reactions: dict[str, list[int]] = field(default_factory=dict)
    """Emoji to the ids of those who reacted, in order."""
    edited_at: float | None = None
    nonce: str | int | None = None
    reference: Json | None = None
    referenced: Message | None = None
    only_for: User | None = None
    thread: Thread | None = None
    from_interaction: Json = field(default_factory=dict)
    """`interaction_metadata`, `interaction`, `webhook_id`, `application_id` of an answer to an interaction."""
    deleted: bool = False

    @property
    def text(self) -> str:
        """All that a person reads in it: content, embeds and text components, one part a line."""
        parts = [self.content]
        for embed in self.embeds:
            parts += _words_of_embed(embed)
        parts += _words_of_components(self.components)
        return "\n".join(part for part in parts if part)

    @property
    def ephemeral(self) -> bool:
        """Whether only one person sees it."""
        return self.only_for is not None

    def component(self, custom_id: str) -> Json:
        """The button or select with that id, however deep; KeyError where there is none."""
        for each in walk(self.components):
            if each.get("custom_id") == custom_id:
                return each
        raise KeyError(custom_id)

    def button(self, label: str) -> Json:
        """The button that bears that label; KeyError where there is none."""
        for each in walk(self.components):
            if each.get("type") == 2 and each.get("label") == label:
                return each
        raise KeyError(label)

    def payload(self, viewer_id: int, with_reference: bool = True) -> Json:
        """As Discord writes it to `viewer_id`, who decides only which reactions are "mine"."""
        fields = self._core() | {
            "attachments": [each.payload() for each in self.attachments],
            "embeds": [] if self.flags & Flag.SUPPRESS_EMBEDS else self.embeds,
            "components": self.components,
            "mentions": [user.payload() for user in self.mentions],
            "mention_roles": [str(role) for role in self.mention_roles],
            "mention_everyone": self.mention_everyone,
        }
        if self.reactions:
            fields["reactions"] = [_reaction(emoji, users, viewer_id) for emoji, users in self.reactions.items()]
        if self.reference:
            fields["message_reference"] = self.reference
        if self.kind in (REPLY, THREAD_STARTER) and with_reference:
            before = self.referenced
            fields["referenced_message"] = before.payload(viewer_id, False) if before and not before.deleted else None
        thread = self.thread.payload(viewer_id) if self.thread else None
        return fields | present({"nonce": self.nonce, "thread": thread}) | self.from_interaction

    def _core(self) -> Json:
        return {
            "id": str(self.id),
            "channel_id": str(self.channel.id),
            "author": self.author.payload(),
            "content": self.content,
            "type": self.kind,
            "flags": self.flags,
            "tts": self.tts,
            "pinned": False,
            "timestamp": iso(self.written_at),
            "edited_timestamp": iso(self.edited_at) if self.edited_at else None,
        }


def walk(components: list[Json]) -> list[Json]:
    """Every component in the tree, parents before children."""
    found: list[Json] = []
    for each in components:
        found.append(each)
        found += walk(each.get("components") or [])
        found += walk([inner for inner in (each.get("accessory"), each.get("component")) if inner])
    return found


def emoji_payload(emoji: str) -> Json:
    """A reaction's emoji: `👍`, or `name:id` for a server's own."""
    name, _, number = emoji.partition(":")
    return {"id": number or None, "name": name}


def _reaction(emoji: str, users: list[int], viewer_id: int) -> Json:
    return {
        "emoji": emoji_payload(emoji),
        "count": len(users),
        "count_details": {"burst": 0, "normal": len(users)},
        "burst_colors": [],
        "me": viewer_id in users,
        "me_burst": False,
    }


def _words_of_embed(embed: Json) -> list[str]:
    parts = [embed.get("author", {}).get("name", ""), embed.get("title", ""), embed.get("description", "")]
    for each in embed.get("fields", []):
        parts += [each["name"], each["value"]]
    return [*parts, embed.get("footer", {}).get("text", "")]


def _words_of_components(components: list[Json]) -> list[str]:
    return [each["content"] for each in walk(components) if each.get("type") == 10]
