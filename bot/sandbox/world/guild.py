"""Guilds (people call them servers), their roles and members."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.sandbox.wire import Json, iso
from bot.sandbox.world.user import User


@dataclass(eq=False)
class Role:
    """A role; the one whose id is the guild's own is @everyone."""

    id: int
    name: str
    permissions: int = 0
    position: int = 0
    color: int = 0
    hoist: bool = False
    managed: bool = False
    mentionable: bool = False

    @property
    def mention(self) -> str:
        """The text that mentions everybody who has it."""
        return f"<@&{self.id}>"

    def payload(self) -> Json:
        """As Discord writes a role."""
        return {
            "id": str(self.id),
            "name": self.name,
            "description": None,
            "permissions": str(int(self.permissions)),
            "position": self.position,
            "color": self.color,
            "colors": {"primary_color": self.color, "secondary_color": None, "tertiary_color": None},
            "hoist": self.hoist,
            "managed": self.managed,
            "mentionable": self.mentionable,
            "icon": None,
            "unicode_emoji": None,
            "flags": 0,
        }


@dataclass(eq=False)
class Member:
    """A user in a guild; `roles` are role ids without @everyone."""

    user: User
    joined_at: float
    roles: list[int] = field(default_factory=list)
    nick: str | None = None

    def payload(self, with_user: bool = True) -> Json:
        """As Discord writes a member; in messages the user stands beside it and is left out here."""
        fields: Json = {
            "avatar": None,
            "banner": None,
            "communication_disabled_until": None,
            "flags": 0,
            "joined_at": iso(self.joined_at),
            "nick": self.nick,
            "pending": False,
            "premium_since": None,
            "roles": [str(role) for role in self.roles],
            "mute": False,
            "deaf": False,
        }
        return fields | {"user": self.user.payload()} if with_user else fields


@dataclass(eq=False)
class Guild:
    """A server. `installed` says whether the bot is a member of it."""

    id: int
    name: str
    owner_id: int
    made_at: float
    roles: dict[int, Role] = field(default_factory=dict)
    members: dict[int, Member] = field(default_factory=dict)
    features: list[str] = field(default_factory=lambda: ["COMMUNITY", "NEWS"])
    locale: str = "en-US"
    description: str | None = None

    @property
    def everyone(self) -> Role:
        """The role that every member has."""
        return self.roles[self.id]

    def role_named(self, name: str) -> Role:
        """The role of that name; KeyError where there is none."""
        for role in self.roles.values():
            if role.name == name:
                return role
        raise KeyError(name)

    def payload(self) -> Json:
        """As Discord's REST writes a guild; channels and members come only over the gateway."""
        return {
            "id": str(self.id),
            "name": self.name,
            "owner_id": str(self.owner_id),
            "description": self.description,
            "features": list(self.features),
            "roles": [role.payload() for role in self.roles.values()],
            "preferred_locale": self.locale,
            "max_members": 500_000,
            "premium_subscription_count": 0,
            "system_channel_flags": 0,
        } | _UNUSED

    def partial(self) -> Json:
        """The short form that interactions carry."""
        return {"id": str(self.id), "features": list(self.features), "locale": self.locale}


# What every guild has and no test of a bot that answers questions ever turns.
_UNUSED: Json = {
    **dict.fromkeys(
        (
            "icon home_header splash discovery_splash banner application_id afk_channel_id system_channel_id widget_channel_id "
            "vanity_url_code rules_channel_id safety_alerts_channel_id public_updates_channel_id max_presences incidents_data"
        ).split()
    ),
    "region": "us-east",
    "afk_timeout": 300,
    "widget_enabled": False,
    "verification_level": 1,
    "default_message_notifications": 1,
    "mfa_level": 0,
    "explicit_content_filter": 2,
    "max_stage_video_channel_users": 50,
    "max_video_channel_users": 25,
    "premium_tier": 0,
    "premium_progress_bar_enabled": False,
    "nsfw": False,
    "nsfw_level": 0,
    "emojis": [],
    "stickers": [],
}
