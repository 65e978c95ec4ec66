"""What one channel allows or denies beyond what roles say."""

from __future__ import annotations

from dataclasses import dataclass

from bot.sandbox.wire import Json

ROLE, MEMBER = 0, 1


@dataclass
class Overwrite:
    """For one role (`kind` 0) or member (`kind` 1): bits allowed and bits denied."""

    id: int
    kind: int
    allow: int = 0
    deny: int = 0

    def payload(self) -> Json:
        """As Discord writes it, the bits as text."""
        return {"id": str(self.id), "type": self.kind, "allow": str(self.allow), "deny": str(self.deny)}
