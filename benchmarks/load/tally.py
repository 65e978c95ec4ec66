"""What the stand-in saw: when each question was put, when the bot first stirred, and how often it answered."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox import Event, Interaction, Message, Sandbox

CALLBACK = "/interactions/{interaction_id}/{interaction_token}/callback"
SEND = "/channels/{channel_id}/messages"


@dataclass(frozen=True)
class Put:
    """A question: what it is to the stand-in, of which kind, and when it was put, by `perf_counter`."""

    asked: Message | Interaction
    kind: str
    since: float


@dataclass
class Tally:
    """Listens to the stand-in; `put` has all questions by their ids."""

    sandbox: Sandbox
    put: dict[int, Put] = field(default_factory=dict)
    first: dict[int, float] = field(default_factory=dict)
    """Milliseconds to the bot's first request for each."""
    sent: Counter[int] = field(default_factory=Counter)
    """Messages of the bot by what they answer."""

    def __post_init__(self) -> None:
        self.sandbox.world.events.listen(self._hear)

    def note(self, asked: Message | Interaction, since: float, kind: str) -> None:
        """Notes that a question was put."""
        self.put[asked.id] = Put(asked, kind, since)

    def counts(self) -> Iterator[int]:
        """How often each question was answered."""
        for number, put in self.put.items():
            yield len(put.asked.replies) if isinstance(put.asked, Interaction) else self.sent[number]

    @property
    def lost(self) -> int:
        """Questions that have no answer yet."""
        return sum(count == 0 for count in self.counts())

    @property
    def repeated(self) -> int:
        """Answers beyond the first of each question."""
        return sum(count - 1 for count in self.counts() if count > 1)

    def asked(self, kind: str = "") -> int:
        """How many questions were put."""
        return sum(kind in ("", put.kind) for put in self.put.values())

    def part(self, share: float, kind: str = "") -> float:
        """Milliseconds within which `share` of the questions had the bot's first request; 0 where none was put."""
        ranked = sorted(took for each, took in self.first.items() if kind in ("", self.put[each].kind))
        return ranked[min(len(ranked) - 1, int(len(ranked) * share))] if ranked else 0.0

    def _hear(self, event: Event) -> None:
        message = event.message
        if event.name == "request":
            self._stirred(time.perf_counter())
        elif event.name == "MESSAGE_CREATE" and message is not None and message.author is self.sandbox.world.bot:
            self.sent[_number(message.nonce)] += 1

    def _stirred(self, now: float) -> None:
        request = self.sandbox.requests[-1]
        about = 0
        if request.route == CALLBACK:
            about = int(request.path.split("/")[2])
        elif request.route == SEND and isinstance(request.body, dict):
            about = _number(request.body.get("nonce"))
        if about in self.put and about not in self.first:
            self.first[about] = (now - self.put[about].since) * 1000


def _number(value: Any) -> int:
    return int(value) if str(value).isdigit() else 0
