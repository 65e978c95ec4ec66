"""Users: people and bots, as the whole of Discord knows them."""

from __future__ import annotations

from dataclasses import dataclass

from bot.sandbox.wire import Json


@dataclass(eq=False)
class User:
    """Somebody with an account."""

    id: int
    username: str
    global_name: str | None = None
    bot: bool = False
    takes_direct_messages: bool = True
    has_app: bool = False
    """Has installed the application for themselves, to use it anywhere."""

    @property
    def name(self) -> str:
        """What people see where no nick is set."""
        return self.global_name or self.username

    @property
    def mention(self) -> str:
        """The text that mentions them."""
        return f"<@{self.id}>"

    def payload(self) -> Json:
        """As Discord writes a user."""
        fields: Json = {
            "id": str(self.id),
            "username": self.username,
            "avatar": None,
            "discriminator": "0001" if self.bot else "0",
            "public_flags": 0,
            "flags": 0,
            "banner": None,
            "accent_color": None,
            "global_name": self.global_name,
            "avatar_decoration_data": None,
            "collectibles": None,
            "primary_guild": None,
        }
        return fields | {"bot": True} if self.bot else fields
