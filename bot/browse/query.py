"""What somebody looked for with a command, as a value that another page can be made from later."""

from __future__ import annotations

from typing import Literal

import msgspec

PAGE = 8
"""Episodes on a page of a list: what a phone shows without much scrolling."""

Look = Literal["episode", "person", "topic", "sponsor", "latest", "random", "search", "shows"]


class Query(msgspec.Struct, frozen=True, omit_defaults=True):
    """A command as it was filled in; `shows` are the slugs that the place allows, empty for all.

    `name` is what an episode, guest, topic or sponsor was called; the other fields limit a search.
    """

    look: Look
    name: str = ""
    number: str = ""
    words: str = ""
    show: str = ""
    guest: str = ""
    topic: str = ""
    sponsor: str = ""
    year: int = 0
    shows: tuple[str, ...] = ()
    page: int = 0
    """From 0."""
    choosing: str = ""
    """The field that a choice fills in, where several things fit."""

    def chosen(self, value: str) -> Query:
        """The same query with the choice made."""
        return msgspec.structs.replace(self, **{self.choosing: value, "choosing": ""}) if self.choosing else self

    def within(self, shows: tuple[str, ...]) -> Query:
        """The same query for a place that speaks for these shows."""
        return msgspec.structs.replace(self, shows=shows)

    def turned(self, page: int) -> Query:
        """The same query on another page."""
        return msgspec.structs.replace(self, page=page)


def packed(query: Query) -> bytes:
    """The query as bytes for the state."""
    return msgspec.json.encode(query)


def unpacked(data: bytes) -> Query | None:
    """What `packed` made; None for anything else."""
    try:
        return msgspec.json.decode(data, type=Query)
    except (msgspec.ValidationError, msgspec.DecodeError):
        return None
