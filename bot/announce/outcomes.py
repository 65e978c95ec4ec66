"""What can come of speaking to Discord, and who does the speaking."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from bot.announce.news import News
from bot.store.records import Delivery, Step, Subscription


class Why(StrEnum):
    """Why something did not go out. People read the sentence that bot.wording has for it."""

    GONE = "gone"
    """The channel was deleted, or the bot is no longer on the server."""
    HIDDEN = "hidden"
    """The bot may not see the channel."""
    MUTE = "mute"
    """It may not write there."""
    TAG = "tag"
    """The forum wants a tag that the subscription does not name."""
    KIND = "kind"
    """Nothing can be written in a channel of that kind."""
    FORM = "form"
    """Discord does not take the post as it is."""
    BUSY = "busy"
    """Discord is out of order or asks to wait."""
    CLOSED = "closed"
    """The member takes no direct messages from the bot."""
    LOST = "lost"
    """The connection broke before the answer, or the bot was stopped."""
    UNREADABLE = "unreadable"
    """Whether it went out cannot be found out: the history cannot be read."""
    EMPTY = "empty"
    """What is to be sent cannot be read any more."""


@dataclass(frozen=True)
class Sent:
    """It stands as `message` in `channel`."""

    message: int
    channel: int


@dataclass(frozen=True)
class Refused:
    """Discord did not take it: it surely does not stand there."""

    why: Why


@dataclass(frozen=True)
class Unsure:
    """Nobody knows whether it went out."""

    why: Why = Why.LOST


@dataclass(frozen=True)
class Absent:
    """It surely does not stand there."""


@dataclass(frozen=True)
class Unreadable:
    """Whether it stands there cannot be found out; `later` says that another try may tell."""

    later: bool
    why: Why = Why.UNREADABLE


Outcome = Sent | Refused | Unsure
Sighted = Sent | Absent | Unreadable


class Courier(Protocol):
    """Speaks to Discord. None of its verbs raises for what Discord or the network does."""

    async def send(self, delivery: Delivery, news: News, subscription: Subscription | None) -> Outcome:
        """Sends a post to its channel, or without a subscription to its member; under `delivery.key`, once."""

    async def find(self, delivery: Delivery, since: float) -> Sighted:
        """Looks for the key in what the bot wrote there since then."""

    async def edit(self, delivery: Delivery, news: News, subscription: Subscription | None) -> Outcome:
        """Changes the message to tell `news`."""

    async def step(self, step: Step, news: News | None) -> Outcome:
        """Crossposts a message, or opens its thread; done already is done. `Sent.message` is what it made."""

    async def warn(self, subscription: Subscription, delivery: Delivery, moderators: int | None) -> bool:
        """Tells the moderators that a post does not get through; whether somebody could be told."""

    async def outage(self, subscription: Subscription, reason: str, moderators: int | None) -> bool:
        """Tells them that its source cannot be read, or with an empty reason that it can again; whether somebody heard."""


class Idle:
    """Sends nothing: for who only looks at what there would be."""

    async def send(self, delivery: Delivery, news: News, subscription: Subscription | None) -> Outcome:
        """Not sent."""
        return Refused(Why.BUSY)

    async def find(self, delivery: Delivery, since: float) -> Sighted:
        """Not looked for."""
        return Unreadable(later=True)

    async def edit(self, delivery: Delivery, news: News, subscription: Subscription | None) -> Outcome:
        """Not changed."""
        return Refused(Why.BUSY)

    async def step(self, step: Step, news: News | None) -> Outcome:
        """Not done."""
        return Refused(Why.BUSY)

    async def warn(self, subscription: Subscription, delivery: Delivery, moderators: int | None) -> bool:
        """Nobody is told."""
        return False

    async def outage(self, subscription: Subscription, reason: str, moderators: int | None) -> bool:
        """Nobody is told."""
        return False
