"""YAML text → nodes that know where they begin and end, to the character: what an edit may touch, and what it must not.

The loader's own `Composer` goes first: it bounds depth, size and aliases and words what is wrong. This tree is for edits only.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import Any

from yaml import YAMLError
from yaml._yaml import CParser
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)
from yaml.tokens import BlockEntryToken, FlowEntryToken

from bot.edits.errors import EditRefused
from bot.knowledge.compose import Composer
from bot.knowledge.encoding import wide
from bot.knowledge.files import LARGEST, too_large
from bot.knowledge.nodes import Refused
from bot.knowledge.syntax import explain

BOM = "\ufeff"
BREAKS = "\r\n\x85\u2028\u2029"
"""What ends a line for libyaml."""

BREAK = re.compile(f"\r\n|[{BREAKS}]")


@dataclass(slots=True, eq=False)
class Node:
    """A value from `start` up to `end`, in characters; `anchor` is the name behind an `&`."""

    start: int
    end: int
    anchor: str | None = None
    tag: str | None = None


@dataclass(slots=True, eq=False)
class Value(Node):
    """A single value; `style` is "" where it is plain, else `'`, `"`, `|` or `>`. Empty ones have no extent."""

    text: str = ""
    style: str = ""


@dataclass(slots=True, eq=False)
class Alias(Node):
    """A `*name`, with what it stands for."""

    name: str = ""
    target: Node | None = None


@dataclass(slots=True, eq=False)
class Items(Node):
    """A list; `flow` where it stands in brackets."""

    items: list[Node] = field(default_factory=list)
    flow: bool = False

    @property
    def held(self) -> list[Node]:
        """What it holds."""
        return self.items


@dataclass(slots=True, eq=False)
class Keys(Node):
    """A mapping, in the order written; `flow` where it stands in braces."""

    pairs: list[tuple[Node, Node]] = field(default_factory=list)
    flow: bool = False

    @property
    def held(self) -> list[tuple[Node, Node]]:
        """What it holds."""
        return self.pairs

    def find(self, key: str) -> int | None:
        """The position of a key; None where it is absent. Raises `EditRefused` where it stands there twice."""
        found = [at for at, (name, _) in enumerate(self.pairs) if isinstance(name, Value) and name.text == key]
        if len(found) > 1:
            raise EditRefused(f'"{key}" stands twice in the same place; take one out first')
        return found[0] if found else None


class Tree:
    """The text of a file with its nodes; `root` is None where it holds nothing but comments."""

    def __init__(self, data: bytes) -> None:
        """Raises `EditRefused` where the text is no YAML that the bot would read."""
        self._data = data
        _must_be_readable(data)
        text = data.decode()
        self.bom = BOM if text.startswith(BOM) else ""
        self.text = text.removeprefix(BOM)
        """Without a byte order mark; positions count in it."""
        self.root = _compose(data, self.text)
        self._dashes: list[int] | None = None
        self._commas: list[int] = []

    def dash(self, item: Node) -> int:
        """The position of the dash before an item of a block list."""
        self._scan()
        assert self._dashes is not None
        return self._dashes[bisect_left(self._dashes, item.start) - 1]

    def comma(self, start: int, end: int) -> int | None:
        """The position of the comma between two items in brackets or braces, None where there is none."""
        self._scan()
        at = bisect_left(self._commas, start)
        return self._commas[at] if at < len(self._commas) and self._commas[at] < end else None

    def _scan(self) -> None:
        if self._dashes is not None:
            return
        self._dashes = []
        next_token: Any = CParser(self._data).get_token
        while (token := next_token()) is not None:
            if type(token) is BlockEntryToken:
                self._dashes.append(token.start_mark.index)
            elif type(token) is FlowEntryToken:
                self._commas.append(token.start_mark.index)

    def line_start(self, at: int) -> int:
        """The position where the line of a position begins."""
        while at > 0 and self.text[at - 1] not in BREAKS:
            at -= 1
        return at

    def line_end(self, at: int) -> int:
        """The position of the break that ends the line of a position, or of the end of the text."""
        while at < len(self.text) and self.text[at] not in BREAKS:
            at += 1
        return at

    def after_break(self, at: int) -> int:
        """The beginning of the next line, where a break stands at the position."""
        if self.text.startswith("\r\n", at):
            return at + 2
        return min(at + 1, len(self.text))

    def column(self, at: int) -> int:
        """Characters before a position in its line."""
        return at - self.line_start(at)

    def lines(self, start: int, end: int) -> bool:
        """Whether the stretch reaches over more than one line."""
        return any(c in BREAKS for c in self.text[start:end])


def _must_be_readable(data: bytes) -> None:
    if len(data) > LARGEST:
        raise EditRefused(f"The file cannot be edited: {too_large(len(data))}.")
    if (odd := wide(data)) is not None:
        raise EditRefused(f"The file cannot be edited: {odd.message}.")
    composer = Composer()
    try:
        composer.compose(data)
    except Refused as refused:
        raise EditRefused(f"The file cannot be edited: {refused}.") from None
    except YAMLError as error:
        slip, _ = explain(data, error)
        raise EditRefused(f"The file cannot be read, so mend line {slip.line + 1} first: {slip.message}.") from None
    if any("a second document" in slip.message for slip in composer.slips):
        raise EditRefused("The file holds two documents; take out the line of dashes first.")


def _compose(data: bytes, text: str) -> Node | None:
    """The nodes of the text, which is known to be readable."""
    next_event: Any = CParser(data).get_event
    frames: list[list[Node]] = [[]]
    opened: list[Any] = []
    anchors: dict[str, Node] = {}
    while (event := next_event()) is not None:
        kind = type(event)
        if kind is ScalarEvent:
            frames[-1].append(_known(_value(event, text), anchors))
        elif kind is AliasEvent:
            start, end = event.start_mark.index, event.end_mark.index
            frames[-1].append(Alias(start, end, name=event.anchor, target=anchors.get(event.anchor)))
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            frames.append([])
            opened.append(event)
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            children = frames.pop()
            frames[-1].append(_known(_collection(opened.pop(), event, children), anchors))
        elif kind is DocumentStartEvent and frames[0]:
            break
    return frames[0][0] if frames[0] and not _nothing(frames[0][0]) else None


def _nothing(node: Node) -> bool:
    return isinstance(node, Value) and not node.text and not node.style and node.anchor is None


def _known(node: Node, anchors: dict[str, Node]) -> Node:
    if node.anchor is not None:
        anchors[node.anchor] = node
    return node


def _value(event: Any, text: str) -> Value:
    start, end, style = event.start_mark.index, event.end_mark.index, event.style or ""
    if style in ("|", ">") and end > start:
        end = _block_end(text, start, end)
    return Value(start, end, event.anchor, event.tag, event.value, style)


def _block_end(text: str, start: int, end: int) -> int:
    """Where a block of text ends: the blank lines below it stay where they are, also where a `+` in its head counts them in."""
    return start + len(text[start:end].rstrip(" \t" + BREAKS))


def _collection(begun: Any, ended: Any, children: list[Node]) -> Node:
    flow = bool(begun.flow_style)
    start = begun.start_mark.index
    end = ended.end_mark.index if flow else children[-1].end if children else begun.end_mark.index
    if type(begun) is SequenceStartEvent:
        return Items(start, end, begun.anchor, begun.tag, children, flow)
    pairs = list(zip(children[::2], children[1::2], strict=True))
    return Keys(start, end, begun.anchor, begun.tag, pairs, flow)
