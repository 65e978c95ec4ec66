"""YAML text as a tree of nodes that know their place, built from the parser's events in one pass.

Composing with PyYAML would recurse as deep as the text does and end the interpreter; events are flat, so that depth, number
of nodes and expansion of aliases are bounded while the tree grows, at no extra cost. Scalars stay the text that was written:
what they mean is up to the field they stand in.
"""

from __future__ import annotations

from dataclasses import dataclass


class Node:
    """A value with the line and column where it begins, from 0 as the parser counts."""

    __slots__ = ("column", "line")

    def __init__(self, line: int, column: int) -> None:
        self.line = line
        self.column = column


class Scalar(Node):
    """A single value; `plain` where it was written without quotes."""

    __slots__ = ("plain", "text")

    def __init__(self, text: str, plain: bool, line: int, column: int) -> None:
        self.text = text
        self.plain = plain
        self.line = line
        self.column = column


class Collection(Node):
    """Several values."""

    __slots__ = ("items",)

    def __init__(self, line: int, column: int) -> None:
        self.items: list[Node] = []
        self.line = line
        self.column = column


class Sequence(Collection):
    """A list."""

    __slots__ = ()


class Mapping(Collection):
    """Keys with values: `items` holds key, value, key, value, as written, duplicates among them."""

    __slots__ = ()


class Spoilt(Node):
    """A value of which a problem was reported already: readers pass over it without a word."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Slip:
    """Something wrong at a line and column, from 0."""

    line: int
    column: int
    message: str


class Refused(Exception):
    """The text is beyond a bound; reading stopped at the slip."""

    def __init__(self, slip: Slip) -> None:
        self.slip = slip
        super().__init__(slip.message)
