"""The application that the bot belongs to, and its commands."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.sandbox.wire import Json
from bot.sandbox.world.user import User

CHAT_INPUT, USER_MENU, MESSAGE_MENU = 1, 2, 3

PRESENCE, MEMBERS, CONTENT = 1 << 8, 1 << 1, 1 << 15
"""The intents that an application must be allowed."""


@dataclass(eq=False)
class Application:
    """An application with its bot user. `allowed_intents` are the privileged intents switched on in the developer portal."""

    id: int
    name: str
    bot: User
    owner: User
    token: str
    allowed_intents: int = PRESENCE | MEMBERS | CONTENT
    team: list[User] = field(default_factory=list)
    commands: dict[int | None, list[Json]] = field(default_factory=dict)
    """Registered commands by guild id; None holds the global ones."""

    @property
    def flags(self) -> int:
        """The application's flags; of the privileged intents the "limited" ones, as in small applications."""
        bits = {PRESENCE: 1 << 13, MEMBERS: 1 << 15, CONTENT: 1 << 19}
        return sum(flag for intent, flag in bits.items() if self.allowed_intents & intent)

    @property
    def reads_content(self) -> bool:
        """Whether REST shows it what other people wrote."""
        return bool(self.allowed_intents & CONTENT)

    def payload(self) -> Json:
        """As Discord tells the application about itself."""
        return {
            "id": str(self.id),
            "name": self.name,
            "icon": None,
            "description": "",
            "type": None,
            "bot": self.bot.payload(),
            "bot_public": True,
            "bot_require_code_grant": False,
            "integration_types_config": {"0": {}, "1": {}},
            "verify_key": "0" * 64,
            "flags": self.flags,
            "flags_new": str(self.flags),
            "redirect_uris": [],
            "interactions_endpoint_url": None,
            "role_connections_verification_url": None,
            "owner": self.owner.payload(),
            "approximate_guild_count": 1,
            "approximate_user_install_count": 0,
            "approximate_user_authorization_count": 0,
            "explicit_content_filter": 0,
            "team": self._team(),
            "eligible_oauth2_scopes": ["bot", "applications.commands"],
        }

    def _team(self) -> Json | None:
        if not self.team:
            return None
        members = [
            {
                "user": user.payload(),
                "team_id": str(self.id),
                "membership_state": 2,
                "role": "admin",
                "permissions": ["*"],
            }
            for user in self.team
        ]
        owner = str(self.team[0].id)
        return {"id": str(self.id), "icon": None, "name": f"{self.name} team", "owner_user_id": owner, "members": members}
