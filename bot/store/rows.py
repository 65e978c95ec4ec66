"""Rows as records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

from sqlalchemy.dialects.sqlite import Insert

from bot.store.database import AT_ONCE, Line

T = TypeVar("T")


def made(kind: type[T], row: Line) -> T:
    """The record whose fields are named as the columns of `row`."""
    return kind(**row._mapping)


def all_made(kind: type[T], rows: Iterable[Line]) -> tuple[T, ...]:
    """A record for each row, in their order."""
    return tuple(made(kind, row) for row in rows)


def taken(statement: Insert, *columns: str) -> dict[str, object]:
    """For a conflict clause: these columns get what the insert wanted to put in."""
    return {column: statement.excluded[column] for column in columns}


def portions(items: Iterable[T], size: int = AT_ONCE) -> Iterator[list[T]]:
    """The items in lists of `size`, the last one shorter."""
    rest = iter(items)
    while some := list(islice(rest, size)):
        yield some
