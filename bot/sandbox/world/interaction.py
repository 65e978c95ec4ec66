"""Interactions: somebody used a command, pressed a button, chose from a menu or sent a form."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum, StrEnum

from bot.sandbox.wire import Json
from bot.sandbox.world.channel import Channel
from bot.sandbox.world.message import Message
from bot.sandbox.world.user import User

ANSWER_WITHIN = 3.0
"""Seconds until the first answer must have come."""
LASTS = 15 * 60.0
"""Seconds for which the token edits and follows up."""


class Type(IntEnum):
    """What somebody did."""

    COMMAND = 2
    COMPONENT = 3
    AUTOCOMPLETE = 4
    MODAL = 5


class State(StrEnum):
    """How far the answer is."""

    PENDING = "pending"
    THINKING = "thinking"
    DONE = "done"
    FAILED = "failed"


@dataclass(eq=False)
class Interaction:
    """One act of one person, and what the bot made of it."""

    id: int
    token: str
    type: Type
    user: User
    channel: Channel
    started_at: float
    data: Json
    name: str = ""
    """Of the command that it began with."""
    message: Message | None = None
    """The message whose component was used."""
    parent: Interaction | None = None
    """A form's: what opened it."""
    metadata: Json = field(default_factory=dict)
    """What an answer says of it, as `interaction_metadata`."""
    state: State = State.PENDING
    text: str = ""
    """What Discord shows the person where it failed."""
    answered: int | None = None
    """The type of the callback, once it came."""
    only_for_user: bool = False
    original: Message | None = None
    """What `@original` means."""
    deferred: bool = False
    """The answer was put off and has not come."""
    replies: list[Message] = field(default_factory=list)
    """What the bot said, first to last, without what is still loading."""
    modal: Json | None = None
    choices: list[Json] | None = None

    def payload(self) -> Json:
        """As the callback's answer describes it."""
        fields: Json = {"id": str(self.id), "type": int(self.type)}
        if self.original is not None and self.answered in (4, 5):
            fields |= {
                "response_message_id": str(self.original.id),
                "response_message_loading": self.deferred,
                "response_message_ephemeral": self.only_for_user,
            }
        return fields
