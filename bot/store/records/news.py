"""What is kept of feeds, of who follows what, and of what was posted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypedDict

DeliveryState = Literal["due", "sending", "sent", "skipped", "given up"]
FollowKind = Literal["show", "guest", "topic"]


@dataclass(frozen=True, slots=True)
class NewSubscription:
    """What a moderator asks for: new episodes of a show, or of a feed, into a channel."""

    guild: int
    channel: int
    show: str = ""
    feed: str = ""
    template: str = ""
    """Empty for the usual text."""
    ping_role: int | None = None
    embed: bool = True
    crosspost: bool = False
    thread: bool = False
    forum_tags: tuple[int, ...] = ()
    titles: str = ""
    """Filters: only what matches, in the caller's notation; empty for all."""
    topics: str = ""
    guests: str = ""


@dataclass(frozen=True, slots=True)
class Subscription(NewSubscription):
    """A subscription as it stands."""

    id: int = 0
    paused: bool = False
    made_by: int | None = None
    made_at: float = 0.0
    checked_at: float | None = None
    finding: str = ""
    """What the last check found, for its host."""


class SubscriptionChanges(TypedDict, total=False):
    """What a moderator changes of a subscription; what is left out stays."""

    channel: int
    template: str
    ping_role: int | None
    embed: bool
    crosspost: bool
    thread: bool
    forum_tags: tuple[int, ...]
    titles: str
    topics: str
    guests: str
    paused: bool


@dataclass(frozen=True, slots=True)
class Post:
    """Something to be sent once: one episode to one subscription or member."""

    key: str
    """Subscription and episode: nothing is sent twice under one key."""
    channel: int
    """0 where it is a direct message whose channel is not known yet."""
    episode: str
    guild: int | None = None
    subscription: int | None = None
    user: int | None = None
    """The member who follows, for direct messages."""
    payload: bytes = b""
    """What is needed to make the message, opaque to the store."""
    digest: str = ""
    """Changes when the message should."""


@dataclass(frozen=True, slots=True)
class Delivery(Post):
    """What became of a post. `state`:

    - `due`: to be sent at `next_try`, for the first time or, with a `reason`, again
    - `sending`: claimed; found in this state after a restart, nobody knows whether it went out
    - `sent`: it stands as `message` in `channel`
    - `skipped`: it was not to be sent, and `reason` says why
    - `given up`: it could not be sent
    """

    state: DeliveryState = "due"
    attempts: int = 0
    first_at: float = 0.0
    claimed_at: float | None = None
    next_try: float | None = None
    reason: str = ""
    message: int | None = None
    sent_at: float | None = None
    told_at: float | None = None
    """When the moderators were told that it does not get through."""
    pending: str = ""
    """The digest that an edit under way will give it."""


@dataclass(frozen=True, slots=True)
class Step:
    """Something to be done after a message went out, such as `crosspost` or `thread`."""

    delivery: str
    step: str
    channel: int
    message: int
    attempts: int
    next_try: float
    reason: str


@dataclass(frozen=True, slots=True)
class Validators:
    """What a feed's last answer left to ask again with; they hold for `address` alone."""

    address: str = ""
    etag: str = ""
    modified: str = ""
    digest: str = ""


@dataclass(frozen=True, slots=True)
class FeedState:
    """What is known of polling one feed."""

    url: str
    """As it was subscribed to."""
    validators: Validators
    moved_to: str
    """Where it lives now, empty where it still lives at `url`."""
    added_at: float
    next_poll: float
    checked_at: float | None
    read_at: float | None
    """When it was last read; None means never, and then nothing in it is new."""
    failures: int
    """In a row."""
    reason: str
    """Why the last poll failed, empty where it did not."""

    @property
    def address(self) -> str:
        """Where to ask."""
        return self.moved_to or self.url


@dataclass(frozen=True, slots=True)
class Follow:
    """A member who wants a direct message about a show, guest or topic."""

    user: int
    kind: FollowKind
    key: str
    """By which it is found."""
    label: str
    """By which people know it."""
    at: float
