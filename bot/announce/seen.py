"""What is kept of an episode that was seen, so that it is announced once: its trace, and how far it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import msgspec

from bot.feeds import Item, Trace
from bot.model import Frozen

State = Literal["old", "waiting", "told"]


class Seen(Frozen, frozen=True):
    """An episode of a source. `old` ones were there before anybody asked and are never announced."""

    trace: Trace
    state: State = "old"
    due: float | None = None
    """When a waiting one comes out."""
    told: float | None = None
    """When it was announced; edits are looked for a while after that."""
    fed: bool = False
    """Whether the feed has it."""
    key: str = ""
    """The knowledge file that tells of it, as `show/episode`."""
    item: Item | None = None
    """The feed's words, kept while the episode may still be edited."""
    title: str = ""
    """The feed's title, for the same time."""
    digest: str = ""
    """Of the news as last told."""


def pack(seen: Seen) -> bytes:
    """As the store keeps it."""
    return msgspec.json.encode(seen)


def unpack(kept: Mapping[str, bytes]) -> dict[str, Seen]:
    """What the store kept, by id; what cannot be read is left out."""
    found: dict[str, Seen] = {}
    for name, data in kept.items():
        try:
            found[name] = msgspec.json.decode(data, type=Seen)
        except msgspec.DecodeError:
            continue
    return found
