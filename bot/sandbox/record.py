"""The log of every REST request, for tests that count and for checks against Discord's own description."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import Any

from bot.sandbox.wire import Json


@dataclass(frozen=True)
class Exchange:
    """One request of the bot and its answer; `route` is the path as Discord's description writes it.

    `answer` is None where there was no body, and `status` is 0 where the connection was dropped instead of an answer.
    """

    method: str
    route: str
    path: str
    query: Json
    body: Any
    status: int
    answer: Any
    at: float

    @property
    def name(self) -> str:
        """Method and route: `POST /channels/{channel_id}/messages`."""
        return f"{self.method} {self.route}"


class Requests(deque[Exchange]):
    """The newest requests, oldest first; at most `keep` of them."""

    def __init__(self, keep: int = 100_000) -> None:
        super().__init__(maxlen=keep)

    def to(self, method: str, route: str) -> list[Exchange]:
        """Those of one route."""
        return [each for each in self if each.method == method and each.route == route]
