"""What members follow: shows, guests and topics that the knowledge has."""

from __future__ import annotations

from bot.announce.timing import Bounds
from bot.store import Store
from bot.store.records import FollowKind
from bot.text import fold


class Following:
    """Follows and stops."""

    def __init__(self, store: Store, bounds: Bounds) -> None:
        self._store = store
        self.most = bounds.follows
        """Things that one member may follow."""

    async def follow(self, user: int, kind: FollowKind, key: str, label: str, now: float) -> bool | None:
        """Whether it is new that a member follows the thing with this key; None where there is no room for more."""
        followed = await self._store.follows.of(user)
        if len(followed) >= self.most and (kind, key) not in {(one.kind, one.key) for one in followed}:
            return None
        return await self._store.follows.add(user, kind, key, label, now)

    async def stop(self, user: int, label: str) -> str:
        """The label of what a member no longer follows; empty where they did not."""
        for one in await self._store.follows.of(user):
            if fold(one.label) == fold(label):
                await self._store.follows.remove(user, one.kind, one.key)
                return one.label
        return ""
